"""WARC files and WACZ archives: the pages in them.

The file is cut into records here, so that a damaged record costs only itself;
each record is then read by FastWARC where it is installed, by warcio otherwise.
ISO 28500:2017 (WARC/1.1); WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from twosource.errors import InputError, LimitError, TwosourceError
from twosource.patterns import deferred
from twosource.read.sources.digest import misfit
from twosource.read.sources.raw import Raw, failed, failure
from twosource.read.sources.sniff import sniff
from twosource.read.sources.stream import CHUNK, Gunzip, Head, Readable, decoded
from twosource.types import Failure

MAX_HEADER = 64 * 1024
_PAGE_TYPES = deferred(r"\s*(?:text/html|application/xhtml\+xml|text/plain)\b", re.I)
_VERSION = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n")
_BLANK = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]+):[ \t]*((?:[^\r\n]|\r?\n[ \t])*)", re.M)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a library read from one record."""

    body: bytes
    headers: dict[str, str]
    status: int | None


Reader = Callable[[bytes, int, str], Answer]


def _own_decoding(body: bytes, headers: dict[str, str], limit: int, where: str) -> bytes:
    """Undo the content coding; crawlers often keep the header after undoing it themselves."""
    coding = headers.get("content-encoding", "").lower()
    if "gzip" in coding and not body.startswith(b"\x1f\x8b"):
        coding = ""
    body = decoded(body, coding, limit, where)
    if len(body) > limit:
        raise LimitError("TS-LIMIT-01", where)
    return body


def _fields(given: Iterable[tuple[str, str]], http: bool) -> dict[str, str]:
    """Header fields in lower case; of a WARC header only the type is of the page."""
    fields = {k.lower(): v for k, v in given}
    return fields if http else {k: v for k, v in fields.items() if k == "content-type"}


def with_fastwarc(data: bytes, limit: int, where: str) -> Answer:
    """Read one record with FastWARC."""
    # By name: FastWARC is optional, and typed only where it is installed.
    iterate = import_module("fastwarc.warc").ArchiveIterator

    def once(decode: str) -> Answer:
        source = io.BytesIO(data)
        for record in iterate(source, parse_http=True, auto_decode=decode, fsspec_args=False):
            http = record.http_headers
            given = http if http is not None else record.headers
            headers = _fields(given.items(), http is not None)
            body = record.reader.read(limit + 1)
            return Answer(body, headers, http.status_code if http is not None else None)
        raise InputError("TS-READ-11", where)

    try:
        answer = once("transfer")
    except OSError:
        # "Transfer-Encoding: chunked" kept over a body that is no longer chunked.
        answer = once("none")
    if answer.headers.get("content-encoding", "").lower() == "br":
        answer = once("all")
        return Answer(_own_decoding(answer.body, {}, limit, where), answer.headers, answer.status)
    body = _own_decoding(answer.body, answer.headers, limit, where)
    return Answer(body, answer.headers, answer.status)


def with_warcio(data: bytes, limit: int, where: str) -> Answer:
    """Read one record with warcio."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import ChunkedDataReader

    # warcio writes its warnings to stderr; a damaged record is named by us.
    with redirect_stderr(io.StringIO()):
        record = next(iter(ArchiveIterator(io.BytesIO(data))), None)
        if record is None:
            raise InputError("TS-READ-11", where)
        http = record.http_headers
        given = http.headers if http is not None else record.rec_headers.headers
        headers = _fields(given, http is not None)
        status = http.get_statuscode() if http is not None else None
        if headers.get("content-encoding", "").lower() == "br":
            return Answer(_brotli(record, limit, where), headers, int(status or 0))
        stream = record.raw_stream
        if http is not None and headers.get("transfer-encoding", "").lower() == "chunked":
            stream = ChunkedDataReader(stream)
        body = stream.read(limit + 1)
    code = int(status) if status is not None and status.isdigit() else None
    return Answer(_own_decoding(body, headers, limit, where), headers, code)


def _brotli(record: object, limit: int, where: str) -> bytes:
    from warcio.bufferedreaders import BufferedReader

    if "br" not in BufferedReader.get_supported_decompressors():
        raise InputError("TS-READ-13", f"{where} (brotli; pip install fastwarc)")
    body: bytes = record.content_stream().read(limit + 1)  # type: ignore[attr-defined]
    if len(body) > limit:
        raise LimitError("TS-LIMIT-01", where)
    return body


def default_reader() -> Reader:
    """FastWARC where it can be imported, warcio otherwise."""
    return with_fastwarc if find_spec("fastwarc") is not None else with_warcio


class _Cutter:
    """Cuts a WARC stream into records: header fields, then the body."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._have = bytearray()
        self._damage: InputError | None = None
        self.number = 0

    def _fill(self, size: int) -> bool:
        """Have ``size`` bytes; damage in the stream is an end until it is reached."""
        while len(self._have) < size and self._damage is None:
            try:
                more = self._stream.read(max(CHUNK, size - len(self._have)))
            except InputError as error:
                self._damage = error
                break
            if not more:
                break
            self._have += more
        return len(self._have) >= size

    def _short(self) -> None:
        """There is too little: raise for the damage that ended it, if any."""
        if self._damage is not None:
            damage, self._damage = self._damage, None
            self._have.clear()
            raise damage

    def _take(self, size: int) -> bytes:
        taken = bytes(self._have[:size])
        del self._have[:size]
        return taken

    def seek_record(self) -> bool:
        """Move to the next ``WARC/1.x`` line; true when bytes were passed over.

        Raises:
            EOFError: when there is none; its argument says the same.
        """
        passed = False
        while self._fill(16) or self._have:
            match = _VERSION.search(self._have)
            before = self._have[: match.start()] if match is not None else self._have
            passed = passed or bool(before.strip(b"\r\n\t \xef\xbb\xbf"))
            if match is not None:
                del self._have[: match.start()]
                return passed
            # The mark itself may stand across two chunks.
            del self._have[:-24]
            if not self._fill(len(self._have) + 1):
                break
        self._short()
        raise EOFError(passed)

    def header(self) -> tuple[bytes, dict[str, str]]:
        """The header block of the record that starts here, and its fields."""
        size = 4096
        while True:
            whole = self._fill(size)
            found = _BLANK.search(self._have, 0, MAX_HEADER)
            if found is not None:
                break
            if not whole or size >= MAX_HEADER:
                self._short()
                self._take(8)
                raise ValueError("no end of the record's header")
            size *= 2
        head = self._take(found.end())
        fields = {
            key.decode("latin-1").lower(): value.decode("utf-8", "replace").strip()
            for key, value in _FIELD.findall(head)
        }
        return head, fields

    def body(self, length: int, keep: bool) -> bytes:
        """The next ``length`` bytes; only passed over where they are not to be kept."""
        if keep:
            if not self._fill(length):
                self._short()
                self._have.clear()
                raise ValueError("cut short")
            return self._take(length)
        while length > 0:
            if not self._fill(1):
                self._short()
                raise ValueError("cut short")
            length -= len(self._take(min(length, len(self._have))))
        return b""


