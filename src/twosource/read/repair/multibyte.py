"""UTF-8 misread through a multi-byte table (GBK, Big5, Shift-JIS, EUC)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.patterns import deferred
from twosource.read.repair.tables import MULTIBYTE

NAMES = frozenset(name for name, _ in MULTIBYTE)
_WIDE = deferred("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\ue000-\uf8ff]")
_LINE = deferred(r"[^\n]+")


# Letters that everyday text behind the damage is made of: no archaic or phonetic ones.
_EVERYDAY = deferred(
    "[\x00-\x7f\u00a0-\u017f\u0218-\u021b\u0386-\u03ce\u0401-\u045f\u0490\u0491\u05d0-\u05ea"
    "\u060c\u061b\u061f\u0621-\u0652\u0660-\u0669\u067e\u0686\u0698\u06a9\u06af\u06cc\u0e01-\u0e5b"
    "\u0900-\u097f\u1ea0-\u1ef9\u2010-\u203a\u20ac\u2116\u2122\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
    "\ufe0f\uff01-\uff5e\U0001f300-\U0001faff\u2600-\u27bf]*"
)
COVER = 0.3
"""Share of a page's wide characters that must go back: clean Chinese and Japanese pages
of the development sets stay under .01, a half-damaged page has half."""


def _back(text: str, codec: str) -> str | None:
    """``text`` put back through the codec, if that gives valid UTF-8 of everyday letters."""
    try:
        fixed = text.encode(codec).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return fixed if fixed != text and _EVERYDAY.fullmatch(fixed) else None


def _lines(text: str) -> Iterator[re.Match[str]]:
    return (m for m in _LINE.finditer(text) if _WIDE.search(m.group()))


def may_hold(chars: str) -> bool:
    """Whether a text of these characters may have been misread through such a table."""
    return _WIDE.search(chars) is not None


def find_multibyte(text: str) -> str | None:
    """The multi-byte codec the text was misread with, or ``None``.

    A line that goes back to valid UTF-8 byte for byte is rare by chance, and a page of
    which a third does so is not chance.
    """
    lines = list(_lines(text)) if _WIDE.search(text) else []
    wide = sum(len(_WIDE.findall(m.group())) for m in lines)
    best, most = None, 0
    for name, codec in MULTIBYTE:
        hits = sum(len(_WIDE.findall(m.group())) for m in lines if _back(m.group(), codec))
        if hits > most:
            best, most = name, hits
    return best if most >= max(2, COVER * wide) else None


def multibyte_edits(text: str, name: str) -> Iterator[tuple[int, int, str]]:
    """Edits ``(start, end, new)``, a line each."""
    codec = dict(MULTIBYTE)[name]
    for m in _lines(text):
        fixed = _back(m.group(), codec)
        if fixed is not None:
            yield m.start(), m.end(), fixed
