"""Differences of detail inside matched passages, one module for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.compare.drafts import Draft
from twosource.compare.sides import Laid


def details(laid: Laid) -> Iterator[Draft]:
    """All differences of one pair of sides."""
    return iter(())
