"""The noun phrase of a Chinese or Japanese clause that names who speaks."""

from __future__ import annotations

import re

from twosource.language.foreign.lists import Lists
from twosource.language.foreign.spans import trimmed
from twosource.types import Span

Found = tuple[Span | None, bool]
"""A phrase, or none; and whether the words point back to who spoke before."""
_NOBODY: Found = (None, False)
_HAN_CUT = re.compile("[，。；;：:,]")
_AGAINST = frozenset("反绝絕面针針相应應")
"""Characters that make a word with 对, which then is no preposition (反对党)."""
_HAN_HEAD = re.compile(
    "^(?:但是|但|而|随后|隨後|不过|不過|对此|對此|此外|同时|同時|其中|另外|他还|她还|据悉)+"
)
_JA_SKIP = frozenset({"それ", "これ", "今回", "同日", "その", "一方", "中", "時", "際", "後"})
_JA_CLAUSE = re.compile(r"(?<=[るたむくぐすうつぬぶ])(?=[\u30a1-\u30fa\u4e00-\u9fff])")


def topic(text: str, region: Span, lists: Lists, marks: str = "はが") -> Found:
    """The phrase of a Chinese or Japanese clause that ends with a verb of saying; ``marks`` are the
    Japanese particles of who does it.
    """
    return (
        _ja_topic(text, region, lists, marks)
        if lists.code == "ja"
        else _zh_topic(text, region, lists)
    )


def _zh_topic(text: str, region: Span, lists: Lists) -> Found:
    start = region.start
    for match in _HAN_CUT.finditer(text, region.start, region.end):
        if match.end() < region.end - 1:
            start = match.end()
    for low in (start, region.start):
        piece = text[low : region.end]
        head = _HAN_HEAD.match(piece)
        low += head.end() if head else 0
        piece = text[low : region.end]
        pronoun = lists.pronouns.match(piece)
        if pronoun is not None and not piece.startswith("的", pronoun.end()):
            return None, True
        cut = _han_stop(piece, lists)
        if cut < 2 and "的" in piece[cut:-2]:  # 住在河边的村民何秀兰
            low += piece.rindex("的", cut, len(piece) - 2) + 1
            piece = text[low : region.end]
            cut = _han_stop(piece, lists)
        mark = _HAN_CUT.search(piece)
        cut = min(cut, mark.start() if mark else cut, len(piece))
        span = trimmed(text, low, low + cut)
        if span is not None and 2 <= len(span) <= 40:
            return span, False
    return _NOBODY


def _han_stop(piece: str, lists: Lists) -> int:
    """Where the first preposition or adverb of a Chinese clause stands."""
    found = [m.start() for s in lists.stops for m in re.finditer(re.escape(s), piece)
             if not (s in "对對" and piece[m.start() - 1 : m.start()] in _AGAINST)]  # fmt: skip
    return min(found, default=len(piece))


def _ja_topic(text: str, region: Span, lists: Lists, marks: str) -> Found:
    at = region.start
    for clause in re.split("(?<=[、。])", region.of(text)):
        for mark in re.finditer(f"[{marks}]", clause):
            head = clause[: mark.start()]
            if not head or head[-1] in "でにとらも" or head in _JA_SKIP or len(head) < 2:
                continue
            if lists.pronouns.fullmatch(head):
                return None, True
            low = at
            parts = [m.start() for m in _JA_CLAUSE.finditer(head)]
            if parts:
                low += parts[-1]
            span = trimmed(text, low, at + len(head), "、 　")
            if span is not None and len(span) <= 45:
                return span, False
            break
        at += len(clause)
    return _NOBODY
