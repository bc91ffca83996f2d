"""Short passages with their quotations and who says each (``passages/<code>.toml``).

A quotation is its first words, who says it (`` "" `` where the text does not say), and
``"open"`` where that is not found yet.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from languages.told import account
from twosource.engine.pipeline import analyse
from twosource.types import Analysis, Span, Statement

FOLDER = Path(__file__).with_name("passages")


@dataclass(frozen=True, slots=True)
class Said:
    """One labelled quotation: its first words, who says it, and what was found."""

    language: str
    text: str
    words: str
    speaker: str
    short: bool
    right: bool
    found: Statement | None


def passages(language: str) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
    """The passages of a language: text, and its quotations with their speakers."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        held = tomllib.load(file)
        for one in held["passage"]:
            # a language of Latin letters is believed from some length on
            rest = "\n\n" + held["rest"] if "rest" in held else ""
            yield one["text"] + rest, [(s[0], s[1], len(s) > 2) for s in one["said"]]


def languages() -> list[str]:
    """The languages that have passages."""
    return sorted(p.stem for p in FOLDER.glob("*.toml"))


def scored(language: str) -> list[Said]:
    """Every labelled quotation of a language and whether it has the right speaker."""
    out = []
    for text, said in passages(language):
        analysis = analyse([account("p", text, language)])
        at = 0
        for words, who, short in said:
            at = text.index(words, at)
            made = _at(analysis, at)
            out.append(
                Said(language, text, words, who, short, _right(text, who, made, analysis), made)
            )
            at += 1
    return out


def _at(analysis: Analysis, start: int) -> Statement | None:
    for s in analysis.statements:
        if s.form != "indirect" and s.part == "text" and abs(s.content[0].start - start) <= 2:
            return s
    return None


def _right(text: str, who: str, made: Statement | None, analysis: Analysis) -> bool:
    if made is None:
        return not who
    if not who or made.speaker is None:
        return not who and made.speaker is None
    places = [Span(i, i + len(who)) for i in range(len(text)) if text.startswith(who, i)]
    return any(
        m.actor == made.speaker.id and any(m.span.overlap(p) for p in places)
        for m in analysis.register.mentions
    )
