"""The word list of matching, read once from ``find/data/matching.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from twosource.packaged import groups, table


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists.

    Attributes:
        groups: lemma -> numbers of the groups of exchangeable words it stands in.
        light: lemmas that count little.
        negations, hidden: words that turn a content round, openly or not.
        conditions: words that open a condition.
        opposites: unordered pairs of lemmas.
    """

    groups: Mapping[str, frozenset[int]]
    light: frozenset[str]
    negations: frozenset[str]
    hidden: frozenset[str]
    conditions: frozenset[str]
    opposites: frozenset[frozenset[str]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists, loaded once per process.

    Raises:
        ModelError: ``TS-MODEL-03`` where the file is missing or damaged.
    """
    raw = table("find", "matching")
    return Lexicon(
        groups=groups(raw["groups"]),
        light=frozenset(raw["light"]),
        negations=frozenset(raw["negations"]),
        hidden=frozenset(raw["hidden"]),
        conditions=frozenset(raw["conditions"]),
        opposites=frozenset(frozenset(pair) for pair in raw["opposites"]),
    )
