"""How many independent origins a story has, and why, in plain words.

An account belongs with those it was derived from and with those that rest on
the same origin.  The groups that result are *at most* so many origins; *at
least* counts only groups that have a known origin and that are shown to be
independent of each other.  Unknown lineage counts as no origin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.dossier.names import Names
from twosource.dossier.words import count, listed, number, sentence, word
from twosource.types import Derivation, Dossier, Origin

APART = frozenset({"independent", "not-established"})


@dataclass(frozen=True, slots=True)
class Lineage:
    """Independent origins of a story.

    Attributes:
        groups: account ids that hang together, in order of the accounts.
        at_least: groups with a known origin, pairwise shown independent.
        at_most: groups.
        headline: the count in words.
        why: one sentence.
    """

    groups: tuple[tuple[str, ...], ...]
    at_least: int
    at_most: int
    headline: str
    why: str


def _groups(
    accounts: Sequence[str], links: Sequence[Derivation], origins: Sequence[Origin]
) -> tuple[tuple[str, ...], ...]:
    parent = {a: a for a in accounts}

    def root(a: str) -> str:
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    ties = [(link.a, link.b) for link in links if link.relation not in APART]
    ties += [(o.accounts[0], other) for o in origins if o.kind != "unknown"
             for other in o.accounts[1:]]  # fmt: skip
    for a, b in ties:
        if a in parent and b in parent:
            first, second = sorted((root(a), root(b)), key=list(parent).index)
            parent[second] = first
    gathered: dict[str, list[str]] = {}
    for a in accounts:
        gathered.setdefault(root(a), []).append(a)
    return tuple(tuple(group) for group in gathered.values())


def _proven(
    groups: Sequence[tuple[str, ...]], links: Sequence[Derivation], origins: Sequence[Origin]
) -> int:
    """Groups with a known origin, each shown independent of all counted before."""
    known = {a for o in origins if o.kind != "unknown" for a in o.accounts}
    apart = {frozenset((k.a, k.b)) for k in links if k.relation == "independent"}
    chosen: list[tuple[str, ...]] = []
    for group in groups:
        if not known.intersection(group):
            continue
        if all(frozenset((a, b)) in apart for other in chosen for a in group for b in other):
            chosen.append(group)
    return len(chosen)


def _together(group: Sequence[str], names: Names) -> str:
    letters = [names.letters[a] for a in group]
    return listed(letters) + (" tells" if len(group) == 1 else " tell")


def derived(link: Derivation, names: Names) -> str:
    """``C is a rewrite of A``; where the direction is not known, ``A and C tell …``."""
    a, b = names.letters[link.a], names.letters[link.b]
    if link.direction == "a>b":
        return f"{b} {word('link', link.relation)} {a}"
    if link.direction == "b>a":
        return f"{a} {word('link', link.relation)} {b}"
    return f"{a} and {b} {word('link_both', link.relation)}"


def main_links(links: Sequence[Derivation]) -> tuple[Derivation, ...]:
    """The links that tell the lineage without saying a thing twice.

    Strong and directed links first; a link whose ends already hang together is
    left out (the full list stands elsewhere on the page).
    """
    parent: dict[str, str] = {}

    def root(a: str) -> str:
        parent.setdefault(a, a)
        while parent[a] != a:
            a = parent[a]
        return a

    real = [link for link in links if link.relation not in APART]
    undirected = {"common", "unknown"}
    order = sorted(real, key=lambda k: (k.direction in undirected, -k.score, k.a, k.b))
    kept = []
    for link in order:
        a, b = root(link.a), root(link.b)
        if a != b:
            parent[b] = a
            kept.append(link)
    return tuple(sorted(kept, key=real.index))


def _headline(accounts: int, low: int, high: int) -> str:
    if accounts == 1:
        return "One account, so nothing to hold it against"
    if low == high:
        return sentence(f"{count(low, 'independent origin')}")
    if low == 0:
        return f"At most {count(high, 'independent origin')}, none of them proven"
    return f"Between {number(low)} and {number(high)} independent origins"


def _why(
    groups: Sequence[tuple[str, ...]], dossier: Dossier, names: Names, low: int, high: int
) -> str:
    accounts = len(dossier.analysis.accounts)
    if accounts == 1:
        return "A second account is needed before anything here counts as told twice."
    told = "; ".join(derived(link, names) for link in main_links(dossier.links))
    tied = [g for g in groups if len(g) > 1]
    alone = [names.letters[g[0]] for g in groups if len(g) == 1]
    parts = []
    if tied:
        whole = "Both accounts go" if len(tied[0]) == accounts == 2 else (
            "All accounts go" if len(tied[0]) == accounts
            else f"{listed([names.letters[a] for a in tied[0]])} go")  # fmt: skip
        rest = "".join(
            f", and {listed([names.letters[a] for a in g])} to another" for g in tied[1:]
        )
        why = f" ({told})" if told else ""
        parts.append(f"{whole} back to one origin{rest}{why}")
    if alone:
        verb = "was" if len(alone) == 1 else "were"
        parts.append(f"{listed(alone)} {verb} not found to come from any other account")
    if low < high:
        parts.append("that the rest are independent of each other, and where they come from, "
                     "is not proven for every one")  # fmt: skip
    return sentence("; ".join(parts)) + "."


def lineage(dossier: Dossier, names: Names) -> Lineage:
    """Count the independent origins of a story and say why."""
    ids = tuple(a.id for a in dossier.analysis.accounts)
    groups = _groups(ids, dossier.links, dossier.origins)
    high = len(groups)
    low = min(high, _proven(groups, dossier.links, dossier.origins))
    headline = _headline(len(ids), low, high)
    return Lineage(groups, low, high, headline, _why(groups, dossier, names, low, high))
