"""Words of a name made comparable: without article, case, accents and marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)


_POSSESSIVE = re.compile(r"['’]s?$")


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
