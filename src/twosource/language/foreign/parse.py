"""Account -> Parse, for a language that has lists and no parser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from twosource.language.foreign.dates import Day
from twosource.language.foreign.figures import Figure, figures_of
from twosource.language.foreign.lists import code_of, lists_of
from twosource.language.foreign.quotes import Quoted, quotes_of
from twosource.language.foreign.reading import reading_of
from twosource.language.foreign.sentences import sentences_of
from twosource.types import Account, Parse, Part, Quantity, Quote, Section, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAMED = "lists"
"""What stands for the pipeline in a parse made by lists: ``lists:es``."""
_UNITS = {"percent": "percent"}


Cut = Callable[[str], "Doc"]
"""Text -> its words."""


def parse_other(account: Account, cut: Cut) -> Parse:
    """Parse an account of another language: sentences, quotations, figures and dates by lists; its
    words are cut and not tagged.
    """
    parts = sorted(account.parts(), key=lambda p: p != "text")
    code = code_of(account.language)
    return Parse(account, tuple(_section(account, p, cut) for p in parts), f"{NAMED}:{code}")


def _section(account: Account, part: Part, cut: Cut) -> Section:
    text = account.part(part)
    lists = lists_of(code_of(account.language))
    reading = reading_of(account) if part == "text" else None
    if reading is not None:
        sentences = tuple(s.span for s in reading.sentences)
        quotes, figures, days = reading.quotes, reading.figures, reading.days
        spoken = [f.content for f in reading.frames if f.direct]
    else:
        quotes = tuple(quotes_of(text, lists))
        sentences = sentences_of(text, lists, quotes)
        figures, days, spoken = figures_of(text, lists), (), []
    return Section(
        part=part,
        text=text,
        doc=_doc(cut(text), sentences),
        sentences=sentences,
        quotes=tuple(_quote(k, q, spoken) for k, q in enumerate(quotes)),
        quantities=tuple(_quantity(f) for f in figures),
        times=tuple(_time(d) for d in days),
    )


def _doc(plain: Doc, sentences: tuple[Span, ...]) -> Doc:
    starts = {s.start for s in sentences}
    begins: list[bool | int | None] = [t.i == 0 or t.idx in starts for t in plain]
    return type(plain)(
        plain.vocab,
        words=[t.text for t in plain],
        spaces=[bool(t.whitespace_) for t in plain],
        sent_starts=begins,
    )


def _quote(number: int, quoted: Quoted, spoken: list[Span]) -> Quote:
    return Quote(quoted.span, quoted.inner, quoted.closed, quoted.inner in spoken, number)


def _quantity(figure: Figure) -> Quantity:
    return Quantity(figure.span, figure.value, None, "exact", _UNITS.get(figure.unit, ""), None)


def _time(day: Day) -> TimeExpression:
    if day.year is None or day.month is None:
        return TimeExpression(day.span, None, None)
    tail = f"-{day.day:02d}" if day.day is not None else ""
    return TimeExpression(day.span, f"{day.year:04d}-{day.month:02d}{tail}", None)
