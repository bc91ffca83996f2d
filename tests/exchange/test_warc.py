"""WARC: whole by warcio and fastwarc, the inputs byte for byte, the dossier back from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from conftest import HARBOUR, Run, lines
from exchange import invented
from exchange.conftest import Export, one
from twosource.exchange import format_of, stories_of_file
from twosource.exchange.warc import capture_date

fastwarc = pytest.importorskip("fastwarc.warc")


class _Quiet:
    verbose = False

    def __init__(self, path: Path) -> None:
        self.inputs = [str(path)]


def faults(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What ``warcio check`` says, and what fastwarc finds wrong with digests."""
    checker = Checker(_Quiet(path))
    checker.process_all()
    out = [line.strip() for line in capsys.readouterr().out.splitlines()[1:] if line.strip()]
    if checker.exit_value and not out:
        out = ["warcio"]
    with path.open("rb") as source:
        for record in fastwarc.ArchiveIterator(source, parse_http=False):
            if not record.verify_block_digest():
                out.append(f"fastwarc: {record.record_id}")
    return out


def records(path: Path) -> list[tuple[str, str, str, bytes]]:
    """(type, content type, address, block) of every record."""
    with path.open("rb") as source:
        return [
            (r.rec_type, r.content_type, r.rec_headers.get_header("WARC-Target-URI"),
             r.content_stream().read())
            for r in ArchiveIterator(source, no_record_parse=True)
        ]  # fmt: skip


def test_warc(story: Path, export: Export, capsys: pytest.CaptureFixture[str]) -> None:
    path, told = export(story, "warc"), one(story)
    assert faults(path, capsys) == []
    found = records(path)
    assert [r[0] for r in found].count("conversion") == len(told.accounts)
    assert [r[3].decode() for r in found if r[0] == "conversion"] == [a.text for a in told.accounts]
    expected = json.loads(story.read_text(encoding="utf-8"))
    parts = [json.loads(r[3]) for r in found if r[0] == "metadata"]
    whole = parts.pop()
    again = {
        **whole, "accounts": [p["account"] for p in parts],
        **{k: [r for p in parts for r in p[k]] for k in ("statements", "events", "positions")},
    }  # fmt: skip
    for kind in ("statements", "events", "positions"):
        order = [a["id"] for a in expected["accounts"]]
        expected[kind].sort(key=lambda r: order.index(r["account"]))
    assert again == expected


BREAKS: dict[str, Callable[[bytes], bytes]] = {
    "another word": lambda data: data.replace(b"Ada Moor, the mayor", b"Ida Moor, the mayor", 1),
    "another digest": lambda data: data.replace(b"WARC-Block-Digest: sha1:", b"WARC-Block-Digest: "
                                                b"sha1:A", 1),
    "cut short": lambda data: data[:-200],
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_twin_is_caught(
    name: str, tmp_path: Path, export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(invented.written(tmp_path, 1), "warc")
    whole = path.read_bytes()
    path.write_bytes(BREAKS[name](whole))
    assert path.read_bytes() != whole
    try:
        assert faults(path, capsys)
    except Exception as error:
        assert "digest" in str(error) or isinstance(error, EOFError | ValueError)


def test_inputs_are_kept_and_read_anew(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a store, plain and gzipped, and from files that export itself reads."""
    pages = [HARBOUR / "1-meridian.html", HARBOUR / "3-coastwatch.txt"]
    before = {a["text"] for a in lines(run("read", *pages).stdout)}
    store = tmp_path / "news.db"
    assert run("add", *pages, "--store", store, "-q").returncode == 0
    for source, name in ((["--store", store], "story.warc"), (["--store", store], "story.warc.gz"),
                         (pages, "direct.warc")):  # fmt: skip
        done = run("export", *source, "--to", "warc", "-q", "-o", tmp_path / name)
        assert (done.returncode, done.stderr) == (0, "")
        assert faults(tmp_path / name, capsys) == []
        kept = sorted(r[3] for r in records(tmp_path / name) if r[0] == "resource")
        assert kept == sorted(p.read_bytes() for p in pages)
        again = run("read", tmp_path / name)
        assert {a["text"] for a in lines(again.stdout)} == before
    assert (tmp_path / "story.warc.gz").read_bytes()[:2] == b"\x1f\x8b"


def test_records_of_one_input_have_one_id(tmp_path: Path) -> None:
    source = invented.written(tmp_path, 3)
    for name in ("a.warc", "b.warc", "a.warc.gz", "b.warc.gz"):
        format_of("warc").write(stories_of_file(source), tmp_path / name)
    assert (tmp_path / "a.warc").read_bytes() == (tmp_path / "b.warc").read_bytes()
    assert (tmp_path / "a.warc.gz").read_bytes() == (tmp_path / "b.warc.gz").read_bytes()
    with (tmp_path / "a.warc").open("rb") as source_:
        ids = [r.rec_headers.get_header("WARC-Record-ID") for r in ArchiveIterator(source_)]
    assert len(set(ids)) == len(ids) == 8


@pytest.mark.parametrize(
    ("published", "crawled", "expected"),
    [
        (None, None, ("1970-01-01T00:00:00Z", "not established")),
        ("2031", None, ("2031-01-01T00:00:00Z", "published 2031")),
        ("2031-05-04T01:00:00+02:00", None,
         ("2031-05-03T23:00:00Z", "published 2031-05-04T01:00:00+02:00")),
        ("2031-05-04", "2031-05", ("2031-05-01T00:00:00Z", "crawled 2031-05")),
        ("2031-13-04", "soon", ("1970-01-01T00:00:00Z", "not established")),
        ("9999-12-31T23:00-09:00", None, ("1970-01-01T00:00:00Z", "not established")),
    ],
)  # fmt: skip
def test_the_date_says_where_it_is_from(
    published: str | None, crawled: str | None, expected: tuple[str, str], tmp_path: Path
) -> None:
    account = invented.told(tmp_path, 1).accounts[0]
    date: Any = account.published
    dates = [account.dates[1].model_copy(update={"value": crawled})] if crawled else []
    made = account.model_copy(update={
        "published": date.model_copy(update={"value": published}) if published else None,
        "dates": dates,
    })  # fmt: skip
    assert capture_date(made) == expected
