"""Where a page's date is looked for when no field or element of the usual ones has it.

Marks of other vocabularies, the data that scripts are handed, the only ``time`` element.
Asked last, and only then: most pages never come here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser

from twosource.patterns import deferred
from twosource.read.found.days import machine_date
from twosource.read.metadata.dates import EARLIEST, candidate, contradicted
from twosource.types import DateCandidate

_MARKED = (
    '[property$="datePublished"], [property$="dateCreated"], [property="dc:date"], '
    '[property="dc:created"], [property="dcterms:created"], [property="dcterms:issued"], '
    "[itemprop=dateCreated], [itemprop=pubdate]"
)
# Names under which software hands the day of publication to scripts.
_KEY = deferred(
    r"""["'](?:date_?published|published_?(?:date|at|time|on)|publi(?:sh|cation)_?(?:date|time)|"""
    r"""pub_?date|first_?publi(?:cation|shed)(?:_?(?:date|at|time))?|article_?date_?published|"""
    r"""date_?(?:of_?)?publication|display_?date|post_?date|dateCreated|created_?at)["']"""
    r"""\s*:\s*["']([^"'\\]{8,40})["']""",
    re.I,
)
SCRIPT, SCRIPTS = 200_000, 60
"""Characters of a script, and scripts of a page, that are looked at."""


def last_dates(tree: LexborHTMLParser) -> Iterator[DateCandidate]:
    """Candidates of the first of these places that gives any: other vocabularies, data
    of scripts, the only ``time`` element.
    """
    for place in (_marked, _handed, _only_time):
        found = [c for c in place(tree) if c is not None]
        if found:
            yield from found
            return


def _marked(tree: LexborHTMLParser) -> Iterable[DateCandidate | None]:
    for node in tree.css(_MARKED)[:4]:
        given = node.attributes.get("content") or node.attributes.get("datetime") or node.text()
        name = node.attributes.get("property") or node.attributes.get("itemprop")
        yield candidate((given or "")[:80], "published", f"element {name}", 0.8)


def _handed(tree: LexborHTMLParser) -> Iterable[DateCandidate | None]:
    """The day under such a name in the scripts, where all of them give one day."""
    values: list[str] = []
    for node in tree.css("script")[:SCRIPTS]:
        text = (node.text(deep=False) or "")[:SCRIPT]
        values += [m[1] for m in _KEY.finditer(_plain(text))]
    known = {v: d.value[:10] for v in values if (d := machine_date(v)) and d.value >= EARLIEST}
    if len(set(known.values())) == 1:
        yield candidate(min(known), "published", "script data", 0.65)


_HYPHENED = deferred(r"(?<=[a-z])-(?=[a-z])")


def _plain(text: str) -> str:
    """A script whose keys are written without hyphens ("first-publication")."""
    return _HYPHENED.sub("_", text)


def _only_time(tree: LexborHTMLParser) -> Iterable[DateCandidate | None]:
    """The ``time`` element of a page, where all of them give one day."""
    nodes = [n for n in tree.css("time")[:20] if not contradicted(n)]
    values = [n.attributes.get("datetime") or n.text() for n in nodes]
    known = {v: d.value[:10] for v in values if v and (d := machine_date(v[:80]))}
    if len(set(known.values())) == 1:
        yield candidate(min(known)[:80], "published", "element time, the only one", 0.62)


__all__ = ["last_dates"]
