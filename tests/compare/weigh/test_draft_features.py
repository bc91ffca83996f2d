"""Where a draft stands: what is around it, and what its accounts say elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from compare.tellings import aligned
from twosource.compare.details.drafts import Draft
from twosource.compare.weigh.draft_features import NAMES, draft_features
from twosource.compare.weigh.surrounding_features import companies
from twosource.types import Span


def draft(a, b, rule="phrase/noun"):
    return Draft("differ", "scope", "text", Span(*a), Span(*b), 0.5, 0.5, "", rule, 0)


def test_drafts_that_show_one_place_keep_company():
    drafts = [
        draft((0, 10), (5, 15)), draft((1, 10), (5, 14), "lost/prep"), draft((0, 10), (50, 60)),
    ]  # fmt: skip
    assert list(companies(drafts)) == [(1.0, 2.0), (1.0, 2.0), (0.0, 1.0)]
    assert list(companies([])) == []


@pytest.mark.parametrize("said", [True, False])
def test_what_the_other_account_says_elsewhere_is_known(said):
    more = "A juggler in red boots led the parade." if said else "It was a long day."
    pair = aligned(
        "The council of Tarn paid for the parade and for a juggler.",
        f"The council of Tarn paid for the parade and for a pianist. {more}",
    )
    a, b = pair.a.section.text, pair.b.section.text
    one = Span(a.index("a juggler"), a.index("a juggler") + len("a juggler"))
    two = Span(b.index("a pianist"), b.index("a pianist") + len("a pianist"))
    assert pair.matches
    made = Draft("differ", "fact", "text", one, two, 0.9, 0.5, "", "x", 0)
    (facts,) = draft_features(pair, [made])
    assert np.isfinite(facts).all()
    assert facts[NAMES.index("elsewhere_a")] == pytest.approx(1.0 if said else 0.0)
