"""Words of a speaker kept, changed, cut or turned into paraphrase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from twosource.compare.align.alignment import Alignment
from twosource.compare.align.verbatim_runs import Run
from twosource.compare.align.word_alignment import Pairing, View
from twosource.compare.cut.accounts import Side, speakers
from twosource.compare.cut.negation import NEGATIVE
from twosource.compare.cut.surface_forms import split_words
from twosource.compare.cut.terms import Term
from twosource.compare.details.contrast import seen_difference
from twosource.compare.details.drafts import Draft, quoted_words
from twosource.compare.details.spoken import apart, named_again, telling
from twosource.types import Quote, Span

_ELLIPSIS = re.compile(r"\.\.\.|…|\. \. \.")
TURNING = NEGATIVE | {
    "if",
    "unless",
    "until",
    "provided",
    "only",
    "may",
    "might",
    "could",
    "perhaps",
}
"""Words that may turn what is said: of those left out openly only these are worth a line."""
OWN = 8
"""Words that two independent accounts share on both sides of a break, from which they give one
utterance; fewer are a phrase that the speaker used twice."""
GAP = 30
"""Words between two runs of one quotation beyond which they are two quotations."""
KEPT = 12
"""Words of two runs from which a copy has the quotation, although without its marks."""


def whole(laid: Alignment) -> Iterator[Draft]:
    """Quotations that run word for word through both sides, and the breaks in them."""
    chain: list[Run] = []
    for whole_run in sorted(laid.runs, key=lambda r: r.a):
        if whole_run.quoted_a < 0.5 and whole_run.quoted_b < 0.5:
            continue
        run = _inside_quotes(laid, whole_run)
        if chain and not _follows(chain[-1], run):
            yield from _chain(laid, chain)
            chain = []
        chain.append(run)
    yield from _chain(laid, chain)


def _inside_quotes(laid: Alignment, run: Run) -> Run:
    """A run cut to the quotation it mostly lies in, on the side that has one."""
    side, span = (laid.a, run.a) if run.quoted_a >= run.quoted_b else (laid.b, run.b)
    best = max((q.inner for q in side.section.quotes), key=span.overlap, default=None)
    if best is None or not best.overlap(span) or best.contains(span):
        return run
    words_a = split_words(laid.a.section.text[run.a.start : run.a.end])
    words_b = split_words(laid.b.section.text[run.b.start : run.b.end])
    mine = words_a if side is laid.a else words_b
    kept = [
        k for k, (_, start, end) in enumerate(mine)
        if best.start <= span.start + start and span.start + end <= best.end
    ]  # fmt: skip
    if not kept or len(words_a) != len(words_b):
        return run
    first, last = kept[0], kept[-1]
    return replace(
        run,
        a=Span(run.a.start + words_a[first][1], run.a.start + words_a[last][2]),
        b=Span(run.b.start + words_b[first][1], run.b.start + words_b[last][2]),
        words=len(kept),
        first_a=run.first_a + first,
        first_b=run.first_b + first,
    )


def _follows(one: Run, two: Run) -> bool:
    """Whether a run continues another on both sides within one quotation."""
    gap_a = two.first_a - one.first_a - one.words
    gap_b = two.first_b - one.first_b - one.words
    return 0 <= gap_a <= GAP and 0 <= gap_b <= GAP


def _chain(laid: Alignment, chain: Sequence[Run]) -> Iterator[Draft]:
    for run in chain:
        number = _match_of(laid, run.a, run.b)
        if min(run.quoted_a, run.quoted_b) < 0.5 or _is_row(laid, run, number):
            continue
        yield Draft(
            "agree", "quote", laid.part, run.a, run.b, 1.0, 1.0,
            f"Both quote the same words: {quoted_words(laid.a.text(run.a))}.",
            "quote/same-words", number,
        )  # fmt: skip
    for one, two in pairwise(chain):
        if _speakers_apart(laid, one, two):
            continue
        draft = _break(laid, one, two)
        if draft is not None:
            yield draft


def _speakers_apart(laid: Alignment, one: Run, two: Run) -> bool:
    """Whether the stretch from one run to the next is somebody else's words in each account."""
    said_a = speakers(laid.a, Span(one.a.start, two.a.end))
    said_b = speakers(laid.b, Span(one.b.start, two.b.end))
    return bool(said_a and said_b) and not said_a & said_b


