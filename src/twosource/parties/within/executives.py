"""Governments and forces: one party per state and noun ("the Israeli army")."""

from __future__ import annotations

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.within.discourse import Discourse
from twosource.parties.within.entity import Entity
from twosource.parties.words.lexicon import listed_as
from twosource.parties.words.normalise import bare

_EXECUTIVE = {"administration", "government", "cabinet", "regime"}


_TROOPS = {"military", "army", "police", "force", "forces", "navy", "troops", "side"}


def _country(name: str) -> str:
    entry = listed_as(name)
    return entry.name if entry and entry.type == "country" else ""


def find_executive(discourse: Discourse, phrase: Phrase) -> tuple[Entity | None, str]:
    """The government, force or side of a state that a nominal stands for, and why."""
    if phrase.noun not in _EXECUTIVE | _TROOPS or (phrase.plural and phrase.noun == "side"):
        return None, ""
    country = _country(phrase.of) if phrase.of else ""
    if phrase.noun == "side" and country:
        return _state(discourse, country), "the side of a state is the state"
    if phrase.noun in _EXECUTIVE and phrase.modifiers:
        owner = phrase.modifiers[-1].entity
        if isinstance(owner, Entity) and owner.kind == "person":
            key = ("executive", owner.name)
            if key not in discourse.by_state:
                short = phrase.modifiers[-1].text
                discourse.by_state[key] = discourse.open(f"{short} {phrase.noun}", "organisation")
                discourse.by_state[key].of = owner.of if _country(owner.of) else ""
            discourse.by_state[key].type = "government"
            return discourse.by_state[key], "same words"
    if country:
        noun = "executive" if phrase.noun in _EXECUTIVE else phrase.noun
        key = (noun, country)
        if key not in discourse.by_state:
            discourse.by_state[key] = discourse.open(bare(phrase.text), "organisation")
            discourse.by_state[key].type = "government" if noun == "executive" else "body"
        return discourse.by_state[key], "same state and noun"
    return None, ""


def _state(discourse: Discourse, country: str) -> Entity:
    for entity in discourse.entities:
        if entity.type == "country" and entity.name == country:
            return entity
    entity = discourse.open(country, "place")
    entity.type, entity.named = "country", True
    return entity
