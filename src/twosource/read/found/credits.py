"""Agency and syndication credits, with the words that give them.

A credit in the body has a span; one in a tail line, a byline or the page's
metadata has its words as evidence.  A photo credit is kept apart: it says
nothing of where the text came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from twosource.read.lexicon import any_of, load
from twosource.types import Credit, Span


@cache
def _aliases() -> dict[str, str]:
    return {a: name for name, entry in load("agencies").items() for a in entry["aliases"]}


@cache
def _photo_only() -> frozenset[str]:
    return frozenset(n for n, e in load("agencies").items() if e.get("photo"))


def _any(words: Iterable[str]) -> str:
    """Any of some words, case ignored."""
    return any_of(w.lower() if len(w.lower()) == len(w) else w for w in words)


@cache
def _names(folded: bool = False) -> str:
    """Any of the agencies' names; ``folded`` for patterns that ignore case."""
    return rf"(?<![\w/])(?:{_any(_aliases()) if folded else any_of(_aliases())})(?![\w])"


@cache
def _dateline() -> re.Pattern[str]:
    # "(CNN) — ", "LONDON, March 3 (Reuters) - ", "Berlin (dpa/lno) – "; with no place
    # before it the dash may be missing ("(CNN)The council ...").
    more = r"(?:[/,;][^)）\]\n]{0,30}|\s[A-Z][^)）\]\n]{0,30})?"
    name = rf"[(（\[](?P<name>{_names()}){more}[)）\]]"
    place = r"(?P<place>[^\W\d_][^\n()]{0,70}?)"
    dash = r"[-–—―:.]+"
    return re.compile(
        rf"\s*(?:{place}\s*(?=[(（\[][^)）\]]{{1,60}}[)）\]]\s*{dash}))?{name}\s*(?:{dash})?"
    )


@cache
def _plain_dateline() -> re.Pattern[str]:
    # "PARIS, AFP — ", "WASHINGTON — AP — "
    return re.compile(
        rf"\s*(?P<place>[A-ZÀ-Þ][^\n()]{{1,40}}?)[,.]?\s+(?:[-–—]\s*)?(?P<name>{_names()})\s*[-–—―]+\s"
    )


@cache
def _lines() -> tuple[tuple[str, re.Pattern[str]], ...]:
    names, folded = _names(), _names(folded=True)
    return (
        (
            "contributing",
            re.compile(
                rf"(?:contribut(?:ing|ors?|ed)|with (?:reporting|files|inputs?|material|agenc(?:y|"
                rf"ies))|additional reporting|mit (?:material|informationen)|avec|con información|"
                rf"source|quelle|fuente|fonte|источник|джерело)\b[^\n]{{0,60}}?(?P<name>{folded})",
                re.I,
            ),
        ),
        (
            "byline",
            re.compile(
                rf"^\s*(?:by|von|par|por|de|di|from)\s+[^\n]{{0,60}}?(?P<name>{folded})\s*$", re.I
            ),
        ),
        ("byline", re.compile(rf"^\s*[^\n.]{{0,50}}?[|/,•–-]\s*(?P<name>{names})\s*$")),
        ("tag", re.compile(rf"^\s*[(\[]?(?P<name>{names})[)\]]?\s*$")),
    )


@cache
def _tags() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\s*(?:{_any(entry['tags'])})\b", re.I))
        for name, entry in load("agencies").items()
        if entry.get("tags")
    )


@cache
def _any_tag() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.pattern})" for _, p in _tags()), re.I)


_RIGHTS = re.compile(r"©|\(c\)|copyright", re.I)


@cache
def _owners() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            name,
            re.compile(
                rf"(?:©|\(c\)|copyright)[^\n]{{0,40}}?(?:{_any(entry['owners'])})(?!\w)", re.I
            ),
        )
        for name, entry in load("agencies").items()
        if entry.get("owners")
    )


@cache
def _photo() -> re.Pattern[str]:
    names = _names(folded=True).replace(r"(?<![\w/])", r"(?<!\w)")  # "A. Name/Agency"
    return re.compile(
        rf"(?:photo|image|picture|foto|bild|photograph|immagine|imagen|getty|via|credit|фото)s?\b[^\n]{{0,50}}?(?P<a>{names})"
        rf"|(?P<b>{names})\s*(?:photo|/|via|images?|file|pool)\b"
        rf"|[(\[][^()\[\]\n]{{0,60}}?(?P<c>{names})[^()\[\]\n]{{0,30}}[)\]]\s*$"
        rf"|(?:^|[.\s|/])(?P<d>{names})\s*$",
        re.I,
    )


