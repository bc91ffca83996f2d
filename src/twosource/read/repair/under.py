"""Tables that a damaged text may have been read through, and the languages it may be in.

A text is one table's misreading, or that of two where its halves were put together: what
is searched is named by a table or by two joined with a plus sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from twosource.read.repair import sequences
from twosource.read.repair.letters import fitting, reader
from twosource.read.repair.marks import kind
from twosource.read.repair.slots import LOST, Slots, multi_slots, single_slots
from twosource.read.repair.tables import CODECS, MULTIBYTE

WIDE = frozenset(name for name, _ in MULTIBYTE)
TABLES, WIDE_TABLES, PAIRS, TONGUES = 4, 2, 2, 3
"""Tables, pairs of them, and languages under each, that are searched: the likeliest."""
BOTH = 0.9
"""Share of the characters beyond ASCII that two tables explain together at least."""
BARE = "iso-8859-1"
"""The table whose lost bytes are all those of C1: a character may be left with its first alone."""


@dataclass(frozen=True, slots=True)
class Under:
    """A text under one table or two.

    Attributes:
        name: the tables, joined by ``+``.
        slots: the bytes under each.
        taken: where the characters stand that may be part of UTF-8.
    """

    name: str
    slots: tuple[Slots, ...]
    taken: frozenset[int]


def slots_of(text: str, name: str) -> tuple[Slots, ...]:
    """A text as bytes under the tables of a name."""
    return tuple(
        multi_slots(text, n) if n in WIDE else single_slots(text, n) for n in name.split("+")
    )


def _bare(text: str) -> bool:
    """Whether first bytes of three may stand alone in a text that shows no controls."""
    return "â" in text and not any("\x80" <= c <= "\x9f" for c in text)


def _each(text: str) -> Iterator[Under]:
    """The text under every table through which part of it goes back to UTF-8."""
    names = [
        name
        for name, _ in CODECS
        if LOST in text or sequences.reach(text, name) or (name == BARE and _bare(text))
    ]
    if any(c >= "\u1100" for c in text) or LOST in text:
        names += sorted(WIDE, key=[n for n, _ in MULTIBYTE].index)
    seen: set[Slots] = set()
    for name in names:
        (slots,) = slots_of(text, name)
        taken = _taken(slots, name == BARE)
        if taken and slots not in seen:
            seen.add(slots)
            yield Under(name, (slots,), taken)


def _taken(slots: Slots, bare: bool) -> frozenset[int]:
    """Characters beyond ASCII that may be part of UTF-8."""
    taken: set[int] = set()
    i, size = 0, len(slots.options)
    while i < size:
        leads = [b for b, _ in slots.options[i] if b >= 0xC2]
        if leads:
            need = length(leads[0])
            j = i + 1
            while j < size and j < i + need and any(0x80 <= b < 0xC0 for b, _ in slots.options[j]):
                j += 1
            alone = bare and leads[0] == 0xE2 and j - i == 1
            if j - i == need or (slots.dropped and (j - i == need - 1 or alone)):
                taken.update(slots.at[i:j])
                i = j
                continue
        i += 1
    return frozenset(taken)


def length(lead: int) -> int:
    """Bytes of a character of UTF-8, by its first."""
    return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


def tables(text: str) -> list[Under]:
    """The text under the tables that explain most of it."""
    found = sorted(_each(text), key=lambda u: -len(u.taken))
    single = [u for u in found if u.name not in WIDE][:TABLES]
    return [*single, *[u for u in found if u.name in WIDE][:WIDE_TABLES]]


def pairs(text: str) -> list[Under]:
    """The text under two tables that explain it together and neither alone."""
    beyond = sum(c > "\x7f" for c in text)
    found = [u for u in _each(text) if u.name not in WIDE]
    both: list[Under] = []
    for a, b in combinations(found, 2):
        union = a.taken | b.taken
        if len(union) >= BOTH * beyond and len(union) > max(len(a.taken), len(b.taken)) + 1:
            both.append(Under(f"{a.name}+{b.name}", (*a.slots, *b.slots), union))
    return sorted(both, key=lambda u: -len(u.taken))[:PAIRS]


def sure(slots: Slots) -> str:
    """What of a text can be read in one way alone."""
    out: list[str] = []
    i, size = 0, len(slots.options)
    while i < size:
        options = slots.options[i]
        if options and options[0][0] < 0x80:
            out.append(chr(options[0][0]))
        elif len(options) == 1 and options[0][0] >= 0xC2:
            lead = options[0][0]
            need = length(lead)
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


_COMMON = frozenset(
    ["en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr", "ru", "uk", "ar", "fa", "zh", "ja",
     "ko", "el", "he", "hi", "vi", "id"]
)  # fmt: skip
RARE = 2.0
"""What it costs that a text is in a language that is read less."""
_MOST_READ = ("ru", "ar", "uk", "el", "he", "fa", "bg", "hi", "th")
"""Languages tried where nothing of a text is sure."""


def rarity(language: str) -> float:
    """What it costs that a text is in a language."""
    return 0.0 if language in _COMMON else RARE


def tongues(held: str, most: int = TONGUES) -> list[str]:
    """Languages that a text may be in, by what is sure of it."""
    if not any(kind(c) == "L" for c in held):
        return list(_MOST_READ)
    rated = sorted((reader(n).text(held) + rarity(n), i, n) for i, n in enumerate(fitting(held)))
    return [n for _, _, n in rated[:most]]


__all__ = ["WIDE", "Under", "length", "pairs", "rarity", "slots_of", "sure", "tables", "tongues"]
