"""Drafts from the trained labeller: labels, then links between their spans."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twosource.find.statements.draft import Draft
from twosource.find.statements.features import Features, features
from twosource.find.statements.network import Weights, best_path, scores
from twosource.types import Section, Span

_WINDOW = 4096
"""Tokens labelled at once; longer parts are cut at a paragraph."""
_FAR = 900
"""Code points beyond which a cue and its content are not linked: 99% of the
links of the training texts are shorter."""
_REACH = 4
"""Cues looked at on each side of a stretch."""
_LEAST = 0.0
"""Links below this score are left out; set on the development articles."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A labelled stretch: ``kind`` is S, Q or C; ``first`` and ``last`` are token
    numbers, the last one included; ``side`` is the log-odds that its cue lies to
    the right.
    """

    kind: str
    first: int
    last: int
    start: int
    end: int
    side: float


def chunks(section: Section, weights: Weights, rules: NDArray[np.int64] | None) -> list[Chunk]:
    """Label a section and read the spans off."""
    doc = section.doc
    if not len(doc):
        return []
    seen = features(section, rules)
    out: list[Chunk] = []
    for a, b in windows(section):
        part = Features(
            seen.ids[a:b],
            np.clip(seen.heads[a:b] - a, 0, b - a - 1),
            np.clip(seen.cues[a:b] - a, 0, b - a - 1),
            seen.tensor[a:b],
        )
        labels, sides = scores(weights, part)
        path = best_path(labels, weights.moves)
        odds = sides[:, 1] - sides[:, 0]
        out += _read(section, path, odds, a)
    return out


def windows(section: Section) -> list[tuple[int, int]]:
    """Token ranges of at most :data:`_WINDOW`, cut at white space tokens."""
    n = len(section.doc)
    out, a = [], 0
    while a < n:
        b = min(n, a + _WINDOW)
        if b < n:
            b = next((i + 1 for i in range(b - 1, a + _WINDOW // 2, -1)
                      if section.doc[i].is_space), b)  # fmt: skip
        out.append((a, b))
        a = b
    return out


def _read(
    section: Section, path: NDArray[np.int64], odds: NDArray[np.float32], base: int
) -> list[Chunk]:
    out: list[Chunk] = []
    doc = section.doc
    i, n = 0, len(path)
    while i < n:
        label = int(path[i])
        if not label:
            i += 1
            continue
        kind = (label - 1) // 2
        j = i + 1
        while j < n and path[j] == 2 * kind + 2:
            j += 1
        first, last = base + i, base + j - 1
        while last > first and doc[last].is_space:
            last -= 1
        end = doc[last].idx + len(doc[last].text)
        if not doc[first].is_space:
            side = float(odds[i:j].mean())
            out.append(Chunk("SQC"[kind], first, last, doc[first].idx, end, side))
        i = j
    return out


def link(section: Section, found: list[Chunk]) -> list[Draft]:
    """Give every content, then every source, the likeliest cue.

    Likeliest links first; a cue takes one stretch of content on each side, and
    more only where nothing is said in between.
    """
    cues = [c for c in found if c.kind == "Q"]
    drafts = {c.first: _begin(section, c) for c in cues}
    held: dict[tuple[int, bool], list[Chunk]] = {}
    contents = [c for c in found if c.kind == "C"]
    for content, cue in _ranked(section, contents, cues):
        side = held.setdefault((cue.first, cue.start >= content.end), [])
        if not side or any(_touch(section, content, other) for other in side):
            side.append(content)
            drafts[cue.first].content.append(Span(content.start, content.end))
    live = [c for c in cues if drafts[c.first].content]
    for source, cue in _ranked(section, [c for c in found if c.kind == "S"], live):
        draft = drafts[cue.first]
        if not draft.source:
            draft.source = [Span(source.start, source.end)]
            draft.head = head_of(section, source.first, source.last)
    return [drafts[c.first] for c in live]


def _ranked(section: Section, parts: list[Chunk], cues: list[Chunk]) -> list[tuple[Chunk, Chunk]]:
    """Each part with its likeliest cue, likeliest links first."""
    pairs = []
    for k, part in enumerate(parts):
        best = _nearest(section, part, cues)
        if best is not None:
            pairs.append((best[0], k, part, best[1]))
    return [(part, cue) for _, _, part, cue in sorted(pairs, key=lambda p: (-p[0], p[1]))]


def _touch(section: Section, one: Chunk, other: Chunk) -> bool:
    """Nothing but marks between the two, or both in one utterance."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    if not any(c.isalpha() for c in section.text[low:high][:200]):
        return True
    groups = [
        {q.group for q in section.quotes if q.span.start < c.end and c.start < q.span.end}
        for c in (one, other)
    ]
    return bool(groups[0] & groups[1])


def _begin(section: Section, cue: Chunk) -> Draft:
    word = head_of(section, cue.first, cue.last)
    return Draft([], cue=[Span(cue.start, cue.end)], word=word, rule="model")


def head_of(section: Section, first: int, last: int) -> int:
    """The token of a stretch that governs the others."""
    return int(section.doc[first : last + 1].root.i)


def _gap(one: Chunk, other: Chunk) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _nearest(section: Section, chunk: Chunk, cues: list[Chunk]) -> tuple[float, Chunk] | None:
    best: tuple[float, int] | None = None
    at = bisect_left(cues, chunk.start, key=lambda c: c.start)
    for k in range(max(0, at - _REACH), min(len(cues), at + _REACH)):
        cue = cues[k]
        gap = _gap(chunk, cue)
        if gap > _FAR:
            continue
        right = cue.start >= chunk.end
        odds = chunk.side if right else -chunk.side
        value = 1.5 * float(np.clip(odds, -4, 4)) - gap / 40
        between = section.text[min(chunk.end, cue.end) : max(chunk.start, cue.start)]
        value -= 3.0 * between.count("\n\n") + 1.0 * between.count(". ")
        if _governs(section, cue, chunk):
            value += 3.0
        if best is None or value > best[0]:
            best = (value, k)
    return (best[0], cues[best[1]]) if best and best[0] > _LEAST else None


def _governs(section: Section, cue: Chunk, chunk: Chunk) -> bool:
    """The stretch hangs on the cue in the tree, or the cue on the stretch."""
    root = section.doc[head_of(section, chunk.first, chunk.last)]
    return cue.first <= root.head.i <= cue.last