@lru_cache(maxsize=256)
def photo_credits(text: str) -> tuple[Credit, ...]:
    """Agencies credited with a picture in a caption; asked for the caption and again for
    the page.
    """
    names = dict.fromkeys(
        _canonical(next(g for g in m.groups() if g)) for m in _photo().finditer(text)
    )
    return tuple(Credit(name, "photo", text) for name in names if name)


@cache
def _folded() -> dict[str, str]:
    return {a.lower(): n for a, n in _aliases().items()}


def _canonical(alias: str) -> str:
    return _aliases().get(alias) or _folded().get(alias.lower(), "")


def agency_of_name(name: str) -> str | None:
    """The agency that goes by exactly this name, or ``None``; picture agencies no."""
    found = _aliases().get(name.strip())
    return found if found and found not in _photo_only() else None


@cache
def _domains() -> dict[str, str]:
    return {d: n for n, e in load("agencies").items() for d in e.get("domains", ())}


def agency_of_host(host: str) -> str | None:
    """The agency whose own site this is, or ``None``."""
    parts = host.split(".")
    return next(
        (_domains()[d] for i in range(len(parts)) if (d := ".".join(parts[i:])) in _domains()), None
    )


def _exact(alias: str) -> bool:
    """Short names count only in their own case: "PA" is an agency, "pa" is not."""
    return alias in _aliases() or len(alias) > 5


def line_credits(text: str, offset: int | None = None) -> list[Credit]:
    """Credits of a line that stands by itself (tail, byline, legal line).

    ``offset`` is where the line starts in the account's text, or ``None`` when
    it does not stand there.
    """
    if len(text) > 400:
        return []
    found: list[Credit] = []

    def add(name: str, kind: str, start: int, end: int) -> None:
        if name in _photo_only():
            return
        span = Span(offset + start, offset + end) if offset is not None else None
        found.append(Credit(name, kind, text, span))

    for name, pattern in _tags() if _any_tag().match(text) else ():
        if m := pattern.match(text):
            add(name, "tag", m.start(), m.end())
    for name, pattern in _owners() if _RIGHTS.search(text) else ():
        if m := pattern.search(text):
            add(name, "copyright", m.start(), m.end())
    if not found:
        for kind, pattern in _lines():
            m = pattern.search(text)
            if m and _exact(m["name"]):
                add(_canonical(m["name"]), kind, m.start("name"), m.end("name"))
                break
    return found


def dateline_credit(paragraph: str, offset: int) -> Credit | None:
    """The agency of a dateline opening a paragraph."""
    for pattern in (_dateline(), _plain_dateline()):
        m = pattern.match(paragraph[:200])
        if m and (name := _canonical(m["name"])) not in _photo_only():
            place = m["place"] or ""
            if len(place.split()) <= 9:
                end = len(m.group().rstrip())
                lead = len(m.group()) - len(m.group().lstrip())
                return Credit(
                    name, "dateline", m.group().strip(), Span(offset + lead, offset + end)
                )
    return None


_UNLISTED = re.compile(
    r"\s*[A-Z][A-Z'’ .-]{2,40}(?:, [A-Z][\w. ]{2,25})? [(]([A-Z][\w.&’' -]{2,30})[)]\s*[—–-]+\s"
)


def unlisted_dateline(paragraph: str, offset: int) -> Credit | None:
    """Whoever stands in the brackets of a dateline, listed or not: PORT (NAME) — ...

    ``offset`` is where the paragraph starts in the account's text.
    """
    m = _UNLISTED.match(paragraph[:600])
    if m is None:
        return None
    name = m[1].title() if m[1].isupper() and " " not in m[1] else m[1]
    span = Span(offset + m.start(1), offset + m.end(1))
    return Credit(name, "dateline", paragraph.strip()[:80], span)


def text_credits(text: str, paragraphs: Sequence[Span]) -> list[Credit]:
    """Credits that stand in a body: datelines of its first paragraphs, and lines of
    credit among its first two and last four.
    """
    found: list[Credit] = []
    for i, span in enumerate(paragraphs):
        paragraph = span.of(text)
        credit = dateline_credit(paragraph, span.start) if i < 3 else None
        credit = credit or (unlisted_dateline(paragraph, span.start) if i < 3 else None)
        if credit is not None:
            found.append(credit)
        elif (i < 2 or i >= len(paragraphs) - 4) and len(paragraph) < 300:
            found += line_credits(paragraph, span.start)
    return found
