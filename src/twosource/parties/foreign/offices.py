"""Which offices and kinds of bodies a phrase of any language names, in English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twosource.language.foreign.lists import Lists, Words

_KIN = {"association": "union", "council": "agency", "committee": "committee"}
"""Bodies that one language calls by a word of another kind: a federation is a union."""
_HEAD_LAST = frozenset({"en", "de", "nl", "tr", "zh", "ja"})
"""Languages in which a body may stand before the office held in it (hospital director)."""


def concepts(phrase: str, among: Mapping[str, Words]) -> frozenset[str]:
    """The keys of the lists of which a phrase holds a word."""
    return frozenset(k for k, words in among.items() if words.search(phrase))


def bodies_in(phrase: str, lists: Lists) -> frozenset[str]:
    """The kinds of bodies that a phrase names, in English."""
    return frozenset(_KIN.get(k, k) for k in concepts(phrase, lists.bodies))


def roles_in(phrase: str, lists: Lists) -> frozenset[str]:
    """The offices that a phrase names, in English: no word that is a body ("Ministerium"), and none
    of those who make one up ("federation of teachers").
    """
    heads = [m for words in lists.bodies.values() for m in words.finditer(phrase)]
    return frozenset(
        k for k, words in lists.roles.items()
        if any(not _of_body(phrase, m.start(), m.end(), heads, lists)
               for m in words.finditer(phrase))
    )  # fmt: skip


def _of_body(
    phrase: str, start: int, end: int, heads: Sequence[re.Match[str]], lists: Lists
) -> bool:
    for head in heads:
        low, high = head.span()
        if low <= start and end <= high:
            return True
        if lists.code in _HEAD_LAST or high > start:
            continue
        if not any(c in phrase[high:start] for c in ",،;—–"):
            return True
    return False
