"""Which of a page's elements are the article's own, and which stand on cards of other
stories: "most read" lists mark the authors of their stories as the article's is marked.
"""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from twosource.read.blocks.marks import bit, name_bits

_ELSEWHERE = bit("related") | bit("comment") | bit("navigation")
WORDS = 3
"""Words of a link at least that is the headline of another story."""
PARAGRAPHS, LONG = 3, 80
"""Paragraphs of that many characters that only the article's own element holds; a card
has one."""
LINKS = 40
HIGH = 30
"""Elements round an author that are looked at."""


def _holds_article(node: LexborNode) -> bool:
    return sum(len(p.text()) >= LONG for p in node.css("p")[:40]) >= PARAGRAPHS


def _stories(node: LexborNode, title: str) -> int:
    """How many links of an element are the headlines of other stories."""
    found = set()
    for link in node.css("a[href]")[:LINKS]:
        text = " ".join(link.text(separator=" ").split())
        if len(text.split()) >= WORDS and text not in title:
            found.add(link.attributes.get("href"))
    return len(found)


def _authors(node: LexborNode) -> int:
    names = {n.text().strip() for n in node.css("[rel~=author], [itemprop=author]")[:LINKS]}
    return max(1, len(names))


def _marked_elsewhere(node: LexborNode) -> bool:
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return node.tag == "nav" or bool(name_bits(names) & _ELSEWHERE)


def _own(node: LexborNode, headings: frozenset[int], title: str) -> bool:
    """Whether an element belongs to the article: going up from it, the article or its
    headline comes before anything that is a card or a list of them.
    """
    at: LexborNode | None = node
    for _ in range(HIGH):
        if at is None or at.tag in {"body", "html"}:
            return True
        if at.mem_id in headings or _holds_article(at):
            return True
        if at is not node and (stories := _stories(at, title)):
            # A card has a story for its author; who has many beside is this one's.
            return stories > _authors(at)
        if _marked_elsewhere(at) and at.css_first("h1") is None:
            return False
        at = at.parent
    return True


def own_elements(tree: LexborHTMLParser, nodes: Sequence[LexborNode]) -> list[LexborNode]:
    """The elements that are not on cards of other stories, in order."""
    headings: set[int] = set()
    for heading in tree.css("h1")[:3]:
        at: LexborNode | None = heading
        while at is not None and at.tag not in {"body", "html"} and len(headings) < 200:
            headings.add(at.mem_id)
            at = at.parent
    round_headings = frozenset(headings)
    named = tree.css_first("title")
    title = " ".join(named.text().split()) if named is not None else ""
    return [node for node in nodes if _own(node, round_headings, title)]
