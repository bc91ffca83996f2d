"""Names of one account put together: full names, surnames, acronyms, listed aliases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.within.entity import Entity
from twosource.parties.within.firms import join_short_firms
from twosource.parties.words.body_names import initials, key_of
from twosource.parties.words.lexicon import lexicon, listed_as
from twosource.parties.words.normalise import bare, fold
from twosource.parties.words.offices import role_noun
from twosource.parties.words.person_names import generation, given, surname
from twosource.parties.words.spelling import near

_KIN = {"his", "her", "their", "father", "mother", "wife", "husband", "son", "daughter", "brother",
        "sister"}  # fmt: skip
"""Roles of relatives: a bare surname seldom means the relative."""


def cluster_names(
    phrases: Sequence[Phrase], account: int, told: Mapping[str, Sequence[Phrase]] | None = None
) -> list[Entity]:
    """Parties of the named mentions of one account.

    Args:
        phrases: named mentions in reading order, text before captions and title.
        account: number of the account.
        told: family name -> full names with their roles, of all accounts of the story.

    Persons are put together by family name: a bare surname goes to the bearer of a full
    name, the last one named before it where several share it.  A word that is some
    person's surname is that person everywhere in the account.
    """
    full = [p for p in phrases if p.kind == "person" and given(p.text)]
    bearers: dict[str, list[Entity]] = {}
    entities: list[Entity] = []
    exact: dict[str, Entity] = {}
    for phrase in full:
        _full_name(phrase, account, bearers, entities, exact)
    firsts: dict[str, list[Entity]] = {}
    for entity in entities:
        firsts.setdefault(given(entity.name), []).append(entity)
    keys: dict[str, Entity] = {}
    recent: dict[str, Entity] = {}
    settled: set[str] = set()
    for phrase in phrases:
        if phrase.entity is not None:
            family = surname(phrase.text)
            if isinstance(phrase.entity, Entity) and family not in settled:
                recent.setdefault(family, phrase.entity)
                if not any(r.split()[0].lower() in _KIN for r in phrase.entity.roles if r):
                    recent[family] = phrase.entity
        elif phrase.kind == "thing" and phrase.type != "craft":
            phrase.reason = "a thing, not a party"
        elif _surname_alone(phrase, account, bearers, firsts, recent, entities, told or {}):
            settled.add(surname(phrase.text))
        else:
            _other(phrase, account, keys, entities)
    _acronyms(keys, entities)
    join_short_firms(entities)
    return [e for e in entities if e.mentions]


def _full_name(
    phrase: Phrase,
    account: int,
    bearers: dict[str, list[Entity]],
    entities: list[Entity],
    exact: dict[str, Entity],
) -> None:
    name = bare(phrase.text)
    same = exact.get(fold(name))
    if same is not None and phrase.gender and same.gender and phrase.gender != same.gender:
        same = None  # "Mrs Rathi Deo" and "Mr Rathi Deo"
    if same is None:
        known = bearers.get(surname(name), [])
        same = next((e for e in _fitting(phrase, known) if _same_person(e.name, name)), None)
    if same is None:
        same = Entity(account, name, "person")
        bearers.setdefault(surname(name), []).append(same)
        entities.append(same)
    elif len(name) > len(same.name):
        same.name = name
    exact[fold(name)] = same
    same.add(phrase, "full name")


def _same_person(one: str, two: str) -> bool:
    """Whether two full names with one family name can be one person's: the first names are
    equal, one is the other's initial, or one spelling differs by a letter.
    """
    a, b = given(one), given(two)
    if generation(one) and generation(two) and generation(one) != generation(two):
        return False
    if a == b:
        return True
    if a and b and a[0] == b[0] and (len(a) == 1 or len(b) == 1):
        return True
    return len(a) >= 5 and len(b) >= 5 and a[0] == b[0] and near(a, b)


def _surname_alone(
    phrase: Phrase,
    account: int,
    bearers: dict[str, list[Entity]],
    firsts: dict[str, list[Entity]],
    recent: dict[str, Entity],
    entities: list[Entity],
    told: Mapping[str, Sequence[Phrase]],
) -> bool:
    """Put a bare family (or first) name to its bearer."""
    name = bare(phrase.text)
    family = surname(name)
    if len(fold(name).split()) > 3 or (given(name) and phrase.kind == "person"):
        return False
    if given(name) or phrase.type in {"country", "group", "outlet", "agency", "union", "people"}:
        return False
    if phrase.apart or (phrase.kind == "organisation" and name.isupper()):
        return False
    candidates = _fitting(phrase, bearers.get(family, []))
    why = "surname"
    if not candidates and phrase.kind in {"person", "unknown"}:
        candidates, why = _fitting(phrase, firsts.get(family, [])), "first name"
        if len(candidates) > 1:
            candidates = []
    if not candidates and phrase.kind == "person":
        close = [e for key, es in bearers.items() if len(family) >= 5 and len(key) >= 5
                and near(family, key) and family != key + "s" for e in es]  # fmt: skip
        candidates, why = (close, "surname but for a letter") if len(close) == 1 else ([], "")
    office = [r for r in phrase.roles if r not in lexicon().courtesy]
    other = _of_another(office, phrase.gender, candidates, told.get(family, ()))
    if phrase.relative and why == "surname":
        candidates = [e for e in candidates if any(m.relative for m in e.mentions)]
    shared = why == "surname" and bool(candidates) and all(_shares(e) for e in candidates)
    if other is not None or (office and shared):
        candidates = []
        bearers.setdefault(family, [])
    candidates = _preferred(office, candidates)
    if candidates:
        last = recent.get(family)
        chosen = last if last in candidates else candidates[0]
        assert chosen is not None
        phrase.kind = "person"
        chosen.add(phrase, why)
        note = f"“{phrase.text}” is the {why} of {chosen.name}"
        if fold(name) != fold(chosen.name) and note not in chosen.evidence:
            chosen.evidence.append(note)
        recent[family] = chosen
        return True
    if phrase.kind == "person":
        entity = Entity(account, name, "person", gender=other.gender if other else "")
        bearers.setdefault(family, []).insert(0, entity)
        entities.append(entity)
        entity.add(phrase, "surname alone")
        recent[family] = entity
        return True
    return False


def _of_another(
    office: Sequence[str], gender: str, candidates: Sequence[Entity], told: Sequence[Phrase]
) -> Phrase | None:
    """Another bearer of the name in the story, whom this account does not name in full, where
    the office is that one's and none of the candidates'.
    """
    nouns = {role_noun(role) for role in office}
    if not candidates or any(nouns & set(e.nouns) for e in candidates):
        return None
    here = {given(e.name) for e in candidates}
    others = [p for p in told if given(p.text) not in here]
    if gender and not any(e.gender for e in candidates):
        same = next((p for p in others if p.gender == gender), None)
        if same is not None:
            return same  # "Ms Brandt", where another account tells of Ada Brandt and here is Otto
    return next((p for p in others if nouns & set(map(role_noun, p.roles))), None)


def _preferred(office: Sequence[str], candidates: list[Entity]) -> list[Entity]:
    """Of several bearers of a surname: those of the same office, else those named alone."""
    if len(candidates) < 2:
        return candidates
    nouns = {role_noun(role) for role in office}
    same = [e for e in candidates if nouns & set(e.nouns)]
    return same or [e for e in candidates if not _shares(e)] or candidates


def _shares(entity: Entity) -> bool:
    """Whether a person is only named as one of a family ("Lena and Ada Brandt")."""
    return all(m.type == "family" for m in entity.mentions if m.form == "name")


def _fitting(phrase: Phrase, candidates: Sequence[Entity]) -> list[Entity]:
    """Candidates whose gender does not clash with the phrase's courtesy title; only those that
    are known to have it, if there are any.
    """
    fit = [e for e in candidates if not (phrase.gender and e.gender and phrase.gender != e.gender)]
    sure = [e for e in fit if phrase.gender and e.gender]
    return sure or fit


def _other(phrase: Phrase, account: int, keys: dict[str, Entity], entities: list[Entity]) -> None:
    """Organisations, places and what else has a name, by comparable name or listed alias."""
    lex = lexicon()
    name = bare(phrase.text)
    entry = listed_as(name)
    kind, type_ = phrase.kind, phrase.type
    canonical = name
    if type_ == "capital":
        canonical, type_ = phrase.of, "country"
        phrase.of = ""
    elif entry is not None:
        canonical, kind, type_ = entry.name, entry.kind, entry.type
    elif phrase.type == "people":
        canonical = _people_name(name)
    elif name in lex.capitals:
        kind = "place"
    key = key_of(canonical) + ("|people" if type_ == "people" else "")
    entity = keys.get(key)
    if entity is None:
        entity = Entity(account, canonical, kind, type_, plural=type_ == "people")
        keys[key] = entity
        entities.append(entity)
    elif entity.kind == "unknown":
        entity.kind = kind
    if fold(name) != fold(canonical):
        acts = phrase.type == "capital"
        note = f"“{name}” is a listed name of {canonical}"
        if acts:
            note = f"“{name}” stands for {canonical} where it acts"
        if note not in entity.evidence:
            entity.evidence.append(note)
    entity.add(phrase, "name")


def _people_name(text: str) -> str:
    return text if text.endswith(("s", "ese", "sh", "ch", "men")) else text + "s"


def _acronyms(keys: dict[str, Entity], entities: list[Entity]) -> None:
    """Join "PLC" to "Palestinian Legislative Council" of the same account."""
    longs: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.kind in {"organisation", "unknown", "place"} and " " in entity.name:
            for short in dict.fromkeys(initials(entity.name)):
                longs.setdefault(short, []).append(entity)
    for entity in list(entities):
        short = entity.name.replace(".", "")
        if not (short.isupper() and 2 <= len(short) <= 7) or " " in short:
            continue
        found = [e for e in longs.get(short, []) if e is not entity and e.mentions]
        if len(found) == 1 and entity.type in {"", found[0].type}:
            found[0].absorb(entity, f"“{entity.name}” are the initials of {found[0].name}")
            entity.mentions = []
            keys[key_of(entity.name)] = found[0]
