"""A line or a short text put right: all that it may have been, and the one it was.

On a page, many witnesses agree on one table (``mend.py``).  A line has few.  Here every
table is tried, each way to read the line under it costs what its letters and its damage
cost, and one is taken only where it is far likelier than the line as it stands and than
any other: a line is put right whole or left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from math import exp

from twosource.patterns import deferred
from twosource.read.repair.counts import SIGNS_AT, scripts_of
from twosource.read.repair.decode import DROPPED, STEPS, Search, TooLongError
from twosource.read.repair.legacy import candidates as legacy
from twosource.read.repair.legacy import mapping
from twosource.read.repair.letters import cheapest, reader
from twosource.read.repair.marks import impossible, kind
from twosource.read.repair.slots import LOST
from twosource.read.repair.tables import CODECS
from twosource.read.repair.under import Under, pairs, rarity, slots_of, sure, tables, tongues

SEARCH, LEGACY = "search|", "legacy|"
"""How the plans of short texts begin: followed by a table and a language, or by the
tables a text was written in and shown through."""
LINE, LONGEST = 300, 1200
"""Characters of a line, which is put right whole or left alone, and of a text that is
read so; a longer text in doubt is read as a page is: part of it put right is better
than none."""
MARGIN = 4.0
"""Nats by which a reading must be likelier than the text as it stands."""
SURE, SURE_MANY = 0.71, 0.9
"""The chance that a reading must have among all, and one in a script of many characters."""
DAMAGED, MISREAD = 5.0, 5.0
"""What it costs to say that UTF-8 was misread; that a single-byte table was."""
SOUND = 7.8
"""What was misread by a single-byte table has no dearer step once it is put right."""
LEAST, FEW = 3, 2.0
"""Characters that one single-byte table in place of another explains, and what it costs that
each of so many is missing."""
NEAR = 1.5
"""Nats by which what both ways agree on may be behind the likeliest reading."""
LONE = 12.0
"""Nats by which a reading that changes one place alone must be likelier, unless it becomes a
letter of a word or a mark of typography."""
ENOUGH, SENSE = 12, 4.2
"""From so many letters on, no text of an alphabet costs more nats a character: those of
sixty languages cost 1.6 to 3.3, lines of names up to 3.8."""
MANY = frozenset({"CJK", "HIRAGANA", "HANGUL", *SIGNS_AT})
"""Scripts of which a character costs more."""
DEPTH = 2
"""Times that what is put right may be read again: damage upon damage."""
AGAIN = 2
"""Readings, the likeliest, that are read again where they are odd themselves."""
HEALED = 10.4
"""What is put right has no dearer step, letters of its language aside."""
ODD = 7.8
"""A step so dear makes a text suspect."""


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


_RANK = {name: 0.05 * i for i, (name, _) in enumerate(CODECS)}
"""What it costs that a table is met less often."""


class Budget:
    """Steps that the searches for one text may take yet."""

    def __init__(self) -> None:
        self.left = STEPS


def _searched(text: str, among: Sequence[Under], budget: Budget) -> Iterator[Guess]:
    for under in among:
        names = under.name.split("+")
        damage = sum(DAMAGED + _RANK.get(name, 1.0) for name in names)
        for language in tongues(sure(under.slots[0])):
            search = Search(text, under.slots, language)
            found = search.run(budget.left)
            budget.left -= search.spent
            for reading in found:
                if reading.text != text:
                    cost = reading.cost + damage + rarity(language)
                    yield Guess(cost, reading.text, (f"{SEARCH}{under.name}|{language}",))


def _misread(text: str) -> Iterator[Guess]:
    """Readings of a text of one single-byte table shown through another."""
    plain = "".join(c if c < "\x80" else " " for c in text)
    held = any(c.isalpha() for c in plain)
    for made, language, (written, shown) in legacy(text, tongues(plain, 5) if held else ()):
        changed = sum(a != b for a, b in zip(text, made, strict=True))
        controls = any("\x80" <= c <= "\x9f" for c in text)  # which no text holds
        few = 0.0 if controls else FEW * max(LEAST - changed, 0)
        if _whole_words(text, made) and reader(language).oddest(made) <= SOUND:
            cost = reader(language).text(made) + MISREAD + few
            yield Guess(cost, made, (f"{LEGACY}{written}|{shown}",))


def _whole_words(text: str, made: str) -> bool:
    """Whether what changed is part of words of three letters or marks beside them."""
    words = [w for w in _WORD.finditer(made) if made[slice(*w.span())] != text[slice(*w.span())]]
    return not words or any(len(w.group()) >= 3 for w in words)


_WORD = deferred(r"[^\W\d_]+")


def guesses(
    text: str, others: Sequence[Guess] = (), depth: int = DEPTH, budget: Budget | None = None
) -> list[Guess]:
    """What a text may have been, the likeliest first; ``others`` are known beforehand.
    Readings that are odd themselves are read again.

    Raises:
        TooLongError: there are too many to look at all of them.
    """
    budget = budget or Budget()
    best: dict[str, Guess] = {}

    def add(found: Iterator[Guess] | Sequence[Guess]) -> None:
        for guess in found:
            known = best.get(guess.text)
            if known is None or guess.cost < known.cost:
                best[guess.text] = guess

    add(_searched(text, tables(text), budget))
    add(_misread(text))
    add(others)
    for guess in others:
        best[guess.text] = replace(best[guess.text], how=guess.how)
    first = sorted(best.values(), key=_order)[:AGAIN] if depth else []
    for guess in first:
        if guess.text != text and not is_sound(guess.text):
            more = guesses(guess.text, (), depth - 1, budget)
            add([Guess(g.cost + DAMAGED, g.text, (*guess.how, *g.how)) for g in more])
    top = min(best.values(), key=_order, default=None)
    if depth == DEPTH and (top is None or not is_sound(top.text)):
        add(_searched(text, pairs(text), budget))
    return sorted(best.values(), key=_order)


def _order(guess: Guess) -> tuple[float, str]:
    return guess.cost, guess.text


def chance(found: Sequence[Guess]) -> float:
    """The chance that the likeliest reading is the right one, of all that were found."""
    return 1 / sum(exp(found[0].cost - g.cost) for g in found)


def is_odd(text: str) -> bool:
    """Whether a short text may be damaged: no language would have it so."""
    tongue = cheapest(text)[1]
    return not tongue or reader(tongue).worst(text) >= ODD


def is_sound(text: str) -> bool:
    """Whether a text that was put right has no sign of damage left."""
    return reader(cheapest(text)[1] or "en").oddest(text) <= HEALED


def is_whole(made: str, new: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether what the page's way made of ``text`` is whole: characters that it put in (where
    they stand in ``made``) are ones that texts hold, and nothing odd is left beside them.
    """
    rest, at = [], 0
    for start, end in new:
        if any(impossible(c) for c in made[start:end]):
            return False
        rest += [made[at:start], "x"]
        at = end
    return is_sound("".join([*rest, made[at:]]))


