"""Label blocks: title, body, subhead, caption, byline, stamp and the kinds of furniture.

The trained labeller says which blocks are the body; rules say what the others are,
and keep out of the body what can never be part of it: the headline again, captions,
what follows a wire's closing tag or the comment form.  Without a model the rules find
the body too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from twosource.read.blocks import HEADINGS, Block, Blocks
from twosource.read.blocks.marks import TAG_BIT, bit
from twosource.read.found.credits import line_credits
from twosource.read.label.about import Place, about, signed
from twosource.read.label.decide import pick, scores, weights
from twosource.read.label.dump_head import head_kinds, opening_lines
from twosource.read.label.headline import find_title, key
from twosource.read.label.hidden import small_and_hidden
from twosource.read.label.hints import Hints
from twosource.read.label.inserted import inserted, split_footer
from twosource.read.label.places import content_kind, placed
from twosource.read.label.posts import keep_whole
from twosource.read.label.prose import core, is_sentence
from twosource.read.label.turns import add_turns
from twosource.read.label.twice import drop_second_copy
from twosource.read.lexicon import furniture_kind

CONTENT = frozenset({"body", "subhead", "quote", "list"})
_CAPTION_TAGS = frozenset({"figcaption", "caption"})
CLOSING = frozenset({"credit", "legal", "comment"})
"""Furniture that ends an account when most of its body stands before it."""


@dataclass(slots=True)
class Labelled:
    """A block with its label, how sure that is (0 to 1) and why."""

    block: Block
    label: str
    score: float
    reason: str


@dataclass(slots=True)
class _Page:
    """What the labelling of one page works on."""

    page: Blocks
    body: NDArray[np.bool_]
    score: NDArray[np.float64]
    title: int | None
    name: str
    kinds: list[str | None]
    name_key: str = ""
    owners: Sequence[str] = ()
    placed: dict[int, tuple[str, str] | None] = field(default_factory=dict)
    """The kind that an element gives the blocks in it, of those asked for."""
    captions: dict[int, bool | None] = field(default_factory=dict)
    """Whether blocks in an element are captions; ``None`` for short ones alone."""

    def repeats(self, text: str) -> bool:
        """Whether a text is the headline, spelling aside."""
        size = len(self.name)
        return bool(size) and 0.6 * size <= len(text) <= 1.6 * size and key(text) == self.name_key

    def caption(self, block: Block) -> bool:
        """Whether a block is marked as a caption."""
        at = block.within
        if at not in self.captions:
            self.captions[at] = _holds_captions(self.page, at)
        found = self.captions[at]
        return len(block.text) < 500 if found is None else found


def _kinds(blocks: Sequence[Block]) -> list[str | None]:
    return [furniture_kind(b.text) if len(b.text) <= 400 else None for b in blocks]


def _holds_captions(page: Blocks, at: int) -> bool | None:
    if page.dump:
        return False
    element = page.elements[at]
    if element.tag in _CAPTION_TAGS or _CAPTION_IN & element.tags:
        return True
    marks = element.marks | page.elements[max(element.parent, 0)].marks
    return None if marks & bit("caption") else False


_CAPTION_IN = TAG_BIT["figcaption"]


SURE = 0.7
"""What the labeller scores so high is kept behind a closing line too: of the blocks
cut there on the development pages, all that were body scored more, the others less."""


def _cut_tail(state: _Page) -> None:
    """Behind a wire tag, copyright line or comment form only what is surely body is
    kept, when nine tenths of the body's words stand before it.
    """
    weight = weights(state.page) * state.body
    total = float(weight.sum())
    before = np.cumsum(weight) - weight
    for i in [i for i, kind in enumerate(state.kinds) if kind in CLOSING]:
        if before[i] >= 0.9 * total > 0:
            state.body[i:] &= state.score[i:] > SURE
            return


def _caption_after_repeat(state: _Page, i: int) -> bool:
    """A dump's line right under a repeated headline is that picture's caption."""
    block = state.page.blocks[i]
    if not state.page.dump or i == 0 or block.gap or not state.body.any():
        return False
    first, last = np.flatnonzero(state.body)[[0, -1]]
    above = state.page.blocks[i - 1]
    return bool(
        state.name and key(above.text) == key(state.name) and first < i <= last + 1
        and i - 1 != state.title and len(block.text) < 400
    )  # fmt: skip


FEW, PROSE = 12, 0.8
"""Lines at most, and share of characters that is prose at least, of a dump taken as a
text without a page round it; the shortest saved page of the development sets has 21."""


def _mostly_prose(blocks: Sequence[Block], kinds: Sequence[str | None]) -> NDArray[np.bool_]:
    """The prose of a dump that is little else: a text someone typed or pasted, which
    the labeller, trained on whole pages, has not met.
    """
    if len(blocks) > FEW:
        return np.zeros(len(blocks), dtype=bool)
    prose = np.array(
        [not k and is_sentence(b.text) for b, k in zip(blocks, kinds, strict=True)], dtype=bool
    )
    chars = np.array([len(b.text) for b in blocks])
    first, last = core(blocks, kinds)
    index = np.arange(len(blocks))
    inside = (index >= first) & (index <= last)
    if (chars * prose).sum() < PROSE * chars.sum():
        return np.zeros(len(blocks), dtype=bool)
    return np.asarray(prose & inside)


def _prepare(page: Blocks, hints: Hints) -> _Page:
    blocks = page.blocks
    kinds = _kinds(blocks)
    score = scores(page, hints)
    if score is None:
        first, last = core(blocks, kinds)
        body = np.array([first <= i <= last and not kinds[i] for i in range(len(blocks))])
        score = np.where(body, 0.7, 0.3)
    else:
        body = pick(score, weights(page)) & (score > 0.1)
        if page.dump:
            body |= _mostly_prose(blocks, kinds)
    title = find_title(page, body, kinds, hints.title)
    if page.dump and body.any():
        _read_head(blocks, body, kinds, title)
    add_turns(blocks, body, title, kinds)
    name = hints.title or (blocks[title].text if title is not None else "")
    return _Page(page, body, score, title, name, kinds, key(name), hints.owners)


def _read_head(
    blocks: Sequence[Block], body: NDArray[np.bool_], kinds: list[str | None], title: int | None
) -> None:
    """Give the lines over a dump's body their kinds, and the body its first words."""
    first = int(np.flatnonzero(body)[0])
    for i, kind in head_kinds(blocks, title, first).items():
        kinds[i] = kind
        body[i] = False
    body[opening_lines(blocks, title, first, kinds)] = True