def _wanted(fields: dict[str, str]) -> bool:
    kind = fields.get("warc-type", "").lower()
    if kind in {"resource", "conversion"}:
        return _PAGE_TYPES.match(fields.get("content-type", "text/html")) is not None
    if kind != "response":
        return False
    uri = fields.get("warc-target-uri", "").strip("<>").lower()
    return uri.startswith(("http:", "https:"))


def _as_raw(
    data: bytes, fields: dict[str, str], where: str, limit: int, reader: Reader
) -> Raw | Failure | None:
    """The page of one record; ``None`` for pictures, redirects and error pages."""
    try:
        answer = reader(data, limit, where)
    except TwosourceError as error:
        return failure(error, where)
    except Exception as error:  # the libraries' errors have no common base
        return failed("TS-READ-11", where, type(error).__name__)
    kept = {k: v for k, v in answer.headers.items() if not k.endswith("-encoding")}
    kind = kept.get("content-type", "")
    if answer.status is not None and not 200 <= answer.status < 300:
        return None
    if (kind and not _PAGE_TYPES.match(kind)) or not answer.body.strip():
        return None
    found = sniff(answer.body[:CHUNK], "", kind)
    if found == "binary":
        return None
    if fields.get("warc-date"):
        kept["warc-date"] = fields["warc-date"]
    url = fields.get("warc-target-uri", "").strip("<> ") or None
    media = "text" if kind.lower().startswith("text/plain") or found == "text" else "page"
    return Raw(answer.body, url or where, url, kept, media, input=where)  # type: ignore[arg-type]


def read_warc(
    stream: Readable, where: str, limit: int, reader: Reader | None = None
) -> Iterator[Raw | Failure]:
    """The pages of a WARC stream, plain or gzipped record by record.

    Args:
        stream: the file; gzip is undone here.
        where: what to call it in messages; a record is ``where:N``, N from 1.
        limit: size limit of one record's body, unpacked.
        reader: :func:`with_fastwarc`, :func:`with_warcio`, or the default.
    """
    head = Head(stream)
    zipped = head.peek(2) == b"\x1f\x8b"
    cutter = _Cutter(Gunzip(head, limit, where, resume=True) if zipped else head)
    read = reader or default_reader()
    pages = 0
    named = False
    for item in _records(cutter, where, limit, read):
        named = named or isinstance(item, Failure)
        pages += isinstance(item, Raw)
        yield item
    if not pages and not named:
        yield failed("TS-READ-06", where, "no record holds a page")


def _records(cutter: _Cutter, where: str, limit: int, reader: Reader) -> Iterator[Raw | Failure]:
    """Pages and damage, in order; what follows a named damage is not named again."""
    named = False
    while True:
        place = f"{where}:{cutter.number + 1}"
        try:
            if cutter.seek_record() and not named:
                yield failed("TS-READ-11", place, "bytes that are no record")
            named = False
            cutter.number += 1
            yield from _next(cutter, place, limit, reader)
        except EOFError as error:
            if error.args[0] and not named:
                yield failed("TS-READ-11", place, "bytes that are no record")
            return
        except LimitError as error:
            yield failure(error, place)
            return
        except InputError as error:
            named = True
            yield failed(error.code, place, "damaged or cut gzip data")
        except ValueError as error:
            named = True
            yield failed("TS-READ-11", place, str(error))


def _next(cutter: _Cutter, place: str, limit: int, reader: Reader) -> Iterator[Raw | Failure]:
    """Read the record the cutter stands at: its page, and that it does not fit its
    digest where it does not.
    """
    head, fields = cutter.header()
    given = fields.get("content-length", "")
    if not given.isdecimal() or len(given) > 15:
        raise ValueError("no usable Content-Length")
    length = int(given)
    keep = _wanted(fields)
    if keep and length > limit + MAX_HEADER:
        cutter.body(length, keep=False)
        yield failure(LimitError("TS-LIMIT-01", place), place)
        return
    body = cutter.body(length, keep)
    found = _as_raw(head + body, fields, place, limit, reader) if keep else None
    if found is not None:
        yield found
    if isinstance(found, Raw) and (digest := misfit(fields, body, limit)):
        yield failed("TS-READ-20", place, f"{found.url or found.id}, {digest}")
