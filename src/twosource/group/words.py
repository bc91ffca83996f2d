"""Text -> words: the tokens that grouping and tracing count, with their offsets.

Deliberately not the parse's tokens: tracing must read thousands of accounts a
second and any language, so a word here is a run of letters and digits, and one
character of a script written without spaces (Han, Kana, Thai) is a word.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
HashArray = npt.NDArray[np.uint64]

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
# figures keep their inner separators ("10,000", "3.5"), words their apostrophes
_PLAIN = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*")
_MIXED = re.compile(
    rf"\d+(?:[.,]\d+)*|[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+"
    rf"(?:['’](?:(?![{_UNSPACED}])[^\W_])+)*"
)
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text.

    Attributes:
        starts: offset of each word, in code points.
        ends: offset behind each word.
        keys: the words as compared: lower case, straight apostrophes, figures
            without thousands separators.
        hashes: a 64-bit number per word, the same in every run and process.
    """

    starts: IntArray
    ends: IntArray
    keys: tuple[str, ...]
    hashes: HashArray

    def __len__(self) -> int:
        return len(self.keys)


@lru_cache(maxsize=1 << 18)
def word_hash(key: str) -> int:
    """A 64-bit number for a word, stable over runs (two CRCs, then mixed)."""
    raw = key.encode("utf-8", "surrogatepass")
    mixed = (zlib.crc32(raw) << 32 | zlib.crc32(raw, 0x5BD1E995)) * 0xD6E8FEB86659FD93
    mixed &= 0xFFFFFFFFFFFFFFFF
    return mixed ^ (mixed >> 32)


def _pattern(text: str) -> re.Pattern[str]:
    return _MIXED if _HAS_UNSPACED.search(text) else _PLAIN


@lru_cache(maxsize=1 << 17)
def _key(word: str) -> str:
    low = word.lower()
    if low[0].isdigit():
        return low.replace(",", "")
    return low.replace("’", "'").removesuffix("'s")


def hashes_of(text: str) -> HashArray:
    """Only the word hashes of a text: what signatures need, without offsets."""
    low = text.lower().replace("’", "'")
    found = _pattern(low).findall(low)
    return np.fromiter((word_hash(_key(w)) for w in found), np.uint64, len(found))


def split(text: str) -> Words:
    """The words of a text, in order."""
    found = [(m.start(), m.end(), _key(m.group())) for m in _pattern(text).finditer(text)]
    keys = tuple(f[2] for f in found)
    return Words(
        starts=np.array([f[0] for f in found], dtype=np.int64),
        ends=np.array([f[1] for f in found], dtype=np.int64),
        keys=keys,
        hashes=np.fromiter((word_hash(k) for k in keys), np.uint64, len(keys)),
    )


def joined(one: Words, behind: Words, shift: int) -> Words:
    """The words of two texts of which the second stands ``shift`` code points in."""
    return Words(
        starts=np.concatenate([one.starts, behind.starts + shift]),
        ends=np.concatenate([one.ends, behind.ends + shift]),
        keys=one.keys + behind.keys,
        hashes=np.concatenate([one.hashes, behind.hashes]),
    )


def grams(hashes: HashArray, size: int) -> HashArray:
    """One 64-bit number per run of ``size`` words (polynomial rolling hash)."""
    count = len(hashes) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    out = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        out = out * _MIX + hashes[offset : offset + count]
    out ^= out >> np.uint64(29)
    return out
