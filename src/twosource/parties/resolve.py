"""Parses of a call -> the register of its parties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from twosource.parties.across.join import Call, gather, join_all, join_named
from twosource.parties.across.lore import share
from twosource.parties.across.possessives import join_owned
from twosource.parties.across.quotations import join_quotes, quotations
from twosource.parties.across.roles import join_roles
from twosource.parties.mentions.kinds import settle_kinds
from twosource.parties.mentions.phrase import fold, slug
from twosource.parties.mentions.stories import content_words, tell_stories
from twosource.parties.overrides import Overrides, apply
from twosource.parties.union import Union
from twosource.parties.within.account import (
    cluster,
    find_all_names,
    find_missed_names,
    full_names,
    point_back,
)
from twosource.parties.within.cataphora import name_after_role
from twosource.parties.within.clusters import listed_as
from twosource.parties.within.entity import Entity, key_of, role_noun
from twosource.parties.words.lexicon import lexicon
from twosource.types import Actor, Mention, Parse, Register

_WHOSE_KINDS = frozenset({"organisation", "place"})
_VOICES = frozenset({"office", "spokesman", "spokeswoman", "spokesperson"})
"""Nouns that may be of a person: "her office", "a spokesman for the mayor"."""
_FORMS = 12
"""Aliases, roles and reasons kept per party: enough to read, and it bounds the output."""


def resolve(parses: Sequence[Parse], overrides: Overrides | None = None) -> Register:
    """Find the parties of a call and every mention of them.

    Args:
        parses: the accounts of the call.
        overrides: the user's corrections, see :func:`load_overrides`.

    Returns:
        One register over all accounts.  Mentions are tight: a name without its title, a
        nominal from its first word to its head.  A mention of an uncertain party has no actor
        and its reason says why.  Ids come from names and do not depend on the order of the
        accounts, but for parties without a name that share one wording.
    """
    order = sorted(range(len(parses)), key=lambda n: (parses[n].account.id, n))
    readings = [find_all_names(parses[n], place) for place, n in enumerate(order)]
    story = tell_stories(
        [[p for part in r.phrases for p in part] for r in readings],
        [[said for words in r.views for _, said in quotations(words)] for r in readings],
        [content_words(r.views) for r in readings],
    )
    find_missed_names(readings, story)
    settle_kinds(readings, story)
    told = full_names(readings, story)
    for reading in readings:
        cluster(reading, told[story[reading.number]])
    call = gather(readings, story)
    share(call, join_named(call))
    for reading in readings:
        point_back(reading)
    call = gather(readings, story)
    name_after_role(call)
    call = gather(readings, story)
    union = join_all(call)
    join_roles(call, union)
    join_quotes(call, union)
    join_owned(call, union)
    groups: dict[int, list[Entity]] = {}
    for n, entity in enumerate(call.entities):
        groups.setdefault(union.find(n), []).append(entity)
    ids = _ids(call, groups)
    by_key: dict[str, list[int]] = {}
    for n, entity in enumerate(call.entities):
        if entity.named and entity.kind != "person":
            by_key.setdefault(key_of(entity.name), []).append(n)
    actors = tuple(
        sorted(
            (_actor(call, by_key, union, groups, ids, root) for root in groups),
            key=lambda actor: actor.id,
        )
    )
    register = Register(actors, _mentions(call, union, ids, parses))
    if overrides is None:
        return register
    texts = {(p.account.id, s.part): s.text for p in parses for s in p.sections}
    return apply(register, overrides, texts)


def _name(members: Sequence[Entity]) -> str:
    """The fullest name: that of the lists, else the one of most words, else the longest."""
    named = [e for e in members if e.named] or list(members)
    for entity in named:
        entry = listed_as(entity.name)
        if entry is not None and entity.kind != "person":
            return entry.name
    best = max((e.name for e in named), key=lambda n: (len(fold(n).split()), len(n), n))
    first, _, rest = best.partition(" ")
    own = first.lower() in {"its", "his", "her", "their", "our", "my"}
    return rest if own and rest and not any(e.named for e in members) else best


def _ids(call: Call, groups: dict[int, list[Entity]]) -> dict[int, str]:
    """Ids from names; parties of one name are numbered by where they first stand."""
    ids: dict[int, str] = {}
    used: dict[str, int] = {}
    taken: set[str] = set()

    def first(root: int) -> tuple[str, str, int]:
        entity = groups[root][0]
        place = min((m.section, m.a) for m in entity.mentions)
        return _name(groups[root]), call.readings[entity.account].id, place[0] * 10**7 + place[1]

    for root in sorted(groups, key=first):
        base = slug(_name(groups[root]))
        used[base] = used.get(base, 0) + 1
        name = base if used[base] == 1 else f"{base}-{used[base]}"
        while name in taken:
            used[base] += 1
            name = f"{base}-{used[base]}"
        taken.add(name)
        ids[root] = name
    return ids


def _actor(
    call: Call,
    by_key: Mapping[str, Sequence[int]],
    union: Union,
    groups: Mapping[int, Sequence[Entity]],
    ids: Mapping[int, str],
    root: int,
) -> Actor:
    members = groups[root]
    return Actor(
        id=ids[root],
        name=_name(members),
        kind=_kind(members),
        roles=_first_seen(told_roles(r for e in members for r in e.roles)),
        aliases=_first_seen(a for e in members for a in e.aliases),
        of=_of(call, by_key, union, ids, root, members),
        evidence=_first_seen([*(v for e in members for v in e.evidence),
                              *union.reasons.get(root, [])]),
    )  # fmt: skip


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


def _of(
    call: Call,
    by_key: Mapping[str, Sequence[int]],
    union: Union,
    ids: Mapping[int, str],
    root: int,
    members: Sequence[Entity],
) -> str | None:
    """The id of the party the members belong to, where that party is in the register: the one
    their nominals say they are of, else the one known by its name.
    """
    for entity in members:
        for phrase in entity.mentions:
            owner = phrase.owner.entity if phrase.owner is not None else None
            said = phrase.noun in _VOICES and phrase.owner not in phrase.modifiers
            kinds = _WHOSE_KINDS | ({"person"} if said else set())
            if isinstance(owner, Entity) and owner.kind in kinds:
                number = call.number.get(id(owner))
                if number is not None and union.find(number) != root:
                    return ids[union.find(number)]
    for entity in members:
        if not entity.of:
            continue
        entry = listed_as(entity.of)
        wanted = key_of(entry.name if entry else entity.of)
        for n in by_key.get(wanted, ()):
            owner = union.find(n)
            if owner != root:
                return ids[owner]
    return None


def _mentions(
    call: Call, union: Union, ids: dict[int, str], parses: Sequence[Parse]
) -> tuple[Mention, ...]:
    found = []
    for reading in call.readings:
        for section, words in zip(reading.phrases, reading.views, strict=True):
            for phrase in section:
                entity = phrase.entity
                known = isinstance(entity, Entity) and id(entity) in call.number
                actor = ids[union.find(call.number[id(entity)])] if known else None
                found.append(Mention(reading.id, words.part, phrase.span, actor, phrase.reason))
    return tuple(sorted(found, key=lambda m: (m.account, m.part, m.span)))
