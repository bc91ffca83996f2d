"""What a role says: its noun, what it is of, and whether two roles can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from twosource.parties.words.lexicon import lexicon, listed_as
from twosource.parties.words.normalise import fold
from twosource.parties.words.nouns import singular

_WORD = re.compile(r"[^\W_]+(?:[-‑.][^\W_]+)*")
_LINKS = frozenset({"of", "for", "to", "at", "in", "from", "on", "with", "and", "who", "by"})
_SMALL = frozenset({"the", "a", "an", "s", "his", "her", "its", "their", "my", "our", "your",
                    "whose", "this", "that", "one", "same"})  # fmt: skip
_OTHER = frozenset({"another", "second", "third", "other", "unnamed", "different", "every", "no",
                    "any", "each", "neither", "either", "new", "next"})  # fmt: skip
"""Words that say it is somebody else, or nobody in particular."""
_STANDING = {"former": "former", "ex": "former", "ousted": "former", "sacked": "former",
             "late": "former", "outgoing": "", "acting": "acting", "interim": "acting",
             "caretaker": "acting", "deputy": "deputy", "vice": "deputy", "assistant": "deputy",
             "junior": "deputy", "elect": "elect", "designate": "elect",
             "shadow": "shadow"}  # fmt: skip
"""Words that make another office of one: the former mayor is not the mayor."""


LOOSE = {
    "senior", "top", "militant", "armed", "islamist", "same", "latter", "former", "new", "entire",
    "whole", "local", "veteran", "young", "elderly", "embattled", "ruling", "tech", "giant",
}  # fmt: skip
"""Describing words that a second mention may add to a party."""


@dataclass(frozen=True, slots=True)
class Office:
    """A role taken apart.

    Attributes:
        noun: its head noun, singular, or a listed office of several words ("chief executive").
        kind: common nouns and adjectives that say of what ("transport", "union").
        names: capitalised words that say of whom; a state's adjective is its name.
        standing: ``former``, ``acting``, ``deputy``, ``elect``.
        other: whether it says that somebody else is meant ("another official").
    """

    noun: str
    kind: frozenset[str]
    names: frozenset[str]
    standing: frozenset[str]
    other: bool


@lru_cache(maxsize=8192)
def read_office(role: str) -> Office:
    """Take a role apart ("former head of the Tramway Union")."""
    words = _WORD.findall(role.replace("’", " ").replace("'", " ").replace("x-", "x "))
    words = [piece for word in words for piece in _split(word)]
    low = [w.lower() for w in words]
    end = next((i for i, w in enumerate(low) if i and w in _LINKS), len(low))
    while end > 1 and low[end - 1] in _STANDING:
        end -= 1
    two = " ".join(low[max(0, end - 2) : end])
    office = lexicon().offices.get(two, "")
    head = end - (2 if office else 1)
    noun = office or (singular(low[end - 1]) if low else "")
    kind: set[str] = set()
    names: set[str] = set()
    rest = [w for i, w in enumerate(words) if not head <= i < end]
    for word in rest:
        if word.lower() in _LINKS | _SMALL | LOOSE or word.lower() in _STANDING:
            continue
        if word[0].isupper() and word.lower() not in lexicon().plain_office:
            names |= _canonical(word)
        else:
            kind.add(singular(word.lower()))
    standing = {_STANDING[w] for w in low if _STANDING.get(w)}
    return Office(noun, frozenset(kind), frozenset(names), frozenset(standing),
                  bool(_OTHER & set(low[:end])))  # fmt: skip


def _split(word: str) -> list[str]:
    """Standing words joined by a hyphen apart ("governor-elect", "ex-mayor")."""
    parts = word.split("-")
    odd = len(parts) == 2 and any(p.lower() in _STANDING for p in parts)
    return parts if odd else [word]


@lru_cache(maxsize=4096)
def _canonical(word: str) -> frozenset[str]:
    lex = lexicon()
    entry = listed_as(lex.demonyms.get(word, word))
    return frozenset(fold(entry.name if entry else word).split())


def same_office(one: str, two: str) -> bool:
    """Whether two nouns can name one office: equal, or of one class of the lists."""
    if one == two:
        return True
    roles = lexicon().same_role
    return bool(roles.get(one, frozenset()) & roles.get(two, frozenset()))


def alike(a: str, b: str) -> bool:
    """Whether two words are forms of one ("docker", "dock")."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and long.startswith(short) and len(long) <= len(short) + 4


def overlap(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets share a word."""
    return bool(a & b) or any(alike(x, y) for x in a for y in b)


def fit(one: Office, two: Office) -> int:
    """How well two roles can be one person's: 0 not at all; 1 offices of one class, 2 the same
    noun; 2 more where what they are of is the same too.
    """
    if one.standing != two.standing or one.other or two.other:
        return 0
    if one.noun == two.noun:
        score = 2
    elif same_office(one.noun, two.noun):
        score = 1
    else:
        return 0
    ones, twos = one.kind | one.names, two.kind | two.names
    shared = overlap(ones, twos)
    if score == 1 and ones and twos and not shared:
        return 0  # "Malaysia's premier" is no "secretary of state"
    return score + 2 * shared if _of_one(one, two) else 0


def _of_one(one: Office, two: Office) -> bool:
    """Whether what the two are of may be the same."""
    pairs = ((one.kind, two.kind), (one.names, two.names))
    return all(not a or not b or overlap(a, b) for a, b in pairs)


def allows(later: Office, known: Office) -> bool:
    """Whether a role told later in the same account may be the known one: it may leave out
    what was said before, but says nothing else.
    """
    return later.standing <= known.standing and not later.other and _of_one(later, known)


def clashes(one: Office, two: Office) -> bool:
    """Whether two roles cannot be one person's: one office of two bodies, or an office and the
    former office.  Different offices of one person are no clash.
    """
    if one.noun == two.noun or same_office(one.noun, two.noun):
        return one.standing != two.standing or not _of_one(one, two)
    return False


def role_noun(role: str) -> str:
    """The head of a role: ``minister`` of "Prime Minister of X", ``envoy`` of "envoy to X"."""
    words = role.lower().split()
    for i, word in enumerate(words):
        if i and word in {"of", "for", "to", "at", "in", "from", "on", "with", "and"}:
            return _spelt(words[i - 1])
    return _spelt(words[-1]) if words else ""


def _spelt(noun: str) -> str:
    """The office of a title in short: "sen." is "senator"."""
    return lexicon().title_nouns.get(noun.rstrip("."), noun)


def leads(noun: str) -> bool:
    """Whether an office is the head of a body, of which there is one."""
    return same_office(noun, "chief") and noun not in lexicon().many_hold
