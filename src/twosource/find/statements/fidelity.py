"""How faithfully one text repeats the words of another.

A pure comparison of two wordings of one statement.  "Trimmed" drops words at
the ends, "spliced" joins pieces with words left out between them, "altered"
changes words.  A cut that takes a negation or a condition with it is flagged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal[
    "identical", "trimmed", "spliced", "altered", "turned indirect", "turned narrator", "unrelated"
]
Drop = Literal["negation", "condition"]

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*|%|[$€£¥]")
_NEGATION = frozenset({
    "not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "nowhere", "without",
    "cannot", "hardly", "barely",
})  # fmt: skip
_CONDITION = frozenset({"if", "unless", "provided", "until", "except", "only", "whether"})
_LIMIT = 2000
"""Words compared at most; longer statements are compared by their beginnings."""
_RELATED = 0.34
"""Least share of the shorter wording's words that must recur, in order, for the
two to be one statement at all: invented pairs of unrelated sentences stay under
a quarter, close paraphrases of quotes above two fifths."""


@dataclass(frozen=True, slots=True)
class Fidelity:
    """The outcome.

    Attributes:
        kind: how ``b`` stands to ``a``.
        share: part of the longer wording's words that recur in order, 0 to 1.
        dropped: what a cut took with it that ``b`` no longer has.
    """

    kind: Kind
    share: float
    dropped: tuple[Drop, ...] = ()


def _words(text: str) -> list[str]:
    lowered = text.replace("’", "'").lower()
    return list(_WORD.findall(lowered))[:_LIMIT]


def _weights(words: list[str]) -> tuple[int, int]:
    negations = sum(w in _NEGATION or w.endswith("n't") for w in words)
    return negations, sum(w in _CONDITION for w in words)


def quote_fidelity(
    a_text: str,
    b_text: str,
    *,
    a_direct: bool = True,
    b_direct: bool = True,
    narrator: bool = False,
) -> Fidelity:
    """Compare the wording of a statement with that of another account.

    Args:
        a_text: the fuller or earlier wording, with or without quote marks.
        b_text: the other wording.
        a_direct: whether ``a`` stands in quotation marks.
        b_direct: whether ``b`` does.
        narrator: whether ``b`` is told in the writer's own voice.

    Returns:
        The kind of change and what a cut dropped.  Never raises; empty texts
        are unrelated.
    """
    a, b = _words(a_text), _words(b_text)
    if not a or not b:
        return Fidelity("unrelated", 0.0)
    if a == b:
        return Fidelity(_voice("identical", a_direct, b_direct, narrator), 1.0)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    shared = sum(m.size for m in blocks)
    share = round(shared / max(len(a), len(b)), 4)
    dropped = _dropped(a, b)
    if shared / min(len(a), len(b)) < _RELATED:
        turned = a_direct and (narrator or not b_direct)
        kind: Kind = _voice("altered", a_direct, b_direct, narrator) if turned else "unrelated"
        return Fidelity(kind, share, dropped if turned else ())
    return Fidelity(_voice(_shape(a, b, shared), a_direct, b_direct, narrator), share, dropped)


def _voice(kind: Kind, a_direct: bool, b_direct: bool, narrator: bool) -> Kind:
    if a_direct and narrator:
        return "turned narrator"
    if a_direct and not b_direct:
        return "turned indirect"
    return kind


def _shape(a: list[str], b: list[str], shared: int) -> Kind:
    """With every word of the shorter kept in order: one run is a trim, several
    runs are a splice; anything else is altered.
    """
    short, long = (b, a) if len(b) <= len(a) else (a, b)
    if any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1)):
        return "trimmed"
    rest = iter(long)
    in_order = all(word in rest for word in short)
    runs = SequenceMatcher(None, long, short, autojunk=False).get_matching_blocks()
    whole = [m for m in runs if m.size]
    if in_order and len(whole) <= 4 and shared == len(short):
        return "spliced"
    return "altered"


def _dropped(a: list[str], b: list[str]) -> tuple[Drop, ...]:
    (a_neg, a_if), (b_neg, b_if) = _weights(a), _weights(b)
    drops: list[Drop] = []
    if a_neg > b_neg:
        drops.append("negation")
    if a_if > b_if:
        drops.append("condition")
    return tuple(drops)
