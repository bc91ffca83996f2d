"""Which accounts of a call are taken to tell of one story, by the names they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twosource.parties.cluster import listed_as
from twosource.parties.entity import given, key_of, surname
from twosource.parties.phrase import Phrase
from twosource.parties.union import Union

_SHARED = 3
"""Names two accounts must share to count as one story; two unrelated news texts of one week
share a country and an agency, seldom a third name."""


def tell_stories(accounts: Sequence[Iterable[Phrase]]) -> list[int]:
    """Per account, the number of the first account of its story.

    Each account is held against the last one that has a name too, so the work grows with the
    text and not with its square.

    Args:
        accounts: the names found in each account.
    """
    union = Union(len(accounts))
    keys, families = [], []
    for names in accounts:
        mine, family = _keys(names)
        keys.append(mine)
        families.append(family)
    last: dict[str, int] = {}
    for n in range(len(accounts)):
        for key in sorted(keys[n]) + sorted("family|" + f for f in families[n]):
            other = last.get(key)
            if other is not None and union.find(other) != union.find(n):
                shared = len(keys[n] & keys[other]) + len(families[n] & families[other])
                small = min(len(keys[n]), len(keys[other]))
                if shared >= _SHARED or shared >= max(2, 0.3 * small):
                    union.join(other, n)
            last[key] = n
    return [union.find(n) for n in range(len(accounts))]


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
