"""Files, folders, streams and saves: what becomes of each, and of damage."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.errors import InputError
from twosource.read import read
from twosource.read.sources import Raw, open_inputs
from twosource.read.sources.sniff import sniff
from twosource.read.sources.stream import Gunzip, Head, decoded, lines
from twosource.types import Account, Failure

PAGE = b"<!doctype html><html><body><p>The ferry to Osel was late.</p></body></html>"


def both(*items: str | Path, stdin: bytes = b"", max_bytes: int = 1 << 20):  # type: ignore[no-untyped-def]
    found = list(open_inputs(items, max_bytes=max_bytes, stdin=io.BytesIO(stdin)))
    return [f for f in found if isinstance(f, Raw)], [f for f in found if isinstance(f, Failure)]


def records(n: int) -> bytes:
    return b"".join(
        json.dumps({"id": f"r{i}", "text": f"Text {i}."}).encode() + b"\n" for i in range(n)
    )


def test_page_and_dump_keep_their_bytes_and_names(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.txt").write_bytes(b"The ferry was late.\n")
    raws, failures = both(tmp_path / "a.html", tmp_path / "b.txt")
    assert not failures
    assert [(r.id, r.media, r.data) for r in raws] == [
        ("a.html", "page", PAGE), ("b.txt", "text", b"The ferry was late.\n"),
    ]  # fmt: skip


@pytest.mark.parametrize("charset", ["utf-16", "utf-32", "utf-8-sig"])
def test_text_with_a_byte_order_mark_is_not_binary(charset: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Die Fähre kam spät.\n".encode(charset))
    (tmp_path / "b").write_bytes(PAGE.decode().encode(charset))
    (tmp_path / "c.jsonl").write_bytes(records(3).decode().encode(charset))
    raws, failures = both(tmp_path)
    assert not failures
    assert [r.media for r in raws] == ["text", "page", "record", "record", "record"]


def test_folder_is_sorted_recursive_without_hidden_files_assets_and_links(tmp_path: Path) -> None:
    for name in ("b/z.html", "b/a.html", "a.txt", ".git/x.html", "b/.x.html", "b/pic.png",
                 "b/a_files/frame.html"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)
    (tmp_path / "b" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    raws, failures = both(tmp_path)
    assert [r.id for r in raws] == ["a.txt", "a.html", "z.html"]
    assert [(f.code, Path(f.input).name) for f in failures] == [("TS-READ-03", "c.txt")]


def test_like_names_in_several_folders_are_told_apart(tmp_path: Path) -> None:
    for folder in ("x", "y/a", "z/a", "y/b"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.html").write_bytes(PAGE)
    (tmp_path / "x" / "alone.html").write_bytes(PAGE)
    raws, failures = both(tmp_path)
    base = tmp_path.name
    assert [r.id for r in raws] == [
        f"{base}/x/a.html", "alone.html", "y/a/a.html", "y/b/a.html", "z/a/a.html",
    ]  # fmt: skip
    assert not failures
    raws, _ = both(tmp_path / "x", tmp_path / "y" / "b")
    assert [r.id for r in raws] == ["x/a.html", "alone.html", "b/a.html"]


def test_one_file_twice_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    raws, failures = both(tmp_path, tmp_path / "a.html", tmp_path)
    assert [r.id for r in raws] == ["a.html", "a.html#2", "a.html#3"]
    assert not failures


def test_missing_empty_and_unreadable_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_bytes(b"\n \n")
    (tmp_path / "bare").mkdir()
    (tmp_path / "bin").write_bytes(bytes(range(256)) * 9)
    paths = [tmp_path / n for n in ("nothing.txt", "empty.jsonl", "bare", "bin")]
    raws, failures = both(*paths, "a\0b", "ftp://example.org/a")
    assert not raws
    assert [f.code for f in failures] == [
        "TS-READ-03", "TS-READ-01", "TS-READ-01", "TS-READ-02", "TS-READ-03", "TS-READ-09",
    ]  # fmt: skip
    assert all(str(p) in f.message for p, f in zip(paths, failures, strict=False))


def test_json_lines_names_bad_lines_and_goes_on(tmp_path: Path) -> None:
    bad = [b'{"id": 1, "text": "One."}', b"{oops", b'{"id": "b", "title": "x"}', b"[1]", b"",
           b'{"text": "No id."}', b'{"id": "q", "html": "<p>Q</p>", "url": "http://q.example/"}',
           b'{"id": "s", "text": "\\ud800"}', b'{"id": "1", "text": "Again."}',
           b'{"n": ' + b"9" * 9000 + b"}", b"\xff\xfe{}", b"[" * 20000]  # fmt: skip
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(bad))
    raws, failures = both(tmp_path / "a.jsonl")
    assert [(r.id, r.line) for r in raws] == [("1", 1), ("a.jsonl", 6), ("q", 7), ("1#2", 9)]
    assert [r.record["id"] for r in raws if r.record] == [r.id for r in raws]
    assert raws[2].url == "http://q.example/"
    assert [(f.code, int(f.input.rpartition(":")[2])) for f in failures] == [
        ("TS-READ-04", 2), ("TS-READ-05", 3), ("TS-READ-05", 4), ("TS-READ-04", 8),
        ("TS-READ-04", 10), ("TS-READ-04", 11), ("TS-READ-04", 12),
    ]  # fmt: skip


def test_of_very_many_bad_lines_the_last_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"{\n" * 1003 + records(2) + b"[]\n")
    raws, failures = both(tmp_path / "a.jsonl")
    assert [r.id for r in raws] == ["r0", "r1"]
    assert len(failures) == 1001
    assert "4 more bad lines, the last 1006" in failures[-1].message


def test_one_json_value_over_several_lines(tmp_path: Path) -> None:
    one = {"id": "a", "text": "One."}
    (tmp_path / "a.json").write_text(json.dumps(one, indent=2))
    (tmp_path / "b.json").write_text(json.dumps([one, {"id": "b", "text": "Two."}, 3], indent=2))
    (tmp_path / "c.json").write_text('[{"id": "c"}, {"id": "d"}]')
    raws, failures = both(tmp_path)
    assert [r.id for r in raws] == ["a", "a#2", "b"]
    assert [f.code for f in failures] == ["TS-READ-05", "TS-READ-05"]


def test_cut_gzip_gives_its_good_lines_first(tmp_path: Path) -> None:
    whole = gzip.compress(records(5000), mtime=0)
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    raws, failures = both(tmp_path / "a.jsonl.gz")
    assert 2000 < len(raws) < 3000
    assert raws[-1].line == len(raws)
    assert [f.code for f in failures] == ["TS-READ-11"]
    (tmp_path / "b.jsonl.gz").write_bytes(whole)
    raws, failures = both(tmp_path / "b.jsonl.gz")
    assert (len(raws), failures) == (5000, [])


def test_bombs_and_long_lines_stop_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"word " * 400_000, mtime=0))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"\n" * 50_000_000, mtime=0))
    long = b'{"id": "x", "text": "' + b"a" * 2_000_000 + b'"}\n'
    (tmp_path / "c.jsonl").write_bytes(long + records(1))
    (tmp_path / "d.gz").write_bytes(gzip.compress(gzip.compress(PAGE), mtime=0))
    raws, failures = both(tmp_path)
    assert [r.id for r in raws] == ["r0"]
    assert [f.code for f in failures] == [*["TS-LIMIT-01"] * 3, "TS-READ-02"]


@pytest.mark.parametrize(
    ("data", "media", "count"),
    [
        (records(3), "record", 3),
        (gzip.compress(records(3), mtime=0), "record", 3),
        (PAGE, "page", 1),
        (gzip.compress(PAGE, mtime=0), "page", 1),
        (b"The mayor spoke.\n\nShe left.", "text", 1),
        (b'"Quite," he said. {Sic.}', "text", 1),
        (b"[Updated] The mayor spoke.", "text", 1),
        (b"Note: the mayor spoke.\nDate: Monday\n\nShe left.", "text", 1),
    ],
)
def test_stdin_is_told_by_its_bytes(data: bytes, media: str, count: int) -> None:
    raws, failures = both("-", stdin=data)
    assert not failures
    assert [r.media for r in raws] == [media] * count


MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://osel.example/ferry\r\n"
    b"Subject: Ferry\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="--B"\r\n\r\n'
    b"----B\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://osel.example/ferry\r\n\r\n"
    b"<html><body><p>Die F=C3=A4hre kam =\r\nsp=C3=A4t.</p></body></html>\r\n"
    b"----B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n"
    b"----B--\r\n"
)


def test_saves_know_their_address(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(MHTML)
    mark = b"<!--\n Page saved with SingleFile \n url: https://osel.example/b \n saved date: x\n-->"
    (tmp_path / "b.html").write_bytes(b"<!DOCTYPE html> <html>" + mark + PAGE)
    (tmp_path / "c.html").write_bytes(
        b"<!-- saved from url=(0022)https://osel.example/c -->" + PAGE
    )
    (tmp_path / "d.mht").write_bytes(MHTML.replace(b"text/html; charset", b"image/x; charset"))
    raws, failures = both(tmp_path)
    assert [r.url for r in raws] == [f"https://osel.example/{n}" for n in ("ferry", "b", "c")]
    assert "Die Fähre kam spät." in raws[0].data.decode()
    assert raws[0].headers["content-type"] == "text/html; charset=utf-8"
    assert [f.code for f in failures] == ["TS-READ-06"]


@given(st.binary(max_size=400), st.sampled_from(["", "a.jsonl", "a.html", "a.txt", "a.warc.gz"]))
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise(data: bytes, name: str) -> None:
    sniff(data, name)
    for found in open_inputs(["-"], stdin=io.BytesIO(data), max_bytes=4096):
        assert isinstance(found, Raw | Failure)
        assert not (isinstance(found, Failure) and found.code == "TS-READ-15")


STARTS = [b"\x1f\x8b\x08", b"PK\x03\x04", b"WARC/1.0\r\n", b"<rss>", b"<feed>", b"<opml>", b'{"a',
          b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a", b"[{",
          b"\xff\xfe", b"\xff\xfe\0\0", b"<?xml version='1.0' encoding='x'?><rss>", MHTML, PAGE,
          gzip.compress(records(2), mtime=0),
          gzip.compress(b"WARC/1.0\r\nX: 9\r\n\r\n")]  # fmt: skip


@given(st.sampled_from(STARTS), st.binary(max_size=200), st.integers(0, 200))
@settings(max_examples=400, deadline=None)
def test_no_damage_raises(start: bytes, noise: bytes, cut: int) -> None:
    for data in (start + noise, start[:cut] + noise + start[cut:], start[: -cut or None]):
        for found in open_inputs(["-"], stdin=io.BytesIO(data), max_bytes=100_000):
            assert not (isinstance(found, Failure) and found.code == "TS-READ-15"), found


@given(st.lists(st.binary(max_size=3000), max_size=4), st.integers(1, 5000))
@settings(max_examples=100, deadline=None)
def test_gunzip_gives_back_what_was_packed(parts: list[bytes], size: int) -> None:
    packed = b"".join(gzip.compress(p, mtime=0) for p in parts) + b"\0" * (size % 3)
    stream = Gunzip(Head(io.BytesIO(packed)), 1 << 20, "x")
    found = b""
    while more := stream.read(size):
        assert len(more) <= size
        found += more
    assert found == b"".join(parts)


@given(st.binary(max_size=500))
def test_lines_are_those_of_split(data: bytes) -> None:
    found = list(lines(io.BytesIO(data), 1000))
    wanted = data.split(b"\n")
    assert found == (wanted[:-1] if wanted[-1] == b"" else wanted)


def test_content_codings() -> None:
    import zlib

    plain = b"The ferry was late. " * 50
    bare = zlib.compressobj(wbits=-15)
    raw = bare.compress(plain) + bare.flush()
    for data, coding in (
        (plain, ""), (gzip.compress(plain, mtime=0), "gzip"), (zlib.compress(plain), "deflate"),
        (raw, "Deflate"),
    ):  # fmt: skip
        assert decoded(data, coding, 2000, "x") == plain
    with pytest.raises(InputError, match=r"TS-READ-19 x \(content coding 'compress': save"):
        decoded(plain, "compress", 2000, "x")


def test_zstd_where_its_library_is(monkeypatch: pytest.MonkeyPatch) -> None:
    zstandard = pytest.importorskip("zstandard")
    plain = b"The ferry was late. " * 50
    packed = zstandard.ZstdCompressor().compress(plain)
    assert decoded(packed, "zstd", 2000, "x") == plain
    with pytest.raises(InputError, match="TS-READ-11"):
        decoded(b"no zstd", "zstd", 2000, "x")
    with pytest.raises(InputError, match="TS-LIMIT-01"):
        decoded(zstandard.ZstdCompressor().compress(plain * 999), "zstd", 2000, "x")
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(InputError, match=r"TS-READ-13 .*pip install zstandard"):
        decoded(packed, "zstd", 2000, "x")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ending", ["txt", "html"])
def test_utf16_without_a_mark_is_text(tmp_path: Path, codec: str, ending: str) -> None:
    line = "Совет порта решил во вторник восстановить причал, said the harbour master. "
    text = line * 6 if ending == "txt" else f"<html><body><p>{line * 6}</p></body></html>"
    path = tmp_path / f"quay.{ending}"
    path.write_bytes(text.encode(codec))
    (account,) = read([str(path)])
    assert isinstance(account, Account), account
    assert account.text.startswith("Совет порта решил")
    assert account.charset == codec.replace("16-", "16")


def test_bytes_that_are_no_text_stay_binary(tmp_path: Path) -> None:
    path = tmp_path / "noise"
    path.write_bytes(bytes((i * 37 + i // 7) % 256 for i in range(4000)))
    (found,) = read([str(path)])
    assert isinstance(found, Failure)
    assert found.code == "TS-READ-02"
