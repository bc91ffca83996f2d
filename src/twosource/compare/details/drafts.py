"""Findings in the making: what one pair of sides gives, before rows are built over all."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.types import FindingKind, FindingType, Part, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding on two sides (or one, for ``only``), not yet numbered.

    Attributes:
        a, b: spans; ``None`` on the side that has nothing.
        why: the plain sentence.
        match: number of the match it belongs to, or -1.
    """

    kind: FindingKind
    type: FindingType
    part: Part
    a: Span | None
    b: Span | None
    align: float
    score: float
    why: str
    rule: str
    match: int = -1


def quoted_words(text: str, limit: int = 90) -> str:
    """Words set in quotation marks for a reason, shortened in the middle."""
    flat = " ".join(text.split()).strip(" ,;")
    if len(flat) > limit:
        flat = f"{flat[: limit // 2].rstrip()} … {flat[-limit // 2 :].lstrip()}"
    return f"\u201c{flat}\u201d"
