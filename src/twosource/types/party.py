"""Who is who: actors, their mentions, and the register of a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from twosource.types.span import Span
from twosource.types.words import Part


@dataclass(frozen=True, slots=True)
class Actor:
    """A party: the same ``id`` if and only if the same party, over all accounts
    of a call.

    Attributes:
        name: the fullest name known.
        kind: ``person``, ``organisation``, ``place``, ``group`` or ``unknown``.
        roles: titles and roles seen, in order of first sight.
        aliases: the forms seen.
        of: the id of the organisation or state it speaks for, where stated.
        evidence: why its mentions were taken as one.
    """

    id: str
    name: str
    kind: str = "unknown"
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    of: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A tight noun phrase (or pronoun) naming an actor; ``actor`` is ``None``
    where unsure, and ``reason`` says why or by which rule.
    """

    account: str
    part: Part
    span: Span
    actor: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The parties of a call: actors, and every mention of them."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    _by_id: Mapping[str, Actor] = field(init=False, repr=False, compare=False)
    _at: Mapping[tuple[str, Part], tuple[Mention, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        places: dict[tuple[str, Part], list[Mention]] = {}
        for mention in sorted(self.mentions, key=lambda m: (m.account, m.part, m.span)):
            places.setdefault((mention.account, mention.part), []).append(mention)
        object.__setattr__(self, "_by_id", {a.id: a for a in self.actors})
        object.__setattr__(self, "_at", {k: tuple(v) for k, v in places.items()})

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id; ``KeyError`` where there is none."""
        return self._by_id[actor_id]

    def within(self, account: str, part: Part, span: Span) -> tuple[Mention, ...]:
        """Mentions lying inside ``span``, in order."""
        return tuple(m for m in self._at.get((account, part), ()) if span.contains(m.span))

    def at(self, account: str, part: Part, span: Span) -> Actor | None:
        """The actor a noun phrase stands for: that of a resolved mention with
        exactly its span, else of the longest one inside it, else of the
        shortest one around it; the earliest where several are as long.
        """
        here = [m for m in self._at.get((account, part), ()) if m.actor is not None]
        inside = [m for m in here if span.contains(m.span)]
        around = [m for m in here if m.span.contains(span)]
        # max and min keep the first of equals; an exact mention is the longest inside.
        best = max(inside, key=lambda m: len(m.span), default=None) or min(
            around, key=lambda m: len(m.span), default=None
        )
        return self._by_id[best.actor] if best is not None and best.actor is not None else None


@dataclass(frozen=True, slots=True)
class Role:
    """A participant: its span, and the actor where resolved."""

    span: Span
    actor: Actor | None
