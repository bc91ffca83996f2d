"""A source that a parser began with the dateline."""

from __future__ import annotations

from twosource.find.statements.draft import Draft
from twosource.language.datelines import dateline_end
from twosource.types import Section, Span


def past_dateline(section: Section, draft: Draft) -> None:
    """Cut the dateline off the source, in place: in "ODE, May 3 - Mayor Ilse Dahl said" it is
    the mayor who speaks.  A source that is nothing else stays.
    """
    if not draft.source:
        return
    first = draft.source[0]
    end = dateline_end(section.text, first.start)
    if not first.start < end < first.end:
        return
    rest = section.doc.char_span(end, first.end, alignment_mode="contract")
    if rest is None or not any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in rest):
        return
    draft.source[0] = Span(rest.start_char, first.end)
    if draft.head is not None and section.doc[draft.head].idx < end:
        draft.head = rest.root.i
