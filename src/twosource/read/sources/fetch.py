"""URLs -> bytes, politely and within limits."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpcore
import httpx

from twosource.errors import InputError, LimitError
from twosource.read.sources import robots
from twosource.read.sources.address import shown
from twosource.read.sources.cache import Cache, Keeper, Kept
from twosource.read.sources.raw import DEFAULT_DELAY, DEFAULT_MAX_BYTES, DEFAULT_TIMEOUT
from twosource.read.sources.resting import Resting
from twosource.read.sources.stream import decoded
from twosource.read.sources.transport import CheckedTransport, Deadline

USER_AGENT = "twosource/0.1 (news account reader; obeys robots.txt as 'twosource')"
MAX_REDIRECTS = 8
"""News sites need at most 4 (http, www, country, consent)."""
_RULES_KEPT, _RULES_AGAIN = 86_400.0, 900.0
"""Seconds after which robots.txt is asked for again (RFC 9309, 2.4), and where all was refused."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "user-agent": USER_AGENT,
    "accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/feed+json,text/plain;q=0.8,*/*;q=0.1",
    "accept-encoding": "gzip, deflate",
    "accept-language": "*",
}
_READABLE = (
    "text/", "application/xhtml+xml", "application/xml", "application/rss+xml",
    "application/atom+xml", "application/rdf+xml", "application/json", "application/feed+json",
    "application/ld+json", "application/jsonl", "application/x-ndjson", "application/warc",
    "application/wacz", "application/zip", "application/gzip", "application/x-gzip",
    "application/octet-stream", "multipart/related", "message/rfc822", "application/x-mimearchive",
    "application/pdf", "application/mbox",
)  # fmt: skip
_NOT_TEXT = ("text/css", "text/javascript", "text/csv", "text/calendar", "text/vcard")
_HTTPCORE = (
    httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError,
    httpcore.ConnectionNotAvailable, httpcore.UnsupportedProtocol,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: ``url`` after redirects, ``headers`` in lower case, ``data`` decoded."""

    url: str
    headers: Mapping[str, str]
    data: bytes


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    data: bytes


class Fetcher:
    """Fetches pages one at a time.

    Args:
        allow_hosts: hosts that may have private addresses.
        max_bytes: size limit of one answer, packed and unpacked.
        timeout: seconds for one page with its redirects and robots.txt; waiting
            one's turn at a host is not counted.
        delay: seconds between two pages of one host.
        cache: a folder to keep pages in for conditional requests, or what keeps them.
    """

    def __init__(
        self,
        allow_hosts: Sequence[str] = (),
        max_bytes: int = DEFAULT_MAX_BYTES,
        timeout: float = DEFAULT_TIMEOUT,
        delay: float = DEFAULT_DELAY,
        cache: Path | Keeper | None = None,
    ) -> None:
        self._deadline = Deadline()
        self._max_bytes = max_bytes
        self._timeout = timeout
        self._delay = delay
        self._cache: Keeper | None = Cache(cache) if isinstance(cache, Path) else cache
        self._rules: dict[str, tuple[float, robots.Rules]] = {}
        self._resting = Resting()
        self._last: dict[str, float] = {}
        self._client = httpx.Client(
            transport=CheckedTransport(allow_hosts, self._deadline),
            headers=_HEADERS, follow_redirects=False, trust_env=False, timeout=timeout,
        )  # fmt: skip

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(self, url: str) -> Fetched:
        """Fetch a page.

        Raises:
            InputError: ``TS-READ-09`` not fetched, ``TS-READ-10`` a private
                address, ``TS-READ-14`` robots.txt, ``TS-READ-02`` not a page.
            LimitError: ``TS-LIMIT-01`` too large, ``TS-LIMIT-03`` too slow.
        """
        # Cookies serve the redirects of one page; the order of inputs must not matter.
        self._client.cookies.clear()
        place, asked = url, url
        url = shown(url)
        self._deadline.start(self._timeout, url)
        kept = self._cache.get(asked) if self._cache is not None else None
        for _ in range(MAX_REDIRECTS + 1):
            target = self._checked(place, url)
            self._polite(target, url)
            if left := self._resting.left(target.host):
                raise InputError("TS-READ-09", f"{url} (its site asks to be left for {left:.0f} s)")
            answer = self._send(target, url, kept.conditions() if kept else {})
            self._resting.heard(target.host, answer.status, answer.headers)
            if answer.status == 304 and kept is not None:
                return Fetched(kept.url, kept.headers, kept.data)
            if answer.status not in _REDIRECTS:
                return self._page(url, str(target), answer)
            place = self._next(target, answer, url)
        raise InputError("TS-READ-09", f"{url} (more than {MAX_REDIRECTS} redirects)")

    def rest(self, url: str) -> float:
        """Seconds for which the host of an address asked to be left alone."""
        try:
            return self._resting.left(httpx.URL(url).host)
        except (httpx.InvalidURL, ValueError, TypeError):
            return 0.0

    def _page(self, asked: str, place: str, answer: _Answer) -> Fetched:
        if not 200 <= answer.status < 300:
            raise InputError("TS-READ-09", f"{asked} (HTTP {answer.status})")
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind and (not kind.startswith(_READABLE) or kind.startswith(_NOT_TEXT)):
            raise InputError(
                "TS-READ-02", f"{asked} (sent as {kind[:60]}: give the address of the page itself)"
            )
        fetched = Fetched(place, answer.headers, answer.data)
        if self._cache is not None:
            self._cache.put(asked, Kept(place, answer.headers, answer.data))
        return fetched

    def _checked(self, place: str, asked: str) -> httpx.URL:
        try:
            url = httpx.URL(place)
        except (httpx.InvalidURL, ValueError, TypeError) as error:
            raise InputError("TS-READ-09", f"{asked} (not a valid URL)") from error
        if url.scheme not in {"http", "https"} or not url.host:
            raise InputError("TS-READ-09", f"{asked} (only http and https are fetched)")
        if url.userinfo:
            raise InputError("TS-READ-09", f"{asked} (passwords in a URL are not sent)")
        return url.copy_with(fragment=None)

    def _next(self, target: httpx.URL, answer: _Answer, asked: str) -> str:
        location = answer.headers.get("location", "")
        if not location:
            raise InputError("TS-READ-09", f"{asked} (HTTP {answer.status} without an address)")
        try:
            return str(target.join(location))
        except (httpx.InvalidURL, ValueError) as error:
            raise InputError("TS-READ-09", f"{asked} (redirect to no valid URL)") from error

    def _polite(self, target: httpx.URL, asked: str) -> None:
        """Ask robots.txt, then wait for the host's turn; waiting costs no time limit."""
        origin = f"{target.scheme}://{target.netloc.decode('ascii')}"
        until, rules = self._rules.get(origin, (0.0, robots.NOTHING))
        if until <= time.monotonic():
            rules = self._robots(origin, asked)
            age = _RULES_AGAIN if rules is robots.NOTHING else _RULES_KEPT
            self._rules[origin] = (time.monotonic() + age, rules)
        if not rules.allows(target.raw_path.decode("ascii")):
            raise InputError("TS-READ-14", asked)
        last = self._last.get(target.host)
        if last is not None:
            left = self._deadline.left()
            time.sleep(max(0.0, last + max(self._delay, rules.delay or 0.0) - time.monotonic()))
            self._deadline.start(left, asked)
        self._last[target.host] = time.monotonic()

    def _robots(self, origin: str, asked: str) -> robots.Rules:
        """A site's rules.  None at all (HTTP 4xx) allows everything, an answer of
        5xx nothing (RFC 9309, 2.3.1).
        """
        place = f"{origin}/robots.txt"
        for _ in range(6):
            target = self._checked(place, asked)
            answer = self._send(target, asked, {}, robots.MAX_BYTES, cut=True)
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                place = self._next(target, answer, asked)
                continue
            if answer.status >= 500:
                return robots.NOTHING
            return robots.parse(answer.data) if answer.status < 300 else robots.EVERYTHING
        return robots.EVERYTHING

    def _send(
        self,
        target: httpx.URL,
        asked: str,
        headers: Mapping[str, str],
        limit: int | None = None,
        *,
        cut: bool = False,
    ) -> _Answer:
        limit = self._max_bytes if limit is None else limit
        try:
            with self._client.stream("GET", target, headers=dict(headers)) as response:
                return self._read(response, asked, limit, cut)
        except InputError as error:
            if error.code != "TS-READ-10":
                raise
            raise InputError("TS-READ-10", f"{asked} (host {error.where})") from error
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise LimitError("TS-LIMIT-03", asked) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise InputError("TS-READ-09", f"{asked} ({_first_line(error)})") from error
        except (OSError, ValueError, RuntimeError, *_HTTPCORE) as error:
            raise InputError("TS-READ-09", f"{asked} ({_first_line(error)})") from error

    def _read(self, response: httpx.Response, asked: str, limit: int, cut: bool) -> _Answer:
        """The body, never more than ``limit`` bytes; ``cut`` takes the beginning of
        a longer one.
        """
        headers = {k.lower(): v for k, v in response.headers.items()}
        given = headers.get("content-length", "")
        status = response.status_code
        # The body of a redirect is of no use and may be endless.
        if status in _REDIRECTS or status >= 400 or status == 304:
            return _Answer(status, headers, b"")
        if not cut and given.isdecimal() and int(given[:15]) > limit:
            raise LimitError("TS-LIMIT-01", asked)
        parts: list[bytes] = []
        size = 0
        # Raw, and undone by a bounded inflater: httpx would inflate a bomb whole.
        for part in response.iter_raw():
            self._deadline.left()
            parts.append(part)
            size += len(part)
            if size > limit:
                if not cut:
                    raise LimitError("TS-LIMIT-01", asked)
                break
        coding = headers.pop("content-encoding", "")
        headers.pop("transfer-encoding", None)
        headers.pop("content-length", None)
        return _Answer(status, headers, decoded(b"".join(parts), coding, limit, asked))


def _first_line(error: Exception) -> str:
    text = str(error).splitlines()[0][:200] if str(error) else ""
    return shown(text) or type(error).__name__
