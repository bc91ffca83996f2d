"""Whether an account is a body's own release: a source, whoever quotes it."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.trace.lexicon import agency_names, news_endings, release_bodies, release_marks
from twosource.types import Account

_EDGE = 400  # characters at either end of the text in which a mark counts
_WORD = re.compile(r"[^\W\d_]+")


def released(account: Account) -> str:
    """By what an account shows that it is a body's own release: the body's name
    or the mark; ``""`` where it is a report, or nothing shows.
    """
    return _released(account.outlet or account.publisher or "", account.title or "", account.text)


@lru_cache(maxsize=2048)  # asked of an account for each that it is tied to
def _released(outlet: str, title: str, text: str) -> str:
    named = _WORD.findall(outlet)
    if outlet in agency_names() or any(w in news_endings() for w in named):
        return ""
    if any(w in release_bodies() for w in _cased(named)):
        return outlet
    for part in (title, text[:_EDGE], text[max(_EDGE, len(text) - _EDGE) :]):
        match = release_marks().search(part)
        if match is not None:
            return match[0].strip()
    return ""


def _cased(words: list[str]) -> list[str]:
    """The words, those in capitals throughout also with one ("GOVERNMENT")."""
    return [*words, *(w.capitalize() for w in words if w.isupper() and len(w) > len("PLC"))]
