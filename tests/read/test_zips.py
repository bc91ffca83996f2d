"""Zip archives: pages read like a folder, packages of WACZ, and what is dangerous in one."""

from __future__ import annotations

import gzip
import io
import json
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.read import read
from twosource.read.sources import open_inputs
from twosource.read.sources.raw import Raw
from twosource.read.sources.zips import safe_name
from twosource.types import Account, Failure

TEXT = (
    "The ferry to Osel was late on Tuesday because a net had caught in its screw, the harbour "
    "master said. Nobody on board was hurt, and the boat left an hour later."
)
PAGE = f"<!doctype html><html><body><h1>Ferry late</h1><p>{TEXT}</p></body></html>"
WARC = (
    "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-06T00:00:00Z\r\n"
    "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{n:012}>\r\n"
    "Content-Type: {type}\r\nContent-Length: {size}\r\n\r\n{body}\r\n\r\n"
)


def record(n: int, kind: str = "response", host: str = "osel") -> bytes:
    url = f"https://{host}.example/{n}"
    if kind == "response":
        body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
        media = "application/http; msgtype=response"
    else:
        body, media = f"Ferry late\n{TEXT}\nShare this page", "text/plain"
    size = len(body.encode())
    return WARC.format(kind=kind, url=url, n=n, type=media, size=size, body=body).encode()


def packed(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def wacz(*numbers: int, host: str = "osel") -> bytes:
    whole = b"".join(gzip.compress(record(n, host=host), mtime=0) for n in numbers)
    return packed({"archive/data.warc.gz": whole, "datapackage.json": "{}"}, zipfile.ZIP_STORED)


def opened(data: bytes, tmp_path: Path, name: str = "a.zip", max_bytes: int = 1 << 20):  # type: ignore[no-untyped-def]
    path = tmp_path / name
    path.write_bytes(data)
    found = list(open_inputs([path], max_bytes=max_bytes))
    return [f for f in found if isinstance(f, Raw)], [f for f in found if isinstance(f, Failure)]


def test_pages_are_read_like_a_folder(tmp_path: Path) -> None:
    data = packed(
        {"north/index.html": PAGE, "south/index.html": PAGE, "south/index_files/ad.html": PAGE,
         "note.txt": TEXT, "logo.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40, ".hidden": TEXT,
         "__MACOSX/._note.txt": b"\0\5\x16\7", "south/empty/": b""}
    )  # fmt: skip
    raws, failures = opened(data, tmp_path)
    assert [r.id for r in raws] == [
        "a.zip/north/index.html",
        "a.zip/note.txt",
        "a.zip/south/index.html",
    ]
    assert [r.media for r in raws] == ["page", "text", "page"]
    assert not failures


def test_members_of_every_kind_are_read(tmp_path: Path) -> None:
    item = f"<link>https://osel.example/f</link><description>{TEXT * 8}</description>"
    feed = f"<rss><channel><title>Osel</title><item>{item}</item></channel></rss>"
    mail = f"From: Ida <i@osel.example>\nSubject: Ferry\nMessage-ID: <1@osel.example>\n\n{TEXT}"
    line = json.dumps({"id": "r", "text": TEXT}) + "\n"
    data = packed(
        {"a.jsonl": line, "b.html.gz": gzip.compress(PAGE.encode(), mtime=0), "c.warc": record(1),
         "d.eml": mail, "e.xml": feed, "f.wacz": wacz(2)}
    )  # fmt: skip
    raws, failures = opened(data, tmp_path)
    assert [r.id for r in raws] == [
        "r", "a.zip/b.html", "https://osel.example/1", "a.zip/d.eml", "https://osel.example/f",
        "https://osel.example/2",
    ]  # fmt: skip
    assert not failures


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_package_of_wacz(tmp_path: Path, method: int) -> None:
    package = {"profile": "multi-wacz-package", "resources": [{"path": "one.wacz"}]}
    data = packed(
        {"datapackage.json": json.dumps(package), "one.wacz": wacz(1, 2),
         "two.wacz": wacz(1, host="varn")}, method,
    )  # fmt: skip
    raws, failures = opened(data, tmp_path, "crawl.wacz")
    assert [r.id for r in raws] == [
        "https://osel.example/1", "https://osel.example/2", "https://varn.example/1",
    ]  # fmt: skip
    assert not failures
    raws, failures = opened(data[:-40], tmp_path, "cut.wacz")
    assert [f.code for f in failures] == ["TS-READ-11"]


def test_text_records_of_a_crawl(tmp_path: Path) -> None:
    info = WARC.format(
        kind="warcinfo", url="x", n=0, type="application/warc-fields", size=1, body="a"
    )
    whole = gzip.compress(info.encode(), mtime=0) + b"".join(
        gzip.compress(record(n, "conversion"), mtime=0) for n in (1, 2)
    )
    (tmp_path / "crawl.warc.wet.gz").write_bytes(whole)
    first, second = read([tmp_path / "crawl.warc.wet.gz"])
    assert isinstance(first, Account)
    assert isinstance(second, Account)
    assert (first.id, second.id) == ("https://osel.example/1", "https://osel.example/2")
    assert TEXT in first.text
    assert first.url == "https://osel.example/1"


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    data = packed({"a.html": PAGE, "b.html": PAGE * 3, "c.html": PAGE})
    at = data.index(b"b.html") + 40
    raws, failures = opened(data[:at] + b"\0" * 30 + data[at + 30 :], tmp_path)
    assert [r.id for r in raws] == ["a.zip/a.html", "a.zip/c.html"]
    (failure,) = failures
    assert failure.code == "TS-READ-11"
    assert failure.input.endswith("a.zip/b.html")


def test_damage_under_records_is_told_once_and_ends(tmp_path: Path) -> None:
    """A reader of records goes on after damage; what is packed does not come back."""
    whole = b"".join(gzip.compress(record(n), mtime=0) for n in range(40))
    data = packed(
        {"archive/data.warc.gz": whole, "archive/more.warc.gz": gzip.compress(record(99), mtime=0)}
    )
    for at in range(200, data.index(b"archive/more") - 60, 97):
        damaged = data[:at] + b"\xff\0\xff\0" + data[at + 4 :]
        raws, failures = opened(damaged, tmp_path, "a.wacz")
        assert len(failures) < 6
        assert raws[-1].id == "https://osel.example/99"


def test_names_that_lead_out_and_links_lead_nowhere(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../out.html", PAGE)
        archive.writestr("/etc/a.html", PAGE)
        archive.writestr("x\\..\\b\x1b[31m.html", PAGE)
        archive.writestr(link, "/etc/passwd")
    raws, failures = opened(out.getvalue(), tmp_path)
    assert [r.id for r in raws] == ["a.zip/out.html", "a.zip/etc/a.html", "a.zip/x/b[31m.html"]
    assert not failures
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]


def test_members_without_a_name_are_passed_over(tmp_path: Path) -> None:
    data = packed({"good.html": PAGE, "xad.html": PAGE}).replace(b"xad.html", b"\0ad.html")
    raws, failures = opened(data, tmp_path)
    assert [r.id for r in raws] == ["a.zip/good.html"]
    assert failures == []


def test_bombs_stop_at_the_limit(tmp_path: Path) -> None:
    raws, failures = opened(
        packed({"a.txt": b"a " * 20_000_000, "b.html": PAGE}), tmp_path, max_bytes=100_000
    )
    assert [r.id for r in raws] == ["a.zip/b.html"]
    assert [f.code for f in failures] == ["TS-LIMIT-01"]


def test_members_that_share_their_bytes_grow_no_further_than_one(tmp_path: Path) -> None:
    """The archive of overlapping files: hundreds of names, one packed stream."""
    data = packed({"a.txt": b"a " * 50_000})
    name = b"a.txt"
    start = data.index(b"PK\x01\x02")
    entry = data[start : data.index(b"PK\x05\x06")]
    many = b"".join(entry.replace(name, f"{n:05}".encode()) for n in range(900))
    tail = bytearray(data[data.index(b"PK\x05\x06") :])
    tail[8:12] = (900).to_bytes(2, "little") * 2
    tail[12:16] = len(many).to_bytes(4, "little")
    raws, failures = opened(data[:start] + many + bytes(tail), tmp_path, max_bytes=200_000)
    assert sum(len(r.data) for r in raws) < 210 * len(data[:start] + many)
    assert failures


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    data = packed({"a.html": PAGE})
    for _ in range(2):
        data = packed({"in.zip": data, "b.html": PAGE})
    raws, failures = opened(data, tmp_path)
    assert [r.id for r in raws] == [
        "a.zip/b.html",
        "a.zip/in.zip/b.html",
        "a.zip/in.zip/in.zip/a.html",
    ]
    assert not failures
    for _ in range(3):
        data = packed({"in.zip": data}, zipfile.ZIP_STORED)
    raws, failures = opened(data, tmp_path)
    assert not raws
    assert [f.code for f in failures] == ["TS-LIMIT-05"]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"word/document.xml": "<w/>", "[Content_Types].xml": ""}, "Word document (.docx)"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}, ".odt"),
        ({"META-INF/container.xml": "", "OEBPS/1.xhtml": PAGE}, "EPUB"),
        ({"xl/workbook.xml": ""}, ".xlsx"),
    ],
)
def test_documents_in_zip_clothes_are_named(
    members: dict[str, bytes | str], words: str, tmp_path: Path
) -> None:
    raws, (failure,) = opened(packed(members), tmp_path)
    assert not raws
    assert failure.code == "TS-READ-19"
    assert words in failure.message


