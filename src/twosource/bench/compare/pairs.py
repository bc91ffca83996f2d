"""Whole account pairs with every agreement and difference labelled, and their places."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from twosource.read import read
from twosource.types import Account, Failure, Part, Span

IOU = 0.2
"""Token overlap from which two spans count as the same, as the labels' README says."""
_WORD = re.compile(r"\w+")
_SKIPPED = {"boilerplate"}
"""Types that stand outside the accounts: not to be found, only not to be touched."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span of one part of one account."""

    part: Part
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled item; an ``only`` item has one place."""

    kind: str
    type: str
    a: Place | None
    b: Place | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts and their items; ``titled`` where titles are labelled too."""

    id: str
    a: Account
    b: Account
    items: tuple[Item, ...]
    titled: bool = False


def plain_account(id_: str, text: str, title: str | None = None) -> Account:
    """A finished account of one's own making."""
    return Account(id=id_, text=text, sha256="0" * 64, title=title, finished=True, language="en")


def in_text(at: list[int] | None) -> Place | None:
    """The place of labelled offsets into a text."""
    return None if at is None else Place("text", Span(*at))


def load_gold(folder: Path) -> list[Pair]:
    """The labelled pairs of a folder, by name."""
    pairs = []
    for path in sorted(folder.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        pairs.append(
            Pair(
                path.stem,
                plain_account("a", row["a"]["text"], row["a"].get("title")),
                plain_account("b", row["b"]["text"], row["b"].get("title")),
                tuple(
                    Item(i["kind"], i["type"], in_text(i["a"]), in_text(i["b"]))
                    for i in row["items"]
                ),
            )
        )
    return pairs


def load_seeds(folder: Path) -> Pair:
    """The seeds, read as they are, with their items; snippets are located in title,
    text and captions, exactly and then nearly.
    """
    accounts = []
    for found in read(sorted(folder.glob("0*.txt"))):
        if isinstance(found, Failure):
            raise ValueError(found.message)
        accounts.append(found)
    a, b = accounts
    rows = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    items = []
    for row in rows:
        if row["type"] not in _SKIPPED:
            place_a, place_b = locate(a, row["a"]), locate(b, row["b"])
            items.append(Item(row["kind"], row["type"], place_a, place_b))
    return Pair("seeds", a, b, tuple(items), titled=True)


def locate(account: Account, snippet: str | None) -> Place | None:
    """Where a snippet stands: exact first, else the nearest stretch at 85 of 100."""
    if snippet is None:
        return None
    plain = snippet.strip()
    for part in account.parts():
        at = account.part(part).find(plain)
        if at >= 0:
            return Place(part, Span(at, at + len(plain)))
    best: tuple[float, Part, Span] | None = None
    for part in account.parts():
        found = fuzz.partial_ratio_alignment(plain, account.part(part))
        if found is not None and found.dest_end > found.dest_start:
            rated = (found.score, part, Span(found.dest_start, found.dest_end))
            best = rated if best is None or rated[0] > best[0] else best
    return Place(best[1], best[2]) if best is not None and best[0] >= 85 else None


def words_in(account: Account, place: Place) -> frozenset[int]:
    """Starts of the words a place covers."""
    text = account.part(place.part)
    span = place.span
    return frozenset(m.start() for m in _WORD.finditer(text, span.start, span.end))


def same_place(account: Account, one: Place | None, two: Place | None) -> float:
    """Token overlap of two places of one account, 0 to 1; two absent places agree."""
    if one is None or two is None:
        return 1.0 if one is two else 0.0
    if one.part != two.part:
        return 0.0
    x, y = words_in(account, one), words_in(account, two)
    return len(x & y) / len(x | y) if x | y else 0.0
