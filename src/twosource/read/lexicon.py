"""The stage's data files, loaded once."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from twosource.packaged import toml


@cache
def load(name: str) -> dict[str, Any]:
    """The TOML file ``data/<name>.toml``.

    Raises:
        ModelError: ``TS-MODEL-03`` when it is missing or not valid TOML.
    """
    return toml("twosource.read", f"data/{name}.toml")


@cache
def furniture() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Furniture kinds and their pattern, for :func:`furniture_kind`."""
    found = []
    for kind, lists in load("furniture").items():
        whole = [f"(?:{p})$" for p in lists.get("whole", ())]
        parts = whole + [f"(?:{p})" for p in lists.get("start", ())]
        found.append((kind, re.compile("|".join(parts), re.I)))
    return tuple(found)


@cache
def _any_furniture() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.pattern})" for _, p in furniture()), re.I)


@lru_cache(maxsize=8192)
def furniture_kind(text: str) -> str | None:
    """The kind of furniture the words themselves give away, or ``None``."""
    if not _any_furniture().match(text):
        return None
    return next((kind for kind, pattern in furniture() if pattern.match(text)), None)
