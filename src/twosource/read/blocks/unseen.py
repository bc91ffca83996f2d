"""What a page's attributes and style rules say is not shown.

Two degrees: inline text that is not shown (labels for screen readers, windows that open
over a word) is no part of the sentence it stands in; a block that is not shown keeps a
mark, and the labels decide, for behind a wall the whole account may be hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from twosource.patterns import deferred

_NAMES = (
    r"sr-only|sr-text|visually-?hidden|screen-?reader(?:-text|-only)?|d-none|a11y-hidden|"
    r"(?:is|u)-(?:sr-only|hidden|visually-hidden)|assistive-text|element-invisible|offscreen|"
    r"hide-visually|show-for-sr|hidden-text"
)
_STYLE = deferred(
    r"style=\"[^\"]*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|clip\s*:\s*rect|"
    r"clip-path\s*:\s*inset\(\s*(?:50|100)%|(?:left|top|text-indent)\s*:\s*-\d{3,}|"
    r"(?<![\w-])(?:max-)?height\s*:\s*0(?:px)?\s*;[^\"]*overflow\s*:\s*hidden)"
)
# Windows that open over a word when the mouse is on it are not shown either.
_INLINE = deferred(
    rf"(?<![\w-])(?:hidden=|{_NAMES}(?![\w-]))|role=\"tooltip\"|"
    r"class=\"[^\"]*\b(?:tooltip|popover|rollover|popup)[\w-]*[-_]?(?:text|content|body|block|inner)\b"
)
_BLOCK = deferred(
    r"(?<![\w-])(?:hidden|popover)=|role=\"tooltip\"|aria-hidden=\"true\"|"
    rf"class=\"(?:[^\"]*\s)?(?:{_NAMES}|hidden)(?=[\s\"])"
)
_WIDER = deferred(
    r"(?<![\w-])(?:\w{2,3}:(?:block|flex|grid|inline|table|contents)|"
    r"d-(?:sm|md|lg|xl|xxl)-(?:block|flex|grid|inline|table)|hidden-(?:xs|sm|md|lg|print))"
)
"""Names that show an element again on wider screens, or hide it on some alone."""
_NAMED = deferred(r"\b(?:class|id)=\"([^\"]*)\"")
INLINE, BLOCK = 1, 2
"""Bits of :func:`_read`."""


@lru_cache(maxsize=32768)
def _read(attributes: str) -> int:
    """Whether attributes hide an inline element, and a block; the plain tests spare
    most the patterns.
    """
    low = attributes.lower()
    if "style=" in low and _STYLE.search(low):
        return INLINE | BLOCK
    if (
        "hid" in low or "sr-" in low or "-sr" in low or "tooltip" in low or "none" in low
        or "screen" in low or "popup" in low or "popover" in low or "rollover" in low
        or "invisible" in low or "assistive" in low
    ):  # fmt: skip
        if _WIDER.search(low):
            return 0
        return INLINE * bool(_INLINE.search(low)) | BLOCK * bool(_BLOCK.search(low))
    return 0


def inline_unseen(attributes: str) -> bool:
    """Whether an inline element with these attributes is not shown."""
    return _read(attributes) & INLINE > 0


def block_unseen(attributes: str) -> bool:
    """Whether a block element with these attributes is not shown, or not told to those
    who have a page read to them.
    """
    return _read(attributes) & BLOCK > 0


_NONE = (
    (deferred(r"display\s*:\s*none"), "none"),
    (deferred(r"visibility\s*:\s*hidden"), "hidden"),
    (deferred(r"clip\s*:\s*rect\(\s*[01](?:px)?[\s,]"), "rect("),
    (deferred(r"clip-path\s*:\s*inset\(\s*(?:50|100)%"), "inset("),
)
"""What hides, each with a word that must stand in the style sheet for it."""
_FAR = deferred(r"-\d{4,}px")
_AWAY = deferred(r"(?:left|top|text-indent)\s{0,20}:\s{0,20}\Z")
"""What hides by its place: how far, and what stands before it.  As one pattern it would be
tried at every letter."""
_SHOWN = deferred(r"display\s*:\s*(?!none)\w|visibility\s*:\s*visible")
_SIMPLE = deferred(r"(?:[a-z][a-z0-9]*[\s>]+)*(?:[a-z][a-z0-9]*)?[.#](-?[A-Za-z_][\w-]*)")
MAX_STYLE = 400_000
"""Characters of style rules that are looked at; news pages carry up to 300,000."""
SELECTORS, RULE, OTHERS, BEFORE = 2000, 600, 40, 60
"""Characters of a rule's selectors and of its declarations that are looked at, other
rules that speak of a name, and characters of a property before its value."""


def _without_comments(style: str) -> str:
    if "/*" not in style:
        return style
    first, *rest = style.split("/*")
    return " ".join((first, *(part.partition("*/")[2] for part in rest)))


def _hiding(style: str) -> set[str]:
    """The names of plain selectors of the rules that hide, outside ``@media`` and the
    like: the braces before each are counted on from the last one's.
    """
    found: set[str] = set()
    for places in _hiding_places(style):
        depth = counted = 0
        for place in places:
            depth += style.count("{", counted, place) - style.count("}", counted, place)
            counted = place
            opened = style.rfind("{", max(0, place - RULE), place)
            if depth != 1 or opened < 0:
                continue
            start = max(0, opened - SELECTORS)
            before = max(style.rfind(c, start, opened) for c in "{};")
            for selector in style[max(before + 1, start) : opened].split(","):
                simple = _SIMPLE.fullmatch(selector.strip()[:120])
                if simple is not None:
                    found.add(simple[1])
    return found


def _hiding_places(style: str) -> Iterator[Iterator[int]]:
    """Where the declarations that hide stand, one sort after the other, each in order."""
    for pattern, word in _NONE:
        if word in style:
            yield (m.start() for m in pattern.finditer(style))
    ends = (m.start() for m in _FAR.finditer(style))
    away = (_AWAY.search(style, max(0, end - BEFORE), end) for end in ends)
    yield (m.start() for m in away if m is not None)


def _shown_elsewhere(name: str, style: str) -> bool:
    """Whether another rule that speaks of a name shows it: with a second class, or later."""
    at = 0
    for _ in range(OTHERS):
        at = style.find(name, at)
        if at < 0:
            return False
        at += len(name)
        if style[at : at + 1] in tuple("-_") or style[at : at + 1].isalnum():
            continue
        opened = style.find("{", at, at + SELECTORS)
        closed = style.find("}", opened, opened + RULE) if opened >= 0 else -1
        if closed >= 0 and _SHOWN.search(style, opened, closed):
            return True
    return True


def hidden_names(style: str, html: str) -> frozenset[str]:
    """The class and id names in a page's ``html`` that its own rules hide, on all screens.

    Only plain selectors (one class or id, names of tags before it at most) are read;
    what another rule shows is taken for shown. Rules for print or a width of screen say
    nothing.
    """
    if not any(word in style for word in ("none", "hidden", "clip", ":-", ": -")):
        return frozenset()
    plain = _without_comments(style[:MAX_STYLE])
    used = (name for name in _hiding(plain) if name in html)
    return frozenset(name for name in used if not _shown_elsewhere(name, plain))


@lru_cache(maxsize=32768)
def _named(attributes: str) -> frozenset[str]:
    return frozenset(name for value in _NAMED.findall(attributes) for name in value.split())


def named_in(attributes: str, names: frozenset[str]) -> bool:
    """Whether an element has one of some class or id names."""
    return bool(names) and not names.isdisjoint(_named(attributes))


__all__ = ["block_unseen", "hidden_names", "inline_unseen", "named_in"]
