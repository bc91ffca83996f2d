"""Mentions of the English register as places beside those of other languages."""

from __future__ import annotations

from collections.abc import Mapping

from twosource.language.foreign.names import capital
from twosource.language.foreign.reading import Reading
from twosource.language.foreign.sounds import sound
from twosource.language.foreign.spans import WORD
from twosource.parties.foreign.mentions import Place
from twosource.parties.foreign.offices import bodies_in, concepts
from twosource.types import Register

_UNNAMED = "first mention of an unnamed party"


def english_places(register: Register, readings: Mapping[str, Reading]) -> list[Place]:
    """The mentions that the English register resolved to named parties."""
    out = []
    unnamed = {m.actor for m in register.mentions if m.reason == _UNNAMED}
    for mention in register.mentions:
        reading = readings.get(mention.account)
        if mention.actor is None or reading is None or mention.part != "text":
            continue
        actor = register.actor(mention.actor)
        phrase = mention.span.of(reading.account.text)
        words = tuple(w for w in WORD.findall(phrase) if capital(w))
        if not words and not actor.roles:
            continue
        full = tuple(w for w in WORD.findall(actor.name) if capital(w))
        roles = concepts(" ".join((phrase, *actor.roles)), reading.lists.roles)
        bodies = bodies_in(f"{phrase} {actor.name}", reading.lists)
        sounds = tuple(sound(w.removesuffix("'s").removesuffix("’s")) for w in full or words)
        if actor.kind == "person":
            bodies = frozenset()
        out.append(Place(mention.account, mention.span, mention.span, full or words, sounds,
                         roles, bodies, actor=actor.id, kind=actor.kind,
                         loose=actor.id in unnamed))  # fmt: skip
    return out
