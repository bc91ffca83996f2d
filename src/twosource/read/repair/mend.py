"""Find the one codec a page was misread with, and put the page right.

Method: for each table, every stretch that maps back to a valid UTF-8 sequence
is a witness, weighed by how odd it looks as it stands and how well the decoded
character fits.  A table is taken only when its witnesses cover most of the
characters it could explain, or stand side by side in numbers that clean text
never shows; otherwise nothing is touched.  Damage upon damage is undone by
doing it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Seq
from dataclasses import dataclass
from itertools import pairwise

from twosource.patterns import deferred
from twosource.read.repair import sequences, short
from twosource.read.repair.counts import present
from twosource.read.repair.multibyte import NAMES, find_multibyte, may_hold, multibyte_edits
from twosource.read.repair.sequences import LOST
from twosource.read.repair.tables import CODECS, table
from twosource.types import Repair

ROUNDS = 5  # damage four times over has been seen; the fifth finds nothing


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` becomes ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The codecs a text was misread with, outermost first."""

    codecs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    codec: str
    score: float


CONTROLS = "iso-8859-1 in place of windows-1252"
_CONTROLS = deferred("[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]|\x85(?=[\\s\x80-\x9f]|$)")


def _control_edits(text: str) -> list[Edit]:
    """C1 controls, which no clean text holds, as the windows-1252 characters they were."""
    return [
        Edit(m.start(), m.end(), m.group().encode("latin-1").decode("cp1252"))
        for m in _CONTROLS.finditer(text)
    ]


_BEYOND = deferred(r"[^\x00-\x7f]")
_TOKEN = deferred(r"[^ \t\n\r]+")


def _adjacent(found: Seq[sequences.Sequence]) -> int:
    return sum(1 for a, b in pairwise(found) if a.end == b.start)


def _broken_words(found: Seq[sequences.Sequence]) -> int:
    """Places where the codec would put a capital behind a small letter."""
    return sum(
        1 for a, b in pairwise(found) if a.end == b.start and a.char.islower() and b.char.isupper()
    )


# Damage shows as two characters beyond ASCII side by side in a word, or as a capital
# that a lost no-break space leaves alone at its end.
_PAIR = deferred(r"[^\x00-\x7f]{2}|[ÃÅÐГ]$")


def _suspects(text: str) -> str:
    """The words in which damage can stand, each followed by a space."""
    lines = [line for line in text.replace("\r", "\n").split("\n") if not line.isascii()]
    words = " ".join(lines).replace("\t", " ").split(" ")
    return "".join([f"{w} " for w in words if not w.isascii() and _PAIR.search(w)])


LEAST = 0.1
"""Score of a table to be taken: what it explains must outweigh what it leaves."""
COVER = 0.25
"""Share of the characters a table could explain that its witnesses cover at least."""


def _beyond(text: str, found: Seq[sequences.Sequence], byte_of: Mapping[str, int]) -> int:
    """Western letters and signs that the table has no place for, in the words of its
    witnesses: it cannot have written those words.
    """
    starts = iter(sorted(s.start for s in found))
    at = next(starts, -1)
    count = 0
    for token in _TOKEN.finditer(text):
        if at < 0:
            break
        if at < token.end():
            count += sum("\xa0" <= c <= "\u0192" and c not in byte_of for c in token.group())
            while 0 <= at < token.end():
                at = next(starts, -1)
    return count


def _case(text: str, name: str, counts: Counter[str]) -> _Case | None:
    t = table(name)
    could = sum(n for c, n in counts.items() if c in t.byte_of)
    # One character counts where it was "à" and lost its blank: a lead by itself.
    if sequences.reach(text, name) + text.count(t.char_of(0xC3)) < COVER * could:
        return None
    found = sequences.find(text, name)
    whole = [s for s in found if s.whole]
    cut = [s for s in found if not s.whole and (s.end - s.start > 1 or s.char == "à")]
    if not whole and not cut:
        return None
    explained = sum(s.end - s.start for s in whole) + sum(s.end - s.start for s in cut)
    weight = sum(s.weight for s in (*whole, *cut))
    cover = explained / could if could else 0.0
    side = _adjacent(whole)
    mean = weight / (len(whole) + len(cut))
    long = any(s.end - s.start > 2 and s.weight >= 1.2 for s in whole)
    strong = sum(s.weight >= 0.9 for s in (*whole, *cut))
    taken = (
        (cover >= 0.3 and mean >= 0.7 and (strong >= 2 or weight >= 2 or long))
        or (cover >= 0.8 and weight >= 0.9 and mean > 0.3)
        or (cover >= COVER and side >= 4 and weight >= 3 and mean > 0.2)
    )
    if not taken:
        return None
    if _beyond(text, found, t.byte_of) > explained:
        return None
    weight -= 0.6 * _broken_words(whole)
    score = weight + 0.5 * len(whole) - 0.5 * (could - explained)
    return _Case(name, score)


