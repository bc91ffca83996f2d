"""Single-byte tables of the WHATWG Encoding Standard (and three older ones), and their inverses.

A byte that a table leaves undefined is, in the wild, either kept as a C1 control
(``0x9D`` -> U+009D), read as windows-1252, replaced by U+FFFD, or dropped.  The
inverse tables accept the first two; the engine deals with the last two.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

CODECS: tuple[tuple[str, str], ...] = (
    ("windows-1252", "cp1252"),
    ("iso-8859-1", "latin-1"),
    ("windows-1250", "cp1250"),
    ("windows-1251", "cp1251"),
    ("windows-1253", "cp1253"),
    ("windows-1254", "cp1254"),
    ("windows-1255", "cp1255"),
    ("windows-1256", "cp1256"),
    ("windows-1257", "cp1257"),
    ("windows-1258", "cp1258"),
    ("windows-874", "cp874"),
    ("macintosh", "mac_roman"),
    ("x-mac-cyrillic", "mac_cyrillic"),
    ("koi8-r", "koi8_r"),
    ("koi8-u", "koi8_u"),
    ("ibm866", "cp866"),
    ("iso-8859-2", "iso8859_2"),
    ("iso-8859-3", "iso8859_3"),
    ("iso-8859-4", "iso8859_4"),
    ("iso-8859-5", "iso8859_5"),
    ("iso-8859-6", "iso8859_6"),
    ("iso-8859-7", "iso8859_7"),
    ("iso-8859-8", "iso8859_8"),
    ("iso-8859-10", "iso8859_10"),
    ("iso-8859-13", "iso8859_13"),
    ("iso-8859-14", "iso8859_14"),
    ("iso-8859-15", "iso8859_15"),
    ("iso-8859-16", "iso8859_16"),
    ("cp437", "cp437"),
    ("cp850", "cp850"),
)
"""WHATWG name and Python's name, the commoner first (order breaks ties)."""

MULTIBYTE: tuple[tuple[str, str], ...] = (
    ("gbk", "gb18030"),
    ("big5", "big5hkscs"),
    ("shift_jis", "cp932"),
    ("euc-kr", "cp949"),
    ("euc-jp", "euc_jp"),
)

# Where the standard differs from Python's tables: byte -> character.
_WHATWG = {
    "windows-1255": {0xCA: "\u05ba"},
    "koi8-u": {0xAE: "ў", 0xBE: "Ў"},
    "iso-8859-7": {0xA4: "€", 0xA5: "₯", 0xAA: "ͺ"},
}


@dataclass(frozen=True, slots=True)
class Table:
    """One codec as it is met in the wild.

    Attributes:
        name: WHATWG name.
        byte_of: character -> byte (0x80 to 0xFF), C1 controls and stray
            windows-1252 characters included where the codec leaves room.
        strict: the characters of the codec's own table.
        undefined: bytes without a character of their own: they may be missing.
        other: character -> the byte it may stand for instead, where windows-1252
            has it among the bytes the codec leaves undefined.
    """

    name: str
    byte_of: dict[str, int]
    strict: frozenset[str]
    undefined: frozenset[int]
    other: dict[str, int]

    def char_of(self, byte: int) -> str:
        """The character of a byte; U+FFFF, which no text holds, for one without."""
        return next((c for c, b in self.byte_of.items() if b == byte), "\uffff")


def _decode(codec: str, name: str, byte: int) -> str | None:
    special = _WHATWG.get(name, {}).get(byte)
    if special:
        return special
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return None


@cache
def table(name: str) -> Table:
    """The table of that WHATWG name; ``KeyError`` for an unknown one."""
    codec = dict(CODECS)[name]
    byte_of: dict[str, int] = {}
    undefined = set()
    for byte in range(0x80, 0x100):
        char = _decode(codec, name, byte)
        if char is None or 0x80 <= ord(char) <= 0x9F:
            undefined.add(byte)
        else:
            byte_of[char] = byte
    strict = frozenset(byte_of)
    other: dict[str, int] = {}
    for byte in range(0x80, 0xA0):
        if byte in undefined:
            byte_of.setdefault(chr(byte), byte)
            western = _decode("cp1252", "windows-1252", byte)
            if western and byte_of.setdefault(western, byte) != byte:
                other[western] = byte
    lost = {b for b in undefined if b >= 0xA0 or _decode("cp1252", "windows-1252", b) is None}
    return Table(name, byte_of, strict, frozenset(lost), other)
