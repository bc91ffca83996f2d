"""The names of an account, and what the other accounts of its story show of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from twosource.parties.mentions.names import find_names
from twosource.parties.mentions.phrase import Phrase
from twosource.parties.words.capitals import seen_capitals, seen_small
from twosource.parties.words.person_names import given, surname
from twosource.parties.words.words import Words, view
from twosource.types import Parse


@dataclass(frozen=True, slots=True)
class Names:
    """The words of one account and the names in them, put to nobody yet.

    Attributes:
        number: its place in the call.  id: the account's.
        views: its sections, text first.
        names: the names (and offices in capitals), per section in reading order.
    """

    number: int
    id: str
    views: Sequence[Words]
    names: Sequence[Sequence[Phrase]]


def read_names(parse: Parse, number: int) -> Names:
    """The first look at an account.

    Args:
        parse: the account.
        number: its place in the call.
    """
    views = [view(section) for section in parse.sections]
    names = _names(views, seen_capitals(views), seen_small(views))
    return Names(number, parse.account.id, views, names)


def reread_names(accounts: Sequence[Names], story: Sequence[int]) -> list[Names]:
    """Look again for names that only another account of the story shows to be names: "Mors"
    opening a sentence is a word like any other, until one reads "Helka Mors" elsewhere.

    Args:
        accounts: the accounts as first read.
        story: per account, the number of its story.
    """
    told: dict[int, set[str]] = {}
    small: dict[int, set[str]] = {}
    for account, number in zip(accounts, story, strict=True):
        told.setdefault(number, set()).update(_sure_words(account))
        small.setdefault(number, set()).update(seen_small(account.views))
    for number, words in told.items():
        told[number] = {w for w in words if w.isalpha() and w.lower() not in small[number]}
    return [
        _read_with(account, told[number]) for account, number in zip(accounts, story, strict=True)
    ]


def full_names(
    accounts: Sequence[Names], story: Sequence[int]
) -> dict[int, dict[str, list[Phrase]]]:
    """Per story, family name -> the full names with a role or gender that bear it."""
    found: dict[int, dict[str, list[Phrase]]] = {}
    for account, number in zip(accounts, story, strict=True):
        told = found.setdefault(number, {})
        for section in account.names:
            for p in section:
                whole = p.form == "name" and p.kind == "person" and given(p.text)
                if whole and (p.roles or p.gender):
                    told.setdefault(surname(p.text), []).append(p)
    return found


def _names(
    views: Sequence[Words], capitals: frozenset[str], small: frozenset[str]
) -> list[list[Phrase]]:
    return [find_names(words, n, capitals, small) for n, words in enumerate(views)]


def _sure_words(account: Names) -> set[str]:
    """The words of its names that do not owe their capital to opening a sentence."""
    return {
        words.text[i]
        for words, names in zip(account.views, account.names, strict=True)
        for p in names
        if p.form == "name" and p.kind != "thing" and not words.first[p.a]
        for i in range(p.a, p.b)
    }


def _read_with(account: Names, told: set[str]) -> Names:
    """The account read again where it holds words that others tell to be names."""
    capitals = seen_capitals(account.views)
    fresh = told - capitals
    if not any(fresh.intersection(words.text) for words in account.views):
        return account
    names = _names(account.views, capitals | fresh, seen_small(account.views))
    return replace(account, names=names)
