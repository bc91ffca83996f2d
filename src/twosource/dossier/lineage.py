"""How many independent origins a story has, and why, in plain words.

An account belongs with those it shares a text with, and with those that rest on the same origin and
show no origin of their own.  The groups are *at most* so many origins; *at least* counts those that
have a known origin and are shown to be independent.  Unknown lineage counts as no origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from twosource.dossier.names import Names
from twosource.dossier.words import count, listed, number, sentence, word
from twosource.trace import firm, kind
from twosource.types import Derivation, Dossier, Origin

APART = frozenset({"independent", "not-established"})
CLOSENESS = {
    "verbatim": 0,
    "contained": 0,
    "edited": 0,
    "rewritten": 1,
    "translated": 1,
    "common-origin": 2,
}


@dataclass(frozen=True, slots=True)
class Tie:
    """What holds two accounts together: a link, or an origin both rest on; ``loose`` says what is
    shared where the link is too weak for the two to count as one; ``close`` that they are copies,
    or shown to go back to one text.
    """

    a: str
    b: str
    said: str
    known: bool
    reverse: bool
    score: float
    loose: str = ""
    close: bool = False


@dataclass(frozen=True, slots=True)
class Lineage:
    """Independent origins of a story.

    Attributes:
        groups: account ids that hang together, in order of the accounts.
        ties: what ties them.
        at_least: groups with a known origin, pairwise shown independent.
        at_most: groups, those that only a loose tie holds together counted apart.
        headline: the count in words.
        why: what counts as one, and what ties it.
        standing: the accounts and how many of them are independent, in one sentence.
    """

    groups: tuple[tuple[str, ...], ...]
    ties: tuple[Tie, ...]
    at_least: int
    at_most: int
    headline: str
    why: str
    standing: str


class _Sets:
    """Accounts that hang together, by union."""

    def __init__(self, accounts: Sequence[str]) -> None:
        self._place = {a: i for i, a in enumerate(accounts)}
        self._parent = {a: a for a in accounts}

    def root(self, a: str) -> str:
        while self._parent[a] != a:
            self._parent[a] = self._parent[self._parent[a]]
            a = self._parent[a]
        return a

    def join(self, a: str, b: str) -> bool:
        """Whether they were apart; the earlier account stands for both after."""
        if a not in self._parent or b not in self._parent:
            return False
        first, second = sorted((self.root(a), self.root(b)), key=self._place.__getitem__)
        self._parent[second] = first
        return first != second

    @property
    def members(self) -> Mapping[str, str]:
        """The accounts."""
        return self._parent

    def groups(self) -> tuple[tuple[str, ...], ...]:
        gathered: dict[str, list[str]] = {}
        for a in self._parent:
            gathered.setdefault(self.root(a), []).append(a)
        return tuple(tuple(group) for group in gathered.values())


def _from_link(link: Derivation, names: Names) -> Tie:
    known = link.direction in {"a>b", "b>a"}
    said = derived(link, names)
    back = link.direction == "b>a"
    close = CLOSENESS.get(link.relation, 9) == 0 or link.direction == "common"
    return Tie(link.a, link.b, said, known, back, link.score, kind(link), close)


def ties(
    dossier: Dossier, names: Names, *, loose: bool = True
) -> tuple[tuple[Tie, ...], tuple[tuple[str, ...], ...]]:
    """The ties that tell the lineage without saying a thing twice, and the groups
    of accounts they make; without ``loose`` those alone that are
    :func:`~twosource.trace.firm`.

    Copies come before rewrites, links with a direction before those without; what
    already hangs together needs no further tie. Groups that share an origin are joined after
    that, unless each of them also has a known origin of its own: two newsrooms
    at one press conference that both did their own interviews are two.
    """
    order_ = [a.id for a in dossier.analysis.accounts if names.folded.get(a.id) == a.id]
    sets = _Sets(order_)
    real = [as_leads(k, names) for k in between_folds(dossier.links, names)]
    place = {a: i for i, a in enumerate(order_)}

    def rank(link: Derivation) -> tuple[int, bool, float, int, int]:
        """Closest first; tenths of the score, so that of two copies the first account
        is named.
        """
        open_ = link.direction in {"common", "unknown"}
        first, second = sorted((place.get(link.a, 0), place.get(link.b, 0)))
        return (CLOSENESS.get(link.relation, 9), open_, -round(link.score, 1), first, second)

    order = sorted((k for k in real if loose or firm(k)), key=rank)
    kept = [_from_link(link, names) for link in order if sets.join(link.a, link.b)]
    known = [o for o in folded_origins(dossier.origins, names) if o.kind != "unknown"]
    for origin in known:
        here = list(origin.accounts)
        for other in here[1:]:
            if _own(sets, here[0], other, known) and _own(sets, other, here[0], known):
                continue
            if sets.join(here[0], other):
                a, b = names.letters[here[0]], names.letters[other]
                said = f"{a} and {b} both carry {origin.name}"
                kept.append(Tie(here[0], other, said, False, False, 0.0))
    return tuple(kept), sets.groups()


def between_folds(links: Sequence[Derivation], names: Names) -> list[Derivation]:
    """The links that tie two folds, one for each two: that of their leads, else the first of
    any of their accounts.
    """
    best: dict[frozenset[str], Derivation] = {}
    for link in links:
        if link.relation in APART or link.a not in names.folded or link.b not in names.folded:
            continue
        a, b = names.folded[link.a], names.folded[link.b]
        if a != b and ((a, b) == (link.a, link.b) or frozenset((a, b)) not in best):
            best[frozenset((a, b))] = link
    return [best[k] for k in sorted(best, key=sorted)]


def as_leads(link: Derivation, names: Names) -> Derivation:
    """The link told of the accounts that stand for its two."""
    return replace(link, a=names.folded[link.a], b=names.folded[link.b])


def folded_origins(origins: Sequence[Origin], names: Names) -> list[Origin]:
    """The origins with folds for accounts, each fold once."""
    return [
        replace(o, accounts=tuple(dict.fromkeys(
            names.folded[a] for a in o.accounts if a in names.folded)))
        for o in origins
    ]  # fmt: skip


def _own(sets: _Sets, account: str, other: str, origins: Sequence[Origin]) -> bool:
    """Whether the account's group has a known origin that the other's group lacks."""
    here, there = sets.root(account), sets.root(other)
    for origin in origins:
        roots = {sets.root(a) for a in origin.accounts if a in sets.members}
        if here in roots and there not in roots:
            return True
    return False


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


def derived(link: Derivation, names: Names) -> str:
    """``C is a rewrite of A``; where the direction is not known, ``A and C tell …``."""
    a, b = names.letters[link.a], names.letters[link.b]
    loose = f"_{kind(link)}" if kind(link) else ""
    if link.direction == "a>b":
        return f"{b} {word(f'link{loose}', link.relation)} {a}"
    if link.direction == "b>a":
        return f"{a} {word(f'link{loose}', link.relation)} {b}"
    return f"{a} and {b} {word(f'link_both{loose}', link.relation)}"


def _headline(accounts: int, low: int, high: int) -> str:
    if accounts == 1:
        return "One account, so nothing to hold it against"
    if (low, high) == (0, 1):
        return "One origin at most, and it is not known"
    if low == high:
        return sentence(count(low, "independent origin"))
    if low == 0:
        return f"At most {count(high, 'independent origin')}, none of them proven"
    return f"Between {number(low)} and {number(high)} independent origins"


def _standing(accounts: int, low: int, high: int, firm_ties: bool) -> str:
    """``Five accounts, of which two are independent``; one origin is said of firm ties alone."""
    told = sentence(count(accounts, "account"))
    if accounts == 1:
        return told
    if high == 1 and not firm_ties:
        return f"{told}, none proven independent"
    if high == 1:
        return f"{told} of one origin: {'neither' if accounts == 2 else 'none'} is independent"
    if low <= 1 and high == accounts:
        return f"{told}; whether they are independent is not established"
    if low == 0:
        return f"{told}, none proven independent; at most {number(high)} are"
    if low == high:
        return f"{told}, of which {number(low)} are independent"
    return f"{told}, of which {number(low)} to {number(high)} are independent"


TIES = 5
"""Ties told in a sentence; the map shows all."""


def _tied(group: Sequence[str], held: Sequence[Tie], names: Names, folds: int) -> str:
    """Which accounts count as one, and what ties them."""
    who = listed([names.letters[a] for a in group])
    if len(group) == folds:
        who = "Both accounts" if folds == 2 else "All accounts"
    elif len(group) > 2 * TIES:
        who = f"{names.letters[group[0]]} and {len(group) - 1} others"
    here = [tie.said for tie in held if tie.a in group]
    told = "; ".join(here[:TIES])
    more = f"; and {len(here) - TIES} more ties" if len(here) > TIES else ""
    may = "may count" if any(tie.loose for tie in held if tie.a in group) else "count"
    return f"{who} {may} as one: {told}{more}."


def _why(
    line: tuple[Sequence[Tie], Sequence[tuple[str, ...]]],
    dossier: Dossier, names: Names, low: int, high: int,
) -> str:  # fmt: skip
    if len(dossier.analysis.accounts) == 1:
        return "A second account is needed before anything here counts as told twice."
    held, groups = line
    tied = [g for g in groups if len(g) > 1]
    alone = [names.letters[g[0]] for g in groups if len(g) == 1]
    folds = sum(map(len, groups))
    parts = [_tied(group, held, names, folds) for group in tied]
    copies = len(names.folded) - folds
    if copies:
        verb = "is a copy and stands" if copies == 1 else "are copies and stand"
        parts.insert(0, f"{sentence(number(copies))} {verb} with the source.")
    if alone:
        verb = "was" if len(alone) == 1 else "were"
        who = listed(alone) if len(alone) <= 2 * TIES else sentence(count(len(alone), "other"))
        parts.append(f"{who} {verb} not found to come from any other account.")
    if low == 0:
        parts.append("Where their news comes from is not established.")
    elif low < high:
        verb = "is" if low == 1 else "are"
        parts.append(f"Only {number(low)} of these {number(high)} origins {verb} proven.")
    return " ".join(parts)


def lineage(dossier: Dossier, names: Names) -> Lineage:
    """Count the independent origins of a story and say why."""
    held, groups = ties(dossier, names)
    high = len(ties(dossier, names, loose=False)[1])
    origins = folded_origins(dossier.origins, names)
    low = min(len(groups), _proven(groups, dossier.links, origins))
    total = len(dossier.analysis.accounts)
    why = _why((held, groups), dossier, names, low, high)
    return Lineage(
        groups, held, low, high, _headline(total, low, high), why,
        _standing(total, low, high, all(t.known or t.close for t in held)),
    )  # fmt: skip
