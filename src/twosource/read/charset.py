"""Bytes -> text, with the reason for the encoding taken.

Order: byte order mark, HTTP header, the page's own declaration, valid UTF-8, a
statistical guess.  A declaration wins over a guess; one that the bytes
contradict (declared UTF-8 that is not) is overruled, and said so.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from twosource.patterns import deferred

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,30})[\"']")
_HEADER = deferred(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,30})", re.I)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig", "utf-8"), (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
         (codecs.BOM_UTF32_BE, "utf-32", "utf-32"), (codecs.BOM_UTF16_LE, "utf-16", "utf-16le"),
         (codecs.BOM_UTF16_BE, "utf-16", "utf-16be"))  # fmt: skip
# What the WHATWG standard reads these labels as.
_WHATWG = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252",
           "ascii": "windows-1252", "us-ascii": "windows-1252", "iso8859-1": "windows-1252",
           "iso-8859-9": "windows-1254", "tis-620": "windows-874", "iso-8859-11": "windows-874",
           "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932",
           "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "utf8": "utf-8",
           "unicode": "utf-8"}  # fmt: skip
_NO_CHARSET = frozenset(
    {"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "unicode_escape",
     "raw_unicode_escape", "undefined", "mbcs", "oem", "hz"}
)  # fmt: skip
"""Codecs that no page may ask for: the WHATWG standard leaves them out, and they read into
plain bytes what does not stand there.
"""
_PYTHON = {"windows-874": "cp874", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding's name and why it was taken."""

    text: str
    charset: str
    reason: str


def _codec(label: str) -> str | None:
    name = label.strip().lower()
    name = _WHATWG.get(name, name)
    try:
        found = codecs.lookup(_PYTHON.get(name, name))
    except (LookupError, ValueError):
        return None
    # Python knows more by the name of a codec than encodings of text ("rot13", "zip").
    text = getattr(found, "_is_text_encoding", True)
    return None if not text or found.name in _NO_CHARSET else name


def _mixed(data: bytes) -> tuple[str, int]:
    """UTF-8 with every invalid byte read as windows-1252, and how many there were."""
    count = 0
    out = []
    while data:
        try:
            out.append(data.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            out.append(data[: error.start].decode("utf-8"))
            bad = data[error.start : error.start + 1]
            out.append(bad.decode("cp1252", "replace"))
            count += 1
            data = data[error.start + 1 :]
            if count > 400:
                out.append(data.decode("utf-8", "replace"))
                break
    return "".join(out), count


def _declared(data: bytes, header: str | None) -> tuple[str, str] | None:
    if header and (m := _HEADER.search(header)) and (name := _codec(m.group(1))):
        return name, "declared in the HTTP header"
    head = data[:4096]
    if (x := _XML.match(head)) and (name := _codec(x.group(1).decode("ascii"))):
        return name, "declared in the XML declaration"
    if (m2 := _META.search(head)) and (name := _codec(m2.group(1).decode("ascii"))):
        # A page that says UTF-16 in ASCII bytes is not UTF-16 (WHATWG).
        return ("utf-8" if name.startswith("utf-16") else name), "declared in the page"
    return None


def _guess(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:60_000]).best()
    name = best.encoding if best is not None else "windows-1252"
    text = data.decode(_PYTHON.get(name, name), "replace")
    return Decoded(
        text, name.replace("_", "-"), "guessed from the bytes: nothing declared, not UTF-8"
    )


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


SAMPLE = 4096
"""Bytes by which UTF-16 without a mark is told."""


def unmarked_utf16(data: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` for text in it without a byte order mark.

    Read in the right order its characters are nearly all printable and many are blanks
    or line breaks; other bytes, or the wrong order, give neither.
    """
    head = data[: min(SAMPLE, len(data) - len(data) % 2)]
    if len(head) < 40 or b"\0" not in head:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        text = head.decode(codec, "replace")
        blank = sum(c in " \r\n\t" for c in text)
        shown = sum(c.isprintable() and c != "\ufffd" for c in text)
        if blank >= 0.03 * len(text) and shown + blank >= 0.97 * len(text):
            return codec
    return None


def decode(data: bytes, header: str | None = None) -> Decoded:
    """Decode raw bytes; ``header`` is a Content-Type value."""
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(codec, "replace"), name, "byte order mark")
    wide = unmarked_utf16(data)
    if wide:
        reason = "text in UTF-16 without a byte order mark"
        return Decoded(data.decode(wide, "replace"), wide.replace("16-", "16"), reason)
    declared = _declared(data, header)
    if declared and declared[0] != "utf-8":
        name, reason = declared
        valid = _utf8(data) if not data.isascii() else None
        if valid is not None and len(valid) < len(data):
            return Decoded(valid, "utf-8", f"valid UTF-8, though {name} is {reason}")
        return Decoded(data.decode(_PYTHON.get(name, name), "replace"), name, reason)
    text = _utf8(data)
    if text is not None:
        return Decoded(text, "utf-8", declared[1] if declared else "valid UTF-8")
    mixed, bad = _mixed(data)
    high = sum(1 for b in data[:200_000] if b > 0x7F)
    if declared or high - bad >= 2 * bad:
        note = "declared in the page, but" if declared else "mostly valid UTF-8;"
        return Decoded(mixed, "utf-8", f"{note} {bad} bytes are not, read as windows-1252")
    return _guess(data)
