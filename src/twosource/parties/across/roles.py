"""Roles across accounts: "the prosecutor" here is Dana Okell, whom another account calls one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from twosource.parties.across.call import Call, parties
from twosource.parties.across.possessives import Owners
from twosource.parties.mentions.phrase import Phrase
from twosource.parties.union import Union
from twosource.parties.within.entity import Entity
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.offices import Office, fit, leads, read_office


@dataclass(slots=True)
class Bearer:
    """A named person of a story: its number in the union, members, roles, and its bodies."""

    root: int
    members: list[Entity]
    offices: list[Office]
    bodies: set[int] = field(default_factory=set)

    @property
    def gender(self) -> str:
        """As said by names, titles and roles, else by pronouns."""
        return next((e.gender for e in self.members if e.gender), "")

    @property
    def name(self) -> str:
        """The longest name."""
        return max((e.name for e in self.members), key=lambda n: (len(n), n))


def join_roles(call: Call, union: Union) -> None:
    """Join unnamed persons to the only named one of the story whose role is theirs."""
    bearers = _bearers(call, union)
    owners = Owners(call, union)
    for known in bearers.values():
        for bearer in known:
            bearer.bodies = owners.of(bearer.members)
    for n, entity, office in _unnamed(call, union):
        told = bearers.get(call.story[entity.account], [])
        found = _fitting(entity, office, told, owners.of([entity]))
        if not found and office.standing == {"former"}:
            now = replace(office, standing=frozenset())
            then = [b for b in told if entity.account not in _holding(b, now)]
            found = _fitting(entity, now, then, owners.of([entity]))
        if len(found) != 1:
            continue
        bearer, score = found[0]
        why = _allowed(call, entity, office, bearer, score)
        if why:
            union.join(bearer.root, n, why)


def _holding(bearer: Bearer, office: Office) -> set[int]:
    """The accounts that say the office of the person."""
    return {
        e.account
        for e in bearer.members
        for p in e.mentions
        for r in (*p.roles, *([p.text] if p.form == "nominal" else []))
        if fit(office, read_office(r))
    }


def _bearers(call: Call, union: Union) -> dict[int, list[Bearer]]:
    """Per story, its named persons."""
    stories: dict[int, list[Bearer]] = {}
    for root, members in sorted(parties(call, union).items()):
        if any(e.named for e in members) and any(e.kind == "person" for e in members):
            offices = list(dict.fromkeys(_offices(members)))
            for story in sorted({call.story[e.account] for e in members}):
                stories.setdefault(story, []).append(Bearer(root, members, offices))
    return stories


def _offices(members: Iterable[Entity]) -> Iterable[Office]:
    for entity in members:
        for role in entity.roles:
            yield read_office(role)


def _unnamed(call: Call, union: Union) -> list[tuple[int, Entity, Office]]:
    """Unnamed single persons, first of all those that say what they are of."""
    found = []
    for n, entity in enumerate(call.entities):
        if entity.named or entity.plural or entity.kind != "person" or union.find(n) != n:
            continue
        office = read_office(entity.name)
        if office.noun not in lexicon().vague and not office.other:
            found.append((n, entity, office))
    return sorted(found, key=lambda item: (not (item[2].kind | item[2].names), item[0]))


def _fitting(
    entity: Entity, office: Office, bearers: Iterable[Bearer], bodies: set[int]
) -> list[tuple[Bearer, int]]:
    """The best fitting bearers, with how well they fit; all that fit alike are given."""
    ranked = []
    for bearer in bearers:
        if entity.gender and bearer.gender and entity.gender != bearer.gender:
            continue
        score = max((fit(office, other) for other in bearer.offices), default=0)
        if bodies and bearer.bodies and leads(office.noun):
            if not bodies & bearer.bodies and score < 3:
                continue
            heads = any(leads(o.noun) and o.standing == office.standing for o in bearer.offices)
            score += 3 if bodies & bearer.bodies and (score or heads) else 0
        if score:
            ranked.append((bearer, score))
    best = max((score for _, score in ranked), default=0)
    # What a role is of tells two bearers apart; a near noun alone does not.
    clear = best if best >= 3 else 1
    return [item for item in ranked if item[1] >= clear]


def _allowed(call: Call, entity: Entity, office: Office, bearer: Bearer, score: int) -> str:
    """Why the two are one, or ``""`` where it is not sure enough."""
    first = min((m for m in entity.mentions), key=lambda m: (m.section, m.a))
    if _told_apart(call, entity, bearer, first):
        return ""
    role = entity.name
    if first.definite or _bare(first):
        return f"“{role}” fits only {bearer.name} in this story"
    if score >= 4 and office.noun not in lexicon().many_hold:
        return f"“{role}” fits only {bearer.name} in this story"
    return ""


def _bare(phrase: Phrase) -> bool:
    """A role without any article ("rescue chief", "Orrin's governor-elect")."""
    return phrase.text.split()[0].lower() not in {"a", "an", "one", "some"}


def _told_apart(call: Call, entity: Entity, bearer: Bearer, first: Phrase) -> bool:
    """Whether the account names the bearer before and still did not take the role for it, or
    holds the bearer and the role in one sentence.
    """
    words = call.readings[entity.account].views[first.section]
    for other in bearer.members:
        if other.account != entity.account:
            continue
        for m in other.mentions:
            if m.section != first.section:
                continue
            if words.sent[m.head] == words.sent[first.head]:
                return True
            if m.form == "name" and m.a < first.a:
                return True
    return False
