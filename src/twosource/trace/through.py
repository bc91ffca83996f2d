"""What a copy proves of its other links: its text came from where it was copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twosource.types import Derivation

_COPIES = frozenset({"verbatim", "contained"})
_TIED = frozenset({"verbatim", "contained", "edited", "rewritten", "common-origin"})


def _child(link: Derivation) -> str | None:
    """The account that came from the other, where the link says so."""
    return {"a>b": link.b, "b>a": link.a}.get(link.direction)


def through_copies(links: Sequence[Derivation]) -> tuple[Derivation, ...]:
    """A copy of one account was not written from a third one too.

    Where an account is a copy of a parent, and a weaker link says that it came
    from a third account that the parent is tied to and did not come from, the
    two share the parent's text: the direction becomes ``common``.
    """
    parents: dict[str, list[tuple[float, str]]] = {}
    for link in links:
        child = _child(link)
        if child is not None and link.relation in _COPIES:
            source = link.a if child == link.b else link.b
            parents.setdefault(child, []).append((link.score, source))
    came = {frozenset((d.a, d.b)): _child(d) for d in links if d.relation in _TIED}
    return tuple(_through(link, parents, came) for link in links)


def _through(
    link: Derivation,
    parents: dict[str, list[tuple[float, str]]],
    came: dict[frozenset[str], str | None],
) -> Derivation:
    child = _child(link)
    if child is None or link.relation not in _TIED:
        return link
    other = link.a if child == link.b else link.b
    stronger = (
        (score, source)
        for score, source in parents.get(child, ())
        if score > link.score and came.get(frozenset((source, other)), source) != source
    )
    best = max(stronger, default=None)
    if best is None:
        return link
    source = best[1]
    reason = f"{link.reason}; but {child} is a copy of {source}, so what they share came from there"
    return replace(link, direction="common", reason=reason)
