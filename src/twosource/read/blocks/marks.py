"""What the attributes of an element say about it, as bits."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from twosource.patterns import deferred
from twosource.read.lexicon import load
from twosource.read.openings import alternatives, literal_head

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
_ATTRIBUTE = deferred(
    r"\b(class|id|role|itemprop|data-component|data-testid|data-type|data-module|data-block|"
    r"aria-label|rel|name|hidden|style|aria-hidden|data-name)=\"([^\"]*)\""
)
_HIDDEN = deferred(r"display:\s*none|visibility:\s*hidden", re.I)
_WORD = deferred(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])")
HIDDEN = 1 << 62
"""Set in an element's marks when it is not shown."""
UNSEEN = 1 << 59
"""Set in an element's marks when it is not shown, by this sign or another; the labeller,
which was taught by :data:`HIDDEN` alone, does not see it."""
JOINS = 1 << 61
"""Set in a word's bits when a name of several words may open with it."""
FOLLOWS = 1 << 60
"""Set in a word's bits when it may be a later word of such a name."""


@cache
def families() -> tuple[str, ...]:
    """Names of the families, in the order of their bits."""
    return tuple(entry["name"] for entry in load("marks")["family"])


HEAD = 3
"""Letters of a word by which the stems that it may open with are looked up."""


@cache
def _stems() -> tuple[dict[str, list[tuple[int, re.Pattern[str]]]], ...]:
    """For none to three letters, the stems that open with just these, as patterns, and
    the bits of their families.
    """
    found: tuple[dict[str, list[tuple[int, re.Pattern[str]]]], ...] = ({}, {}, {}, {})
    for i, entry in enumerate(load("marks")["family"]):
        for stem in alternatives(entry["words"]):
            head = literal_head(stem)[:HEAD]
            found[len(head)].setdefault(head, []).append((1 << i, re.compile(stem)))
    return found


@cache
def _joined() -> tuple[re.Pattern[str], tuple[tuple[int, re.Pattern[str]], ...]]:
    found = [
        (1 << i, entry["joined"])
        for i, entry in enumerate(load("marks")["family"])
        if "joined" in entry
    ]
    union = re.compile("|".join(f"(?:{words})" for _, words in found))
    return union, tuple((b, re.compile(words)) for b, words in found)


def _heads(pattern: str) -> list[str]:
    """The words that the alternatives of a joined pattern open with: what stands
    before the first "-" outside brackets.
    """
    heads, depth, head, whole = [], 0, "", False
    for char in (*pattern, "|"):
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            heads += _plain(head)
            head, whole = "", False
        elif char == "-" and not depth:
            whole = True
        elif not whole:
            head += char
    return heads


def _plain(head: str) -> list[str]:
    """The words of a bracket, or the one word there is; none that hold more than letters,
    which no single word could be.
    """
    words = alternatives(head[3:-1]) if head.startswith("(?:") else [head]
    return [w for w in words if w.isalpha()]


_BEHIND = deferred(r"-\)?\??(?=\(\?:([^()]*)|([^\W\d_]+))")


@cache
def _joins() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ends of the words behind which a joined name may go on, and beginnings of those
    with which it may.
    """
    names = [entry["joined"] for entry in load("marks")["family"] if "joined" in entry]
    behind = [m[1] or m[2] for name in names for m in _BEHIND.finditer(name)]
    words = [w.split("-")[0] for part in behind for w in part.split("|")]
    return tuple(h for name in names for h in _heads(name)), tuple(filter(str.isalpha, words))


@lru_cache(maxsize=65536)
def _word_bits(word: str) -> int:
    """The families of a lower-case word; :data:`JOINS` and :data:`FOLLOWS` where others
    may follow it, or it others.
    """
    ends, begins = _joins()
    bits = (JOINS if word.endswith(ends) else 0) | (FOLLOWS if word.startswith(begins) else 0)
    for size, stems in enumerate(_stems()):
        for bit, pattern in stems.get(word[:size], ()) if stems else ():
            if pattern.match(word):
                bits |= bit
    return bits


@lru_cache(maxsize=65536)
def _token_bits(token: str) -> int:
    bits = 0
    for word in _WORD.findall(token):
        bits |= _word_bits(word.lower())
    return bits


@lru_cache(maxsize=32768)
def name_bits(name: str) -> int:
    """The families of a class or id name."""
    bits = 0
    for token in name.split():
        bits |= _token_bits(token)
    joined = bits & JOINS and bits & FOLLOWS
    bits &= ~(JOINS | FOLLOWS)
    if not joined:
        return bits
    union, patterns = _joined()
    whole = "-".join(_WORD.findall(name)).lower()
    if "-" in whole and union.search(whole):
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
