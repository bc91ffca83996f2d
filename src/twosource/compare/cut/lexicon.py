"""The stage's word lists, read once from ``data/*.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from twosource.packaged import groups, table

COURTESY = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady",
    "smt", "shri",
})  # fmt: skip
"""Titles of courtesy before a name, which are no office."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists.

    Attributes:
        empty: lemmas that never count.  light: those that count little.
        groups: lemma or phrase -> numbers of the synonym groups it stands in.
        phrases: first word -> phrases of two words and more, longest first.
        opposites: unordered pairs of lemmas.  opposed: each lemma -> its opposites.
        certainty: lemma or phrase -> degree (1 certain).
        acts: reporting lemma -> act.  channels: nouns of occasion or channel.
        quantifiers: lemma -> rank.  limiters: narrowing words.
        evaluative: words by which a narrator judges.
        titles, role_status: offices, and words on their standing.
    """

    empty: frozenset[str]
    light: frozenset[str]
    groups: Mapping[str, frozenset[int]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    opposites: frozenset[frozenset[str]]
    opposed: Mapping[str, frozenset[str]]
    certainty: Mapping[str, float]
    acts: Mapping[str, str]
    channels: frozenset[str]
    quantifiers: Mapping[str, float]
    limiters: frozenset[str]
    evaluative: frozenset[str]
    titles: frozenset[str]
    role_status: frozenset[str]


_table = partial(table, "compare")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists, loaded once per process.

    Raises:
        ModelError: ``TS-MODEL-03`` when a list is missing or damaged.
    """
    words, certainty, scope = _table("words"), _table("certainty"), _table("scope")
    reporting, roles, synonyms = _table("reporting"), _table("roles"), _table("synonyms")
    phrases: dict[str, set[tuple[str, ...]]] = {}
    for group in synonyms["groups"]:
        for member in group:
            parts = tuple(member.split())
            if len(parts) > 1:
                phrases.setdefault(parts[0], set()).add(parts)
    opposites = frozenset(frozenset(pair) for pair in _table("antonyms")["pairs"])
    opposed: dict[str, frozenset[str]] = {}
    for pair in opposites:
        for one in pair:
            opposed[one] = opposed.get(one, frozenset()) | (pair - {one})
    return Lexicon(
        empty=frozenset(words["empty"]),
        light=frozenset(words["light"]),
        groups=groups(synonyms["groups"]),
        phrases={k: tuple(sorted(v, key=lambda p: (-len(p), p))) for k, v in phrases.items()},
        opposites=opposites,
        opposed=opposed,
        certainty={**certainty["hedges"], **certainty["boosters"]},
        acts={word: act for act, members in reporting["acts"].items() for word in members},
        channels=frozenset(reporting["channels"]["nouns"]),
        quantifiers=scope["quantifiers"],
        limiters=frozenset(scope["limiters"]["words"]),
        evaluative=frozenset(_table("evaluative")["words"]),
        titles=frozenset(roles["titles"]),
        role_status=frozenset(roles["status"]),
    )
