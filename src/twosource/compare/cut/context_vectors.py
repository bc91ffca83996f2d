"""Context vectors: terms, passages and sentences as the encoder reads them in their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twosource.language.encoder import encoded
from twosource.types import Section, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from twosource.compare.cut.passages import Passage

    Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Context:
    """Mean vectors (rows) of every term, passage and passage's sentence of a part."""

    terms: Matrix
    passages: Matrix
    sentences: Matrix


def context_of(section: Section, passages: Sequence[Passage]) -> Context | None:
    """The vectors of one part of an account; ``None`` without an encoder."""
    if not passages:
        return None
    numbers = {p.sentence for p in passages}
    spans = {
        k: Span(s.start_char, s.end_char)
        for k, s in enumerate(section.doc.sents) if k in numbers
    }  # fmt: skip
    read = encoded(section.text, tuple(spans.values()))
    if read is None:
        return None
    at = [spans[p.sentence] for p in passages]
    return Context(
        read.pool([(t.start, t.end) for p in passages for t in p.terms]),
        read.pool([(p.span.start, p.span.end) for p in passages]),
        read.pool([(s.start, s.end) for s in at]),
    )
