"""Arguments -> raw inputs: whatever they are, one after another, none stopping the rest."""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from twosource.errors import InputError, LimitError, TwosourceError
from twosource.read.sources import feeds
from twosource.read.sources.address import is_url, shown
from twosource.read.sources.files import MAX_FILES, told_apart, walk
from twosource.read.sources.formats import described
from twosource.read.sources.json_lines import as_record, parse_json, read_lines
from twosource.read.sources.mail_box import read_mailbox
from twosource.read.sources.mail_letter import read_letter
from twosource.read.sources.pdf import read_pdf
from twosource.read.sources.raw import (
    Raw,
    failed,
    failure,
)
from twosource.read.sources.saves import is_save, read_save, saved_from
from twosource.read.sources.sniff import LINES, bom_charset, sniff
from twosource.read.sources.stream import Gunzip, Head, Readable, Recoded, read_all
from twosource.read.sources.warc import read_warc
from twosource.read.sources.zips import MAX_NESTED, Budget, Member, read_zip
from twosource.types import Failure

if TYPE_CHECKING:
    from twosource.read.sources.fetch import Fetcher

_SEEKABLE = (io.BufferedReader, zipfile.ZipExtFile)
STDIN = "stdin"
"""What standard input is called; ``-`` is its argument."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A stream and what is known of it.

    Attributes:
        name: becomes the account's id.
        where: what to call it in messages.
        asked: the user named it, so addresses listed in it (OPML) may be fetched.
        fetched: it came from the network, so links in it may be followed.
        depth: how many lists of addresses led here.
        packed: it is the inside of a gzip stream.
        nested: how many zip archives it lies in.
        budget: what the outermost of them may still grow.
    """

    stream: Readable
    name: str
    where: str
    url: str | None = None
    headers: Mapping[str, str] | None = None
    asked: bool = False
    fetched: bool = False
    depth: int = 0
    packed: bool = False
    nested: int = 0
    budget: Budget | None = None


