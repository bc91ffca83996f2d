"""The spans of a position: its content, its condition, what it is exchanged for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.positions.lexicon import cue
from twosource.language.texts import text_of
from twosource.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

EDGE = " \t\r\n\u00a0,;:.–—-“”\"'‘’«»"
_JOINT = re.compile(r"\s(?:and|or|but|nor)$")
AFTER = frozenset({"as", "after", "while", "before", "because", "since", "although", "though"})
REACH = 400
"""Tokens of a clause that are looked at; a longer one is a parse gone wrong."""


def trimmed(text: str, start: int, end: int) -> Span | None:
    """``[start, end)`` without white space and punctuation at its ends."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    joint = _JOINT.search(text, start, end)
    if joint is not None:
        return trimmed(text, start, joint.start())
    return _balanced(text, start, end) if end > start else None


def _balanced(text: str, start: int, end: int) -> Span:
    """With the closing mark that a quotation inside lost by trimming, or the opening."""
    inside = text[start:end]
    for left, right in (("“", "”"), ("‘", "’"), ('"', '"')):
        opened = inside.count(left) > inside.count(right)
        if left == right:
            opened = inside.count(left) % 2 == 1
        if opened and right in text[end : end + 2]:
            return Span(start, text.index(right, end) + 1)
        closed = left != right and inside.count(right) > inside.count(left) and right != "’"
        if closed and start and text[start - 1] == left:
            return Span(start - 1, end)
    return Span(start, end)


def subtree(token: Token) -> list[Token]:
    """Tokens from the left to the right edge of a phrase, in order, at most
    :data:`REACH` of them.
    """
    first = max(token.left_edge.i, token.i - REACH)
    last = min(token.right_edge.i, token.i + REACH)
    return [token.doc[i] for i in range(first, last + 1)]


def condition_head(token: Token) -> Token | None:
    """The head of an if-, unless- or until-clause that hangs on the predicate or on
    what it is a complement of.
    """
    for base in _near(token):
        for c in base.children:
            if c.dep_ in {"advcl", "ccomp"} and any(
                m.dep_ in {"mark", "advmod"} and m.lower_ in cue("condition") for m in c.children
            ):
                return c
            if c.dep_ == "prep" and c.lower_ in {"until", "unless"}:
                return c
    return None


def _near(token: Token) -> list[Token]:
    clause = grammar.complement(token)
    near = [token, *([clause] if clause is not None else [])]
    deeper = grammar.complement(clause) if clause is not None else None
    return [*near, *([deeper] if deeper is not None else [])]


def condition_of(token: Token) -> Span | None:
    """The span of the condition, its "if" included."""
    head = condition_head(token)
    if head is None:
        return None
    edge = head.right_edge
    return trimmed(text_of(token.doc), head.left_edge.idx, edge.idx + len(edge.text))


def exchange_head(token: Token) -> Token | None:
    """The "in" of "in exchange for" or "in return for" below the predicate."""
    for t in subtree(token):
        if t.lower_ == "in" and t.dep_ == "prep":
            inner = grammar.child(t, "pobj")
            if inner is not None and inner.lower_ in cue("exchange"):
                return t
    return None


def exchange_of(token: Token) -> Span | None:
    """What is to be had in exchange."""
    head = exchange_head(token)
    if head is None:
        return None
    for t in subtree(head):
        if t.lower_ == "for" and t.dep_ == "prep":
            inner = grammar.child(t, "pobj", "pcomp")
            if inner is not None:
                return phrase(inner)
    return None


def phrase(head: Token, start: Token | None = None) -> Span | None:
    """The span of a phrase or clause from ``start`` (else its left edge), its
    leading "that" and its trailing condition, exchange, non-restrictive clause and
    punctuation left out.
    """
    first = start if start is not None and start.i <= head.i else _opening(head)
    text = text_of(head.doc)
    begin = first.idx
    if first.lower_ == "that" and first.dep_ == "mark":
        begin = first.idx + len(first.text)
    last = head.right_edge
    end = last.idx + len(last.text)
    condition = condition_head(head)
    if condition is not None:
        left, right = condition.left_edge.idx, condition.right_edge.idx
        if left > head.idx and right + len(condition.right_edge.text) >= end - 2:
            end = left
        elif left <= begin:
            begin = condition.right_edge.idx + len(condition.right_edge.text)
    swap = exchange_head(head)
    if swap is not None and swap.left_edge.idx > head.idx:
        end = min(end, swap.left_edge.idx)
    joined = _joined_clause(head, first.i == head.i)
    end = min(end, joined, _afterthought(head), _circumstance(head))
    for t in subtree(head):
        if t.dep_ == "relcl" and t.left_edge.i > 0 and t.doc[t.left_edge.i - 1].text == ",":
            end = min(end, t.left_edge.idx) if t.left_edge.idx > head.idx else end
    return trimmed(text, begin, end) if end > begin else None


