"""The parties of all accounts of a call, numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twosource.parties.union import Union
from twosource.parties.within.entity import Entity
from twosource.parties.within.reading import Reading


@dataclass(frozen=True, slots=True)
class Call:
    """The accounts of one call.

    Attributes:
        readings: the accounts, in a fixed order.
        story: per account, the number of the story it is taken to belong to.
        entities: all parties of all accounts, in order; a party's number is its place here.
        number: party -> its number.
    """

    readings: Sequence[Reading]
    story: Sequence[int]
    entities: Sequence[Entity]
    number: Mapping[Entity, int]


def gather(readings: Sequence[Reading], story: Sequence[int]) -> Call:
    """Number the parties of all accounts, whose stories are known."""
    entities = [entity for reading in readings for entity in reading.entities]
    return Call(readings, story, entities, {entity: n for n, entity in enumerate(entities)})


def parties(call: Call, union: Union) -> dict[int, list[Entity]]:
    """The entities that are one party, by the number that represents them."""
    groups: dict[int, list[Entity]] = {}
    for n, entity in enumerate(call.entities):
        groups.setdefault(union.find(n), []).append(entity)
    return groups
