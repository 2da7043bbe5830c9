"""The only place that opens sockets: one guarded session for reports and for link checks."""

from __future__ import annotations