def test_locked_and_oddly_packed_members_are_named(tmp_path: Path) -> None:
    data = bytearray(packed({"a.html": PAGE, "b.html": PAGE}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    raws, failures = opened(bytes(data), tmp_path)
    assert [r.id for r in raws] == ["a.zip/b.html"]
    assert [f.code for f in failures] == ["TS-READ-18"]
    raws, failures = opened(packed({"a.html": PAGE}, zipfile.ZIP_BZIP2), tmp_path)
    assert not raws
    assert "bzip2" in failures[0].message
    raws, failures = opened(packed({}), tmp_path)
    assert [f.code for f in failures] == ["TS-READ-06"]


def test_a_zip_on_standard_input(tmp_path: Path) -> None:
    stream = io.BytesIO(packed({"a.html": PAGE, "b.html": PAGE}))
    found = list(open_inputs(["-"], stdin=stream))
    assert [f.id for f in found if isinstance(f, Raw)] == ["stdin/a.html", "stdin/b.html"]


@given(st.text(max_size=40))
def test_safe_names_stay_inside(name: str) -> None:
    safe = safe_name(name)
    assert not safe.startswith("/")
    assert ".." not in safe.split("/")
    assert "\\" not in safe
    assert safe.isprintable() or all(c not in safe for c in "\x1b\n\r\0")


@given(st.integers(0, 400), st.binary(max_size=12), st.integers(0, 12))
@settings(max_examples=200, deadline=None)
def test_no_damage_raises(at: int, noise: bytes, gone: int) -> None:
    data = packed({"a.html": PAGE, "b.wacz": wacz(1)})
    at = len(data) - at if at > 200 else at
    damaged = data[:at] + noise + data[at + gone :]
    for found in open_inputs(["-"], stdin=io.BytesIO(damaged), max_bytes=100_000):
        assert not (isinstance(found, Failure) and found.code == "TS-READ-15"), found
