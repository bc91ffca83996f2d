"""CSL-JSON, the input of citation processors: https://docs.citationstyles.org/

Names are ``literal``: which of its words is the family name, a byline does not say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from twosource.exchange.citing import Reference, references
from twosource.exchange.told import Told


def item(r: Reference) -> dict[str, Any]:
    """An account as an item of CSL."""
    told: dict[str, Any] = {
        "id": r.key,
        "type": "article-newspaper",
        "title": r.title or None,
        "author": [{"literal": name} for name in r.authors] or None,
        "container-title": r.outlet,
        "publisher": r.publisher,
        "issued": {"date-parts": [list(r.issued)]} if r.issued else None,
        "accessed": {"date-parts": [list(r.accessed)]} if r.accessed else None,
        "URL": r.url,
        "archive": "Internet Archive" if r.archived else None,
        "archive_location": r.archived,
        "language": r.language if r.language != "und" else None,
        "note": r.note or None,
    }
    return {k: v for k, v in told.items() if v is not None}


def chunks(stories: Iterable[Told]) -> Iterator[str]:
    """The list as text, a line an item."""
    yield "["
    for number, r in enumerate(references(stories)):
        text = json.dumps(item(r), ensure_ascii=False)
        yield (",\n" if number else "\n") + text
    yield "\n]\n"
