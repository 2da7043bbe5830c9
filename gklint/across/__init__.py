"""What lies across reports: other years, other bodies, other files of one body.

Every report of a run is made a `Digest`; `resolve` holds the digests against each other, a roster
and last year's reports, and gives each report its `Surroundings`. Checks see only those.
"""

from __future__ import annotations
