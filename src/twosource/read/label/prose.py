"""What reads like prose, and the stretch of a page that holds most of it."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.patterns import deferred
from twosource.read.blocks import Block

_END = deferred(r"[.!?…:;。！？؟।]['\"”’»)\]]*$")
# What a line of known furniture takes off a stretch of prose: enough to end it for
# kinds that only ever follow an account, little for those found inside.
_COST = {"comment": 900.0, "related": 400.0, "credit": 150.0, "legal": 400.0, "share": 120.0,
         "sign-in": 500.0}  # fmt: skip


def is_sentence(text: str) -> bool:
    """A line that reads like prose: 40 characters or more, ending like a sentence."""
    return len(text) >= 40 and bool(_END.search(text))


def core(blocks: Sequence[Block], kinds: Sequence[str | None]) -> tuple[int, int]:
    """First and last of the stretch with the most prose (maximum subarray)."""
    best = (0.0, 0, -1)
    start, total = 0, 0.0
    for i, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        if kind:
            gain = -_COST.get(kind, 60.0)
        elif is_sentence(block.text) and block.linked < 0.5 * len(block.text):
            gain = float(len(block.text))
        else:
            gain = -45.0
        if total <= 0:
            start, total = i, 0.0
        total += gain
        if total > best[0]:
            best = (total, start, i)
    return best[1], best[2]
