"""Short names of firms: "Hallberg" of "Hallberg Resources"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.parties.mentions.phrase import bare, fold
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity, key_of
from twosource.parties.words.lexicon import lexicon

if TYPE_CHECKING:
    from twosource.parties.across.join import Call


def short_of(name: str) -> str:
    """A firm's name without the words that only say that it is a firm ("Holdings", "Inc."), made
    comparable; ``""`` where there are none, or where nothing would be left.
    """
    words = bare(name).split()
    end = len(words)
    while end > 1 and fold(words[end - 1]).strip(",") in lexicon().firm:
        end -= 1
    return key_of(" ".join(words[:end])) if end < len(words) else ""


def join_short_firms(entities: Sequence[Entity]) -> None:
    """Put the short name of a firm to the only firm of the account that bears it."""
    full: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.mentions and entity.kind != "person" and short_of(entity.name):
            full.setdefault(short_of(entity.name), []).append(entity)
    for entity in entities:
        if not entity.mentions or not _may_be_firm(entity):
            continue
        found = [e for e in full.get(key_of(entity.name), []) if e is not entity and e.mentions]
        if len(found) == 1:
            found[0].absorb(entity, f"“{entity.name}” is short for {found[0].name}")
            found[0].kind = "organisation"
            entity.mentions = []


def join_firms(call: Call, union: Union) -> None:
    """Join short and full names of firms over the accounts of a story."""
    full: dict[tuple[int, str], set[int]] = {}
    for n, entity in enumerate(call.entities):
        if entity.named and entity.kind == "organisation" and short_of(entity.name):
            place = (call.story[entity.account], short_of(entity.name))
            full.setdefault(place, set()).add(n)
    for n, entity in enumerate(call.entities):
        if not _may_be_firm(entity):
            continue
        found = full.get((call.story[entity.account], key_of(entity.name)), set())
        if len({union.find(m) for m in found}) == 1:
            one = min(found)
            union.join(one, n, f"“{entity.name}” is short for {call.entities[one].name}")


def _may_be_firm(entity: Entity) -> bool:
    kinds = {"organisation", "unknown"}
    return entity.named and entity.kind in kinds and entity.type in {"", "company"}