class Opener:
    """One call: its limits, and its connection where one is needed."""

    def __init__(self, max_bytes: int, stdin: BinaryIO | None, **net: Any) -> None:
        self._max = max_bytes
        self._stdin = stdin
        self._net = net
        self._fetcher: Fetcher | None = None
        self._called: dict[Path, str] = {}

    def learn(self, items: Sequence[str]) -> None:
        """Look ahead at the names of files, to tell like-named ones apart."""
        files: list[Path] = []
        for item in items:
            if item == "-" or is_url(item) or "\0" in item:
                continue
            try:
                inside = walk(Path(item)) if Path(item).is_dir() else [Path(item)]
                files += [f for f in islice(inside, MAX_FILES) if isinstance(f, Path)]
            except OSError:  # named when it is its turn
                continue
        self._called = told_apart(files)

    def close(self) -> None:
        """Close the connection, if there was one."""
        if self._fetcher is not None:
            self._fetcher.close()

    def argument(self, item: str) -> Iterator[Raw | Failure]:
        """Everything in one argument of the command line."""
        if item == "-":
            stream = self._stdin if self._stdin is not None else sys.stdin.buffer
            yield from self.guarded(self._unpack(_Source(stream, STDIN, STDIN, asked=True)), STDIN)
        elif is_url(item):
            yield from self.guarded(self._url(item, 0), shown(item))
        elif "\0" in item:
            yield failed("TS-READ-03", repr(item))
        elif Path(item).is_dir():
            yield from self._folder(Path(item))
        else:
            yield from self.guarded(self._file(Path(item), asked=True), item)

    def guarded(self, items: Iterator[Raw | Failure], where: str) -> Iterator[Raw | Failure]:
        """Whatever goes wrong becomes a failure that names the input."""
        try:
            yield from items
        except TwosourceError as error:
            yield failure(error, where)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            yield failed("TS-READ-11", where, "damaged in its archive")
        except FileNotFoundError:
            yield failed("TS-READ-03", where)
        except OSError as error:
            yield failed("TS-READ-07", where, error.strerror or type(error).__name__)
        except (Exception, RecursionError) as error:
            yield failed("TS-READ-15", where, f"{type(error).__name__}: {error}"[:300])

    def _folder(self, folder: Path) -> Iterator[Raw | Failure]:
        count = 0
        for count, found in enumerate(walk(folder), 1):
            if count > MAX_FILES:
                yield failure(LimitError("TS-LIMIT-04", str(folder)), str(folder))
                return
            if isinstance(found, Failure):
                yield found
            else:
                yield from self.guarded(self._file(found, asked=False), str(found))
        if not count:
            yield failed("TS-READ-01", str(folder), "no file in the folder")

    def _file(self, path: Path, *, asked: bool) -> Iterator[Raw | Failure]:
        with path.open("rb") as stream:
            yield from self._unpack(
                _Source(stream, self._called.get(path, path.name), str(path), asked=asked)
            )

    def _url(self, url: str, depth: int) -> Iterator[Raw | Failure]:
        if self._fetcher is None:
            # Here and not above: the client takes as long to import as a page to read.
            from twosource.read.sources.fetch import Fetcher

            self._fetcher = Fetcher(max_bytes=self._max, **self._net)
        got = self._fetcher.get(url)
        source = _Source(
            io.BytesIO(got.data), url, url, got.url, got.headers, True, True, depth,
        )  # fmt: skip
        yield from self._unpack(source)

    def _unpack(self, source: _Source) -> Iterator[Raw | Failure]:
        """Look at the beginning, and read accordingly."""
        head = Head(source.stream)
        start = head.peek()
        content_type = (source.headers or {}).get("content-type", "")
        ending = "" if source.name == STDIN else (source.url or source.name).partition("?")[0]
        kind = sniff(start, ending.removesuffix(".gz") if source.packed else ending, content_type)
        if kind == "gzip":
            yield from self._gzip(head, source)
        elif kind == "warc":
            yield from read_warc(head, source.where, self._max)
        elif kind == "zip":
            yield from self._zip(head, source)
        elif kind == "mbox":
            yield from read_mailbox(head, source.name, source.where, self._max)
        elif kind == "jsonl" or (kind == "empty" and ending.lower().endswith(LINES)):
            charset = bom_charset(start)
            stream = head if charset in {None, "utf-8-sig"} else Recoded(head, charset or "utf-8")
            yield from read_lines(stream, source.name, source.where, self._max)
        elif kind == "binary":
            raise InputError("TS-READ-02", f"{source.where} ({described(start)})")
        else:
            data = read_all(head, self._max, source.where)
            yield from self._whole(kind, data, source)

    def _gzip(self, head: Head, source: _Source) -> Iterator[Raw | Failure]:
        if source.packed:
            raise InputError(
                "TS-READ-02",
                f"{source.where} (gzip in gzip: unpack it with `gunzip` once and give that)",
            )
        probe = Head(Gunzip(Head(io.BytesIO(head.peek())), self._max, source.where))
        try:
            inside = probe.peek(16)
        except InputError:
            inside = b""
        if inside.lstrip(b"\r\n").startswith(b"WARC/"):
            yield from read_warc(head, source.where, self._max)
            return
        unpacked = Gunzip(head, self._max, source.where)
        name = source.name[:-3] if source.name.lower().endswith(".gz") else source.name
        yield from self._unpack(replace(source, stream=unpacked, name=name, packed=True))

    def _zip(self, head: Head, source: _Source) -> Iterator[Raw | Failure]:
        if source.nested >= MAX_NESTED:
            raise LimitError("TS-LIMIT-05", source.where)
        file: IO[bytes]
        if isinstance(source.stream, _SEEKABLE) and source.stream.seekable():
            file = cast("IO[bytes]", source.stream)
        else:
            file = io.BytesIO(read_all(head, self._max, source.where))

        def unpack(member: Member) -> Iterator[Raw | Failure]:
            inside = _Source(
                member.stream, member.name, member.where, nested=source.nested + 1,
                budget=member.budget,
            )  # fmt: skip
            return self.guarded(self._unpack(inside), member.where)

        yield from read_zip(file, source.name, source.where, self._max, unpack, source.budget)

    def _whole(self, kind: str, data: bytes, source: _Source) -> Iterator[Raw | Failure]:
        """What must be held in memory: a page, a dump, a feed, one JSON value."""
        if not data.strip() or kind == "empty":
            raise InputError("TS-READ-01", source.where)
        if kind == "feed":
            parsed = feeds.parse_feed(data, source.where, source.url or "")
            yield from self._feed(parsed, source)
        elif kind == "json":
            yield from self._json(data, source)
        elif kind == "mail":
            yield from self._mail(data, source)
        elif kind == "pdf":
            yield from read_pdf(data, source.name, source.where, source.url)
        else:
            page = kind == "page"
            url = source.url or (saved_from(data) if page else None)
            yield Raw(
                data, source.name, url, dict(source.headers or {}),
                "page" if page else "text", input=source.where,
            )  # fmt: skip

    def _mail(self, data: bytes, source: _Source) -> Iterator[Raw | Failure]:
        if is_save(data):
            found = read_save(data, source.name, source.where)
            yield found if source.url is None else replace(found, url=source.url)
        else:
            yield from read_letter(data, source.name, source.where)

    def _json(self, data: bytes, source: _Source) -> Iterator[Raw | Failure]:
        value = parse_json(data, source.where)
        if isinstance(value, Failure):
            yield value
        elif feeds.is_json_feed(value):
            yield from self._feed(feeds.parse_json_feed(value, source.url or ""), source)
        elif isinstance(value, list):
            if not value:
                raise InputError("TS-READ-01", source.where)
            found = [
                as_record(one, data, source.name, f"{source.where}[{number}]")
                for number, one in enumerate(value, 1)
            ]
            if all(isinstance(one, Failure) for one in found):
                raise InputError("TS-READ-05", f"{source.where} (none of {len(found)})")
            yield from found
        else:
            yield as_record(value, data, source.name, source.where)

    def _feed(self, feed: feeds.Feed, source: _Source) -> Iterator[Raw | Failure]:
        """Entries with their content are accounts; others are links (see docs/inputs.md)."""
        if feed.feeds:
            yield from self._list(feed.feeds, source)
            return
        if not feed.entries and feed.wrong is None:
            raise InputError("TS-READ-01", f"{source.where} (no entries)")
        short = []
        for number, entry in enumerate(feed.entries[: feeds.MAX_ENTRIES], 1):
            place = f"{source.where}:{number}"
            if entry.html.strip():
                yield entry.raw(feed.title, source.name, place)
            elif source.fetched and source.depth < 2 and entry.url is not None:
                yield from self.guarded(self._url(entry.url, 2), shown(entry.url))
            else:
                short.append(shown(entry.url or "") or entry.title or place)
        if short:
            some = ", ".join(short[:3]) + (" ..." if len(short) > 3 else "")
            yield failed("TS-READ-16", source.where, f"{len(short)} of them: {some}"[:400])
        if feed.wrong is not None:
            yield failed("TS-READ-11", source.where, feed.wrong)
        if len(feed.entries) > feeds.MAX_ENTRIES:
            yield failure(LimitError("TS-LIMIT-04", source.where), source.where)

    def _list(self, addresses: Sequence[str], source: _Source) -> Iterator[Raw | Failure]:
        if not source.asked or source.depth > 0:
            some = f"{len(addresses)} feeds: {shown(addresses[0])} ..."
            yield failed("TS-READ-16", source.where, some[:400])
            return
        for url in addresses[: feeds.MAX_FEEDS]:
            yield from self.guarded(self._url(url, 1), shown(url))
        if len(addresses) > feeds.MAX_FEEDS:
            yield failure(LimitError("TS-LIMIT-04", source.where), source.where)
