"""Byte streams with limits: peeking, reading whole, reading by line, inflating."""

from __future__ import annotations

import codecs
import io
import zlib
from collections.abc import Iterator
from typing import Protocol

from twosource.errors import InputError, LimitError

CHUNK = 64 * 1024
MAX_RATIO = 200
"""Text and HTML shrink 3 to 20 times, the most repetitive crawl files 60 times; a
stream that grows 200 times and is over the size limit is a bomb.
"""
_STEP = 4096
"""Compressed bytes fed at once: what stands in the step where damage shows is lost."""
_MAGIC = b"\x1f\x8b\x08"


class Readable(Protocol):
    """All that is asked of a stream."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        ...


class Head:
    """A stream whose beginning can be looked at before it is read."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._head = b""
        self._damage: InputError | None = None

    def peek(self, size: int = CHUNK) -> bytes:
        """The first ``size`` bytes not yet read, fewer only at the end or before
        damage; reading on raises for that.
        """
        while len(self._head) < size and self._damage is None:
            try:
                more = self._stream.read(size - len(self._head))
            except InputError as error:
                self._damage = error
                break
            if not more:
                break
            self._head += more
        return self._head[:size]

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        if self._head:
            found, self._head = self._head[:size], self._head[size:]
            return found
        if self._damage is not None:
            damage, self._damage = self._damage, None
            raise damage
        return self._stream.read(size)


def read_all(stream: Readable, limit: int, where: str) -> bytes:
    """Everything there is.

    Raises:
        LimitError: ``TS-LIMIT-01`` for more than ``limit`` bytes.
    """
    parts: list[bytes] = []
    size = 0
    while more := stream.read(min(CHUNK, limit + 1 - size)):
        size += len(more)
        if size > limit:
            raise LimitError("TS-LIMIT-01", where)
        parts.append(more)
    return b"".join(parts)


def lines(stream: Readable, limit: int) -> Iterator[bytes | None]:
    """The lines, without their ends; ``None`` for one over ``limit`` bytes."""
    parts: list[bytes] = []
    size = 0
    while more := stream.read(CHUNK):
        first, *rest = more.split(b"\n")
        size += len(first)
        if size <= limit:
            parts.append(first)
        for part in rest:
            yield b"".join(parts) if size <= limit else None
            parts, size = [part], len(part)
    if size:
        yield b"".join(parts) if size <= limit else None


class Recoded:
    """A stream of UTF-16 or UTF-32 text as UTF-8."""

    def __init__(self, stream: Readable, charset: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(charset)(errors="replace")
        self._out = b""
        self._end = False

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes of UTF-8; none at the end."""
        while not self._out and not self._end:
            more = self._stream.read(CHUNK)
            self._end = not more
            self._out = self._decoder.decode(more, self._end).encode("utf-8", "replace")
        found, self._out = self._out[:size], self._out[size:]
        return found


class Gunzip:
    """The inside of a gzip stream of any number of members.

    Reading raises ``TS-READ-11`` where the stream is damaged or cut, after all
    that came before was given out.  With ``resume`` the next read goes on at
    the next whole member (WARC files hold one record a member); otherwise the
    stream ends there.

    Raises:
        LimitError: ``TS-LIMIT-01``, from ``read``, for a bomb.
    """

    def __init__(self, stream: Readable, limit: int, where: str, *, resume: bool = False) -> None:
        self._stream = stream
        self._limit = limit
        self._where = where
        self._resume = resume
        self._pending = b""
        self._inside: zlib._Decompress | None = None
        self._taken = self._given = 0
        self._quiet = False
        self._over = False

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        while not self._over:
            if self._inside is None and not self._next_member():
                break
            try:
                found = self._inflate(size)
            except zlib.error:
                self._broken("damaged gzip data")
                continue
            if found:
                self._quiet = False
                return found
        return b""

    def _more(self) -> bool:
        more = self._stream.read(_STEP)
        self._taken += len(more)
        self._pending += more
        return bool(more)

    def _next_member(self) -> bool:
        """Find where the next member starts; anything but padding before it is damage."""
        while True:
            rest = self._pending.lstrip(b"\0") if not self._quiet else self._pending
            at = rest.find(_MAGIC)
            if at == 0 or (at > 0 and self._quiet):
                self._pending = rest[at:]
                self._inside = zlib.decompressobj(wbits=31)
                return True
            # Two bytes of the mark may stand at the end of what was read so far.
            self._pending = rest[-2:] if self._quiet else rest
            if (at > 0 or len(rest) > 2) and not self._quiet:
                self._broken("bytes that are not gzip")
            elif not self._more():
                self._over = True
                if self._pending and not self._quiet:
                    self._broken("bytes that are not gzip")
                return False

    def _inflate(self, size: int) -> bytes:
        inside = self._inside
        if inside is None:
            return b""
        if not self._pending and not self._more():
            self._over = True
            self._inside = None
            raise InputError("TS-READ-11", f"{self._where} (cut short)")
        found = inside.decompress(self._pending, size)
        self._pending = inside.unconsumed_tail
        if inside.eof:
            self._pending = inside.unused_data
            self._inside = None
        self._given += len(found)
        if self._given > self._limit and self._given > MAX_RATIO * self._taken:
            self._over = True
            raise LimitError("TS-LIMIT-01", f"{self._where} (grows over {MAX_RATIO} times)")
        return found

    def _broken(self, what: str) -> None:
        """Say so once; then be quiet until something can be read again."""
        self._inside = None
        self._pending = self._pending[1:]
        self._over = self._over or not self._resume
        if not self._quiet:
            self._quiet = True
            raise InputError("TS-READ-11", f"{self._where} ({what})")


def decoded(data: bytes, encoding: str, limit: int, where: str) -> bytes:
    """Undo an HTTP content coding: gzip, deflate, none, or zstd where its library is.

    Raises:
        InputError: ``TS-READ-11`` for damage, ``TS-READ-13`` for zstd without its
            library, ``TS-READ-19`` for another coding.
        LimitError: ``TS-LIMIT-01`` for over ``limit`` bytes.
    """
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return data
    if name not in {"gzip", "x-gzip", "deflate"}:
        if name == "zstd":
            return _unpacked_zstd(data, limit, where)
        said = f"content coding {name[:40]!r}: save the page from a browser and give that"
        raise InputError("TS-READ-19", f"{where} ({said})")
    # 47: gzip or zlib by its header; -15: the bare deflate some servers send.
    for bits in (47,) if name != "deflate" else (47, -15):
        inside = zlib.decompressobj(wbits=bits)
        try:
            found = inside.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(found) > limit:
            raise LimitError("TS-LIMIT-01", where)
        if inside.eof:
            return found
    raise InputError("TS-READ-11", f"{where} (damaged {name} data)")


def _unpacked_zstd(data: bytes, limit: int, where: str) -> bytes:
    """Undo Zstandard (RFC 8878)."""
    try:
        import zstandard
    except ImportError as error:
        said = "packed with zstd: `pip install zstandard`"
        raise InputError("TS-READ-13", f"{where} ({said})") from error
    try:
        unpacker = zstandard.ZstdDecompressor(max_window_size=128 * 1024 * 1024)
        found: bytes = unpacker.stream_reader(io.BytesIO(data)).read(limit + 1)
    except (zstandard.ZstdError, MemoryError) as error:
        raise InputError("TS-READ-11", f"{where} (damaged zstd data)") from error
    if len(found) > limit:
        raise LimitError("TS-LIMIT-01", where)
    return found
