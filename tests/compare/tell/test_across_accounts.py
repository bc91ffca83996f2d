"""Three accounts and more: one difference for a place, with the one that stands alone."""

from __future__ import annotations

from compare.tellings import account, analysis
from twosource.compare import compare

TOLD = "The port of Velmora was closed on Tuesday after a strike by {} dockers."


def figures(*numbers: int) -> list:
    accounts = [account("abcdef"[k], TOLD.format(n)) for k, n in enumerate(numbers)]
    made = compare(analysis(*accounts), (), ())
    return [f for f in made if f.kind == "differ"]


def test_the_outlier_is_one_finding_over_all_accounts():
    (found,) = figures(400, 400, 250, 400)
    assert found.type == "number"
    assert list(found.spans) == ["a", "b", "c", "d"]
    assert "a, b, d: “400 dockers”; c: “250 dockers”." in found.reason


def test_where_none_agree_nobody_is_the_outlier():
    (found,) = figures(400, 310, 250)
    assert list(found.spans) == ["a", "b", "c"]
    assert "a: “400 dockers”; b: “310 dockers”; c: “250 dockers”." in found.reason


def test_two_accounts_stay_as_they_are():
    (found,) = figures(400, 250)
    assert list(found.spans) == ["a", "b"]
    assert "alone" not in found.reason
