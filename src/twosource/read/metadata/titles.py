"""The headline: what the page shows as such, checked against what it says it is."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from twosource.patterns import deferred
from twosource.read.metadata.hints import clean
from twosource.read.metadata.linked import Item, text_of

_WORD = deferred(r"\w+")
_TAIL = deferred(r"\s+(?:[|·•»–—]|-{1,2}|::?)\s+(?=[^|·•»–—]{1,60}$)")
_HEAD = deferred(r"^([^|:–—-]{2,40})\s+[|–—-]\s+(.{15,})$")
_KICKER = deferred(r"^\w+\s+\|\s+(?=(?:\S+\s+){3})")  # "Opinion | " before a headline
_FIELDS = ("og:title", "twitter:title", "title", "headline", "dc.title", "parsely-title")

NEAR = 0.5
"""Share of words a heading has in common with a stated title to be surely the headline."""
ALONE = 0.15
"""The same for the only first-level heading of a page: search titles are often reworded,
but a heading that is the site's shares nothing.  Only where linked data states no headline."""


def _key(text: str) -> str:
    return "".join(_WORD.findall(text)).lower()


def without_outlet(title: str, outlet: Sequence[str]) -> str:
    """The title without the name of the outlet at its end or beginning."""
    owners = [_key(o) for o in outlet if o]
    title = _KICKER.sub("", title)
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
    head = _HEAD.match(title)
    if head and any(_key(head[1]) == o for o in owners):
        return head[2]
    return title


def _share(a: str, b: str) -> float:
    left, right = {w.lower() for w in _WORD.findall(a)}, {w.lower() for w in _WORD.findall(b)}
    return len(left & right) / max(1, len(left | right))


def _stated(
    tree: LexborHTMLParser, found: dict[str, list[str]], own: Item | None, outlet: Sequence[str]
) -> list[tuple[str, str]]:
    """Titles the page states, with their source: linked data, fields, ``title``."""
    stated = []
    if own is not None and (name := clean(text_of(own.get("headline")))):
        stated.append((without_outlet(name, outlet), "JSON-LD headline"))
    for field in _FIELDS:
        if field in found:
            stated.append((without_outlet(clean(found[field][0]), outlet), f"meta {field}"))
    node = tree.css_first("title")
    if node is not None and (text := clean(node.text())):
        stated.append((without_outlet(text, outlet), "element title"))
    owners = {_key(o) for o in outlet if o}
    own_name = [(t, e) for t, e in stated if t and _key(t) in owners]
    return [s for s in stated if s[0] and s not in own_name] or own_name


def _shown(tree: LexborHTMLParser, outlet: Sequence[str]) -> list[str]:
    """The first-level headings, but not those that are the outlet's name."""
    owners = {_key(o) for o in outlet if o}
    texts = [clean(n.text(separator=" ")) for n in tree.css("h1")[:12]]
    return [without_outlet(t, outlet) for t in texts if t and _key(t) not in owners]


def _heading(shown: Sequence[str], stated: Sequence[tuple[str, str]]) -> tuple[str, float]:
    """The heading nearest to a stated title, and how near."""
    best, near = "", 0.0
    for heading in shown:
        close = max((_share(heading, t) for t, _ in stated), default=0.0)
        if close > near:
            best, near = heading, close
    return best, near


def _spelt(title: str, stated: Sequence[tuple[str, str]]) -> str:
    """A heading as a stated title spells it, where they differ in marks alone."""
    key = _key(title)
    return next((t for t, _ in stated if _key(t) == key), title)


def _only_names_page(heading: str, stated: Sequence[tuple[str, str]]) -> bool:
    """Whether what a page states as its title is a label of it ("About us"), while its
    heading is a headline.
    """
    longest = max((len(t.split()) for t, _ in stated), default=0)
    return longest <= LABEL < len(heading.split())


LABEL = 3
"""Words of a label at most."""


def headline(
    tree: LexborHTMLParser,
    found: dict[str, list[str]],
    own: Item | None,
    outlet: Sequence[str],
) -> tuple[str | None, str]:
    """The headline and where it was read.

    What linked data and Open Graph both state is taken: they are filled from the
    newsroom's headline field, while a heading on the page may carry a kicker.  Else
    the first-level heading nearest to a stated title, when they share most words or
    it is the page's only one; else the first stated title (linked data, Open Graph,
    ``title`` element) without the outlet's name.
    """
    stated = _stated(tree, found, own, outlet)
    shown = _shown(tree, outlet)
    by = {e: t for t, e in reversed(stated)}
    linked, graph = by.get("JSON-LD headline", ""), by.get("meta og:title", "")
    if linked and _key(linked) == _key(graph):
        return linked, "JSON-LD headline, as meta og:title"
    best, near = _heading(shown, stated)
    alone = len(shown) == 1 and len(best.split()) > 3 and not linked
    if len(shown) == 1 and not linked and _only_names_page(shown[0], stated):
        return shown[0], "heading, longer than the page's name"
    if best and near >= (ALONE if alone else NEAR):
        return _spelt(best, stated), "heading that is the stated title"
    if stated:
        return stated[0]
    return (shown[0], "heading") if shown else (None, "")
