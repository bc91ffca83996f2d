"""Blocks of a plain-text dump: its lines, or paragraphs where lines were wrapped."""

from __future__ import annotations

from itertools import pairwise

from twosource.patterns import deferred
from twosource.read.blocks.block import Block, Blocks
from twosource.read.blocks.sentences import join_letters

_LINE = deferred(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_SPACE = deferred(r"\s+")
_BREAK = deferred(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
WRAP = (60, 100)
"""Line lengths between which hard-wrapped text lies (mail, terminals)."""


def _wrapped(lines: list[tuple[int, int, int]], text: str) -> bool:
    """Whether the lines were wrapped at a fixed column: most lines that another
    follows at once end near one length, and many in mid-sentence.  A line that comes
    again (a headline over each picture) counts once.
    """
    close = [(a, b) for a, b in pairwise(lines) if b[2] == 0 and a[1] - a[0] > 40]
    pairs = list({text[a[0] : a[1]]: (a, b) for a, b in close}.values())
    if len(pairs) < 4:
        return False
    lengths = sorted(a[1] - a[0] for a, _ in pairs)
    long = lengths[int(len(lengths) * 0.9)]
    near = sum(1 for n in lengths if long - 16 <= n <= long)
    middle = sum(1 for a, _ in pairs if text[a[1] - 1] not in ".!?:”\"'")
    return WRAP[0] <= long <= WRAP[1] and near >= 0.7 * len(pairs) and middle >= 0.5 * len(pairs)


def _lines(text: str) -> list[tuple[int, int, int]]:
    """``(start, end, blank lines before)`` of every line with something in it."""
    found: list[tuple[int, int, int]] = []
    last = 0
    for match in _LINE.finditer(text):
        body = match.group()
        stripped = body.strip()
        if not stripped:
            continue
        start = match.start() + len(body) - len(body.lstrip())
        breaks = len(_BREAK.findall(text, last, start))
        found.append((start, start + len(stripped), max(0, breaks - 1) if found else 1))
        last = start + len(stripped)
    return found


def dump_blocks(text: str) -> Blocks:
    """The blocks of a dump, in order, with exact offsets into ``text``."""
    lines = _lines(text)
    if _wrapped(lines, text):
        joined: list[tuple[int, int, int]] = []
        for line in lines:
            if joined and line[2] == 0 and joined[-1][1] - joined[-1][0] > 40:
                joined[-1] = (joined[-1][0], line[1], joined[-1][2])
            else:
                joined.append(line)
        lines = joined
    out = Blocks(dump=True)
    for start, end, gap in lines:
        margin = text.rfind("\n", 0, start) + 1
        out.blocks.append(
            Block(_SPACE.sub(" ", text[start:end]), start, end, gap, indent=min(start - margin, 40))
        )
    join_letters(out)
    return out
