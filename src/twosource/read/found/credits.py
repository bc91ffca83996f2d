"""Agency and syndication credits, with the words that give them.

A credit in the body has a span; one in a tail line, a byline or the page's
metadata has its words as evidence.  A photo credit is kept apart: it says
nothing of where the text came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from twosource.patterns import deferred
from twosource.read.found.agencies import (
    agency_of_host,
    agency_of_name,
    aliases,
    canonical,
    names,
    photo_only,
)
from twosource.read.found.credit_lines import line_credits
from twosource.read.lexicon import any_of
from twosource.types import Credit, Span

__all__ = [
    "agency_of_host",
    "agency_of_name",
    "dateline_credit",
    "line_credits",
    "photo_credits",
    "text_credits",
    "unlisted_dateline",
]


@cache
def _dateline() -> re.Pattern[str]:
    # "(CNN) — ", "LONDON, March 3 (Reuters) - ", "Berlin (dpa/lno) – "; with no place
    # before it the dash may be missing ("(CNN)The council ...").
    more = r"(?:[/,;][^)）\]\n]{0,30}|\s[A-Z][^)）\]\n]{0,30})?"
    # "(WXYZ/AP) – ": a station may stand before the agency whose text it carries.
    station = r"(?:[A-Z][\w.& -]{0,24}\s?[/|]\s?)?"
    name = rf"[(（\[/【]{station}(?P<name>{names(after_slash=True)}){more}[)）\]/】]"
    place = r"(?P<place>[^\W\d_][^\n()]{0,70}?)"
    dash = r"[-–—―:.]+"
    return re.compile(
        rf"\s*(?:{place}\s*(?=[(（\[/【][^)）\]/】]{{1,30}}(?:/[^)）\]/】]{{1,30}})?[)）\]/】]\s*{dash}))?{name}\s*(?:{dash})?"
    )


@cache
def _plain_dateline() -> re.Pattern[str]:
    # "PARIS, AFP — ", "WASHINGTON — AP — "
    return re.compile(
        rf"\s*(?P<place>[A-ZÀ-Þ][^\n()]{{1,40}}?)[,.]?\s+(?:[-–—]\s*)?(?P<name>{names()})\s*[-–—―]+\s"
    )


@cache
def _eastern_dateline() -> re.Pattern[str]:
    """Datelines without blanks: "新华社北京3月12日电", "(서울=연합뉴스)", "【東京共同】"."""
    written = any_of(a for a in aliases() if a[0] >= "\u3040")
    return re.compile(
        rf"\s*(?:[（(][^\s()（）=]{{1,12}}=(?P<a>{written})[)）]|【[^】\n]{{0,16}}?(?P<b>{written})】"
        rf"|[（(【]?(?P<c>{written})[^\n。]{{0,16}}?\d{{1,2}}月\d{{1,2}}日[^\n。]{{0,8}}?[电電讯訊])"
    )


@cache
def _photo() -> re.Pattern[str]:
    anyone = names(folded=True, after_slash=True)  # "A. Name/Agency"
    return re.compile(
        rf"(?:photo|image|picture|foto|bild|photograph|immagine|imagen|getty|via|credit|фото)s?\b[^\n]{{0,50}}?(?P<a>{anyone})"
        rf"|(?P<b>{anyone})\s*(?:photo|/|via|images?|file|pool)\b"
        rf"|[(\[][^()\[\]\n]{{0,60}}?(?P<c>{anyone})[^()\[\]\n]{{0,30}}[)\]]\s*$"
        rf"|(?:^|[.\s|/])(?P<d>{anyone})\s*$",
        re.I,
    )


@lru_cache(maxsize=256)
def photo_credits(text: str) -> tuple[Credit, ...]:
    """Agencies credited with a picture in a caption; asked for the caption and again for
    the page.
    """
    names = dict.fromkeys(
        canonical(next(g for g in m.groups() if g)) for m in _photo().finditer(text)
    )
    return tuple(Credit(name, "photo", text) for name in names if name)


def dateline_credit(paragraph: str, offset: int) -> Credit | None:
    """The agency of a dateline opening a paragraph."""
    if m := _eastern_dateline().match(paragraph[:100]):
        name = next(g for g in m.groups() if g)
        lead = len(m.group()) - len(m.group().lstrip())
        span = Span(offset + lead, offset + m.end())
        return Credit(canonical(name), "dateline", m.group().strip(), span)
    for pattern in (_dateline(), _plain_dateline()):
        m = pattern.match(paragraph[:200])
        if m and (name := canonical(m["name"])) not in photo_only():
            place = m["place"] or ""
            if len(place.split()) <= 9:
                end = len(m.group().rstrip())
                lead = len(m.group()) - len(m.group().lstrip())
                return Credit(
                    name, "dateline", m.group().strip(), Span(offset + lead, offset + end)
                )
    return None


_UNLISTED = deferred(
    r"\s*[A-Z][A-Z'’ .-]{2,40}(?:, [A-Z][\w. ]{2,25})? [(]([A-Z][\w.&’' -]{2,30})[)]\s*[—–-]+\s"
)


INITIALS = 5
"""Letters up to which capitals are an agency's initials: "CSNS", and not "MERIDIAN"."""


def unlisted_dateline(paragraph: str, offset: int) -> Credit | None:
    """Whoever stands in the brackets of a dateline, listed or not: PORT (NAME) — ...

    ``offset`` is where the paragraph starts in the account's text.
    """
    m = _UNLISTED.match(paragraph[:600])
    if m is None:
        return None
    name = m[1].title() if m[1].isupper() and len(m[1]) > INITIALS and " " not in m[1] else m[1]
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
