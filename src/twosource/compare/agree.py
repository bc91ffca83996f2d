"""Small agreements inside matched passages: a name, role, figure, day or quoted words."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.compare.drafts import Draft
from twosource.compare.sides import Laid


def small_agreements(laid: Laid) -> Iterator[Draft]:
    """Agreements narrower than a passage."""
    return iter(())
