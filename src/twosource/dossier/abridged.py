"""A sentence without what the other accounts do not have: the fact that all of them tell.

Only what may go without turning the rest goes: a phrase of place, manner or time, an apposition, a
clause of its own. A denial, a condition, a doubt and what somebody said stay with their verb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.compare.cut.lexicon import lexicon
from twosource.compare.details.edits import SAYING
from twosource.compare.facts.clauses import CONDITIONAL, NEGATIVE, UNSURE
from twosource.types import Section, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

FREE = frozenset({"prep", "npadvmod", "advcl", "appos", "relcl", "acl", "parataxis"})
"""Relations of what may go."""
SECOND = frozenset({"conj"})
"""Relations of a second thing said of the same; it goes with the word that joins it."""
DEEP = 4
"""Steps from the verb down to which anything goes."""
BINDING = NEGATIVE | CONDITIONAL | UNSURE | {"without", "except", "only", "although", "though"}
"""Words with which a phrase may turn the rest."""


def kept(section: Section, span: Span, odd: Callable[[Span], bool]) -> tuple[Span, ...]:
    """The parts of a span that stay, in order, where what is ``odd`` and may go is gone.

    Args:
        section: the parsed part.
        span: a clause of it.
        odd: whether the other accounts have nothing of a stretch.
    """
    doc = section.doc
    found = doc.char_span(span.start, span.end, alignment_mode="contract")
    if found is None or not doc.has_annotation("DEP"):
        return (span,)
    gone: set[int] = set()
    _prune(found.root, found.start, found.end, odd, gone, DEEP)
    if not gone:
        return (span,)
    parts = _parts([t for t in found if t.i not in gone])
    return tuple(p for p in parts if any(c.isalnum() for c in p.of(section.text)))


PREDICATE = frozenset({"attr", "acomp", "oprd"})
"""Relations of what a subject is said to be."""
LIGHT = frozenset({"be", "have", "do", "get", "make", "say", "tell", "take", "give", "go", "come"})
"""Verbs that tell little by themselves; those of saying are weighed as speech acts elsewhere."""


DAY_PARTS = frozenset({"morning", "noon", "afternoon", "evening", "night", "midnight", "first"})
"""Words that say when more closely than a day."""
INDIRECT = frozenset({"amod", "compound", "aux", "auxpass", "det", "ccomp", "pcomp"})
"""Relations in which a verb form tells no act, or the act that is told in as many other words
("said the sample contained", "said it had found") as there are reporters.
"""


def acts(section: Section, span: Span, parts: Sequence[Span]) -> frozenset[int]:
    """The words (places in the doc) of the parts shown of a clause without which an account does
    not tell it: what the subject does or is, every further act ("urging Obama"), the part of day.
    """
    doc = section.doc
    found = doc.char_span(span.start, span.end, alignment_mode="contract")
    if found is None or not doc.has_annotation("DEP"):
        return frozenset()
    shown = [t for t in found if any(p.start <= t.idx < p.end for p in parts)]
    own = {t.i for t in shown if t.lower_ in DAY_PARTS}
    own |= {t.i for t in shown if t.pos_ == "VERB" and t.dep_ not in INDIRECT and not _light(t)}
    own |= {c.i for c in found.root.children if c.dep_ in PREDICATE}
    return frozenset(own | ({found.root.i} - {t.i for t in shown if _light(t)}))


def _light(token: Token) -> bool:
    low = token.lemma_.lower()
    return low in LIGHT or low in lexicon().acts


GOES_ON = frozenset({"continue", "conclude", "begin", "go"})
"""Verbs that may stand beside a quotation as those of saying do."""


def tells(section: Section, parts: Sequence[Span]) -> bool:
    """Whether what is shown says something, and is not somebody's "said" without what was said."""
    doc = section.doc
    whole = Span(parts[0].start, parts[-1].end)
    found = doc.char_span(whole.start, whole.end, alignment_mode="contract")
    if found is None or not doc.has_annotation("DEP"):
        return True
    if found.root.lemma_.lower() not in SAYING | GOES_ON:
        return True
    return any(c.dep_ in {"ccomp", "dobj", "xcomp"} and found.start <= c.i < found.end
               for c in found.root.children)  # fmt: skip


def _prune(
    head: Token, first: int, last: int, odd: Callable[[Span], bool], gone: set[int], deep: int
) -> None:
    for child in head.children:
        left, right = child.left_edge, child.right_edge
        if child.i in gone or left.i < first or right.i >= last:
            continue
        stretch = Span(left.idx, right.idx + len(right.text))
        if child.dep_ in FREE | SECOND and odd(stretch) and _may_go(child):
            gone |= set(range(left.i, right.i + 1))
            gone |= _joint(left, right, first, last, child.dep_ in SECOND)
        elif deep:
            _prune(child, first, last, odd, gone, deep - 1)


def _may_go(child: Token) -> bool:
    """Whether the stretch turns nothing, says not what its noun is ("chief of staff") and stands in
    no brackets, of which one would be left.
    """
    before = child.left_edge.i - 1
    if child.dep_ == "prep" and child.head.pos_ == "VERB" and _only(child):
        return False
    if child.dep_ == "acl" and child.tag_ == "VB":
        return False  # "the right to decide"
    if child.lower_ == "of" or (before >= 0 and child.doc[before].text in "([{"):
        return False
    return not any(t.lower_ in BINDING or t.dep_ == "neg" for t in child.subtree)


def _only(child: Token) -> bool:
    """Whether a phrase is all that its verb is said of: "had got into a quarrel"."""
    others = [c for c in child.head.rights if c.i != child.i]
    whole = {"dobj", "attr", "acomp", "xcomp", "ccomp", "oprd"}
    first = next((c.i for c in child.head.rights if c.dep_ == "prep"), child.i)
    return first == child.i and not any(c.dep_ in whole for c in others)


def _joint(left: Token, right: Token, first: int, last: int, second: bool) -> set[int]:
    """The commas around a stretch, and the word that joins a second thing."""
    found = set()
    before = left.i - 1
    if second and before >= first and left.doc[before].dep_ == "cc":
        found.add(before)
        before -= 1
    if before >= first and left.doc[before].text == ",":
        found.add(before)
        if right.i + 1 < last and left.doc[right.i + 1].text == ",":
            found.add(right.i + 1)
    return found


def _parts(tokens: Sequence[Token]) -> Iterator[Span]:
    start = 0
    for k, token in enumerate(tokens):
        if k + 1 == len(tokens) or tokens[k + 1].i != token.i + 1:
            yield Span(tokens[start].idx, token.idx + len(token.text))
            start = k + 1