def _is_row(laid: Alignment, run: Run, number: int) -> bool:
    """Whether the match already shows just that run."""
    if number < 0:
        return False
    match = laid.matches[number]
    a, b = laid.a.span(match.a), laid.b.span(match.b)
    return 2 * run.a.overlap(a) > len(a) and 2 * run.b.overlap(b) > len(b)


def _break(laid: Alignment, one: Run, two: Run) -> Draft | None:
    """What stands between two runs of one quotation, with two words on either side.

    What a side tells between two quotations ("she said") is not the speaker's.  Words that are
    missing where a side closes its marks, or puts dots, were left out openly.
    """
    text_a, text_b = laid.a.section.text, laid.b.section.text
    gap_a, gap_b = Span(one.a.end, two.a.start), Span(one.b.end, two.b.start)
    said_a, open_a = _said(laid.a, gap_a, one.quoted_a)
    said_b, open_b = _said(laid.b, gap_b, one.quoted_b)
    words_a, words_b = telling(said_a), telling(said_b)
    if "".join(words_a) == "".join(words_b) or not one.quoted_a + one.quoted_b:
        return None  # "un- helpful", broken at the end of a line, is "unhelpful"
    if named_again(one.a.of(text_a), words_a, words_b):
        return None  # "the Earth. The Earth is" and "the Earth. That is"
    if not laid.derived and one.words + two.words < OWN:
        return None
    quoted = min(one.quoted_a, one.quoted_b, two.quoted_a, two.quoted_b)
    if quoted < 0.5 and not (laid.derived and one.words + two.words >= KEPT):
        return None  # a reporter who marks no quotation tells it in words of his own
    if min(len(words_a), len(words_b)) > 8 or apart(words_a, words_b):
        return None
    span_a = _told(laid.a, gap_a, _near(text_a, one.a, two.a), words_a)
    span_b = _told(laid.b, gap_b, _near(text_b, one.b, two.b), words_b)
    dots = any(_ELLIPSIS.search(t, g.start, g.end) for t, g in ((text_a, gap_a), (text_b, gap_b)))
    if dots and open_a and open_b:
        return None  # both cut openly, each elsewhere
    few = min(len(words_a), len(words_b)) == 0
    elided = few and (open_a if not words_a else open_b)
    cut = few and (elided or max(len(words_a), len(words_b)) >= 3)
    if elided and not TURNING & {*words_a, *words_b}:
        return None
    rule = "quote/elided" if elided else "quote/cut" if cut else "quote/reworded"
    return Draft(
        "differ", "context_omitted" if cut else "quote", laid.part, span_a, span_b, 1.0, 0.85,
        f"The quotation differs: {quoted_words(laid.a.text(span_a))} against "
        f"{quoted_words(laid.b.text(span_b))}.",
        rule, _match_of(laid, one.a, one.b),
    )  # fmt: skip


def _said(side: Side, gap: Span, quoted: float) -> tuple[str, bool]:
    """The speaker's words in a gap, and whether the side shows that it left some out.

    A side without quotation marks there has all its words for the speaker's.
    """
    text = side.section.text
    dots = bool(_ELLIPSIS.search(text, gap.start, gap.end))
    if quoted < 0.5:
        return gap.of(text), dots
    inside = [
        Span(max(q.inner.start, gap.start), min(q.inner.end, gap.end))
        for q in side.section.quotes if q.speech and q.inner.overlap(gap)
    ]  # fmt: skip
    whole_gap = any(s == gap for s in inside)
    return " ".join(s.of(text) for s in inside), dots or not whole_gap


def _near(text: str, one: Span, two: Span) -> Span:
    """The gap between two runs with the last two words before and the first two after."""
    before = split_words(text[one.start : one.end])[-2:]
    after = split_words(text[two.start : two.end])[:2]
    return Span(one.start + before[0][1], two.start + after[-1][2])


