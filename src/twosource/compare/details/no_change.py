"""Edits that change nothing: another word for the same party, the same value, a joining word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.cut.lexicon import COURTESY, lexicon
from twosource.compare.cut.negation import NEGATIVE
from twosource.compare.cut.small_words import DESCRIBING, EMPTY, SHORT, STANDING
from twosource.compare.cut.values import RELATIVE, time_key
from twosource.language.relations import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

JOINING = {"that", "which", "who", "while", "as", "and", "but", "where"}
PERCENT = {"percent", "percentage", "%", "pc", "pct"}
LOOSE_TIMES = RELATIVE | {"then", "now", "meanwhile", "soon"}


def nothing_changed(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether the words of an edit, ``a`` for ``b``, say the same in the same place."""
    return _same_standing(a, b) or (bool(a) and bool(b) and (
        (_joins(a) and _joins(b)) or _same_party(a, b) or _same_unit(a, b) or _loose_times(a, b)
    ))  # fmt: skip


def _same_standing(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether nothing but the word for an office that is over, or one that only describes, is
    another: "ex-minister" and "former minister".
    """
    words = [[_bare(t) for t in side if t.is_alpha and t.lower_ not in EMPTY] for side in (a, b)]
    known = STANDING.keys() | DESCRIBING
    return any(words) and all(w in known for side in words for w in side) and (
        {STANDING[w] for w in words[0] if w in STANDING}
        == {STANDING[w] for w in words[1] if w in STANDING}
    )  # fmt: skip


def _joins(tokens: Sequence[Token]) -> bool:
    """Whether only words stand there that point or join, and count nothing."""
    counting = lexicon().quantifiers.keys() | lexicon().limiters | NEGATIVE
    return all(
        t.lower_ in JOINING or (t.pos_ in {"DET", "PRON", "PUNCT"} and t.lower_ not in counting)
        for t in tokens
    )


def _same_party(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether a name stands for the same name, in full or in short, or a pronoun for it or for
    what somebody is called with it ("the lawyer, Orla Venn,").
    """
    if any(_described(x, y) for x, y in ((a, b), (b, a))):
        return True
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


def _described(one: Sequence[Token], two: Sequence[Token]) -> bool:
    """Whether a pronoun alone stands for a name with its description."""
    return (
        len(one) == 1 and one[0].pos_ == "PRON" and one[0].dep_ in SUBJECTS
        and any(t.pos_ == "PROPN" for t in two)
        and all(t.pos_ in {"PROPN", "NOUN", "DET", "ADJ", "PUNCT"} for t in two)
    )  # fmt: skip


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


def same_but_titles(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether two stretches are the same words but for an office before a name that one of them
    leaves out, or for the name where the office stands alone: "the congressman" for "Congressman
    Vale".  Another office is another matter.
    """
    one, two = _untitled(a), _untitled(b)
    if not (one.titles | two.titles) or (one.titles and two.titles and one.titles != two.titles):
        return False
    alone = one.alone or two.alone
    return one.words == two.words or (alone and one.nameless == two.nameless)


@dataclass(frozen=True, slots=True)
class _Untitled:
    """Some words without their titles.

    Attributes:
        words: the lemmas that carry content.
        nameless: those, without names behind a title.
        titles: the titles.
        alone: whether a title stands without a name behind it.
    """

    words: tuple[str, ...]
    nameless: tuple[str, ...]
    titles: frozenset[str]
    alone: bool


def _untitled(tokens: Sequence[Token]) -> _Untitled:
    lex = lexicon()
    words: list[str] = []
    nameless: list[str] = []
    titles: set[str] = set()
    named: set[str] = set()
    behind = ""
    for token in tokens:
        low = _bare(token)
        titled = token.pos_ in {"NOUN", "PROPN"} and (low in lex.titles or low in SHORT)
        if titled or low in COURTESY:
            behind = SHORT.get(low, low)
            titles.add(behind)
        elif low and low not in EMPTY | DESCRIBING and token.pos_ not in {"DET", "PART"}:
            word = STANDING.get(low, low if token.pos_ == "PROPN" else token.lemma_.lower())
            words.append(word)
            if behind and token.pos_ == "PROPN":
                named.add(behind)
            else:
                nameless.append(word)
                behind = ""
    return _Untitled(tuple(words), tuple(nameless), frozenset(titles), bool(titles - named))
