"""Words that deny: by negation, in other words, or of all and nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from twosource.packaged import toml

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
    table = toml("twosource.compare", "data/denial.toml")
    return Denial(
        frozenset(table["deny"]), frozenset(tuple(p.split()) for p in table["phrases"]),
        frozenset(table["total"]), tuple(table["prefixes"]),
    )  # fmt: skip
