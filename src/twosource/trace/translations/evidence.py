"""What shows that one account was translated from another, as spans of both."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.language.foreign.parallel import Parallel
from twosource.language.foreign.reading import Reading
from twosource.trace.translations.amount import Amount, narrated
from twosource.types import Evidence, Span

_MOST = 24
_FIGURES = 12
_LEAST = 12.0
"""Figures up to here show nothing."""


def evidence_of(pair: Parallel, amount: Amount) -> tuple[Evidence, ...]:
    """Sentences matched in order, then quotations, figures and names in common, then what only
    one of the two has.
    """
    return (*_sentences(pair, amount), *_quotes(pair), *_figures(pair), *_names(pair),
            *_alone(pair))  # fmt: skip


def _sentences(pair: Parallel, amount: Amount) -> Iterator[Evidence]:
    for match in amount.own[:_MOST]:
        yield Evidence(
            "translated", pair.a.sentences[match.a].span, pair.b.sentences[match.b].span,
            f"likeness {match.score:.2f}",
        )  # fmt: skip


def _quotes(pair: Parallel) -> Iterator[Evidence]:
    seen: set[Span] = set()
    for match in pair.matches:
        one, two = pair.a.sentences[match.a], pair.b.sentences[match.b]
        for x, y in zip(one.quotes, two.quotes, strict=False):
            if x.inner not in seen and match.mutual:
                seen.add(x.inner)
                yield Evidence("quote", x.inner, y.inner, "")


def _figures(pair: Parallel) -> Iterator[Evidence]:
    theirs = {f.value: f for f in reversed(pair.b.figures)}
    seen: set[float] = set()
    for figure in pair.a.figures:
        if figure.value > _LEAST and figure.value in theirs and figure.value not in seen:
            seen.add(figure.value)
            if len(seen) <= _FIGURES:
                yield Evidence("figure", figure.span, theirs[figure.value].span, "")


def _names(pair: Parallel) -> Iterator[Evidence]:
    first = {n: s for s, n in reversed(pair.names.b)}
    seen: set[int] = set()
    for span, number in pair.names.a:
        if number in first and number not in seen:
            seen.add(number)
            yield Evidence("name", span, first[number], "")


def _alone(pair: Parallel) -> Iterator[Evidence]:
    matched_a, matched_b = {m.a for m in pair.matches}, {m.b for m in pair.matches}
    for span in _without(pair.a, matched_a):
        yield Evidence("dropped", span, None, "")
    for span in _without(pair.b, matched_b):
        yield Evidence("added", None, span, "")


def _without(reading: Reading, matched: set[int]) -> list[Span]:
    plain = narrated(reading)
    return [s.span for k, s in enumerate(reading.sentences) if k not in matched and k in plain][:8]
