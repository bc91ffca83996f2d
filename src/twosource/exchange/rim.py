"""Where code points become what a format counts and allows.

Inside, offsets are code points.  A character that a format cannot hold is replaced by one other
character, so that every offset still holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import quote, urlsplit, urlunsplit

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
MARK = "\ufffd"


def xml_safe(text: str) -> str:
    """The text with a mark for each character that XML 1.0 has no way to write."""
    return _NOT_XML.sub(MARK, text)


def plain(text: str) -> str:
    """The text with a mark for each control character but tabs and line ends."""
    return _CONTROL.sub(MARK, text)


def one_line(text: str) -> str:
    """The text on one line, without control characters and doubled blanks."""
    return " ".join(plain(text).split())


_ATTRIBUTE = {
    ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;",
    ord("\t"): "&#9;", ord("\n"): "&#10;", ord("\r"): "&#13;",
}  # fmt: skip


def attribute(text: str) -> str:
    """A value between double quotes of XML: line ends written so that a reader keeps them."""
    return xml_safe(text).translate(_ATTRIBUTE)


def element(text: str) -> str:
    """Text inside an element of XML."""
    escaped = xml_safe(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;")


class Utf16:
    r"""Code point offsets of a text in UTF-16 code units (Java, JavaScript, UIMA), and back.

    >>> Utf16("a\U0001f600b").units(2)
    3
    """

    def __init__(self, text: str) -> None:
        self._wide = [n for n, c in enumerate(text) if c > "\uffff"]
        self._length = len(text)

    def units(self, offset: int) -> int:
        """The code units before a code point."""
        return offset + bisect_left(self._wide, offset)

    def points(self, units: int) -> int | None:
        """The code points before a code unit; ``None`` inside a pair, or outside of the text."""
        low, high = 0, self._length
        while low < high:
            middle = (low + high) // 2
            if self.units(middle) < units:
                low = middle + 1
            else:
                high = middle
        return low if self.units(low) == units else None


def iri_part(text: str) -> str:
    """A name as one segment of an IRI, in plain ASCII; different names stay different."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="-._~")


_BAD_IRI = re.compile(
    r'%(?![0-9A-Fa-f]{2})|[\x00-\x20\x7f-\xa0<>"{}|\\^`\ud800-\udfff\ufffe\uffff]'
)


def web_address(url: str | None) -> str | None:
    """An address of the web that may be written as one: with ``http`` or ``https``, a host,
    and nothing that an IRI may not hold; what it may not is percent-encoded.
    """
    if url is None:
        return None
    fixed = _BAD_IRI.sub(lambda m: quote(m[0].encode("utf-8", "surrogatepass")), url.strip())
    try:
        parts = urlsplit(fixed)
        host = parts.hostname
    except ValueError:
        return None
    return fixed if parts.scheme.lower() in {"http", "https"} and host else None


def ascii_address(url: str | None) -> str | None:
    """:func:`web_address` as a URI, which has ASCII characters alone; ``None`` where the host's
    name cannot be written so.
    """
    fixed = web_address(url)
    if fixed is None or fixed.isascii():
        return fixed
    try:
        parts = urlsplit(fixed)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        place = f"{host}:{parts.port}" if parts.port else host
    except ValueError:
        return None
    made = urlunsplit((parts.scheme, place, parts.path, parts.query, parts.fragment))
    return quote(made, safe="%/:=&?~#+!$,;'@()*[]")


@cache
def program() -> str:
    """What wrote an export: the name and version of the program."""
    try:
        return f"twosource {version('twosource')}"
    except PackageNotFoundError:  # run from a folder of files
        return "twosource"


def story_iri(story: str) -> str:
    """What a story is called where every thing needs an IRI; no address of the web."""
    return f"urn:twosource:story:{iri_part(story)}"


def account_iri(story: str, account: str) -> str:
    """What an account is called; its address may be another's too, or none is known."""
    return f"{story_iri(story)}:account:{iri_part(account)}"


def record_iri(story: str, kind: str, *names: str) -> str:
    """What another record is called: ``kind``, then the ids that tell it from others."""
    return ":".join([story_iri(story), kind, *map(iri_part, names)])
