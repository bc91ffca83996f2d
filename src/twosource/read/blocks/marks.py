"""What the attributes of an element say about it, as bits."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from twosource.read.lexicon import load

TAGS = [
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "form",
    "figure",
    "figcaption",
    "table",
    "ul",
    "ol",
    "li",
    "blockquote",
    "section",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "div",
    "td",
    "th",
    "dl",
    "dd",
    "dt",
    "pre",
    "button",
    "a",
    "address",
    "details",
    "summary",
    "dialog",
    "fieldset",
    "center",
    "hgroup",
    "cite",
    "picture",
    "label",
    "span",
    "tr",
    "tbody",
    "body",
    "caption",
    "menu",
    "html",
]
TAG_BIT = {tag: 1 << i for i, tag in enumerate(TAGS)}
_ATTRIBUTE = re.compile(
    r"\b(class|id|role|itemprop|data-component|data-testid|data-type|data-module|data-block|"
    r"aria-label|rel|name|hidden|style|aria-hidden|data-name)=\"([^\"]*)\""
)
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.I)
_WORD = re.compile(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])")
HIDDEN = 1 << 62
"""Set in an element's marks when it is not shown."""


@cache
def families() -> tuple[str, ...]:
    """Names of the families, in the order of their bits."""
    return tuple(entry["name"] for entry in load("marks")["family"])


@cache
def _words() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (1 << i, re.compile(f"(?:{entry['words']})"))
        for i, entry in enumerate(load("marks")["family"])
    )


@cache
def _joined() -> tuple[re.Pattern[str], tuple[tuple[int, re.Pattern[str]], ...]]:
    found = [
        (1 << i, entry["joined"])
        for i, entry in enumerate(load("marks")["family"])
        if "joined" in entry
    ]
    union = re.compile("|".join(f"(?:{words})" for _, words in found))
    return union, tuple((b, re.compile(words)) for b, words in found)


@lru_cache(maxsize=65536)
def _word_bits(word: str) -> int:
    return sum(b for b, pattern in _words() if pattern.match(word))


@lru_cache(maxsize=32768)
def name_bits(name: str) -> int:
    """The families of a class or id name."""
    words = [w.lower() for w in _WORD.findall(name)]
    bits = 0
    for word in words:
        bits |= _word_bits(word)
    if len(words) > 1:
        union, patterns = _joined()
        whole = "-".join(words)
        if union.search(whole):
            for b, pattern in patterns:
                if pattern.search(whole):
                    bits |= b
    return bits


@lru_cache(maxsize=32768)
def read_attributes(attributes: str) -> tuple[int, str]:
    """Bits and name of an element from its attributes as written."""
    bits = 0
    names = []
    for key, value in _ATTRIBUTE.findall(attributes):
        if key == "style":
            if _HIDDEN.search(value):
                bits |= HIDDEN
        elif key == "hidden":
            bits |= HIDDEN
        elif value and key != "aria-hidden":
            names.append(value[:120])
    name = " ".join(names)
    return bits | (name_bits(name) if name else 0), name


@cache
def bit(family: str) -> int:
    """The bit of a family."""
    return 1 << families().index(family)
