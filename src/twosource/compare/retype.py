"""Which type a difference has, where the rule that found it saw only that words differ."""

from __future__ import annotations

from dataclasses import replace

from twosource.compare.doubt import NAMES, TYPES, doubt
from twosource.compare.drafts import Draft, quoted_words
from twosource.compare.model import regression
from twosource.compare.sides import Laid
from twosource.types import FindingType

LOOSE = ("phrase/", "lost/", "scope/narrowed", "strength/")
"""Rules that see another wording, not what it changes."""
TELL: dict[FindingType, str] = {
    "attribution": "Who says it, to whom or through what differs",
    "context_omitted": "One side leaves something out",
    "date": "The time differs", "hedging": "The degree of certainty differs",
    "number": "The figure differs", "opinion": "One side judges",
    "quote": "The words of a speaker are given otherwise", "role": "The role differs",
    "scope": "Who or what is meant differs", "status": "The state of the matter differs",
    "strength": "The force of the words differs",
}  # fmt: skip
"""Types a loose draft may get, with the sentence; the others need a rule that knows them."""


def retyped(laid: Laid, draft: Draft) -> Draft:
    """The draft with the likeliest type, unchanged where its rule knows the type or the
    package carries no model.
    """
    model = regression("differ_type", NAMES)
    if model is None or draft.match < 0 or not draft.rule.startswith(LOOSE):
        return draft
    rated = dict(zip(TYPES, model(doubt(laid, draft)).tolist(), strict=True))
    type_ = max(TELL, key=lambda t: (rated[t], t))
    if type_ == draft.type or draft.a is None or draft.b is None:
        return draft
    a, b = quoted_words(laid.a.text(draft.a)), quoted_words(laid.b.text(draft.b))
    return replace(draft, type=type_, why=f"{TELL[type_]}: {a} against {b}.")