def _round(text: str) -> str | None:
    """The codec this text was last misread with, or ``None``."""
    if text.isascii():
        return None
    counts = Counter(_BEYOND.findall(text))
    multi = find_multibyte(text) if may_hold("".join(counts)) else None
    if multi:
        return multi
    best: _Case | None = None
    suspect = _suspects(text)
    for name, _ in CODECS if suspect else ():
        byte_of = table(name).byte_of
        if not any(0xC2 <= byte_of.get(c, 0) <= 0xF4 for c in counts):
            continue
        case = _case(suspect, name, counts)
        if case and (best is None or case.score > best.score + 1e-9):
            best = case
    controls = any("\x80" <= c <= "\x9f" for c in counts) and _CONTROLS.search(text)
    if (best is None or best.score <= LEAST) and controls:
        return CONTROLS
    return best.codec if best and best.score > LEAST else None


def _edits(text: str, name: str) -> list[Edit]:
    """The edits of one table: token by token, only where the token is explained."""
    found = sequences.find(text, name)
    byte_of = table(name).byte_of
    edits: list[Edit] = []
    at = 0
    for token in _TOKEN.finditer(text):
        here = []
        while at < len(found) and found[at].start < token.end():
            here.append(found[at])
            at += 1
        if not here:
            continue
        explained = sum(min(s.end, token.end()) - s.start for s in here)
        could = sum(1 for c in token.group() if c in byte_of)
        strong = any(s.whole and s.weight >= 0.7 for s in here)
        if explained >= 0.6 * could or (strong and explained >= 0.3 * could):
            edits += [Edit(s.start, s.end, s.char) for s in here]
    return edits


def _apply_edits(text: str, edits: Seq[Edit]) -> str:
    out = []
    at = 0
    for e in edits:
        out += [text[at : e.start], e.new]
        at = e.end
    return "".join([*out, text[at:]])


def detect(text: str) -> Plan:
    """The plan for a page, chosen from all of its text; a line or a short text, where
    few witnesses stand, is weighed against all that it may have been (``short.py``).
    """
    if text.isascii():
        return Plan()
    if len(text) > short.LONGEST or not present():
        return Plan(tuple(name for name, _ in _rounds(text)))
    if not short.is_odd(text):
        return Plan()
    rounds = list(_rounds(text))
    made = rounds[-1][1] if rounds else text
    codecs = tuple(name for name, _ in rounds)
    cut, new = _put_in(text, codecs)
    agreed = made if codecs and new and not cut and short.is_whole(made, new, text) else ""
    guess = short.likeliest(text, short.of_page(made, cut, codecs), agreed)
    if guess and apply(Plan(guess.how), text)[0] == guess.text:
        return Plan(guess.how)
    controls = codecs == (CONTROLS,) and LOST not in text
    return Plan(codecs if controls or len(text) > short.LINE else ())


def _rounds(text: str) -> Iterator[tuple[str, str]]:
    """The codecs a page was misread with, outermost first, and the text after each."""
    for _ in range(ROUNDS):
        name = _round(text)
        if name is None:
            return
        edits = edits_of(text, name)
        if not edits:
            return
        text = _apply_edits(text, edits)
        yield name, text


def _put_in(text: str, codecs: Seq[str]) -> tuple[int, list[tuple[int, int]]]:
    """What a plan puts into a text: the sequences that it fills (their characters need more
    bytes than stand there), and where the characters of its last round stand then.
    """
    if any(name in NAMES for name in codecs):
        return 0, []
    _, _, rounds = apply(Plan(tuple(codecs)), text)
    new: list[tuple[int, int]] = []
    shift = 0
    for e in rounds[-1] if rounds else ():
        start = e.start + shift
        new.append((start, start + len(e.new)))
        shift += len(e.new) - (e.end - e.start)
    cut = sum(len(e.new.encode()) > e.end - e.start for edits in rounds for e in edits)
    return cut, new


def edits_of(text: str, codec: str) -> list[Edit]:
    """The edits that undo one misreading."""
    kind, _, rest = codec.partition("|")
    if kind in {"search", "legacy"}:
        one, two = rest.split("|")
        found = short.search_edits if kind == "search" else short.legacy_edits
        return [Edit(*e) for e in found(text, one, two)]
    if codec == CONTROLS:
        return _control_edits(text)
    if codec in NAMES:
        return [Edit(*e) for e in multibyte_edits(text, codec)]
    return _edits(text, codec)


def _kind(codec: str) -> str:
    kind, _, rest = codec.partition("|")
    if kind == "legacy":
        return rest.replace("|", " read as ")
    name = rest.partition("|")[0] if rest else codec
    return codec if codec == CONTROLS else f"utf-8 read as {name}"


def apply(plan: Plan, text: str) -> tuple[str, tuple[Repair, ...], tuple[tuple[Edit, ...], ...]]:
    """``text`` put right, what was done, and the edits of each round in order."""
    done: Counter[str] = Counter()
    rounds = []
    for codec in plan.codecs:
        edits = edits_of(text, codec)
        if edits:
            done[_kind(codec)] += len(edits)
            rounds.append(tuple(edits))
            text = _apply_edits(text, edits)
    return text, tuple(Repair(k, n) for k, n in done.items()), tuple(rounds)


def mend(text: str) -> tuple[str, tuple[Repair, ...], tuple[tuple[Edit, ...], ...]]:
    """:func:`detect` and :func:`apply` in one."""
    return apply(detect(text), text)


def repair(text: str) -> tuple[str, tuple[Repair, ...]]:
    """``text`` with a misread encoding put right, and what was repaired.

    Clean text comes back as the same object with no repairs.
    """
    fixed, repairs, _ = mend(text)
    return (fixed, repairs) if repairs else (text, ())
