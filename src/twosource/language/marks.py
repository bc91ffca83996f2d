"""Reading and pairing quotation marks inside one paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.language.speech import SPEECH
from twosource.types import Span

Pair = tuple[int, int, int, int, bool]
"""Start, start of the inside, end of the inside, end, closed."""

_MARKS = re.compile(r"``|''|[\"“”„‟«»‘’‚‛'‹›＂]")
_DOUBLE = {"“": "o", "„": "o", "‟": "o", "«": "o", "``": "o", "”": "c", "»": "c", "''": "c"}
_OPENS_AFTER = set("([{—–-/…:¿¡“‘\"'«")
_CLOSES_BEFORE = set(")]}—–-/….,;:?!“”’\"'»")
_ELIDED = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|n|bout|round)\b", re.IGNORECASE)
_REACH = 4000
"""How far a single mark may look for its partner: longer quotes in single marks
were not seen, and the bound keeps long paragraphs linear."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at ``at``; ``opens`` is ``None`` where its shape does not say."""

    at: int
    form: str
    opens: bool | None
    single: bool = False

    @property
    def end(self) -> int:
        """Where the mark ends."""
        return self.at + len(self.form)


def _sides(text: str, at: int, end: int, span: Span) -> tuple[bool, bool]:
    """Whether the place looks like an opening, and like a closing."""
    before = text[at - 1] if at > span.start else " "
    after = text[end] if end < span.end else " "
    opens = (before.isspace() or before in _OPENS_AFTER) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _CLOSES_BEFORE)
    return opens, closes


def scan(text: str, paragraph: Span) -> list[Mark]:
    """The quotation marks of a paragraph, apostrophes left out."""
    marks: list[Mark] = []
    for hit in _MARKS.finditer(text, paragraph.start, paragraph.end):
        form, at = hit.group(), hit.start()
        opens, closes = _sides(text, at, hit.end(), paragraph)
        if form in {'"', "＂"}:
            marks.append(Mark(at, form, opens if opens != closes else None))
        elif form in _DOUBLE:
            if form == "''" and not closes and not opens:
                continue
            shape = _DOUBLE[form] == "o"
            turned = (opens, closes) == (not shape, shape)
            marks.append(Mark(at, form, (not shape) if turned else shape))
        elif form in "‘‚‹›’'‛":
            if opens and form not in "›" and not _ELIDED.match(text, hit.end(), hit.end() + 8):
                marks.append(Mark(at, form, True, single=True))
            elif closes:
                marks.append(Mark(at, form, False, single=True))
    return marks


def opens_single(text: str, paragraph: Span) -> bool:
    """Whether a paragraph opens with a single mark, as one does that goes on with a
    quote of the paragraph before it.
    """
    first = next(
        iter(scan(text, Span(paragraph.start, min(paragraph.end, paragraph.start + 3)))), None
    )
    return (
        first is not None and first.single and first.opens is True and first.at == paragraph.start
    )


def pair(text: str, paragraph: Span, marks: Sequence[Mark], goes_on: bool = False) -> list[Pair]:
    """Pair the marks of a paragraph, outer before inner, in order of start.

    Args:
        text: the part.
        paragraph: where the marks stand.
        marks: what :func:`scan` found.
        goes_on: the next paragraph opens with a single mark, so that a single mark
            without partner here is a quote that runs on, not an apostrophe.
    """
    doubles = _doubles(text, paragraph, [m for m in marks if not m.single])
    end = paragraph.end if goes_on and all(d[4] for d in doubles) else None
    singles = _singles(text, [m for m in marks if m.single], doubles, end)
    return sorted(doubles + singles, key=lambda p: (p[0], -p[3]))


