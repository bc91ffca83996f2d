"""A party while it is being put together, within one account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from twosource.parties.mentions.phrase import Phrase, bare, fold


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


def role_noun(role: str) -> str:
    """The head of a role: ``minister`` of "Prime Minister of X", ``envoy`` of "envoy to X"."""
    words = role.lower().split()
    for i, word in enumerate(words):
        if i and word in {"of", "for", "to", "at", "in", "from", "on", "with", "and"}:
            return words[i - 1]
    return words[-1] if words else ""


_DOUBLE = re.compile(r"(?<!\S)([^\W\d_]+)[-‐‑][A-Z\u00c0-\u00de][^\W\d_]+(?:['’]s?)?$")
"""A family name of two parts at the end of a name ("Mensah-Dahl"); a given name goes on in lower
case ("Jong-un")."""
PARTICLES = {"al", "el", "bin", "ibn", "ben", "abu", "von", "van", "der", "den", "de", "del",
              "la", "le", "di", "da", "dos", "du", "ter", "ten", "st"}  # fmt: skip


_GENERATION = re.compile(r",?\s+(Jr|Sr|II|III|IV)\.?$")
"""What tells father and son of one name apart."""


def plain_name(name: str) -> str:
    """A name without "Jr." or "III"."""
    return _GENERATION.sub("", name.strip())


def generation(name: str) -> str:
    """``jr``, ``sr``, ``ii`` ..., or ``""``."""
    found = _GENERATION.search(name.strip())
    return found[1].lower() if found else ""


def surname(name: str) -> str:
    """The family name made comparable, without article and particles: ``masri`` for
    "Mushir al-Masri", "Al-Masri" and "Masri"; a double one whole.
    """
    name = plain_name(name)
    parts = [p for p in fold(name).split() if p != "'s"]
    while len(parts) > 1 and parts[0] in PARTICLES:
        parts = parts[1:]
    double = _DOUBLE.search(name.strip())
    if double is not None and parts and fold(double[1]) not in PARTICLES:
        return "-".join(fold(double[0]).split())
    return parts[-1] if parts else ""


def given(name: str) -> str:
    """The first name made comparable, or ``""`` where there is only a family name."""
    name = plain_name(name)
    double = _DOUBLE.search(name.strip())
    if double is not None and double.start() == 0:
        return ""
    parts = fold(name).split()
    while parts and parts[0] in PARTICLES:
        parts = parts[1:]
    return parts[0] if len(parts) > 1 else ""


def key_of(name: str) -> str:
    """A comparable form of an organisation's or place's name."""
    text = fold(bare(name))
    for tail in (" inc", " ltd", " llc", " corp", " plc", " co", " gmbh", " ag", " sa", " limited",
                 " corporation", " incorporated"):  # fmt: skip
        text = text.removesuffix(tail).rstrip(",")
    return text


def initials(name: str) -> Iterator[str]:
    """The acronyms a name may have: with and without its small words."""
    parts = [p for p in bare(name).replace("-", " ").split() if p and p[0].isalpha()]
    big = [p for p in parts if p[0].isupper()]
    yield "".join(p[0] for p in big).upper()
    yield "".join(p[0] for p in parts).upper()
