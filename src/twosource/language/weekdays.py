"""Whether a bare weekday looks forward: ``may meet on Friday``, ``by Friday``.

News names the days around it without a date.  What is told as done looks back; modals,
plans, hopes, schedules, infinitives that are still to come, the present tense and
deadlines look forward.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.language.texts import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STEPS = 10
"""Steps up the tree; a day hangs rarely deeper below the verb that tells its time."""
MODALS = frozenset({
    "will", "shall", "'ll", "’ll", "wo", "may", "might", "can", "ca", "could", "must", "should",
    "would", "'d", "’d", "ought",
})  # fmt: skip
_CLOCK = (
    r"the end of|close of business|the close of|close of play|midnight|noon|midday|dawn|dusk|"
    r"sunset|sunrise|early|late|next|this|coming|on|the|of|\d[\d.:]*(?:\s?[ap]\.?m\.?)?|"
    r"\w+ o['’]clock"
)
_TERM = re.compile(
    r"\b(?:by|until|till|til|before|no later than|ahead of|not later than|up to)\s+"
    rf"(?:(?:{_CLOCK})\s+){{0,4}}$",
    re.IGNORECASE,
)
"""Words before a day that make it the end of a term."""
_DUE = frozenset({
    "plan", "expect", "schedule", "due", "set", "slate", "book", "fix", "arrange", "earmark",
    "pencil", "intend", "hope", "aim", "bind", "tip", "postpone", "move", "delay", "summon",
})  # fmt: skip
"""What is planned is still to come where it stands as a participle ("scheduled for")."""
_NOUNS = frozenset({"deadline", "ultimatum", "schedule", "plan", "timetable", "fixture"})
_DONE = frozenset({
    "manage", "fail", "have", "use", "begin", "start", "continue", "get", "come", "go", "seem",
    "appear", "happen", "tend", "forget", "remember", "help", "rush", "stop", "move", "make",
})  # fmt: skip
"""Verbs whose infinitive was done, or was not, when they are told in the past."""
_LASTING = frozenset({"last", "continue", "run", "stay", "remain", "wait", "rain", "work", "live"})
_SAYING = frozenset({
    "say", "tell", "report", "announce", "write", "add", "confirm", "reveal", "state", "insist",
    "claim", "warn", "show", "according", "publish", "accuse", "deny", "post", "rule",
})  # fmt: skip


def looks_forward(doc: Doc, at: int) -> bool:
    """Whether the weekday that begins at code point ``at`` is still to come."""
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None:
        return False
    token = span[0]
    if deadline(token):
        return not _told_as_past(token)
    for _ in range(_STEPS):
        verdict = _verdict(token)
        if verdict is not None:
            return verdict
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def deadline(token: Token) -> bool:
    """Whether the day ends a term: "by Friday", "until midnight on Friday"."""
    before = text_of(token.doc)[max(token.sent.start_char, token.idx - 60) : token.idx]
    if _TERM.search(before):
        return True
    here = token
    for _ in range(3):
        if here.lemma_.lower() in _NOUNS:
            return True
        if here.pos_ in {"VERB", "AUX"} or here.head.i == here.i:
            return False
        here = here.head
    return False


def _told_as_past(token: Token) -> bool:
    """Whether a term is over: "By Friday 40 had gone", "it lasted until Friday"."""
    here = token
    for _ in range(_STEPS):
        if here.pos_ in {"VERB", "AUX"} and here.dep_ not in {"aux", "auxpass"}:
            aux = {c.lower_ for c in here.children if c.dep_ in {"aux", "auxpass"}}
            if "had" in aux and not aux & MODALS:
                return True
            first = token.sent.text[:3] == "By "
            done = here.tag_ == "VBD" and not aux
            return done and (here.lemma_.lower() in _LASTING or first)
        if here.head.i == here.i:
            return False
        here = here.head
    return False


def _verdict(token: Token) -> bool | None:
    """What one word over the day says, or ``None`` where the next one up must."""
    if token.pos_ not in {"VERB", "AUX"}:
        if token.lemma_.lower() in _NOUNS:
            return True
        small = token.pos_ == "ADJ" and token.lower_ in {"due", "likely", "ready", "set"}
        return True if small else None
    low = token.lemma_.lower()
    aux = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
    if aux & MODALS:
        return not aux & {"have", "'ve", "’ve"} or bool(aux & {"will", "'ll", "’ll"})
    if "to" in aux:
        return _to_come(token)
    if token.tag_ == "VBN" and low in _DUE and "had" not in aux:
        return True
    if low in _DUE and token.tag_ in {"VBZ", "VBP", "VBG", "VBD"} and low not in {"move", "delay"}:
        return True
    if token.tag_ == "VBG" and aux & {"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"}:
        return low not in _SAYING
    if token.tag_ in {"VBZ", "VBP"} and not aux:
        return low not in _SAYING
    if token.tag_ == "VB" and not aux:
        return True  # an imperative, or what is demanded: "that it leave on Friday"
    if token.tag_ in {"VBD", "VBN", "VBZ", "VBP"} or aux:
        return False
    return None


def _to_come(token: Token) -> bool | None:
    """Whether an infinitive is still to come: "plans to meet", not "managed to meet"
    and not "went there to meet".
    """
    head = token.head
    if head == token or token.dep_ in {"xcomp", "ccomp", "acl", "oprd", "acomp", "conj"}:
        low = head.lemma_.lower()
        past = head.tag_ in {"VBD", "VBN"}
        return not (past and low in _DONE)
    if token.dep_ == "advcl" and head.tag_ in {"VBD", "VBN"}:
        return False
    return True if token.dep_ == "relcl" else None
