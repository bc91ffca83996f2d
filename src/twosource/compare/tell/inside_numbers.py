"""A figure told twice in one account, and not alike: two numbers for one thing done once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.cut.accounts import Side
from twosource.compare.cut.constituents import governor, noun_phrase
from twosource.compare.cut.values import number_value, time_key
from twosource.compare.details.drafts import quoted_words
from twosource.compare.weigh.severity import severity
from twosource.types import Finding, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SURE = 0.6
AGAIN = {"another", "other", "more", "additional", "further", "extra", "remaining", "rest",
         "also", "already", "again", "each", "every", "per", "least", "over", "about", "nearly",
         "almost", "up", "around", "some", "roughly", "approximately", "first", "second", "third",
         "than", "average", "later", "earlier", "previously", "now"}  # fmt: skip
"""Words near a figure that make it another count, or a bound rather than a count."""
NO_COUNT = {"time", "year", "month", "week", "day", "hour", "minute", "percent", "dollar", "point",
            "mile", "pound", "euro", "page", "part", "way", "one", "vote", "state",
            "age"}  # fmt: skip
"""Nouns that are measured again and again in one account without speaking of one thing."""
MOST = 200
"""Counts looked at in one account; the pairs grow with their square."""


@dataclass(frozen=True, slots=True)
class Count:
    """A counted noun: ``key`` holds what must be the same for two to speak of one thing
    (the noun, the words before it, its verb and place in the clause, its object or subject).
    """

    key: tuple[object, ...]
    value: float
    span: Span
    times: frozenset[str]
    sentence: int


def recounts(side: Side) -> Iterator[Finding]:
    """Counts of one thing that do not agree within an account, each thing once.

    A finding has a span in one account only, the second figure; the reason quotes both.
    Quotations are left out: a speaker may count otherwise.  Figures with a bound, with
    "another" or the like near them, in one sentence or in sentences of different times are no
    contradiction.
    """
    first: dict[tuple[object, ...], Count] = {}
    told: set[tuple[object, ...]] = set()
    for count in list(_counts(side))[:MOST]:
        before = first.setdefault(count.key, count)
        if before.value == count.value or before.sentence == count.sentence or count.key in told:
            continue
        if before.times and count.times and before.times != count.times:
            continue
        told.add(count.key)
        yield _finding(side, before, count)


def _counts(side: Side) -> Iterator[Count]:
    for token in side.section.doc:
        value = number_value(token)
        noun = token.head
        if value is None or token.dep_ != "nummod" or noun.pos_ != "NOUN" or time_key(token):
            continue
        if noun.lemma_.lower() in NO_COUNT or {t.lower_ for t in noun.subtree} & AGAIN:
            continue
        verb = governor(noun)
        span = noun_phrase(noun)
        if verb.pos_ != "VERB" or any(q.span.overlap(span) for q in side.section.quotes):
            continue
        with_ = _other(verb, noun)
        if not with_ or any(c.lower_ in AGAIN or c.dep_ == "neg" for c in verb.children):
            continue
        before = frozenset(
            c.lemma_.lower()
            for c in noun.lefts
            if c.i != token.i and c.dep_ in {"amod", "compound"}
        )
        key = (noun.lemma_.lower(), before, verb.lemma_.lower(), noun.dep_, with_)
        times = frozenset(k for t in token.sent if (k := time_key(t)))
        yield Count(key, value, span, times, token.sent.start)


def _other(verb: Token, noun: Token) -> frozenset[str]:
    """The names and nouns the verb also governs: who counts, was counted or where."""
    return frozenset(
        t.lemma_.lower()
        for child in verb.children
        if child.i != noun.i and child.dep_ in {"nsubj", "dobj", "agent", "prep"}
        for t in (child, *child.children)
        if t.i != noun.i and t.pos_ in {"NOUN", "PROPN"} and not time_key(t)
    )


def _finding(side: Side, one: Count, two: Count) -> Finding:
    texts = quoted_words(side.text(one.span)), quoted_words(side.text(two.span))
    return Finding(
        id="", kind="differ", type="number", spans={side.account: two.span}, align=1.0, score=SURE,
        reason=f"{side.account} speaks against itself: it has {texts[0]} and then {texts[1]}.",
        rule="compare.inside.number", severity=severity("differ", "number", SURE),
    )  # fmt: skip
