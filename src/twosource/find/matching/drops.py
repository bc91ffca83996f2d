"""How one telling of a statement stands to the other, and what it lost."""

from __future__ import annotations

from typing import Literal

from twosource.find.matching.wording import Wording
from twosource.find.statements.fidelity import Drop, Kind, quote_fidelity
from twosource.types import Statement

_DIRECT = {"direct": 0, "mixed": 1, "indirect": 2}


def fidelity_of(
    a: Statement, a_words: Wording, b: Statement, b_words: Wording
) -> tuple[Literal["a", "b"], Kind, tuple[Drop, ...]]:
    """The fuller side (the more direct; of two alike the longer; else ``a``), how the
    other stands to it, and what was dropped.
    """
    rank_a = (_DIRECT[a.form], -len(a_words.forms))
    rank_b = (_DIRECT[b.form], -len(b_words.forms))
    if rank_b < rank_a:
        return "b", *_judge(b, b_words, a, a_words)
    return "a", *_judge(a, a_words, b, b_words)


def _judge(
    full: Statement, full_words: Wording, other: Statement, other_words: Wording
) -> tuple[Kind, tuple[Drop, ...]]:
    turned = _DIRECT[other.form] > _DIRECT[full.form]
    found = quote_fidelity(
        full_words.text, other_words.text, a_direct=turned or full.form == "direct",
        b_direct=not turned,
    )  # fmt: skip
    # What was matched is one statement, whatever few words its tellings share.
    kind: Kind = "altered" if found.kind == "unrelated" else found.kind
    if kind in {"trimmed", "spliced"}:
        return kind, found.dropped
    # In other words a negation may hide ("ruled out", "denied"), and a second one
    # be dropped without harm: only one that is wholly gone counts.
    drops: list[Drop] = []
    if bool(full_words.negated) and not other_words.negated and not other_words.hidden:
        drops.append("negation")
    if full_words.condition and not other_words.condition:
        drops.append("condition")
    return kind, tuple(drops)
