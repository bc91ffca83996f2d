"""Differences of detail inside matched passages, one module for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.compare.details import quotes, roles, times
from twosource.compare.drafts import Draft
from twosource.compare.pairing import pair_terms
from twosource.compare.sides import Laid

RULES = (quotes.differ, times.differ)
WHOLE = (quotes.whole, roles.sweep)


def details(laid: Laid) -> Iterator[Draft]:
    """All differences of one pair of sides, each place and type once."""
    seen: set[tuple[object, ...]] = set()
    for sweep in WHOLE:
        yield from sweep(laid)
    for number, match in enumerate(laid.matches):
        pairing = pair_terms(laid, match, number)
        for rule in RULES:
            for draft in rule(pairing):
                key = (draft.type, draft.a, draft.b)
                if key not in seen:
                    seen.add(key)
                    yield draft
