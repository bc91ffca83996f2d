"""Figures of a text in any digits, with the scale and unit words of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.language.foreign.lists import Lists
from twosource.language.foreign.numerals import HAN, han_value, summed, word_value
from twosource.language.foreign.spans import Word, words_of
from twosource.types import Span

_NUMBER = re.compile(r"\d+(?:[.,٫٬'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,٫]\d+)?")
_HAN = re.compile(rf"\d{{1,3}}(?:[,，]\d{{3}})+[{HAN}]*|[\d{HAN}]+(?:[.．]\d+)?[\d{HAN}]*")
_CLOCK = re.compile(
    r"\d{1,2}(?::|h)\d{2}(?!\d)|\d{1,2}\.\d{2}(?=\s*(?:h\b|hrs?\b|horas|Uhr|uur|ч\b|час|годин|[ap]\.m))"
    r"|\d{1,2}[时時点點](?:\d{1,2}分|半)?"
    r"|\d{1,2}(?:[.:]\d{2})?(?=\s*(?:Uhr|uur\b|[ap]\.?m\b|o['’]clock))"
    r"|(?<!\w)(?:الساعة|ساعت|בשעה|[Ss]aat|a las?|às|alle(?: ore)?|ore|o godz(?:inie|\.)?|kl\.)"
    r"\s+\d{1,2}(?:[.:]\d{2})?|\d{1,2}(?=\s+(?:часов|часа|годин[иі]?)\s+(?:утра|вечера|дня|ночи"
    r"|ранку|вечора|дня|ночі))"
)
_YEAR = (1900, 2100)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text: its words with their scale, the value, and a unit (``percent``,
    ``money``, ``length``, ``time``, ``mass`` or ``""``); ``rough`` where words call it so.
    """

    span: Span
    value: float
    unit: str
    rough: bool = False


def figures_of(text: str, lists: Lists, aside: Sequence[Span] = ()) -> tuple[Figure, ...]:
    """The figures of a text but for those in ``aside`` (dates, clock times)."""
    found = _han(text, lists) if not lists.spaced else _spaced(text, lists)
    clocks = [Span(*m.span()) for m in _CLOCK.finditer(text)]
    return tuple(
        Figure(span, value, _age(text, span, value) or _unit(text, span, lists),
               _rough(text, span, lists))
        for span, value in found
        if not any(span.overlap(a) for a in (*aside, *clocks))
    )  # fmt: skip


def number_of(raw: str, decimal: str) -> float | None:
    """The value of digits of any script with the marks of a language between them."""
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in raw)
    groups = re.split(r"[.,٫٬'’\u00a0\u202f ]", plain)
    marks = re.findall(r"[.,٫٬'’\u00a0\u202f ]", plain)
    point = "."
    if decimal == ",":
        point = ","
    last = marks[-1] if marks else ""
    whole = groups
    part = ""
    if last and (
        last in {"٫", point} or len(groups[-1]) != 3 or ((last in ".,") and last == decimal)
    ):
        whole, part = groups[:-1], groups[-1]
    if len("".join(whole)) > 18:
        return None
    return float("".join(whole) + ("." + part if part else ""))


Part = tuple[Span, float, float]
"""A number in digits, its value, and the scale behind it (1 where there is none)."""


def _spaced(text: str, lists: Lists) -> Iterator[tuple[Span, float]]:
    numbers = {m.start(): m for m in _NUMBER.finditer(text)}
    words = words_of(text)
    parts: list[Part] = []
    taken = 0
    for k, word in enumerate(words):
        if word.start < taken:
            continue
        match = numbers.get(word.start)
        part = _digits(text, words, k, match, lists) if match is not None else None
        if part is None:
            worded = None if match is not None else _worded(text, words, k, lists)
            part = (*worded, 1.0) if worded is not None else None
        if part is not None:
            taken = part[0].end
            parts.append(part)
    yield from _summed(text, parts)


def _digits(
    text: str, words: Sequence[Word], k: int, match: re.Match[str], lists: Lists
) -> Part | None:
    """A number in digits with the scale words behind it."""
    value = number_of(match.group(), lists.decimal)
    if value is None:
        return None
    end, factor = match.end(), 1.0
    for word in (w for w in words[k + 1 : k + 4] if w.start >= match.end()):
        scale = word_value(word.text.rstrip("."), lists)
        if scale is None or not scale[1] or text[end : word.start].strip():
            break
        factor, end = factor * scale[0], word.end
    return Span(match.start(), end), round(value * factor, 6), factor


def _summed(text: str, parts: Sequence[Part]) -> Iterator[tuple[Span, float]]:
    """Parts of one number added: ``2 млрд 300 млн``, ``9 bin 800``."""
    last: Part | None = None
    for part in parts:
        if last is not None:
            near = not text[last[0].end : part[0].start].strip()
            if near and last[2] >= 1000 and part[1] < last[2]:
                last = (Span(last[0].start, part[0].end), last[1] + part[1], part[2])
                continue
            yield last[0], last[1]
        last = part
    if last is not None:
        yield last[0], last[1]


