"""The HTTP connection: a name is resolved once, checked, and that address connected to.

The check sits where the socket is opened, so neither a redirect nor a name that
resolves to another address the second time (DNS rebinding) gets past it.  TLS
and the ``Host`` header keep the name.  Proxies of the environment are not used:
behind one, the address could not be checked.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import httpcore
import httpx

from twosource.errors import LimitError
from twosource.read.sources.address import resolve


class Deadline:
    """The moment by which everything must be done; one fetch at a time has it."""

    def __init__(self) -> None:
        self._end = float("inf")
        self._where = ""

    def start(self, seconds: float, where: str) -> None:
        """Give ``seconds`` from now to the fetch of ``where``."""
        self._end = time.monotonic() + seconds
        self._where = where

    def left(self) -> float:
        """Seconds left.

        Raises:
            LimitError: ``TS-LIMIT-03`` when there are none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise LimitError("TS-LIMIT-03", self._where)
        return left


class _Stream(httpcore.NetworkStream):
    """A connection none of whose waits goes past the deadline, however slowly
    the server drips.
    """

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._inner.read(max_bytes, self._deadline.left())
        except httpcore.ReadTimeout:
            self._deadline.left()
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left()
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Opens sockets to checked addresses only."""

    def __init__(self, allow_hosts: Sequence[str], deadline: Deadline) -> None:
        self._inner = httpcore.SyncBackend()
        self._allow = tuple(allow_hosts)
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = resolve(host, port, self._allow)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} does not resolve") from error
        refused: Exception | None = None
        for address in addresses:
            left = self._deadline.left()
            try:
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refused = error
                continue
            return _Stream(stream, self._deadline)
        self._deadline.left()
        raise refused or httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("no local sockets")


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


class CheckedTransport(httpx.BaseTransport):
    """An httpx transport over :class:`_Backend`.

    Args:
        allow_hosts: hosts that may have private addresses.
        deadline: shared with whoever starts the fetches.
    """

    def __init__(self, allow_hosts: Sequence[str], deadline: Deadline) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=4,
            network_backend=_Backend(allow_hosts, deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; errors are those of httpcore."""
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        stream = answer.stream
        if not isinstance(stream, Iterable):
            raise TypeError("a synchronous stream is needed")
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(stream),
            extensions=answer.extensions,
        )  # fmt: skip

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()
