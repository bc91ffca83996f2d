"""Parties of several accounts made by hand, so that one rule at a time can be tried on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from types import SimpleNamespace
from typing import Any

from twosource.parties.across.call import Call
from twosource.parties.mentions.phrase import Phrase
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity
from twosource.types import Span

WIDE = 10
"""Words of a made-up sentence: a mention stands at the start of one unless placed."""


def mention(text: str, at: int, form: str, **more: Any) -> Phrase:
    """A mention of so many words from word ``at`` on."""
    end = at + len(text.split())
    return Phrase(0, at, end, end - 1, Span(at, end), form, text, **more)


def party(account: int, name: str, kind: str = "person", *, at: int = 0, **more: Any) -> Entity:
    """A party with one mention at word ``at``; ``said`` is its gender by name, ``definite`` whether
    it points back, ``owner`` whose it is.  A name starts with a capital, what does not is unnamed.
    """
    named = more.pop("named", name.split()[0][:1].isupper())
    said, definite = more.pop("said", ""), more.pop("definite", False)
    owner = more.pop("owner", None)
    made = Entity(account, name, kind, named=named, gender=more.pop("gender", said), **more)
    made.aliases = made.aliases or [name]
    phrase = mention(
        name, at, "name" if named else "nominal", gender=said, definite=definite, roles=made.roles
    )
    phrase.entity = made
    if owner is not None:
        phrase.owner = mention(owner.name, at, "name")
        phrase.owner.entity = owner
    made.mentions = [phrase]
    return made


def call_of(entities: Sequence[Entity], story: Sequence[int] | None = None) -> Call:
    """The call of some parties, all of one story unless told otherwise; a sentence has
    :data:`WIDE` words.
    """
    size = max(e.account for e in entities) + 1
    views = [SimpleNamespace(sent=[i // WIDE for i in range(200)])]
    readings: Any = [SimpleNamespace(number=n, views=views) for n in range(size)]
    numbers = count()
    number = {e: next(numbers) for e in entities}
    return Call(readings, story or [0] * size, list(entities), number)


def joined(
    rule: Callable[[Call, Union], None], *entities: Entity, story: Sequence[int] | None = None
) -> list[list[int]]:
    """The groups of two parties and more that a rule makes, by place in ``entities``."""
    union = Union(len(entities))
    rule(call_of(entities, story), union)
    groups = {union.find(n): sorted(union.members(n)) for n in range(len(entities))}
    return sorted(g for g in groups.values() if len(g) > 1)


def reasons(rule: Callable[[Call, Union], None], *entities: Entity) -> list[str]:
    """Why a rule joined what it joined."""
    union = Union(len(entities))
    rule(call_of(entities), union)
    return [why for _, all_ in sorted(union.reasons.items()) for why in all_]
