"""What the user says of the judge: its address, its model, and what it may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit, urlunsplit

from twosource.errors import UsageError

KEY = "TWOSOURCE_JUDGE_KEY"
"""The environment variable that holds the key of a rented model; the only place for it."""
_CHAT = "/chat/completions"
_NAME = 200
"""Letters of a model's name, at most: it stands beside every line it judged."""


@dataclass(frozen=True, slots=True)
class Judge:
    """An OpenAI-compatible chat endpoint, and the bounds within which it is asked.

    Attributes:
        url: the base address, mostly ending in ``/v1``; private and loopback addresses are
            allowed, for this address alone.
        model: the model's name, as its server knows it.
        cache: the folder that keeps its answers; :func:`default_cache` where ``None``.
        calls: requests for one call of the program, at most.
        tokens: tokens of all questions and answers together, at most.
        seconds: for all requests together.
        timeout: seconds for one request.
        gloss: whether sentences in other languages are put into English beside their words.

    Raises:
        UsageError: ``TS-USE-07`` where it cannot be asked like this.
    """

    url: str
    model: str
    cache: Path | str | None = None
    calls: int = 60
    tokens: int = 400_000
    seconds: float = 900.0
    timeout: float = 120.0
    gloss: bool = False

    def __post_init__(self) -> None:
        _split(self.url)
        if not self.model.strip() or len(self.model) > _NAME or not self.model.isprintable():
            raise UsageError("TS-USE-07", f"the model's name must have 1 to {_NAME} letters")
        bounds = (self.calls, self.tokens, self.seconds, self.timeout)
        if any(bound <= 0 for bound in bounds):
            raise UsageError("TS-USE-07", "calls, tokens, seconds and timeout must be over 0")

    @property
    def endpoint(self) -> str:
        """The address that is asked.

        ``/chat/completions`` is added to a base address, ``/v1`` before it where the address
        has no path at all.
        """
        parts = _split(self.url)
        path = parts.path.rstrip("/")
        if not path.endswith(_CHAT):
            path = (path or "/v1") + _CHAT
        return urlunsplit(parts._replace(path=path))

    @property
    def shown(self) -> str:
        """The address for messages: without a query, which may hold a secret."""
        return urlunsplit(_split(self.url)._replace(query=""))

    @property
    def folder(self) -> Path:
        """Where its answers are kept."""
        return Path(self.cache) if self.cache is not None else default_cache()


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        given = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise UsageError("TS-USE-07", "the address is not valid") from error
    if parts.scheme not in {"http", "https"} or not given or not url.isprintable():
        raise UsageError("TS-USE-07", "give an address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise UsageError("TS-USE-07", f"a password in an address is not sent; set {KEY}")
    return parts._replace(fragment="")


def default_cache() -> Path:
    """``twosource/judge`` in the user's cache folder (XDG Base Directory Specification: a
    relative ``XDG_CACHE_HOME`` is passed over).
    """
    named = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(named) if named and Path(named).is_absolute() else Path.home() / ".cache"
    return base / "twosource" / "judge"


def key() -> str | None:
    """The key of the environment, or ``None``.

    Raises:
        UsageError: ``TS-USE-07`` where it holds what no header may; it is never shown.
    """
    found = os.environ.get(KEY, "").strip()
    if not found:
        return None
    if not found.isascii() or not found.isprintable() or " " in found:
        raise UsageError("TS-USE-07", f"{KEY} holds a letter that no key has")
    return found
