"""Positions told by plain speech: what somebody says must, will or will not be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.flags import MAYBE, WILL, is_negated
from twosource.find.positions import spans
from twosource.find.positions.judged import judged
from twosource.find.positions.lexicon import cue
from twosource.find.positions.needs import is_harm
from twosource.find.positions.wishes import asks_a_question, of_others
from twosource.find.positions.worded import Stand
from twosource.language.texts import within
from twosource.types import Modality, PositionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FIRST = frozenset({"i", "we"})
_LEAD_IN = frozenset({"ADV", "INTJ", "PART", "AUX", "CCONJ"})
"""What may stand before an imperative: "please do not", "so"."""
CLAUSES = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN"})


def spoken(doc: Doc, content: Span, direct: bool, own: frozenset[int]) -> Iterator[Stand]:
    """Positions in one stretch (``content``) of somebody's words; ``own`` holds the
    indices of tokens, besides I and we, that name the speaker.
    """
    for predicate in predicates(doc, content):
        kind, rule = _kind(predicate, direct, own)
        if kind is None:
            continue
        span = _within(spans.phrase(predicate), content)
        if span is None:
            continue
        condition = spans.condition_of(predicate)
        yield Stand(
            kind=kind,
            token=predicate,
            holder=None,
            addressee=_addressee(predicate, kind, own),
            content=span,
            condition=condition,
            exchange_for=spans.exchange_of(predicate),
            modality=_modality(predicate, kind, condition),
            said=True,
            rule=f"positions:speech:{rule}",
        )
        other = spans.alternative(predicate)
        if kind in {"demand", "appeal"} and other is not None and is_harm(other):
            threat = _within(spans.phrase(other), content)
            if threat is not None:
                yield Stand(
                    "threat", other, None, None, threat, span, None, "conditional", True,
                    "positions:or-else",
                )  # fmt: skip


def _within(span: Span | None, content: Span) -> Span | None:
    if span is None:
        return None
    start, end = max(span.start, content.start), min(span.end, content.end)
    return Span(start, end) if end > start else None


def predicates(doc: Doc, content: Span) -> Iterator[Token]:
    """Main predicates of the stretch: roots, what is joined to them, and what the
    speaker thinks or says.
    """
    chosen: set[int] = set()
    for t in within(doc, content):
        if t.pos_ not in CLAUSES or t.is_punct:
            continue
        head = t.head
        outside = head.i == t.i or not content.start <= head.idx < content.end
        joined = t.dep_ in {"conj", "parataxis"} and head.i in chosen
        said = t.dep_ in {"ccomp", "parataxis"} and (
            head.lemma_.lower() in cue("think") or head.lemma_.lower() in {"be", "mean", "hope"}
        )
        if outside or joined or said or t.dep_ == "ccomp":
            chosen.add(t.i)
            yield t


def _kind(p: Token, direct: bool, own: frozenset[int]) -> tuple[PositionKind | None, str]:
    """The kind of position a predicate takes, with the rule's name."""
    subject = grammar.grammatical_subject(p) if grammar.child(p, "expl") is None else None
    mine = subject is not None and (subject.lower_ in FIRST or subject.i in own)
    lemma = p.lemma_.lower()
    aux = {c.lower_ for c in p.children if c.dep_ in {"aux", "auxpass"}}
    negated = is_negated(p)
    if mine:
        later = {"will"} if not direct and "would" in aux and subject is not None else set()
        found = _first_person(p, lemma, aux | later, negated)
        if found is not None:
            return found
    if _bargain(p, subject, aux):
        return "offer", "if-you"
    if _futile(p, subject, negated):
        return "refusal", "futile"
    imposed = _imposed(p, lemma, aux)
    if imposed and subject is not None:
        mild = bool({t.lemma_.lower() for t in p.subtree} & cue("mild")) or mine
        return ("appeal" if mild else "demand"), "must"
    if _vital(p):
        return "demand", "vital"
    if direct and _imperative(p, aux):
        mild = bool({t.lower_ for t in p.children} & {"please", "let"}) or lemma == "let"
        return ("appeal" if mild else "demand"), "imperative"
    if _veiled(p, aux):
        return "threat", "harm"
    return judged(p, subject, lemma, aux, negated, mine)


def _first_person(
    p: Token, lemma: str, aux: set[str], negated: bool
) -> tuple[PositionKind, str] | None:
    if grammar.child(p, "auxpass") is not None and not aux & WILL:
        return None  # "we have been promised"
    sorry = lemma in cue("sorry") or any(c.lemma_.lower() in cue("sorry") for c in p.children)
    if sorry and not negated:
        return "apology", "sorry"
    wanting = lemma in {"want", "need", "wish"} and not of_others(p)
    if wanting or (lemma == "ask" and asks_a_question(p)):
        return None
    refusing = negated and (
        aux & (WILL | {"can", "ca", "would"}) or lemma in cue("favour") | {"want", "intend", "be"}
    )
    if negated and (lemma in cue("doubly") or (lemma == "want" and aux & {"did", "had"})):
        return None  # "never rule it out" rules nothing out; "did not want" is over
    state = grammar.child(p, "acomp")
    unwilling = state is not None and state.lower_ in cue("open_to")
    going = lemma == "go" and p.tag_ == "VBG" and grammar.child(p, "xcomp") is not None
    if (refusing and (lemma != "be" or unwilling)) or (negated and going):
        return "refusal", "will-not"
    if lemma in cue("refuse_first"):
        return "refusal", "refuse"
    if negated and lemma in cue("wrongdoing") | {"do", "have"}:
        return "denial", "did-not"
    if negated:
        return None
    going_on = p.tag_ == "VBG" and lemma in cue("staying")
    if going_on or (lemma in cue("staying") and "would" in aux):
        return "promise", "staying"
    if lemma in cue("promise_first") or aux & WILL:
        return "promise", "will"
    if going:
        return "promise", "going-to"
    if lemma in {"hope", "trust"} and _of_another(p):
        return "appeal", "hope"
    if lemma in cue("favour"):
        return "support", "favour"
    if lemma == "like" and aux & {"would", "'d", "’d"} and _told_to(p):
        return "demand", "would-like"
    if lemma in cue("demand_first") and not aux & MAYBE:
        return "demand", "want"
    if lemma in cue("appeal_first"):
        return "appeal", "ask"
    return None


