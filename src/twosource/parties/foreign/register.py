"""One register over accounts of all languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from anyascii import anyascii

from twosource.language.foreign.names import Name
from twosource.language.foreign.reading import Reading, reading_of
from twosource.language.foreign.sought import common
from twosource.parties.foreign.english import english_places
from twosource.parties.foreign.groups import Groups
from twosource.parties.foreign.mentions import Place, places_of
from twosource.parties.foreign.named import titleless
from twosource.parties.foreign.same import grouped
from twosource.parties.overrides import Overrides, apply
from twosource.parties.words.normalise import slug
from twosource.types import Account, Actor, Mention, Parse, Register

_FORMS = 12


def joined(register: Register, parses: Sequence[Parse], overrides: Overrides | None) -> Register:
    """The register of the English accounts with the parties of all others.

    A party of another language that is one of an English account has its id; the others get
    ids from their names in Latin letters.  A mention whose party is not established has none.

    Args:
        register: of the English accounts of the call, without the user's corrections.
        parses: of all accounts.
        overrides: the user's corrections.
    """
    readings = _readings(parses)
    others = sorted(p.account.id for p in parses if p.by_lists and p.account.id in readings)
    english = english_places(register, readings)
    known = _known(english, [readings[i] for i in others if readings[i].lists.cased])
    places = [*english]
    for i in others:
        places += places_of(readings[i], known)
    groups = grouped(places, readings)
    made = _register(register, places, groups)
    if overrides is None:
        return made
    texts = {(p.account.id, s.part): s.text for p in parses for s in p.sections}
    return apply(made, overrides, texts)


def _known(
    english: Sequence[Place], others: Sequence[Reading]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The names by which accounts are searched whose script sets none off: those of the English
    register, full names, and single words that two accounts write with a capital.
    """
    found = {p.sounds: p.words for p in english if p.sounds and _sounded(p)}
    times: Counter[tuple[str, ...]] = Counter()
    for reading in others:
        if reading.lists.code == "de":  # every noun has a capital
            continue
        names = {n.sounds: n.words for n in titleless(reading) if not _told_of(n, reading)}
        times.update(dict.fromkeys(names, 1))
        for sounds, words in names.items():
            found.setdefault(sounds, words)
    english_ones = {p.sounds for p in english}
    return {
        k: w for k, w in found.items()
        if any(len(s) >= 2 for s in k) and (len(k) > 1 or k in english_ones or times[k] > 1)
    }  # fmt: skip


def _sounded(place: Place) -> bool:
    """Whether a name is written by its sound elsewhere, and not by what it means (a ministry)."""
    return place.kind == "person" or not place.bodies or place.plain


def _told_of(name: Name, reading: Reading) -> bool:
    return any(common(w, reading.lists) for w in name.words)


def _readings(parses: Sequence[Parse]) -> Mapping[str, Reading]:
    found = ((p.account.id, reading_of(_told(p.account))) for p in parses)
    return {i: r for i, r in found if r is not None}


def _told(account: Account) -> Account:
    return replace(account, language="en") if account.language == "und" else account


def _register(register: Register, places: Sequence[Place], groups: Groups) -> Register:
    actors = {a.id: a for a in register.actors}
    mentions = list(register.mentions)
    taken = set(actors)
    for root, members in sorted(groups.members().items()):
        held = [places[k] for k in members]
        new = [p for p in held if p.actor is None]
        if not new:
            continue
        known = next((p.actor for p in held if p.actor is not None), None)
        reasons = groups.why.get(root, [])
        if known is None and not _worth(held):
            mentions += [_mention(p, None, "no name tells whom it means") for p in new]
            continue
        if known is not None:
            actors[known] = _more(actors[known], new, reasons)
        else:
            actor = _actor(held, reasons, taken)
            known = actor.id
            taken.add(known)
            actors[known] = actor
        mentions += [_mention(p, known, "; ".join(reasons[:2])) for p in new]
    return Register(tuple(sorted(actors.values(), key=lambda a: a.id)), tuple(mentions))


def _worth(held: Sequence[Place]) -> bool:
    """Whether a group is a party: a name, an office that speaks, or a body."""
    return any(p.sounds or p.bodies or (p.roles and p.speaks) or p.speaks for p in held)


def _mention(place: Place, actor: str | None, reason: str) -> Mention:
    return Mention(place.account, "text", place.span, actor, reason)


def _fullest(held: Sequence[Place]) -> str:
    """The fullest name, in Latin letters where any account has it so."""

    def rank(name: str) -> tuple[bool, int, str]:
        return (not name.isascii(), -len(name.split()), name)

    names = [" ".join(p.words) for p in held if p.words]
    return min(names, key=rank) if names else ""


def _actor(held: Sequence[Place], reasons: Sequence[str], taken: set[str]) -> Actor:
    name = _fullest(held) or _phrase(held)
    base = slug(anyascii(name)) or "party"
    id_, k = base, 1
    while id_ in taken:
        k += 1
        id_ = f"{base}-{k}"
    person = any(p.person for p in held)
    kind = "person" if person else "organisation" if any(p.bodies for p in held) else "unknown"
    return Actor(
        id=id_, name=name, kind=kind,
        roles=tuple(_first(r for p in held for r in sorted(p.roles))),
        aliases=tuple(_first(" ".join(p.words) for p in held if p.words)),
        evidence=tuple(reasons[:_FORMS]),
    )  # fmt: skip


def _phrase(held: Sequence[Place]) -> str:
    offices = [o for p in held for o in sorted(p.roles | p.bodies)]
    return offices[0] if offices else "speaker"


def _more(actor: Actor, new: Sequence[Place], reasons: Sequence[str]) -> Actor:
    aliases = _first([*actor.aliases, *(" ".join(p.words) for p in new if p.words)])
    return replace(
        actor, aliases=tuple(aliases), evidence=tuple(_first([*actor.evidence, *reasons]))
    )


def _first(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))[:_FORMS]
