"""The word lists of one language, as patterns.

A language is one file ``language/data/languages/<code>.toml``; ``docs/languages.md`` says how to
add one.  In a list ``word*`` takes any ending and ``*word`` any beginning; particles that are
written joined to a word (Arabic, Hebrew) are looked through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from twosource.packaged import toml

ENGLISH = "en"
Words = re.Pattern[str]
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Lists:
    """What the file of a language holds, compiled.

    Attributes:
        code: ISO 639-1.
        name: the language in English.
        rtl: whether it runs from right to left.
        spaced: whether words stand apart (not in Chinese and Japanese).
        cased: whether names begin with capitals.
        decimal: its decimal mark.
        ends: characters that end a sentence.
        abbreviations: words before a full stop that ends none.
        ordinal_dot: whether "10." is the tenth.
        pairs: opening and closing quotation marks, in the order they are tried.
        titles: pairs around names of works, which are no speech.
        dash: whether a dash at the head of a line opens speech.
        dropped: whether a verb alone may speak of the last speaker.
        verb_last: whether the verb of saying stands behind all else of its clause.
        addressed: whom one speaks to, which may stand between a verb and its subject.
        oblique: words in a case of place or direction, which no subject has.
        verbs, that, that_before, according, continuing, pronouns, stops: of reported speech.
        not_that: words that look like a joined "that" and are none.
        conjunction: "that" as a word of its own, where it may be joined too.
        own: "according to him": who spoke before goes on.
        voiced: words that say who speaks right before a quotation alone (French "pour").
        pointing: words behind a quotation that point back to it ("with these words").
        possessives: words that make what follows somebody's ("his answer").
        indefinite: words before somebody not told of before.
        subjunctive: forms of verbs that mark reported speech without "that".
        articles, joints: words that begin a noun phrase, and those inside one.
        credits, negation: phrases.
        months, weekdays, hijri, jalali: names, by number from 1 (Monday is 1).
        eras: names of Japanese eras and the year before their first.
        numbers, scales, ordinals: words of numbers; ``joins`` stand between them.
        approximate: words before or behind a number that is not exact.
        units: words by unit.
        roles, bodies: words by what they name in English.
        prefixes: particles joined to words.
        transliteration: the characters of foreign names, where a script writes them so.
    """

    code: str
    name: str
    rtl: bool
    spaced: bool
    cased: bool
    decimal: str
    ends: str
    abbreviations: frozenset[str]
    ordinal_dot: bool
    pairs: tuple[tuple[str, str], ...]
    titles: tuple[tuple[str, str], ...]
    dash: bool
    dropped: bool
    verb_last: bool
    oblique: Words
    addressed: frozenset[str]
    verbs: Words
    that: Words
    that_before: Words
    according: Words
    continuing: Words
    not_that: frozenset[str]
    conjunction: Words
    own: Words
    voiced: Words
    pointing: Words
    possessives: frozenset[str]
    indefinite: frozenset[str]
    subjunctive: Words
    pronouns: Words
    stops: frozenset[str]
    articles: frozenset[str]
    joints: frozenset[str]
    credits: Words
    negation: Words
    months: Mapping[str, int]
    weekdays: Words
    weekday_numbers: tuple[Words, ...]
    month_patterns: tuple[Words, ...]
    hijri: tuple[Words, ...]
    jalali: tuple[Words, ...]
    eras: Mapping[str, int]
    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    ordinals: Mapping[str, int]
    joins: frozenset[str]
    approximate: Words
    units: Mapping[str, Words]
    roles: Mapping[str, Words]
    bodies: Mapping[str, Words]
    prefixes: tuple[str, ...]
    transliteration: frozenset[str]


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """The languages that have a file."""
    folder = files("twosource.language").joinpath("data/languages")
    return frozenset(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml"))


def code_of(language: str) -> str:
    """``es`` of ``es-MX``."""
    return language.partition("-")[0].lower()


@lru_cache(maxsize=32)
def lists_of(code: str) -> Lists:
    """The lists of a language.

    Raises:
        ModelError: ``TS-MODEL-03`` where there is no file, or a damaged one.
    """
    return _compiled(code, toml("twosource.language", f"data/languages/{code}.toml"))


_UNCASED = frozenset({"ar", "fa", "he", "zh", "ja"})


def _compiled(code: str, raw: Mapping[str, Any]) -> Lists:
    spaced = bool(raw.get("spaced", True))
    prefixes = tuple(raw.get("words", {}).get("prefixes", ()))

    def words(of: Iterable[str]) -> Words:
        return pattern(of, prefixes if spaced else (), spaced=spaced)

    def numbered(section: str, key: str = "names") -> tuple[Words, ...]:
        return tuple(words(n.split("|")) for n in raw.get(section, {}).get(key, ()))

    said = raw["reporting"]
    names = raw["months"]["names"]
    return Lists(
        code=code,
        name=raw["name"],
        rtl=raw["direction"] == "rtl",
        spaced=spaced,
        cased=code not in _UNCASED,
        decimal=raw["decimal"],
        ends=raw["sentences"]["ends"],
        abbreviations=frozenset(raw["sentences"]["abbreviations"]),
        ordinal_dot=bool(raw["sentences"].get("ordinal_dot", False)),
        pairs=_pairs(raw["quotes"]["pairs"]),
        titles=_pairs(raw["quotes"].get("titles", ())),
        dash=raw["quotes"]["dash"],
        dropped=bool(said.get("dropped", False)),
        addressed=frozenset(said.get("addressed", ())),
        oblique=words(said.get("oblique", ())),
        verb_last=bool(said.get("verb_last", False)),
        verbs=words(said["verbs"]),
        that=words(w for w in said["that"] if w) if said["that"] else _NOTHING,
        that_before=words(said.get("that_before", ())),
        according=words(said["according"]),
        continuing=words(said["continuing"]),
        not_that=frozenset(said.get("not_that", ())),
        conjunction=words(w for w in said["that"] if w and "*" not in w),
        own=words(said.get("own", ())),
        voiced=words(said.get("voiced", ())),
        pointing=words(said.get("pointing", ())),
        possessives=frozenset(said.get("possessives", ())),
        indefinite=frozenset(said.get("indefinite", ())),
        subjunctive=words(said.get("subjunctive", ())),
        pronouns=words(said["pronouns"]),
        stops=frozenset(said["stops"]),
        articles=frozenset(said.get("articles", ())),
        joints=frozenset(said.get("joints", ())),
        credits=words(raw["credits"]["phrases"]),
        negation=words(raw["negation"]["words"]),
        months={w.rstrip("*"): k for k, n in enumerate(names, 1) for w in n.split("|")},
        weekdays=words(w for n in raw["weekdays"]["names"] for w in n.split("|")),
        weekday_numbers=numbered("weekdays"),
        month_patterns=numbered("months"),
        hijri=numbered("months", "hijri"),
        jalali=numbered("months", "jalali"),
        eras=raw.get("eras", {}).get("names", {}),
        numbers={k.lower(): float(v) for k, v in raw["numbers"]["words"].items()},
        scales={k.lower(): float(v) for k, v in raw["numbers"]["scales"].items()},
        ordinals={k.lower(): int(v) for k, v in raw["numbers"].get("ordinals", {}).items()},
        joins=frozenset(raw["numbers"]["joins"]),
        approximate=words(raw["numbers"].get("approximate", ())),
        units={k: words(v) for k, v in raw["units"].items()},
        roles={k: words(v) for k, v in raw["roles"].items()},
        bodies={k: words(v) for k, v in raw["bodies"].items()},
        prefixes=prefixes,
        transliteration=frozenset(raw.get("transliteration", "")),
    )  # fmt: skip


def _pairs(raw: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """A pair is written as its two marks (``«»``, ``''`` doubled as ``''``)."""
    return tuple((p[: len(p) // 2], p[len(p) // 2 :]) for p in raw)


def pattern(words: Iterable[str], prefixes: Iterable[str] = (), *, spaced: bool = True) -> Words:
    """One pattern of a list, the longest words first, whatever their case."""
    found = sorted({w for w in words if w}, key=lambda w: (-len(w), w))
    if not found:
        return _NOTHING
    body = "|".join(_word(w, spaced=spaced) for w in found)
    if not spaced:
        return re.compile(f"(?:{body})", re.IGNORECASE)
    before = "|".join(map(re.escape, sorted(set(prefixes), key=lambda p: (-len(p), p))))
    joined = f"(?:{before})?" if before else ""
    return re.compile(rf"(?<![\w\u200c]){joined}(?:{body})(?!\w)", re.IGNORECASE)


def _word(word: str, *, spaced: bool) -> str:
    """One entry: letters as they are, a blank for any white space, a star for letters."""
    text = re.escape(word.strip("*")).replace(r"\ ", r"\s+").replace(r"\[", "[").replace(r"\]", "]")
    text = text.replace(r"\*", r"\w*")
    if not spaced:
        return text
    tail = r"\w*" if word.endswith("*") else ""
    return (r"\w*" if word.startswith("*") else "") + text + tail
