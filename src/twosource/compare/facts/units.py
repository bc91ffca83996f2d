"""The lists of units, currencies and counts that values are read with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from twosource import packaged


@dataclass(frozen=True, slots=True)
class Units:
    """The lists of ``data/units.toml`` (currencies, sizes of units, nouns that count alike) and of
    ``data/counts.toml`` (what is counted of people).
    """

    money: Mapping[str, str]
    size: Mapping[str, tuple[str, float]]
    same: Mapping[str, str]
    counts: Mapping[str, str]


@lru_cache(maxsize=1)
def units() -> Units:
    """The lists, loaded once per process (``TS-MODEL-03`` where they are damaged)."""
    table = packaged.toml("twosource.compare", "data/units.toml")
    return Units(
        money=table["money"],
        size={unit: (str(d), float(s)) for unit, (d, s) in table["size"].items()},
        same=_inverse(table["same"]),
        counts=_inverse(packaged.toml("twosource.compare", "data/counts.toml")),
    )


def _inverse(groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {word: name for name, group in groups.items() for word in group}
