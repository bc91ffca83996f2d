"""What one account says against itself: a person called former whose government acts now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.compare.cut.accounts import Side
from twosource.compare.cut.constituents import governor, noun_phrase
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.details.drafts import quoted_words
from twosource.compare.details.roles import find_roles
from twosource.compare.details.verbs import shape
from twosource.compare.weigh.severity import severity
from twosource.types import Finding, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

GONE = {"former", "ex", "late", "past"}
BODIES = {"administration", "government", "cabinet"}
"""What a person in office leads."""
TOWARDS = {"urge", "ask", "warn"}
"""Acts towards somebody who can still act."""
SURE = 0.8


def contradictions(side: Side) -> Iterator[Finding]:
    """Places where an account treats somebody as in office whom it calls former elsewhere.

    A finding has a span in one account only, the description; the reason quotes both
    places.  The narrator alone is held to his words: quotations are left out, and so is
    what a government once did.
    """
    gone: dict[str, Span] = {}
    for role in find_roles(side):
        words = {w.removesuffix("-") for w in role.words}
        if role.holder and words & GONE and not _quoted(side, role.span):
            gone.setdefault(role.holder, role.span)
    told: set[str] = set()
    for token in side.section.doc if gone else ():
        holder = token.nbor(-1).lower_ if token.i else ""
        if token.lower_ not in BODIES or holder not in gone or holder in told:
            continue
        span = noun_phrase(token)
        if _quoted(side, span) or not _in_office(token):
            continue
        told.add(holder)
        yield _finding(side, gone[holder], span)


def _in_office(body: Token) -> bool:
    """Whether a government acts, or is called on to act, at the time of writing."""
    verb = governor(body)
    act = lexicon().acts.get(verb.lemma_.lower())
    if body.dep_ in {"nsubj", "nsubjpass"} and body.head.i == verb.i:
        called = verb.dep_ in {"xcomp", "ccomp"} and _acts(verb.head) in TOWARDS
        return called or shape(verb).aspect in {"present", "ongoing", "future"}
    return act in TOWARDS and body.dep_ in {"dobj", "pobj"} and (
        body.head.i == verb.i or body.head.head.i == verb.i
    )  # fmt: skip


def _acts(verb: Token) -> str | None:
    return lexicon().acts.get(verb.lemma_.lower())


def _quoted(side: Side, span: Span) -> bool:
    return any(q.span.overlap(span) for q in side.section.quotes)


def _finding(side: Side, one: Span, two: Span) -> Finding:
    texts = quoted_words(side.text(one)), quoted_words(side.text(two))
    return Finding(
        id="", kind="differ", type="role", spans={side.account: one}, align=1.0, score=SURE,
        reason=f"{side.account} speaks against itself: it has {texts[0]}, and treats {texts[1]} "
        "as in office.",
        rule="compare.inside.role", severity=severity("differ", "role", SURE),
    )  # fmt: skip
