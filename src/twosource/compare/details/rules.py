"""Differences of detail inside matched passages, one module for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.compare.align.alignment import Alignment
from twosource.compare.align.word_alignment import Pairing, pairings
from twosource.compare.cut.surface_forms import split_words
from twosource.compare.details import (
    attribution,
    dates,
    edits,
    lost,
    modality,
    nouns,
    phrases,
    quotes,
    rivals,
    roles,
    verbs,
)
from twosource.compare.details.drafts import Draft
from twosource.compare.faults import guarded

RULES = (
    quotes.differ,
    dates.differ,
    attribution.differ,
    attribution.voice,
    verbs.differ,
    modality.differ,
    nouns.differ,
    lost.differ,
    phrases.differ,
    rivals.differ,
)
WHOLE = (quotes.whole, roles.sweep)


def details(laid: Alignment) -> Iterator[Draft]:
    """All differences the rules see in one pair of sides (and the agreements that come
    with them), each place and type once, unweighed.
    """
    seen: set[tuple[object, ...]] = set()
    where = f"{laid.a.account} and {laid.b.account}"
    for sweep in WHOLE:
        yield from guarded(sweep, laid, where)
    for pairing in pairings(laid):
        found = list(guarded(edits.differ, pairing, where))
        for rule in () if found or _equal(pairing) else RULES:
            found.extend(guarded(rule, pairing, where))
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
