"""An account of any language read by lists, once: what other stages lay beside others."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from twosource.language.foreign.dates import Day, dates_of
from twosource.language.foreign.figures import Figure, figures_of
from twosource.language.foreign.frame import Frame
from twosource.language.foreign.frames import frames_of
from twosource.language.foreign.lists import Lists, code_of, known, lists_of
from twosource.language.foreign.names import Name, names_of
from twosource.language.foreign.quotes import Quoted, quotes_of
from twosource.language.foreign.sentences import sentences_of
from twosource.types import Account, Span

_KEPT = 512
_MOST = 30_000
"""Code points of a text that are read: longer ones are no news report."""
_SENTENCES = 300


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and what it holds; ``concepts`` are the English names of roles, bodies, units,
    months and the like that its words stand for.
    """

    span: Span
    figures: tuple[Figure, ...]
    days: tuple[Day, ...]
    quotes: tuple[Quoted, ...]
    names: tuple[Name, ...]
    concepts: frozenset[str]
    negated: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What lists find in the text of an account, in order."""

    account: Account
    lists: Lists
    sentences: tuple[Said, ...]
    quotes: tuple[Quoted, ...]
    figures: tuple[Figure, ...]
    days: tuple[Day, ...]
    names: tuple[Name, ...]
    frames: tuple[Frame, ...]
    credits: tuple[Span, ...]


_readings: OrderedDict[tuple[str, str, str], Reading] = OrderedDict()


def reading_of(account: Account) -> Reading | None:
    """The reading of an account; ``None`` where no list knows its language."""
    code = code_of(account.language)
    if code not in known():
        return None
    dated = account.published.value if account.published else ""
    key = (code, dated, account.id + "\0" + account.text)
    found = _readings.get(key)
    if found is None:
        found = _readings[key] = _read(account, lists_of(code), dated)
        if len(_readings) > _KEPT:
            _readings.popitem(last=False)
    return found


def _read(account: Account, lists: Lists, dated: str) -> Reading:
    text = account.text[:_MOST]
    quotes = quotes_of(text, lists)
    spans = sentences_of(text, lists, quotes)[:_SENTENCES]
    year = int(dated[:4]) if dated[:4].isdecimal() else None
    days = dates_of(text, lists, year)
    if year is None:
        # days of another calendar without a year are of the year that the account names
        years = sorted(d.year for d in days if d.year is not None)
        if years:
            days = dates_of(text, lists, years[-1])
    figures = figures_of(text, lists, [d.span for d in days])
    names = names_of(text, lists, spans)
    return Reading(
        account=account,
        lists=lists,
        sentences=tuple(_said(text, lists, s, quotes, figures, days, names) for s in spans),
        quotes=tuple(quotes),
        figures=figures,
        days=days,
        names=names,
        frames=frames_of(text, lists, spans, quotes),
        credits=tuple(Span(*m.span()) for m in lists.credits.finditer(text)),
    )


def _said(
    text: str,
    lists: Lists,
    span: Span,
    quotes: list[Quoted],
    figures: tuple[Figure, ...],
    days: tuple[Day, ...],
    names: tuple[Name, ...],
) -> Said:
    return Said(
        span=span,
        figures=tuple(f for f in figures if span.overlap(f.span)),
        days=tuple(d for d in days if span.overlap(d.span)),
        quotes=tuple(q for q in quotes if span.overlap(q.span)),
        names=tuple(n for n in names if span.overlap(n.span)),
        concepts=_concepts(span.of(text), lists),
        negated=tuple(
            Span(span.start + m.start(), span.start + m.end())
            for m in lists.negation.finditer(span.of(text))
        ),
    )


def _concepts(sentence: str, lists: Lists) -> frozenset[str]:
    found = {
        k for k, words in (*lists.roles.items(), *lists.bodies.items()) if words.search(sentence)
    }
    found |= {f"unit:{k}" for k, words in lists.units.items() if words.search(sentence)}
    return frozenset(found)
