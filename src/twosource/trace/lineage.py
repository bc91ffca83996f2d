"""The graph of links: what hangs together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twosource.types import Derivation

LOOSE = frozenset({"independent", "not-established"})
COPIES = frozenset({"verbatim", "contained"})


def dependent(link: Derivation) -> bool:
    """Whether a link says that one account owes the other, or both a third."""
    return link.relation not in LOOSE


def components(ids: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each id -> the first id, in the given order, of its connected component."""
    rank = {i: n for n, i in enumerate(ids)}
    parent = {i: i for i in ids}

    def root(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in pairs:
        if a in parent and b in parent:
            low, high = sorted((root(a), root(b)), key=rank.__getitem__)
            parent[high] = low
    return {i: root(i) for i in ids}
