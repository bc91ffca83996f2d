"""Verbs that stand for one another: tense and aspect, hedges, negation, force, act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.compare.align.word_alignment import Pairing
from twosource.compare.cut.constituents import core, governor, inside, widen
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.negation import NEGATIVE, bounded, claim_denied
from twosource.compare.details.contrast import TELL, contrast
from twosource.compare.details.drafts import Draft
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

ONGOING = {"ongoing", "current", "currently", "still", "continue", "continuing", "continued"}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a verb stands: aspect (``past``, ``perfect``, ``ongoing``, ``present``,
    ``future``, ``bare``), degree of certainty with its word, whether negated.
    """

    aspect: str
    certainty: float
    hedge: Token | None
    negated: bool


def shape(verb: Token) -> Shape:
    """The shape of a verb from its auxiliaries and adverbs."""
    lex = lexicon()
    certainty, hedge, negated = 1.0, None, False
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    for child in verb.children:
        low, lemma = child.lower_, child.lemma_.lower()
        if child.dep_ == "neg" or (child.dep_ == "advmod" and low in NEGATIVE):
            negated = True
        if child.dep_ in {"aux", "advmod", "acomp"} and lemma in lex.certainty:
            degree = lex.certainty[lemma]
            if degree < certainty:
                certainty, hedge = degree, child
    lemmas = {a.lemma_.lower() for a in auxiliaries}
    if verb.tag_ == "VBG":
        aspect = "ongoing"
    elif "will" in lemmas or "shall" in lemmas:
        aspect = "future"
    elif "have" in lemmas:
        aspect = "perfect"
    elif verb.tag_ == "VBD" or any(a.tag_ == "VBD" for a in auxiliaries):
        aspect = "past"
    elif verb.tag_ in {"VBZ", "VBP"}:
        aspect = "present"
    else:
        aspect = "bare"
    negated = (negated and not bounded(verb)) != claim_denied(verb)
    return Shape(aspect, certainty, hedge, negated)


def verb_pairs(p: Pairing) -> list[tuple[Token, Token, float]]:
    """Verbs that stand for one another: paired themselves, or governing paired words."""
    doc_a, doc_b = p.laid.a.section.doc, p.laid.b.section.doc
    out: dict[tuple[int, int], float] = {}
    for i, (j, near) in sorted(p.to_b.items()):
        one, two = doc_a[p.terms_a[i].token], doc_b[p.terms_b[j].token]
        if one.pos_ == "VERB" and two.pos_ == "VERB":
            out[one.i, two.i] = max(out.get((one.i, two.i), 0.0), near)
            continue
        verb_a, verb_b = governor(one), governor(two)
        if verb_a.i != one.i and verb_b.i != two.i and one.dep_ == two.dep_ and near > 0.85:
            out.setdefault((verb_a.i, verb_b.i), 0.2)
    return [
        (doc_a[i], doc_b[j], near) for (i, j), near in sorted(out.items())
        if inside(doc_a[i], p.tokens_a) and inside(doc_b[j], p.tokens_b)
    ]  # fmt: skip


def differ(p: Pairing) -> Iterator[Draft]:
    """Differences of the verbs of one pairing."""
    for one, two, near in verb_pairs(p):
        x, y = shape(one), shape(two)
        a, b = core(one, p.tokens_a), core(two, p.tokens_b)
        if near >= 0.5:
            if x.negated != y.negated:
                yield contrast(p, "polarity", a, b, 0.7, "polarity/negated", TELL["polarity"])
            if {x.aspect, y.aspect} in STATUS:
                yield contrast(p, "status", a, b, 0.5, "status/aspect", TELL["status"])
        if abs(x.certainty - y.certainty) >= 0.2 and near >= 0.2:
            wide_a, wide_b = _with(a, x.hedge), _with(b, y.hedge)
            yield contrast(p, "hedging", wide_a, wide_b, 0.55, "hedging/verb", TELL["hedging"])
        if 0.35 <= near < 0.85 and one.lemma_ != two.lemma_:
            yield from _other_act(p, one, two, a, b, near)


STATUS = [{"ongoing", "past"}, {"ongoing", "perfect"}, {"future", "past"}, {"future", "perfect"},
          {"future", "present"}, {"present", "past"}]  # fmt: skip
"""Pairs of aspects that make another state of affairs, not just another tense of telling."""


def _other_act(
    p: Pairing, one: Token, two: Token, a: Span, b: Span, near: float
) -> Iterator[Draft]:
    lex = lexicon()
    act_a, act_b = lex.acts.get(one.lemma_.lower()), lex.acts.get(two.lemma_.lower())
    if act_a and act_b:
        if act_a != act_b and "say" not in {act_a, act_b}:
            yield contrast(p, "speech_act", a, b, 0.4, "speech-act/verb", "The act differs")
        return
    yield contrast(p, "strength", a, b, 0.3, "strength/verb", "The force of the word differs")


def _with(span: Span, token: Token | None) -> Span:
    return span if token is None else widen(span, Span(token.idx, token.idx + len(token)))
