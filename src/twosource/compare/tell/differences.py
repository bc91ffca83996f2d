"""Differences and small agreements of two accounts, as findings beside the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twosource.compare.align.alignment import Alignment
from twosource.compare.align.matches import agreed
from twosource.compare.cut.accounts import speakers
from twosource.compare.cut.constituents import words_in
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.surface_forms import letters
from twosource.compare.details.drafts import Draft
from twosource.compare.details.no_change import same_but_titles
from twosource.compare.details.small_agreements import small_agreements
from twosource.compare.facts.days import dateline
from twosource.compare.facts.same_value import same_values
from twosource.compare.faults import guarded
from twosource.compare.tell.parts import parts_of
from twosource.compare.tell.propositions import Row
from twosource.compare.weigh.confidence import candidates, weighed
from twosource.compare.weigh.rule_precision import CERTAIN
from twosource.compare.weigh.same_place import in_same_place
from twosource.compare.weigh.severity import severity
from twosource.types import Finding, Span

HELD = 0.9
"""Share of a small agreement on both sides that a row must have to tell it as well."""


DECIDED = {"number", "date"}
"""Types that are told only where two values answer one question, and not for other words."""


def drafts_of(pair: Alignment, facts: Sequence[Draft] = ()) -> list[Draft]:
    """Differences and small agreements of the matches both sides tell: where no shared
    fact can be named, nothing differs.  Roles and whole quotations need no match.

    ``facts`` are told first; what other rules see in their place is not told again, and between
    independent reports a figure or a day is told by them alone.
    """
    told = agreed(pair.sure, pair.matches)
    where = f"{pair.a.account} and {pair.b.account}"
    found = candidates(pair)
    differ = weighed(pair, [d for d in found if d.kind == "differ" and not _nothing(pair, d)])
    differ = [_as_wording(pair, _as_quoted(pair, d)) for d in differ]
    facts = [_surest(f, differ) for f in facts]
    differ = [
        *facts,
        *(d for d in differ if not any(in_same_place(d, f) for f in facts)
          and not _left_to_facts(d, pair)),
    ]  # fmt: skip
    small = [d for d in guarded(small_agreements, pair, where) if d.match in told]
    return [*differ, *(d for d in found if d.kind == "agree"), *small]


UNQUOTED = 0.5
"""What is left of the sureness that a quotation differs where one side quotes nothing there."""


def _as_quoted(pair: Alignment, draft: Draft) -> Draft:
    """A difference called one of quotation, less sure where not both stretches are quoted: then
    it is one of wording.  The rules of quotations (``quote/...``) see to it themselves.
    """
    if draft.type != "quote" or draft.rule.startswith(("quote/", "edit/")):
        return draft
    both = all(
        span is not None and 2 * sum(q.inner.overlap(span) for q in side.section.quotes) > len(span)
        for side, span in ((pair.a, draft.a), (pair.b, draft.b))
    )
    return draft if both else replace(draft, score=UNQUOTED * draft.score)


WORDING = (
    "phrase/", "rival/", "lost/", "strength/", "opinion/", "scope/", "hedging/", "attribution/",
    "quote/paraphrased", "quote/marks-lost", "speech-act/", "status/", "date/lost",
    "role/other-office",
)  # fmt: skip
"""Rules that see other words in one place, where no typed value is another."""
APART = 0.6
"""What is left of their sureness between accounts that do not rest on one another: two reporters
choose other words for one thing."""


RETOLD = 0.9
"""What is left where one account quotes what the other, that rests on it, tells in its own words:
a rewriter's trade, and seldom another matter."""


def _as_wording(pair: Alignment, draft: Draft) -> Draft:
    """A difference of wording alone, less sure between independent reports."""
    if pair.derived and draft.rule == "quote/paraphrased":
        return replace(draft, score=RETOLD * draft.score)
    if pair.derived or not draft.rule.startswith(WORDING):
        return draft
    return replace(draft, score=APART * draft.score)


