"""What a clause asserts: whether, how surely, when, and under which condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource import packaged
from twosource.compare.cut.constituents import verb_group
from twosource.compare.cut.negation import CLAIMS, bounded
from twosource.compare.cut.negation import NEGATIVE as NEGATIONS
from twosource.language.relations import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATIVE = NEGATIONS | {"n\u2019t", "\u2019t", "'t"}
CONDITIONAL = {"if", "unless", "until", "untill", "till", "til", "provided", "providing", "lest",
               "otherwise"}  # fmt: skip
WHOEVER = {"anyone", "anybody", "whoever", "whatever", "everyone", "everybody", "those", "any"}
"""Words that name a condition by whom it falls on: "anyone who can see water"."""
CONDITIONAL_HEADS = {"condition", "conditional", "subject", "contingent", "depend", "dependent",
                     "provided", "long"}  # fmt: skip
NO_CONDITION = {"even", "as", "what", "only"}
"""Words before "if" with which it names no condition: whatever it is, it changes nothing."""
NOT = {"not", "n't", "n\u2019t", "\u2019t", "'t", "nt"}
"""Forms of "not", which the parser does not always see as such."""
ASKING = {"ask", "wonder", "know", "see", "say", "tell", "question", "inquire", "decide"}
MODALS = {"may", "might", "could"}
UNSURE = {"likely", "unlikely", "possibly", "perhaps", "probably", "reportedly", "allegedly",
          "apparently", "maybe", "potentially", "suspected", "possible", "probable"}  # fmt: skip
BELIEF = {"believe", "think", "understand", "suspect", "fear", "expect", "suppose", "feel"}


CHANCE = {"chance", "odds", "risk", "likelihood", "possibility", "probability", "prospect",
          "danger"}  # fmt: skip
"""Nouns under which something is not told as sure."""
FAR = 10
"""Words before a verb in which they bear on it."""


def by_chance(verb: Token) -> bool:
    """Whether a verb tells what has a chance of coming to pass."""
    first = max(verb.sent.start, verb.i - FAR)
    return any({t.lower_, t.lemma_.lower()} & CHANCE for t in verb.doc[first : verb.i])


INTENT = {"plan", "intend", "intention", "prepare", "hope", "aim", "seek", "set", "due", "ready",
          "poise", "expect", "want", "try", "attempt", "effort", "bid", "propose", "proposal",
          "promise", "vow", "pledge", "threaten", "threat", "consider", "push", "urge", "ask",
          "demand", "call", "offer", "refuse", "decline"}  # fmt: skip
"""What stands over an act that is not said to have come to pass: "plans to release", "a bid to
oust"."""
ACCUSED = {"charge", "accuse", "suspect", "allege", "arrest", "indict", "detain", "question",
           "sue"}  # fmt: skip
"""Verbs under which an act is laid to somebody and not told as his."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What is asserted of a verb (or of an adjective or noun after "be").

    Attributes:
        head: the verb, or the word after the copula.
        negated: an odd number of negations bear on it.
        hedged: the word that makes it less than certain, if any.
        aspect: ``done``, ``going``, ``coming`` or ``bare``.
        condition: the first word of the condition it stands under, if any.
        states: what course words over it say, by state.
        open: whether it stands under a plan, a threat or a charge, so that it is not told as
            having come to pass.
    """

    head: Token
    negated: bool
    hedged: Token | None
    aspect: str
    condition: Token | None
    states: Mapping[str, Token]
    open: bool


@lru_cache(maxsize=1)
def courses() -> tuple[Mapping[str, str], frozenset[frozenset[str]]]:
    """Lemma -> state, and the pairs of states that exclude one another."""
    table = packaged.toml("twosource.compare", "data/courses.toml")
    states = {w: state for state, group in table["states"].items() for w in group}
    return states, frozenset(frozenset(p) for p in table["apart"]["pairs"])


def clause(head: Token) -> Clause:
    """The clause whose verb (or word after a copula) is ``head``."""
    verb = head.head if head.dep_ in {"acomp", "attr", "oprd"} else head
    chain = list(_over(verb))
    negations = sum(_negations(t) for t in {verb.i: verb, head.i: head}.values())
    for up in chain:
        negations += _negations(up) + _denies(up)
    hedged = next((h for t in (verb, *chain) for h in _hedge(t)), None)
    states: dict[str, Token] = {}
    known = courses()[0]
    for t in (*([head] if head.i != verb.i else []), verb, *chain):
        state = known.get(t.lemma_.lower())
        if state is not None:
            states.setdefault(state, t)
    condition = next((c for t in (verb, *chain) for c in _condition(t)), None)
    left_open = _left_open(verb)
    negated = negations % 2 == 1 and not bounded(verb)
    return Clause(head, negated, hedged, _aspect(verb), condition, states, left_open)


DENY = {"fail", "refuse", "decline", "deny", "prevent", "reject", "resist", "avoid", "refrain",
        "abstain", "forbid", "ban"}  # fmt: skip
"""Verbs under which an act does not come to pass: "refused to pay" is "did not pay"."""


