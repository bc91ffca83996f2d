"""Which type a difference has, where the rule that found it saw only that words differ."""

from __future__ import annotations

from dataclasses import replace

from twosource.compare.align.alignment import Alignment
from twosource.compare.classifiers import regression
from twosource.compare.cut.word_vectors import Matrix
from twosource.compare.details.contrast import TELL, against
from twosource.compare.details.drafts import Draft
from twosource.compare.weigh.draft_features import DRAFT, TYPES
from twosource.types import FindingType

LOOSE = ("phrase/", "rival/", "lost/", "scope/narrowed", "strength/")
"""Rules that see another wording, not what it changes."""
GIVEN: tuple[FindingType, ...] = (
    "attribution", "context_omitted", "date", "hedging", "number", "opinion", "quote", "role",
    "scope", "status", "strength",
)  # fmt: skip
"""Types a loose draft may get; the others need a rule that knows them."""


def retyped(laid: Alignment, draft: Draft, facts: Matrix | None) -> Draft:
    """The draft with the likeliest type, unchanged where its rule knows the type or the
    package carries no model; ``facts`` is its row of
    :func:`~twosource.compare.weigh.draft_features.draft_features`.
    """
    model = regression("differ_type", DRAFT)
    if model is None or facts is None or not draft.rule.startswith(LOOSE):
        return draft
    rated = dict(zip(TYPES, model(facts[: len(DRAFT)]).tolist(), strict=True))
    type_ = max(GIVEN, key=lambda t: (rated[t], t))
    if type_ == draft.type or draft.a is None or draft.b is None:
        return draft
    return replace(draft, type=type_, why=against(laid, draft.a, draft.b, TELL[type_]))
