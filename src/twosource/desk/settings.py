"""How a desk is run: where it listens, who may come in, how much it takes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from twosource.errors import UsageError

MEGABYTE = 1024 * 1024
_LEAST = 20  # characters of a token that somebody chose


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may bring, and how long it may take.

    Attributes:
        upload: bytes of a request with files.
        body: bytes of any other request.
        files: files of one request.
        fields: other fields of one request.
        text: bytes of one such field.
        idle: seconds between two pieces of a request.
        whole: seconds that a request may take to arrive.
        clients: connections at once.
        jobs: jobs that wait at once.
    """

    upload: int = 256 * MEGABYTE
    body: int = 4 * MEGABYTE
    files: int = 500
    fields: int = 300
    text: int = 2 * MEGABYTE
    idle: float = 20.0
    whole: float = 600.0
    clients: int = 200
    jobs: int = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """A desk.

    Attributes:
        store: address of the store.
        folder: where uploads and exports lie while it runs; ours alone.
        host: the address it listens on.
        port: the port, once it is known.
        origin: the one origin it answers to, ``http://127.0.0.1:8321``; behind a proxy, that
            of the proxy.
        token: lets a browser in.
        author: who decides where nobody has said a name.
        files: a folder whose files may be named, where there is one.
        allow_hosts: private hosts that may be fetched from.
    """

    store: str
    folder: Path
    host: str = "127.0.0.1"
    port: int = 0
    origin: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    author: str = "editor"
    files: Path | None = None
    allow_hosts: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)

    @property
    def authority(self) -> str:
        """The ``Host`` of every request: name and port, the port left out where it is that of
        the scheme.
        """
        return urlsplit(self.origin).netloc

    @property
    def secure(self) -> bool:
        """Whether browsers reach it by TLS, so that its cookies are for TLS alone."""
        return self.origin.startswith("https:")

    @property
    def cookie(self) -> str:
        """The name of the cookie; two desks of one machine differ in their ports."""
        return f"desk-{self.port}"

    @property
    def pass_(self) -> str:
        """The value of the cookie, which does not tell the token."""
        return hmac.new(self.token.encode(), b"cookie", hashlib.sha256).hexdigest()

    @property
    def address(self) -> str:
        """What is printed: opens the desk in a browser."""
        return f"{self.origin}/?token={self.token}"


def origin_of(host: str, port: int, public: str | None) -> str:
    """The origin that a desk answers to.

    Raises:
        UsageError: ``TS-USE-13``, ``public`` is no address of a site.
    """
    if public is None:
        name = f"[{host}]" if ":" in host else host
        return f"http://{name}:{port}"
    try:
        parts = urlsplit(public)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
        bare = parts.path in {"", "/"} and not (parts.query or parts.fragment or parts.username)
        parts.port  # noqa: B018 (raises where it is no number)
    except ValueError:
        whole = bare = False
    if not whole or not bare:
        raise UsageError("TS-USE-13", f"{public}: an origin as https://desk.example.org is wanted")
    return f"{parts.scheme}://{parts.netloc}".lower()


def check_token(token: str) -> str:
    """A token that somebody chose.

    Raises:
        UsageError: ``TS-USE-13``, it can be guessed.
    """
    if len(token) < _LEAST or not token.isascii() or not token.replace("-", "").replace(
        "_", ""
    ).isalnum():  # fmt: skip
        raise UsageError(
            "TS-USE-13", f"the token: {_LEAST} letters, digits, - and _ at least are wanted"
        )
    return token
