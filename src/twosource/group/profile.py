"""An account -> its profile: six weighted views that no other account changes.

Were words weighed by how common they are in the batch, every new account would change all
likenesses.  Weights come from the packaged background and from lists of common words alone,
so that a profile is made once and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from twosource import packaged
from twosource.group.background import FloatArray, rarity
from twosource.group.words import (
    HashArray,
    IntArray,
    Words,
    grams,
    hashes_of,
    joined,
    split,
    word_hash,
)
from twosource.types import Account

BoolArray = npt.NDArray[np.bool_]
LETTERS = 5
_STEM = 5
_LETTERS_OF = 1500  # characters of the text whose letter runs are counted: the news comes first
_HEAD = 200  # characters of the first line, where an account has no title
VIEWS = ("words", "stems", "names", "pairs", "letters", "head")
LIKE = (*VIEWS, "shared words", "shared names", "shared pairs", "least mass", "most mass")
"""What is told of a pair: the cosine in every view, how many features it shares in three of
them (logarithms), and which share of the words of the one and of the other is the other's too.
"""
_COUNTED = (0, 2, 3)
MIXED = (0, 1, 2, 4)
"""The views whose mean ranks neighbours."""
_LEAST = 0.7  # rarity of a word that stands in half of general stories
_USUAL = 2.5  # rarity of a word of one general story in twelve
_KNOWN = 0.15  # share of usual words under which the background does not know the language
_TOLD = 40  # words from which that can be told
_NO_WORD, _LONG = 3, 8  # letters of words that weigh nothing and in full there
_MOST = (200, 160, 80, 200, 240, 40)
"""Features kept of each view, the weightiest: what is left of the cosine is in the third digit."""
SIGNS = 48
"""Features of the words that an account is sought by."""
_AT_ONCE = 32  # profiles compared at a time, so that the arrays stay in the cache
_VIEW = np.uint64(7)
_TOP = np.uint64(48)


@dataclass(frozen=True, slots=True)
class Profile:
    """What grouping compares of one account.

    Attributes:
        keys: features, sorted; the lowest three bits number the view.
        weights: weight of each, every view of length 1.
        size: words of title and text.
        signs: the weightiest words, by which other accounts are sought, sorted.
    """

    keys: HashArray
    weights: npt.NDArray[np.float32]
    size: int
    signs: HashArray


@lru_cache(maxsize=1)
def _common() -> dict[str, HashArray]:
    """Language -> hashes of its commonest words, sorted."""
    table = packaged.toml("twosource.group", "data/common.toml")["words"]
    return {code: np.unique(hashes_of(words)) for code, words in table.items()}


def _weights(words: Words, language: str) -> FloatArray:
    """Rarity of words in general news of the language; 0 for what stands everywhere.  Where
    neither the background nor a list knows the language, long words are the rarer ones.
    """
    idf = rarity(words.hashes)
    usual = int(np.count_nonzero(idf < _USUAL))
    idf = np.where(idf < _LEAST, 0.0, idf)
    common = _common().get(language.partition("-")[0].lower())
    if common is not None:
        return np.where(np.isin(words.hashes, common), 0.0, idf)
    if len(words) < _TOLD or usual >= _KNOWN * len(words):
        return idf
    letters = np.fromiter((len(k) for k in words.keys), np.int64, len(words))
    return idf * np.clip((letters - _NO_WORD) / (_LONG - _NO_WORD), 0.0, 1.0)


def profile(account: Account, body: Words | None = None) -> Profile:
    """The profile of an account; linear in its length, never raises on odd text.

    Args:
        account: any account.
        body: the words of its text, where they were cut before.
    """
    text, words = account.text, split(account.text) if body is None else body
    if account.title:
        words = joined(split(account.title), words, len(account.title) + 1)
        text = f"{account.title}\n{text}"
    idf = _weights(words, account.language)
    head = len(split(text.strip().partition("\n")[0][:_HEAD]))
    lead = len(text) - len(text.lstrip())
    first = int(np.searchsorted(words.starts, lead))
    stems = np.fromiter((word_hash(k[:_STEM]) for k in words.keys), np.uint64, len(words))
    named = np.fromiter(
        (text[s].isupper() or text[s].isdigit() for s in words.starts.tolist()),
        np.bool_, len(words),
    )  # fmt: skip
    of_pairs = (idf[:-1] + idf[1:]) / 2.0
    views = [
        _view(words.hashes, idf),
        _view(stems, idf),
        _view(words.hashes[named], idf[named]),
        _view(grams(words.hashes, 2), of_pairs),
        _view(*_letters(words, idf)),
        _view(words.hashes[first : first + head], idf[first : first + head]),
    ]
    kept = [_heaviest(*view, most) for view, most in zip(views, _MOST, strict=True)]
    keys = np.concatenate([(_spread(h) & ~_VIEW) | np.uint64(n) for n, (h, _) in enumerate(kept)])
    weights = np.concatenate([_unit(w) for _, w in kept]).astype(np.float32)
    order = np.argsort(keys, kind="stable")
    signs, _ = _heaviest(*views[0], SIGNS)
    return Profile(keys[order], weights[order], len(words), np.unique(signs))


def _spread(hashes: HashArray) -> HashArray:
    """Hashes whose low bits may be cut off: those of runs that differ in their last letter differ
    in these alone, and two features under one key count otherwise as one is asked or the other.
    The last steps of MurmurHash3.
    """
    mixed = hashes ^ (hashes >> np.uint64(33))
    mixed = mixed * np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(33)
    mixed = mixed * np.uint64(0xC4CEB9FE1A85EC53)
    mixed ^= mixed >> np.uint64(33)
    found: HashArray = mixed
    return found


def _letters(words: Words, idf: FloatArray) -> tuple[HashArray, FloatArray]:
    """Runs of five characters, each as rare as the word in its middle."""
    joined = " ".join(words.keys)[:_LETTERS_OF]
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    runs = grams(points.astype(np.uint64) + np.uint64(1), LETTERS)
    starts = np.cumsum([0, *(len(k) + 1 for k in words.keys)])
    middle = np.searchsorted(starts, np.arange(len(runs)) + LETTERS // 2, side="right") - 1
    return runs, idf[middle] if len(runs) else np.empty(0)


def _view(hashes: HashArray, idf: FloatArray) -> tuple[HashArray, FloatArray]:
    """The different features with a weight, ``(1 + log tf) * idf``."""
    different, number, count = np.unique(hashes, return_inverse=True, return_counts=True)
    least = np.full(len(different), np.inf)
    np.minimum.at(least, number, idf)
    weights = (1.0 + np.log(count)) * least if len(different) else least
    told = weights > 0
    return different[told], weights[told]


def _heaviest(hashes: HashArray, weights: FloatArray, most: int) -> tuple[HashArray, FloatArray]:
    if len(hashes) <= most:
        return hashes, weights
    order: IntArray = np.lexsort((hashes, -weights))[:most]
    return hashes[order], weights[order]


def _unit(weights: FloatArray) -> FloatArray:
    norm = float(np.sqrt(np.sum(weights**2)))
    return weights / norm if norm else weights


def likenesses(mine: Profile, others: list[Profile]) -> FloatArray:
    """How an account is like each of some others, a row of :data:`LIKE` each; the same
    whichever of two is asked.
    """
    if not others or not len(mine.keys):
        return np.zeros((len(others), len(LIKE)))
    held = np.zeros(1 << 16, dtype=np.bool_)
    held[_top(mine.keys)] = True
    parts = (others[n : n + _AT_ONCE] for n in range(0, len(others), _AT_ONCE))
    return np.concatenate([_likenesses(mine, held, part) for part in parts])


def _likenesses(mine: Profile, held: BoolArray, others: list[Profile]) -> FloatArray:
    """The same for a few; ``held`` tells which sixteen bits features of the one begin with."""
    count = len(VIEWS)
    bounds = np.cumsum([len(o.keys) for o in others])
    keys = np.concatenate([o.keys for o in others])
    weights = np.concatenate([o.weights for o in others])
    # few keys are shared: most are told apart by sixteen bits, which is faster than a search
    maybe = np.flatnonzero(held.take(_top(keys)))
    near = keys.take(maybe)
    at = mine.keys.searchsorted(near)
    at[at == len(mine.keys)] = 0
    same = np.flatnonzero(mine.keys.take(at) == near)
    hit, at, near = maybe.take(same), at.take(same), near.take(same)
    row = bounds.searchsorted(hit, side="right")
    cell = row * count + (near & _VIEW).view(np.int64)
    theirs = weights.take(hit).astype(np.float64)
    ours = mine.weights.take(at).astype(np.float64)
    cells = len(others) * count
    shares = np.minimum(np.bincount(cell, weights=theirs * ours, minlength=cells), 1.0)
    number = np.bincount(cell, minlength=cells).reshape(-1, count)[:, _COUNTED]
    of_words = np.flatnonzero(cell % count == 0)
    mass = [
        np.bincount(row.take(of_words), weights=w.take(of_words) ** 2, minlength=len(others))
        for w in (theirs, ours)
    ]
    return np.column_stack(
        [shares.reshape(-1, count), np.log1p(number), np.minimum(*mass), np.maximum(*mass)]
    )


def _top(keys: HashArray) -> IntArray:
    return (keys >> _TOP).view(np.int64)
