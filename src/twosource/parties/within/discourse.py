"""The parties of an account known so far, while it is read on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.parties.within.entity import Entity
from twosource.parties.words.nouns import singular


class Discourse:
    """The parties met so far, and what each was called.

    Attributes:
        entities: the parties, in order of first sight.
        by_noun: head noun -> the parties called so, the last one last.
        by_state: (noun, state or holder) -> the executive or force of it.
    """

    def __init__(self, account: int, named: Sequence[Entity]) -> None:
        self._account = account
        self._by_noun: dict[str, list[Entity]] = {}
        self.entities = list(named)
        self.by_state: dict[tuple[str, str], Entity] = {}

    @property
    def by_noun(self) -> Mapping[str, list[Entity]]:
        return self._by_noun

    def open(self, name: str, kind: str) -> Entity:
        """A new party without a name of its own."""
        entity = Entity(self._account, name, kind, named=False)
        self.entities.append(entity)
        return entity

    def remember(self, entity: Entity) -> None:
        """Note that a party was spoken of, under the nouns known of it."""
        for noun in entity.nouns:
            known = self._by_noun.setdefault(singular(noun), [])
            if not known or known[-1] is not entity:
                if entity in known[-8:]:
                    known.remove(entity)
                known.append(entity)
