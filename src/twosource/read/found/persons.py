"""What reads like a person's name, and what is the outlet's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.patterns import deferred

_ROLE = deferred(
    r"\b(?:staff|writer|reporter|editor|editorial|correspondent|contributor|columnist|producer|"
    r"journalist|redakt\w*|team|desk|admin|guest|author|newsroom|agency|agencies|news|press|service|"
    r"updated|published|posted|minutes?|hours?|ago|read|share|follow|email|photo\w*|video|senior|chief|"
    r"director|manager|founder|president|university|special to|learn|more|view|"
    r"click)\b", re.I)  # fmt: skip
PERSON = deferred(r"^[^\W\d_][\w'’.\-‐ ]*(?: \(\w+\) [\w'’.\-‐ ]+)?$")
_EAST = deferred(r"^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・]{2,6}$")
# What stands in brackets behind a name, but not a name in brackets between two others.
NICKNAME = r"[A-ZÀ-Þ][a-zß-ÿ]+\) [A-ZÀ-Þ]"


_SMALL = frozenset(
    ["vs", "vs.", "for", "to", "how", "why", "and", "or", "with", "in", "on", "your", "at", "from"]
)  # fmt: skip
"""Small words of headlines and menus that no name has; "of", "de", "bin" some do."""


def is_person(name: str) -> bool:
    """Two to five words that read like a name, none of them a role; in Han, kana or
    hangul, which set no spaces, two to six characters.
    """
    words = name.split()
    if len(words) == 1 and _EAST.match(name):
        return True
    if not 2 <= len(words) <= 5 or len(name) > 48 or not PERSON.match(name) or _ROLE.search(name):
        return False
    if not _SMALL.isdisjoint(name.lower().split() if name.isupper() else words):
        return False
    capital = sum(w[0].isupper() or not w[0].isascii() for w in words)
    return capital >= 2 or capital == len(words)


def is_owner(name: str, outlet: Sequence[str]) -> bool:
    """Whether a name is one of the outlet's own."""
    return re.sub(r"\W+", "", name).lower() in {re.sub(r"\W+", "", o).lower() for o in outlet}


_NEVER_FIRST = frozenset(
    [
        "af",
        "av",
        "von",
        "vom",
        "do",
        "da",
        "par",
        "por",
        "by",
        "door",
        "od",
        "zum",
        "der",
        "die",
        "das",
        "den",
        "les",
        "los",
        "las",
    ]
)
_FIXED = deferred(r"^(?:[dlo]['’]|al-|el-|an-|as-|ash-|ad-|de-|l['’])(?=[A-ZÀ-Þ])", re.I)


def is_full_name(name: str, particles: frozenset[str]) -> bool:
    """:func:`is_person`, and every word but the ``particles`` ("van der") has a capital,
    the last one too.
    """
    bare = name.replace(",", "")
    words = bare.split()
    if len(words) == 1:
        return is_person(name)
    first = [w[_FIXED.match(w).end() :] if _FIXED.match(w) else w for w in words]  # type: ignore[union-attr]
    low = [w[:1].islower() for w in first]
    if not 2 <= len(words) <= 7 or low[-1] or any(c.isdigit() for c in name):
        return False
    given = words[0][0].isupper() and words[0].lower() not in _NEVER_FIRST  # Ben, Al, Di
    if given + sum(w.lower() not in particles for w in words[given:]) < 2:
        return False
    if any(small and w.lower() not in particles for small, w in zip(low, words, strict=True)):
        return False
    if len(words) > 5:
        words = [w for w in words if w.lower() not in particles]
    return is_person(" ".join(w[:1].upper() + w[1:] for w in words))
