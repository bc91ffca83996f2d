"""Quantities: value or range, bound, unit, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.language.numbers import BIG, FRACTIONS, NUMBER, ONES, value_of
from twosource.types import Quantity, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BOUNDS = {
    "at least": "at least", "no fewer than": "at least", "no less than": "at least",
    "not less than": "at least", "a minimum of": "at least", "upwards of": "at least",
    "more than": "more than", "over": "more than", "above": "more than",
    "in excess of": "more than",
    "greater than": "more than",
    "at most": "at most", "up to": "at most", "no more than": "at most", "as many as": "at most",
    "as much as": "at most", "a maximum of": "at most", "not more than": "at most",
    "less than": "less than", "fewer than": "less than", "under": "less than", "below": "less than",
    "about": "about", "around": "about", "approximately": "about", "roughly": "about",
    "nearly": "about", "almost": "about", "close to": "about", "some": "about",
    "an estimated": "about", "estimated": "about", "circa": "about", "just over": "more than",
    "just under": "less than", "well over": "more than", "exactly": "exact", "only": "exact",
    "just": "exact",
}  # fmt: skip
_CURRENCY = {"$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₪": "ILS",
             "A$": "AUD", "C$": "CAD", "₽": "RUB"}  # fmt: skip
_AFTER = {
    "percent": r"%|per[ -]?cent\b|percentage points?\b|pct\b|pc\b",
    "USD": r"(?:US )?dollars?\b|USD\b", "EUR": r"euros?\b|EUR\b", "GBP": r"pounds sterling\b|GBP\b",
    "JPY": r"yen\b", "CNY": r"yuan\b", "RUB": r"rou?bles?\b", "INR": r"rupees?\b",
    "ILS": r"shekels?\b", "CHF": r"Swiss francs?\b",
    "kilometre per hour": r"kph\b|km/h\b|kmh\b|kilomet(?:er|re)s? (?:per|an) hour\b",
    "mile per hour": r"mph\b|miles? (?:per|an) hour\b",
    "kilometre": r"kilomet(?:er|re)s?\b|km\b", "metre": r"met(?:er|re)s?\b", "mile": r"miles?\b",
    "foot": r"f(?:oo|ee)t\b|ft\b", "hectare": r"hectares?\b|ha\b", "acre": r"acres?\b",
    "square kilometre": r"square kilomet(?:er|re)s?\b|sq km\b", "square mile": r"square miles?\b",
    "kilogram": r"kilogram(?:me)?s?\b|kg\b|kilos?\b",
    "tonne": r"metric tons?\b|tonnes?\b|tons?\b|t\b(?!['’.])",
    "litre": r"lit(?:er|re)s?\b", "barrel": r"barrels?\b", "degree": r"degrees?\b|°[CF]?",
    "year": r"years?\b", "month": r"months?\b", "week": r"weeks?\b", "day": r"days?\b",
    "hour": r"hours?\b", "minute": r"minutes?\b", "second": r"seconds\b",
}  # fmt: skip
_VAGUE = {
    "a couple": (2.0, "about"), "a couple of dozen": (24.0, "about"),
    "a few dozen": (36.0, "about"), "a few hundred": (300.0, "about"),
    "a few thousand": (3000.0, "about"), "a few million": (3e6, "about"),
    "several dozen": (36.0, "at least"), "several hundred": (300.0, "at least"),
    "several thousand": (3000.0, "at least"), "several million": (3e6, "at least"),
    "dozens": (24.0, "at least"), "scores": (40.0, "at least"), "hundreds": (200.0, "at least"),
    "thousands": (2000.0, "at least"), "millions": (2e6, "at least"), "billions": (2e9, "at least"),
    "tens of thousands": (2e4, "at least"), "hundreds of thousands": (2e5, "at least"),
    "tens of millions": (2e7, "at least"), "hundreds of millions": (2e8, "at least"),
}  # fmt: skip
"""Vague counts.  "A few" is taken as three; a bare plural ("dozens") is at least two of them."""

_GLUED = "(?:pct?|kph|kmh?|mph|kg|ft)"
"""Units that newspapers write right behind the figure: "18pc", "40km"."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_BOUND = "|".join(re.escape(b).replace(r"\ ", r"\s") for b in sorted(_BOUNDS, key=len)[::-1])
_UNITS = "|".join(f"(?P<u{n}>{p})" for n, p in enumerate(_AFTER.values()))
_UNIT_NAMES = list(_AFTER)
_FRACTION = "|".join(FRACTIONS)
_MATCH = re.compile(
    rf"(?P<bound>\b(?:{_BOUND})\s(?:the\s|a\s(?=third|quarter|half))?)?"
    r"(?:"
    rf"(?P<vague>\b(?:{'|'.join(sorted(_VAGUE, key=len)[::-1])})\b)"
    rf"|(?P<part>\b(?:(?:two|three|four|five)[- ](?:{_FRACTION})s\b"
    rf"|(?:(?:a|one)[- ](?:{_FRACTION})|half)\b(?=\s(?:of|the|a|an|its|their)\b))"
    rf"(?!\s(?:of\s)?an?\s(?:{BIG})\b))"
    r"|(?P<lead>between\s|from\s)?(?P<cur>(?:US|A|C)?\$|[£€¥₹₪₽])?\s?"
    rf"(?<![\w.,])(?<!\d[-/:])(?P<low>{NUMBER})(?:(?!\w)|(?={_GLUED}\b))(?!(?:[/:]|\.(?=\d))\d)"
    r"(?:(?:\s(?:to|and|or)\s|[-–—‑])(?P<cur2>(?:US)?\$|[£€¥₹₪₽])?"
    rf"(?P<high>{NUMBER})(?![\w/:]))?"
    rf"(?:[\s-]?(?:{_UNITS}))?"
    r")(?P<tail>\s(?:or\smore|or\sso|or\sfewer|or\sless)\b)?",
    re.I,
)
_DATE_BEFORE = re.compile(rf"(?:\b{_MONTH}\s|\b(?:in|since|until|of|by|from|during|year)\s)$", re.I)
_DATE_AFTER = re.compile(
    rf"^(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:\W|$)|^\s?[ap]\.?m\b|^:\d|^-?(?:st|nd|rd|th)\b", re.I
)
_CLOCK = re.compile(r"\d:$|\d/$|[A-Za-z]-$|#$|[Nn]o\. ?$")
_LABEL = re.compile(
    r"\b(?:section|article|chapter|phase|part|level|room|page|no\.|number)\s$", re.I
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LIMIT = 400
"""Quantities per part: a table of figures pasted into a page is no account."""


def find_quantities(doc: Doc) -> tuple[Quantity, ...]:
    """The quantities of a part, in order, never overlapping.

    Dates, clock times, years, ordinals and numbers inside names or codes are left to
    :func:`twosource.language.times.find_times`, or out.  The span takes in the bound and the
    unit ("nearly 10,000", "at least 5 percent"); ``what`` is the head noun of what is counted.
    """
    found: list[Quantity] = []
    for match in _matches(doc.text):
        quantity = _read(doc, match)
        if quantity is not None:
            found.append(quantity)
            if len(found) >= _LIMIT:
                break
    return tuple(found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    yield from _MATCH.finditer(text)


def _read(doc: Doc, match: re.Match[str]) -> Quantity | None:
    bound = _BOUNDS.get(" ".join((match["bound"] or "").lower().split()[:3]), "")
    bound = bound or _bound(match["bound"])
    if match["vague"]:
        value, vague = _VAGUE[" ".join(match["vague"].lower().split())]
        bound = vague if bound in {"", "exact"} else bound
        return _make(doc, match.string, match.start(), match.end(), value, None, bound, "")
    if match["part"]:
        return _fraction(doc, match, bound)
    if _is_date(match):
        return None
    low, high = value_of(match["low"]), value_of(match["high"]) if match["high"] else None
    if low is None or _lone_word(doc, match):
        return None
    unit, end = _unit(match), match.end()
    if high is not None:
        low, high, end = _range(match, low, high)
        if low < 0:
            return None
    elif match["lead"]:
        start = match.start("cur") if match["cur"] else match.start("low")
        return _make(doc, match.string, start, end, low, None, bound or "exact", unit)
    if match["tail"]:
        bound = {"more": "at least", "so": "about"}.get(
            match["tail"].split()[-1].lower(), "at most"
        )
    return _make(doc, match.string, match.start(), end, low, high, bound or "exact", unit)


def _bound(words: str | None) -> str:
    low = " ".join((words or "").lower().split())
    for tail in (" the", " a"):
        low = low.removesuffix(tail)
    return _BOUNDS.get(low, "")


def _range(match: re.Match[str], low: float, high: float) -> tuple[float, float | None, int]:
    """A range; a negative low end where the two numbers are none (a score, a list)."""
    joint = match.string[match.end("low") : match.start("high")].strip().lower().rstrip("$£€US")
    if joint == "and" and not (match["lead"] or "").lower().startswith("between"):
        return low, None, match.end("low")
    # "3 to 5 million": the scale belongs to both ends.
    scale = re.search(r"(hundred|thousand|million|billion|trillion|bn|mn)$", match["high"], re.I)
    if scale and low < high / 1000 and not re.search(r"[a-z]", match["low"], re.I):
        low *= value_of(f"1 {scale[1]}") or 1.0
    if low >= high:
        return -1.0, None, match.end()
    return low, high, match.end()


def _lone_word(doc: Doc, match: re.Match[str]) -> bool:
    """Whether "one" or "zero" counts nothing: alone they are often pronouns."""
    if match["low"].lower() not in {"one", "zero"} or match["high"]:
        return False
    token = _token(doc, match.start("low"))
    return token is None or token.dep_ not in {"nummod", "quantmod", "compound"}


def _is_date(match: re.Match[str]) -> bool:
    """Whether the number is (part of) a date, a clock time, a year or a code."""
    text = match.string
    before = text[max(0, match.start("low") - 16) : match.start("low")]
    after = text[match.end("low") : match.end("low") + 16]
    if match["cur"] or match["low"].lower() in ONES:
        return False
    if _CLOCK.search(before) or _LABEL.search(before) or _DATE_AFTER.match(after):
        return True
    number = match["low"]
    if re.search(rf"\b{_MONTH}\s$", before) and number.isdigit() and int(number) <= 31:
        return True
    if re.search(rf"\b{_MONTH}\s\d\d?(?:,|\sand|\sto)?\s$|\d[-/]$", before):
        return True
    if _YEAR.fullmatch(number):
        return bool(_DATE_BEFORE.search(before)) or not re.match(r"\s[a-z]+s\b", after)
    return False


def _unit(match: re.Match[str]) -> str:
    for n, name in enumerate(_UNIT_NAMES):
        if match[f"u{n}"]:
            return name
    sign = match["cur"] or match["cur2"]
    return _CURRENCY.get(sign.upper(), "") if sign else ""


def _fraction(doc: Doc, match: re.Match[str], bound: str) -> Quantity | None:
    words = re.split(r"[-\s]+", match["part"].lower())
    over = FRACTIONS[words[-1].rstrip("s") if words[-1] != "halves" else "half"]
    top = ONES.get(words[0], 1) if len(words) > 1 else 1
    return _make(
        doc,
        match.string,
        match.start(),
        match.end(),
        top / over,
        None,
        bound or "exact",
        "fraction",
    )


def _make(
    doc: Doc,
    text: str,
    start: int,
    end: int,
    value: float,
    high: float | None,
    bound: str,
    unit: str,
) -> Quantity:
    """``text`` is the document's own: asking it each time costs its whole length."""
    body = text[start:end]
    start += len(body) - len(body.lstrip())
    end = start + len(body.strip())
    return Quantity(Span(start, end), value, high, bound, unit, _what(doc, start, end))


def _token(doc: Doc, at: int) -> Token | None:
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _what(doc: Doc, start: int, end: int) -> Span | None:
    """The head noun of what is counted, as the parse has it."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    last = span[-1]
    after = last.i + 1
    if after < len(doc) and doc[after].lower_ == "of":
        for token in doc[after + 1 : after + 9]:
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "nmod", "poss"}:
                return Span(token.idx, token.idx + len(token))
            if token.pos_ in {"VERB", "AUX", "PUNCT"}:
                return None
    for token in reversed(span):
        if token.pos_ not in {"NUM", "NOUN", "SYM", "DET", "ADJ"}:
            continue
        head = token
        for _ in range(len(span)):
            if span.start <= head.i < span.end:
                head = head.head
        counted = head.pos_ in {"NOUN", "PROPN"} and token.dep_ in {
            "nummod", "quantmod", "compound", "amod", "nmod", "det", "npadvmod",
        }  # fmt: skip
        if counted and head.i >= span.end and head.i - span.end < 8:
            return Span(head.idx, head.idx + len(head))
    return None