def _denies(verb: Token) -> bool:
    out = any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children)
    return verb.lemma_.lower() in DENY or (verb.lemma_.lower() == "rule" and out)


OPEN = {"xcomp", "acl", "pcomp", "advcl", "ccomp", "prep"}
"""How an act hangs on the plan, the threat or the charge that it is the matter of."""


def _left_open(verb: Token) -> bool:
    at = verb
    if verb.tag_ not in {"VB", "VBG"}:
        return False
    for _ in range(3):
        if at.dep_ not in OPEN or at.head.i == at.i:
            return False
        at = at.head
        if at.lemma_.lower() in INTENT | ACCUSED:
            return True
    return False


def names_condition(words: Iterable[Token]) -> bool:
    """Whether some words name a condition, whichever verb it hangs on: "if you see it", "anyone
    who sees it"; a threat is one too.
    """
    for token in words:
        if token.lower_ in CONDITIONAL or token.lemma_.lower() == "threaten":
            return True
        if token.lower_ in WHOEVER and any(
            t.dep_ == "relcl" for t in (*token.children, *token.head.children)
        ):
            return True
    return False


def _over(verb: Token) -> Iterator[Token]:
    """Verbs that a verb is the open complement of ("agreed to switch", "was set to sign")."""
    at = verb
    for _ in range(3):
        if at.dep_ not in {"xcomp", "pcomp", "ccomp", "prep"} or at.head.i == at.i:
            return
        bare = not ({c.dep_ for c in at.children} & SUBJECTS) and _denies(at.head)
        if at.dep_ == "ccomp" and not (
            bare
            or at.head.lemma_.lower() in CLAIMS
            or ({c.dep_ for c in at.head.children} & {"auxpass", "expl"})
        ):
            return
        at = at.head
        if at.pos_ in {"VERB", "ADJ", "AUX"}:
            yield at


def _negations(token: Token) -> int:
    found = 0
    for child in token.children:
        low = child.lower_
        if (
            child.dep_ == "neg"
            or low in NOT
            or (low in NEGATIVE and child.dep_ in {"advmod", "preconj", "cc"})
            or (
                child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}
                and (
                    low in {"nobody", "nothing", "none", "neither"}
                    or any(g.lower_ == "no" and g.dep_ == "det" for g in child.children)
                )
            )
        ):
            found += 1
    return found


def _hedge(token: Token) -> Iterator[Token]:
    for child in token.children:
        low = child.lower_
        if (child.dep_ == "aux" and low in MODALS) or (
            child.dep_ in {"advmod", "acomp", "amod"} and low in UNSURE
        ):
            yield child
    if token.lower_ in UNSURE:
        yield token
    if token.lemma_.lower() in BELIEF and any(c.dep_ == "auxpass" for c in token.children):
        yield token


def _condition(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "advcl":
            for mark in child.children:
                if mark.lower_ == "if" and token.lemma_.lower() in ASKING:
                    continue  # "asked if" is "asked whether"
                if mark.i and mark.nbor(-1).lower_ in NO_CONDITION:
                    continue
                if mark.lower_ in CONDITIONAL and mark.dep_ in {"mark", "advmod"}:
                    yield mark
        elif (
            child.lower_ in {"otherwise", "unless"}
            or (child.dep_ == "advmod" and child.lower_ == "long" and _conditional(child))
            or (
                child.dep_ in {"prep", "acomp", "attr"}
                and any(_conditional(t) for t in list(child.subtree)[:4])
            )
        ):
            yield child


def _conditional(token: Token) -> bool:
    """Whether a word heads a condition: "long" between two "as" alone."""
    low = token.lemma_.lower()
    if low == "long":
        return bool(token.i) and token.nbor(-1).lower_ in {"as", "so"}
    if low in {"subject", "contingent", "depend", "dependent"}:  # no "subject of a manhunt"
        return any(c.dep_ == "prep" and c.lower_ in {"to", "on", "upon"} for c in token.children)
    return low in CONDITIONAL_HEADS


def _aspect(verb: Token) -> str:
    lemmas = {c.lemma_.lower() for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    words = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if lemmas & {"will", "shall", "would"} or words & {"'ll", "\u2019ll"}:
        return "coming"
    if "have" in lemmas or verb.tag_ == "VBD" or words & {"was", "were"}:
        return "done"
    if verb.tag_ in {"VBZ", "VBP"} or words & {"is", "are", "am"}:
        return "going"
    return "bare"


def extent(head: Token) -> tuple[Token, Token]:
    """First and last word of a verb with its helpers and what it is said of: to show it."""
    verb = head.head if head.dep_ in {"acomp", "attr", "oprd"} else head
    first, last = verb_group(verb)
    if head.i > last.i:
        last = head
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "expl"} and first.i - child.left_edge.i <= 6:
            first = min(first, child.left_edge, key=lambda t: t.i)
        if child.dep_ in {"dobj", "acomp", "attr", "oprd", "prt", "xcomp"} and (
            0 < child.right_edge.i - last.i <= 6
        ):
            last = child.right_edge
    return first, last