def _surest(fact: Draft, others: Sequence[Draft]) -> Draft:
    """A fact as surely as an edit inside equal words says it that stands in its place: where all
    else is the same, nothing else can be meant.
    """
    edits = (d for d in others if d.rule.startswith(CERTAIN) and in_same_place(d, fact))
    return replace(fact, score=max([fact.score, *(d.score for d in edits if d.type == fact.type)]))


def _left_to_facts(draft: Draft, pair: Alignment) -> bool:
    """Whether only :mod:`twosource.compare.facts` decides of such a difference: of figures and days
    between independent reports, and of two days wherever.
    """
    if pair.derived:
        return draft.rule == "date/other"
    return draft.type in DECIDED


def _nothing(pair: Alignment, draft: Draft) -> bool:
    """Whether both sides have the same letters or the same values, written
    otherwise, or one is the line of place and date above the story.
    """
    if draft.a is None or draft.b is None:
        return False
    if draft.type == "attribution" and _one_speaker(pair, draft.a, draft.b):
        return True
    return (
        spelt_alike(pair, draft) or same_values(pair, draft.a, draft.b)
        or same_but_titles(
            words_in(pair.a.section.doc, draft.a), words_in(pair.b.section.doc, draft.b)
        )
        or any(
            line is not None and span.overlap(line)
            for line, span in ((dateline(pair.a), draft.a), (dateline(pair.b), draft.b))
        )
    )  # fmt: skip


def _one_speaker(pair: Alignment, a: Span, b: Span) -> bool:
    """Whether both stretches run from one speaker's quoted words to quoted words of his, and
    nobody is named in one alone: to whom it was said may differ.
    """
    for side, span in ((pair.a, a), (pair.b, b)):
        quoted = [q.inner for q in side.section.quotes]
        if not all(any(q.start <= at < q.end for q in quoted) for at in (span.start, span.end - 1)):
            return False
    said = speakers(pair.a, a, framed=True)
    if not said or said != speakers(pair.b, b, framed=True):
        return False
    named = [
        {t.lower_ for t in words_in(side.section.doc, span)
         if t.pos_ == "PROPN" and t.lower_ not in lexicon().titles}
        for side, span in ((pair.a, a), (pair.b, b))
    ]  # fmt: skip
    return named[0] == named[1]


def in_a_row(draft: Draft, pair: Alignment, rows: Sequence[Finding]) -> bool:
    """Whether a row tells a name, figure or quotation both have already, with the sentence
    around it.  An office both give a person is told by itself; so is, between an account and
    its rewrite, every detail that was kept.
    """
    if pair.derived or draft.kind != "agree" or draft.type == "role":
        return False
    one, two = pair.a.account, pair.b.account
    return draft.a is not None and draft.b is not None and any(
        {one, two} <= set(row.spans)
        and draft.a.overlap(row.spans[one]) >= HELD * len(draft.a)
        and draft.b.overlap(row.spans[two]) >= HELD * len(draft.b)
        for row in rows
    )  # fmt: skip


def spelt_alike(pair: Alignment, draft: Draft) -> bool:
    """Whether both sides have the same letters, and no marks of quotation are at issue."""
    if draft.a is None or draft.b is None or draft.type in {"quote", "attribution"}:
        return False
    return letters(pair.a.text(draft.a)) == letters(pair.b.text(draft.b))


def difference_finding(
    d: Draft, one: str, two: str, rows: Sequence[Row], pair: Alignment
) -> Finding:
    """A draft of two accounts as a finding, with the number of the proposition it belongs to."""
    spans = {i: s for i, s in ((one, d.a), (two, d.b)) if s is not None}
    proposition = None
    if 0 <= d.match < len(pair.matches):
        match = pair.matches[d.match]
        for k, row in enumerate(rows):
            if set(match.a) & set(row.carriers.get(one, ())) and (
                set(match.b) & set(row.carriers.get(two, ()))
            ):
                proposition = f"{d.part}:{k + 1}"
                break
    return Finding(
        id="", kind=d.kind, type=d.type, spans=spans, align=round(d.align, 3),
        score=round(d.score, 3), reason=d.why, rule=d.rule, parts=parts_of(list(spans), d.part),
        severity=severity(d.kind, d.type, d.score), proposition=proposition,
    )  # fmt: skip
