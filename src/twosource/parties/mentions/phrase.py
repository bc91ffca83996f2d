"""What the extractors hand to the clustering: phrases that may name a party."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from twosource.types import Span

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_POSSESSIVE = re.compile(r"['’]s?$")


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


def bare(text: str) -> str:
    """A name without article and possessive ending."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", text.strip()))


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """A name made comparable: lower case, no accents, no dots, hyphens as spaces.

    Remembered, as a story asks for the same few names over and over.
    """
    plain = unicodedata.normalize("NFKD", text)
    kept = plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))
    kept = kept.replace("’", "'").replace(".", "").casefold()
    return " ".join(re.split(r"[\s\-‐‑–_]+", kept)).strip()


def slug(text: str) -> str:
    """An id made of a name: folded, with hyphens."""
    return re.sub(r"[^\w]+", "-", fold(text)).strip("-") or "party"
