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


def test_differences_of_wording_perhaps_stand_apart_behind_the_sure_ones() -> None:
    made = small()
    number, hedge = (f for f in made.findings if f.kind == "differ")
    for findings in ((number, replace(hedge, score=0.2)), (replace(number, score=0.2), hedge)):
        told = replace(made, findings=findings)
        text = render_markdown(told)
        assert "**What differs** (1, and 1 less sure)" in text
        sure, unsure = sorted(findings, key=lambda f: -f.score)
        first, apart = text.split("\n## What differs\n")[1].split("### What differs: less sure")
        assert sure.reason in first and sure.reason not in apart.split("\n## ")[0]
        assert unsure.reason in apart and unsure.reason not in first


def test_where_all_are_unsure_none_is_hidden() -> None:
    made = small()
    findings = tuple(replace(f, score=0.2) for f in made.findings if f.kind == "differ")
    text = render_markdown(replace(made, findings=findings))
    assert "**What differs** (0, and 2 less sure)" in text
    assert all(f.reason in text for f in findings)
