"""The difference that most rules find: one wording against another."""

from __future__ import annotations

from twosource.compare.drafts import Draft, quoted_words
from twosource.compare.pairing import Pairing
from twosource.types import FindingType, Span


def contrast(
    p: Pairing, type_: FindingType, a: Span, b: Span, score: float, rule: str, what: str
) -> Draft:
    """A difference of two wordings, both quoted behind ``what``.

    ``a`` and ``b`` are spans of the two sides of ``p``; ``score`` is weighed later.
    """
    return Draft(
        "differ", type_, p.laid.part, a, b, p.align, score,
        f"{what}: {quoted_words(p.laid.a.text(a))} against {quoted_words(p.laid.b.text(b))}.",
        rule, p.number,
    )  # fmt: skip
