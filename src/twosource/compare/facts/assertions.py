"""One act or state that is affirmed and denied, sure and unsure, with a condition and without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.compare.align.alignment import Alignment
from twosource.compare.align.word_alignment import Pairing, pairings
from twosource.compare.cut.accounts import speakers
from twosource.compare.cut.constituents import governor, inside, token_span
from twosource.compare.cut.word_similarity import nearness
from twosource.compare.facts.candidates import Candidate
from twosource.compare.facts.clauses import (
    BELIEF,
    Clause,
    by_chance,
    clause,
    courses,
    extent,
    names_condition,
)
from twosource.types import FindingType, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

LIKE = 0.8
"""Nearness of two verbs from which they may be one act."""
LONGEST = 22
SAID = {"asked", "begged", "demanded", "claimed", "offered"}
"""States that are sayings: a difference between two is one of speech act."""


def candidates(laid: Alignment) -> Iterator[Candidate]:
    """Differences in what is asserted, over all matches of two sides; of two that stand for one
    another in one place only the wider is told.
    """
    found = list(_all(laid))
    for k, one in enumerate(found):
        if not any(
            other.type == one.type and n != k and other.a.contains(one.a)
            and other.b.contains(one.b) and (other.a, other.b, -n) != (one.a, one.b, -k)
            and ((other.a, other.b) != (one.a, one.b) or n < k)
            for n, other in enumerate(found)
        ):  # fmt: skip
            yield one


def _all(laid: Alignment) -> Iterator[Candidate]:
    for pairing in pairings(laid):
        for one, two, near in heads(pairing):
            yield from _differ(pairing, clause(one), clause(two), near)


def heads(p: Pairing) -> list[tuple[Token, Token, float]]:
    """Words of a match that assert one thing: verbs that stand for one another, and words
    after a copula.
    """
    doc_a, doc_b = p.laid.a.section.doc, p.laid.b.section.doc
    found: dict[tuple[int, int], float] = {}
    for i, (j, near) in sorted(p.to_b.items()):
        one, two = doc_a[p.terms_a[i].token], doc_b[p.terms_b[j].token]
        if near >= LIKE and _asserts(one) and _asserts(two):
            found[one.i, two.i] = max(found.get((one.i, two.i), 0), near)
        elif near >= 0.85 and one.dep_ == two.dep_ and one.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            verb_a, verb_b = governor(one), governor(two)
            if inside(verb_a, p.tokens_a) and inside(verb_b, p.tokens_b):
                likeness = nearness(verb_a.lemma_.lower(), verb_b.lemma_.lower())
                found.setdefault((verb_a.i, verb_b.i), max(0.3, likeness))
    return [(doc_a[i], doc_b[j], near) for (i, j), near in sorted(found.items())]


def _asserts(token: Token) -> bool:
    if token.pos_ == "VERB":
        return token.dep_ not in {"amod", "compound"}
    return token.dep_ in {"acomp", "attr", "oprd"} and token.pos_ in {"ADJ", "NOUN"}


def _differ(p: Pairing, x: Clause, y: Clause, near: float) -> Iterator[Candidate]:
    if not p.laid.derived and (_other_speakers(p, x, y) or _others_act(x, y)):
        return
    shared = _shared(p, x.head, y.head)
    facts = {"sure": p.align, "verb": near, "shared": shared,
             "quoted": float(_quoted(p.laid.a, x.head) != _quoted(p.laid.b, y.head)),
             "copula": float(x.head.pos_ != "VERB"), "tied": tied(x.head, y.head),
             "bare": float("bare" in {x.aspect, y.aspect})}  # fmt: skip
    if near >= LIKE and x.negated != y.negated:
        yield _made(p, "polarity", x, y, "fact/denied", "One affirms what the other denies", facts)
    believed = x.head.lemma_ == y.head.lemma_ and x.head.lemma_.lower() in BELIEF
    hedges = bool(x.hedged) != bool(y.hedged) and not _backshifted(x, y) and not believed
    if near >= LIKE and hedges and not _tentative(p, x, y):
        yield _made(p, "hedging", x, y, "fact/hedged", "One is surer than the other", facts)
    not_yet = x.negated and y.negated and x.aspect != y.aspect
    one_if = bool(x.condition) != bool(y.condition) and not _both_if(x, y)
    if near >= LIKE and one_if and not not_yet:
        more = {**facts, "elsewhere": float(_conditions_near(p, x, y))}
        yield _made(p, "condition", x, y, "fact/condition", "One names a condition", more)
    told = x.head.lemma_.lower() not in MENTAL and not (by_chance(x.head) or by_chance(y.head))
    if near >= LIKE and told and not not_yet and {x.aspect, y.aspect} in COMING:
        yield _made(p, "status", x, y, "fact/when", "One tells it as done, the other as to come",
                    {**facts, "was": float("done" in {x.aspect, y.aspect})})  # fmt: skip
    apart = _apart(x, y)
    if apart is not None:
        more = {**facts, "same_object": _objects(x.head, y.head)}
        yield _made(p, apart, x, y, "fact/course", "The course of the matter differs", more)


MENTAL = {"say", "tell", "believe", "think", "know", "see", "want", "hope", "feel", "add", "ask"}
"""What is said or thought at any time: that it will be said is no news beside that it was."""
COMING = ({"coming", "done"}, {"coming", "going"})


def _backshifted(x: Clause, y: Clause) -> bool:
    """Whether the one hedge is the "could" of reported speech, and the other says "can"."""
    sure, hedge = (x, y.hedged) if y.hedged else (y, x.hedged)
    able = any(c.lower_ in {"can", "ca"} for c in sure.head.children)
    return able and hedge is not None and hedge.lower_ == "could"


def _tentative(p: Pairing, x: Clause, y: Clause) -> bool:
    """Whether the clause without a hedge is not told as a fact either: it is planned, threatened,
    supposed, has a chance, is laid to somebody or given as what somebody says.
    """
    sure, hedge = (x, y.hedged) if y.hedged else (y, x.hedged)
    verb = sure.head.head if sure.head.dep_ in {"acomp", "attr", "oprd"} else sure.head
    if any(c.dep_ in {"mark", "advmod"} and c.lower_ in SUPPOSED for c in verb.children):
        return True
    if by_chance(verb):
        return True
    return sure.open or (hedge is not None and hedge.lower_ in HEARSAY and _reported(p, sure))


SUPPOSED = {"whether", "if", "when", "until", "unless", "once"}
"""Words before a clause that is not told as a fact: "whether he announces"."""
HEARSAY = {"allegedly", "reportedly"}
"""Hedges that say no more than that somebody says so."""


def _reported(p: Pairing, clause_: Clause) -> bool:
    """Whether a clause is given as what somebody says."""
    at = clause_.head.idx
    side = p.laid.a if clause_.head.doc is p.laid.a.section.doc else p.laid.b
    return any(c.start <= at < c.end for s in side.statements for c in s.content)


def _others_act(x: Clause, y: Clause) -> bool:
    """Whether the verbs have two names for subjects that share no word."""
    named = [
        {t.lower_ for t in c.subtree if t.pos_ == "PROPN"}
        for clause_ in (x, y)
        for c in clause_.head.children if c.dep_ == "nsubj" and c.pos_ == "PROPN"
    ]  # fmt: skip
    return len(named) == 2 and not named[0] & named[1]


def _other_speakers(p: Pairing, x: Clause, y: Clause) -> bool:
    """Whether each is said by somebody else: that two people do not say the same is no difference
    of the reports.
    """
    one = speakers(p.laid.a, token_span(x.head, x.head))
    two = speakers(p.laid.b, token_span(y.head, y.head))
    return bool(one and two) and not one & two


def _apart(x: Clause, y: Clause) -> FindingType | None:
    if set(x.states) & set(y.states):
        return None
    pairs = courses()[1]
    for s in x.states:
        for t in y.states:
            if frozenset((s, t)) in pairs:
                return "speech_act" if SAID & {s, t} else "status"
    return None


def tied(one: Token, two: Token) -> float:
    """How surely two verbs are said of the same: the nearer of their subjects and objects; what
    stands for somebody ("he") is halfway.
    """
    best = 0.0
    for kinds in ({"nsubj", "nsubjpass"}, {"dobj", "acomp", "attr", "xcomp", "oprd"}):
        for x in one.children:
            for y in two.children:
                if x.dep_ in kinds and y.dep_ in kinds:
                    halfway = 0.5 if "PRON" in (x.pos_, y.pos_) else 0.0
                    near = nearness(x.lemma_.lower(), y.lemma_.lower())
                    if x.pos_ == y.pos_ == "PROPN":
                        near = float(x.lower_ == y.lower_)
                    best = max(best, near, halfway)
    return best


def _objects(one: Token, two: Token) -> float:
    """How near what two verbs are said of is (their objects, then their subjects)."""
    best = 0.0
    for x in one.children:
        for y in two.children:
            if x.dep_ == y.dep_ and x.dep_ in {"dobj", "nsubj", "nsubjpass", "xcomp", "prep"}:
                best = max(best, nearness(x.lemma_.lower(), y.lemma_.lower()))
    return best


def _shared(p: Pairing, one: Token, two: Token) -> float:
    """Share of the words under two verbs that stand for one another."""
    under_a = {t.i for t in one.subtree} | {t.i for t in one.head.subtree if t.dep_ == "nsubj"}
    under_b = {t.i for t in two.subtree} | {t.i for t in two.head.subtree if t.dep_ == "nsubj"}
    total = paired = 0.0
    for i, term in enumerate(p.terms_a):
        if term.token in under_a:
            total += term.weight
            link = p.to_b.get(i)
            if link is not None and p.terms_b[link[0]].token in under_b:
                paired += term.weight * link[1]
    return paired / total if total else 0.0


def _quoted(side: object, token: Token) -> bool:
    return any(q.inner.start <= token.idx < q.inner.end for q in side.section.quotes if q.speech)  # type: ignore[attr-defined]


def _conditions_near(p: Pairing, x: Clause, y: Clause) -> bool:
    """Whether the account without a condition at the verb names one in the sentence or the next."""
    bare = y if x.condition is not None else x
    sent = bare.head.sent
    doc = bare.head.doc
    end = min(len(doc), sent.end + 25)
    words = {t.lower_ for t in doc[sent.start : end]}
    return bool(words & {"if", "unless", "until", "condition", "conditional", "provided", "once"})


def _both_if(x: Clause, y: Clause) -> bool:
    """Whether both sentences name a condition, whichever verb it hangs on."""
    return all(names_condition(c.head.sent) for c in (x, y))


def _made(
    p: Pairing, type_: FindingType, x: Clause, y: Clause, rule: str, why: str,
    facts: dict[str, float],
) -> Candidate:  # fmt: skip
    return Candidate(
        type_,
        _span(x, type_),
        _span(y, type_),
        True,
        rule,
        why,
        facts,
        match=p.number,
    )


def _span(x: Clause, type_: FindingType) -> Span:
    first, last = extent(x.head)
    span = token_span(first, last)
    extra = x.condition if type_ == "condition" else x.hedged if type_ == "hedging" else None
    if type_ == "condition" and extra is not None:
        right = extra.head.right_edge if extra.dep_ in {"mark", "advmod"} else extra.right_edge
        left = extra.head.left_edge if extra.dep_ in {"mark", "advmod"} else extra.left_edge
        if right.i - left.i <= LONGEST:
            return token_span(left, right)
    if extra is not None and abs(extra.i - first.i) <= 8:
        lo, hi = min(extra.i, first.i), max(extra.i, last.i)
        span = token_span(extra.doc[lo], extra.doc[hi])
    state = next(iter(x.states.values()), None)
    if type_ in {"status", "speech_act"} and state is not None and 0 < first.i - state.i <= 6:
        span = token_span(state, last)
    return span
