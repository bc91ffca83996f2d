"""The office of one person, told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource import packaged
from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side, of_side
from twosource.compare.cut.constituents import token_span, words_in
from twosource.compare.cut.lexicon import COURTESY, lexicon
from twosource.compare.cut.small_words import DESCRIBING, SHORT
from twosource.compare.facts.candidates import Candidate, around
from twosource.parties.words.nouns import can_be_person
from twosource.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 12
"""Tokens beyond which an apposition is more than an office."""
SAME_PLACE = 0.6
"""Sureness of one place from which two descriptions stand for one another."""
USED = ("used to be", "once was", "was once", "formerly", "until recently")


@dataclass(frozen=True, slots=True)
class Office:
    """An office as an account gives it to a person.

    Attributes:
        head: lemma of its noun.  words: the lemmas before it.  over: whether it is said to be
            over, to come or shared.
        one_of: whether it is told as one of many ("an aide").
    """

    head: str
    words: frozenset[str]
    over: frozenset[str]
    span: Span
    one_of: bool = False


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    table = packaged.toml("twosource.compare", "data/offices.toml")
    return {
        k: frozenset(table[k]) for k in ("loose", "over", "former", "now", "portfolio", "beside")
    }


@lru_cache(maxsize=1)
def _groups() -> tuple[frozenset[str], ...]:
    table = packaged.toml("twosource.compare", "data/offices.toml")
    return tuple(frozenset(g) for g in table["same"])


@of_side
def offices(side: Side) -> dict[str, list[Office]]:
    """For each person of a side (actor id) the offices that stand beside the name."""
    register = side.analysis.register
    known = {a.id for a in register.actors if a.kind == "person"}
    found: dict[str, list[Office]] = {}
    for mention in register.mentions:
        if mention.account != side.account or mention.part != side.section.part:
            continue
        if mention.actor in known:
            office = _beside(side, mention)
            if office is not None:
                found.setdefault(mention.actor, []).append(office)
    return found


def _beside(side: Side, mention: Mention) -> Office | None:
    words = words_in(side.section.doc, mention.span)
    names = [t for t in words if t.pos_ == "PROPN"]
    if not names:
        return None
    last = names[-1]
    before = _title(names[0], last)
    return before or _apposed(last)


def _title(first: Token, last: Token) -> Office | None:
    """Words before the name in its own phrase: "Metro chairman Piers Langdale"."""
    start = first
    head: Token | None = None
    inside = [first, *list(_run_before(first))]
    for token in inside:
        low = token.lemma_.lower().rstrip(".")
        if _is_office(token, low):
            head = token
            break
    if head is None or head.i == last.i:
        return None
    for token in _run_before(head):
        start = token
    start = start if start.i <= head.i else head
    return _made(head, start, last)


def _run_before(token: Token) -> Iterator[Token]:
    """Tokens right before one that belong to its phrase, nearest first."""
    at = token
    while at.i and at.i > token.i - 6:
        at = at.nbor(-1)
        if at.pos_ not in {"PROPN", "NOUN", "ADJ"} and at.tag_ not in {"POS", "PRP$"} and not (
            at.text == "-" or at.lower_ == "ex"
        ):  # fmt: skip
            return
        if at.is_sent_start and at.is_punct:
            return
        yield at


def _apposed(last: Token) -> Office | None:
    """A phrase behind the name or before it, set off by a comma: "X, the firm's director"."""
    for child in last.children:
        if child.dep_ == "appos" and child.i > last.i and child.pos_ in {"NOUN", "PROPN"}:
            low = child.lemma_.lower()
            if _is_office(child, low) and child.right_edge.i - child.left_edge.i <= 3 * LONGEST:
                end = min(child.right_edge.i, child.i + LONGEST // 2)
                return _made(child, child.left_edge, child.doc[_closed(child, end)])
        if child.dep_ == "relcl" and any(
            u in child.doc[child.left_edge.i : child.i + 3].text.lower() for u in USED
        ):
            for noun in child.subtree:
                if noun.dep_ in {"attr", "oprd"} and _is_office(noun, noun.lemma_.lower()):
                    made = _made(noun, child.left_edge, noun)
                    return replace(made, over=made.over | {"former"})
    if last.dep_ == "appos" and last.head.pos_ in {"NOUN", "PROPN"} and last.head.i < last.i:
        head = last.head
        if _is_office(head, head.lemma_.lower()) and last.i - head.left_edge.i <= 2 * LONGEST:
            return _made(head, head.left_edge, last)
    return None


def _closed(head: Token, end: int) -> int:
    """The last token before a comma or a clause."""
    for token in head.doc[head.i + 1 : end + 1]:
        if token.is_punct or token.dep_ in {"relcl", "acl"} or (
            token.dep_ == "cc" and token.head.i == head.i
        ):  # fmt: skip
            return max(head.i, token.i - 1)
    return end


def _is_office(token: Token, low: str) -> bool:
    if token.pos_ not in {"NOUN", "PROPN"} or low in COURTESY - {"professor", "prof"}:
        return False
    if low in lexicon().titles:
        return True
    return token.pos_ == "NOUN" and can_be_person(low)


def _made(head: Token, first: Token, last: Token) -> Office:
    words = {t.lower_ for t in head.doc[first.i : head.i] if t.is_alpha and t.pos_ != "DET"}
    over = words & _lists()["over"]
    before = head.doc[max(0, first.i - 2) : first.i]
    over |= {t.lower_ for t in before if t.lower_ in _lists()["over"]}
    over = {"former" if w in _lists()["former"] else w for w in over}
    name = head.lemma_.lower().rstrip(".")
    name = SHORT.get(name, name)
    name = "ceo" if name in {"executive", "exec"} and "chief" in words else name
    one_of = first.lower_ in {"a", "an", "one"}
    return Office(name, frozenset(words), frozenset(over), token_span(first, last), one_of)


def candidates(laid: Alignment) -> Iterator[Candidate]:
    """Persons to whom both accounts give an office, and not the same."""
    ours, theirs = offices(laid.a), offices(laid.b)
    for actor in sorted(ours.keys() & theirs.keys()):
        told = _differ(ours[actor], theirs[actor])
        if told is None:
            continue
        one, two, rule = told
        if _told_too(one, laid.b) or _told_too(two, laid.a):
            continue  # "president of his club" and "a surveyor": both say both
        titles = lexicon().titles - _lists()["beside"]
        titled = (one.head in titles) + (two.head in titles)
        past = one.head != two.head and "former" in one.over and "former" in two.over
        if (titled < 2 or past) and not laid.derived:
            continue  # a player, a neighbour, a former ambassador: one may have been all of these
        near = around(laid, one.span.start, two.span.start)
        if one.one_of and two.one_of and (near < SAME_PLACE or titled < 2):
            continue  # "a close aide to Orr" and "a figure in the affair" describe one person
        yield Candidate(
            "role", one.span, two.span, False, rule, "The office differs",
            {"around": near,
             "loose": float(one.head in _lists()["loose"] or two.head in _lists()["loose"]),
             "standing": float(rule == "fact/standing"),
             "titled": float(titled)},
        )  # fmt: skip


def _told_too(office: Office, other: Side) -> bool:
    """Whether a sentence of the other account holds all that an office of several words says."""
    words = {office.head, *(w for w in office.words if w not in lexicon().empty)}
    if len(words) < 2:
        return False
    low = ({t.lower_ for t in s} | {t.lemma_.lower() for t in s} for s in other.section.doc.sents)
    return any(words <= told for told in low)


def _differ(xs: list[Office], ys: list[Office]) -> tuple[Office, Office, str] | None:
    for x in xs:
        for y in ys:
            if x.head == y.head or same_office(x.head, y.head):
                over_x, over_y = x.over - _lists()["now"], y.over - _lists()["now"]
                if over_x == over_y or DESCRIBING & (x.words | y.words):
                    ports = (x.words & _lists()["portfolio"], y.words & _lists()["portfolio"])
                    if x.head == y.head and all(ports) and not ports[0] & ports[1]:
                        return x, y, "fact/office"
                    return None
    for x in xs:
        for y in ys:
            if x.head == y.head:
                return None if x.head in _lists()["loose"] else (x, y, "fact/standing")
            if same_office(x.head, y.head):
                return None
    loose = _lists()["loose"]
    pairs = [(x, y) for x in xs for y in ys]
    firm = [(x, y) for x, y in pairs if x.head not in loose and y.head not in loose]
    return (*firm[0], "fact/office") if firm else None


def same_office(one: str, two: str) -> bool:
    """Whether two nouns name one office."""
    return any(one in g and two in g for g in _groups())
