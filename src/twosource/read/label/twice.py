"""A body that stands on the page twice: once for wide screens and once for narrow,
or once as paragraphs and once in a single piece.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.blocks import Blocks

_WORD = deferred(r"\w+")
SIZE = 4
"""Words of a shingle, as in the score of the body."""
LEAST = 8
"""Words a block has at least to be dropped: shorter lines may well come back."""
SHARE = 0.8
"""Share of a block's shingles that stand elsewhere in the body too."""
WHOLE = 1 / 3
"""Share of the body's different shingles that must stand there twice or three times
before anything is dropped: an account quotes itself in a pull quote, and that stays."""
COPIES = (2, 3)
"""What stands there more often is a refrain and no copy of the page."""


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[i:] for i in range(SIZE)), strict=False))


def drop_second_copy(page: Blocks, body: NDArray[np.bool_]) -> None:
    """Take the later of two copies out of ``body``, in place.

    One pass from the last block up, linear in the words: a block goes when most of
    its shingles are still in the blocks that stay.
    """
    inside = np.flatnonzero(body)
    words = {int(i): _WORD.findall(page.blocks[i].text.lower()) for i in inside}
    size = sum(max(len(w) - SIZE + 1, 0) for w in words.values())
    pairs = [pair for w in words.values() for pair in pairwise(w)]
    if (1 + WHOLE) * (len(pairs) - len(set(pairs))) < WHOLE * size - 1e-9:
        return  # what stands there twice begins with a pair that does
    found = {i: _shingles(w) for i, w in words.items()}
    count = Counter(chain.from_iterable(found.values()))
    copied = sum(COPIES[0] <= n <= COPIES[1] for n in count.values())
    if not count or copied < WHOLE * len(count):
        return
    for i in reversed(inside):
        shingles = found[int(i)]
        if len(shingles) + SIZE - 1 < LEAST:
            continue
        own = Counter(shingles)
        if sum(count[s] > own[s] for s in shingles) >= SHARE * len(shingles):
            body[i] = False
            count.subtract(own)
