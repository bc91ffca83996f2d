"""What every request passes before anything else sees it, and what every answer carries.

Host, cookie and origin are compared whole; nothing is guessed or forwarded.  A request that is
refused changes nothing and reads nothing.
"""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from twosource.desk.settings import Settings

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing evaluated, nothing from elsewhere, in no frame."""
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"x-robots-tag", b"noindex"),
    (b"cache-control", b"no-store"),
)
METHODS = frozenset({"GET", "HEAD", "POST"})
TOLD = {
    400: "This request cannot be read.",
    401: "Open the desk by the address that was printed when it started.",
    403: "This request does not come from the desk's own pages.",
    404: "There is no such page.",
    405: "This is not done here.",
    408: "The request took too long to arrive.",
    411: "The length of the request is not told rightly.",
    413: "This is more than the desk takes at once. Send fewer or smaller files.",
    421: "The desk has another address. Open it by the one that was printed when it started.",
    431: "The address is too long.",
}
LONGEST = 8192
"""Bytes of a path with its query."""


class _RefusedError(Exception):
    def __init__(self, status: int) -> None:
        self.status = status


class Guard:
    """The outermost layer of the app."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with why not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                given = {k.lower() for k, _ in message["headers"]}
                extra = [h for h in HEADERS if h[0] not in given]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        try:
            headers = _headers(scope)
            self._check(scope, headers)
            entered = self._entry(scope)
            if entered is not None:
                await _redirect(entered, self._cookie(), sending)
                return
            body = _Body(receive, self._most(headers), self._settings)
            body.declared(headers)
            await self._app(scope, body, sending)
        except _RefusedError as refused:
            if not started:
                await answer(refused.status, sending)

    def _check(self, scope: Scope, headers: Mapping[str, list[str]]) -> None:
        """Host, method, cookie, origin, in this order."""
        if headers.get("host") != [self._settings.authority]:
            raise _RefusedError(421)
        if scope["method"] not in METHODS:
            raise _RefusedError(405)
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST:
            raise _RefusedError(431)
        if self._bearer(headers):
            return  # no browser adds this by itself, so no page can borrow it
        if self._entry(scope) is not None:
            if headers.get("sec-fetch-mode", ["navigate"]) != ["navigate"]:
                raise _RefusedError(403)
            return
        if not self._known(headers):
            raise _RefusedError(401)
        site = headers.get("sec-fetch-site")
        if site is not None and site not in (["same-origin"], ["none"]):
            raise _RefusedError(403)
        if scope["method"] == "POST" and headers.get("origin") != [self._settings.origin]:
            raise _RefusedError(403)

    def _bearer(self, headers: Mapping[str, list[str]]) -> bool:
        given = headers.get("authorization", [])
        if not given:
            return False
        kind, _, token = given[0].partition(" ")
        fits = hmac.compare_digest(token.strip().encode(), self._settings.token.encode())
        if len(given) != 1 or kind.lower() != "bearer" or not fits:
            raise _RefusedError(401)
        return True

    def _known(self, headers: Mapping[str, list[str]]) -> bool:
        """Whether the cookie is there, and once."""
        found = []
        for line in headers.get("cookie", []):
            try:
                jar = SimpleCookie(line)
            except CookieError:
                return False
            found += [m.value for k, m in jar.items() if k == self._settings.cookie]
        fits = [hmac.compare_digest(v.encode(), self._settings.pass_.encode()) for v in found]
        return fits == [True]

    def _entry(self, scope: Scope) -> str | None:
        """Where an address with the right token leads, without it."""
        if scope["method"] != "GET" or b"token=" not in scope["query_string"]:
            return None
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        tokens = query.pop("token", [])
        if len(tokens) != 1 or not hmac.compare_digest(
            tokens[0].encode("utf-8", "replace"), self._settings.token.encode()
        ):
            raise _RefusedError(401)
        rest = urlencode(query, doseq=True)
        path: str = scope["raw_path"].decode("latin-1")
        if not path.startswith("/") or path.startswith("//"):
            raise _RefusedError(404)
        return f"{path}?{rest}" if rest else path

    def _cookie(self) -> str:
        made = f"{self._settings.cookie}={self._settings.pass_}; Path=/; HttpOnly; SameSite=Strict"
        return f"{made}; Secure" if self._settings.secure else made

    def _most(self, headers: Mapping[str, list[str]]) -> int:
        kind = (headers.get("content-type") or [""])[0].lower()
        limits = self._settings.limits
        return limits.upload if kind.startswith("multipart/form-data") else limits.body


class _Body:
    """A request's body, counted as it comes, whatever its length was said to be."""

    def __init__(self, receive: Receive, most: int, settings: Settings) -> None:
        self._receive = receive
        self._most = most
        self._limits = settings.limits
        self._seen = 0
        self._whole = False
        self._until = time.monotonic() + settings.limits.whole

    def declared(self, headers: Mapping[str, list[str]]) -> None:
        """Refuse at once what is said to be too long."""
        said = headers.get("content-length", [])
        if len({*said}) > 1 or any(not x.isascii() or not x.isdecimal() for x in said):
            raise _RefusedError(411)
        if said and int(said[0][:18]) > self._most:
            raise _RefusedError(413)

    async def __call__(self) -> Message:
        """The next piece."""
        if self._whole:  # what comes now is that the client has gone
            return await self._receive()
        left = min(self._limits.idle, self._until - time.monotonic())
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, left))
        except TimeoutError:
            raise _closing(408) from None
        if message["type"] == "http.request":
            self._seen += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
            if self._seen > self._most:
                raise _closing(413)
        return message


def _closing(status: int) -> HTTPException:
    """Ends a request in the middle, and the connection with it."""
    return HTTPException(status, headers={"connection": "close"})


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


async def answer(status: int, send: Send) -> None:
    """A short page that says why; it needs no style and nothing of the store."""
    text = TOLD.get(status, "This cannot be done.")
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{status}</title><main><h1>{text}</h1><p>twosource desk, {status}</p></main>"
    ).encode()
    headers = [(b"content-type", b"text/html; charset=utf-8"),
               (b"content-length", str(len(page)).encode()), (b"connection", b"close")]  # fmt: skip
    if status == 405:
        headers.append((b"allow", b"GET, HEAD, POST"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": page})


async def _redirect(to: str, cookie: str, send: Send) -> None:
    headers = [(b"location", to.encode("latin-1")), (b"set-cookie", cookie.encode()),
               (b"content-length", b"0")]  # fmt: skip
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