def _told(side: Side, gap: Span, near: Span, words: Sequence[str]) -> Span:
    """What is shown of a gap: to the end of the quotation that holds all of the speaker's words in
    it, where the narrator takes over behind.
    """
    text = side.section.text
    for inner in (q.inner for q in side.section.quotes if q.speech):
        if words and inner.overlap(gap) and near.start < inner.end < gap.end:
            here = Span(max(inner.start, gap.start), inner.end)
            return Span(near.start, here.end) if telling(here.of(text)) == list(words) else near
    return near


def _match_of(laid: Alignment, a: Span, b: Span) -> int:
    """The match that holds two stretches, or -1."""
    for number, match in enumerate(laid.matches):
        if laid.a.span(match.a).overlap(a) and laid.b.span(match.b).overlap(b):
            return number
    return -1


def differ(p: Pairing) -> Iterator[Draft]:
    """One side quotes what the other tells in its own words, or drops the marks."""
    a = _quotes(p.laid.a, p.match.a)
    b = _quotes(p.laid.b, p.match.b)
    share_a, share_b = _share(p.terms_a, p.to_b, a), _share(p.terms_b, p.to_a, b)
    if a and share_a >= 0.4 and share_b < 0.2 and not _verbatim(p):
        yield from _paraphrase(p.seen(False), a)
    elif b and share_b >= 0.4 and share_a < 0.2 and not _verbatim(p):
        yield from _paraphrase(p.seen(True), b)
    else:
        for quotes, others, view in zip((a, b), (b, a), p.views(), strict=True):
            if quotes and not others:
                yield from _short(view, quotes)


def _verbatim(p: Pairing) -> bool:
    """Whether the passages are the same words: then only the marks got lost."""
    grid = p.laid.grid
    return any(min(grid.run_a[i, j], grid.run_b[i, j]) > 0.85 for i in p.match.a for j in p.match.b)


def _quotes(side: Side, indices: tuple[int, ...]) -> list[Quote]:
    """The quotations that touch some passages."""
    spans = [side.passages[i].span for i in indices]
    return [q for q in side.section.quotes if any(q.span.overlap(s) > 2 for s in spans)]


def _share(
    terms: tuple[Term, ...], paired: dict[int, tuple[int, float]], quotes: list[Quote]
) -> float:
    """Share of the paired weight that stands in quotation marks."""
    total = sum(terms[k].weight for k in paired)
    inside = sum(
        terms[k].weight
        for k in paired
        if any(q.span.start <= terms[k].start < q.span.end for q in quotes)
    )
    return inside / total if total else 0.0


def _clip(span: Span, bounds: Span) -> Span | None:
    start, end = max(span.start, bounds.start), min(span.end, bounds.end)
    return Span(start, end) if end > start else None


def _paraphrase(v: View, quotes: list[Quote]) -> Iterator[Draft]:
    """One side quotes, the other tells it in its own words."""
    bounds = v.side.span(v.own)
    clipped = [c for q in quotes if (c := _clip(q.span, bounds)) is not None]
    if not clipped:
        return
    span = Span(min(c.start for c in clipped), max(c.end for c in clipped))
    told = v.other.span(v.far)
    why = (
        f"{v.side.account} quotes {quoted_words(v.side.text(span))}; {v.other.account} puts it in "
        f"its own words, {quoted_words(v.other.text(told))}."
    )
    yield seen_difference(v, "quote", span, told, 0.75, why, "quote/paraphrased")


def _short(v: View, quotes: list[Quote]) -> Iterator[Draft]:
    """A few quoted words on one side that the other does not mark as a quotation."""
    for quote in quotes:
        span = quote.span
        held = [k for k, t in enumerate(v.terms) if span.start <= t.start < span.end]
        partners = [v.others[v.there[k][0]] for k in held if k in v.there]
        if not held:
            continue
        if partners:
            told = Span(min(t.start for t in partners), max(t.end for t in partners))
        else:
            told = v.other.span(v.far)
        why = (
            f"{v.side.account} marks {quoted_words(v.side.text(span))} as a quotation; "
            f"{v.other.account} has {quoted_words(v.other.text(told))} without the marks."
        )
        yield seen_difference(v, "quote", span, told, 0.55, why, "quote/marks-lost")
