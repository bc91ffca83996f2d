"""Word -> stem: the endings that rewriting changes, cut off."""

from __future__ import annotations

from functools import lru_cache

_ENDINGS = (
    "ingly", "edly", "ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es",
    "s", "ly",
)  # fmt: skip
_LEAST = 3  # letters a stem keeps


@lru_cache(maxsize=1 << 16)
def stem(key: str) -> str:
    """A word as compared (``Words.keys``) without its English ending; figures stay."""
    if key[0].isdigit():
        return key
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= _LEAST:
            return key[: -len(ending)]
    return key
