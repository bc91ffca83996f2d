"""A line or a short text put right: all that it may have been, and the one it was.

On a page, many witnesses agree on one table (``mend.py``).  A line has few.  Here every
table is tried, each way to read the line under it costs what its letters and its damage
cost, and one is taken only where it is far likelier than the line as it stands and than
any other: a line is put right whole or left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp

from twosource.read.repair import sequences
from twosource.read.repair.decode import DROPPED, STEPS, Search, TooLongError
from twosource.read.repair.legacy import candidates as legacy
from twosource.read.repair.legacy import mapping
from twosource.read.repair.letters import cheapest, fitting, reader
from twosource.read.repair.marks import kind
from twosource.read.repair.slots import LOST, Slots, multi_slots, single_slots
from twosource.read.repair.tables import CODECS, MULTIBYTE

SEARCH, LEGACY = "search|", "legacy|"
"""How the plans of short texts begin: followed by a table and a language, or by the
tables a text was written in and shown through."""
LINE, LONGEST = 300, 1200
"""Characters of a line, which is put right whole or left alone, and of a text that is
read so; a longer text in doubt is read as a page is: part of it put right is better
than none."""
MARGIN = 4.0
"""Nats by which a reading must be likelier than the text as it stands."""
SURE = 0.71
"""The chance that a reading must have among all."""
DAMAGED, MISREAD = 5.0, 5.0
"""What it costs to say that UTF-8 was misread; that a single-byte table was."""
SOUND = 7.8
"""What was misread by a single-byte table has no dearer step once it is put right."""
LEAST = 3
"""Characters at least that one single-byte table in place of another must explain."""
DEPTH = 2
"""Times that what is put right may be read again: damage upon damage."""
HEALED = 10.4
"""What is put right has no dearer step, letters of its language aside."""
ODD = 7.8
"""A step so dear makes a text suspect."""
TABLES, TONGUES = 4, 3
_WIDE_TABLES = frozenset(name for name, _ in MULTIBYTE)
"""Tables, and languages under each, that are searched: the likeliest."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A text that another may have been, and how it came to be that.

    Attributes:
        cost: what it costs, damage and all.
        text: what the text was.
        how: the plan that makes it so, as :class:`twosource.read.repair.Plan` has it.
    """

    cost: float
    text: str
    how: tuple[str, ...]


def _tables(text: str) -> Iterator[tuple[float, str, Slots]]:
    """Tables through which part of the text goes back to UTF-8, with the share of the
    characters beyond ASCII that does.
    """
    beyond = sum(c > "\x7f" for c in text)
    for name, _ in CODECS:
        reach = sequences.reach(text, name)
        slots = single_slots(text, name) if reach or LOST in text else None
        if slots:
            yield _covered(slots) / beyond, name, slots
    if any(c >= "\u1100" for c in text) or LOST in text:
        for name, _ in MULTIBYTE:
            slots = multi_slots(text, name)
            yield _covered(slots) / beyond, name, slots


def _covered(slots: Slots) -> float:
    """Characters beyond ASCII that may be part of UTF-8."""
    taken: set[int] = set()
    i, size = 0, len(slots.options)
    while i < size:
        leads = [b for b, _ in slots.options[i] if b >= 0xC2]
        if leads:
            need = 2 if leads[0] < 0xE0 else 3 if leads[0] < 0xF0 else 4
            j = i + 1
            while j < size and j < i + need and any(0x80 <= b < 0xC0 for b, _ in slots.options[j]):
                j += 1
            if j - i == need or (slots.dropped and j - i == need - 1):
                taken.update(slots.at[i:j])
                i = j
                continue
        i += 1
    return float(len(taken))


def _sure(text: str, slots: Slots) -> str:
    """What of the text can be read in one way alone."""
    out: list[str] = []
    i, size = 0, len(slots.options)
    while i < size:
        options = slots.options[i]
        if options and options[0][0] < 0x80:
            out.append(chr(options[0][0]))
        elif len(options) == 1 and options[0][0] >= 0xC2:
            lead = options[0][0]
            need = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
            tail = slots.options[i + 1 : i + need]
            if len(tail) == need - 1 and all(len(o) == 1 for o in tail):
                try:
                    out.append(bytes([lead, *(o[0][0] for o in tail)]).decode())
                    i += need
                    continue
                except UnicodeDecodeError:
                    pass
            out.append(" ")
        else:
            out.append(" ")
        i += 1
    return "".join(out)


_RANK = {name: 0.05 * i for i, (name, _) in enumerate(CODECS)}
"""What it costs that a table is met less often."""
_COMMON = frozenset(
    ["en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr", "ru", "uk", "ar", "fa", "zh", "ja",
     "ko", "el", "he", "hi", "vi", "id"]
)  # fmt: skip
RARE = 2.0
"""What it costs that a text is in a language that is read less."""
_MOST_READ = ("ru", "ar", "uk", "el", "he", "fa", "bg", "hi", "th")
"""Languages tried where nothing of a text is sure."""


def _tongues(sure: str, most: int = TONGUES) -> list[str]:
    if not any(kind(c) == "L" for c in sure):
        return list(_MOST_READ)
    rated = sorted(
        (reader(n).text(sure) + (0.0 if n in _COMMON else RARE), i, n)
        for i, n in enumerate(fitting(sure))
    )
    return [n for _, _, n in rated[:most]]


def _searched(text: str) -> Iterator[Guess]:
    left = STEPS
    rated = sorted(_tables(text), key=lambda r: -r[0])
    wide = [r for r in rated if r[1] in _WIDE_TABLES]
    for share, name, slots in [*[r for r in rated if r not in wide][:TABLES], *wide[:2]]:
        if share <= 0:
            continue
        for language in _tongues(_sure(text, slots)):
            search = Search(text, slots, language)
            found = search.run(left)
            left -= search.spent
            for reading in found:
                if reading.text != text:
                    rare = 0.0 if language in _COMMON else RARE
                    cost = reading.cost + DAMAGED + rare + _RANK.get(name, 1.0)
                    yield Guess(cost, reading.text, (f"{SEARCH}{name}|{language}",))


def _misread(text: str) -> Iterator[Guess]:
    """Readings of a text of one single-byte table shown through another."""
    plain = "".join(c if c < "\x80" else " " for c in text)
    held = any(c.isalpha() for c in plain)
    for made, language, (written, shown) in legacy(text, _tongues(plain, 5) if held else ()):
        changed = sum(a != b for a, b in zip(text, made, strict=True))
        sure = any("\x80" <= c <= "\x9f" for c in text)  # controls, which no text holds
        if (sure or changed >= LEAST) and reader(language).oddest(made) <= SOUND:
            cost = reader(language).text(made) + MISREAD
            yield Guess(cost, made, (f"{LEGACY}{written}|{shown}",))


def guesses(text: str, others: Sequence[Guess] = ()) -> list[Guess]:
    """What a text may have been, the likeliest first; ``others`` are known beforehand."""
    best: dict[str, Guess] = {}
    for guess in (*_searched(text), *_misread(text), *others):
        known = best.get(guess.text)
        if known is None or guess.cost < known.cost:
            best[guess.text] = guess
    for guess in others:
        best[guess.text] = replace(best[guess.text], how=guess.how)
    return sorted(best.values(), key=lambda g: (g.cost, g.text))


def chance(found: Sequence[Guess]) -> float:
    """The chance that the likeliest reading is the right one, of all that were found."""
    return 1 / sum(exp(found[0].cost - g.cost) for g in found)


def is_odd(text: str) -> bool:
    """Whether a short text may be damaged: no language would have it so."""
    tongue = cheapest(text)[1]
    return not tongue or reader(tongue).worst(text) >= ODD


def of_page(made: str, cut: int, codecs: tuple[str, ...]) -> list[Guess]:
    """What a whole page's way makes of a text, with ``cut`` sequences that lack a byte."""
    if not codecs or LOST in made:
        return []
    cost = cheapest(made)[0] + DAMAGED * len(codecs) + (DROPPED * cut + PATCHED if cut else 0.0)
    return [Guess(cost, made, codecs)]


