"""WARC and WACZ written by warcio, read by both libraries, whole and damaged."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from twosource.read.sources import Raw, open_inputs
from twosource.read.sources.warc import Reader, read_warc, with_fastwarc, with_warcio
from twosource.types import Failure

URL = "https://osel.example/news/{}"


def page(n: int) -> bytes:
    return f"<html><body><p>The ferry of day {n} was late.</p></body></html>".encode()


def write(records: list[tuple[str, str, bytes, dict[str, str], str]], *, packed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
    for kind, url, body, headers, status in records:
        if kind == "resource":
            made = writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), warc_content_type=headers["Content-Type"]
            )
        else:
            http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
            made = writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http)
        writer.write_record(made)
    return out.getvalue()


HTML = {"Content-Type": "text/html; charset=utf-8"}


def pages(count: int, *, packed: bool) -> bytes:
    return write(
        [("response", URL.format(n), page(n), HTML, "200 OK") for n in range(count)], packed=packed
    )


def read(data: bytes, reader: Reader | None = None, limit: int = 100_000):  # type: ignore[no-untyped-def]
    found = list(read_warc(io.BytesIO(data), "x.warc", limit, reader))
    return [f for f in found if isinstance(f, Raw)], [f for f in found if isinstance(f, Failure)]


@pytest.fixture(params=["fastwarc", "warcio"])
def reader(request: pytest.FixtureRequest) -> Reader:
    if request.param == "warcio":
        return with_warcio
    pytest.importorskip("fastwarc")
    return with_fastwarc


@pytest.mark.parametrize("packed", [True, False])
def test_pages_only(reader: Reader, packed: bool) -> None:
    body = gzip.compress(page(2), mtime=0)
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    coded = HTML | {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    data = write(
        [
            ("response", URL.format(1), page(1), HTML, "200 OK"),
            ("request", URL.format(1), b"", {"Host": "osel.example"}, "GET / HTTP/1.1"),
            ("response", URL.format("pic"), b"\x89PNG", {"Content-Type": "image/png"}, "200 OK"),
            ("response", URL.format("gone"), page(9), HTML, "404 Not Found"),
            ("response", URL.format(2), chunked, coded, "200 OK"),
            ("response", URL.format(3), page(3), coded, "200 OK"),
            ("resource", URL.format(4), page(4), {"Content-Type": "text/html"}, ""),
            ("resource", URL.format(5), b"{}", {"Content-Type": "application/json"}, ""),
        ],
        packed=packed,
    )
    raws, failures = read(data, reader)
    assert not failures
    assert [(r.url, r.data) for r in raws] == [(URL.format(n), page(n)) for n in (1, 2, 3, 4)]
    assert raws[0].headers["content-type"] == "text/html; charset=utf-8"
    assert "content-encoding" not in raws[1].headers


def test_a_damaged_member_costs_only_itself(reader: Reader) -> None:
    data = bytearray(pages(6, packed=True))
    starts = [i for i in range(len(data)) if data[i : i + 4] == b"\x1f\x8b\x08\0"]
    assert len(starts) == 7  # the information record comes first
    middle = starts[3] + 60
    data[middle : middle + 20] = b"\xff" * 20
    raws, failures = read(bytes(data), reader)
    assert [r.url for r in raws] == [URL.format(n) for n in (0, 1, 3, 4, 5)]
    assert [f.code for f in failures] == ["TS-READ-11"]


def test_a_cut_file_gives_what_came_before(reader: Reader) -> None:
    for packed in (True, False):
        raws, failures = read(pages(4, packed=packed)[:-90], reader)
        assert [r.url for r in raws] == [URL.format(n) for n in range(3)]
        assert [f.code for f in failures] == ["TS-READ-11"]


def test_damaged_headers_are_named_and_passed_over(reader: Reader) -> None:
    whole = pages(4, packed=False)
    starts = [m.start() for m in re.finditer(rb"WARC/1\.0", whole)]
    for old, new in (
        (b"Content-Length: ", b"Content-Lengtx: "),
        (b"WARC/1.0\r\nWARC-Type: response", b"WARX/1.0\r\nWARC-Type: response"),
    ):
        at = whole.index(old, starts[2])  # in the record of page 1
        raws, failures = read(whole[:at] + new + whole[at + len(old) :], reader)
        assert [r.url for r in raws] == [URL.format(n) for n in (0, 2, 3)], old
        assert [f.code for f in failures] == ["TS-READ-11"]


def test_one_gzip_around_all_records(reader: Reader) -> None:
    raws, failures = read(gzip.compress(pages(3, packed=False), mtime=0), reader)
    assert (len(raws), failures) == (3, [])


def test_large_and_bomb_records_are_left_out(reader: Reader) -> None:
    bomb = gzip.compress(b"a " * 5_000_000, mtime=0)
    coded = HTML | {"Content-Encoding": "gzip"}
    data = write(
        [
            ("response", URL.format("bomb"), bomb, coded, "200 OK"),
            ("response", URL.format("big"), b"<p>" + b"a" * 300_000, HTML, "200 OK"),
            ("response", URL.format(1), page(1), HTML, "200 OK"),
        ],
        packed=False,
    )
    raws, failures = read(data, reader)
    assert [r.url for r in raws] == [URL.format(1)]
    assert [f.code for f in failures] == ["TS-LIMIT-01", "TS-LIMIT-01"]


def test_an_archive_without_pages_says_so() -> None:
    _, failures = read(write([], packed=True))
    assert [f.code for f in failures] == ["TS-READ-06"]


def test_no_cut_or_byte_raises(reader: Reader) -> None:
    for packed in (True, False):
        whole = pages(2, packed=packed)
        for at in range(0, len(whole), 7):
            for data in (whole[:at], whole[:at] + b"\xa5" + whole[at + 1 :]):
                for failure in read(data, reader)[1]:
                    assert failure.code in {"TS-READ-11", "TS-READ-06", "TS-READ-20", "TS-LIMIT-01"}


def test_files_stdin_and_wacz(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(pages(2, packed=True))
    with zipfile.ZipFile(tmp_path / "b.wacz", "w") as archive:
        archive.writestr("archive/data.warc.gz", pages(3, packed=True))
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    (tmp_path / "d.wacz").write_bytes((tmp_path / "b.wacz").read_bytes()[:-30])
    found = list(open_inputs([tmp_path, "-"], stdin=io.BytesIO(pages(1, packed=False))))
    ids = [f.id for f in found if isinstance(f, Raw)]
    assert ids[:5] == [URL.format(0), URL.format(1), *(URL.format(f"{n}#2") for n in (0, 1)),
                       URL.format(2)]  # fmt: skip
    assert ids[5:] == [URL.format("0#3")]
    assert [f.code for f in found if isinstance(f, Failure)] == ["TS-READ-19", "TS-READ-11"]


def test_wacz_bomb(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc", b"\n" * 30_000_000)
    (failure,) = open_inputs([tmp_path / "a.wacz"], max_bytes=100_000)
    assert isinstance(failure, Failure)
    assert failure.code == "TS-LIMIT-01"
