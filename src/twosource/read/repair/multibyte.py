"""UTF-8 misread through a multi-byte table (GBK, Big5, Shift-JIS, EUC)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.read.repair.tables import MULTIBYTE

NAMES = frozenset(name for name, _ in MULTIBYTE)
_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\ue000-\uf8ff]"
)
_LINE = re.compile(r"[^\n]+")


def _back(text: str, codec: str) -> str | None:
    """``text`` put back through the codec, if that gives valid UTF-8."""
    try:
        fixed = text.encode(codec).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return fixed if fixed != text else None


def _lines(text: str) -> Iterator[re.Match[str]]:
    return (m for m in _LINE.finditer(text) if _WIDE.search(m.group()))


def find_multibyte(text: str) -> str | None:
    """The multi-byte codec the text was misread with, or ``None``.

    A line that goes back to valid UTF-8 byte for byte has four or more high
    bytes in the right order by chance in well under one line of a thousand, so
    two wide characters are enough.
    """
    lines = list(_lines(text)) if _WIDE.search(text) else []
    best, most = None, 0
    for name, codec in MULTIBYTE:
        hits = 0
        for m in lines:
            fixed = _back(m.group(), codec)
            if fixed is not None and not _WIDE.search(fixed):
                hits += len(_WIDE.findall(m.group()))
            elif fixed is not None and len(_WIDE.findall(m.group())) >= 4:
                hits += 1
        if hits > most:
            best, most = name, hits
    return best if most >= 2 else None


def multibyte_edits(text: str, name: str) -> Iterator[tuple[int, int, str]]:
    """Edits ``(start, end, new)``, a line each."""
    codec = dict(MULTIBYTE)[name]
    for m in _lines(text):
        fixed = _back(m.group(), codec)
        if fixed is not None:
            yield m.start(), m.end(), fixed
