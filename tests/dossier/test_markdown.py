from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dossier.story import account, dossier, small
from twosource.dossier import render_markdown
from twosource.dossier.markdown import plain

GOLDEN = Path(__file__).parent / "small.md"


def test_the_small_dossier_reads_as_agreed() -> None:
    """To renew after a wanted change, write ``render_markdown(small())`` to the file."""
    assert render_markdown(small()) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("<b>*x*_y_</b>", r"\<b\>\*x\*\_y\_\</b\>"),
        ("[a](javascript:b)", r"\[a\](javascript:b)"),
        ("![a](https://b.example)", r"\!\[a\](https\://b.example)"),
        ("a\n\n# b", r"a \# b"),
        ("`x` | y", r"\`x\` \| y"),
        ("&lt; a@b.example", r"\&lt; a\@b.example"),
    ],
)
def test_text_is_no_markup(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_hostile_title_stays_one_line() -> None:
    made = render_markdown(dossier([account("a", "Rain.", title="x\n\n# y\n<script>")]))
    assert made.splitlines()[0] == r"# x \# y \<script\>"


SHOWN = {"number": "20 new bolts", "hedging": "The ferry may not sail on Sunday. (B"}


def test_differences_of_wording_perhaps_stand_apart_behind_the_sure_ones() -> None:
    made = small()
    number, hedge = (f for f in made.findings if f.kind == "differ")
    for findings in ((number, replace(hedge, score=0.49)), (replace(number, score=0.49), hedge)):
        text = render_markdown(replace(made, findings=findings))
        assert "**What differs** (1)" in text
        sure, unsure = sorted(findings, key=lambda f: -f.score)
        first, apart = text.split("\n## What differs\n")[1].split("### 1 more that may be wording")
        apart = apart.split("\n## ")[0]
        assert SHOWN[sure.type] in first and SHOWN[sure.type] not in apart
        assert SHOWN[unsure.type] in apart and SHOWN[unsure.type] not in first


def test_where_all_are_unsure_none_is_hidden() -> None:
    made = small()
    findings = tuple(replace(f, score=0.2) for f in made.findings if f.kind == "differ")
    text = render_markdown(replace(made, findings=findings))
    assert "**What differs** (0)" in text
    assert "### 2 more that may be wording" in text
    assert all(words in text for words in SHOWN.values())
