"""What a page's attributes and style rules say is not shown.

Two degrees: inline text that is not shown (labels for screen readers, windows that open
over a word) is no part of the sentence it stands in; a block that is not shown keeps a
mark, and the labels decide, for behind a wall the whole account may be hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_NAMES = (
    r"sr-only|sr-text|visually-?hidden|screen-reader(?:-text|-only)?|screenreader(?:-text|-only)?|"
    r"d-none|a11y-hidden|(?:is|u)-(?:sr-only|hidden|visually-hidden)|assistive-text|"
    r"element-invisible|clip-text|offscreen|hide-visually|show-for-sr|"
    r"usa-sr-only|vh|hidden-text|aural"
)
_STYLE = (
    r"display:\s*none|visibility:\s*(?:hidden|collapse)|clip:\s*rect|clip-path:\s*inset\(\s*(?:50|100)%|"
    r"(?:left|top|text-indent):\s*-\d{3,}"
)
# Windows that open over a word when the mouse is on it are not shown either.
_INLINE = re.compile(
    rf"style=\"[^\"]*(?:{_STYLE})|(?<![\w-])hidden=|role=\"tooltip\"|"
    rf"(?<![\w-])(?:{_NAMES})(?![\w-])|"
    r"class=\"[^\"]*\b(?:tooltip|popover|rollover|popup)[\w-]*[-_]?(?:text|content|body|block|inner)\b",
    re.I,
)
_BLOCK = re.compile(
    rf"style=\"[^\"]*(?:{_STYLE})|(?<![\w-])hidden=|role=\"tooltip\"|aria-hidden=\"true\"|"
    rf"class=\"(?:[^\"]*[\s])?(?:{_NAMES}|hidden)(?=[\s\"])",
    re.I,
)
_HINTS = (
    "hid", "none", "sr-", "screen", "tooltip", "popover", "rollover", "popup", "clip", "-indent",
    "left", "top", "invisible", "assistive", "-sr", "vh", "aural", "offscreen",
)  # fmt: skip
_NAMED = re.compile(r"\b(?:class|id)=\"([^\"]*)\"")


@lru_cache(maxsize=8192)
def inline_unseen(attributes: str) -> bool:
    """Whether an inline element with these attributes is not shown."""
    low = attributes.lower()
    return any(hint in low for hint in _HINTS) and bool(_INLINE.search(attributes))


@lru_cache(maxsize=8192)
def block_unseen(attributes: str) -> bool:
    """Whether a block element with these attributes is not shown, or not told to those
    who have a page read to them.
    """
    low = attributes.lower()
    return any(hint in low for hint in _HINTS) and bool(_BLOCK.search(attributes))


_BRACE = re.compile(r"([{}])")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*[\s>]+)*(?:[a-z][a-z0-9]*)?[.#](-?[A-Za-z_][\w-]*)")
_NONE = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_SHOWN = re.compile(r"(?<![\w-])(?:display\s*:\s*(?!none)\w|visibility\s*:\s*visible)", re.I)
MAX_STYLE = 400_000
"""Characters of style rules that are looked at; news pages carry up to 300,000."""


def _without_comments(style: str) -> str:
    first, *rest = style.split("/*")
    return " ".join((first, *(part.partition("*/")[2] for part in rest)))


def _rules(style: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that hold on all screens, in order.
    One pass: what stands inside ``@media`` and the like is passed over.
    """
    depth, head, text = 0, "", ""
    for part in _BRACE.split(style):
        if part == "{":
            depth += 1
            if depth == 1:
                head = text.rpartition(";")[2].strip()
        elif part == "}":
            if depth == 1 and not head.startswith("@"):
                yield head, text
            depth = max(0, depth - 1)
            text = ""
        else:
            text = part


def hidden_names(style: str) -> frozenset[str]:
    """The class and id names that a page's own rules hide, on all screens.

    Only plain selectors (one class or id, names of tags before it at most) are read;
    what a later rule shows again is shown. Rules for print or a width of screen say
    nothing.
    """
    if "none" not in style and "hidden" not in style:
        return frozenset()
    hidden: dict[str, bool] = {}
    for selectors, rule in _rules(_without_comments(style[:MAX_STYLE])):
        hides = _NONE.search(rule) is not None
        if not hides and not _SHOWN.search(rule):
            continue
        for selector in selectors.split(",") if len(selectors) < 4000 else ():
            found = _SIMPLE.fullmatch(selector.strip()[:120])
            if found is not None:
                hidden[found[1]] = hides
    return frozenset(name for name, hides in hidden.items() if hides)


@lru_cache(maxsize=8192)
def _named(attributes: str) -> frozenset[str]:
    return frozenset(name for value in _NAMED.findall(attributes) for name in value.split())


def named_in(attributes: str, names: frozenset[str]) -> bool:
    """Whether an element has one of some class or id names."""
    return bool(names) and not names.isdisjoint(_named(attributes))


__all__ = ["block_unseen", "hidden_names", "inline_unseen", "named_in"]
