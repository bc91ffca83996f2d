"""Labels of tokens: what the labeller learns and what the rules hand it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from twosource.find.statements.draft import Draft
from twosource.types import Section, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

LABELS = ("O", "B-S", "I-S", "B-Q", "I-Q", "B-C", "I-C")
"""Nothing; then first and further tokens of source, cue and content."""


def token_range(starts: NDArray[np.int64], ends: NDArray[np.int64], span: Span) -> tuple[int, int]:
    """Numbers of the tokens that overlap a span, half open."""
    first = int(np.searchsorted(ends, span.start, side="right"))
    last = int(np.searchsorted(starts, span.end, side="left"))
    return first, last


def rule_labels(section: Section, drafts: Sequence[Draft]) -> NDArray[np.int64]:
    """Per token, what the rules took it for, as a number under 64.

    Two bits each: first or further token of a source, of a cue, of a content.
    """
    doc = section.doc
    starts, lengths = doc.to_array(["IDX", "LENGTH"]).astype(np.int64).reshape(-1, 2).T
    ends = starts + lengths
    out = np.zeros(len(doc), dtype=np.int64)
    for draft in drafts:
        for shift, spans in ((0, draft.source), (2, draft.cue), (4, draft.content)):
            for span in spans:
                a, b = token_range(starts, ends, span)
                free = (out[a:b] >> shift) & 3 == 0
                out[a:b] |= np.where(free, 2 << shift, 0)
                if a < b and free[0]:
                    out[a] ^= 3 << shift
    return out
