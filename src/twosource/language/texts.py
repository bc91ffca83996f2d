"""The text of a parsed part and the words of a stretch of it, without a walk over all of it:
spaCy joins the text anew from all words each time it is asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_KEY = "twosource.text"


def text_of(doc: Doc) -> str:
    """``doc.text``, joined once."""
    kept = doc.user_data.get(_KEY)
    if kept is None:
        kept = doc.user_data[_KEY] = doc.text
    return str(kept)


def starting(doc: Doc, span: Span) -> Sequence[Token]:
    """The words that begin inside a span, which are searched for by halves."""
    first, last = (
        bisect_left(range(len(doc)), at, key=lambda i: doc[i].idx) for at in (span.start, span.end)
    )
    return list(doc[first:last])


def within(doc: Doc, span: Span) -> Sequence[Token]:
    """The words that stand whole inside a span."""
    return [t for t in starting(doc, span) if t.idx + len(t) <= span.end]
