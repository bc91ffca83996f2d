"""WARC files that look binary, and records that do not fit their digests."""

from __future__ import annotations

import base64
import gzip
import hashlib
from pathlib import Path

import pytest

from island import STORY, page
from twosource.read import read
from twosource.read.sources.digest import misfit
from twosource.read.sources.sniff import sniff
from twosource.types import Account, Failure

HTML = page(STORY).encode()
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
PICTURE = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n" + bytes(range(256)) * 90


def record(block: bytes, url: str = "https://osk.example/1", **more: str) -> bytes:
    fields = {
        "WARC-Type": "response", "WARC-Record-ID": "<urn:uuid:1>",
        "WARC-Date": "2031-01-14T12:00:00Z", "WARC-Target-URI": url,
        "Content-Type": "application/http; msgtype=response", "Content-Length": str(len(block)),
        **{k.replace("_", "-"): v for k, v in more.items()},
    }  # fmt: skip
    head = "".join(f"{k}: {v}\r\n" for k, v in fields.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def given(data: bytes, folder: Path, name: str = "x.warc") -> list[Account | Failure]:
    path = folder / name
    path.write_bytes(data)
    return list(read([path]))


@pytest.mark.parametrize("name", ["x.warc", "x.dat", "x"])
@pytest.mark.parametrize(
    "data",
    [
        record(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(HTML, mtime=0)),
        record(PICTURE, "https://osk.example/p.png") + record(OK + b"\r\n" + HTML),
        b"\r\n\r\n" + record(PICTURE, "https://osk.example/p.png") + record(OK + b"\r\n" + HTML),
        b"\xef\xbb\xbf" + record(OK + b"\r\n" + HTML),
        record(OK + b"\r\n" + HTML).replace(b"WARC/1.0", b"WARC/1.1"),
    ],
)
def test_a_warc_file_is_known_whatever_its_records_hold(
    data: bytes, name: str, tmp_path: Path
) -> None:
    found = given(data, tmp_path, name)
    assert [a.text.split("\n\n") for a in found if isinstance(a, Account)] == [list(STORY)]
    assert not [f for f in found if isinstance(f, Failure)]


def test_a_page_that_speaks_of_warc_is_none() -> None:
    assert sniff(b"WARC files hold pages.", "x.txt") == "text"


CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML)
PACKED = gzip.compress(HTML, mtime=0)
FORMS = [
    (OK + b"\r\n" + HTML, HTML),
    (OK + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNKED, HTML),
    (OK + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNKED, CHUNKED),
    (OK + b"Content-Encoding: gzip\r\n\r\n" + PACKED, PACKED),
    (OK + b"Content-Encoding: gzip\r\n\r\n" + PACKED, HTML),
]


@pytest.mark.parametrize(("block", "payload"), FORMS)
def test_a_payload_may_be_digested_with_its_coding_or_without(
    block: bytes, payload: bytes, tmp_path: Path
) -> None:
    [found] = given(record(block, WARC_Payload_Digest=sha1(payload)), tmp_path)
    assert isinstance(found, Account)


@pytest.mark.parametrize("field", ["WARC_Payload_Digest", "WARC_Block_Digest"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_record_that_does_not_fit_is_read_and_named(
    field: str, packed: bool, tmp_path: Path
) -> None:
    bad = record(OK + b"\r\n" + HTML, **{field: sha1(b"other")})
    good = record(OK + b"\r\n" + HTML, "https://osk.example/2")
    data = gzip.compress(bad, mtime=0) + gzip.compress(good) if packed else bad + good
    found = given(data, tmp_path, "x.warc.gz" if packed else "x.warc")
    assert [a.url for a in found if isinstance(a, Account)] == [
        "https://osk.example/1",
        "https://osk.example/2",
    ]
    [failure] = [f for f in found if isinstance(f, Failure)]
    assert failure.code == "TS-READ-20"
    assert "https://osk.example/1" in failure.message
    assert sha1(b"other") in failure.message


@pytest.mark.parametrize(
    "digest",
    [
        sha1(b"a"),
        "sha1:" + hashlib.sha1(b"a").hexdigest().upper(),
        "sha256:" + hashlib.sha256(b"a").hexdigest(),
        "SHA-256:" + base64.b64encode(hashlib.sha256(b"a").digest()).decode(),
        "md5:" + hashlib.md5(b"a").hexdigest(),
    ],
)
def test_digests_as_they_are_written(digest: str) -> None:
    fields = {"warc-payload-digest": digest, "content-type": "text/html"}
    assert misfit(fields, b"a", 100) is None
    assert misfit(fields, b"b", 100) == digest
    assert misfit({**fields, "warc-truncated": "length"}, b"b", 100) is None


@pytest.mark.parametrize("digest", ["", "sha1:", "crc32:abcd", "sha1:!!", "x", "sha1:" + "A" * 900])
def test_a_digest_that_nobody_can_read_says_nothing(digest: str) -> None:
    assert misfit({"warc-payload-digest": digest}, b"a", 100) is None


def test_a_bomb_in_a_payload_ends_the_check_and_no_more() -> None:
    block = OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(10_000_000), mtime=0)
    fields = {"warc-payload-digest": sha1(b"a"), "content-type": "application/http"}
    assert misfit(fields, block, 1000) == sha1(b"a")
