"""The documents of `gklint rollup`, read back."""
