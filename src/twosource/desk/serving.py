"""A desk on a socket of the machine itself."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from twosource.desk.app import make_app
from twosource.desk.settings import Settings, origin_of
from twosource.errors import UsageError

HEAD = 10.0
"""Seconds in which the head of a request must have come."""
_BACKLOG = 256


class Patient(H11Protocol):
    """A connection that says nothing for long is closed; the server itself waits for ever for
    the first request of one.
    """

    def connection_made(self, transport: Any) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._head = self.loop.call_later(HEAD, self._slow)

    def _slow(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()
        elif self.cycle is not None and self.cycle.response_complete:
            # between two requests: bytes of a next one that does not end are given as long
            self._head = self.loop.call_later(HEAD, self._stale, self.cycle)
        elif not self.transport.is_closing():
            self._head = self.loop.call_later(HEAD, self._slow)

    def _stale(self, cycle: object) -> None:
        if self.cycle is cycle and not self.transport.is_closing():
            self.transport.close()
        elif not self.transport.is_closing():
            self._head = self.loop.call_later(HEAD, self._slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """End to wait."""
        self._head.cancel()
        super().connection_lost(exc)


def listen(host: str, port: int) -> socket.socket:
    """A socket that the desk listens on.

    Raises:
        UsageError: ``TS-USE-13``, the address cannot be used.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(_BACKLOG)
    except OSError as error:
        raise UsageError("TS-USE-13", f"{host}:{port} ({error.strerror or error})") from error
    return made


def serve(settings: Settings, public: str | None, ready: Callable[[Settings], None]) -> None:
    """Run a desk until it is stopped.

    Args:
        settings: without folder, port and origin, which are known once it listens.
        public: the origin by which browsers reach it, where that is another.
        ready: is told the settings when it listens.

    Raises:
        UsageError: ``TS-USE-13``, it cannot listen there.
        StoreError: the store cannot be opened.
    """
    held = listen(settings.host, settings.port)
    port = held.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="twosource-desk-"))  # for our user alone
    try:
        whole = replace(
            settings, port=port, folder=folder, origin=origin_of(settings.host, port, public)
        )
        config = uvicorn.Config(
            make_app(whole), http=Patient, ws="none", lifespan="on", access_log=False,
            log_level="warning", server_header=False, date_header=False, proxy_headers=False,
            limit_concurrency=settings.limits.clients, timeout_keep_alive=30,
            timeout_graceful_shutdown=3, h11_max_incomplete_event_size=32 * 1024,
        )  # fmt: skip
        server = uvicorn.Server(config)
        ready(whole)
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(server.serve([held]))
    finally:
        held.close()
        shutil.rmtree(folder, ignore_errors=True)
