"""Interviews and transcripts told in turns ("NAME: what was said"): a turn of a known
speaker is body, however short or wherever it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.patterns import deferred
from twosource.read.blocks import Block

_TURN = deferred(
    r"(?P<who>[^\W\d_a-zß-ÿ][\w.'’-]*(?:\s[^\W\d_a-zß-ÿ(][\w.'’-]*){0,3})"
    r"(?:\s?\([^()]{1,40}\)|,\s[^:]{1,60})?\s?[:：]\s*(?=\S)"
)
TURNS = 3
"""Turns of a body at least that make it an interview."""
NEAR = 3
"""Blocks behind the last turn among which the next one stands."""


def speaker(text: str) -> str | None:
    """Who speaks in a turn, in small letters; ``None`` where a block is none."""
    found = _TURN.match(text)
    return found["who"].lower() if found else None


def add_turns(
    blocks: Sequence[Block], body: NDArray[np.bool_], but: int | None, kinds: Sequence[str | None]
) -> None:
    """Take the turns of known speakers into the body, in place.

    ``but`` is the headline, which stays out.  A speaker is known who has two turns in the
    body, or one where another has two.
    """
    inside = np.flatnonzero(body).tolist()
    said = Counter(who for i in inside if (who := speaker(blocks[i].text)))
    if sum(said.values()) < TURNS or max(said.values()) < 2:
        return
    last = inside[-1]
    for i in range(inside[0], len(blocks)):
        if i - last > NEAR:
            break
        if i == but or body[i]:
            last = max(last, i)
            continue
        if kinds[i] is None and speaker(blocks[i].text) in said:
            body[i], last = True, i


__all__ = ["add_turns", "speaker"]
