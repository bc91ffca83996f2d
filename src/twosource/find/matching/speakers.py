"""Whether two statements may have one speaker.

The register keeps parties apart unless it is sure.  A match has the words of two
statements as evidence beside the names, so here a name that fits is enough.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from twosource.types import Actor, Answer, Register, Statement

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BODIES = frozenset({"organisation", "group", "place"})
_SMALL = frozenset({"the", "a", "an", "of", "for", "and", "s", "his", "her", "its", "their"})


@dataclass(frozen=True, slots=True)
class Voices:
    """The speakers of a call: ``bearers`` are the first names by surname, ``holders``
    the parties by the words of their roles.
    """

    bearers: Mapping[str, frozenset[str]]
    holders: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, statements: Iterable[Statement], register: Register) -> Voices:
        """From the parties who speak, and the roles the register gives them."""
        bearers: dict[str, set[str]] = defaultdict(set)
        holders: dict[str, set[str]] = defaultdict(set)
        for actor in sorted({s.speaker.id: s.speaker for s in statements if s.speaker}.items()):
            words = _words(actor[1].name)
            if not _named(actor[1]) or not words:
                continue
            if len(words) > 1:
                bearers[words[-1]].add(words[-2])
            for role in actor[1].roles:
                for word in _words(role):
                    holders[word].add(words[-1])
        return cls(
            {k: frozenset(v) for k, v in sorted(bearers.items())},
            {k: frozenset(v) for k, v in sorted(holders.items())},
        )

    def fit(self, a: Statement, b: Statement) -> Answer:
        """Yes: one party, one name, a role only one of the speakers has, or a body and
        who speaks for it.  No: two names.  Not established: a speaker is not resolved,
        or called by a noun alone, or one is a body and the other a person.
        """
        one, two = a.speaker, b.speaker
        if one is None or two is None:
            return "not established"
        if one.id == two.id or one.of == two.id or two.of == one.id:
            return "yes"
        if _named(one) and _named(two):
            return self._names(one, two)
        if _named(one) or _named(two):
            return self._role(*((one, two) if _named(one) else (two, one)))
        same = set(_words(one.name)) & set(_words(two.name))
        return "yes" if same and one.name.lower() == two.name.lower() else "not established"

    def _names(self, one: Actor, two: Actor) -> Answer:
        short, long = sorted((_words(one.name), _words(two.name)), key=lambda w: (len(w), w))
        if not short:
            return "not established"
        if short == long[-len(short) :] or (short == long[: len(short)] and one.kind in _BODIES):
            alone = len(short) > 1 or len(self.bearers.get(short[-1], frozenset())) <= 1
            return "yes" if alone else "not established"
        mixed = (one.kind in _BODIES) != (two.kind in _BODIES)
        return "not established" if mixed else "no"

    def _role(self, named: Actor, noun: Actor) -> Answer:
        words = _words(noun.name)
        if named.kind in _BODIES and set(_words(named.name)) <= set(words):
            return "yes"  # "a spokeswoman for" the body
        surname = _words(named.name)[-1:]
        roles = {word for role in named.roles for word in _words(role)}
        held = set().union(*(self.holders.get(word, frozenset()) for word in words))
        if words and roles & set(words) and held == set(surname):
            return "yes"
        return "not established"


def _named(actor: Actor) -> bool:
    """Whether a name is known for it, rather than nouns and pronouns only."""
    return bool(actor.aliases)


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(name.lower()) if word not in _SMALL]
