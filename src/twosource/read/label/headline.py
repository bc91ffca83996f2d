"""Which block is the headline."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.blocks import Blocks
from twosource.read.label.dump_head import find_headline

_WORD = deferred(r"\w+")


def key(text: str) -> str:
    """Letters and figures only, lower case: two spellings of one headline agree."""
    return "".join(_WORD.findall(text)).lower()


def find_title(
    page: Blocks, body: NDArray[np.bool_], kinds: Sequence[str | None], stated: str
) -> int | None:
    """Index of the headline's block, or ``None``.

    With a stated title (a page's metadata) it is the block that says the same, the
    last before the body.  Without, as in a dump, it is told by
    :func:`~twosource.read.label.dump_head.find_headline`.
    """
    blocks = page.blocks
    if not stated:
        return find_headline(blocks, body, kinds)
    first = int(np.flatnonzero(body)[0]) if body.any() else len(blocks)
    size, wanted = len(stated), key(stated)
    same = [
        i
        for i, b in enumerate(blocks)
        if 0.6 * size <= len(b.text) <= 1.6 * size and key(b.text) == wanted
    ]
    before = [i for i in same if i <= first]
    return before[-1] if before else same[0] if same else None
