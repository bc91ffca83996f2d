"""WARC 1.1: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/

For every account the input it was read from (``resource``), or its text where the input is not at
hand (``conversion``), and what was found in it (``metadata``, JSON); for the story one more record
with what is told of several accounts.  Both kinds of JSON together are the whole dossier.

When an input was captured nobody may have noted, and a format that needs a date gets one: the day
that the page says it was crawled, else its publication date, else 1970.  Which it was stands in the
record's ``Twosource-Date`` field.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from warcio.warcwriter import WARCWriter

from twosource.exchange.rim import account_iri, ascii_address, one_line, program, story_iri
from twosource.exchange.told import RawInput, Told
from twosource.records import SCHEMA_VERSION
from twosource.records.models import AccountRecord, Record

_MEMORY = 8 * 1024 * 1024
_TYPES = {"page": "text/html", "text": "text/plain", "record": "application/json"}
_JSON = "application/json"
_NEVER = "1970-01-01T00:00:00Z"


def capture_date(a: AccountRecord) -> tuple[str, str]:
    """A date for the records of an account, in UTC, and where it was read from."""
    crawled = sorted(d.value for d in a.dates if d.kind == "crawled")
    told = [("crawled", v) for v in crawled] + (
        [("published", a.published.value)] if a.published else []
    )
    for kind, value in told:
        made = _utc(value)
        if made is not None:
            return made, f"{kind} {value}"
    return _NEVER, "not established"


def _utc(value: str) -> str | None:
    padded = value + "-01-01"[len(value) - 4 :] if 4 <= len(value) < 10 else value
    try:
        moment = datetime.fromisoformat(padded)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= 1000 else None


class _Archive:
    def __init__(self, sink: IO[bytes], *, gzip: bool) -> None:
        self._writer = WARCWriter(sink, gzip=gzip, warc_version="WARC/1.1")

    def add(
        self, kind: str, uri: str, content: str, payload: IO[bytes], date: tuple[str, str],
        seed: str, **headers: str,
    ) -> str:  # fmt: skip
        """Write a record; its id, which is the same for the same input."""
        id = f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind} {seed}')}>"
        told = {"WARC-Record-ID": id, "WARC-Date": date[0], "Twosource-Date": one_line(date[1]),
                **{k.replace("_", "-"): v for k, v in headers.items()}}  # fmt: skip
        payload.seek(0, 2)
        length = payload.tell()
        payload.seek(0)
        record = self._writer.create_warc_record(
            uri, kind, payload=payload, length=length, warc_content_type=content,
            warc_headers_dict=told,
        )  # fmt: skip
        self._writer.write_record(record)
        return id

    def info(self) -> None:
        fields = (
            f"software: {program()}\r\nformat: WARC File Format 1.1\r\n"
            "description: accounts of one event, and what was found in them\r\n"
        )
        self.add(
            "warcinfo", "", "application/warc-fields", BytesIO(fields.encode()),
            (_NEVER, "not established"), "twosource",
        )  # fmt: skip


def _content(raw: RawInput) -> str:
    told = one_line(raw.headers.get("content-type", ""))
    return told if told.isascii() and told else _TYPES.get(raw.media, "application/octet-stream")


def _plain(records: Iterable[Record]) -> list[Any]:
    return [r.model_dump(mode="json", by_alias=True) for r in records]


class _Story:
    def __init__(self, told: Told, archive: _Archive) -> None:
        self.told = told
        self.archive = archive
        self.found: dict[str, dict[str, list[Record]]] = {
            a.id: {"statements": [], "events": [], "positions": []} for a in told.accounts
        }
        for kind in ("statements", "events", "positions"):
            for record in getattr(told, kind):
                self.found[record.account][kind].append(record)

    def write(self) -> None:
        for account in self.told.accounts:
            self._account(account)
        with cast("IO[bytes]", SpooledTemporaryFile(_MEMORY)) as sink:
            for chunk in self._whole():
                sink.write(chunk.encode())
            name = story_iri(self.told.story.id)
            self.archive.add("metadata", name, _JSON, sink, (_NEVER, "not established"), name)

    def _account(self, a: AccountRecord) -> None:
        name = account_iri(self.told.story.id, a.id)
        raw, date = self.told.raw(a.id), capture_date(a)
        uri = ascii_address((raw.url if raw is not None else None) or a.url) or name
        if raw is not None:
            of = self.archive.add("resource", uri, _content(raw), BytesIO(raw.data), date, name)
        else:
            text = BytesIO(a.text.encode())
            of = self.archive.add("conversion", uri, "text/plain; charset=utf-8", text, date, name)
        found = {
            "schema": SCHEMA_VERSION, "story": self.told.story.id,
            "account": a.model_dump(mode="json"),
            **{kind: _plain(records) for kind, records in self.found[a.id].items()},
        }  # fmt: skip
        data = json.dumps(found, ensure_ascii=False).encode()
        self.archive.add("metadata", uri, _JSON, BytesIO(data), date, name, WARC_Refers_To=of)

    def _whole(self) -> Iterator[str]:
        """What is told of several accounts, as JSON, piece by piece."""
        told = self.told
        story = told.story.model_dump_json()
        yield f'{{"schema":"{SCHEMA_VERSION}","story":{story}'
        for kind in ("links", "origins", "findings", "parties", "timeline", "failures"):
            yield f',"{kind}":['
            for number, record in enumerate(getattr(told, kind)):
                yield ("," if number else "") + record.model_dump_json(by_alias=True)
            yield "]"
        yield "}"


def write(stories: Iterable[Told], path: Path) -> None:
    """Write the archive, gzipped record by record where its name ends in ``.gz``."""
    with path.open("wb") as sink:
        archive = _Archive(sink, gzip=path.suffix.lower() == ".gz")
        archive.info()
        for told in stories:
            _Story(told, archive).write()
