"""Label blocks: title, body, subhead, caption, byline, stamp and the kinds of furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from twosource.read.blocks import Block, Blocks
from twosource.read.found.credits import line_credits
from twosource.read.lexicon import furniture_kind

CONTENT = frozenset({"body", "subhead", "quote", "list"})
_END = re.compile(r"[.!?…:;。！？؟।]['\"”’»)\]]*$")
_SENTENCE = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A block with its label, how sure that is (0 to 1) and why."""

    block: Block
    label: str
    score: float
    reason: str


def is_sentence(text: str) -> bool:
    """A line that reads like prose: 40 characters or more, ending like a sentence."""
    return len(text) >= 40 and bool(_END.search(text))


def _core(blocks: list[Block]) -> tuple[int, int]:
    """First and last of the stretch of prose with the most text: prose adds its
    length, a line of known furniture takes off enough to end a stretch.
    """
    best = (0.0, 0, -1)
    start, total = 0, 0.0
    for i, block in enumerate(blocks):
        text = block.text
        kind = furniture_kind(text)
        if kind:
            gain = {
                "comment": -900.0,
                "related": -400.0,
                "credit": -150.0,
                "legal": -400.0,
                "share": -120.0,
                "sign-in": -500.0,
            }.get(kind, -60.0)
        elif is_sentence(text) and block.linked < 0.5 * len(text):
            gain = float(len(text))
        else:
            gain = -45.0
        if total <= 0:
            start, total = i, 0.0
        total += gain
        if total > best[0]:
            best = (total, start, i)
    return best[1], best[2]


def _title(blocks: list[Block], first: int, hint: str | None) -> int | None:
    """The headline: the hinted one, else the last long line before the body."""
    seen = Counter(b.text for b in blocks)
    options = []
    for i in range(min(first + 1, len(blocks))):
        text = blocks[i].text
        words = len(text.split())
        if furniture_kind(text) or (is_sentence(text) and words > 25) or i == first:
            continue
        if 4 <= words <= 35 and not line_credits(text) and not _menu(text):
            options.append((words >= 5, seen[text] > 1, i))
    if not options:
        return None
    best = max(o[:2] for o in options)
    return [o for o in options if o[:2] == best][-1 if not best[1] else 0][2]


def _menu(text: str) -> bool:
    words = text.split()
    return "|" in text or (
        len(words) >= 4 and all(w[:1].isupper() for w in words) and len(text) / len(words) > 9
    )


def label_blocks(page: Blocks, title: str | None = None) -> list[Labelled]:
    """Label every block, in order."""
    blocks = page.blocks
    first, last = _core(blocks)
    head = _title(blocks, first, title)
    name = blocks[head].text if head is not None else title
    out: list[Labelled] = []
    after_repeat = False
    for i, block in enumerate(blocks):
        text = block.text
        kind = furniture_kind(text)
        if i == head:
            label, reason = "title", "headline before the body"
        elif name and text == name:
            label, reason = "repeat", "the headline again"
            if first < i <= last:
                out.append(Labelled(block, label, 0.9, reason))
                after_repeat = True
                continue
        elif kind:
            label, reason = kind, f"words of {kind}"
        elif after_repeat and block.gap == 0:
            label, reason = "caption", "line under a repeated headline"
        elif first <= i <= last:
            label, reason = _inside(blocks, i)
        elif i < first:
            label, reason = ("navigation", "before the body")
        else:
            label, reason = ("other", "after the body")
        after_repeat = False
        out.append(Labelled(block, label, 0.7, reason))
    return out


def _inside(blocks: list[Block], i: int) -> tuple[str, str]:
    text = blocks[i].text
    if is_sentence(text):
        return "body", "prose inside the body"
    if len(text.split()) <= 14 and not _END.search(text):
        return "subhead", "short line without a full stop inside the body"
    return "body", "inside the body"
