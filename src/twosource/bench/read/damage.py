"""Lines of the read sets, and all the damage that a line can come to.

Each line is damaged once, in a way that its own digest chooses, so that a run is
repeated to the letter and no kind of damage meets one language alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twosource.bench.read.pages import records
from twosource.bench.read.scores import gold_text

SETS = ("scrapinghub", "fundus-eval", "fundus", "wcxb", "naeb", "newspaper4k")
_SENTENCE = re.compile(r"(?<=[.!?…。！？])\s+|(?<=[。！？])")
SHORTEST, LONGEST = 6, 280
EACH = 40
"""Lines of one site at most."""
_UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
_WEST = ("cp1252", "cp1250", "cp1254", "mac_roman", "cp437", "cp850", "latin-1", "iso8859_2",
         "iso8859_15", "cp1251", "koi8_r", "cp1253", "cp1256", "cp874")  # fmt: skip
_WIDE = ("gb18030", "big5hkscs", "cp932", "cp949", "euc_jp")
_LEGACY = (("cp1252", "mac_roman"), ("mac_roman", "cp1252"), ("cp850", "cp1252"),
           ("cp1252", "cp1251"), ("cp1251", "cp1252"), ("cp1251", "koi8_r"),
           ("koi8_r", "cp1251"), ("koi8_r", "cp1252"),
           ("cp866", "cp1251"), ("iso8859_5", "cp1252"), ("mac_cyrillic", "cp1251"),
           ("cp1256", "cp1252"), ("cp1253", "cp1252"), ("cp1255", "cp1252"), ("cp1250", "cp1252"),
           ("iso8859_2", "cp1252"), ("cp1254", "cp1252"), ("cp874", "cp1252"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One damaged line.

    Attributes:
        clean, damaged: the line before and after.
        kind: the damage.
        lossy: whether bytes are gone.
        held: whether it is of the half that nothing was chosen by.
    """

    clean: str
    damaged: str
    kind: str
    lossy: bool
    held: bool


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12], 16)


def _shown(data: bytes, codec: str, undefined: Callable[[int], str]) -> str:
    """Bytes through a single-byte table, and what it leaves undefined as asked."""
    out = []
    for byte in data:
        char = bytes([byte]).decode(codec, "ignore")
        odd = not char or (0x80 <= byte < 0xA0 and "\x80" <= char <= "\x9f")
        out.append(undefined(byte) if odd and byte >= 0x80 else char)
    return "".join(out)


def _western(byte: int) -> str:
    return bytes([byte]).decode("cp1252") if byte not in _UNDEFINED else chr(byte)


def _lossless(clean: str, n: int) -> tuple[str, str]:
    codec = _WEST[n % len(_WEST)]
    way = n // 100 % 6
    data = clean.encode()
    if way == 0:
        return "half damaged", _half(clean, codec)
    if way == 1:
        once = _shown(data, codec, chr)
        return "damaged twice", _shown(once.encode(), "cp1252", chr)
    if way == 2:
        written, shown = _LEGACY[n // 1000 % len(_LEGACY)]
        try:
            return "another table", clean.encode(written).decode(shown)
        except UnicodeError:
            return "another table", ""
    if way == 3:
        return "C1 as windows-1252", _shown(data, codec, _western)
    if way == 4:
        return "several tables", _mixed(clean, codec)
    return "misread", _shown(data, codec, chr)


def _half(clean: str, codec: str) -> str:
    at = clean.find(" ", len(clean) // 2)
    return _shown(clean[:at].encode(), codec, chr) + clean[at:] if at > 0 else ""


def _mixed(clean: str, codec: str) -> str:
    """Each half of a line through a table of its own."""
    at = clean.find(" ", len(clean) // 2)
    if at <= 0:
        return ""
    return _shown(clean[:at].encode(), "cp1252", chr) + _shown(clean[at:].encode(), codec, chr)


def _lossy(clean: str, n: int) -> tuple[str, str]:
    codec = ("cp1252", "cp874", "cp1250", "cp1253", "cp1251", "cp1257")[n % 6]
    way = n // 100 % 6
    data = clean.encode()

    def lost(mark: str) -> Callable[[int], str]:
        return lambda byte: mark if byte in _UNDEFINED or byte >= 0xA0 else _western(byte)

    if way == 0:
        return "bytes dropped", _shown(data, codec, lost(""))
    if way == 1:
        return "U+FFFD for bytes", _shown(data, codec, lost("\ufffd"))
    if way == 2:
        return "? for bytes", _shown(data, codec, lost("?"))
    if way == 3:
        return "no-break space to space", _shown(data, codec, _western).replace("\xa0", " ")
    if way == 4:
        return "wide table", data.decode(_WIDE[n // 1000 % len(_WIDE)], "replace")
    return "controls dropped", re.sub("[\x80-\x9f]", "", _shown(data, "latin-1", chr))


def _back(damaged: str) -> bool:
    return "\ufffd" in damaged or "?" in damaged


def clean_lines(data: Path) -> Iterator[tuple[str, bool]]:
    """Sentences, titles and names of the sets, each with whether its site is held out."""
    seen: set[str] = set()
    for name in SETS:
        for record in records(data, name):
            held = bool(_number(f"lines:{record['site']}") % 2)
            taken = 0
            for line in _lines_of(record):
                if line in seen or taken == EACH or not SHORTEST <= len(line) <= LONGEST:
                    continue
                if "\ufffd" in line or any("\x80" <= c <= "\x9f" for c in line):
                    continue
                seen.add(line)
                taken += 1
                yield line, held


def _lines_of(record: dict[str, Any]) -> list[str]:
    gold = record["gold"]
    authors = gold.get("authors")
    names = [a for a in authors if isinstance(a, str)] if isinstance(authors, list) else []
    text = [s for p in gold_text(record)[0].split("\n") for s in _SENTENCE.split(p)]
    lines = [*names, str(gold.get("title") or ""), *text]
    kept = [x.strip() for x in lines if x.strip() and not x.isascii()]
    return sorted(kept, key=_number)


def damaged_lines(data: Path, most: int = 2000) -> list[Line]:
    """Lines of all languages alike, each with its damage."""
    by_script: dict[str, list[Line]] = {}
    for clean, held in clean_lines(data):
        n = _number(clean)
        lossy = bool(n % 3 == 0)
        kind, damaged = (_lossy if lossy else _lossless)(clean, n // 7)
        if not damaged or damaged == clean:
            continue
        found = by_script.setdefault(_rarest(clean), [])
        found.append(Line(clean, damaged, kind, lossy and _loses(kind, clean, damaged), held))
    share = max(most // max(len(by_script), 1), 1)
    return [line for key in sorted(by_script) for line in by_script[key][: 3 * share]][:most]


def _loses(kind: str, clean: str, damaged: str) -> bool:
    """Whether bytes are gone: damage of the lossy kinds meets some lines without loss."""
    return kind != "wide table" or "\ufffd" in damaged


def _rarest(text: str) -> str:
    """What tells a text's language or script near enough: its rarest letter's block."""
    last = max(c for c in text if c.isalpha()) if any(c.isalpha() for c in text) else "a"
    return f"{ord(last) >> 7:03x}"


__all__ = ["Line", "clean_lines", "damaged_lines"]