def _joined_clause(head: Token, alone: bool) -> int:
    """Where a joined finite clause of another act begins ("refused to talk and left"):
    it is no part of a bare infinitive's content, nor of a finite verb told ``alone``, from
    itself on ("criticised her stance and urged others").
    """
    far = head.doc[-1].idx + len(head.doc[-1].text)
    if head.pos_ not in {"VERB", "AUX"}:
        return far
    for c in head.children:
        own = any(d.dep_ in grammar.SUBJECTS for d in c.children)
        bare = (alone or head.tag_ == "VB") and c.tag_ in {"VBD", "VBZ", "VBP"}
        if c.dep_ == "conj" and c.i > head.i and (own or bare):
            before = [d.idx for d in head.children if d.dep_ == "cc" and head.i < d.i < c.i]
            return before[-1] if before else c.left_edge.idx
    return far


def _afterthought(head: Token) -> int:
    """Where a trailing clause of time or circumstance begins ("... to leave, as the
    crisis went on").
    """
    far = head.doc[-1].idx + len(head.doc[-1].text)
    if head.pos_ not in {"VERB", "AUX"}:
        return far
    reach = [head, *(c for c in head.children if c.dep_ in {"dobj", "xcomp", "prep", "ccomp"})]
    for base in reach:
        for c in base.children:
            marks = {m.lower_ for m in c.children if m.dep_ in {"mark", "advmod"}}
            aside = c.tag_ == "VBG" and c.left_edge.i > 0 and c.doc[c.left_edge.i - 1].text == ","
            if c.dep_ == "advcl" and c.i > head.i and (marks & AFTER or aside):
                far = min(far, c.left_edge.idx)
    return far


def _circumstance(head: Token) -> int:
    """Where a trailing word of the occasion begins ("... to remain in the race earlier
    Friday on her radio show", "... the band during the parade"); it tells when or where it
    was said, mostly, and not what.
    """
    far = head.doc[-1].idx + len(head.doc[-1].text)
    for base in (head, *(c for c in head.children if c.dep_ in {"dobj", "xcomp", "prep"})):
        inner = grammar.child(base, "pobj") if base.dep_ == "prep" else None
        for c in (*base.children, *(inner.children if inner is not None else ())):
            day = c.dep_ == "npadvmod" and c.lemma_.lower() in cue("days")
            if c.left_edge.i > head.i + 1 and (day or _is_occasion(c)):
                far = min(far, c.left_edge.idx)
    return far


def _is_occasion(c: Token) -> bool:
    """A phrase of the occasion: "during the parade", "in an interview"."""
    if c.dep_ != "prep":
        return False
    if c.lower_ in {"during", "after", "amid", "following"}:
        return True
    inner = grammar.child(c, "pobj")
    said = inner is not None and inner.lemma_.lower() in cue("occasions")
    return said and c.lower_ in {"in", "on", "at"}


def without_the_rest(token: Token, clause: Token, found: Span) -> Span:
    """What is asked for without what the asker does not do ("pushing them to leave
    without giving anything").
    """
    for t in subtree(clause):
        inner = grammar.child(t, "pcomp") if t.lower_ == "without" else None
        if inner is None or not found.start < t.idx < found.end:
            continue
        mine, theirs = grammar.grammatical_subject(token), grammar.grammatical_subject(inner)
        if mine is not None and theirs is not None and mine.i == theirs.i:
            return trimmed(text_of(token.doc), found.start, t.idx) or found
    return found


def _opening(head: Token) -> Token:
    """The first word of a clause without its lead-in ("As I said yesterday, ...")."""
    subject = next((c for c in head.lefts if c.dep_ in grammar.SUBJECTS), None)
    edge = head.left_edge
    if subject is None or head.pos_ not in {"VERB", "AUX"}:
        return edge
    start = subject.left_edge
    led_in = start.i > edge.i and head.doc[start.i - 1].text in {",", "…", "..."}
    joined = start.i == edge.i + 1 and edge.dep_ in {"cc", "mark"}
    return start if led_in or joined else edge


def _linkers(verb: Token) -> list[Token]:
    """Its conjunctions, those a parser hung on its object among them."""
    thing = grammar.child(verb, "dobj")
    return [*verb.children, *(thing.children if thing is not None else ())]


def alternative(token: Token) -> Token | None:
    """The second half of "do this or face that"."""
    for base in _near(token):
        for c in base.children:
            if c.dep_ == "conj" and any(
                d.dep_ == "cc" and d.lower_ == "or" and base.i < d.i < c.i for d in _linkers(base)
            ):
                return c
    return None