def _of_another(p: Token) -> bool:
    """Whether what is hoped for is what somebody else does."""
    clause = grammar.complement(p)
    own = grammar.child(clause, "nsubj", "nsubjpass") if clause is not None else None
    return own is not None and own.lower_ not in FIRST | {"it", "there", "this", "that"}


def _told_to(p: Token) -> bool:
    """Whether somebody else is to act: "would like the council to show its books"."""
    clause = grammar.child(p, "ccomp", "xcomp", "advcl")
    own = clause is not None and clause.tag_ == "VB" and clause.i > p.i
    return (own and grammar.child(p, "dobj") is not None) or (
        clause is not None and own and grammar.child(clause, "nsubj") is not None
    )


def _imposed(p: Token, lemma: str, aux: set[str]) -> bool:
    if aux & cue("must"):
        return True
    bound = lemma in cue("have_to") and grammar.child(p, "xcomp") is not None
    return bound and not is_negated(p)  # "need not", "does not have to" asks nothing


def _vital(p: Token) -> bool:
    if p.lemma_ != "be":
        return False
    quality = grammar.child(p, "acomp", "attr")
    clause = grammar.child(p, "ccomp", "xcomp", "csubj")
    if clause is None and quality is not None:
        clause = grammar.child(quality, "ccomp", "xcomp", "acl", "relcl")
    return quality is not None and quality.lemma_.lower() in cue("vital") and clause is not None


def _imperative(p: Token, aux: set[str]) -> bool:
    if p.tag_ not in {"VB", "VBP"} or p.pos_ != "VERB" or aux - {"do"}:
        return False
    if any(c.dep_ in grammar.SUBJECTS for c in p.children):
        return False
    before = [t for t in p.doc[p.sent.start : p.i] if t.is_alpha and t.pos_ not in _LEAD_IN]
    if before and p.dep_ != "conj":
        return False
    quoted = p.dep_ == "ccomp" and p.i < p.head.i
    return p.dep_ == "ROOT" or quoted or grammar.grammatical_subject(p) is None


def _futile(p: Token, subject: Token | None, negated: bool) -> bool:
    if subject is None or subject.lemma_.lower() not in cue("attempt"):
        return False
    quality = grammar.child(p, "acomp", "attr")
    word = quality.lemma_.lower() if quality is not None else p.lemma_.lower()
    return (negated and word in cue("effective") | cue("works")) or (
        not negated and word in cue("futile")
    )


def _veiled(p: Token, aux: set[str]) -> bool:
    """A threat in other words: "there will be consequences", "unclear what would happen
    if they do not".
    """
    condition = spans.condition_of(p)
    lemmas = {t.lemma_.lower() for t in spans.subtree(p)}
    if p.lemma_ in {"be", "go"} and grammar.child(p, "expl") is not None:
        coming = bool(aux & (WILL | MAYBE)) or "go" in lemmas
        coming = coming or p.head.lower_ in {"going", "gon"}
        return coming and bool(lemmas & cue("harm"))
    if condition is None:
        return False
    head = spans.condition_head(p)
    if aux & (WILL | {"would"}) and p.lemma_.lower() in cue("harm_verbs"):
        return True
    failing = head is not None and (is_negated(head) or "unless" in {c.lower_ for c in head.lefts})
    return failing and bool(lemmas & (cue("harm") | {"happen"})) and "to" not in aux


def _bargain(p: Token, subject: Token | None, aux: set[str]) -> bool:
    """An offer: "if you help us, you will have ..."."""
    head = spans.condition_head(p)
    if head is None or subject is None or subject.lower_ != "you":
        return False
    asked = grammar.nearest_subject(head)
    gain = p.lemma_.lower() in cue("gain") and bool(aux & (WILL | {"may", "can"}))
    return gain and asked is not None and asked.lower_ == "you"


def _addressee(p: Token, kind: PositionKind, own: frozenset[int]) -> Token | None:
    if kind not in {"demand", "appeal", "accusation"}:
        return None
    subject = grammar.child(p, "nsubj", "nsubjpass")
    if subject is None or subject.lower_ in FIRST | {"it", "there", "this", "that"}:
        return None
    return subject if subject.i not in own else None


def _modality(p: Token, kind: PositionKind, condition: Span | None) -> Modality:
    if condition is not None:
        return "conditional"
    if kind in {"demand", "appeal", "refusal", "denial"}:
        return "actual"
    aux = {c.lower_ for c in p.children if c.dep_ == "aux"}
    hedged = aux & MAYBE or any(
        a.lemma_.lower() in cue("hedge") for a in p.ancestors if a.sent == p.sent
    )
    return "hypothetical" if (hedged and kind == "threat") or aux & MAYBE else "actual"