def of_page(made: str, cut: int, codecs: tuple[str, ...]) -> list[Guess]:
    """What a whole page's way makes of a text, with ``cut`` sequences that lack a byte."""
    if not codecs or LOST in made:
        return []
    cost = cheapest(made)[0] + DAMAGED * len(codecs) + (DROPPED * cut + PATCHED if cut else 0.0)
    return [Guess(cost, made, codecs)]


def likeliest(text: str, others: Sequence[Guess] = (), agreed: str = "") -> Guess | None:
    """What a text was, where one reading is far likelier than it and than any other.
    ``None`` too where there are too many to look at all of them.

    ``agreed`` is what the page's way makes of the text from whole sequences of UTF-8 alone,
    when nothing odd is left beside them (:func:`is_whole`): several characters that form valid
    bytes are strong evidence by themselves, and where likelihood too has it first, a sign that
    no language knows (a note, a heart) is no reason to leave it.
    """
    try:
        found = guesses(text, others)
    except TooLongError:
        return None
    before = cheapest(text)[0]
    for guess in found:  # both ways agree, or nearly
        if agreed and guess.text == agreed and guess.cost < min(before, found[0].cost + NEAR):
            return guess
    if not found or found[0].cost > before - MARGIN or chance(found) < _sureness(found[0].text):
        return None
    best = found[0]
    if not is_sound(best.text) or not _reads(best.text):
        return None
    known = any(best.how == guess.how for guess in others)
    return best if known or _borne_out(text, best.text, before - best.cost) else None


def _reads(text: str) -> bool:
    """Whether a text costs no more a character than texts of an alphabet do."""
    cost, language = cheapest(text)
    letters = [c.lower() for c in text if kind(c) == "L"]
    if len(letters) < ENOUGH or scripts_of(language) in MANY:
        return True
    return cost <= SENSE * len(text) and len(set(letters)) >= ENOUGH // 2


def _sureness(text: str) -> float:
    """The chance that a reading must have among all: more where letters stand for syllables
    or words, of which any fits beside any.
    """
    return SURE_MANY if scripts_of(cheapest(text)[1] or "en") in MANY else SURE


def _borne_out(text: str, made: str, gain: float) -> bool:
    """Whether what changed is enough: one odd place may be meant, unless it becomes a letter
    of a word or a mark of typography, or the gain is large.
    """
    changes = [
        (text[a:b], made[c:d], made[max(c - 1, 0) : d + 1])
        for tag, a, b, c, d in SequenceMatcher(None, text, made, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    if len(changes) != 1:
        kinds = {kind(c) for _, new, _ in changes for c in new}
        return "L" in kinds or kinds <= {"M"} or gain >= 2 * LONE
    _, new, near = changes[0]
    letter = all(kind(c) == "L" for c in new) and sum(kind(c) == "L" for c in near) > len(new)
    mark = all(kind(c) == "M" and not c.isspace() and c not in "®™©•·№" for c in new)
    sign = any(kind(c) in "SC" for c in new)
    return (gain >= LONE and not sign) or (bool(new) and (letter or mark))


PATCHED = 2.0
"""What it costs that a table's cut sequences were filled by rule."""


def search_edits(text: str, name: str, language: str) -> list[tuple[int, int, str]]:
    """The edits of a plan that was searched for: none where the text leaves it open."""
    under = slots_of(text, name)
    slots = under[0]
    try:
        found = Search(text, under, language).run()
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
