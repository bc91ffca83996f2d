"""Days on which one thing happened, or by which it must, that are not the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side, of_side
from twosource.compare.cut.constituents import governor, token_span, widen, words_in
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.values import DAYS
from twosource.compare.cut.word_similarity import nearness
from twosource.compare.facts.candidates import Candidate, around, match_of, nearby, sureness
from twosource.language.relations import SUBJECTS
from twosource.types import Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

FRAMES = {"by": "until", "until": "until", "till": "until", "before": "until", "within": "until",
          "since": "from", "from": "from", "after": "from"}  # fmt: skip
_ISO = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
FAINT = 0.06
BESIDE = 0.3
"""Sureness of the sentences beside two deadlines from which they may be one."""
OPENING = 90
"""Characters within which a line of place and date ends."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the text.

    Attributes:
        iso: ``YYYY-MM-DD`` or ``XXXX-MM-DD`` where known.  weekday: as written, or ``""``.
        frame: ``on``, ``until`` or ``from``.
        verb: the verb it dates.  said: whether it only dates a saying.
        stated: whether a month stands with it, so that the day needs no reckoning.
    """

    span: Span
    iso: str
    weekday: str
    frame: str
    verb: Token
    said: bool
    stated: bool
    token: Token


@of_side
def days(side: Side) -> list[Day]:
    """The days of a side, in order."""
    out: list[Day] = []
    for time in side.section.times:
        made = _day(side, time)
        if made is None or _dateline(side, made) or made.verb.pos_ not in {"VERB", "AUX"}:
            continue
        if (
            out
            and out[-1].weekday
            and not out[-1].stated
            and made.stated
            and (0 <= made.span.start - out[-1].span.end <= 2)
        ):  # "Thursday, April 23" is one day
            lead = out.pop()
            made = replace(made, span=widen(lead.span, made.span), weekday=lead.weekday,
                           frame=lead.frame, token=lead.token)  # fmt: skip
        out.append(made)
    return out


_DATELINE = re.compile(
    r"\s*[A-Z][A-Z .,\'\u2019-]{2,40}(?:,\s*[A-Z][\w.]{1,12})*(?:,?\s*[A-Z][a-z]{2,8}\.?\s\d{1,2})?"
    r"\s*(?:\([\w ./&-]{1,30}\)\s*)?[-\u2013\u2014]{1,2}\s"
)


@of_side
def dateline(side: Side) -> Span | None:
    """The line of place and date that opens wire copy ("HALLOWICK, Sept 9 (Castlegate) -")."""
    found = _DATELINE.match(side.section.text[:OPENING])
    return Span(0, found.end()) if found is not None and found.end() else None


def _dateline(side: Side, day: Day) -> bool:
    line = dateline(side)
    return line is not None and bool(line.overlap(day.span))


def _day(side: Side, time: TimeExpression) -> Day | None:
    doc = side.section.doc
    words = words_in(doc, time.span)
    if not words:
        return None
    low = side.text(time.span).lower()
    weekday = next((d for d in DAYS if d in low), "")
    found = _ISO.match(time.value or "")
    if (found is None or not re.search(r"\d", low)) and not weekday:
        return None
    first = words[0]
    before = _frame(first)
    verb = governor(words[-1])
    lex = lexicon()
    said = verb.lemma_.lower() in lex.acts and lex.acts[verb.lemma_.lower()] in {"say", "claim"}
    stated = bool(re.search(r"\d", low)) and found is not None
    return Day(
        time.span, found.group(0) if found else "", weekday, FRAMES.get(before, "on"), verb, said,
        stated, first,
    )  # fmt: skip


PASSED = {"on", "midnight", "noon", "the", "end", "of", "close", "later", "than", "no", "next",
          "this", "early", "late", "morning", "evening", "night", "afternoon"}  # fmt: skip


def _frame(first: Token) -> str:
    """The word that says whether something is due by a day or since it: "by midnight on"."""
    if first.lower_ in FRAMES:
        return first.lower_
    for token in reversed(first.doc[max(0, first.i - 5) : first.i]):
        if token.lower_ in FRAMES or token.lower_ not in PASSED:
            return token.lower_
    return ""


def same_day(x: Day, y: Day) -> bool | None:
    """Whether two days are one; ``None`` where that is not known."""
    if _weekday(x) and _weekday(x) == _weekday(y) and not (x.stated and y.stated):
        return True
    if x.iso and y.iso:
        full = "XXXX" not in x.iso + y.iso
        return x.iso == y.iso if full else x.iso[5:] == y.iso[5:]
    if x.weekday and y.weekday:
        return False
    return None


def _weekday(day: Day) -> str:
    if day.weekday:
        return day.weekday
    if day.iso and "XXXX" not in day.iso:
        return DAYS[date.fromisoformat(day.iso).weekday()]
    return ""


def candidates(laid: Alignment) -> Iterator[Candidate]:
    """Pairs of other days for what may be one event or deadline."""
    all_a, all_b = days(laid.a), days(laid.b)
    left_a = [x for x in all_a if not _told(x, all_b, laid, False)]
    left_b = [y for y in all_b if not _told(y, all_a, laid, True)]
    for x in left_a:
        for y in left_b:
            if same_day(x, y) is not False or x.frame != y.frame or x.said != y.said:
                continue
            at = (x.token.idx, y.token.idx)
            due = x.frame == "until" and nearby(laid, *at) >= BESIDE
            if not due and (around(laid, *at) < FAINT or not (laid.derived or _one_event(x, y))):
                continue
            yield Candidate(
                "date", _shown(laid.a, x), _shown(laid.b, y), False, "fact/day",
                "The day differs", _facts(laid, x, y, left_a, left_b),
                x.iso or x.weekday, y.iso or y.weekday, match_of(laid, *at),
            )  # fmt: skip


def _told(x: Day, others: Sequence[Day], laid: Alignment, turned: bool) -> bool:
    """Whether the other account gives the same day where it tells the same."""
    for y in others:
        at = (y.token.idx, x.token.idx) if turned else (x.token.idx, y.token.idx)
        if same_day(x, y) and (
            around(laid, *at) >= 0.3 or nearness(_lemma(x.verb), _lemma(y.verb)) >= 0.85
        ):
            return True
    return False


NOUNS = {"NOUN", "PROPN"}
LIGHT = {"be", "take", "hold", "happen", "occur", "come", "begin", "start", "set", "schedule",
         "plan", "expect"}  # fmt: skip
"""Verbs that say when something is and not what it is."""
ONE = 0.35
"""Nearness of two verbs from which they may be one event."""


def _one_event(x: Day, y: Day) -> bool:
    """Whether two days may date one event: their verbs are near, or say nothing themselves, or
    what they are said with shares a noun besides who did it.
    """
    if LIGHT & {_lemma(x.verb), _lemma(y.verb)} or nearness(_lemma(x.verb), _lemma(y.verb)) >= ONE:
        return True
    return bool(_with(x) & _with(y))


def _with(day: Day) -> set[str]:
    """The nouns under the verb of a day, its own words and the subject's left out."""
    if day.verb.pos_ not in {"VERB", "AUX"}:
        return {_lemma(day.verb)} | {_lemma(t) for t in day.verb.subtree if t.pos_ in NOUNS}
    out: set[str] = set()
    for child in day.verb.children:
        if child.dep_ not in SUBJECTS:
            out |= {_lemma(t) for t in child.subtree if t.pos_ in NOUNS}
    return out - {_lemma(t) for t in words_in(day.token.doc, day.span)}


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _facts(
    laid: Alignment, x: Day, y: Day, xs: Sequence[Day], ys: Sequence[Day]
) -> dict[str, float]:
    at = (x.token.idx, y.token.idx)
    verb = nearness(_lemma(x.verb), _lemma(y.verb))
    return {
        "sure": sureness(laid, *at), "around": around(laid, *at), "over": verb,
        "nearby": nearby(laid, *at),
        "deadline": float(x.frame == "until"), "from": float(x.frame == "from"),
        "said": float(x.said), "stated": float(x.stated) + float(y.stated),
        "alone": float(sum(around(laid, x.token.idx, d.token.idx) >= FAINT for d in ys) == 1)
        + float(sum(around(laid, d.token.idx, y.token.idx) >= FAINT for d in xs) == 1),
        "verb_far": float(abs(x.verb.i - x.token.i) > 10 or abs(y.verb.i - y.token.i) > 10),
    }  # fmt: skip


def _shown(side: Side, day: Day) -> Span:
    """A day with the verb it dates where that is near, else with what stands before it."""
    doc = side.section.doc
    words = words_in(doc, day.span)
    start = words[0].i
    while start and doc[start - 1].lower_ in {*FRAMES, "on", "midnight", "noon", "no", "later",
                                              "than", "of", "the", "end", "close"}:  # fmt: skip
        start -= 1
    own = token_span(doc[start], words[-1])
    if 0 < start - day.verb.i <= 7:
        return widen(token_span(day.verb, day.verb), own)
    if 0 < day.verb.i - words[-1].i <= 4:
        return widen(own, token_span(day.verb, day.verb))
    return own
