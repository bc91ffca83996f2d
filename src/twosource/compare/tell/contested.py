"""What no row may call agreed: accounts that speak against one another, and the values at odds.

A proposition is agreed by the accounts whose clauses do not contradict, and only in the part
of them that holds no value the others give otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from twosource.compare.cut.accounts import Side
from twosource.compare.cut.constituents import leans, token_span
from twosource.compare.cut.word_similarity import nearness
from twosource.compare.details.drafts import Draft
from twosource.compare.tell.propositions import Row
from twosource.compare.tell.unlike import unlike
from twosource.language.relations import SUBJECTS
from twosource.types import FindingType, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from twosource.compare.cut.terms import Term

LEAST = 3
"""Words that carry content and that both have, from which what is left of a passage still tells
something."""
NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Contest:
    """Two accounts tell something otherwise: where, and whether their whole clauses are at odds."""

    type: FindingType
    spans: Mapping[str, Span]
    whole: bool


Spans = dict[str, Span]
SURE = 0.5
"""Sureness from which a row is told as agreed, where nothing speaks against it: four in five of
those are right on the pairs of ``training/labels`` in which everything is labelled."""


def surely(row: Row, spans: Spans, by_id: Mapping[str, Side]) -> tuple[Row, Spans]:
    """A row with the accounts that surely say the same as the first, and how surely: their
    passages match well, and no sign speaks against it.
    """
    first = next(iter(spans))
    kept = {}
    for other, span in spans.items():
        if other != first:
            sure = row.sure.get(other, row.align)
            if sure >= SURE and not unlike(by_id[first], spans[first], by_id[other], span):
                kept[other] = sure
    carriers = {i: p for i, p in row.carriers.items() if i == first or i in kept}
    told = replace(row, carriers=carriers, align=min(kept.values(), default=0.0))
    return told, {i: s for i, s in spans.items() if i in carriers}


def overruled(draft: Draft, one: Side, two: Side, contests: Sequence[Contest]) -> bool:
    """Whether a small agreement stands in clauses that speak against one another."""
    if draft.a is None or draft.b is None:
        return False
    places = {one.account: _clause(one, draft.a), two.account: _clause(two, draft.b)}
    bare = draft.type == "name"  # that both name somebody is little where all else is at odds
    return any(
        (c.whole or bare) and c.spans.keys() == places.keys()
        and all(places[i].overlap(s) for i, s in c.spans.items())
        for c in contests
    )  # fmt: skip


def _clause(side: Side, span: Span) -> Span:
    return next((p.span for p in side.passages if p.span.overlap(span)), span)


def settled(
    rows: Sequence[Row], by_id: Mapping[str, Side], contests: Sequence[Contest]
) -> list[tuple[int, Row, Spans, bool]]:
    """For each row that still stands: its number in ``rows``, the row, what is agreed
    of it, and whether another account contests it.
    """
    out = []
    of: dict[frozenset[str], list[tuple[int, Contest]]] = {}
    for order, contest in enumerate(contests):
        of.setdefault(frozenset(contest.spans), []).append((order, contest))
    for number, row in enumerate(rows):
        full = {i: by_id[i].span(p) for i, p in row.carriers.items()}
        among = [c for ids, held in of.items() if ids <= full.keys() for c in held]
        here = [c for _, c in sorted(among, key=itemgetter(0)) if _touches(full, c)]
        if not here:
            out.append((number, row, full, False))
            continue
        carriers = _compatible(row, by_id, here)
        if len(carriers) < 2:
            continue
        kept = replace(row, carriers=carriers)
        spans = _narrowed(kept, by_id, [c for c in here if not c.whole])
        if spans is not None and len(spans) >= 2:
            kept = replace(row, carriers={i: carriers[i] for i in spans})
            out.append((number, kept, spans, len(spans) < len(row.carriers)))
    return out


def _touches(full: Mapping[str, Span], contest: Contest) -> bool:
    return all(full[i].overlap(s) for i, s in contest.spans.items())


def _compatible(
    row: Row, by_id: Mapping[str, Side], contests: Sequence[Contest]
) -> dict[str, tuple[int, ...]]:
    """The accounts of a row, without those (and without the passages) that contradict."""
    carriers = dict(row.carriers)
    whole = [c for c in contests if c.whole]
    for contest in whole:
        left = {
            i: tuple(k for k in carriers[i] if not by_id[i].passages[k].span.overlap(s))
            for i, s in contest.spans.items() if i in carriers
        }  # fmt: skip
        if len(left) == len(contest.spans) and all(left.values()):
            carriers.update(left)
    out: dict[str, tuple[int, ...]] = {}
    for account, passages in carriers.items():
        trial = {**out, account: passages}
        if not any(
            set(c.spans) <= set(trial)
            and all(by_id[i].span(trial[i]).overlap(s) for i, s in c.spans.items())
            for c in whole
        ):
            out = trial
    return out


def _narrowed(
    row: Row, by_id: Mapping[str, Side], contests: Sequence[Contest]
) -> dict[str, Span] | None:
    """For each account the stretch of its passages that holds nothing at odds and that the
    others tell as well; ``None`` where too little is left.
    """
    full = {i: by_id[i].span(p) for i, p in row.carriers.items()}
    odd: dict[str, list[Span]] = {i: [] for i in full}
    for contest in contests:
        if all(i in full and full[i].overlap(s) for i, s in contest.spans.items()):
            for i, s in contest.spans.items():
                odd[i].append(s)
    if not any(odd.values()):
        return full
    pieces = {i: list(_pieces(by_id[i], full[i], odd[i])) for i in full}
    if not all(pieces.values()):
        return None
    lead = next(iter(full))
    best: tuple[float, dict[str, Span]] | None = None
    for piece in pieces[lead]:
        chosen = {lead: piece}
        least = float("inf")
        for other in full:
            if other == lead:
                continue
            shared, span = max(
                ((_shared(by_id[lead], piece, by_id[other], p), p) for p in pieces[other]),
                key=lambda x: x[0],
            )
            if shared >= LEAST:
                chosen[other] = span
                least = min(least, shared)
        if len(chosen) >= 2 and (best is None or (len(chosen), least) > (len(best[1]), best[0])):
            best = (least, chosen)
    return None if best is None else best[1]


def _pieces(side: Side, full: Span, odd: Iterable[Span]) -> Iterable[Span]:
    """What is left of a stretch without the odd ones, ends tidied."""
    at = full.start
    for cut in sorted(odd):
        if cut.start > at:
            yield from _tidy(side, at, min(cut.start, full.end))
        at = max(at, cut.end)
    if at < full.end:
        yield from _tidy(side, at, full.end)


def _tidy(side: Side, start: int, end: int) -> Iterable[Span]:
    words = list(side.section.doc.char_span(start, end, alignment_mode="contract") or ())
    while words and (leans(words[-1]) or words[-1].tag_ in {"CD", "JJ", "WRB", "RB", "IN", "TO"}):
        words.pop()
    while words and _dangles(words[0]):
        words.pop(0)
    if len(words) >= 3 and _says(words):
        yield token_span(words[0], words[-1])


def _says(words: Sequence[Token]) -> bool:
    """Whether some words make a statement: a verb with its subject among them, or a finite verb
    with what it takes where only the subject was cut off.
    """
    inside = {t.i for t in words}
    return any(
        (t.dep_ in SUBJECTS and t.head.i in inside)
        or (t.tag_ in {"VBD", "VBZ", "VBP"} and _complete(t, inside))
        for t in words
    )


def _complete(verb: Token, inside: Collection[int]) -> bool:
    """Whether all that depends on a verb after it is still there, and there is any."""
    after = [t for t in verb.subtree if t.i > verb.i and not t.is_punct]
    return bool(after) and all(t.i in inside for t in after)


def _dangles(token: Token) -> bool:
    return token.is_punct or token.is_space or token.pos_ in {"CCONJ", "PART"} or (
        token.tag_ in {"POS", "RB", "WDT", "IN"} and token.dep_ in {"prep", "cc", "advmod", "case"}
        and not any(True for _ in token.children)
    )  # fmt: skip


def _shared(a: Side, one: Span, b: Side, two: Span) -> float:
    """How many words of one stretch the other has too, the rarer the more."""
    theirs = {t.key for t in _terms(b, two)}
    return sum(
        1 + 0.01 * t.weight for t in _terms(a, one)
        if t.key in theirs or any(nearness(t.key, key) >= NEAR for key in theirs)
    )  # fmt: skip


def _terms(side: Side, span: Span) -> list[Term]:
    return [
        t for p in side.passages if p.span.overlap(span) for t in p.terms
        if span.start <= t.start and t.end <= span.end
    ]  # fmt: skip
