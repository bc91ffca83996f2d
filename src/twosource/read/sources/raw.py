"""What an input is turned into, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from twosource.errors import InputError, TwosourceError
from twosource.patterns import deferred
from twosource.read.about import About
from twosource.types import Failure

DEFAULT_MAX_BYTES = 32 * 1024 * 1024
"""Size limit of one page, dump or record.  The largest saved news pages (MHTML
with every picture inside) stay under 15 MB; text without furniture never gets
near it.  Containers (JSON Lines, WARC, WACZ) are streamed and may be larger.
"""

DEFAULT_DELAY = 1.0
"""Seconds between two pages of one host, unless its robots.txt asks for more."""
DEFAULT_TIMEOUT = 30.0
"""Seconds for one URL altogether, redirects and robots.txt included."""

Media = Literal["page", "text", "record"]


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes to be read as one account, and where they came from.

    Attributes:
        data: the bytes, decompressed, never decoded; the line for a JSON record.
        id: unique among the inputs of one call: a record's ``id``, a file's
            name, a URL; a second one of the same name is ``name#2``.
        url: the address of the page, after redirects, where known.
        headers: of the HTTP answer or the mail part, names in lower case.
        media: ``page`` (HTML), ``text`` (a dump) or ``record`` (``record`` is set).
        record: the JSON object, its ``id`` made unique; it has ``text`` or
            ``html`` as a string.
        line: the line number in a JSON Lines input, from 1.
        about: what the mail or document around the text says of it.
        input: what to call it in a message: the path or address as it was given.
    """

    data: bytes
    id: str
    url: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    media: Media = "text"
    record: Mapping[str, Any] | None = None
    line: int | None = None
    input: str = ""
    about: About | None = None


_HALVES = deferred("[\ud800-\udfff]")


def writable(text: str) -> str:
    """A text that can be written: halves of surrogate pairs, as which Python gives bytes of
    a file's name that are no UTF-8, become marks.
    """
    return _HALVES.sub("\ufffd", text)


def failure(error: TwosourceError, where: str) -> Failure:
    """A coded error as the failure of the input ``where``."""
    return Failure(where, error.code, str(error))


def failed(code: str, where: str, detail: str = "") -> Failure:
    """The failure of the input ``where``; ``detail`` says what exactly was seen."""
    return failure(InputError(code, f"{where} ({detail})" if detail else where), where)


class Names:
    """Gives every account of a call a name of its own: ``a``, ``a#2``, ``a#3``."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._last: dict[str, int] = {}

    def unique(self, name: str) -> str:
        """``name``, or ``name#N`` with the lowest N from 2 that is free."""
        found = name
        while found in self._seen:
            self._last[name] = self._last.get(name, 1) + 1
            found = f"{name}#{self._last[name]}"
        self._seen.add(found)
        return found
