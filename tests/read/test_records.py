from __future__ import annotations

import gzip
import json
from pathlib import Path

from twosource.read import read
from twosource.types import Account, Failure

TEXT = "OSK (AP) — The ferry â€œstoppedâ€\x9d on Monday.\n\n"
TEXT += "  It runs again, the harbour office said.\n"


def write(path: Path, *records: object) -> Path:
    lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def test_a_finished_account_is_taken_exactly_as_it_is(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        {"id": "r1", "text": TEXT, "title": "Fâ€™erry", "published": "2031-05-14"},
    )
    (account,) = read([path])
    assert isinstance(account, Account)
    assert (account.text, account.title, account.finished) == (TEXT, "Fâ€™erry", True)
    assert account.repairs == ()
    assert account.agency == ("Associated Press",)
    assert [s.of(TEXT) for s in account.paragraphs] == [
        "OSK (AP) — The ferry â€œstoppedâ€\x9d on Monday.",
        "It runs again, the harbour office said.",
    ]
    assert account.published is not None
    assert account.published.value == "2031-05-14"


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl.gz",
        {"id": "a", "text": "One."},
        "{bad",
        {"id": "c"},
        {"id": "d", "text": "Two."},
    )
    results = list(read([path]))
    assert [r.id for r in results if isinstance(r, Account)] == ["a", "d"]
    failures = [r for r in results if isinstance(r, Failure)]
    assert [f.code for f in failures] == ["TS-READ-04", "TS-READ-05"]
    assert "2" in failures[0].input


def test_every_bad_input_is_a_coded_failure(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 8)
    inputs = [tmp_path / "empty.txt", tmp_path / "noise.bin", tmp_path / "none.html"]
    results = list(read(inputs))
    assert [r.code for r in results if isinstance(r, Failure)] == [
        "TS-READ-01",
        "TS-READ-02",
        "TS-READ-03",
    ]
