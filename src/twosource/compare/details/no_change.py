"""Edits that change nothing: another word for the same party, the same value, a joining word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.compare.cut.lexicon import COURTESY, lexicon
from twosource.compare.cut.negation import NEGATIVE
from twosource.compare.cut.values import RELATIVE, time_key

if TYPE_CHECKING:
    from spacy.tokens import Token

JOINING = {"that", "which", "who", "while", "as", "and", "but", "where"}
PERCENT = {"percent", "percentage", "%", "pc", "pct"}
LOOSE_TIMES = RELATIVE | {"then", "now", "meanwhile", "soon"}


def nothing_changed(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether the words of an edit, ``a`` for ``b``, say the same in the same place."""
    return bool(a) and bool(b) and (
        (_joins(a) and _joins(b)) or _same_party(a, b) or _same_unit(a, b) or _loose_times(a, b)
    )  # fmt: skip


def _joins(tokens: Sequence[Token]) -> bool:
    """Whether only words stand there that point or join, and count nothing."""
    counting = lexicon().quantifiers.keys() | lexicon().limiters | NEGATIVE
    return all(
        t.lower_ in JOINING or (t.pos_ in {"DET", "PRON", "PUNCT"} and t.lower_ not in counting)
        for t in tokens
    )


def _same_party(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether a name stands for the same name, in full or in short, or a pronoun for it."""
    one, two = ([t for t in side if not t.is_punct and _bare(t) not in COURTESY] for side in (a, b))
    if not all(t.pos_ in {"PROPN", "PRON", "DET"} and time_key(t) is None for t in (*one, *two)):
        return False
    names = [{_bare(t) for t in side if t.pos_ == "PROPN"} for side in (one, two)]
    pronouns = [any(t.pos_ == "PRON" for t in side) for side in (one, two)]
    if not (one and two):
        return bool(one or two)
    if not names[0] or not names[1]:
        return any(names) and (pronouns[0] or pronouns[1])
    return names[0] <= names[1] or names[1] <= names[0]


def _bare(token: Token) -> str:
    return "".join(c for c in token.lower_ if c.isalnum())


def _same_unit(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether both sides are a way to write "percent"."""
    return all("".join(t.lower_ for t in side) in PERCENT for side in (a, b))


def _loose_times(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether both tell a time, and on one side only its account's own date says which
    ("yesterday": :mod:`twosource.compare.facts.days` works it out), or one is short for the other.
    """
    times = [[t for t in side if time_key(t) or t.lower_ in LOOSE_TIMES] for side in (a, b)]
    if not all(times):
        return False
    same = {time_key(t) for t in times[0]} == {time_key(t) for t in times[1]}
    return same or any(t.lower_ in LOOSE_TIMES for side in times for t in side)
