"""Blame and praise in plain speech: "That is a disgrace", "We are grateful"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.find.events import grammar
from twosource.find.events.flags import MAYBE, WILL
from twosource.find.events.phrases import is_actor
from twosource.find.positions.lexicon import cue
from twosource.types import PositionKind

if TYPE_CHECKING:
    from spacy.tokens import Token


def judged(
    p: Token, subject: Token | None, lemma: str, aux: set[str], negated: bool, mine: bool
) -> tuple[PositionKind | None, str]:
    """Blame and praise."""
    quality = grammar.child(p, "acomp", "attr", "oprd")
    words = {quality.lemma_.lower()} if quality is not None else {lemma}
    if quality is not None:
        words |= {
            c.lemma_.lower() for c in quality.children if c.dep_ in {"amod", "advmod", "conj"}
        }
    nothing = quality is not None and (
        quality.lower_ == "nothing" or any(c.lower_ == "no" for c in quality.children)
    )
    if words & cue("bad"):
        return ("denial" if negated or nothing or mine else "accusation"), "bad"
    if negated and quality is not None and quality.lower_ in {"true", "correct", "accurate"}:
        return "denial", "not-true"
    if grammar.is_passive(p) and grammar.by_agent(p) is None:
        return None, ""  # what befell somebody blames nobody
    if (
        quality is None
        and not mine
        and subject is not None
        and is_actor(subject)
        and lemma in cue("wrongdoing")
        and (not negated and not aux & (WILL | MAYBE))
    ):
        return "accusation", "wrongdoing"
    if negated and lemma in cue("virtue") and not mine and subject is not None:
        return "accusation", "wrongdoing"
    if not mine and not negated and _biased(p):
        return "accusation", "bad"
    judged = subject is not None and subject.lower_ not in {"what", "whatever", "which", "who"}
    judged = judged and not aux & MAYBE
    if not negated and quality is not None and words & cue("good") and judged:
        return "support", "good"
    return None, ""


def _biased(p: Token) -> bool:
    """A charge told in passing: "through its blatant bias", "ignoring the poor"."""
    for c in p.children:
        thing = grammar.child(c, "pobj") if c.dep_ == "prep" else None
        if thing is not None and thing.lemma_.lower() in cue("bad"):
            return True
        if c.dep_ == "advcl" and c.tag_ == "VBG" and c.lemma_.lower() in cue("wrongdoing"):
            return True
        if c.dep_ == "dobj" and c.lemma_.lower() in cue("bad"):
            return p.lemma_.lower() not in cue("favour")
    return False
