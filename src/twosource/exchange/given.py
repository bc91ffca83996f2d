"""Dossiers of files, and those made in this process, as stories ready to be written.

A dossier's JSON is read piece by piece: each element of an array is parsed, checked against its
model and, where its kind grows with the square of the accounts, put away as bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, TypeVar

from pydantic import ValidationError

from twosource import records
from twosource.errors import ExchangeError
from twosource.exchange.checked import check
from twosource.exchange.told import Again, RawInput, Told, nothing
from twosource.records.models import (
    AccountRecord,
    EventRecord,
    FailureRecord,
    FindingRecord,
    LinkRecord,
    MomentRecord,
    OriginRecord,
    PartyRecord,
    PositionRecord,
    Record,
    StandingRecord,
    StatementRecord,
    StoryRecord,
)
from twosource.types import Dossier

R = TypeVar("R", bound=Record)

MODELS: dict[str, type[Record]] = {
    "accounts": AccountRecord, "statements": StatementRecord, "events": EventRecord,
    "positions": PositionRecord, "links": LinkRecord, "origins": OriginRecord,
    "findings": FindingRecord, "parties": PartyRecord, "timeline": MomentRecord,
    "failures": FailureRecord,
}  # fmt: skip
_ALSO: dict[str, type[Record]] = {"reviews": StandingRecord}
"""What a dossier has where people decided something of it."""
_LATE = ("links", "findings")
"""Kinds kept as bytes, see :class:`Again`."""
CHUNK = 1 << 16
MOST = 64 * 1024 * 1024
"""Characters of one element: an account with a text of the largest input that is read."""
_BLANK = re.compile(r"[ \t\r\n]*")


class _Pieces:
    """The values of a stream of JSON, one at a time."""

    def __init__(self, source: IO[str], where: str) -> None:
        self._source = source
        self._where = where
        self._text = ""
        self._at = 0
        self._ended = False
        self._decode = json.JSONDecoder(parse_constant=self._constant).raw_decode

    def wrong(self, what: str) -> ExchangeError:
        return ExchangeError("TS-EXCH-01", f"{self._where}: {what}")

    def _constant(self, name: str) -> Any:
        raise self.wrong(f"{name} is no JSON")

    def _more(self) -> bool:
        """Read on, each time twice as much as is held, so that long values cost no more."""
        if self._ended:
            return False
        rest = self._text[self._at :]
        if len(rest) > MOST:
            raise self.wrong("an element is too long")
        try:
            read = self._source.read(max(CHUNK, len(rest)))
        except UnicodeDecodeError as error:
            raise self.wrong("it is not UTF-8") from error
        self._text, self._at = rest + read, 0
        self._ended = not read
        return bool(read)

    def peek(self) -> str:
        """The next character that is not blank, ``""`` at the end."""
        while True:
            self._at = _BLANK.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, wanted: str) -> str:
        """The next character, one of ``wanted``."""
        found = self.peek()
        if not found or found not in wanted:
            raise self.wrong(f"{wanted!r} was expected, not {found!r}")
        self._at += 1
        return found

    def value(self) -> tuple[Any, str]:
        """The next value, and its text."""
        self.peek()
        while True:
            try:
                found, end = self._decode(self._text, self._at)
                if end < len(self._text) or not self._more_after(end):
                    text = self._text[self._at : end]
                    self._at = end
                    return found, text
            except RecursionError as error:
                raise self.wrong("it nests too deep") from error
            except json.JSONDecodeError as error:
                if not self._more():
                    raise self.wrong(f"no JSON: {error.msg}") from error
            except ValueError as error:  # a number of more digits than Python takes
                raise self.wrong("a number is too long") from error

    def _more_after(self, end: int) -> bool:
        """Whether more was read: a number may go on behind what is held."""
        return self._more()


def _section(pieces: _Pieces, name: str) -> list[Any]:
    """The records of an array, as objects or, where they are many, as bytes."""
    model = MODELS.get(name) or _ALSO[name]
    found: list[Any] = []
    pieces.take("[")
    if pieces.peek() == "]":
        pieces.take("]")
        return found
    while True:
        _, text = pieces.value()
        try:
            made = model.model_validate_json(text)
        except (ValidationError, ValueError) as error:
            raise pieces.wrong(f"{name}[{len(found)}]: {_reason(error)}") from error
        found.append(text.encode() if name in _LATE else made)
        if pieces.take(",]") == "]":
            return found


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)


def _again(model: type[R], held: list[bytes]) -> Again[R]:
    return Again(len(held), lambda: (model.model_validate_json(one) for one in held))


def _one(pieces: _Pieces, where: str) -> Told:
    """The dossier that begins here."""
    pieces.take("{")
    found: dict[str, Any] = {}
    while True:
        name, _ = pieces.value()
        if not isinstance(name, str):
            raise pieces.wrong("a name was expected")
        pieces.take(":")
        if name in found:
            raise pieces.wrong(f"{name[:80]!r} stands there twice")
        if name in MODELS or name in _ALSO:
            found[name] = _section(pieces, name)
        else:
            value, text = pieces.value()
            found[name] = text if name == "story" else value
        if pieces.take(",}") == "}":
            break
    return _told(pieces, found, where)


def _told(pieces: _Pieces, found: dict[str, Any], where: str) -> Told:
    version = found.pop("schema", None)
    if not str(version).startswith("twosource/"):
        raise pieces.wrong(f"an object, but no dossier: its schema is {ascii(version)[:40]}")
    if version != records.SCHEMA_VERSION:
        raise ExchangeError("TS-EXCH-02", f"{where} ({ascii(version)[:40]})")
    found.setdefault("reviews", [])
    if {*found} != {*MODELS, *_ALSO, "story"}:
        odd = sorted({*found} ^ {*MODELS, *_ALSO, "story"})
        raise pieces.wrong(f"{', '.join(map(ascii, odd))[:80]} lacking or unknown")
    try:
        story = StoryRecord.model_validate_json(found.pop("story"))
    except ValidationError as error:
        raise pieces.wrong(f"story: {_reason(error)}") from error
    late: dict[str, Any] = {"links": _again(LinkRecord, found.pop("links")),
            "findings": _again(FindingRecord, found.pop("findings"))}  # fmt: skip
    told = Told(story, **found, **late)
    check(told, where)
    return told


def stories_of(source: IO[str], where: str) -> Iterator[Told]:
    """The dossiers of a stream of JSON, one after another.

    Raises:
        ExchangeError: ``TS-EXCH-01``, it is no dossier, or one that points at what is not
            there; ``TS-EXCH-02``, another version wrote it.
    """
    pieces = _Pieces(source, where)
    if pieces.peek() == "\ufeff":
        pieces.take("\ufeff")
    while pieces.peek():
        yield _one(pieces, where)


def stories_of_file(path: Path) -> Iterator[Told]:
    """:func:`stories_of` of a file."""
    try:
        with path.open(encoding="utf-8") as source:
            yield from stories_of(source, str(path))
    except OSError as error:
        raise ExchangeError("TS-EXCH-01", f"{path} ({error.strerror})") from error


def story_of(
    dossier: Dossier, raw: Callable[[str], RawInput | None] | None = None, *, checked: bool = True
) -> Told:
    """A dossier made in this process.

    Args:
        dossier: what :func:`twosource.dossier` gave.
        raw: account id -> the input it was read from, for formats that keep inputs.
        checked: whether every span is looked at; for who has done so already.
    """
    bare = records.dossier(_without(dossier))
    told = Told(
        bare.story, bare.accounts, bare.statements, bare.events, bare.positions,
        Again(len(dossier.links), lambda: (records.link(d) for d in dossier.links)),
        bare.origins,
        Again(len(dossier.findings), lambda: (records.finding(f) for f in dossier.findings)),
        bare.parties, bare.timeline, bare.failures, raw or nothing, bare.reviews,
    )  # fmt: skip
    if checked:
        check(told, dossier.story.id)
    return told


def distinct(stories: Iterable[Told]) -> Iterator[Told]:
    """Stories of several dossiers, each under a name of its own: ``story-1``, ``story-1#2``."""
    from twosource.read.sources.raw import Names

    names = Names()
    for told in stories:
        name = names.unique(told.story.id)
        if name != told.story.id:
            told = replace(told, story=told.story.model_copy(update={"id": name}))
        yield told


def _without(dossier: Dossier) -> Dossier:
    """The dossier less what is made record by record."""
    return replace(dossier, links=(), findings=())
