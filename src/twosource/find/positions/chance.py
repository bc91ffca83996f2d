"""The chance that a careful editor keeps a stand: a small logistic model.

Fitted by ``training/positions_chance.py`` on labels of real reports (card in
``docs/models/positions_chance.md``); its weights are readable in
``data/position_chance.toml``.  What is told is what passes :data:`CUT`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource import packaged
from twosource.find.positions.worded import Stand
from twosource.types import Role, Section

if TYPE_CHECKING:
    from spacy.tokens import Token

CUT = 0.4
"""Stands less likely than this are not told: on the labels, by story, 64% of what passes is
right, 7% of what is right is lost, and every plain sentence of our own is told; above .45
plain sentences begin to fall."""
_MAIN = frozenset({"ROOT", "ccomp", "parataxis"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "you", "him", "her", "them"})
_OWN = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_SIZES = ((2, "1-2"), (5, "3-5"), (12, "6-12"), (24, "13-24"))


def features(section: Section, stand: Stand, holder: Role) -> Iterator[str]:
    """What is known of a stand, as names of yes-or-no features."""
    token = stand.token
    _, family, *rest = stand.rule.split(":")
    speech = family == "speech"
    yield f"rule {rest[0]}" if speech else f"word {token.pos_.lower()}"
    yield f"place {_place(token)}"
    yield f"holder {_form(section, holder)}"
    words = len(stand.content.of(section.text).split())
    yield f"words {next((name for most, name in _SIZES if words <= most), 'more')}"
    if not speech and stand.content.start <= token.idx < stand.content.end:
        yield "content holds the word"
    if stand.condition is not None:
        yield "has a condition"
    gap = stand.content.start - holder.span.end
    if not 0 <= gap < 120:
        yield "holder far or behind"
    if stand.addressee is not None:
        yield "has an addressee"


def _place(token: Token) -> str:
    """Main clause, joined to it, or which clause below it."""
    here = token
    while here.dep_ == "conj" and here.head is not here and here.head.i < here.i:
        here = here.head
    if here.pos_ == "NOUN":
        return f"noun {here.dep_}" if here.dep_ in {"dobj", "nsubj", "pobj"} else "noun"
    return "main" if here.dep_ in _MAIN else here.dep_


def _form(section: Section, holder: Role) -> str:
    text = holder.span.of(section.text)
    low = text.lower()
    if low in _OWN:
        return "possessive"
    if low in _PRONOUNS:
        return "pronoun"
    return "name" if text.split()[-1][:1].isupper() else "noun"


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Weight of each feature; ``bias`` is always there."""
    table = packaged.toml("twosource.find", "data/position_chance.toml")
    return {str(name): float(value) for name, value in table["weights"].items()}


def chance(section: Section, stand: Stand, holder: Role) -> float:
    """The chance, 0 to 1, that the stand is one an editor keeps."""
    known = weights()
    total = known["bias"] + sum(known.get(name, 0.0) for name in features(section, stand, holder))
    return 1.0 / (1.0 + math.exp(-total))
