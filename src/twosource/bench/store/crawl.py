"""A crawl of news of no meaning: what a watch of some sixty feeds takes in, day after day.

Every account is made from its own number alone.  Each day brings a hundred new stories, some
told by some twenty accounts and most by one or two; a story is told for three days.  Half the
words of a text are those of every English text, the others are invented, by topic and by story,
with the frequencies of a natural vocabulary.  Accounts of a story share its names, figures and
quotations; one in three is a copy of an agency's report, edited.  What never ends grows with the
store as it does in life: running themes with their lasting names and with paragraphs of
background that are printed again and again, and the lines that a third of the outlets put under
each text.  Chances of one story between accounts of different ones are as frequent as among real
accounts of one subject (.6 pairs an account; .4 among 1,800 leads of US politics).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np

from twosource.bench.growth.invented_news import VOCABULARY, _edit, _words
from twosource.group.background import FloatArray
from twosource.group.words import IntArray
from twosource.types import Account, DateCandidate

DAILY = 250
"""Accounts of a day."""
LENGTH = 2_000  # characters of a text at most, some 330 words
_FIRST = date(2031, 1, 1).toordinal()
_STORIES = 100  # new ones of a day
_LASTS = (0.6, 0.9, 1.0)  # share of a story's accounts up to its first, second and third day
_THEMES, _OUTLETS, _AGENCIES = 40, 60, 12
_WORDS = 330  # mean length of a text
_COPIES = 0.35  # share of accounts that print an agency's report
_BACKGROUND = 0.4  # share of accounts with a paragraph of their theme
_FOOTED = 3  # one outlet in so many leaves a line of its own under each text
_SMALL = (
    "the to of and a in that is for it said on was with as he have be at by but has from are his "
    "they not an had this will we who were their or been would more she which after about one her "
    "its when there also all two than up can out if what people new over some last could year into "
    "other first time so no just them government president years most before while now between "
    "only because many told do against made country three under state any since how where during "
    "like through down him such police minister officials week back may should still world our "
    "being group did then city day according those very part off news party leader reported "
    "statement deal month found including set support called national public made war court law"
)
_COMMON = _SMALL.split()
_TABLE = np.array([*_COMMON, *_words()], dtype=object)
_KNOWN = 300  # the most frequent words, which common ones stand for
_FILLED = 0.48  # share of common words in a text
_OF_STORY, _OF_TOPIC = 0.2, 0.25  # shares of the others


@lru_cache(maxsize=16)
def _falling(size: int, flat: int) -> FloatArray:
    """Cumulative chances of so many things by rank (Mandelbrot's form of Zipf's law): the higher
    ``flat``, the more alike the first of them.
    """
    share = 1.0 / (np.arange(size) + 1.0 + flat)
    found: FloatArray = np.cumsum(share / share.sum())
    return found


def _pick(chance: np.random.Generator, size: int, among: int, flat: int = 0) -> IntArray:
    """Some of ``among`` things, the first the most often."""
    found: IntArray = np.searchsorted(_falling(among, flat), chance.random(size))
    return np.minimum(found, among - 1)


@lru_cache(maxsize=4096)
def _own(kind: int, *numbers: int, size: int) -> IntArray:
    """Words that belong to a story, a topic or a theme, rare in the vocabulary."""
    chance = np.random.default_rng((kind, *numbers))
    return chance.integers(VOCABULARY // 20, VOCABULARY, size) + len(_COMMON)


def _told(chance: np.random.Generator, size: int, theme: int, story: IntArray) -> IntArray:
    """Running text: common words, words at large, of the theme and of the story."""
    words = _pick(chance, size, VOCABULARY, _KNOWN) + len(_COMMON)
    dice = chance.random(size)
    topic = _own(20, theme, size=400)
    for low, high, among in (
        (0.0, _OF_STORY, story), (_OF_STORY, _OF_STORY + _OF_TOPIC, topic),
    ):  # fmt: skip
        at = np.flatnonzero((dice >= low) & (dice < high))
        words[at] = among[_pick(chance, len(at), len(among), len(among) // 20)]
    at = np.flatnonzero(chance.random(size) < _FILLED)
    words[at] = _pick(chance, len(at), len(_COMMON), 2)
    return words


def _stock(kind: int, *numbers: int, size: int) -> IntArray:
    """A passage that is printed again and again."""
    chance = np.random.default_rng((kind, *numbers))
    return _told(chance, size, numbers[0] % _THEMES, _own(21, *numbers, size=8))


def _laid_in(words: IntArray, at: int, passage: IntArray) -> IntArray:
    return np.concatenate([words[:at], passage, words[at:]])


def story_of(number: int) -> tuple[int, int]:
    """The story that an account tells: the day on which it began, and its number of that day."""
    chance = np.random.default_rng((30, number))
    begun = max(0, number // DAILY - int(np.searchsorted(_LASTS, chance.random())))
    return begun, int(_pick(chance, 1, _STORIES, 4)[0])


def account(number: int) -> Account:
    """Account ``number`` of the crawl, the same in every run."""
    day = number // DAILY
    begun, story = story_of(number)
    chance = np.random.default_rng((22, number))
    outlet = int(_pick(chance, 1, _OUTLETS, 9)[0])
    agency = outlet % _AGENCIES
    theme = int(_pick(np.random.default_rng((23, begun, story)), 1, _THEMES, 3)[0])
    names = np.concatenate(
        [_own(24, begun, story, size=40), _own(25, theme, size=4)]  # of the story, lasting
    )
    size = int(chance.integers(_WORDS // 3, _WORDS * 5 // 3))
    if chance.random() < _COPIES:
        report = np.random.default_rng((26, begun, story, agency))
        words = _edit(chance, _told(report, _WORDS, theme, names))[:size]
    else:
        words = _told(chance, size, theme, names)
        for turn in range(int(chance.integers(0, 3))):  # what was said there, word for word
            said = _stock(27, begun, story, int(chance.integers(0, 4)), size=15)
            words = _laid_in(words, 40 * (turn + 1), said)
    if chance.random() < _BACKGROUND:
        which = int(_pick(chance, 1, 8)[0])
        words = _laid_in(words, 120, _stock(28, theme, agency, which, size=30))
    text = _set(words)[:LENGTH]
    if outlet % _FOOTED == 0:
        text += "\n\n" + _set(_stock(29, outlet, size=20))
    value = date.fromordinal(_FIRST + day).isoformat()
    return Account(
        id=f"crawled-{number}", text=text, sha256="", outlet=f"Outlet {outlet}", language="en",
        published=DateCandidate(value, "day", "published", "meta", 0.9),
    )  # fmt: skip


def _set(words: IntArray) -> str:
    """Words as sentences of some twenty, five of them a paragraph."""
    spelt = _TABLE[words].tolist()
    lines = [" ".join(spelt[at : at + 20]) for at in range(0, len(spelt), 20)]
    lines = [f"{line[:1].upper()}{line[1:]}." for line in lines]
    return "\n\n".join(" ".join(lines[at : at + 5]) for at in range(0, len(lines), 5))
