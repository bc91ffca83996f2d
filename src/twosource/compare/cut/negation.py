"""Words that deny: by negation, in other words, or of all and nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from twosource.packaged import table

NEGATIVE = {"not", "n't", "no", "never", "neither", "nor", "nobody", "nothing", "none", "without",
            "hardly", "scarcely", "barely"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Denial:
    """The lists of ``data/denial.toml``."""

    deny: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    total: frozenset[str]
    prefixes: tuple[str, ...]


@lru_cache(maxsize=1)
def denial() -> Denial:
    """The lists, loaded once.

    Raises:
        ModelError: ``TS-MODEL-03`` when the file is missing or damaged.
    """
    lists = table("compare", "denial")
    return Denial(
        frozenset(lists["deny"]), frozenset(tuple(p.split()) for p in lists["phrases"]),
        frozenset(lists["total"]), tuple(lists["prefixes"]),
    )  # fmt: skip
