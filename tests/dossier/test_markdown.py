from __future__ import annotations

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
