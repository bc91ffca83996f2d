"""Two versions of one page: every change of words is told, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twosource.compare import compare
from twosource.engine import analyse
from twosource.trace import trace
from twosource.types import Account, Finding

EARLIER = """The captain of the ferry Ingeborg was cleared of negligence on Tuesday after a \
collision that injured 14 passengers in Toll Sound last October.

The judge said that the fishing boat had shown no lights. The owners of the ferry, Toll Lines, \
have paid 2.1 million crowns to the injured."""
PAGE = "https://nordlys.example/ferry"


def found(earlier: str, later: str, url: str = PAGE) -> list[Finding]:
    one = Account(id="v1", text=earlier, sha256="", url=PAGE)
    two = replace(one, id="v2", text=later, url=url)
    analysis = analyse([one, two])
    findings = compare(analysis, trace(analysis.accounts, analysis), ())
    return [f for f in findings if f.kind != "agree"]


@pytest.mark.parametrize(
    ("old", "new", "kind", "told"),
    [
        ("of negligence", "of gross negligence", "scope", ("negligence", "gross negligence")),
        ("cleared", "acquitted", "strength", ("was cleared", "was acquitted")),
        ("the ferry Ingeborg was", "the Ingeborg was", "context_omitted", None),
        ("14 passengers", "16 passengers", "number", None),
    ],
)
def test_a_changed_word_is_told(
    old: str, new: str, kind: str, told: tuple[str, str] | None
) -> None:
    later = EARLIER.replace(old, new)
    (finding,) = found(EARLIER, later)
    assert (finding.kind, finding.type) == ("differ", kind)
    one, two = finding.spans["v1"].of(EARLIER), finding.spans["v2"].of(later)
    assert set(old.split()) - set(new.split()) <= set(one.split())
    assert set(new.split()) - set(old.split()) <= set(two.split())
    if told is not None:
        assert (one, two) == told


def test_the_later_version_is_named() -> None:
    note = "\n\nThis article was updated on March 4 to correct a charge."
    later = EARLIER.replace("cleared", "acquitted") + note
    for texts, name in (((EARLIER, later), "v2"), ((later, EARLIER), "v1")):
        (told,) = (f.reason for f in found(*texts) if f.kind == "differ")
        assert told.endswith(f"{name} is the later version.")
    later = EARLIER.replace("the ferry Ingeborg", "the Ingeborg") + note
    (told,) = (f for f in found(EARLIER, later) if f.kind == "differ")
    assert told.rule == "version/changed"
    assert told.reason == (
        "v1 read “the ferry Ingeborg”; v2, the later version, reads “the Ingeborg”."
    )


def test_marks_and_joining_words_change_nothing() -> None:
    later = EARLIER.replace("Tuesday after", "Tuesday, after").replace("said that the", "said the")
    assert found(EARLIER, later) == []
    assert found(EARLIER, EARLIER) == []


def test_other_pages_are_no_versions() -> None:
    later = EARLIER.replace("negligence", "gross negligence")
    other = found(EARLIER, later, "https://kystposten.example/ferry")
    assert [f for f in other if f.rule == "version/changed"] == []


def test_a_new_passage_is_told_once_as_what_one_version_has() -> None:
    later = f"{EARLIER}\n\nThe union of seafarers welcomed the verdict on Wednesday morning."
    (finding,) = found(EARLIER, later)
    assert (finding.kind, list(finding.spans)) == ("only", ["v2"])


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        ("unhelpful", "un- helpful", 0),
        ("by-election", "by election", 0),
        ("worth 2.5 million", "worth 25 million", 1),
        ("worth 10-12 million", "worth 1012 million", 1),
    ],
)
def test_a_word_broken_at_a_line_end_is_the_same_word(one: str, two: str, differ: int) -> None:
    text = "The minister told the hearing on Monday that the tone of the {} letter was regretted."
    assert len(found(text.format(one), text.format(two))) == differ