_OPENING = 4
"""Blocks of the body that may still be lines about the account."""
_CLOSING = 2
"""Blocks at its end that may say who wrote it."""


def _trim_links(state: _Page) -> None:
    """A body does not open with lines that are nothing but a link and not surely body:
    the menu of a page whose only division is a table.  No development page changes.
    """
    for i in np.flatnonzero(state.body):
        block = state.page.blocks[i]
        bare = block.linked >= 0.9 * len(block.text) and len(block.text) < 40
        if not bare or state.score[i] > SURE or state.page.tag(block) in HEADINGS:
            return
        state.body[i] = False


def _keep_out(state: _Page) -> None:
    """Take out of the body what is never part of it."""
    head = np.flatnonzero(state.body)[:1]
    if len(head) and state.page.tag(state.page.blocks[head[0]]) == "h1":
        state.body[head] = False  # the headline, even where the page states another
    for i in np.flatnonzero(state.body)[:_OPENING]:
        place = Place(not state.body[:i].any(), i > 0 and state.kinds[i - 1] == "byline")
        opening = about(state.page, int(i), float(state.score[i]), state.owners, place)
        if opening is not None:
            state.kinds[i], state.body[i] = opening, False
    for i in np.flatnonzero(state.body)[-_CLOSING:]:
        if signed(state.page.blocks[i], state.owners):
            state.kinds[i], state.body[i] = "byline", False
    for i, block in enumerate(state.page.blocks):
        kind = state.kinds[i]
        if not state.body[i] and not _caption_after_repeat(state, i):
            continue
        same = state.repeats(block.text)
        sure = kind in {"share", "comment", "stamp", "sign-in"} and len(block.text) < 160
        closing = kind in {"legal", "credit"} and len(block.text) < 250 and state.score[i] < 0.9
        tag = kind == "credit" and any(c.kind == "tag" for c in line_credits(block.text))
        if same or sure or closing or tag or i == state.title or state.caption(block):
            state.body[i] = False


