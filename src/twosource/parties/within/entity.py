"""A party while it is being put together, within one account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.words.body_names import key_of
from twosource.parties.words.normalise import bare
from twosource.parties.words.offices import role_noun
from twosource.parties.words.person_names import generation, given, surname


@dataclass(frozen=True, slots=True)
class Lore:
    """What the accounts of a story together know of a person; ``""`` where they disagree."""

    gender: str
    of: str
    roles: Sequence[str]
    nouns: Sequence[str]


@dataclass(slots=True, eq=False)
class Entity:
    """The mentions of one account taken as one party.

    Attributes:
        account: number of the account in the call.
        name: fullest form so far.
        named: whether a proper name is among the mentions.
        nouns: head nouns of its roles and nominal mentions, lower case, singular.
        of: name of the state or body it belongs to, or ``""``.
        evidence: readable reasons for each link beyond equal names.
    """

    account: int
    name: str
    kind: str
    type: str = ""
    gender: str = ""
    plural: bool = False
    named: bool = True
    of: str = ""
    roles: list[str] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    mentions: list[Phrase] = field(default_factory=list)

    def add(self, phrase: Phrase, reason: str) -> None:
        """Put a mention to the party."""
        phrase.entity, phrase.reason = self, reason
        self.mentions.append(phrase)
        if phrase.form == "name":
            for form in [phrase.text]:
                if form not in self.aliases:
                    self.aliases.append(form)
        for role in phrase.roles:
            self.add_role(role)
        if phrase.form != "pronoun":
            self.gender = self.gender or phrase.gender
            if phrase.form == "nominal" and phrase.noun not in self.nouns:
                self.nouns.append(phrase.noun)
        if phrase.of and not self.of and phrase.form != "pronoun":
            self.of = phrase.of

    def add_role(self, role: str) -> None:
        """Note a title or role, each form once."""
        clean = bare(role)
        if clean and clean not in self.roles:
            self.roles.append(clean)
            noun = role_noun(clean)
            if noun not in self.nouns:
                self.nouns.append(noun)

    def learn(self, lore: Lore) -> None:
        """Take over what the other accounts of the story know of the person."""
        self.gender = lore.gender or self.gender
        self.of = lore.of or self.of
        self.roles += [r for r in lore.roles if r not in self.roles]
        self.nouns += [x for x in lore.nouns if x not in self.nouns]

    def absorb(self, other: Entity, reason: str) -> None:
        """Take over another party of the same account."""
        for phrase in other.mentions:
            phrase.entity = self
        self.mentions += other.mentions
        for mine, theirs in (
            (self.roles, other.roles),
            (self.nouns, other.nouns),
            (self.aliases, other.aliases),
            (self.evidence, other.evidence),
        ):
            mine += [x for x in theirs if x not in mine]
        self.gender = self.gender or other.gender
        self.of = self.of or other.of
        self.type = self.type or other.type
        if self.kind == "unknown":
            self.kind = other.kind
        self.named = self.named or other.named
        self.evidence.append(reason)


def name_key(entity: Entity) -> str:
    """What two named parties must have alike to be one over accounts, or ``""``."""
    if not entity.named:
        return ""
    if entity.kind == "person":
        first = given(entity.name)
        return f"person|{surname(entity.name)}|{first}|{generation(entity.name)}" if first else ""
    return f"{'people' if entity.type == 'people' else 'name'}|{key_of(entity.name)}"


def gender_said(entity: Entity) -> str:
    """The gender that names and nouns say; a pronoun may have been put there wrongly."""
    return next((m.gender for m in entity.mentions if m.form != "pronoun" and m.gender), "")
