"""The readable data of this stage: agencies, outlets, occasions; loaded once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial

from twosource.packaged import table


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: its name, the forms it is credited under, the forms that
    count in a dateline only, and the tags that sign its copy anywhere.
    """

    name: str
    forms: tuple[str, ...]
    dateline_only: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A compiled pattern of an occasion; see ``data/occasions.toml``."""

    kind: str
    name: str
    pattern: re.Pattern[str]


_load = partial(table, "trace")


@lru_cache(maxsize=1)
def agencies() -> tuple[Agency, ...]:
    """All agencies, by name."""
    return tuple(
        Agency(
            name,
            tuple(entry["forms"]),
            tuple(entry.get("dateline_only", ())),
            tuple(entry.get("tags", ())),
        )
        for name, entry in sorted(_load("agencies").items(), key=lambda e: e[0].lower())
    )


@lru_cache(maxsize=1)
def agency_names() -> dict[str, str]:
    """Form as written -> canonical agency name."""
    return {form: a.name for a in agencies() for form in (*a.forms, *a.dateline_only)}


def any_of(forms: list[str] | tuple[str, ...]) -> str:
    """A regular expression that matches any of the forms, the longest first."""
    return "|".join(re.escape(f) for f in sorted(set(forms), key=lambda f: (-len(f), f)))


@lru_cache(maxsize=1)
def outlet_names() -> frozenset[str]:
    """Outlets as they are named in running text."""
    return frozenset(_load("outlets")["names"])


@lru_cache(maxsize=1)
def outlet_pattern() -> str:
    """A regular expression with one group, the name of an outlet."""
    data = _load("outlets")
    known = [*data["names"], *(f for a in agencies() for f in a.forms)]
    ending = any_of(data["endings"])
    capital = r"[A-Z][\w’'&-]*"
    named = rf"(?:{capital} (?:of )?){{0,4}}(?:{ending})\b"
    return rf"(?:(?:the|The) )?((?:{any_of(known)})(?![\w-])|{named})"


@lru_cache(maxsize=1)
def news_endings() -> frozenset[str]:
    """Words that a newspaper's, a station's or an agency's name ends in."""
    return frozenset(_load("outlets")["endings"])


@lru_cache(maxsize=1)
def release_marks() -> re.Pattern[str]:
    """What a body's own release says of itself."""
    return re.compile("|".join(_load("releases")["marks"]), re.IGNORECASE | re.MULTILINE)


@lru_cache(maxsize=1)
def release_bodies() -> frozenset[str]:
    """Words in the name of a body that speaks for itself."""
    return frozenset(_load("releases")["bodies"])


@lru_cache(maxsize=1)
def hedges() -> frozenset[str]:
    """Words that weaken a claim."""
    return frozenset(_load("losses")["hedges"])


@lru_cache(maxsize=1)
def attributions() -> frozenset[str]:
    """Words that say whose a claim is."""
    return frozenset(_load("losses")["attributions"])


@lru_cache(maxsize=1)
def occasions() -> tuple[Occasion, ...]:
    """All occasions, in the order they are tried."""
    outlet = outlet_pattern()
    return tuple(
        Occasion(o["kind"], o["name"], re.compile(o["pattern"].replace("OUTLET", outlet)))
        for o in _load("occasions")["occasion"]
    )


@lru_cache(maxsize=1)
def unnamed() -> re.Pattern[str]:
    """Somebody who speaks and is not named, up to the verb: "a source close to the Queen"."""
    nouns = any_of(_load("occasions")["unnamed"])
    some = r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]wo|[Ss]everal|[Ss]ome|[Mm]any)"
    where = r"(?:close to|familiar with|of|in|at|with|from|for|near|inside)"
    more = rf"(?: {where}\b[^,.;:“”\"\n]{{1,60}}?)?"
    verb = r"(?:,[^,.;:“”\"\n]{1,60},)?(?: (?:also|then|later|has|had|who was there))?\s+$"
    return re.compile(rf"(?:^|[\s“\"‘,])({some} (?:[a-z-]+ ){{0,3}}(?:{nouns})\b{more}){verb}")


@lru_cache(maxsize=1)
def own_patterns() -> tuple[str, ...]:
    """How an account says that it was told so itself; OWN stands for its outlet."""
    return tuple(o["pattern"] for o in _load("occasions")["own"])


@lru_cache(maxsize=1)
def aggregators() -> frozenset[str]:
    """Hosts that republish what others wrote."""
    return frozenset(_load("outlets")["aggregators"])


@lru_cache(maxsize=1)
def reprints() -> tuple[re.Pattern[str], ...]:
    """Patterns of the lines by which old newspapers credited others."""
    data = _load("reprints")
    paper = rf"(?:{any_of(data['papers'])})\b"
    return tuple(re.compile(p.replace("PAPER", paper)) for p in data["patterns"])


@lru_cache(maxsize=1)
def reprint_holds() -> tuple[tuple[str, ...], ...]:
    """Of each of :func:`reprints`, pieces of which every match holds one."""
    data = _load("reprints")
    return tuple(
        tuple(data["papers"]) if held == ["PAPER"] else tuple(held) for held in data["holds"]
    )


@lru_cache(maxsize=1)
def notices() -> re.Pattern[str]:
    """What shows that a sentence is a notice of the page and tells nothing."""
    return re.compile(_at_words(_load("notices")["patterns"]), re.IGNORECASE)


@lru_cache(maxsize=1)
def notice_holds() -> tuple[str, ...]:
    """Of these every match of :func:`notices` holds one, in small letters."""
    return tuple(_load("notices")["holds"])


def _at_words(patterns: list[str]) -> str:
    """Any of some patterns.  Those that begin at the edge of a word are tried there alone, which
    saves trying each at every letter of a text.
    """
    edge = r"\b"
    at = [p for p in patterns if p.startswith(edge) and not _branches(p)]
    others = [p for p in patterns if p not in at]
    return "|".join([f"{edge}(?:{'|'.join(p.removeprefix(edge) for p in at)})", *others])


def _branches(pattern: str) -> bool:
    """Whether a pattern is several, of which the first alone may begin at the edge of a word."""
    while (inside := re.sub(r"\\.|\[[^]]*\]|\((?:[^()\\]|\\.)*\)", "", pattern)) != pattern:
        pattern = inside
    return "|" in pattern


@lru_cache(maxsize=1)
def version_notes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How a page says that it was corrected, and that it was updated."""
    data, flags = _load("versions"), re.IGNORECASE | re.MULTILINE
    return tuple(
        (kind, re.compile("|".join(data[f"{kind}s"]), flags)) for kind in ("correction", "update")
    )


@lru_cache(maxsize=1)
def families() -> dict[str, str]:
    """Host or outlet name, in small letters -> the family it belongs to."""
    return {m: family for family, members in _load("outlets")["families"].items() for m in members}
