"""What third accounts prove of a link: where its text came from, and through whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from twosource.trace.lineage import COPIES, dependent
from twosource.types import Derivation

_NEAR = 0.03  # of a score: an account is as like a text as like a copy of it
Came = dict[
    frozenset[str], str | None
]  # the two ends of a link -> the one that came from the other


def _child(link: Derivation) -> str | None:
    """The account that came from the other, where the link says so."""
    return {"a>b": link.b, "b>a": link.a}.get(link.direction)


def _source(link: Derivation) -> str | None:
    return {"a>b": link.a, "b>a": link.b}.get(link.direction)


def through_copies(links: Sequence[Derivation]) -> tuple[Derivation, ...]:
    """Two accounts that came from a third have its text in common.

    Where a weaker link says that an account came from another, or not which came
    first, and both came from one third account, their direction becomes
    ``common``.  A copy of a parent was not written from an account that the parent
    is tied to and did not come from either.
    """
    tied = [d for d in links if dependent(d)]
    came: Came = {frozenset((d.a, d.b)): _child(d) for d in tied}
    copies = {frozenset((d.a, d.b)) for d in tied if d.relation in COPIES}
    parents: dict[str, list[tuple[float, str, bool]]] = {}
    for link in tied:
        child, source = _child(link), _source(link)
        if child is not None and source is not None:
            parents.setdefault(child, []).append((link.score, source, link.relation in COPIES))
    return tuple(_through(d, parents, came, copies) if dependent(d) else d for d in links)


def _through(
    link: Derivation,
    parents: dict[str, list[tuple[float, str, bool]]],
    came: Came,
    copies: set[frozenset[str]],
) -> Derivation:
    child, other = _child(link), _source(link)
    if link.direction == "common":
        return link
    if child is None or other is None:
        return _siblings(link, parents)
    best = max(
        (
            (score, source, copy)
            for score, source, copy in parents.get(child, ())
            if score > link.score - _NEAR * (frozenset((source, other)) in copies)
            and _stands_behind(source, other, came, copy=copy)
        ),
        default=None,
    )
    if best is None:
        return link
    _, source, copy = best
    why = f"but {child} is a copy of {source}" if copy else f"but both came from {source}"
    reason = f"{link.reason}; {why}, so what they share came from there"
    return replace(link, direction="common", reason=reason)


def _stands_behind(source: str, other: str, came: Came, *, copy: bool) -> bool:
    """Whether what an account shares with ``other`` came from its ``source``."""
    between = frozenset((source, other))
    return came.get(between, source if copy else None) == other or (
        copy and between in came and came[between] != source
    )


def _siblings(link: Derivation, parents: dict[str, list[tuple[float, str, bool]]]) -> Derivation:
    """A link of two accounts that came from one third."""
    mine, theirs = ({source for _, source, _ in parents.get(x, ())} for x in (link.a, link.b))
    if not mine & theirs:
        return link
    source = min(mine & theirs)
    reason = f"{link.reason}; both came from {source}, so what they share came from there"
    return replace(link, direction="common", reason=reason)


def chains(links: Sequence[Derivation]) -> Iterator[tuple[str, str, str]]:
    """First, last and middle of every three accounts of which the middle one came
    from the first and the last from the middle one, while nothing ties the last
    to the first.
    """
    tied = {frozenset((d.a, d.b)) for d in links if dependent(d)}
    sources: dict[str, list[str]] = {}
    for link in links:
        child, source = _child(link), _source(link)
        if dependent(link) and child is not None and source is not None:
            sources.setdefault(child, []).append(source)
    for last, middles in sources.items():
        for middle in middles:
            for first in sources.get(middle, ()):
                if first != last and frozenset((first, last)) not in tied:
                    yield first, last, middle