def likeliest(text: str, others: Sequence[Guess] = (), depth: int = DEPTH) -> Guess | None:
    """What a text was, where one reading is far likelier than it and than any other;
    what is still damaged then is read once more.  ``None`` too where there are too many to look
    at all of them.
    """
    try:
        found = guesses(text, others)
    except TooLongError:
        return None
    if not found or found[0].cost > cheapest(text)[0] - MARGIN or chance(found) < SURE:
        return None
    best = found[0]
    lone = best.how[0].startswith(SEARCH) and LOST not in text and not others
    if lone and depth == DEPTH and len(search_edits(text, *best.how[0].split("|")[1:])) < 2:
        return None  # one odd pair, which no table of the page's way explains, may be meant
    more = likeliest(best.text, (), depth - 1) if depth and is_odd(best.text) else None
    if more:
        return Guess(more.cost, more.text, (*best.how, *more.how))
    healed = reader(cheapest(best.text)[1] or "en").oddest(best.text) <= HEALED
    return best if healed else None


PATCHED = 2.0
"""What it costs that a table's cut sequences were filled by rule."""


def search_edits(text: str, name: str, language: str) -> list[tuple[int, int, str]]:
    """The edits of a plan that was searched for: none where the text leaves it open."""
    slots = multi_slots(text, name) if name in _WIDE_TABLES else single_slots(text, name)
    try:
        found = Search(text, slots, language).run()
    except TooLongError:
        return []
    if not found or chance([Guess(r.cost, "", ()) for r in found]) < SURE:
        return []
    edits: list[tuple[int, int, str]] = []
    start, new = 0, ""
    for char, slot in found[0].chars:
        new += char
        end = slots.at[slot] if slot < len(slots.at) else len(text)
        if slot < len(slots.at) and not slots.first[slot]:
            continue
        if end > start and text[start:end] != new:
            edits.append((start, end, new))
        start, new = end, ""
    return edits


def legacy_edits(text: str, written: str, shown: str) -> list[tuple[int, int, str]]:
    """The edits of a plan that puts one single-byte table in place of another."""
    change = mapping(written, shown)
    return [(i, i + 1, change[ord(c)]) for i, c in enumerate(text) if ord(c) in change]
