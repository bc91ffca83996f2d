"""What is no account is called by its name, with the next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from twosource.read import read
from twosource.read.sources.formats import described, formats, known_bytes
from twosource.types import Failure


def test_every_format_has_a_name_and_a_next_step() -> None:
    found = formats()
    assert len(found) > 25
    for one in found:
        assert bool(one.magic) != bool(one.member)
        assert one.name.startswith(("a ", "an ", "packed "))
        assert one.next.startswith(("give ", "unpack ", "save ", "export "))
    assert len({(f.magic, f.offset, f.member) for f in found}) == len(found)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"\x28\xb5\x2f\xfd", "Zstandard: unpack it with `zstd -d`"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"{\\rtf1\\ansi The ferry was late.}", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"BZh91AY", "bunzip2"),
        (b"PAR1", "JSON Lines"),
        (b"\0\1\2\3\4\5\6\7", "00 01 02 03 04 05 06 07"),
    ],
)
def test_bytes_are_named(head: bytes, words: str, tmp_path: Path) -> None:
    assert words in described(head + b"\0" * 600)
    path = tmp_path / "a.bin"
    path.write_bytes(head + b"\0\1\2\3" * 200)
    (found,) = read([path])
    assert isinstance(found, Failure)
    assert found.code == "TS-READ-02"
    assert words in found.message


def test_the_longest_known_mark_wins_nothing_else() -> None:
    for one in formats():
        if one.magic:
            head = b"\xaa" * one.offset + one.magic
            assert known_bytes(head) is not None
