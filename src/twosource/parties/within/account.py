"""The named parties of one account, with the roles that stand with their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.parties.mentions.account import Names
from twosource.parties.mentions.appositions import appositions
from twosource.parties.mentions.nominals import find_nominals
from twosource.parties.mentions.owners import find_owners, role_text
from twosource.parties.mentions.phrase import Phrase
from twosource.parties.mentions.pronouns import find_pronouns
from twosource.parties.mentions.quotations import quote_speakers
from twosource.parties.within.clusters import cluster_names
from twosource.parties.within.entity import Entity
from twosource.parties.within.reading import Reading
from twosource.parties.words.words import Words


def put_names(account: Names, told: Mapping[str, Sequence[Phrase]]) -> Reading:
    """Put the names of one account to parties, and the roles that stand with them; its other
    nominals and its pronouns are found, and open yet.

    Args:
        account: its names.
        told: family name -> full names of the story.
    """
    views = account.views
    names = [[p for p in section if p.form == "name"] for section in account.names]
    nominals = [_nominals(words, n, account.names[n]) for n, words in enumerate(views)]
    entities = cluster_names([p for section in names for p in section], account.number, told)
    pronouns = [find_pronouns(words, n) for n, words in enumerate(views)]
    phrases = [
        sorted([*a, *b, *c], key=lambda p: (p.a, -p.b))
        for a, b, c in zip(names, nominals, pronouns, strict=True)
    ]
    for n, words in enumerate(views):
        find_owners(words, phrases[n])
        _join_appositions(words, names[n], nominals[n])
    speakers = [quote_speakers(words) for words in views]
    return Reading(account.number, account.id, views, phrases, entities, speakers)


def _nominals(words: Words, section: int, named: Sequence[Phrase]) -> list[Phrase]:
    """The nominals of a section: offices in capitals, found among the names, and the others."""
    offices = [p for p in named if p.form == "nominal"]
    names = [p for p in named if p.form == "name"]
    found = find_nominals(words, section, [*names, *offices])
    return sorted([*offices, *found], key=lambda p: (p.a, p.b))


def _join_appositions(words: Words, names: list[Phrase], nominals: list[Phrase]) -> None:
    for name, nominal, why in appositions(words, names, nominals):
        entity = name.entity
        if isinstance(entity, Entity) and nominal.entity is None:
            role = role_text(words, nominal)
            entity.add_role(role)
            nominal.roles = []
            entity.add(nominal, why)
            note = f"{why}: “{role}” is said of {entity.name}"
            if note not in entity.evidence:
                entity.evidence.append(note)
