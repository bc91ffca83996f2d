"""Decisions on accounts, parties and links; their records."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

sys.path.append(str(Path(__file__).parent))
from cases import decided, parts, story, texts

from conftest import ROOT
from twosource import types as t
from twosource.parties import Overrides
from twosource.parties.overrides import Merge, Rename, Split
from twosource.records import decided as written
from twosource.records.models import ReviewedRecord, ReviewRecord
from twosource.review import (
    Decisions,
    correct_accounts,
    decide_links,
    of_account,
    of_link,
    of_party,
    party_overrides,
    quoted,
)
from twosource.review.accounts import precision

SIGNED = {"id": "r-1", "author": "Ida", "time": "2031-05-03T10:00:00Z"}
VERSIONS = {"ledger.html#2": "ledger.html"}


def test_what_is_set_of_an_account_is_its_own_with_the_name_of_who_set_it() -> None:
    values = {"date": "2031-05-02", "outlet": "", "agency": "Norr; Gull Wire", "byline": "Ada Moor"}
    review = replace(of_account("ledger.html", "set", values), **SIGNED)
    (one, two) = correct_accounts(parts(), Decisions((review,)))
    assert one.published is not None
    assert (one.published.value, one.published.precision) == ("2031-05-02", "day")
    assert one.published.evidence == "set by Ida on 2031-05-03"
    assert (one.outlet, one.agency, one.byline) == (None, ("Norr", "Gull Wire"), ("Ada Moor",))
    assert one.text == parts()[0].text
    assert two == parts()[1]
    gone = replace(of_account("gull.txt", "set", {"date": ""}), **SIGNED)
    assert correct_accounts(parts(), Decisions((gone,)))[1].published is None


def test_a_field_is_carried_over_where_the_new_version_was_read_as_the_old() -> None:
    review = replace(of_account("ledger.html", "set", {"outlet": "Vell Post"}), **SIGNED)
    made = correct_accounts(parts(3), Decisions((review,), VERSIONS))
    assert [a.outlet for a in made] == ["Vell Post", None, "Vell Post"]
    other = [*parts(2), replace(parts(3)[2], outlet="Gull")]
    made = correct_accounts(other, Decisions((review,), VERSIONS))
    assert made[2].outlet == "Gull"


@pytest.mark.parametrize(
    ("value", "how"),
    [("2031", "year"), ("2031-05", "month"), ("2031-05-03", "day"), ("2031-02-30", None),
     ("2031-05-03T10:00+02:00", "minute"), ("2031-05-03T10:00:05Z", "second"), ("3 May", None)],
)  # fmt: skip
def test_a_date_is_as_precise_as_it_is_written(value: str, how: str | None) -> None:
    assert precision(value) == how


def test_parties_are_changed_in_the_stories_of_their_accounts_alone() -> None:
    merge = replace(
        of_party("merge", ["ledger.html"], ["Oto Bramm", "the harbour master"]), **SIGNED
    )
    split = replace(
        of_party("split", ["ledger.html"], ["Bramm"], {"party": "Oto Bramm", "name": "Ivo Bramm"}),
        **SIGNED,
    )
    decisions = Decisions((merge, split), VERSIONS)
    given = Overrides(renames=(Rename("a", "b"),))
    made = party_overrides(decisions, ["ledger.html#2", "gull.txt"], given)
    assert made is not None
    assert made.then == (
        Merge(("Oto Bramm", "the harbour master")), Split("Oto Bramm", ("Bramm",), "Ivo Bramm")
    )  # fmt: skip
    assert made.renames == given.renames
    assert party_overrides(decisions, ["gull.txt"]) is None


def link() -> t.Derivation:
    one, two = parts()
    span = t.Span(one.text.index("40 million"), one.text.index("40 million") + 17)
    other = t.Span(two.text.index("40 million"), two.text.index("40 million") + 17)
    return t.Derivation(
        one.id, two.id, "rewritten", "a>b", 0.8, (t.Evidence("run", span, other),), "Shared.", "r"
    )


def test_a_link_marked_wrong_is_not_established_with_the_reason() -> None:
    from twosource import records

    strike = replace(
        of_link("ledger.html", "gull.txt", "strike", link=records.link(link()),
                texts=texts(story())),
        **SIGNED, note="two interviews",
    )  # fmt: skip
    (made,) = decide_links([link()], parts(), Decisions((strike,)))
    assert (made.relation, made.direction, made.score) == ("not-established", "unknown", 0.0)
    assert made.reason == "marked wrong by Ida on 2031-05-03: two interviews"
    assert made.evidence == link().evidence
    later = replace(link(), a="gull.txt", b="ledger.html#2", direction="b>a",
                    evidence=(t.Evidence("run", link().evidence[0].b, t.Span(0, 9)),))  # fmt: skip
    _, carried = decide_links([link(), later], parts(3), Decisions((strike,), VERSIONS))
    assert carried.relation == "not-established"


def test_a_link_that_is_added_rests_on_quoted_words_in_either_order() -> None:
    words = texts(story())
    quotes = [quoted(words, "gull.txt", "40 million crowns", "a"),
              quoted(words, "ledger.html", "40 million crowns", "b")]  # fmt: skip
    add = replace(
        of_link("gull.txt", "ledger.html", "add", quotes=quotes, relation="rewritten",
                direction="b>a"),
        **SIGNED,
    )  # fmt: skip
    (made,) = decide_links([], parts(), Decisions((add,)))
    assert (made.a, made.b, made.relation, made.direction) == (
        "ledger.html", "gull.txt", "rewritten", "a>b"
    )  # fmt: skip
    one, two = parts()
    sides = {(e.a and e.a.of(one.text), e.b and e.b.of(two.text)) for e in made.evidence}
    assert sides == {("40 million crowns", None), (None, "40 million crowns")}
    strike = replace(of_link("gull.txt", "ledger.html", "strike"), **{**SIGNED, "id": "r-2"})
    (again,) = decide_links([], parts(), Decisions((add, strike)))
    assert again.relation == "not-established"


REVIEWS = [
    decided(story(), 0, "strike"),
    replace(decided(story(), 0, "correct"), better=(quoted(texts(story()), "gull.txt", "20"),),
            values={"type": "date"}),
    replace(of_party("merge", ["a"], ["x", "y"], {"name": "z"}), **SIGNED),
    replace(of_account("a", "move", {"with": "b"}), **SIGNED),
    replace(of_account("a", "set", {"date": "2031"}), **SIGNED, undone="Ole on 2031-06-01"),
    replace(of_link("a", "b", "strike"), **SIGNED),
]  # fmt: skip


@pytest.mark.parametrize("review", REVIEWS, ids=lambda r: f"{r.decision} {r.of}")
def test_a_record_holds_all_of_a_decision(review: t.Review) -> None:
    record = written.review(review)
    line = record.model_dump_json(by_alias=True)
    schema = json.loads((ROOT / "docs/schema/review.json").read_text())
    Draft202012Validator(schema).validate(json.loads(line))
    assert written.review_of(ReviewRecord.model_validate_json(line)) == review
    assert written.said(review)


def test_a_review_of_another_tool_is_taken_by_its_place() -> None:
    given = ReviewRecord(
        id="x", story="story-1", account="ledger.html", part="text", span=(0, 8), quote="The quay",
        prefix="", suffix=" at Vell", found="as given", before=None,
        record=ReviewedRecord(kind="position", id="ledger.html#p1", role="content"),
        decision="strike", values={}, note="", author="Ida", time="2031", tool="web-annotation",
    )  # fmt: skip
    made = written.review_of(given)
    assert (made.decision, made.of, made.passages[0].role) == ("strike", "position", "content")
    with pytest.raises(ValueError, match="note of position"):
        written.review_of(given.model_copy(update={"decision": "note"}))


@pytest.mark.parametrize(
    ("review", "says"),
    [
        (t.Review("", "Ida", "", "strike", "finding"), "no words"),
        (t.Review("", "Ida", "", "add", "link", accounts=("a", "b")), "quote those"),
        (t.Review("", "Ida", "", "strike", "link", accounts=("a", "a")), "two accounts"),
        (t.Review("", "Ida", "", "merge", "party", accounts=("a",), names=("x",)), "two parties"),
        (t.Review("", "Ida", "", "set", "account", accounts=("a",), values={"x": ""}), "sets none"),
        (t.Review("", "Ida", "", "set", "finding"), "is not kept"),
        (t.Review("", "Ida", "", "rename", "party", accounts=("a",)), "better name"),
    ],
)
def test_what_cannot_be_carried_out_is_refused_with_what_it_lacks(
    review: t.Review, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        written.check(review)
