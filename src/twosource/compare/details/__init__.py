"""Differences of detail inside matched passages, one module for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.compare.details import (
    edits,
    frames,
    lost,
    nouns,
    phrases,
    quotes,
    rivals,
    roles,
    standing,
    times,
    verbs,
)
from twosource.compare.drafts import Draft
from twosource.compare.pairing import Pairing, pair_terms
from twosource.compare.runs import split_words
from twosource.compare.sides import Laid

RULES = (
    quotes.differ,
    times.differ,
    frames.differ,
    frames.voice,
    verbs.differ,
    standing.differ,
    nouns.differ,
    lost.differ,
    phrases.differ,
    rivals.differ,
)
WHOLE = (quotes.whole, roles.sweep)


def details(laid: Laid) -> Iterator[Draft]:
    """All differences the rules see in one pair of sides (and the agreements that come
    with them), each place and type once, unweighed.
    """
    seen: set[tuple[object, ...]] = set()
    for sweep in WHOLE:
        yield from sweep(laid)
    for number, match in enumerate(laid.matches):
        pairing = pair_terms(laid, match, number)
        found = list(edits.differ(pairing))
        for rule in () if found or _equal(pairing) else RULES:
            found.extend(rule(pairing))
        for draft in found:
            key = (draft.type, draft.a, draft.b)
            if key not in seen:
                seen.add(key)
                yield draft


def _equal(pairing: Pairing) -> bool:
    """Whether the two sides of a match are the same words throughout."""
    a = pairing.laid.a.text(pairing.laid.a.span(pairing.match.a))
    b = pairing.laid.b.text(pairing.laid.b.span(pairing.match.b))
    return [w for w, _, _ in split_words(a)] == [w for w, _, _ in split_words(b)]
