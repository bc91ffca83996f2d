"""Where an account says its information comes from: occasions and citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from twosource.trace.lexicon import agency_names, occasions, outlet_names, outlet_pattern
from twosource.types import Span

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…][\"”’)\]]*(?=\s+[\"“‘(\[]?[^\W_a-z])|(?=\n)|$)")


@dataclass(frozen=True, slots=True)
class Cited:
    """One place where an account names an occasion or another outlet.

    Attributes:
        kind: ``interview``, ``press conference``, ``document``, or ``report``
            (another outlet's report is cited).
        name: how the origin is called, ``{holder}`` and ``{speaker}`` open.
        holder: the outlet or channel, canonical, ``""`` where none is named.
        span: the words that say so.  sentence: the sentence they stand in.
    """

    kind: str
    name: str
    holder: str
    span: Span
    sentence: Span


_CLAIMING = re.compile(r"\b(?:reported|reports|revealed)\b")
_NAME_MOST = 150  # characters from the beginning of an outlet's name to the verb


@lru_cache(maxsize=1)
def _claims() -> re.Pattern[str]:
    outlet = outlet_pattern()
    return re.compile(
        rf"{outlet} (?:first )?(?:reported|reports|revealed|has reported|had reported)\b"
    )


@lru_cache(maxsize=1)
def _reports() -> tuple[re.Pattern[str], ...]:
    outlet = outlet_pattern()
    return (
        re.compile(rf"\baccording to (?:a |an |the )?(?:report (?:in|by|from) )?{outlet}"),
        re.compile(rf"\b(?:reports?|reported|published|obtained|seen) (?:\w+ )?(?:by|in) {outlet}"),
        _claims(),
        re.compile(rf"\b(?:via|h/t|[Ss]ource:) {outlet}"),
        re.compile(rf"\b(?:as|first) (?:reported|published) (?:by|in) {outlet}"),
    )


def canonical(outlet: str) -> str:
    """One name for the forms of an outlet: the agency's; or without "the" and,
    where the outlet is known without it too, without "News".
    """
    bare = outlet.strip().removeprefix("the ").removeprefix("The ").replace("’", "'")
    short = bare.removesuffix(" News")
    if short != bare and short in outlet_names():
        bare = short
    return agency_names().get(bare, bare)


@lru_cache(maxsize=512)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences of a text, by its stops and line ends."""
    return tuple(Span(*m.span()) for m in _SENTENCE.finditer(text) if m.end() > m.start())


def sentence_at(text: str, span: Span) -> Span:
    """The sentence that a span begins in; the span where it stands in none."""
    return next((s for s in sentence_spans(text) if s.start <= span.start < s.end), span)


@lru_cache(maxsize=4096)
def citations(text: str) -> tuple[Cited, ...]:
    """Every occasion and cited report in a text, in order, none overlapping."""
    found: list[Cited] = []
    taken: list[Span] = []
    for kind, name, pattern in _all_patterns():
        for match in _matches(pattern, text):
            span = Span(*match.span())
            if any(span.overlap(t) for t in taken):
                continue
            sentence = sentence_at(text, span)
            holder = canonical(match[1]) if pattern.groups and match[1] else ""
            taken.append(span)
            found.append(Cited(kind, name, holder, span, sentence))
    return tuple(sorted(found, key=lambda c: c.span))


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern in a text.  One that begins with the name of an
    outlet would try every capital; it is sought before its verb only.
    """
    if pattern is not _claims():
        yield from pattern.finditer(text)
        return
    behind = 0
    for verb in _CLAIMING.finditer(text):
        match = pattern.search(text, max(behind, verb.start() - _NAME_MOST), verb.end())
        if match is not None:
            behind = match.end()
            yield match


@lru_cache(maxsize=1)
def _all_patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    spoken = [(o.kind, o.name, o.pattern) for o in occasions()]
    return (*spoken, *(("report", "{holder}'s report", p) for p in _reports()))
