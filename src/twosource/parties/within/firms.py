"""Short names of firms within one account: "Hallberg" of "Hallberg Resources"."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.parties.within.entity import Entity
from twosource.parties.words.body_names import key_of, short_of


def join_short_firms(entities: Sequence[Entity]) -> None:
    """Put the short name of a firm to the only firm of the account that bears it."""
    full: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.mentions and entity.kind != "person" and short_of(entity.name):
            full.setdefault(short_of(entity.name), []).append(entity)
    for entity in entities:
        if not entity.mentions or not may_be_firm(entity):
            continue
        found = [e for e in full.get(key_of(entity.name), []) if e is not entity and e.mentions]
        if len(found) == 1:
            found[0].absorb(entity, f"“{entity.name}” is short for {found[0].name}")
            found[0].kind = "organisation"
            entity.mentions = []


def may_be_firm(entity: Entity) -> bool:
    kinds = {"organisation", "unknown"}
    return entity.named and entity.kind in kinds and entity.type in {"", "company"}
