"""The parties of a call, once it is known which are one -> the register."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from twosource.parties.across.call import Call, parties
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity
from twosource.parties.words.body_names import key_of
from twosource.parties.words.lexicon import lexicon, listed_as
from twosource.parties.words.normalise import fold, slug
from twosource.parties.words.offices import role_noun
from twosource.types import Actor, Mention, Register

_WHOSE_KINDS = frozenset({"organisation", "place"})
_VOICES = frozenset({"office", "spokesman", "spokeswoman", "spokesperson"})
"""Nouns that may be of a person: "her office", "a spokesman for the mayor"."""
_FORMS = 12
"""Aliases, roles and reasons kept per party: enough to read, and it bounds the output."""


@dataclass(frozen=True, slots=True)
class _Ids:
    """The id of every party: by its entities, and by the comparable names of bodies and places."""

    of: Mapping[Entity, str]
    by_name: Mapping[str, Sequence[str]]


def write_register(call: Call, union: Union) -> Register:
    """The register of a call.

    Args:
        call: the accounts and their parties.
        union: which of these are one, and why.
    """
    groups = parties(call, union)
    ids = _ids(call, groups)
    actors = [_actor(ids, members, union.reasons.get(root, ())) for root, members in groups.items()]
    return Register(tuple(sorted(actors, key=lambda actor: actor.id)), _mentions(call, ids))


def _ids(call: Call, groups: Mapping[int, Sequence[Entity]]) -> _Ids:
    """Ids from names; parties of one name are numbered by where they first stand."""
    used: dict[str, int] = {}
    ids: dict[Entity, str] = {}

    def first(members: Sequence[Entity]) -> tuple[str, str, tuple[int, int]]:
        place = min((m.section, m.a) for m in members[0].mentions)
        return _name(members), call.readings[members[0].account].id, place

    taken: set[str] = set()
    for members in sorted(groups.values(), key=first):
        base = slug(_name(members))
        used[base] = used.get(base, 0) + 1
        id = base if used[base] == 1 else f"{base}-{used[base]}"
        while id in taken:
            used[base] += 1
            id = f"{base}-{used[base]}"
        taken.add(id)
        ids.update(dict.fromkeys(members, id))
    by_name: dict[str, list[str]] = {}
    for entity in call.entities:
        if entity.named and entity.kind != "person":
            by_name.setdefault(key_of(entity.name), []).append(ids[entity])
    return _Ids(ids, by_name)


def _actor(ids: _Ids, members: Sequence[Entity], joined: Sequence[str]) -> Actor:
    return Actor(
        id=ids.of[members[0]],
        name=_name(members),
        kind=_kind(members),
        roles=_first_seen(told_roles(r for e in members for r in e.roles)),
        aliases=_first_seen(a for e in members for a in e.aliases),
        of=_of(ids, members),
        evidence=_first_seen([*(v for e in members for v in e.evidence), *joined]),
    )


def _name(members: Sequence[Entity]) -> str:
    """The fullest name: that of the lists, else the one of most words, else the longest."""
    named = [e for e in members if e.named] or list(members)
    for entity in named:
        entry = listed_as(entity.name)
        if entry is not None and entity.kind != "person":
            return entry.name
    best = max((e.name for e in named), key=lambda n: (len(fold(n).split()), len(n), n))
    if best.isupper():  # a line in capitals may have come first
        same = (a for e in named for a in e.aliases if fold(a) == fold(best) and not a.isupper())
        best = next(same, best)
    first, _, rest = best.partition(" ")
    own = first.lower() in {"its", "his", "her", "their", "our", "my"}
    return rest if own and rest and not any(e.named for e in members) else best


def _first_seen(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))[:_FORMS]


_WHOSE = re.compile(
    r"^(?:(?:its|his|her|their|our|my|the (?:company|group|firm|union|party)['’]s"
    r"|(?:company|group|firm|union|party)['’]s|own|only|one|some|that|this|another)\s+)+",
    re.I,
)


def told_roles(roles: Iterable[str]) -> list[str]:
    """Roles as a reader wants them: without whose they are by a pronoun, without "Mr", and none
    that another one says more fully.
    """
    plain = list(dict.fromkeys(_WHOSE.sub("", r) for r in roles))
    plain = [r for r in plain if r and r not in lexicon().courtesy]
    words = {r: (role_noun(r), set(fold(r).split())) for r in plain}
    return [
        r for r in plain
        if not any(
            words[r][0] == words[o][0] and words[r][1] < words[o][1]
            and "former" not in words[o][1] - words[r][1]
            for o in plain
        )
    ]  # fmt: skip


def _kind(members: Sequence[Entity]) -> str:
    votes: dict[str, int] = {}
    for entity in members:
        kind = "unknown" if entity.kind in {"document", "thing"} else entity.kind
        votes[kind] = votes.get(kind, 0) + len(entity.mentions)
    known = {k: v for k, v in votes.items() if k != "unknown"} or votes
    return max(sorted(known), key=lambda k: known[k])


def _of(ids: _Ids, members: Sequence[Entity]) -> str | None:
    """The id of the party the members belong to, where that party is in the register: the one
    their nominals say they are of, else the one known by its name.
    """
    own = ids.of[members[0]]
    for entity in members:
        for phrase in entity.mentions:
            owner = phrase.owner.entity if phrase.owner is not None else None
            if not isinstance(owner, Entity) or ids.of[owner] == own:
                continue
            said = phrase.noun in _VOICES and phrase.owner not in phrase.modifiers
            if owner.kind in _WHOSE_KINDS or (said and owner.kind == "person"):
                return ids.of[owner]
    for entity in members:
        if not entity.of:
            continue
        entry = listed_as(entity.of)
        for id in ids.by_name.get(key_of(entry.name if entry else entity.of), ()):
            if id != own:
                return id
    return None


def _mentions(call: Call, ids: _Ids) -> tuple[Mention, ...]:
    found = []
    for reading in call.readings:
        for section, words in zip(reading.phrases, reading.views, strict=True):
            for phrase in section:
                actor = ids.of[phrase.entity] if isinstance(phrase.entity, Entity) else None
                found.append(Mention(reading.id, words.part, phrase.span, actor, phrase.reason))
    return tuple(sorted(found, key=lambda m: (m.account, m.part, m.span)))
