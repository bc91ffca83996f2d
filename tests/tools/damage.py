"""Ways to damage an input: of its bytes, of its structure, of its text."""

from __future__ import annotations

import base64
import gzip
import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Damage = Callable[[bytes, random.Random], bytes]
MOST = 1_000_000
"""Bytes of a damaged input: the limits of time are for a megabyte."""
NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"9" * 20, b"1e999", b"NaN")


def _words() -> tuple[bytes, ...]:
    """The words of ``words.txt``."""
    out = []
    lines = (Path(__file__).parent / "words.txt").read_text("ascii").split("\n")
    for line in lines:
        times = re.match(r"(\d+)\*", line)
        word = line[times.end() :] if times else line
        if word and not line.startswith("# "):
            out.append(
                word.encode().decode("unicode_escape").encode("latin-1")
                * int(times[1] if times else 1)
            )
    return tuple(out)


WORDS = _words()


def _at(data: bytes, r: random.Random) -> int:
    return r.randint(0, len(data))


def flip(data: bytes, r: random.Random) -> bytes:
    """Change some bytes."""
    out = bytearray(data)
    for _ in range(r.choice([1, 1, 3, 20, 200])):
        if out:
            out[r.randrange(len(out))] = r.choice(
                [0, 10, 34, 60, 62, 127, 128, 255, r.randrange(256)]
            )
    return bytes(out)


