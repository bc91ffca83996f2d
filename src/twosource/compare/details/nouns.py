"""Nouns that stand for one another: other figures, other scope, other words about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.compare.align.word_alignment import Pairing
from twosource.compare.cut.constituents import inside, noun_phrase, token_span
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.values import number_value, time_key
from twosource.compare.cut.word_similarity import nearness
from twosource.compare.details.contrast import TELL, contrast
from twosource.compare.details.drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

ONGOING = {"ongoing", "current", "continuing", "continued", "existing", "planned", "proposed",
           "possible", "potential", "future", "upcoming"}  # fmt: skip
"""Words before a noun that say whether the matter stands yet."""
BOUNDS = {"nearly": "about", "almost": "about", "about": "about", "approximately": "about",
          "around": "about", "roughly": "about", "some": "about", "least": "least", "over": "more",
          "than": "more", "most": "most", "up": "most"}  # fmt: skip
"""Words before a figure that say how exact it is."""


def differ(p: Pairing) -> Iterator[Draft]:
    """Differences of the noun phrases of one pairing."""
    doc_a, doc_b = p.laid.a.section.doc, p.laid.b.section.doc
    for i, (j, near) in sorted(p.to_b.items()):
        one, two = doc_a[p.terms_a[i].token], doc_b[p.terms_b[j].token]
        if one.pos_ not in {"NOUN", "PROPN"} or two.pos_ not in {"NOUN", "PROPN"} or near < 0.5:
            continue
        if not inside(one, p.tokens_a) or not inside(two, p.tokens_b):
            continue
        if _in_a_name(one) or _in_a_name(two):
            continue
        if near >= 0.9:
            yield from _stage(p, one, two)
        yield from _figures(p, one, two)
        yield from _before(p, one, two)


def _in_a_name(token: Token) -> bool:
    """A word inside a longer name ("White" of "White House") stands for nothing alone."""
    return token.dep_ == "compound" and token.head.pos_ == "PROPN"


STAGES = frozenset(
    {"start", "begin", "beginning", "launch", "advance", "enter", "continue", "maintain", "resume",
     "end", "complete", "completion", "finish", "prepare", "plan", "propose", "proposal", "open"}
)  # fmt: skip
"""Words that say which stage a matter is in."""


def _governors(noun: Token) -> list[Token]:
    """Up to three words a noun hangs on, prepositions aside, nearest first."""
    out: list[Token] = []
    at = noun
    while at.head.i != at.i and len(out) < 3:
        at = at.head
        if at.dep_ != "prep" and at.pos_ != "ADP":
            out.append(at)
            if at.pos_ == "VERB":
                break
    return out


def _stage(p: Pairing, one: Token, two: Token) -> Iterator[Draft]:
    """The same thing begun on one side, entered, kept or ended on the other."""
    up_a, up_b = _governors(one), _governors(two)
    stages_a = [t for t in up_a if t.lemma_.lower() in STAGES and t.i < one.i]
    stages_b = [t for t in up_b if t.lemma_.lower() in STAGES and t.i < two.i]
    if not stages_a or not stages_b or one.i - stages_a[0].i > 9 or two.i - stages_b[0].i > 9:
        return
    if nearness(stages_a[0].lemma_.lower(), stages_b[0].lemma_.lower()) >= 0.85:
        return
    if not inside(stages_a[0], p.tokens_a) or not inside(stages_b[0], p.tokens_b):
        return
    a, b = token_span(stages_a[0], one), token_span(stages_b[0], two)
    yield contrast(p, "status", a, b, 0.6, "status/stage", "The stage of the matter differs")


def _figures(p: Pairing, one: Token, two: Token) -> Iterator[Draft]:
    numbers_a, numbers_b = _numbers(one), _numbers(two)
    if not numbers_a or not numbers_b:
        return
    a, b = noun_phrase(one), noun_phrase(two)
    values_a, values_b = {v for v, _ in numbers_a}, {v for v, _ in numbers_b}
    if values_a != values_b:
        yield contrast(p, "number", a, b, 0.85, "number/other", TELL["number"])
    elif {x for _, x in numbers_a} != {x for _, x in numbers_b}:
        yield contrast(p, "number", a, b, 0.6, "number/bound", "The figure is not equally exact")


def _numbers(noun: Token) -> list[tuple[float, str]]:
    """Values of the numbers before a noun, with their bounds."""
    out = []
    for child in noun.children:
        if child.dep_ in {"nummod", "compound", "amod"} and not time_key(child):
            value = number_value(child)
            if value is not None:
                words = {t.lower_ for t in child.subtree if t.i < child.i}
                words |= {t.lower_ for t in noun.doc[max(0, child.i - 2) : child.i]}
                bound = next((BOUNDS[w] for w in sorted(words) if w in BOUNDS), "")
                out.append((value, bound))
    return out


def _modifiers(noun: Token) -> list[Token]:
    return [
        c for c in noun.lefts
        if c.dep_ in {"amod", "det", "compound", "nummod", "poss", "advmod", "predet", "nmod"}
        and (c.lower_ not in {"a", "an", "the", "this", "these", "those", "that"})
        and not c.is_punct
    ]  # fmt: skip


def _before(p: Pairing, one: Token, two: Token) -> Iterator[Draft]:
    """Words before a noun that the other side's noun lacks or has otherwise."""
    mods_a, mods_b = _modifiers(one), _modifiers(two)
    free_a = [m for m in mods_a if not any(_near(m, n) for n in mods_b)]
    free_b = [m for m in mods_b if not any(_near(m, n) for n in mods_a)]
    if one.pos_ == two.pos_ == "PROPN":  # a name in full and in short is one name
        free_a, free_b = ([m for m in free if m.pos_ != "PROPN"] for free in (free_a, free_b))
    if not free_a and not free_b:
        return
    lex = lexicon()
    words = [m.lemma_.lower() for m in (*free_a, *free_b)]
    if any(number_value(m) is not None or time_key(m) for m in (*free_a, *free_b)):
        return
    a, b = noun_phrase(one), noun_phrase(two)
    if any(w in ONGOING for w in words):
        yield contrast(p, "status", a, b, 0.5, "status/word", TELL["status"])
    elif any(w in lex.quantifiers or w in lex.limiters for w in words):
        yield contrast(p, "scope", a, b, 0.5, "scope/before-noun", TELL["scope"])
    elif any(w in lex.certainty for w in words):
        yield contrast(p, "hedging", a, b, 0.5, "hedging/noun", TELL["hedging"])
    elif any(w in lex.evaluative for w in words):
        yield contrast(p, "opinion", a, b, 0.4, "opinion/word", TELL["opinion"])
    elif free_a and free_b:
        yield contrast(p, "strength", a, b, 0.3, "strength/before-noun", "The words differ")
    else:
        yield contrast(p, "scope", a, b, 0.3, "scope/narrowed", "One side is narrower")


def _near(one: Token, two: Token) -> bool:
    return one.lower_ == two.lower_ or nearness(one.lemma_.lower(), two.lemma_.lower()) >= 0.5