def label_blocks(page: Blocks, hints: Hints | None = None) -> list[Labelled]:
    """Label every block, in order."""
    if not page.blocks:
        return []
    hints = hints or Hints()
    split_footer(page, hints.title)
    state = _prepare(page, hints)
    drop_second_copy(page, state.body)
    _cut_tail(state)
    _trim_links(state)
    captions = {i for i in range(len(page.blocks)) if _caption_after_repeat(state, i)}
    _keep_out(state)
    state.body[sorted(captions)] = False
    for i in small_and_hidden(page, state.body):
        state.kinds[i], state.body[i] = "hidden", False
    for i in keep_whole(page, state.body):
        state.kinds[i] = "post"
    for i, kind in inserted(page, state.body, state.name).items():
        state.kinds[i], state.body[i] = kind, False
    inside = np.flatnonzero(state.body)
    first, last = (int(inside[0]), int(inside[-1])) if len(inside) else (len(page.blocks), -1)
    rows = zip(page.blocks, state.score.tolist(), state.body.tolist(), strict=True)
    return [
        _label(state, block, i, score, body, first, last, i in captions)
        for i, (block, score, body) in enumerate(rows)
    ]


_WHY = {
    "hidden": "not shown on the page",
    "post": "a post of another site, set into the page",
    "dek": "between the headline and the byline",
    "share": "worded like a share bar",
    "comment": "worded like a comment form",
    "sign-in": "worded like a sign-in box",
    "related": "worded like pointers to other stories",
    "navigation": "worded like a menu",
    "stamp": "worded like a date line",
    "legal": "worded like a legal notice",
    "credit": "worded like a credit line",
    "byline": "worded like an author line",
    "repeat": "worded like the headline",
    "consent": "worded like a consent window",
}
"""Reasons in words that a stranger understands."""


def _label(
    state: _Page, block: Block, i: int, score: float, body: bool, first: int, last: int,
    caption: bool,
) -> Labelled:  # fmt: skip
    if body:
        label, reason = content_kind(state.page, block)
        return Labelled(block, label, score, reason)
    if i == state.title:
        return Labelled(block, "title", 0.9, "headline before the body")
    if caption:
        return Labelled(block, "caption", 0.8, "line under a repeated headline")
    if state.repeats(block.text):
        return Labelled(block, "repeat", 0.9, "the headline again")
    if state.caption(block):
        return Labelled(block, "caption", 0.9, "marked as a caption")
    kind = state.kinds[i]
    if kind:
        return Labelled(block, kind, 1 - score, _WHY.get(kind, f"worded like {kind}"))
    label, reason = _outside(state, block, i, first, last)
    return Labelled(block, label, 1 - score, reason)


def _outside(state: _Page, block: Block, i: int, first: int, last: int) -> tuple[str, str]:
    """The kind of a block outside the body, from its element, else from its place."""
    if not state.page.dump:
        at = block.within
        if at not in state.placed:
            element = state.page.elements[at]
            own = element.marks | state.page.elements[max(element.parent, 0)].marks
            state.placed[at] = placed(element.tags, own, element.above)
        if found := state.placed[at]:
            return found
    if i < first:
        return "navigation", "stands before the article begins"
    if i > last:
        return "other", "stands after the article ends"
    return "other", "stands inside the article, but does not read like part of it"


__all__ = ["CONTENT", "Labelled", "is_sentence", "label_blocks"]
