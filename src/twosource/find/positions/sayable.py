"""What a party would sign: holder and content must make a sentence of its own stand.

``offers: to give her``, ``demands: what do we need`` and ``accuses: the minister`` are
none; nor is what is only asked, denied of somebody, or told of nobody known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.find.positions.worded import Stand
from twosource.types import Section, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_EMPTY = frozenset({
    "be", "do", "have", "go", "get", "give", "make", "take", "say", "tell", "it", "that", "this",
    "so", "thing", "something", "anything", "what", "one", "other", "way", "lot", "let", "call",
    "back", "want", "ask", "need", "know", "think",
})  # fmt: skip
"""Words that say nothing of what is demanded or offered."""
_FULL = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "AUX"})
_WH = frozenset({"who", "what", "how", "why", "where", "when", "which", "whom", "whether"})
_OPENS = frozenset({"mark", "advmod", "dobj", "attr", "nsubj"})
_BLAME = frozenset({"accusation"})
_WORDS = 2
"""Words of content at least; and as many letters as "no war" has."""


def sayable(section: Section, stand: Stand, statement: Statement | None) -> bool:
    """Whether the stand is one that an editor would print of its holder."""
    words = _words(section, stand)
    if stand.modality == "negated" or _shared_no(stand.token) or not _full(words, stand):
        return False
    inside = stand.content.start <= stand.token.idx < stand.content.end
    if stand.token.pos_ == "NOUN" and inside and "speech" not in stand.rule:
        return False  # "the request of the ministry" says of nothing what is requested
    if asked(stand.token) or (statement is not None and statement.stance == "ask" and stand.said):
        return _requests(stand)
    return not (stand.kind in _BLAME and _only_names(words, stand))


def _shared_no(token: Token) -> bool:
    """Whether the verb it is joined to is negated for both: "could not confirm or deny"."""
    head = token.head
    joined = token.dep_ == "conj" and head.pos_ == "VERB" and head.tag_ == token.tag_ == "VB"
    own = any(c.dep_ in {"aux", "nsubj"} for c in token.children)
    return joined and not own and any(c.dep_ == "neg" for c in head.children)


def _words(section: Section, stand: Stand) -> list[Token]:
    found = section.doc.char_span(stand.content.start, stand.content.end, alignment_mode="expand")
    return [t for t in found if not t.is_punct and not t.is_space] if found is not None else []


def _full(words: list[Token], stand: Stand) -> bool:
    """Something is said: a word or two that mean something, beside the operative one."""
    told = [
        t for t in words
        if t.pos_ in _FULL and t.lemma_.lower() not in _EMPTY and t.dep_ not in {"aux", "auxpass"}
    ]  # fmt: skip
    if stand.kind in {"apology", "support"}:
        return len(words) >= 1 and bool(told)
    if ":stance-" in stand.rule:
        return len(words) >= _WORDS and bool(told)
    own = stand.content.start <= stand.token.idx < stand.content.end
    rest = [t for t in told if t.i != stand.token.i]
    spoken = "speech" in stand.rule
    return len(words) >= _WORDS and bool(told if spoken or not own else rest)


def _only_names(words: list[Token], stand: Stand) -> bool:
    """Blame that says of whom and not of what: "slammed the mayor"."""
    if "speech" in stand.rule:
        return False
    if any(t.dep_ in {"prep", "poss"} and t.i != stand.token.i for t in words):
        return False  # "her sister's stance on the tax" is blamed for something
    said = [
        t for t in words
        if t.i != stand.token.i and t.pos_ in {"NOUN", "VERB", "ADJ", "ADV"}
        and t.lemma_.lower() not in _EMPTY
    ]  # fmt: skip
    addressee = stand.addressee.i if stand.addressee is not None else -1
    return not [t for t in said if t.i != addressee and t.dep_ not in {"compound", "amod", "det"}]


def asked(token: Token) -> bool:
    """Whether the words stand in a question, direct or not: "asked whether it broke the law"."""
    end = token.sent.text.rstrip().rstrip("\"”’'»)")[-1:]
    if end in {"?", "？"}:
        return True
    here = token
    for _ in range(6):
        lead = here.left_edge
        clause = here.dep_ in {"ccomp", "pcomp", "relcl", "csubj"}
        opened = lead.lower_ in _WH or any(
            c.lower_ in _WH and c.i < here.i and c.dep_ in _OPENS for c in here.children
        )
        if clause and opened and here.dep_ != "relcl":
            return True
        if here.head.i == here.i:
            return False
        here = here.head
    return False


def _requests(stand: Stand) -> bool:
    """A question that asks somebody to act is a request all the same."""
    return stand.kind in {"appeal", "demand"} and stand.rule.startswith("positions:word")
