"""The likeliest text behind damaged bytes: a search over all of UTF-8's ways to read them.

At each byte the search may take a whole character, a character one of whose bytes is
unknown or gone, or leave what stands there as it is; what the readings cost in one
language (``letters.py``) and what the damage costs decide.  A beam of readings is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from twosource.read.repair.counts import alphabet, signs
from twosource.read.repair.letters import START, Reader, reader
from twosource.read.repair.marks import kind, still_open
from twosource.read.repair.slots import Slots

WIDTH, EACH = 24, 3
"""Readings kept at a byte, and of them at most those that end alike."""
KEPT = 4.0
"""What it costs to leave a character beyond ASCII as it is, in a text that is damaged."""
UNCLOSED = 2.0
"""What it costs that a quotation is never closed: some go on in the next paragraph."""
DROPPED = 1.5
"""What it costs to say that a byte is gone."""
STRIPPED = 0.75
"""The same where all controls were stripped from a text: one cause for all that is gone."""
_C1 = 32
_TYPOGRAPHY = "“”‘’–—…«»„‚°§£€©®™•№\u00a0\u2011"
_OWN = {"es": "¿¡", "ar": "،؛؟\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652",
        "fa": "،؛؟", "ur": "،؛؟۔", "hi": "।", "bn": "।", "zh": "，。、「」『』（）！？：；《》",
        "ja": "。、「」『』（）！？・", "ko": "·"}  # fmt: skip
"""Marks that may be guessed in any language, and in some."""
CLOSED_UP = 0.5
"""What it costs that the no-break space that ends "à" was made one with the blank behind it."""
Found = tuple[str, int, float]
"""A character, the slot after it, and what the damage costs."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text.

    Attributes:
        cost: what it costs in all.
        chars: its characters, and of each the slot that follows.
    """

    cost: float
    chars: tuple[tuple[str, int], ...]

    @property
    def text(self) -> str:
        """The text."""
        return "".join(c for c, _ in self.chars)


@cache
def _letters(language: str) -> dict[int, tuple[tuple[str, bytes], ...]]:
    """Characters that may be guessed in a language, by their first byte in UTF-8."""
    small = alphabet(language)
    both = {c for low in small for c in (low, low.upper()) if len(c) == 1}
    chars = {c for c in both if c > "\x7f" and kind(c) == "L"} | signs(language)
    out: dict[int, list[tuple[str, bytes]]] = {}
    for char in sorted(chars | set(_TYPOGRAPHY + _OWN.get(language, ""))):
        raw = char.encode()
        out.setdefault(raw[0], []).append((char, raw))
    return {lead: tuple(found) for lead, found in out.items()}


def _size(lead: int) -> int:
    return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


STEPS = 200_000
"""Steps (a character behind a reading so far) that the searches for one text may take, about a
second of one processor; a page of a few lines takes some thousand."""


class TooLongError(Exception):
    """A text has so many readings that they are not all looked at."""


class _Table:
    """All that may start at each byte of a text under one table."""

    def __init__(self, text: str, slots: Slots, language: str) -> None:
        self.text, self.slots = text, slots
        self.guesses = _letters(language)
        self.options = [dict(o) for o in slots.options]

    def _match(self, raw: bytes, at: int) -> tuple[int, float] | None:
        """Where ``raw`` ends when it starts at a slot; one byte of it may be gone, and
        behind the first of three both.
        """
        cost, gone, i = 0.0, 0, at
        most = 2 if len(raw) == 3 and raw[0] in self.options[at] else 1
        for byte in raw:
            here = self.options[i].get(byte) if i < len(self.options) else None
            if here is not None:
                cost += here
                i += 1
            elif gone < most and byte in self.slots.dropped and not self._straight(i):
                gone += 1
                cost += STRIPPED if len(self.slots.dropped) == _C1 else DROPPED
            else:
                return None
        return (i, cost) if i > at else None

    def _straight(self, i: int) -> bool:
        """Whether a straight mark stands there that may be the byte itself."""
        here = self.options[i] if i < len(self.options) else {}
        return len(here) > 1 and (0x22 in here or 0x27 in here)

    def _whole(self, at: int, lead: int) -> Found | None:
        """The character whose bytes are all known, if one starts at the slot."""
        end = at + _size(lead)
        if end > len(self.options):
            return None
        raw = [lead]
        for options in self.options[at + 1 : end]:
            if len(options) != 1:
                return None
            raw += options
        try:
            return bytes(raw).decode("utf-8"), end, 0.0
        except UnicodeDecodeError:
            return None

    def at(self, i: int) -> list[Found]:
        """What may start at a slot."""
        out: list[Found] = []
        options = self.options[i]
        if self.slots.first[i]:
            char = self.text[self.slots.at[i]]
            if char < "\x80":
                out.append((char, i + 1, 0.0))
            else:
                end = i + 1
                while end < len(self.options) and not self.slots.first[end]:
                    end += 1
                out.append((char, end, KEPT))
        elif len(options) == 1 and next(iter(options)) < 0x80:
            byte = next(iter(options))
            out.append((chr(byte), i + 1, 0.0))
        leads = [b for b in options if 0xC2 <= b <= 0xF4]
        if len(leads) == 1 and len(options) == 1:
            whole = self._whole(i, leads[0])
            if whole:
                return [*out, whole]
        if 0xC3 in leads and i + 1 < len(self.options) and {0x20, 0xA0} <= {*self.options[i + 1]}:
            out.append(("à", i + 1, CLOSED_UP))
        if any(b < 0xC0 and b >= 0x80 for b in options):
            leads += [b for b in self.guesses if b in self.slots.dropped]
        for lead in dict.fromkeys(leads):
            for char, raw in self.guesses.get(lead, ()):
                found = self._match(raw, i)
                if found:
                    out.append((char, found[0], found[1]))
        return out


class Search:
    """All that one text may be in one language, under one table or, part of it each, under
    several single-byte ones.
    """

    def __init__(self, text: str, slots: Sequence[Slots], language: str) -> None:
        self.reader: Reader = reader(language)
        self.tables = [_Table(text, s, language) for s in slots]
        self.spent = 0

    def at(self, i: int) -> list[Found]:
        """What may start at a slot."""
        if len(self.tables) == 1:
            return self.tables[0].at(i)
        best: dict[tuple[str, int], float] = {}
        for table in self.tables:
            for char, end, cost in table.at(i):
                best[char, end] = min(cost, best.get((char, end), cost))
        return [(char, end, cost) for (char, end), cost in best.items()]

    def run(self, most: int = STEPS) -> list[Reading]:
        """The readings left at the end, the cheapest first.

        Raises:
            TooLongError: it takes more than ``most`` steps.
        """
        step = self.reader.step
        self.spent = 0
        size = len(self.tables[0].options)
        # Of each slot the readings that end there: cost, the last three characters, the
        # mark that holds a quotation open, and the chain of characters behind them.
        beams: list[list[State]] = [[] for _ in range(size + 1)]
        beams[0] = [(0.0, START, "", None)]
        for i in range(size):
            kept = _pruned(beams[i])
            beams[i] = []
            if not kept:
                continue
            ways = self.at(i)
            self.spent += len(ways) * len(kept)
            if self.spent > most:
                raise TooLongError
            for char, end, damage in ways:
                for cost, past, mark, chain in kept:
                    more = cost + damage + step(past, char, mark)
                    mark = still_open(mark, past, char)
                    beams[end].append((more, past[1:] + char, mark, (char, end, chain)))
        last = [
            (
                cost + step(past, " ", mark) + (UNCLOSED if still_open(mark, past, " ") else 0.0),
                past,
                mark,
                chain,
            )
            for cost, past, mark, chain in beams[size]
        ]
        return [Reading(s[0], _unrolled(s[3])) for s in _pruned(last)]


State = tuple[float, str, str, object]


def _pruned(beam: list[State]) -> list[State]:
    beam.sort(key=lambda b: b[0])
    count: dict[str, int] = {}
    out = []
    for item in beam:
        ends = item[1] + item[2]
        count[ends] = count.get(ends, 0) + 1
        if count[ends] <= EACH:
            out.append(item)
            if len(out) == WIDTH:
                break
    return out


def _unrolled(chain: object) -> tuple[tuple[str, int], ...]:
    out: list[tuple[str, int]] = []
    while isinstance(chain, tuple):
        out.append((chain[0], chain[1]))
        chain = chain[2]
    return tuple(reversed(out))


__all__ = ["Reading", "Search"]
