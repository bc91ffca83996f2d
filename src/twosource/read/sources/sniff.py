"""What kind of input some bytes are, from their beginning, name and type."""

from __future__ import annotations

import codecs
import json
import re
from typing import Literal

from twosource.patterns import deferred
from twosource.read.charset import unmarked_utf16

Kind = Literal[
    "empty",
    "binary",
    "gzip",
    "zip",
    "warc",
    "pdf",
    "jsonl",
    "json",
    "feed",
    "mail",
    "mbox",
    "page",
    "text",
]

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Longest first: the UTF-32 mark begins with the UTF-16 one."""

_BINARY = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"OggS", b"\x7fELF", b"7z\xbc\xaf",
    b"Rar!\x1a", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"SQLite format 3\0", b"wOFF", b"wOF2",
    b"\xd0\xcf\x11\xe0", b"PAR1",
)  # fmt: skip
_CONTROL = bytes({*range(9), *range(14, 27), *range(28, 32), 127})
"""Bytes no text encoding in use has in text; ESC (27) belongs to ISO-2022-JP."""
MAX_CONTROL = 0.03
"""Share of control bytes; damaged news text reaches 0.5%, random bytes have 11%."""

_PROLOG = deferred(r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!doctype\s+(?!html)[^>]*>\s*)*", re.S | re.I)
_WARC = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}WARC/\d")
_FEED = deferred(r"<(?:rss|feed|rdf:rdf|opml)[\s>]", re.I)
_START = deferred(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|main|article|section|div|p|"
    r"h[1-6]|table|span|header|nav|ul)\b", re.I,
)  # fmt: skip
_ANYWHERE = deferred(r"<(?:!doctype\s+html|html|body)\b", re.I)
_CLOSING = deferred(r"</(?:p|div|a|span|li|h[1-6]|td|ul)>", re.I)
_MAIL = deferred(r"\A(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+", re.M)
_JSON_FEED = deferred(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')

LINES = (".jsonl", ".ndjson", ".jsonlines")
PAGES = (".html", ".htm", ".xhtml", ".shtml")


def bom_charset(head: bytes) -> str | None:
    """The encoding a byte order mark names, if there is one."""
    return next((name for mark, name in BOMS if head.startswith(mark)), None)


def _text(head: bytes) -> str:
    charset = bom_charset(head) or unmarked_utf16(head) or "latin-1"
    return head.decode(charset, "replace").lstrip("\ufeff")


def is_binary(head: bytes) -> bool:
    """Whether the bytes are no text in any encoding."""
    if head.startswith(_BINARY):
        return True
    if bom_charset(head) is not None or not head or unmarked_utf16(head):
        return False
    control = len(head) - len(head.translate(None, _CONTROL))
    return control >= 4 and control > MAX_CONTROL * len(head)


def _is_pdf(head: bytes) -> bool:
    """Whether bytes are a PDF; readers forgive up to a kilobyte of junk before its mark."""
    at = head.find(b"%PDF-", 0, 1024)
    if at <= 0:
        return at == 0
    return head[at - 1 : at] in b"\r\n" and b" obj" in head and b"stream" in head


def _json_kind(text: str, name: str) -> Kind | None:
    """``jsonl``, ``json`` (one value over several lines, or a JSON Feed), or no JSON."""
    if _JSON_FEED.search(text):
        return "json"
    if name.endswith(LINES):
        return "jsonl"
    line, newline, _ = text.lstrip().partition("\n")
    if not line.startswith(("{", "[")):
        return "json" if name.endswith(".json") else None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        if not newline and line.startswith('{"'):
            return "jsonl"
        several = re.match(r'[\[{]\s*(?:["\[{]|\Z)', text.lstrip()) is not None
        return "json" if name.endswith(".json") or (several and not name) else None
    if isinstance(value, list):
        return "json" if value and isinstance(value[0], dict) else None
    return "jsonl"


_FIELDS = deferred(r"^([a-z][a-z0-9-]*):", re.M)
_MAILED = frozenset(
    {"from", "to", "subject", "date", "message-id", "received", "return-path", "delivered-to",
     "reply-to", "sender", "cc"}
)  # fmt: skip


def _is_mail(text: str, name: str) -> bool:
    """Whether a text starts with the header of a mail: a page saved as one, or lines that
    no press release has above it.
    """
    match = _MAIL.match(text)
    if match is None:
        return False
    head = match.group().lower()
    if "mime-version:" in head and "content-type:" in head:
        return True
    fields = set(_FIELDS.findall(head))
    if name.endswith((".eml", ".emlx")):
        return bool(fields & {"from", "subject", "date"})
    by_post = fields & {"message-id", "received", "return-path", "delivered-to"}
    return len(fields & _MAILED) >= 3 and "from" in fields and bool(by_post)


_MBOX = deferred(r"\AFrom \S+[^\n]*\d\d:\d\d[^\n]*\n>?[A-Za-z][A-Za-z0-9-]{1,60}:")
"""The line a mail starts with in a mailbox, and the first of its header."""


def _is_mbox(text: str, name: str) -> bool:
    if _MBOX.match(text.replace("\r\n", "\n", 2)):
        return True
    return name.endswith((".mbox", ".mbx")) and text.startswith("From ")


def _markup(text: str, name: str) -> Kind:
    body = text[_PROLOG.match(text).end() :] if _PROLOG.match(text) else text  # type: ignore[union-attr]
    if _FEED.match(body):
        return "feed"
    if name.endswith(PAGES) or _START.match(body) or _ANYWHERE.search(text):
        return "page"
    # A text dump may quote a tag or two; a fragment of a page closes many.
    return "page" if len(_CLOSING.findall(text)) >= 3 else "text"


def sniff(head: bytes, name: str = "", content_type: str = "") -> Kind:
    """The kind of an input.

    Args:
        head: its first bytes (64 KB are enough).
        name: the file's name, or ``""`` where there is none (stdin).
        content_type: of the HTTP answer, if there was one.
    """
    name = name.lower()
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if _is_pdf(head):
        return "pdf"
    if not head.strip():
        return "empty"
    if _WARC.match(head):  # before binary: its records may hold pictures or gzip data
        return "warc"
    if is_binary(head) and "utf-16" not in content_type.lower():
        return "binary"
    text = _text(head)
    if not text.strip():
        return "empty"
    if not name.endswith((*PAGES, ".txt")):
        found = _json_kind(text, name)
        if found is not None:
            return found
    if _is_mbox(text, name):
        return "mbox"
    if _is_mail(text, name):
        return "mail"
    if "html" in content_type.lower() and not _FEED.match(text[:200].lstrip()):
        return "page"
    return _markup(text, name)
