"""Word hashes straight from UTF-8 bytes, many texts at a time.

Signatures need no offsets and no spelling, only that equal words give equal
numbers; on the bytes that is a handful of numpy passes, some ten times faster
than a regular expression.  Words are split at everything that is not a letter
or a digit; a character of three bytes (Han, Kana, Thai, Devanagari ...) is a
word.  Only ASCII letters are put into small ones.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from twosource.group.words import HashArray, IntArray

_BASE = 0x9E3779B97F4A7C15
_SPACE, _LETTER, _ALONE, _SKIP_THREE, _SKIP_TWO = range(5)


def _kinds() -> npt.NDArray[np.uint8]:
    kinds = np.full(256, _LETTER, dtype=np.uint8)
    for byte in range(128):
        if not chr(byte).isalnum():
            kinds[byte] = _SPACE
    kinds[0xE0:0xF0] = _ALONE
    kinds[0xE2] = _SKIP_THREE  # general punctuation: curly quotes, dashes
    kinds[0xC2] = _SKIP_TWO  # Latin-1 signs: guillemets, no-break space
    return kinds


_KINDS = _kinds()
_VALUES = (np.arange(1, 257, dtype=np.uint64) * np.uint64(0xD6E8FEB86659FD93)) ^ np.uint64(0x5BD1)


@lru_cache(maxsize=4)
def _powers(size: int) -> tuple[HashArray, HashArray]:
    """Powers of the base, and of its inverse, modulo 2 to the 64."""
    up, down = np.ones(size, np.uint64), np.ones(size, np.uint64)
    up[1:], down[1:] = np.uint64(_BASE), np.uint64(pow(_BASE, -1, 1 << 64))
    return np.cumprod(up), np.cumprod(down)


def byte_words(texts: list[str]) -> tuple[HashArray, IntArray]:
    """The word hashes of texts, one after the other, and the bounds between
    them: text ``n`` owns ``bounds[n]:bounds[n + 1]``.
    """
    raw = [t.encode("utf-8", "surrogatepass") for t in texts]
    joined = b"\n".join(raw) + b"\n\n\n"
    data = np.frombuffer(joined.lower(), dtype=np.uint8)
    kinds = np.take(_KINDS, data)
    for mark, width in ((_SKIP_THREE, 3), (_SKIP_TWO, 2)):
        at = np.flatnonzero(kinds == mark)
        for step in range(width):
            kinds[at + step] = _SPACE
    letter, alone = kinds != _SPACE, kinds == _ALONE
    begins, finishes = letter.copy(), letter.copy()
    begins[1:] &= ~letter[:-1] | alone[1:]
    finishes[:-1] &= ~letter[1:] | alone[1:]
    starts, ends = np.flatnonzero(begins), np.flatnonzero(finishes)
    size = 1 << max(15, (len(data) - 1).bit_length())
    up, down = _powers(size)
    sums = np.zeros(len(data) + 1, dtype=np.uint64)
    values = np.take(_VALUES, data)
    values *= up[: len(data)]
    np.cumsum(values, out=sums[1:])
    found = (sums[ends + 1] - sums[starts]) * down[starts]
    found ^= found >> np.uint64(31)
    found *= np.uint64(0xD6E8FEB86659FD93)
    found ^= found >> np.uint64(32)
    edges = np.cumsum([0, *(len(r) + 1 for r in raw)])
    return found, np.searchsorted(starts, edges)
