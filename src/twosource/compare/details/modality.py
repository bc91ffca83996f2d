"""How a matter stands: surely or not, in whose opinion; now, or once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.compare.align.word_alignment import Pairing, View
from twosource.compare.cut.constituents import noun_phrase, token_span, verb_group, widen
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.word_similarity import nearness
from twosource.compare.details.contrast import contrast
from twosource.compare.details.drafts import Draft
from twosource.compare.details.verbs import shape
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NOW = {"now", "currently", "presently", "still", "today"}
SAYING = {"say", "tell", "add", "write", "announce", "report", "state"}
PERSON = {"i", "we"}
LONGEST = 220
"""Characters beyond which a stretch shows no one difference any more."""


def differ(p: Pairing) -> Iterator[Draft]:
    """Differences of standing in one pairing."""
    yield from _hedges(p)
    for view in p.views():
        yield from _once(view)


def operators(token: Token) -> list[tuple[str, Token]]:
    """What makes the matter of a word less than certain, innermost first: class and word.

    Classes: ``modal`` (may, could), ``opinion`` (I think), ``belief`` (is thought to),
    ``word`` (likely, unclear).  The search ends at a verb of saying.
    """
    out: list[tuple[str, Token]] = []
    at = token
    for _ in range(12):
        if at.lemma_.lower() in SAYING and at.i != token.i:
            break
        out.extend(_of(at))
        if at.head.i == at.i or (at.dep_ in {"advcl", "relcl", "conj"} and at.pos_ == "VERB"):
            break
        at = at.head
    return out


def _of(verb: Token) -> list[tuple[str, Token]]:
    """The operators a verb carries or is."""
    degrees = lexicon().certainty
    found: list[tuple[str, Token]] = []
    for child in verb.children:
        if degrees.get(child.lemma_.lower(), 1.0) >= 0.75:
            continue
        if child.dep_ == "aux" and child.lemma_.lower() != "would":
            found.append(("modal", child))
        elif child.dep_ in {"advmod", "acomp"} and verb.pos_ in {"VERB", "AUX"}:
            found.append(("word", child))
    if degrees.get(verb.lemma_.lower(), 1.0) < 0.75 and verb.pos_ == "VERB":
        subjects = {c.lower_ for c in verb.children if c.dep_ == "nsubj"}
        if subjects & PERSON:
            found.append(("opinion", verb))
        elif any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
            found.append(("belief", verb))
    return found


def _hedges(p: Pairing) -> Iterator[Draft]:
    """The surest common word of a match that stands under other hedges on each side."""
    doc_a, doc_b = p.laid.a.section.doc, p.laid.b.section.doc
    ranked = sorted(p.to_b.items(), key=lambda x: (-x[1][1] * p.terms_a[x[0]].weight, x[0]))
    for i, (j, near) in ranked:
        one, two = doc_a[p.terms_a[i].token], doc_b[p.terms_b[j].token]
        if near < 0.85 or one.pos_ not in {"NOUN", "VERB"} or two.pos_ not in {"NOUN", "VERB"}:
            continue
        over_a, over_b = operators(one), operators(two)
        if not over_a or not over_b or {c for c, _ in over_a} & {c for c, _ in over_b}:
            continue
        a, b = _reach(one, over_a[-1][1]), _reach(two, over_b[-1][1])
        if max(len(a), len(b)) > LONGEST:
            continue
        yield contrast(p, "hedging", a, b, 0.5, "hedging/other-kind",
                       "How surely, and in whose opinion, is told otherwise")  # fmt: skip
        return


def _reach(word: Token, operator: Token) -> Span:
    """From a hedge (with the subject it follows) to the word it bears on."""
    span = widen(token_span(operator, operator), token_span(word, word))
    verb = operator if operator.pos_ == "VERB" else operator.head
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "expl"} and operator.i - child.left_edge.i <= 6:
            span = widen(span, token_span(child.left_edge, child.left_edge))
    return span


def _once(v: View) -> Iterator[Draft]:
    """The same people or things in a state that holds now, and in an event of the past.

    The own side must say "now" in the clause, the other must tell a dated or finished event
    whose verb has no counterpart.
    """
    doc, far = v.side.section.doc, v.other.section.doc
    now = next((t for a, z in v.mine for t in doc[a:z] if t.lower_ in NOW), None)
    if now is None or not _holds(now.head):
        return
    verbs = [doc[t.token] for t in v.terms if t.kind == "word"]
    for k, (j, near) in sorted(v.there.items(), key=lambda x: (-v.terms[x[0]].weight, x[0])):
        one, two = _thing(doc[v.terms[k].token]), _thing(far[v.others[j].token])
        if near < 0.85 or one is None or two is None:
            continue
        event = _event(two)
        if event is None or not _under(one, now.head):
            continue
        if any(nearness(event.lemma_.lower(), v.lemma_.lower()) >= 0.35 for v in verbs):
            continue
        state = widen(token_span(now, now), noun_phrase(one))
        past = widen(noun_phrase(two), token_span(*verb_group(event)))
        if max(len(state), len(past)) > LONGEST:
            continue
        yield contrast(v.pairing, "status", *v.ordered(state, past), 0.5, "status/now-once",
                       "One tells what holds now, the other what happened")  # fmt: skip
        return


def _holds(verb: Token) -> bool:
    """Whether a verb stands in the present, the passive included."""
    return shape(verb).aspect in {"present", "ongoing"} or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBZ", "VBP"} and c.lemma_ == "be"
        for c in verb.children
    )


def _thing(token: Token) -> Token | None:
    """The noun a paired word is or stands before."""
    at = token if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound" else token.head
    return at if at.pos_ in {"NOUN", "PROPN"} else None


def _event(noun: Token) -> Token | None:
    """The finished event a noun is subject or object of; raising verbs are looked through."""
    if noun.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return None
    verb = noun.head
    for child in verb.children:
        if child.dep_ == "xcomp" and noun.dep_ == "nsubjpass":
            verb = child
    if verb.pos_ != "VERB" or any(c.lower_ in NOW for c in verb.children):
        return None
    return verb if shape(verb).aspect in {"past", "perfect"} else None


def _under(token: Token, top: Token) -> bool:
    return any(a.i == top.i for a in token.ancestors)
