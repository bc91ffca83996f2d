"""Hosts that asked to be left alone for a while."""

from __future__ import annotations

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

BUSY = frozenset({429, 503})
"""Answers whose ``Retry-After`` is kept to."""
LONGEST = 86_400.0
"""Seconds for which a host is left alone at most, whatever it asks."""


class Resting:
    """Who asked for how long (``Retry-After``, RFC 9110, 10.2.3)."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def heard(self, host: str, status: int, headers: Mapping[str, str]) -> None:
        """An answer of a host, names of its headers in lower case."""
        wait = seconds_of(headers.get("retry-after", "")) if status in BUSY else 0.0
        if wait > 0:
            self._until[host] = time.monotonic() + min(wait, LONGEST)

    def left(self, host: str) -> float:
        """Seconds until a host may be asked again."""
        return max(0.0, self._until.get(host, 0.0) - time.monotonic())


def seconds_of(told: str) -> float:
    """The seconds that a ``Retry-After`` tells, as a number or a date; 0 where it tells none."""
    told = told.strip()
    if told.isascii() and told.isdecimal():
        return float(told[:12])
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0.0
