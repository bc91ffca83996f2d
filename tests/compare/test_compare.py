"""Whole accounts: agreement, differences with their type, what one alone has."""

from __future__ import annotations

import time

import pytest

from compare.tellings import HARBOUR_A, HARBOUR_B, HARBOUR_C, account, analysis
from twosource.compare import compare, compare_pair
from twosource.types import Analysis, Finding


@pytest.fixture(scope="module")
def two() -> Analysis:
    return analysis(account("a", HARBOUR_A), account("b", HARBOUR_B))


@pytest.fixture(scope="module")
def findings(two: Analysis) -> tuple[Finding, ...]:
    return compare(two, (), ())


def said(two: Analysis, finding: Finding, id_: str) -> str:
    texts = {a.id: a for a in two.accounts}
    return finding.spans[id_].of(texts[id_].part(finding.parts.get(id_, "text")))


def differ(findings: tuple[Finding, ...], type_: str) -> list[Finding]:
    return [f for f in findings if f.kind == "differ" and f.type == type_]


def test_a_changed_figure_is_found_and_stands_first(two, findings):
    number = differ(findings, "number")
    assert len(number) == 1
    assert "400" in said(two, number[0], "a")
    assert "250" in said(two, number[0], "b")
    assert "400" in number[0].reason
    assert "250" in number[0].reason
    assert number[0].severity >= max(f.severity for f in findings if f.type == "quote")


def test_negation_and_role_are_found(two, findings):
    assert any("would not go" in said(two, f, "b") for f in differ(findings, "polarity"))
    assert any("Former" in said(two, f, "a") for f in differ(findings, "role"))


def test_agreement_is_a_row_with_sources(two, findings):
    rows = [f for f in findings if f.kind == "agree" and "6 percent" in said(two, f, "a")]
    assert rows
    row = next(f for f in rows if f.proposition)
    assert row.sources is not None
    assert row.sources.at_most == 2
    assert row.sources.at_least == 0


def test_what_one_alone_has(two, findings):
    alone = {(next(iter(f.spans)), said(two, f, next(iter(f.spans)))) for f in findings
             if f.kind == "only"}  # fmt: skip
    assert any(i == "a" and "ferry" in t for i, t in alone)
    assert any(i == "b" and "cranes" in t for i, t in alone)
    assert not any("6 percent" in t for _, t in alone)


def test_three_accounts_have_one_row_for_a_proposition():
    three = analysis(account("a", HARBOUR_A), account("b", HARBOUR_B), account("c", HARBOUR_C))
    found = compare(three, (), ())
    rows = [f for f in found if f.kind == "agree" and f.proposition and f.rule.startswith("row/")]
    closed = [f for f in rows if "closed" in said(three, f, next(iter(f.spans)))]
    assert len(closed) == 1
    assert set(closed[0].spans) == {"a", "b", "c"}
    assert closed[0].reason.startswith("3 of 3 accounts")
    assert not any(f.kind == "only" and "closed" in f.reason for f in found)


def test_left_out_by_one_alone_is_said():
    three = analysis(account("a", HARBOUR_A), account("b", HARBOUR_B), account("c", HARBOUR_C))
    rows = [f for f in compare(three, (), ()) if f.rule.startswith("row/")]
    reyl = next(f for f in rows if "Reyl" in f.reason)
    assert reyl.reason.endswith("Only c leaves it out.")


def test_same_text_twice_never_differs():
    found = compare(analysis(account("a", HARBOUR_A), account("b", HARBOUR_A)), (), ())
    assert {f.kind for f in found} == {"agree"}


def test_titles_and_captions_keep_their_parts():
    pair = analysis(
        account("a", HARBOUR_A, "Port of Velmora closed by strike", ("Cranes at dusk.",)),
        account("b", HARBOUR_B, "Port of Velmora shut by strike"),
    )
    found = compare(pair, (), ())
    assert any(f.parts == {"a": "title", "b": "title"} and f.kind == "agree" for f in found)
    captions = [f for f in found if f.type == "caption"]
    assert [(f.kind, f.parts) for f in captions] == [("only", {"a": "caption:0"})]


def test_findings_are_sorted_numbered_and_repeatable(two, findings):
    assert [f.id for f in findings] == [f"f{k + 1}" for k in range(len(findings))]
    assert [f.severity for f in findings] == sorted((f.severity for f in findings), reverse=True)
    assert repr(compare(two, (), ())) == repr(findings)


def test_every_span_lies_in_its_part(two, findings):
    texts = {a.id: a for a in two.accounts}
    for finding in findings:
        for id_, span in finding.spans.items():
            assert span.end <= len(texts[id_].part(finding.parts.get(id_, "text")))
            assert 0 <= finding.align <= 1
            assert 0 <= finding.score <= 1


@pytest.mark.parametrize(
    "text",
    ["", " \n", "Yes.", "\u201c", "“””“ ‘ ' \"", "🙂🙂🙂 🙂", "שלום עולם. הכול נסגר היום.",
     "7 7 7 7 7 7 7 7", "word " * 3000, "a\u0301 b\u0301.", "No.\r\n\r\nNo.\r\nNo."],
)  # fmt: skip
def test_odd_texts_never_raise(text):
    pair = analysis(account("a", text), account("b", HARBOUR_B))
    compare(pair, (), ())
    compare_pair(pair)


def test_no_account_and_one_account_give_nothing():
    assert compare(analysis(), (), ()) == ()
    assert compare(analysis(account("a", HARBOUR_A)), (), ()) == ()


def test_ten_long_accounts_take_seconds_not_minutes():
    long = "\n\n".join(
        f"{HARBOUR_A}\n\nIn ward {k} of Sarnholm {k + 2} pumps ran." for k in range(9)
    )
    ten = analysis(*(account(f"a{k}", long) for k in range(10)))
    started = time.process_time()
    compare(ten, (), ())
    assert time.process_time() - started < 60


def test_a_pair_always_says_how_near_it_comes():
    fell = account("a", "The bridge at Orl fell on Monday.")
    near = compare_pair(analysis(fell, account("b", "On Monday the Orl bridge collapsed.")))
    far = compare_pair(analysis(fell, account("b", "Beans are cheap in Sarnholm in spring.")))
    align = [next(f.align for f in found if f.rule == "pair/whole") for found in (near, far)]
    assert align[0] > align[1] + 0.2


def test_a_scrap_of_the_page_is_the_least_of_what_one_has():
    story = "The ferry to Osel will not sail on Sunday, the harbour master said."
    scraps = f"{story}\n\nPic by O. Lind.\n\nORDER ONLINE\n\nThe crew of nine slept ashore."
    found = compare(analysis(account("a", story), account("b", scraps)), (), ())
    only = [f for f in found if f.kind == "only"]
    assert [f.type == "boilerplate" for f in only] == [False, True, True]
    assert {f.spans["b"].of(scraps) for f in only[1:]} == {"Pic by O. Lind.", "ORDER ONLINE"}
