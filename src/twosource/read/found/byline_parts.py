"""A byline cut into parts: at its marks, its conjunctions, the dates and addresses in it."""

from __future__ import annotations

import re
from functools import cache

from twosource.patterns import deferred
from twosource.read.blocks import SEAM
from twosource.read.found.byline_words import listed
from twosource.read.found.days import days
from twosource.read.found.persons import NICKNAME
from twosource.read.lexicon import any_of, load

_ADDRESS = deferred(
    r"[(\[<]?(?:mailto:)?\S+@\S+\.\w+[)\]>]?|https?://\S+|(?<!\w)@\w{2,30}|www\.\S+"
)
_CUT = deferred(
    rf"\s*(?:[|•·;\n\t\u3000{SEAM}▪●►»、／]|\s[-–—―]{{1,2}}\s|(?<=\w)\s?[—–]\s?(?=\w)|/)\s*"
    r"|\s*,(?!\s*(?:[JS]r|I{2,3})\b)\s*"
)
_BRACKET = deferred(rf"\s*[(\[（](?!{NICKNAME})(?P<aside>[^()\[\]（）]{{0,60}})[)\]）]")
_SINGLE = deferred(r"^(?:y|e|i|a|u|o|en)$", re.I)


@cache
def _joints() -> re.Pattern[str]:
    words = any_of(w for w in load("bylines")["around"]["join"] if w[0].isalpha())
    return re.compile(rf"(?:(?:^|(?<=[\s{SEAM}]))(?:{words})(?=$|[\s{SEAM}])|&|\+)", re.I)


def _without_dates(text: str) -> str:
    for day in reversed(list(days(text))):
        text = f"{text[: day.start]} | {text[day.end :]}"
    return text


_TEXT = "Text: "
TOLD = "as told to"
"""Who stands before these words spoke, who stands behind wrote."""


@cache
def _both() -> re.Pattern[str]:
    """Words for writing and for pictures that open a line as one ("Text and photos by")."""
    writing, pictures = (any_of(load("bylines")["post"][k]) for k in ("writing", "pictures"))
    return re.compile(
        rf"^(?:{writing})\s(?:and|und|et|y|e|og|och|en|i|&|\+)\s(?:{pictures})"
        r"(?:\s?:|\s(?:by|von|par|por|de|di|av|af|door|:))\s*", re.I,
    )  # fmt: skip


@cache
def _eastern() -> re.Pattern[str]:
    """A word for who did what that a slash parts from the name ("写真／")."""
    lead = load("bylines")["lead"]
    words = any_of(w for w in (*lead["writer"], *lead["other"]) if w[0] >= "\u3040")
    return re.compile(rf"(?:{words})(?=／)")


@cache
def _inner() -> re.Pattern[str]:
    """Words of :func:`lead_of` in the middle of a part, where a new one begins."""
    lead = load("bylines")["lead"]
    every = any_of([*lead["writer"], *lead["other"]])
    plain = any_of(w for w in lead["other"] if w not in listed("post", "noun"))
    return re.compile(rf"(?<=[\s.])(?:(?i:{every})\s?[:：](?=\s)|(?i:{plain})\s+(?=[A-ZÀ-ÞА-Я]))")


def parts_of(text: str) -> list[tuple[str, bool, bool]]:
    """The parts of a line: text, whether a conjunction stands before it, whether it
    stands in brackets.
    """
    out: list[tuple[str, bool, bool]] = []
    joined = False
    for piece in _CUT.split(text):
        at, before = 0, 0
        marks = [(m.start(), m.end(), m["aside"]) for m in _BRACKET.finditer(piece)]
        marks += [(m.start(), m.end(), None) for m in _joints().finditer(piece)]
        marks += [(m.start(), m.start(), "") for m in _inner().finditer(piece)]
        for start, end, aside in sorted(marks, key=lambda m: (m[0], -m[1])):
            if start < at:
                continue
            if aside is None and not _splits(piece[before:start], piece[start:end], piece[end:]):
                continue
            out.append((piece[before:start], joined, False))
            joined = aside is None
            if aside is not None:
                out.append((aside, False, True))
            at = before = end
        if piece[before:].strip():  # else a conjunction in an element of its own
            out.append((piece[before:], joined, False))
            joined = False
    return out


def _splits(left: str, word: str, right: str) -> bool:
    """Whether a conjunction stands between two parts, not inside one: behind a letter
    like "y" a single word is the rest of a name ("Ortega y Gasset").
    """
    if not right.strip():
        return not left.strip()
    if _SINGLE.match(word):
        following = _joints().split(_BRACKET.sub(" ", right))[0].split()
        if " ".join(following).lower() in listed("around", "nobody"):
            return True
        named = len(following) >= 2 and following[0][:1].isupper()
        return named and (not left.strip() or len(left.split()) >= 2)
    return True


def prepared(text: str) -> str:
    """A line with a bar for each date and address in it and for what parts a telling
    from who wrote it down.
    """
    text = _both().sub(_TEXT, text).replace(f" {TOLD} ", f" | {TOLD} ")
    plain = _ADDRESS.sub(" | ", _eastern().sub(r"\g<0>：", text).replace("：／", "："))
    return _without_dates(plain)
