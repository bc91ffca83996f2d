"""What a part of a byline is, by its words (``data/bylines.toml``): a post, a place, an
agency, a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from twosource.patterns import deferred
from twosource.read.found.credits import agency_of_name
from twosource.read.found.persons import is_full_name, is_owner
from twosource.read.found.stamps import said
from twosource.read.lexicon import any_of, load

DEGREE = deferred(
    r"(?:MS|MPH|M\.P\.H|RDN|R\.D|LD|CPT|CFP|Ph\.?\s?D|M\.?D|M\.?A|MBA|M\.?Sc|RN|J\.?D|LL\.?M|CFA|RD|DVM|FRS|OBE|MP|MEP)\.?"
)


@cache
def lead_of(kind: str) -> re.Pattern[str]:
    """What opens a part, up to the name: "By ", "Text: ", "Foto/"."""
    words = any_of(load("bylines")["lead"][kind])
    return re.compile(rf"^(?:{words})(?:\s*[:：／/・]\s*|\s+|(?-i:(?=[A-ZÀ-Þ][a-zß-ÿ]))|$)", re.I)


@cache
def listed(table: str, name: str) -> frozenset[str]:
    return frozenset(load("bylines")[table][name])


def is_post(words: Sequence[str]) -> bool:
    """Whether some words are a post ("transport editor", "Senior Reporter")."""
    low = [w.lower().strip(".,:'’") for w in words]
    return 0 < len(low) <= 8 and _posts().issuperset(low)


def holds_post(words: Sequence[str]) -> bool:
    """Whether a description in small letters or a title names a post."""
    low = [w.lower().strip(".,:'’") for w in words]
    return any(w in listed("post", "noun") for w in low) and len(low) <= 9


def names_post(words: Sequence[str]) -> bool:
    """Whether some words with no name among them end with a post, whatever it is for
    ("Harbour correspondent").
    """
    last = words[-1].lower().strip(".,:'’")
    known = last in listed("post", "noun") and len(words) <= FEW
    return known and not is_name(" ".join(words))


FEW = 4
"""Words of a post at most of which only the last is known."""


def is_pictures(words: Sequence[str]) -> bool:
    low = [w.lower().strip(".,:'’") for w in words]
    pictures, rest = listed("post", "pictures"), _posts()
    return bool(low) and any(w in pictures for w in low) and all(w in rest for w in low)


@cache
def _posts() -> frozenset[str]:
    """All words of posts."""
    return listed("post", "kind") | listed("post", "noun") | listed("post", "pictures")


@cache
def _no_name() -> frozenset[str]:
    """Small words that no name holds."""
    return listed("around", "small") - listed("around", "particle")


_UNSAID = deferred(r"[\d:.+()]+")


@lru_cache(maxsize=4096)
def is_name(name: str) -> bool:
    words = name.lower().split()
    if name.isupper() and len(words) > 4:  # a headline in capitals
        return False
    clean = _no_name().isdisjoint(words) and not agency_of_name(name.split()[0])
    return clean and is_full_name(name, listed("around", "particle"))


def is_owned(text: str, owners: Sequence[str]) -> bool:
    """Whether a text is the name of an agency or of the outlet."""
    return _owned(text, tuple(owners))


@lru_cache(maxsize=4096)
def _owned(text: str, owners: tuple[str, ...]) -> bool:
    bare = text.removeprefix("The ").removeprefix("the ")
    spelt = (text, bare, bare.title() if bare.isupper() else bare)
    return any(agency_of_name(t) or is_owner(t, owners) for t in spelt)


_GROUPS = frozenset({"team", "desk", "newsroom", "staff", "bureau", "redaktion", "special"})


def post_before(words: Sequence[str]) -> int:
    """How many words of a post stand before a name ("Staff writer Lena Brock")."""
    for start in range(min(len(words) - 2, 6), 0, -1):
        head = words[:start]
        if head[-1].lower() in _GROUPS:
            continue
        if is_post(head) and holds_post(head) and is_name(" ".join(words[start:])):
            return start
    return 0


def is_place(words: Sequence[str]) -> bool:
    """Whether some words say where ("in Ostley", "at the White House")."""
    if len(words) < 2 or words[0].lower() not in listed("around", "place"):
        return False
    named = words[2:] if words[1].lower() in _ARTICLES else words[1:]
    return 0 < len(named) <= 6 and (named[0][0].isupper() or not named[0].isascii())


def is_origin(words: Sequence[str]) -> bool:
    """Whether a part of its own says where a writer is ("de Lurne")."""
    named = words[1:]
    origin = len(words) > 1 and words[0].lower() in listed("around", "origin")
    return origin and len(named) <= 4 and named[0][0].isupper()


_ARTICLES = frozenset({"the", "la", "le", "el", "der", "den", "dem"})


def may_follow(rest: Sequence[str], owners: Sequence[str]) -> bool:
    """Whether what stands right behind a name is a place, an outlet, a post, a word for
    reporting, or a button ("Follow").
    """
    head = rest[0].lower()
    if all(DEGREE.fullmatch(w.strip(",")) for w in rest):
        return True
    if head in listed("around", "verb"):
        return len(rest) == 1 or is_place(rest[1:])
    if is_owned(" ".join(rest), owners) or (is_post(rest) and holds_post(rest)):
        return True
    if is_noise(" ".join(rest)) or is_place(rest):
        return True
    if len(rest) > 1 and rest[0].isupper() and firm().search(" ".join(rest)):
        return True
    return head in listed("around", "outlet") and 1 < len(rest) <= 7


@lru_cache(maxsize=2048)
def is_noise(text: str) -> bool:
    """Whether a part says nothing of anybody: a clock, a count, a word for a date."""
    if text.endswith(tuple(listed("around", "reported"))):
        return True
    bare = _UNSAID.sub(" ", text.lower())
    words = bare.split()
    if not words or " ".join(words) in listed("around", "noise"):
        return True
    left = bare
    for start, end, _ in reversed(said(bare)):
        left = left[:start] + left[end:]
    if sum(map(str.isalpha, left)) <= 4 and left != bare:
        return True
    return any(c.isdigit() for c in text) and all(w in _noisy() or len(w) <= 3 for w in words)


@cache
def _noisy() -> frozenset[str]:
    return frozenset(w for entry in listed("around", "noise") for w in entry.split())


@cache
def firm() -> re.Pattern[str]:
    """Finds the words that open or end a name that is no person's, but an outlet's or a firm's."""
    opening = any_of(listed("around", "firm_of"))
    return re.compile(rf"^(?:{opening})\s|\b(?:{any_of(listed('around', 'firm'))})$", re.I)
