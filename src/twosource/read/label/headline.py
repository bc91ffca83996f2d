"""Which block is the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.read.blocks import Blocks
from twosource.read.found.credits import line_credits
from twosource.read.label.prose import is_sentence

_WORD = re.compile(r"\w+")
REACH = 40
"""Blocks before the body among which a dump's headline is sought."""


def key(text: str) -> str:
    """Letters and figures only, lower case: two spellings of one headline agree."""
    return "".join(_WORD.findall(text)).lower()


def _menu(text: str) -> bool:
    """A line of section names parted by bars or arrows."""
    return any(c in text for c in "|»›")


def find_title(
    page: Blocks, body: NDArray[np.bool_], kinds: Sequence[str | None], stated: str
) -> int | None:
    """Index of the headline's block, or ``None``.

    With a stated title (a page's metadata) it is the block that says the same, the
    last before the body.  In a dump it is a line of four words or more before the
    body that is no furniture: one that stands there twice first, else the nearest.
    """
    blocks = page.blocks
    first = int(np.flatnonzero(body)[0]) if body.any() else len(blocks)
    if stated:
        size, wanted = len(stated), key(stated)
        same = [
            i
            for i, b in enumerate(blocks)
            if 0.6 * size <= len(b.text) <= 1.6 * size and key(b.text) == wanted
        ]
        before = [i for i in same if i <= first]
        return before[-1] if before else same[0] if same else None
    seen = Counter(b.text for b in blocks)
    options = []
    for i in range(max(0, first - REACH), min(first + 1, len(blocks))):
        text = blocks[i].text
        words = len(text.split())
        wide = len(text) >= 12 and not text.isascii() and words < 4
        long = is_sentence(text) and words > 25
        if kinds[i] or long or (i == first and (is_sentence(text) or words < 4)):
            continue
        if (
            (4 <= words <= 35 or wide)
            and len(text) < 250
            and not line_credits(text)
            and not _menu(text)
        ):
            options.append((words >= 5 or wide, seen[text] > 1, i))
    if not options:
        return None
    near = [o for o in options if o[2] >= first - 12] or options
    best = max(o[:2] for o in near)
    same_rank = [o for o in near if o[:2] == best]
    return same_rank[0 if best[1] else -1][2]