def _worded(text: str, words: Sequence[Word], k: int, lists: Lists) -> tuple[Span, float] | None:
    """A number written in words that begins with a word."""
    parts: list[tuple[float, bool]] = []
    end, at = words[k].start, k
    while at < len(words) and len(parts) < 12:
        gap = text[end : words[at].start] if parts else ""
        if gap.strip(" -\u00a0\u200c"):
            break
        two = f"{words[at].low} {words[at + 1].low}" if at + 1 < len(words) else ""
        if two in lists.numbers:
            parts.append((lists.numbers[two], False))
            at, end = at + 2, words[at + 1].end
            continue
        value = word_value(words[at].text, lists)
        if value is None:
            if (
                parts
                and words[at].low in lists.joins
                and at + 1 < len(words)
                and (word_value(words[at + 1].text, lists) is not None)
            ):
                at, end = at + 1, words[at].end
                continue
            break
        if parts and not value[1] and not parts[-1][1] and parts[-1][0] <= value[0]:
            joined = words[at].low not in lists.numbers or (
                at > 0 and words[at - 1].low in lists.joins
            )
            if not (joined and parts[-1][0] < 10 and 20 <= value[0] < 100):
                break  # "two, three" are two numbers; "vier und zwanzig" is one
        parts.append(value)
        at, end = at + 1, words[at].end
    if not parts or all(scale for _, scale in parts):
        return None
    return Span(words[k].start, end), summed(parts)


def _han(text: str, lists: Lists) -> Iterator[tuple[Span, float]]:
    for match in _HAN.finditer(text):
        raw = match.group()
        value = _plain(raw, lists)
        if value is None or not any(c.isdecimal() or c in lists.numbers for c in raw):
            continue
        if not any(c.isdecimal() for c in raw) and len(raw) == 1:
            behind = text[match.end() : match.end() + 1]
            if behind not in "人名个個位艘辆架年天名座只次歳" or raw in "一":
                continue
        yield Span(match.start(), match.end()), value


def _plain(raw: str, lists: Lists) -> float | None:
    """Digits with commas and points, or characters."""
    raw = re.sub("[,，]", "", raw)
    if all(c.isdecimal() or c in ".．" for c in raw):
        return number_of(raw.replace("．", "."), ".")
    return han_value(raw, lists)


_HEAD_BEFORE, _HEAD_BEHIND = 22, 10
"""Code points before and behind a figure in which a word calls it rough."""


def _rough(text: str, span: Span, lists: Lists) -> bool:
    """Whether a word beside a figure says that it is not exact ("some", "more than")."""
    head = text[max(0, span.start - _HEAD_BEFORE) : span.start]
    if lists.code == "he" and re.search(r"(?<!\w)(?:ו|ש|ל|מ)?כ-?$", head):
        return True
    for match in lists.approximate.finditer(head):
        if len(re.findall(r"\w+", head[match.end() :])) <= (1 if lists.spaced else 0):
            return True
    if lists.code in {"tr", "ja", "ru", "uk"}:
        behind = text[span.end : span.end + _HEAD_BEHIND]
        return lists.approximate.search(behind) is not None
    return False


def _age(text: str, span: Span, value: float) -> str:
    """``time`` where a number stands alone between commas or brackets, as ages do."""
    before, after = text[: span.start].rstrip()[-1:], text[span.end : span.end + 2].strip()[:1]
    alone = (before in {",", "،", "，"} and after in {",", "،", "，", "."}) or (
        before in {"(", "（"} and after in {")", "）"}
    )
    return "time" if alone and value == int(value) and 1 <= value <= 110 else ""


def _unit(text: str, span: Span, lists: Lists) -> str:
    before = text[max(0, span.start - 8) : span.start].lower().rstrip()
    after = text[span.end : span.end + 26]
    if before.endswith(("$", "€", "£", "¥", "₪", "usd", "eur")):
        return "money"
    if before.endswith(("百分之", "yüzde", "%", "٪")):
        return "percent"
    best: tuple[int, str] | None = None
    for unit, words in lists.units.items():
        for mark in ("%", "٪", "％", "$", "€"):
            if after.lstrip(" \u00a0\u202f").startswith(mark):
                return "percent" if mark in "%٪％" else "money"
        match = words.search(after)
        if match and len(re.findall(r"\w+", after[: match.start()])) <= (1 if lists.spaced else 0):
            if not lists.spaced and match.start() > 0:
                continue
            if best is None or match.start() < best[0]:
                best = (match.start(), unit)
    return best[1] if best else ""
