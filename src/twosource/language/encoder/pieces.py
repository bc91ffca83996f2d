"""Text cut into the word pieces that BERT's uncased vocabulary knows, with offsets.

The method is that of Devlin et al. 2019 (section 3) and Wu et al. 2016 (section 4.1):
accents and case are dropped, words end at blanks and punctuation, and each word is cut
greedily into the longest pieces known.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

LONGEST = 100
"""Letters from which a word is unknown as a whole, as in BERT; also bounds the cutting."""
MEMORY = 50_000
"""Words whose pieces are remembered."""
Pieces = tuple[tuple[int, int, int], ...]
"""Each piece: its number in the vocabulary, and from which letter to which it goes."""
_CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
        (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))  # fmt: skip


@lru_cache(maxsize=8192)
def _letters(c: str) -> tuple[str, bool]:
    """What a character becomes (nothing, a blank, letters), and whether it stands alone."""
    if c.isspace():
        return " ", False
    kind = unicodedata.category(c)
    if c in "\0\ufffd" or kind in ("Cc", "Cf", "Co", "Cs"):
        return "", False
    bare = "".join(x for x in unicodedata.normalize("NFD", c) if unicodedata.category(x) != "Mn")
    code = ord(c)
    ascii_sign = c.isascii() and not c.isalnum()
    alone = ascii_sign or kind[0] == "P" or any(low <= code <= high for low, high in _CJK)
    return bare.lower(), alone


def _words(text: str) -> list[tuple[str, list[int]]]:
    """The words of a text as the vocabulary spells them, each letter with its place."""
    out: list[tuple[str, list[int]]] = []
    word, places = "", [0][:0]

    def close() -> None:
        nonlocal word, places
        if word:
            out.append((word, places))
        word, places = "", []

    for at, c in enumerate(text):
        letters, alone = _letters(c)
        if letters == " ":
            close()
        elif alone:
            close()
            out.append((letters, [at] * len(letters)))
        else:
            word += letters
            places += [at] * len(letters)
    close()
    return out


@dataclass(frozen=True)
class Vocabulary:
    """Numbers of the pieces (those inside a word begin with ``##``)."""

    number: Mapping[str, int]
    known: dict[str, Pieces] = field(default_factory=dict, compare=False, repr=False)

    def cut(self, text: str) -> list[tuple[int, int, int]]:
        """The pieces of a text: number, start and end in the text, in order."""
        return [
            (number, places[first], places[last - 1] + 1)
            for word, places in _words(text) if word
            for number, first, last in self._pieces(word)
        ]  # fmt: skip

    def _pieces(self, word: str) -> Pieces:
        found = self.known.get(word)
        if found is None:
            found = self._match(word)
            if len(self.known) < MEMORY:
                self.known[word] = found
        return found

    def _match(self, word: str) -> Pieces:
        unknown = ((self.number["[UNK]"], 0, len(word)),)
        if len(word) > LONGEST:
            return unknown
        out: list[tuple[int, int, int]] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self.number.get(prefix + word[start:end])
                if number is not None:
                    out.append((number, start, end))
                    start = end
                    break
            else:
                return unknown
        return tuple(out)
