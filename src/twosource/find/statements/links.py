"""Which labelled stretches belong together: drafts from chunks."""

from __future__ import annotations

import re
from bisect import bisect_left
from heapq import heapify, heappop, heappush

from twosource.find.statements.draft import Draft
from twosource.find.statements.labeller import Chunk
from twosource.types import Section, Span

_FAR = 900
"""Code points beyond which a cue and its content are not linked: 99% of the
links of the training texts are shorter."""
_REACH = 4
"""Cues looked at on each side of a stretch."""
_LEAST = -4.0
"""Links below this score are left out."""
_SIDE, _GAP, _PARAGRAPH, _SENTENCE = 1.5, 1 / 80, 3.0, 1.0
"""Weight of the labeller's side, and what each code point, paragraph and sentence
in between costs."""
_PASSED = 5.0
"""Cost of every other cue in between."""
_GOVERNS = 2.5
"""Gain where the head of the stretch hangs on the cue."""
_RESUMED = 6.0
"""Gain of ``"X," she said, pointing at Y. "Z"`` for the cue of the first half.
These weights were set on 160 articles of the training split."""
_SURE = 7.0
"""A cue takes a further stretch of content where every other cue is this much less
likely; 5 does the same, at 10 it no longer happens."""
_QUOTED = 24
"""Quotes before the end of a stretch that may touch it: keeps long parts linear."""
_BESIDE = 60
"""Code points within which a cue reports the quote before it."""
_QUOTES = frozenset("\"“'‘«„")
_CLOSING = frozenset('"”’»')
_ENDED = re.compile(r"[.?!][\"”’')]*\s*$")

Option = tuple[float, Chunk]


def link(section: Section, found: list[Chunk]) -> list[Draft]:
    """Give every content, then every source, the likeliest cue.

    Likeliest links first; a cue takes one stretch of content on each side, and
    more only where nothing is said in between.  A content whose cue is taken
    tries its next one.
    """
    cues = [c for c in found if c.kind == "Q"]
    drafts = {c.first: _begin(section, c) for c in cues}
    contents = [c for c in found if c.kind == "C"]
    reporting = _reporting(section, contents, cues)
    options = [_options(section, c, cues, reporting) for c in contents]
    held: dict[tuple[int, bool], list[Chunk]] = {}
    heap = [(-o[0][0], k, 0) for k, o in enumerate(options) if o]
    heapify(heap)
    while heap:
        _, k, rank = heappop(heap)
        content, cue = contents[k], options[k][rank][1]
        side = held.setdefault((cue.first, cue.start >= content.end), [])
        free = not side or any(_touch(section, content, other) for other in side)
        if free or _sure(options[k], rank):
            side.append(content)
            drafts[cue.first].content.append(Span(content.start, content.end))
        elif rank + 1 < len(options[k]):
            heappush(heap, (-options[k][rank + 1][0], k, rank + 1))
    live = [c for c in cues if drafts[c.first].content]
    _sources(section, [c for c in found if c.kind == "S"], live, drafts)
    return [drafts[c.first] for c in live]


def _sure(options: list[Option], rank: int) -> bool:
    """The first choice, and much likelier than the next."""
    return rank == 0 and len(options) > 1 and options[0][0] - options[1][0] >= _SURE


def _sources(
    section: Section, sources: list[Chunk], cues: list[Chunk], drafts: dict[int, Draft]
) -> None:
    """Each source to its likeliest cue; the likelier one stays."""
    ranked = [(o[0], k, s) for k, s in enumerate(sources) if (o := _options(section, s, cues))]
    for (_, cue), _, source in sorted(ranked, key=lambda r: (-r[0][0], r[1])):
        draft = drafts[cue.first]
        if not draft.source:
            draft.source = [Span(source.start, source.end)]
            draft.head = head_of(section, source.first, source.last)


def _reporting(section: Section, contents: list[Chunk], cues: list[Chunk]) -> frozenset[int]:
    """Cues that report the quote just before them, by first token."""
    out: set[int] = set()
    for content in contents:
        at = bisect_left(cues, content.end, key=lambda c: c.start)
        quoted = section.text[content.start] in _QUOTES or section.text[content.end - 1] in _CLOSING
        if quoted and at < len(cues):
            between = section.text[content.end : min(cues[at].start, content.end + _BESIDE)]
            near = cues[at].start - content.end < _BESIDE
            if near and "\n" not in between and not _ENDED.search(between):
                out.add(cues[at].first)
    return frozenset(out)


def _options(
    section: Section, chunk: Chunk, cues: list[Chunk], reporting: frozenset[int] = frozenset()
) -> list[Option]:
    """The cues a stretch may belong to, likeliest first.

    Args:
        section: the part.
        chunk: a content or source.
        cues: all cues, in order.
        reporting: cues whose quote may go on after them; only the nearest before
            the stretch counts.
    """
    out: list[tuple[float, int]] = []
    at = bisect_left(cues, chunk.start, key=lambda c: c.start)
    governor = section.doc[head_of(section, chunk.first, chunk.last)].head.i
    low, high = max(0, at - _REACH), min(len(cues), at + _REACH)
    last = next((k for k in range(at - 1, low - 1, -1) if cues[k].first in reporting), None)
    for k in range(low, high):
        cue = cues[k]
        gap = max(chunk.start - cue.end, cue.start - chunk.end, 0)
        if gap > _FAR:
            continue
        right = cue.start >= chunk.end
        odds = min(max(chunk.side if right else -chunk.side, -4.0), 4.0)
        between = section.text[min(chunk.end, cue.end) : max(chunk.start, cue.start)]
        value = _SIDE * odds - gap * _GAP
        value -= _PARAGRAPH * between.count("\n\n") + _SENTENCE * between.count(". ")
        value += _GOVERNS if cue.first <= governor <= cue.last else 0.0
        if k == last and _resumes(section, chunk, between):
            value += _RESUMED
        else:
            value -= _PASSED * (k - at if right else at - 1 - k)
        if value > _LEAST:
            out.append((value, k))
    return [(value, cues[k]) for value, k in sorted(out, key=lambda o: (-o[0], o[1]))]


def _resumes(section: Section, chunk: Chunk, between: str) -> bool:
    """A quote that opens a sentence in the paragraph of the cue before it."""
    opens = section.text[chunk.start] in _QUOTES
    return opens and "\n" not in between and between.rstrip()[-1:] in {".", "!", "?", "”", '"'}


def _touch(section: Section, one: Chunk, other: Chunk) -> bool:
    """Nothing but marks between the two, or both in one utterance."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    if not any(c.isalpha() for c in section.text[low:high][:200]):
        return True
    return bool(_groups(section, one) & _groups(section, other))


def _groups(section: Section, chunk: Chunk) -> set[int]:
    """The utterances whose quotes a stretch touches."""
    at = bisect_left(section.quotes, chunk.end, key=lambda q: q.span.start)
    near = section.quotes[max(0, at - _QUOTED) : at]
    return {q.group for q in near if chunk.start < q.span.end}


def _begin(section: Section, cue: Chunk) -> Draft:
    word = head_of(section, cue.first, cue.last)
    return Draft([], cue=[Span(cue.start, cue.end)], word=word, rule="model")


def head_of(section: Section, first: int, last: int) -> int:
    """The token of a stretch that governs the others."""
    return int(section.doc[first : last + 1].root.i)
