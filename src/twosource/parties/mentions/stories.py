"""Which accounts of a call are taken to tell of one story, by the names they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

from twosource.parties.mentions.account import Names
from twosource.parties.mentions.phrase import Phrase
from twosource.parties.mentions.quotations import quotations
from twosource.parties.union import Union
from twosource.parties.words.body_names import key_of
from twosource.parties.words.lexicon import listed_as
from twosource.parties.words.person_names import given, surname
from twosource.parties.words.words import Words

_SHARED = 3
"""Names two accounts must share to count as one story; two unrelated news texts of one week
share a country and an agency, seldom a third name."""


_CONTENT = {"NOUN", "VERB", "ADJ", "PROPN"}
_ALIKE = 0.3
"""Least likeness of the words of two accounts that share but one name: 47 in 48 pairs of one
story are above it (invented and real ones), none of 3,438 pairs of two stories is above .26."""
_WORDS = 4
"""Words that two accounts must at least share for that."""


def tell_stories(accounts: Sequence[Names]) -> list[int]:
    """Per account, the number of the first account of its story.

    Two accounts are held together by the names and quotations they share (a long quotation is as
    telling as two names) and by their content words.  Each account is held against the last one
    that has a name too, so the work grows with the text and not with its square.
    """
    union = Union(len(accounts))
    keys, families, words = [], [], []
    for account in accounts:
        mine, family = _keys(p for section in account.names for p in section)
        for view in account.views:
            for _, quote in quotations(view):
                mine |= {f"said|{n}|{' '.join(quote)}" for n in (3, 5) if len(quote) >= n}
        keys.append(mine)
        families.append(family)
        words.append(_content_words(account.views))
    last: dict[str, int] = {}
    for n in range(len(accounts)):
        for key in sorted(keys[n]) + sorted("family|" + f for f in families[n]):
            other = last.get(key)
            if other is not None and union.find(other) != union.find(n):
                shared = len(keys[n] & keys[other]) + len(families[n] & families[other])
                small = min(len(keys[n]), len(keys[other]))
                enough = shared >= _SHARED or shared >= max(2, 0.3 * small)
                if enough or _alike(words[n], words[other]):
                    union.join(other, n)
            last[key] = n
    return [union.find(n) for n in range(len(accounts))]


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two sets of words are close, by the cosine of their sizes."""
    shared = len(one & two)
    return shared >= _WORDS and shared >= _ALIKE * sqrt(len(one) * len(two))


def _content_words(views: Iterable[Words]) -> frozenset[str]:
    """The nouns, verbs, adjectives and names of an account, by their base form."""
    return frozenset(
        words.lemma[i]
        for words in views
        for i, pos in enumerate(words.pos)
        if pos in _CONTENT and len(words.text[i]) > 3 and words.text[i].isalpha()
    )


def _keys(names: Iterable[Phrase]) -> tuple[set[str], set[str]]:
    """The names of an account made comparable, and the family names of its persons.

    The kind of a name is left out: the tagger calls one name a person here and a place there.
    """
    keys: set[str] = set()
    families: set[str] = set()
    for phrase in names:
        if phrase.form != "name" or phrase.kind == "thing":
            continue
        entry = listed_as(phrase.text)
        if entry is not None:
            keys.add(key_of(entry.name))
            continue
        if phrase.kind == "person":
            families.add(surname(phrase.text))
            if not given(phrase.text):
                continue
        keys.add(key_of(phrase.text))
        if phrase.kind != "person" and phrase.b - phrase.a == 1:
            families.add(surname(phrase.text))
    return keys, families
