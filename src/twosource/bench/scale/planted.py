"""A crawl whose lineage is known: invented news with families of copies and rewrites.

Every account is made from its own number alone, so that a crawl of any size needs no memory.  Each
block of 3,000 accounts has the same mixture: families of 2 to 240 accounts (to 500 in the first of
every four blocks), each an agency's report with its copies (as sent, cut, with words changed, with
damage, with the outlet's line under it) and its rewrites; reports that others wrote of the same
events; and accounts that stand alone.  The words are those of the store's invented crawl
(:mod:`twosource.bench.store.crawl`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

import numpy as np

from twosource.bench.growth.invented_news import _edit
from twosource.bench.store.crawl import _TABLE, DAILY, _own, _set, _stock, _told
from twosource.group.words import IntArray
from twosource.types import Account, DateCandidate

Kind = Literal["report", "copy", "rewrite", "other", "alone"]
BLOCK = 3_000
SIZES = (
    240, 100, 60, 40, 25, 25, *(15,) * 4, *(10,) * 8, *(6,) * 20, *(4,) * 40, *(3,) * 60,
    *(2,) * 100,
)  # fmt: skip
"""Accounts of the families of a block, the reports themselves among them."""
LARGEST, EVERY = 500, 4
"""The largest family, in the place of the first, of every so many blocks."""
_OTHERS = 700  # accounts of a block that tell the event of a family in words of their own
_REWRITES = 0.2  # share of a family's accounts
_AGENCIES = ("AAP", "AFP", "ANSA", "AP", "Reuters", "dpa")
_OUTLETS, _FOOTED = 400, 3
_WORDS = 400  # mean length
_FIRST = date(2031, 1, 1).toordinal()
_THEMES = 40
_SEED = 41


@dataclass(frozen=True, slots=True)
class Place:
    """What an account is.

    Attributes:
        family: number of its event, over all blocks; ``-1`` where it stands alone.
        source: number of the account it was made from; ``-1`` for none.
    """

    kind: Kind
    family: int
    source: int


def _sizes(block: int) -> tuple[int, ...]:
    return (LARGEST, *SIZES[1:]) if block % EVERY == 0 else SIZES


@lru_cache(maxsize=128)
def _block(block: int) -> tuple[IntArray, IntArray]:
    """The family of each account of a block (-1 for none), and the place of each family's report;
    an account's own place is one of a report, or comes behind it.
    """
    chance = np.random.default_rng((_SEED, 1, block))
    sizes = _sizes(block)
    family = np.full(BLOCK, -1, dtype=np.int64)
    # a family stands within some 1,000 accounts: what is copied is copied within days
    free = np.ones(BLOCK, dtype=np.bool_)
    first = np.zeros(len(sizes), dtype=np.int64)
    for number, size in enumerate(sizes):
        there = np.flatnonzero(free)
        width = min(len(there), max(3 * size, 300))
        low = int(chance.integers(0, len(there) - width + 1))
        taken = np.sort(chance.choice(there[low : low + width], size, replace=False))
        free[taken] = False
        family[taken] = number
        first[number] = taken[0]
    return family, first


def place_of(number: int) -> Place:
    """What account ``number`` is, and where it comes from."""
    block, at = divmod(number, BLOCK)
    family, first = _block(block)
    which, chance = int(family[at]), np.random.default_rng((_SEED, 2, number))
    if which < 0:
        if chance.random() < _OTHERS / (BLOCK - sum(_sizes(block))):
            return Place("other", 1000 * block + int(chance.integers(len(first))), -1)
        return Place("alone", -1, -1)
    if first[which] == at:
        return Place("report", 1000 * block + which, -1)
    kind: Kind = "rewrite" if chance.random() < _REWRITES else "copy"
    return Place(kind, 1000 * block + which, block * BLOCK + int(first[which]))


def account(number: int) -> Account:
    """Account ``number`` of the crawl, the same in every run."""
    place = place_of(number)
    chance = np.random.default_rng((_SEED, 3, number))
    outlet = f"Outlet {int(chance.integers(_OUTLETS))}"
    lead = ""
    if place.kind in {"other", "alone"}:
        event = place.family if place.family >= 0 else 10**9 + number
        text = _set(_words(event, 1 + number, int(chance.integers(_WORDS // 3, _WORDS * 5 // 3))))
    else:
        agency = _AGENCIES[place.family % len(_AGENCIES)]
        words = _report(place.family)
        if place.kind == "report":
            outlet, lead = agency, f"{_town(place.family)} ({agency}) — "
            text = _set(words)
        elif place.kind == "copy":
            lead = f"{_town(place.family)} ({agency}) — " if chance.random() < 0.7 else ""
            text = _copied(chance, words)
        else:
            text = _set(_rewritten(chance, words))
    text = lead + text
    if place.kind != "report" and chance.random() < 1 / _FOOTED:
        text += "\n\n" + _set(_stock(45, int(outlet.split()[1]), size=20))
    return Account(
        id=f"planted-{number}", text=text, sha256="", outlet=outlet, language="en",
        title=_set(_report(place.family)[:8]) if place.family >= 0 else text[:60],
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{number}",
        published=DateCandidate(_day(number).isoformat(), "day", "published", "meta", 0.9),
    )  # fmt: skip


def _day(number: int) -> date:
    return date.fromordinal(_FIRST + number // DAILY)


def _town(family: int) -> str:
    return str(_TABLE[_own(46, family, size=1)[0]]).upper()


@lru_cache(maxsize=512)
def _report(family: int) -> IntArray:
    return _words(family, 0, _WORDS)


def _words(event: int, writer: int, size: int) -> IntArray:
    """What one writer tells of an event."""
    names = np.concatenate([_own(47, event, size=40), _own(25, event % _THEMES, size=4)])
    chance = np.random.default_rng((_SEED, 4, event, writer))
    words = _told(chance, size, event % _THEMES, names)
    for turn in range(int(chance.integers(0, 3))):  # what was said there, word for word
        at, said = 60 * (turn + 1), _stock(48, event, int(chance.integers(3)), size=12)
        words = np.concatenate([words[:at], said, words[at:]])
    return words


def _copied(chance: np.random.Generator, words: IntArray) -> str:
    """A copy: most as sent, others cut, edited or damaged."""
    dice = chance.random()
    if dice < 0.15:
        words = words[: int(len(words) * chance.uniform(0.45, 0.9))]
    elif dice < 0.35:
        words = _edit(chance, words)
    text = _set(words)
    if dice > 0.85:
        text = _damaged(chance, text)
    return text


def _damaged(chance: np.random.Generator, text: str) -> str:
    """Paragraphs lost, and letters that a wrong decoding has spoilt."""
    paragraphs = text.split("\n\n")
    kept = [p for p in paragraphs if chance.random() > 0.1] or paragraphs
    marked = [p.replace(". ", "â€\x9d. ", 1) if chance.random() < 0.5 else p for p in kept]
    return "\n\n".join(marked)


def _rewritten(chance: np.random.Generator, words: IntArray) -> IntArray:
    """The same told in other words: sentences left out and turned round, small words and some
    others exchanged, the names and what stands beside them kept.
    """
    told = []
    small = len(_TABLE) - 60_000
    for at in range(0, len(words), 20):
        sentence = words[at : at + 20].copy()
        if chance.random() < 0.15:
            continue
        dice = chance.random(len(sentence))
        common = sentence < small
        other = _told(chance, len(sentence), 0, sentence)
        swap = np.where(common, dice < 0.5, dice < 0.12)
        sentence = np.where(swap, other, sentence)
        if chance.random() < 0.5:
            turn = len(sentence) // 2
            sentence = np.concatenate([sentence[turn:], sentence[:turn]])
        told.append(sentence[dice > 0.06])
    return np.concatenate(told) if told else words