def cut(data: bytes, r: random.Random) -> bytes:
    """Cut the end off, or the beginning, or a piece out."""
    a, b = sorted((_at(data, r), _at(data, r)))
    return r.choice([data[:a], data[a:], data[:a] + data[b:], data[: a // 8], data[-40:]])


def put(data: bytes, r: random.Random) -> bytes:
    """Put words in that mean something."""
    for _ in range(r.choice([1, 1, 2, 5, 30])):
        at = _at(data, r)
        data = data[:at] + r.choice(WORDS) * r.choice([1, 1, 1, 3, 40]) + data[at:]
    return data


def again(data: bytes, r: random.Random) -> bytes:
    """Say a piece again, a few times or very often."""
    a = _at(data, r)
    b = min(len(data), a + r.choice([1, 8, 60, 500, 5000]))
    times = min(r.choice([2, 2, 5, 100, 3000]), MOST // max(1, b - a))
    return data[:b] + data[a:b] * times + data[b:]


def swap(data: bytes, r: random.Random) -> bytes:
    """Exchange two pieces."""
    a, b, c, d = sorted(_at(data, r) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def numbers(data: bytes, r: random.Random) -> bytes:
    """Change numbers: lengths, offsets, counts, dates."""
    found = list(re.finditer(rb"\d+", data))
    for match in sorted(
        r.sample(found, min(len(found), r.choice([1, 2, 10]))), key=lambda m: -m.start()
    ):
        value = r.choice([*NUMBERS, str(int(match[0][:18]) + r.choice([-1, 1, 1000])).encode()])
        data = data[: match.start()] + value + data[match.end() :]
    return data


ZONES = (b"Z", b"ZZ", b"EEZ", b" AMST", b" CLST", b" GMT+3", b"+5:30", b"+99:99", b"-0000", b" PM",
         b"\xe2\x88\x9203:00", b" (UTC)", b" Europe/Ode", b"")  # fmt: skip
DAYS = (b"2031-02-30", b"0000-00-00", b"9999-12-31", b"31/02/2031", b"12/3/31", b"2574-01-14",
        "令和99年13月40日".encode(), "۱۴۰۹/۱۲/۳۱".encode(), b"Feb 29, 2030", b"14.1.",
        b"1893456000")  # fmt: skip
_CLOCK = re.compile(rb"\d\d:\d\d(?::\d\d)?([+-]\d\d:?\d\d|Z)?")
_DATE = re.compile(rb"(?:19|20)\d\d-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d")


def moments(data: bytes, r: random.Random) -> bytes:
    """Give times other zones and days other calendars, or none that there are."""
    clocks, dates = list(_CLOCK.finditer(data)), list(_DATE.finditer(data))
    if not clocks and not dates:
        return put(data, r)
    found = clocks if clocks and (not dates or r.random() < 0.6) else dates
    for match in sorted(
        r.sample(found, min(len(found), r.choice([1, 3]))), key=lambda m: -m.start()
    ):
        if found is clocks:
            time, zone = match[0][: len(match[0]) - len(match[1] or b"")], r.choice(ZONES)
            data = data[: match.start()] + time + zone + data[match.end() :]
        else:
            data = data[: match.start()] + r.choice(DAYS) + data[match.end() :]
    return data


def tags(data: bytes, r: random.Random) -> bytes:
    """Lose, double, move and deepen elements."""
    found = list(re.finditer(rb"<[^<>]{1,400}>", data))
    if not found:
        return put(data, r)
    for match in sorted(
        r.sample(found, min(len(found), r.choice([1, 4, 30]))), key=lambda m: -m.start()
    ):
        tag = r.choice(
            [
                b"",
                match[0] * 2,
                r.choice(found)[0],
                match[0][:-1],
                match[0][1:],
                b"<"
                + re.sub(rb"\W.*", b"", match[0][1:], flags=re.S)
                + b" x='"
                + b"y" * 999
                + b"'>",
            ]
        )
        data = data[: match.start()] + tag + data[match.end() :]
    if r.random() < 0.1:
        deep = r.choice(
            [b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>", b"<outline>", b"<a>", b"<font>"]
        )
        at = _at(data, r)
        data = data[:at] + deep * r.choice([50, 1000, 20_000]) + data[at:]
    return data


def _odd(r: random.Random) -> Any:
    deep: Any = "x"
    for _ in range(r.choice([2, 50, 300])):
        deep = [deep] if r.random() < 0.5 else {"a": deep}
    return r.choice(
        [
            None,
            True,
            -1,
            1e300,
            "",
            " ",
            "\ud800",
            "x" * 5000,
            [],
            {},
            deep,
            ["a", 1],
            "\0",
            {"@type": "Person"},
            "2031-13-45",
            "javascript:x",
            "http://[::1",
        ]
    )


def values(data: bytes, r: random.Random) -> bytes:
    """Give fields of JSON other values, where there is JSON."""
    lines = data.split(b"\n")
    n = r.randrange(len(lines))
    try:
        value = json.loads(lines[n] if len(lines) > 2 else data)
    except (ValueError, RecursionError):
        return numbers(data, r)
    if isinstance(value, list) and value:
        value[r.randrange(len(value))] = _odd(r)
    elif isinstance(value, dict) and value:
        for _ in range(r.choice([1, 2, 4])):
            key = r.choice(
                [*value, "id", "text", "title", "url", "published", "byline", "language"]
            )
            value[key] = _odd(r)
    changed = json.dumps(value).encode("utf-8", "surrogatepass")
    return b"\n".join([*lines[:n], changed, *lines[n + 1 :]]) if len(lines) > 2 else changed


def recoded(data: bytes, r: random.Random) -> bytes:
    """Read in one encoding and write in another, as broken pages are."""
    try:
        text = data.decode(
            r.choice(["utf-8", "cp1252", "latin-1", "cp874", "utf-16-le"]), "replace"
        )
        return text.encode(
            r.choice(["utf-8", "cp1251", "utf-16", "utf-32", "utf-7", "shift_jis"]), "replace"
        )
    except (ValueError, LookupError):
        return data


def inside(data: bytes, r: random.Random) -> bytes:
    """Damage what is packed, and pack it again."""
    try:
        if data.startswith(b"\x1f\x8b"):
            return gzip.compress(once(gzip.decompress(data), r), mtime=0)
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                held = old.read(name)
                name = r.choice(
                    [name] * 9 + ["../" + name, name + "\x00x", "a\\b", "/" + name, "é" * 99]
                )
                new.writestr(name, once(held, r) if r.random() < 0.5 else held)
        return out.getvalue()
    except Exception:  # damaged before: its bytes then
        return flip(data, r)


def coded(data: bytes, r: random.Random) -> bytes:
    """Encode a mail's or record's body otherwise than its header says."""
    head, mark, body = data.partition(r.choice([b"\n\n", b"\r\n\r\n"]))
    packed = r.choice(
        [
            base64.b64encode,
            gzip.compress,
            lambda b: b.replace(b"e", b"=65"),
            lambda b: b.replace(b" ", b"=20=\n"),
            lambda b: b[::-1],
        ]
    )
    return head + mark + packed(body)


DAMAGES: tuple[Damage, ...] = (
    flip,
    cut,
    put,
    put,
    again,
    swap,
    numbers,
    moments,
    tags,
    tags,
    values,
    recoded,
    inside,
    coded,
)


def once(data: bytes, r: random.Random) -> bytes:
    """One damage."""
    return r.choice(DAMAGES)(data, r)[:MOST]


def damaged(data: bytes, r: random.Random) -> bytes:
    """One damage or several."""
    for _ in range(r.choice([1, 1, 1, 2, 3, 6])):
        data = once(data, r)
    return data
