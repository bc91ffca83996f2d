"""A mention while it is worked on: the phrase, its kind, and the party it is put to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from twosource.parties.words.words import Words
from twosource.types import Span


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase, name or pronoun of one section.

    Attributes:
        section: number of the section within its parse.
        a, b: first word and the word after the last.
        head: the head word.
        form: ``name``, ``nominal`` or ``pronoun``.
        kind: ``person``, ``organisation``, ``place``, ``group``, ``document``, ``thing`` or
            ``unknown``.
        type: finer, where the lists know: ``country``, ``group``, ``outlet`` ...
        noun: for a nominal, its head noun, singular, lower case.
        text: as it stands, white space made single.
        plural: whether it names several.  gender: ``m``, ``f`` or ``""``.
        roles: titles and roles standing with it.
        modifiers: names inside a nominal ("Hamas" in "a senior Hamas figure").
        of: name of what it belongs to, as found in the phrase.
        relative: whether it is introduced as somebody's relative ("his niece, Dr Brandt").
        apart: whether its place shows that it is not the person of that name ("in Brandt").
        owner: the phrase that a nominal is of ("Hamas" of "the leader of Hamas").
        definite: whether it points back ("the envoy").
        entity: the entity it was put to (set by the clustering).
        reason: the rule that put it there, or why none did.
    """

    section: int
    a: int
    b: int
    head: int
    span: Span
    form: str
    text: str
    kind: str = "unknown"
    type: str = ""
    noun: str = ""
    plural: bool = False
    gender: str = ""
    roles: list[str] = field(default_factory=list)
    modifiers: list[Phrase] = field(default_factory=list)
    of: str = ""
    relative: bool = False
    apart: bool = False
    owner: Phrase | None = None
    definite: bool = False
    entity: object | None = None
    reason: str = ""


def name_phrase(words: Words, section: int, a: int, b: int, kind: str, type: str = "") -> Phrase:
    return Phrase(
        section=section,
        a=a,
        b=b,
        head=b - 1,
        span=words.span(a, b),
        form="name",
        text=words.say(a, b),
        kind=kind,
        type=type,
    )


def copied(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases of a section anew; the names inside one are those of the new list, but for such
    as are no mention themselves (a single letter).
    """
    fresh = {id(p): replace(p, roles=[*p.roles]) for p in phrases}
    for phrase in fresh.values():
        if phrase.modifiers:
            phrase.modifiers = [fresh.get(id(m), m) for m in phrase.modifiers]
    return list(fresh.values())
