"""Invented news by the hundred: events, reports of them, copies and cuts of reports."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date

from twosource.types import Account, DateCandidate

PLACES = ("Vell", "Hesk", "Karsk", "Tulay", "Orrin", "Maskow Bay", "Lomarra", "Dunmere",
          "Aldersund", "Pell", "Quarne", "Sabra", "Tirnow", "Ulverholm", "Wexmar", "Yarrick",
          "Zellin")  # fmt: skip
FIRST = ("Marta", "Jorun", "Oto", "Ilse", "Ada", "Bram", "Cato", "Dina", "Emil", "Freya", "Gorm",
         "Hedda", "Ivo", "Jana", "Kofi", "Lena")  # fmt: skip
LAST = ("Keldan", "Askel", "Ferrin", "Bramm", "Moor", "Tovik", "Sarre", "Lindqvale", "Okonde",
        "Pasternow", "Quill", "Rask", "Stroud", "Thorne", "Ulm", "Varga", "Wenzel")  # fmt: skip
THINGS = ("ferry", "dam", "school", "mine", "bridge", "museum", "hospital", "market",
          "lighthouse", "railway", "theatre", "refinery", "observatory", "orchard", "tannery",
          "brewery", "abbey", "quarry", "windmill", "prison")  # fmt: skip
DEEDS = ("burned", "flooded", "closed", "sold", "robbed", "painted", "rebuilt", "besieged",
         "searched", "insured", "renamed", "abandoned", "bombed", "leased",
         "evacuated")  # fmt: skip
NOUNS = ("barrel", "lantern", "ledger", "anchor", "sermon", "harvest", "banner", "kettle",
         "pension", "verdict", "orchestra", "turbine", "vineyard", "ballot", "glacier", "compass",
         "mortgage", "telescope", "saddle", "violin", "furnace", "harness", "census", "pavement",
         "receipt", "archive", "monsoon", "reservoir", "catalogue", "trumpet")  # fmt: skip
VERBS = ("weighed", "praised", "buried", "counted", "sketched", "polished", "auctioned",
         "measured", "repaired", "swallowed", "borrowed", "photographed", "inspected", "donated",
         "ignored", "traded", "catalogued", "mourned", "rented", "smuggled")  # fmt: skip
ENDS = ("before noon", "in the rain", "without a word", "under guard", "at great cost",
        "by candle", "against advice", "for the third time", "in plain view",
        "with borrowed tools")  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
OPENINGS = (
    "{who} of {place} said on {day} that the {thing} had been {deed}.",
    "The {thing} at {place} was {deed} on {day}, {who} told reporters.",
    "{place}: {deed} on {day}, the {thing} that {who} had guarded.",
)


@dataclass(frozen=True)
class Event:
    """What happened: its words, and details of which each report tells some."""

    told: dict[str, str]
    details: tuple[str, ...]
    day: int


def accounts(count: int, seed: int = 1) -> list[Account]:
    """So many accounts of a fifth as many events, in the order of the events."""
    chance = random.Random(seed)
    made: list[Account] = []
    number = 0
    while len(made) < count:
        number += 1
        event = _event(chance, 738_000 + number // 4)
        made += _reports(chance, event, number, chance.choice((1, 2, 4, 6, 9)))
    return made[:count]


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def _event(chance: random.Random, day: int) -> Event:
    told = {
        "who": _name(chance), "place": chance.choice(PLACES), "thing": chance.choice(THINGS),
        "deed": chance.choice(DEEDS), "day": chance.choice(DAYS),
    }  # fmt: skip
    details = [
        f"{_name(chance)} {chance.choice(VERBS)} the {chance.choice(NOUNS)} of {told['place']} "
        f"{chance.choice(ENDS)}, {chance.randint(2, 900)} in all."
        for _ in range(9)
    ]
    return Event(told, tuple(details), day)


def _own(chance: random.Random) -> str:
    """A sentence that one report alone has."""
    one, two = chance.sample(NOUNS, 2)
    return f"A {one} {chance.choice(VERBS)} the {two} {chance.choice(ENDS)}."


def _reports(chance: random.Random, event: Event, number: int, count: int) -> list[Account]:
    made: list[Account] = []
    for turn in range(count):
        name = f"e{number}-{turn}"
        if made and chance.random() < 0.3:
            made.append(_copy(chance, chance.choice(made), name))
            continue
        lines = [chance.choice(OPENINGS).format(**event.told)]
        lines += chance.sample(event.details, chance.randint(3, 6))
        lines += [_own(chance) for _ in range(chance.randint(1, 4))]
        published = None
        if chance.random() < 0.7:
            value = date.fromordinal(event.day + chance.randint(0, 3)).isoformat()
            published = DateCandidate(value, "day", "published", "meta", 0.9)
        made.append(
            Account(id=name, text=" ".join(lines), sha256="", published=published, language="en")
        )
    return made


def _copy(chance: random.Random, source: Account, id: str) -> Account:
    """The text of another account, cut at the end or with a line of its own."""
    lines = source.text.split(". ")
    if len(lines) > 3 and chance.random() < 0.5:
        lines = lines[:-1]
    return replace(source, id=id, text=". ".join(lines) + f" {_own(chance)}")
