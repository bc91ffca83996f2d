"""Credits of a line that stands by itself: under a text, over it, in its small print.

What a line says decides its kind: an agency's reporters who *contributed* are no
credit of the text; copy that was *made with*, *distributed by*, *signed by* or *fed
by* an agency is.  The words are in ``data/credit_lines.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from twosource.patterns import deferred
from twosource.read.found.agencies import (
    aliases,
    any_folded,
    canonical,
    exact,
    names,
    photo_only,
)
from twosource.read.lexicon import load
from twosource.types import Credit, Span

LONGEST = 400
"""Code points; a longer line is prose."""
_AFTER, _BEFORE = 80, 160
"""Code points within which a name follows the words of a credit, or stands before them."""
_JOINED = deferred(r"[\s,/&+;]*(?:(?:and|und|et|y|e|og|och|en)\s+)?(?:the\s+)?", re.I)
_SHORT = 80
"""A line of "avec AFP" is no longer."""


@dataclass(frozen=True, slots=True)
class _Name:
    """An agency named in a line; ``sure`` where it stands in its own case."""

    start: int
    end: int
    agency: str
    sure: bool


Found = tuple[str, list[_Name]]


def line_credits(text: str, offset: int | None = None) -> list[Credit]:
    """Credits of a line that stands by itself (tail, byline, legal line).

    Args:
        text: the line.
        offset: where it starts in the account's text, or ``None`` where it does not
            stand there.

    Returns:
        One credit an agency; a line that says its copy came down a feed and names
        nobody gives one of kind ``feed`` without a name.
    """
    if len(text) > LONGEST:
        return []
    found = [*_marked(text), *_owned(text)]
    if not found:
        kind, named = _said(text, _named(text))
        found = [(kind, n) for n in named]
    credits = []
    for kind, name in found:
        if name.agency not in photo_only():
            span = Span(offset + name.start, offset + name.end) if offset is not None else None
            credits.append(Credit(name.agency, kind, text, span))
    return list(dict.fromkeys(credits))


def _marked(text: str) -> Iterable[tuple[str, _Name]]:
    for name, pattern in _tags() if _any_tag().match(text) else ():
        if m := pattern.match(text):
            yield "tag", _Name(m.start(), m.end(), name, True)
    for name, pattern in _marks():
        if m := pattern.search(text):
            yield "tag", _Name(m.start(), m.end(), name, True)


def _owned(text: str) -> Iterable[tuple[str, _Name]]:
    for name, pattern in _owners() if _RIGHTS.search(text) else ():
        if m := pattern.search(text):
            yield "copyright", _Name(m.start(), m.end(), name, True)


def _named(text: str) -> list[_Name]:
    """Every agency the line names, in order."""
    return [
        _Name(m.start(), m.end(), canonical(m.group()), m.group() in aliases())
        for m in _anyone().finditer(text)
    ]


def _said(text: str, named: Sequence[_Name]) -> Found:
    """The kind of the line and the agencies it credits; the first rule that fits."""
    for rule in _RULES if named else (_fed,):
        kind, credited = rule(text, named)
        if credited:
            return kind, credited
    return "", []


def _after(text: str, named: Sequence[_Name], cue: re.Pattern[str]) -> list[_Name]:
    """Names that follow the words of a credit within its sentence, joined in one list."""
    m = cue.search(text)
    if m is None:
        return []
    end = m.end()
    out: list[_Name] = []
    for name in named:
        if name.start < m.end() or not (name.sure or exact(text[name.start : name.end])):
            continue
        between = text[end : name.start]
        near = _JOINED.fullmatch(between) if out else len(between) <= _AFTER
        if not near or re.search(r"[.;]\s", between):
            break
        out.append(name)
        end = name.end
    return out


def _contributed(text: str, named: Sequence[_Name]) -> Found:
    m = _words("contributed").search(text)
    if m is not None:
        before = [
            n for n in named if n.end <= m.start() and m.start() - n.end <= _BEFORE and n.sure
        ]
        return "contributing", before
    return "contributing", _after(text, named, _words("contributing"))


def _reported(text: str, named: Sequence[_Name]) -> Found:
    pattern = re.compile(rf"^\W*(?:{'|'.join(load('credit_lines')['report'])})\b", re.I)
    return "byline", _after(text, named, pattern)


def _distributed(text: str, named: Sequence[_Name]) -> Found:
    return "distributed", _after(text, named, _words("distributed"))


def _material(text: str, named: Sequence[_Name]) -> Found:
    found = _after(text, named, _words("material"))
    if not found:
        tail = rf"\s+{_words('inputs').pattern}"
        found = [n for n in named if n.sure and re.match(tail, text[n.end :], re.I)]
    if not found and len(text) <= _SHORT:
        lead = re.search(rf"(?:^|[\s(\[/–—-]){_words('beside').pattern}\s+(?:the\s|l['’])?$",
                         text[: named[0].start], re.I)  # fmt: skip
        if lead is not None and _only_names(text[named[0].start :], named, named[0].start):
            found = [n for n in named if n.sure]
    return "material", found


def _source(text: str, named: Sequence[_Name]) -> Found:
    m = re.search(rf"(?:^|[\s(\[–—|/-]){_words('source').pattern}\s*[:：]\s*", text, re.I)
    if m is None:
        return "source", []
    rest = text[m.end() :].rstrip(" .)]\t")
    whole = all(n.start >= m.end() for n in named) and len(rest) <= _AFTER
    return "source", list(named) if whole else []


def _fed(text: str, named: Sequence[_Name]) -> Found:
    m = _words("feed").search(text)
    if m is None:
        return "feed", []
    return "feed", [n for n in named if n.sure] or [_Name(m.start(), m.end(), "", True)]


def _byline(text: str, named: Sequence[_Name]) -> Found:
    for pattern in _bylines():
        m = pattern.search(text)
        if m and exact(m["name"]):
            return "byline", [_Name(m.start("name"), m.end("name"), canonical(m["name"]), True)]
    return "byline", []


def _signed(text: str, named: Sequence[_Name]) -> Found:
    """Nothing but agencies, their marks and the initials of a desk: ``lb/od (dpa, afp)``."""
    if len(text) > _SHORT or not _only_names(text, named, 0):
        return "tag", []
    listed = len(named) > 1 or bool(re.search(r"[(\[]", text[: named[0].start]))
    return "tag", [n for n in named if n.sure or listed or exact(text[n.start : n.end])]


def _only_names(text: str, named: Sequence[_Name], shift: int) -> bool:
    rest, at = "", 0
    for name in named:
        rest += text[at : max(at, name.start - shift)] + "\x00"
        at = name.end - shift
    rest += text[at:]
    desk = r"(?:[a-zäöüß]{1,4}|and|und|et|red|y|e|og|och|en|the|with|with the)"
    return re.fullmatch(rf"(?:[\x00\s()\[\]/,;+&|.–—―-]|(?<!\w){desk}(?!\w))*", rest) is not None


def _stamped(text: str, named: Sequence[_Name]) -> Found:
    """``PTI | Updated: ...`` over a text."""
    first = named[0]
    lead = re.fullmatch(r"\s*(?:by\s+)?", text[: first.start], re.I)
    stamp = re.match(rf"\s*[|•·/,–—-]\s*(?:{_words('stamps').pattern}|\D{{0,12}}\d)",
                     text[first.end :], re.I)  # fmt: skip
    short = len(text) <= _SHORT and first.sure
    return "byline", [first] if lead is not None and stamp is not None and short else []


_RULES: tuple[Callable[[str, Sequence[_Name]], Found], ...] = (
    _contributed, _reported, _distributed, _source, _fed, _material, _signed, _byline, _stamped,
)  # fmt: skip


@cache
def _words(name: str) -> re.Pattern[str]:
    words = load("credit_lines")[name]
    return re.compile(rf"(?<!\w)(?:{any_folded(words)})(?!\w)", re.I)


@cache
def _anyone() -> re.Pattern[str]:
    return re.compile(names(folded=True, after_slash=True), re.I)


@cache
def _bylines() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(
            rf"^\s*(?:by|von|par|por|de|di|from)\s+[^\n]{{0,60}}?(?P<name>{names(folded=True)})"
            r"(?:\s(?:staff|newsroom|writers?))?\s*$",
            re.I,
        ),
        re.compile(rf"^\s*[^\n.]{{0,50}}?[|/,•–-]\s*(?P<name>{names()})\s*$"),
    )


@cache
def _tags() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\s*(?:{any_folded(entry['tags'])})\b", re.I))
        for name, entry in load("agencies").items()
        if entry.get("tags")
    )


@cache
def _marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"(?<!\w)(?:{any_folded(entry['marks'])})(?!\w)", re.I))
        for name, entry in load("agencies").items()
        if entry.get("marks")
    )


@cache
def _any_tag() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.pattern})" for _, p in _tags()), re.I)


_RIGHTS = deferred(r"©|\(c\)|copyright", re.I)


@cache
def _owners() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            name,
            re.compile(
                rf"(?:©|\(c\)|copyright)[^\n]{{0,40}}?(?:{any_folded(entry['owners'])})(?!\w)",
                re.I,
            ),
        )
        for name, entry in load("agencies").items()
        if entry.get("owners")
    )
