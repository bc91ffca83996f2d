"""The word lists of this stage, loaded once.

The lists are data (``parties/data``); each file says at its top how to add to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from twosource.packaged import rows, table
from twosource.parties.words.normalise import bare


@dataclass(frozen=True, slots=True)
class Known:
    """A party the lists know.

    Attributes:
        name: canonical name.
        kind: ``place`` or ``organisation``.
        type: ``country``, ``government``, ``body``, ``group``, ``company``, ``outlet``,
            ``agency`` or ``union``.
        of: canonical name of what it belongs to, or ``""``.
    """

    name: str
    kind: str
    type: str
    of: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists.

    Attributes:
        known: a name as written, without its article -> what it is.
        capitals: capital -> country.
        demonyms: adjective or people -> country.
        peoples: the demonyms that are nouns in the plural ("Israelis").
        gender: first name, title or noun -> ``m``, ``f`` or ``""`` (either).
        first: first names.
        no_person: words that only look like nouns for persons by their ending.
        kin: what only a person has ("wife").
        place_noun, place_owns, body_owns: common nouns of places, what places and bodies have.
        vague, many_hold: nouns that fit too many, and offices that many hold at once.
        firm: head words of names that a firm may bear.
        plain_office: words of an office that are no name; offices: of several words, in one.
        led: bodies called after a person.
        either: trades that a firm may have as well as a person ("promoter").
        short_name: first name -> its short forms, both folded.
        craft, craft_owns: ships and other craft, and what only they have.
        of_state: persons of whom a state's adjective says whom they serve ("the Oster envoy").
        person_ending, maybe_ending: endings of nouns for persons: sure, and where said of a name.
        same_role: noun of office -> the classes it falls into.
        epithets: nouns that describe whoever was spoken of ("the tycoon").
        title_nouns: title in short, without stop -> the office ("sen" -> "senator").
        broad_role: noun for several offices -> these ("democrat" -> "senator" ...).
        members: "Republicans" -> the party they are of.
    """

    known: Mapping[str, Known]
    capitals: Mapping[str, str]
    demonyms: Mapping[str, str]
    peoples: frozenset[str]
    gender: Mapping[str, str]
    first: frozenset[str]
    particle: frozenset[str]
    suffix: frozenset[str]
    person: frozenset[str]
    body: frozenset[str]
    people: frozenset[str]
    document: frozenset[str]
    title: frozenset[str]
    title_lead: frozenset[str]
    courtesy: frozenset[str]
    organisation: frozenset[str]
    place: frozenset[str]
    thing: frozenset[str]
    stop: frozenset[str]
    no_person: frozenset[str]
    kin: frozenset[str]
    place_noun: frozenset[str]
    place_owns: frozenset[str]
    body_owns: frozenset[str]
    led: frozenset[str]
    either: frozenset[str]
    of_state: frozenset[str]
    craft: frozenset[str]
    craft_owns: frozenset[str]
    short_name: Mapping[str, frozenset[str]]
    plain_office: frozenset[str]
    vague: frozenset[str]
    many_hold: frozenset[str]
    firm: frozenset[str]
    offices: Mapping[str, str]
    person_ending: tuple[str, ...]
    maybe_ending: tuple[str, ...]
    same_role: Mapping[str, frozenset[str]]
    epithets: frozenset[str]
    title_nouns: Mapping[str, str]
    broad_role: Mapping[str, frozenset[str]]
    members: Mapping[str, str]
    saying: frozenset[str]
    acting: frozenset[str]


def _words(table: Mapping[str, object], key: str) -> frozenset[str]:
    return frozenset(str(table[key]).split())


def _texts(table: object) -> dict[str, str]:
    assert isinstance(table, dict)
    return {str(k): str(v) for k, v in table.items()}


def _lists(table: object) -> dict[str, list[str]]:
    assert isinstance(table, dict)
    return {str(k): [str(x) for x in v] for k, v in table.items()}


def _list(field: str) -> list[str]:
    return [word.strip() for word in field.split(",") if word.strip()]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists, read on first use."""
    known: dict[str, Known] = {}
    capitals: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for name, capital, people, others in rows("parties", "countries", 4):
        entry = Known(name, "place", "country", "")
        known.update((form, entry) for form in [name, *_list(others)])
        capitals.update((city, name) for city in _list(capital))
        demonyms.update((form, name) for form in _list(people))
    for name, kind, of, others in rows("parties", "organisations", 4):
        entry = Known(name, "organisation", kind, of)
        known.update((form, entry) for form in [name, *_list(others)])
    names, nouns, verbs = (table("parties", n) for n in ("names", "nouns", "verbs"))
    male, female, either = (_words(names, key) for key in ("male", "female", "either"))
    sexed = nouns["gender"]
    assert isinstance(sexed, dict)
    gender = dict.fromkeys(sorted(either | (male & female)), "")
    gender |= dict.fromkeys(sorted((male - female - either) | _words(sexed, "male")), "m")
    gender |= dict.fromkeys(sorted((female - male - either) | _words(sexed, "female")), "f")
    roles: dict[str, set[str]] = {}
    classes = nouns["same_role"]
    assert isinstance(classes, dict)
    for label, members in sorted(classes.items()):
        for member in members:
            roles.setdefault(member, set()).add(label)
    offices = nouns["offices"]
    assert isinstance(offices, dict)
    short = names["short"]
    assert isinstance(short, dict)
    members = nouns["members"]
    assert isinstance(members, dict)
    lists = {
        key: _words(nouns, key)
        for key in (
            "person", "body", "people", "document", "title", "title_lead", "courtesy",
            "organisation", "place", "thing", "stop", "no_person", "kin", "place_noun",
            "place_owns", "body_owns", "led", "plain_office", "vague", "many_hold", "firm",
            "either", "of_state", "craft", "craft_owns",
        )
    }  # fmt: skip
    return Lexicon(
        known=known,
        capitals=capitals,
        demonyms=demonyms,
        peoples=frozenset(d for d in demonyms if d.endswith("s") and not d.endswith("ss")),
        gender=gender,
        first=male | female | either,
        particle=_words(names, "particle"),
        suffix=_words(names, "suffix"),
        short_name={full: frozenset(str(forms).split()) for full, forms in short.items()},
        epithets=frozenset(_lists(nouns["epithets"])["nouns"]),
        title_nouns=_texts(nouns["title_nouns"]),
        broad_role={noun: frozenset(held) for noun, held in _lists(nouns["broad_role"]).items()},
        same_role={noun: frozenset(labels) for noun, labels in roles.items()},
        members=members,
        offices=offices,
        person_ending=tuple(sorted(_words(nouns, "person_ending"))),
        maybe_ending=tuple(sorted(_words(nouns, "maybe_ending"))),
        saying=_words(verbs, "saying"),
        acting=_words(verbs, "acting"),
        **lists,
    )


def listed_as(name: str) -> Known | None:
    """What the lists know a name as: with the article's and capital's variants tried."""
    lex = lexicon()
    plain = bare(name)
    return lex.known.get(plain) or lex.known.get(name)
