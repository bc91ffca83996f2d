"""The headline: what the page shows as such, checked against what it says it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from twosource.read.metadata.hints import clean
from twosource.read.metadata.linked import Item, text_of

_WORD = re.compile(r"\w+")
_TAIL = re.compile(r"\s+(?:[|·•»–—]|-{1,2}|::?)\s+(?=[^|·•»–—]{1,60}$)")

_COLON = re.compile(r"\s+([:,.;?!])(?=\s|$)")


def _key(text: str) -> str:
    return "".join(_WORD.findall(text)).lower()


def without_outlet(title: str, outlet: Sequence[str]) -> str:
    """The title without the name of the outlet at its end or beginning."""
    owners = [_key(o) for o in outlet if o]
    for _ in range(2):
        tails = list(_TAIL.finditer(title))
        if not tails:
            break
        m = tails[-1]
        tail, rest = _key(title[m.end() :]), title[: m.start()].strip()
        own = any(tail and (tail in o or o in tail) for o in owners)
        if not rest or not (own or "|" in m.group()):
            break
        title = rest
    head = re.match(r"^([^|:–—-]{2,40})\s+[|–—-]\s+(.{15,})$", title)
    if head and any(_key(head[1]) == o for o in owners):
        return head[2]
    return title


def _share(a: str, b: str) -> float:
    left, right = {w.lower() for w in _WORD.findall(a)}, {w.lower() for w in _WORD.findall(b)}
    return len(left & right) / max(1, len(left | right))


def headline(
    tree: LexborHTMLParser,
    found: dict[str, list[str]],
    own: Item | None,
    outlet: Sequence[str],
) -> tuple[str | None, str]:
    """The headline and where it was read.

    Of the page's first-level headings the one nearest to the stated title, when
    they share most words; else the stated title itself (linked data, Open Graph,
    ``title`` element) without the outlet's name.
    """
    stated = []
    if own is not None and (name := clean(text_of(own.get("headline")))):
        stated.append((name, "JSON-LD headline"))
    for field in ("og:title", "twitter:title", "title", "headline", "dc.title", "parsely-title"):
        if field in found:
            stated.append((without_outlet(clean(found[field][0]), outlet), f"meta {field}"))
    node = tree.css_first("title")
    if node is not None and (text := clean(node.text())):
        stated.append((without_outlet(text, outlet), "element title"))
    stated = [(t, e) for t, e in stated if t]
    shown = [
        without_outlet(_COLON.sub(r"\1", t), outlet)
        for n in tree.css("h1")[:12]
        if (t := clean(n.text(separator=" ")))
    ]
    best, near = "", 0.0
    for heading in shown:
        close = max((_share(heading, t) for t, _ in stated), default=0.0)
        if close > near:
            best, near = heading, close
    if best and near >= 0.5:
        return best, "heading that is the stated title"
    if stated:
        return stated[0]
    return (shown[0], "heading") if shown else (None, "")
