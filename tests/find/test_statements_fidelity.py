import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.find import quote_fidelity

FULL = "We will not leave the valley unless the dam is made safe, and we will rebuild the mill."


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (f"“{FULL}”", "identical"),
        ("We will not leave the valley unless the dam is made safe", "trimmed"),
        ("We will not leave the valley … and we will rebuild the mill.", "spliced"),
        ("We shall never quit the valley unless the dam is made safe, and will rebuild the mill.",
         "altered"),
        ("Grain prices rose again in the spring.", "unrelated"),
        ("", "unrelated"),
    ],
)  # fmt: skip
def test_kinds(other, kind):
    assert quote_fidelity(FULL, other).kind == kind


def test_turned_indirect_and_into_the_narrators_voice():
    told = "that they would not leave the valley unless the dam was safe"
    assert quote_fidelity(FULL, told, b_direct=False).kind == "turned indirect"
    assert quote_fidelity(FULL, told, narrator=True).kind == "turned narrator"


def test_a_cut_that_drops_a_condition_or_a_negation_is_flagged():
    assert quote_fidelity(FULL, "We will not leave the valley").dropped == ("condition",)
    assert quote_fidelity(FULL, "we will rebuild the mill").dropped == ("negation", "condition")
    assert quote_fidelity(FULL, FULL).dropped == ()


@given(st.text(max_size=80), st.text(max_size=80))
def test_never_raises_and_share_is_a_share(a, b):
    result = quote_fidelity(a, b)
    assert 0 <= result.share <= 1