def _doubles(text: str, paragraph: Span, marks: list[Mark]) -> list[Pair]:
    pairs: list[Pair] = []
    stack: list[Mark] = []
    closing_left = sum(m.opens is False for m in marks)
    done = paragraph.start
    for mark in marks:
        closing_left -= mark.opens is False
        opens = mark.opens if mark.opens is not None else not stack
        crowded = stack and (len(stack) > 2 or closing_left <= len(stack))
        other = mark.opens and stack and stack[-1].form != mark.form and closing_left
        if opens and crowded and not other:
            lost = stack.pop()
            end = lost_end(text, lost.end, mark.at)
            pairs.append((lost.at, lost.end, end, end, False))
            done = end
        if opens:
            stack.append(mark)
        elif stack:
            start = stack.pop()
            pairs.append((start.at, start.end, mark.at, mark.end, True))
            done = mark.end
        else:
            start_at = lost_start(text, done, mark.at)
            pairs.append((start_at, start_at, mark.at, mark.end, True))
            done = mark.end
    for mark in stack:
        pairs.append((mark.at, mark.end, paragraph.end, paragraph.end, False))
    return pairs


_VERB = "|".join(sorted(SPEECH))
_AFTER_CUE = re.compile(rf"\b(?:{_VERB})(?:\s+\w+){{0,3}}?(?::|,|\s+that)?\s+", re.IGNORECASE)
_BEFORE_CUE = re.compile(rf"[,.?!](?=\s+(?:[\w.’'-]+\s+){{0,4}}(?:{_VERB})\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.?!…](?=\s)")


def lost_start(text: str, low: int, close: int) -> int:
    """Where a quote whose opening mark is lost most likely begins: after the
    last reporting verb before it, else at the start of what precedes.
    """
    low = max(low, close - _REACH)
    cues = list(_AFTER_CUE.finditer(text, low, close))
    start = cues[-1].end() if cues and cues[-1].end() < close else low
    while start < close and (text[start].isspace() or text[start] in ".,;:"):
        start += 1
    return start


def lost_end(text: str, start: int, high: int) -> int:
    """Where a quote whose closing mark is lost most likely ends: before the
    reporting clause that follows it, else with its first sentence.
    """
    high = min(high, start + _REACH)
    hit = _BEFORE_CUE.search(text, start, high) or _SENTENCE.search(text, start, high)
    end = hit.end() if hit else high
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _singles(text: str, marks: list[Mark], doubles: list[Pair], runs_to: int | None) -> list[Pair]:
    """Pair single marks; a lone one is an apostrophe and gives nothing, or a quote
    that runs on to the end of its paragraph (``runs_to``).
    """
    pairs: list[Pair] = []
    taken = -1
    ordered = sorted(doubles)
    at = 0
    for i, mark in enumerate(marks):
        if not mark.opens or mark.at < taken:
            continue
        while at < len(ordered) and ordered[at][3] <= mark.at:
            at += 1
        local = ordered[max(0, at - 4) : at + 24]
        fence = min((d[2] for d in local if d[1] <= mark.at < d[2]), default=mark.at + _REACH)
        close = _closing(text, marks[i + 1 : i + 41], min(fence, mark.at + _REACH), runs_to is None)
        if close is not None and not _crosses(mark.at, close.end, local):
            pairs.append((mark.at, mark.end, close.at, close.end, True))
            taken = close.end
        elif (
            close is None and runs_to is not None and not any(d[1] <= mark.at < d[2] for d in local)
        ):
            pairs.append((mark.at, mark.end, runs_to, runs_to, False))
            break
    return pairs


def _closing(text: str, marks: Sequence[Mark], fence: int, must: bool = True) -> Mark | None:
    """The partner: the first mark after punctuation, else the first that cannot
    be a plural possessive, else, where there ``must`` be one, the first.
    """
    reach: list[Mark] = []
    for mark in marks:
        if mark.at >= fence or (mark.opens and reach):
            break
        if mark.opens is False:
            reach.append(mark)
    for mark in reach:
        if text[mark.at - 1] in ".,?!…":
            return mark
    for mark in reach:
        possessive = text[mark.at - 1] in "sS" and re.match(r"\s\w", text[mark.end : mark.end + 2])
        if not possessive:
            return mark
    return reach[0] if reach and must else None


def _crosses(start: int, end: int, doubles: list[Pair]) -> bool:
    return any(start < d[0] < end < d[3] or d[0] < start < d[3] < end for d in doubles)
