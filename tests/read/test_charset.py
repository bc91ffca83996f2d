"""Which encodings a page may ask for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from twosource.read import read
from twosource.read.charset import decode
from twosource.types import Account, Failure

TEXT = "The ferry to Osel was late on Tuesday, the harbour master said, +2AA- and \\u0041."


@pytest.mark.parametrize(
    "label",
    ["utf-7", "UTF7", "idna", "punycode", "unicode_escape", "raw-unicode-escape", "rot13", "zip",
     "base64", "undefined", "hz", "no-such-charset", "x" * 30],
)  # fmt: skip
def test_a_codec_that_is_no_charset_of_pages_is_not_obeyed(label: str) -> None:
    page = f'<meta charset="{label}"><p>{TEXT}</p>'
    assert decode(page.encode()).text == page
    assert decode(page.encode(), f"text/html; charset={label}").text == page


@pytest.mark.parametrize(
    "label", ["utf-8", "windows-1252", "shift_jis", "gb2312", "koi8-r", "tis-620"]
)
def test_charsets_of_pages_are(label: str) -> None:
    assert decode(b"plain words", f"text/html; charset={label}").reason.startswith("declared")


def test_half_a_pair_anywhere_in_a_record_is_named(tmp_path: Path) -> None:
    good = {"id": "a", "text": TEXT, "byline": ["Ida \U0001f600 Holm"]}
    bad = [{"id": "b", "text": TEXT, "byline": ["\ud800"]}, {"id": "c", "text": "\udfff x"},
           {"id": "d", "text": TEXT, "published": {"value": "\ud800"}}]  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in [*bad, good]))
    found = list(read([path]))
    assert [type(f) for f in found] == [Failure, Failure, Failure, Account]
    assert {f.code for f in found if isinstance(f, Failure)} == {"TS-READ-04"}
