"""The lexicons of the event coder: frames of verbs, event nouns, noun classes.

Read once from ``twosource/find/data``; each file says at its top how to add to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast, get_args

from twosource.errors import ModelError
from twosource.packaged import rows, table
from twosource.types import EventType

TYPES: frozenset[str] = frozenset(get_args(EventType))


@dataclass(frozen=True, slots=True)
class Frame:
    """A row of ``plover_verbs.tsv``.

    Attributes:
        rule: the row's id, ``verb:<row>``.
        particle: the particle the verb needs, or ``""``.
        needs: alternatives (slot, class); empty where nothing is needed.
        target: slots in order.
    """

    rule: str
    type: EventType
    mode: str
    lemma: str
    particle: str
    needs: tuple[tuple[str, str], ...]
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A row of ``plover_nouns.tsv``: where its two participants stand."""

    rule: str
    type: EventType
    mode: str
    lemma: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    alone: bool


def event_type(word: str, where: str) -> EventType:
    """``word`` as a PLOVER type; ``TS-MODEL-03`` where it is none."""
    if word not in TYPES:
        raise ModelError("TS-MODEL-03", f"{where}: {word}")
    return cast(EventType, word)


@lru_cache(maxsize=1)
def classes() -> dict[str, dict[str, frozenset[str]]]:
    """The tables of ``plover_classes.toml``."""
    lists = table("find", "plover_classes")
    return {group: {k: frozenset(v) for k, v in t.items()} for group, t in lists.items()}


def words(group: str, name: str) -> frozenset[str]:
    """One list of ``plover_classes.toml``."""
    return classes()[group][name]


def _slots(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(cell.split(","))


def _needs(cell: str) -> tuple[tuple[str, str], ...]:
    if cell == "-":
        return ()
    pairs = []
    for part in cell.split(","):
        slot, _, name = part.partition(":")
        if not name and slot == "clause":
            name = "-"
        elif not name:
            slot, name = ("obj", slot) if slot != "-" else ("always", "-")
        pairs.append((slot, name))
    return tuple(pairs)


@lru_cache(maxsize=1)
def frames() -> dict[str, tuple[Frame, ...]]:
    """Frames by lemma, the order in which they are tried: particles before
    none, needs before none, then the file's order.
    """
    found: dict[str, list[Frame]] = {}
    for number, (kind, mode, verbs, needs, target) in enumerate(rows("find", "plover_verbs", 5), 1):
        for verb in verbs.split("|"):
            lemma, _, part = verb.partition("_")
            frame = Frame(
                rule=f"events:verb:{number}:{verb}",
                type=event_type(kind, "plover_verbs.tsv"),
                mode="" if mode == "-" else mode,
                lemma=lemma,
                particle=part,
                needs=_needs(needs),
                target=_slots(target),
            )
            found.setdefault(lemma, []).append(frame)
    return {lemma: tuple(sorted(group, key=_order)) for lemma, group in sorted(found.items())}


def _order(frame: Frame) -> tuple[bool, bool, bool]:
    """Particles first, then frames that need a certain word, then any word."""
    vague = any(name == "-" and slot != "clause" for slot, name in frame.needs)
    return not frame.particle, not frame.needs, vague


@lru_cache(maxsize=1)
def event_nouns() -> dict[str, EventNoun]:
    """Event nouns by lemma; where two rows name one, the first holds."""
    found: dict[str, EventNoun] = {}
    for number, row in enumerate(rows("find", "plover_nouns", 6), 1):
        kind, mode, nouns, source, target, alone = row
        for lemma in nouns.split("|"):
            found.setdefault(
                lemma,
                EventNoun(
                    rule=f"events:noun:{number}:{lemma}",
                    type=event_type(kind, "plover_nouns.tsv"),
                    mode="" if mode == "-" else mode,
                    lemma=lemma,
                    source=_slots(source),
                    target=_slots(target),
                    alone=alone == "yes",
                ),
            )
    return found
