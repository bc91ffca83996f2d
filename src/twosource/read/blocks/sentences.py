"""Sentences that a page's mark-up cuts, put together: a first letter set apart, and a
paragraph into which a button, a note or a window over a word is set.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from twosource.patterns import deferred
from twosource.read.blocks.block import HEADINGS, Block, Blocks

_CAPPED = deferred(
    r"\b(?:class|style|id)=\"[^\"]*(?:drop-?_?cap|first-?_?letter|lettrine|initiale?(?![-\w]*scale)|"
    r"capital|(?<![a-z])cap(?![a-z])|anfangsbuchstabe|capitular|capolettera|буквица)",
    re.I,
)
_LETTER = deferred(r"[\"'“„«‘‚¿¡(\[—–-]{0,2}\s?[^\W\d_]['’]?")
"""A first letter with what may stand before it."""
_OWN_WORDS = frozenset("aioyeuàéèêôóòwzvksåøöиаоувксяіїєйოἀὁἡ")
"""Letters that are a word in some language written with capitals and small letters."""
_WORD = deferred(r"[^\W\d_]+")
_ENDED = deferred(r"[.!?…。！？؟।]['\"”’»)\]]*$")
_CLOSE = ",.;:!?)]}”’»…%'"
NOTE = 60
"""Characters at most of a word that opens a note, a button set into a sentence."""
HEAD = 40
"""Characters of a block in which its own first word stands."""
LEAST = 40
"""Characters of a paragraph of prose at least."""
BETWEEN = 8
"""Blocks at most that are set into one paragraph."""


@lru_cache(maxsize=8192)
def _capped(attributes: str) -> bool:
    return _CAPPED.search(attributes) is not None


def drop_cap(attributes: str) -> bool:
    """Whether an inline element with these attributes is a first letter set large."""
    return len(attributes) > 8 and _capped(attributes)


def alone_in_front(attributes: str) -> str:
    """The one letter that a picture stands for, or ``""``."""
    start = attributes.find(' alt="') + 6
    end = attributes.find('"', start, start + 3) if start > 5 else -1
    letter = attributes[start:end] if end > start else ""
    return letter if letter and _LETTER.fullmatch(letter) and letter[-1].isupper() else ""


def led(lead: str, text: str) -> str:
    """The text of a block that lacks its first letter, with it.

    ``lead`` is what is not shown before it: the letter, or its first word for those who
    are read to.
    """
    if text[:1].islower():
        if _LETTER.fullmatch(lead) and lead[-1].isupper():
            return lead + text
        if lead[:1].isupper() and len(lead) > 1 and text.startswith(lead[1:]):
            return lead[0] + text
    return text


def prose(page: Blocks) -> list[int]:
    """Characters of the blocks that read like prose, but for those that speak of scripts."""
    return [
        len(b.text)
        for b in page.blocks
        if len(b.text) >= LEAST and _ended(b.text) and "javascript" not in b.text.lower()
    ]


def _ended(text: str) -> bool:
    return _ENDED.search(text[-8:]) is not None


def _glued(left: str, right: str) -> str:
    return left + right if right[:1] in tuple(_CLOSE) else f"{left} {right}"


class _Known:
    """How often each word stands on a page; counted when first asked for."""

    def __init__(self, page: Blocks) -> None:
        self._page = page
        self._count: Counter[str] | None = None
        self._heads: Counter[str] = Counter()

    def _counted(self) -> Counter[str]:
        if self._count is None:
            words = (w for b in self._page.blocks for w in _WORD.findall(b.text))
            self._count = Counter(map(str.lower, words))
        return self._count

    def opens_like(self, word: str) -> bool:
        """Whether a word of four letters or more opens with two letters with which
        others of the page do: "second" does where "fter" does not.
        """
        return len(word) > 3 and self.begins(word)

    def begins(self, word: str) -> bool:
        """Whether another word of the page opens with its first two letters."""
        if not self._heads:
            self._heads = Counter(w[:2] for w in self._counted())
        return self._heads[word[:2]] > (word in self._counted())

    def elsewhere(self, word: str, block: Block) -> bool:
        """Whether a word stands anywhere but at the head of a block."""
        own = [w.lower() for w in _WORD.findall(block.text[:HEAD])]
        return self._counted()[word] > own.count(word)


def _is_one_word(letter: str, rest: str, block: Block, known: _Known, apart: bool) -> bool:
    """Whether a letter and what follows are one word, by the other words of the page:
    "A" before "bridge" are two where the page has bridges.  ``apart`` says that a blank
    stands between: then they are two wherever the page uses the letter as a word, or what
    follows it, or has words that begin like the second and none like both together.
    """
    found = _WORD.match(rest)
    if found is None:
        return False
    bare = next((c for c in reversed(letter) if c.isalpha()), "").lower()
    word = found.group().lower()
    if bare in _OWN_WORDS and known.elsewhere(bare, block):
        if known.elsewhere(bare + word, block):
            return True
        if apart or known.elsewhere(word, block) or known.opens_like(word):
            return False
    elif bare in _OWN_WORDS and apart and len(word) > 1:
        if known.elsewhere(word, block):
            return known.elsewhere(bare + word, block)
        if known.begins(word) and not known.begins(bare + word):
            return False
    return rest[0].islower() or (found.group().isupper() and not known.elsewhere(word, block))


def join_letters(page: Blocks) -> None:
    """Join a first letter to its word: from a block of its own, or over a blank of the
    mark-up where it is set large.
    """
    known = _Known(page)
    for block in (page.blocks[i] for i in page.capped if i < len(page.blocks)):
        letter, blank, rest = block.text.partition(" ")
        if blank and rest[:1].isalpha() and _LETTER.fullmatch(letter) and letter[-1].isupper():
            one = rest[0].islower() and _is_one_word(letter, rest, block, known, apart=True)
            block.text = letter + rest if one else block.text
    out: list[Block] = []
    for block in page.blocks:
        before = out[-1] if out else None
        if (
            before is not None
            and len(before.text) <= 4
            and _LETTER.fullmatch(before.text)
            and before.text.rstrip("'’")[-1:].isupper()
            and len(block.text) >= LEAST
            and block.text[0].isalpha()
            and block.gap <= 1
        ):
            one = _is_one_word(before.text, block.text, block, known, apart=False)
            if one or block.text[0].islower():
                block.text = f"{before.text}{'' if one else ' '}{block.text}"
                block.linked = min(block.linked + before.linked, len(block.text))
                block.start = before.start if before.start >= 0 else block.start
                out.pop()
        out.append(block)
    page.blocks = out


def _set_in(page: Blocks, block: Block) -> bool:
    """Whether a block is a word of the sentence it is set into: the button or the
    summary that opens a note.
    """
    tag = page.elements[block.within].tag
    return tag in {"button", "summary"} and len(block.text) <= NOTE and not _ended(block.text)


def _parts(page: Blocks, last: int, whole: bool) -> list[int]:
    """The pieces, in order, of the paragraph that ends with block ``last``; empty where
    it is whole.  ``whole`` says that they stand in one element; otherwise all but the
    first stand in the element round it.
    """
    blocks, elements = page.blocks, page.elements
    round_it = blocks[last].within
    pieces = [last]
    for i in range(last - 1, max(-1, last - 1 - BETWEEN), -1):
        within = blocks[i].within
        if within == round_it:
            pieces.append(i)
            if whole:
                return pieces[::-1]
            continue
        element = elements[within]
        if not whole and element.tag == "p" and element.parent == round_it:
            return [*pieces, i][::-1]
        if whole and not (element.tag == "button" and element.parent == round_it):
            return []
        if round_it not in _above(page, within):
            return []
    return []


def _above(page: Blocks, at: int) -> set[int]:
    """The elements round an element, up to ten."""
    found: set[int] = set()
    for _ in range(10):
        at = page.elements[at].parent
        if at < 0:
            break
        found.add(at)
    return found


def _together(page: Blocks, pieces: list[int]) -> bool:
    """Make one block of some pieces; what is set between them becomes an aside.  False
    where they are sentences of their own.
    """
    blocks = page.blocks
    first, last = blocks[pieces[0]], blocks[pieces[-1]]
    if _ended(first.text) and last.text[:1].isupper():
        return False
    for i in range(pieces[0] + 1, pieces[-1] + 1):
        block = blocks[i]
        if i in pieces or _set_in(page, block):
            first.text = _glued(first.text, block.text)
            first.linked += block.linked
            first.emphasised += block.emphasised
            block.text = ""
        else:
            block.aside = True
    return True


def mend(page: Blocks) -> Blocks:
    """Put cut sentences together, in place; gives the page back."""
    for i in page.cut:
        if pieces := _parts(page, i, whole=False):
            _together(page, pieces)
    phrases = HEADINGS | {"p"}
    blocks = page.blocks
    buttons = {i for i, element in enumerate(page.elements) if element.tag == "button"}
    for i in range(2, len(blocks) if buttons else 0):
        if blocks[i - 1].within in buttons and page.tag(blocks[i]) in phrases:
            pieces = _parts(page, i, whole=True) if blocks[i].text else []
            if len(pieces) == 2 and _together(page, pieces):
                # The next button of the sentence finds the whole of it before it.
                blocks[i], blocks[pieces[0]] = blocks[pieces[0]], blocks[i]
    join_letters(page)
    page.blocks = [b for b in page.blocks if b.text]
    return page


__all__ = ["alone_in_front", "drop_cap", "join_letters", "led", "mend", "prose"]
