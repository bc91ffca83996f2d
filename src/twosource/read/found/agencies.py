"""The agencies of ``data/agencies.toml``: their names as patterns, and who goes by a name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from twosource.read.lexicon import any_of, load


@cache
def aliases() -> dict[str, str]:
    """Name as written to canonical name."""
    return {a: name for name, entry in load("agencies").items() for a in entry["aliases"]}


@cache
def photo_only() -> frozenset[str]:
    """Agencies that sell pictures and no text."""
    return frozenset(n for n, e in load("agencies").items() if e.get("photo"))


def any_folded(words: Iterable[str]) -> str:
    """Any of some words, for patterns that ignore case."""
    return any_of(w.lower() if len(w.lower()) == len(w) else w for w in words)


@cache
def names(folded: bool = False, after_slash: bool = False) -> str:
    """Any of the agencies' names; ``folded`` for patterns that ignore case,
    ``after_slash`` where one may follow another name and a slash.
    """
    before = r"(?<!\w)" if after_slash else r"(?<![\w/])"
    return rf"{before}(?:{any_folded(aliases()) if folded else any_of(aliases())})(?![\w])"


@cache
def _folded() -> dict[str, str]:
    return {a.lower(): n for a, n in aliases().items()}


def canonical(alias: str) -> str:
    """The canonical name, or ``""``."""
    return aliases().get(alias) or _folded().get(alias.lower(), "")


def exact(alias: str) -> bool:
    """Short names count only in their own case: "PA" is an agency, "pa" is not."""
    return alias in aliases() or len(alias) > 5


def agency_of_name(name: str) -> str | None:
    """The agency that goes by exactly this name, or ``None``; picture agencies no."""
    found = aliases().get(name.strip())
    return found if found and found not in photo_only() else None


@cache
def _domains() -> dict[str, str]:
    return {d: n for n, e in load("agencies").items() for d in e.get("domains", ())}


def agency_of_host(host: str) -> str | None:
    """The agency whose own site this is, or ``None``."""
    parts = host.split(".")
    return next(
        (_domains()[d] for i in range(len(parts)) if (d := ".".join(parts[i:])) in _domains()), None
    )
