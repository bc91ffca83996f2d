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
    parent: dict[str, tuple[float, str]] = {}
    for link in links:
        child = _child(link)
        if child is not None and link.relation in _COPIES:
            source = link.a if child == link.b else link.b
            parent[child] = max(parent.get(child, (0.0, "")), (link.score, source))
    came = {frozenset((d.a, d.b)): _child(d) for d in links if d.relation in _TIED}
    return tuple(_through(link, parent, came) for link in links)


def _through(
    link: Derivation,
    parent: dict[str, tuple[float, str]],
    came: dict[frozenset[str], str | None],
) -> Derivation:
    child = _child(link)
    if child is None or child not in parent or link.relation not in _TIED:
        return link
    score, source = parent[child]
    other = link.a if child == link.b else link.b
    between = frozenset((source, other))
    if other == source or score <= link.score or between not in came or came[between] == source:
        return link
    reason = f"{link.reason}; but {child} is a copy of {source}, so what they share came from there"
    return replace(link, direction="common", reason=reason)
