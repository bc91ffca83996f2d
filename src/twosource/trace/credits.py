"""Agency credits and reprint lines in an account's text.

Modern copy: datelines (``OSLO (AP) —``), bylines of an agency, closing tags,
copyright lines, "contributed to this report".  Photo credits say nothing of the
text and are kept apart.  Old newspapers: "From the Kingston Gazette".
"""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.read.found.credits import unlisted_dateline
from twosource.trace.lexicon import agencies, agency_names, any_of, reprint_holds, reprints
from twosource.types import Account, Credit, Span

_LINE = re.compile(r"[^\n]+")
_PHOTO = re.compile(
    r"\b(?:photo|image|picture|getty|file|via|photograph|credit|media)\b|/", re.IGNORECASE
)
_OPENING, _CLOSING = 4000, 400  # characters in which a reprint line is looked for
_HEAD_LINES, _TAIL_LINES = 6, 8
_DATELINE_LINES = 40  # a dateline may stand behind a page's furniture; nothing else looks like one


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """Kind of credit, the line that gives it, and pieces of which every such line holds one where
    it may stand anywhere; the others are tried at the beginning of a line alone.
    """
    names = agency_names()
    dateline = any_of(tuple(names))
    form = any_of(tuple(f for a in agencies() for f in a.forms))
    long_form = any_of(tuple(f for a in agencies() for f in a.forms if " " in f))
    return (
        (
            "dateline",
            re.compile(
                rf"^\s*(?:[^\W\d_a-z][^\n()]{{0,60}}?\s*)?"
                rf"[(\[](?:the )?({dateline})[)\]]\s*(?:[—–:-]|$)"
            ),
            (),
        ),
        (
            "dateline",
            re.compile(rf"^\s*[A-Z][^\n()]{{2,50}}?, (?:[\w. ]{{3,15}} )?[(]({dateline})[)]"),
            (),
        ),
        (
            "byline",
            re.compile(
                rf"^\s*(?:By |BY |by )[^\n.]{{3,80}}?,? \b({form}) "
                r"(?:[A-Z][a-z]+ ){0,3}(?:Writer|Correspondent|Editor)"
            ),
            (),
        ),
        (
            "byline",
            re.compile(
                r"^\s*[^\W\d_a-z][^\n.,/]{3,40}(?:(?:, | and )[^\n.,/]{3,40}){0,3}"
                r"(?:,\s*|\s*[|•]\s*|\s)"
                rf"(?:The |the )?({long_form})\s*[•|]?\s*$"
            ),
            (),
        ),
        ("byline", re.compile(rf"^\s*(?:By |BY |by )?(?:the |The )?({form})\s*$"), ()),
        (
            "byline",
            re.compile(
                rf"^\s*(?:By|BY)\s[^\n.]{{3,80}}?"
                rf"(?:[,|/]|\b(?:of|for) (?:the |The )?|\s)\s*({form})\s*$"
            ),
            (),
        ),
        (
            "contributing",
            re.compile(rf"\b(?:The )?({form})\b[^.\n]{{0,120}}\bcontributed\b"),
            ("contributed",),
        ),
        (
            "byline",
            re.compile(rf"\b(?:Reporting|Editing|[Rr]eported) by\b[^\n]{{0,200}}?\b({form})\b"),
            ("eporting by", "diting by", "eported by"),
        ),
        (
            "copyright",
            re.compile(rf"(?:[Cc]opyright|©|\(c\))[^\n]{{0,30}}?\b(?:the |The )?({form})\b"),
            ("opyright", "©", "(c)"),
        ),
        ("tag", re.compile(rf"^\s*(?:[—–-]+\s*|Source: |\()?(?:with )?({form})\)?\s*$"), ()),
    )  # fmt: skip


def find_credits(account: Account) -> tuple[Credit, ...]:
    """Every credit of the account: those read from its page, then those that
    stand in its text, in order, photo credits marked as such.
    """
    found = list(account.credits)
    held = {(c.name, c.kind, c.span) for c in found}
    for credit in _in_text(account.text):
        if (credit.name, credit.kind, credit.span) not in held:
            found.append(credit)
    return tuple(found)


def _in_text(text: str) -> list[Credit]:
    lines = [m for m in _LINE.finditer(text) if m.group().strip()]
    edge = lines[:_HEAD_LINES] + lines[_HEAD_LINES:][-_TAIL_LINES:]
    found = [credit for line in edge for credit in _in_line(line)]
    if not any(c.kind == "dateline" for c in found):
        later = (c for line in lines[_HEAD_LINES:_DATELINE_LINES] for c in _in_line(line))
        found += [c for c in later if c.kind == "dateline"][:1]
    for agency in agencies():
        for tag in agency.tags:
            at = text.find(tag)
            if at >= 0:
                found.append(Credit(agency.name, "tag", tag, Span(at, at + len(tag))))
    found += _reprinted(text)
    return found


def _reprinted(text: str) -> list[Credit]:
    """The first of each way to credit another paper, at the text's edges."""
    edges = (0, _OPENING), (max(_OPENING, len(text) - _CLOSING), len(text))
    spans: list[Span] = []
    maybe = {held: any(piece in text for piece in held) for held in {*reprint_holds()}}
    for pattern, held in zip(reprints(), reprint_holds(), strict=True):
        if not maybe[held]:
            continue
        matches = (pattern.search(text, low, high) for low, high in edges)
        match = next((m for m in matches if m is not None), None)
        if match is not None and not any(s.overlap(Span(*match.span())) for s in spans):
            spans.append(Span(*match.span()))
    return [Credit(s.of(text), "reprint", s.of(text), s) for s in sorted(spans)]


def _in_line(line: re.Match[str]) -> list[Credit]:
    names = agency_names()
    text = line.group()[:600]
    for kind, pattern, held in _patterns():
        if not held:
            match = pattern.match(text)
        elif any(piece in text for piece in held):
            match = pattern.search(text)
        else:
            continue
        if match is None or match[1] is None:
            continue
        photo = kind in {"tag", "copyright", "byline"} and _PHOTO.search(text) is not None
        span = Span(line.start() + match.start(1), line.start() + match.end(1))
        return [
            Credit(
                names.get(match[1], match[1]), "photo" if photo else kind, text.strip()[:80], span
            )
        ]
    unlisted = unlisted_dateline(text, line.start())
    return [unlisted] if unlisted is not None else []


def credited(credits: tuple[Credit, ...]) -> tuple[str, ...]:
    """Agencies credited with the text itself, each once: no pictures, no mere
    contributions, no feed that names nobody.
    """
    kinds = {"photo", "citation", "reprint", "contributing"}
    return tuple(dict.fromkeys(c.name for c in credits if c.name and c.kind not in kinds))
