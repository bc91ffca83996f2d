"""An account cut into passages: clauses, each with its terms, and how rare those are here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log

from twosource.compare.cut.clauses import clauses
from twosource.compare.cut.terms import Term, terms_of
from twosource.types import Parse, Part, Section, Span

LONG = 50_000
"""Characters from which a part is cut off for comparing; no account is that long."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause or a short sentence of one account.

    Attributes:
        index: its place in the account's list.
        sentence: number of its sentence in the part.
        first, last: token range ``[first, last)`` in the section's doc.
        quoted: share of its characters inside quotation marks.
    """

    account: str
    part: Part
    index: int
    sentence: int
    span: Span
    first: int
    last: int
    terms: tuple[Term, ...]
    quoted: float

    @property
    def weight(self) -> float:
        """Sum of the weights of its terms."""
        return sum(t.weight for t in self.terms)


def _trim(text: str, start: int, end: int) -> Span | None:
    """The stretch without blanks and loose punctuation at its ends."""
    while start < end and (text[start].isspace() or text[start] in ",;:.-–—)]"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:-–—(["):
        end -= 1
    return Span(start, end) if end > start else None


def quoted_mask(section: Section) -> bytearray:
    """One byte per character: 1 inside a quotation (marks included)."""
    mask = bytearray(len(section.text))
    for quote in section.quotes:
        mask[quote.span.start : quote.span.end] = b"\1" * len(quote.span)
    return mask


def cut(account: str, section: Section) -> tuple[Passage, ...]:
    """The passages of one part, in order; every one has at least one term."""
    terms = [t for t in terms_of(section.doc) if t.start < LONG]
    at = {t.token: t for t in terms}
    mask = quoted_mask(section)
    out: list[Passage] = []
    for number, sentence in enumerate(section.doc.sents):
        if sentence.start_char >= LONG:
            break
        for first, last in clauses(list(sentence), at):
            end = section.doc[last - 1].idx + len(section.doc[last - 1])
            span = _trim(section.text, section.doc[first].idx, end)
            own = tuple(at[i] for i in range(first, last) if i in at)
            if span is not None and own:
                quoted = sum(mask[span.start : span.end]) / len(span)
                out.append(
                    Passage(account, section.part, len(out), number, span, first, last, own, quoted)
                )
    return tuple(out)


def scale_by_story(groups: Iterable[tuple[Passage, ...]]) -> list[tuple[Passage, ...]]:
    """Weights scaled down for terms that stand all over the story."""
    parts = list(groups)
    total = sum(len(p) for p in parts) or 1
    seen: Counter[str] = Counter()
    for passages in parts:
        for passage in passages:
            seen.update({t.key for t in passage.terms})

    def scaled(term: Term) -> Term:
        common = log(1 + total / seen[term.key]) / log(1 + total)
        return replace(term, weight=term.weight * max(0.3, common))

    return [
        tuple(replace(p, terms=tuple(scaled(t) for t in p.terms)) for p in passages)
        for passages in parts
    ]


def passages_of(parse: Parse, part: Part = "text") -> tuple[Passage, ...]:
    """The passages of a part of an account; empty where there is no such part."""
    for section in parse.sections:
        if section.part == part:
            return cut(parse.account.id, section)
    return ()


def envelope(passages: Sequence[Passage], indices: Iterable[int]) -> Span:
    """The stretch from the first to the last of some passages."""
    spans = [passages[i].span for i in indices]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
