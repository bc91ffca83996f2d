"""One request to the judge's address, within limits, and to no other address.

The connection is the one that pages are fetched over: the name is looked up once and that
address connected to, no proxy of the environment is used, and no wait goes past the
deadline.  The user's address may be private or loopback; nothing else is ever connected
to, since redirects are not followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore
import httpx

from twosource.errors import InputError, JudgeError, LimitError, UsageError
from twosource.judge.settings import Judge, key
from twosource.read.sources.stream import decoded
from twosource.read.sources.transport import CheckedTransport, Deadline

ANSWER = 1 << 20
"""Bytes of an answer, at most: a hundred times what is asked for."""
REFUSAL = 1 << 13
"""Bytes read of an error: enough to see which field the server does not know."""
_HEADERS = {
    "content-type": "application/json",
    "accept": "application/json",
    "accept-encoding": "identity",
    "user-agent": "twosource/0.1",
}
_BROKEN = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, httpcore.NetworkError,
           httpcore.ProtocolError, httpcore.ProxyError, httpcore.UnsupportedProtocol,
           httpcore.ConnectionNotAvailable, OSError, ValueError, RuntimeError,
           TypeError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: an HTTP status and the body."""

    status: int
    data: bytes


class Client:
    """Asks one address.

    Args:
        judge: where to ask; the key comes from the environment.

    Raises:
        UsageError: ``TS-USE-07`` for an address or a key that cannot be used.
    """

    def __init__(self, judge: Judge) -> None:
        self._where = judge.shown
        try:
            self._url = httpx.URL(judge.endpoint)
        except (httpx.InvalidURL, ValueError) as error:
            raise UsageError("TS-USE-07", "the address is not valid") from error
        self._deadline = Deadline()
        self.secret = key()
        headers = dict(_HEADERS)
        if self.secret is not None:
            headers["authorization"] = f"Bearer {self.secret}"
        port = self._url.port or (443 if self._url.scheme == "https" else 80)
        self._client = httpx.Client(
            transport=CheckedTransport((f"[{self._url.host}]:{port}",), self._deadline),
            headers=headers, follow_redirects=False, trust_env=False,
            timeout=judge.timeout,
        )  # fmt: skip

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def post(self, body: bytes, seconds: float) -> Reply:
        """Send one request.

        Raises:
            JudgeError: ``TS-JUDGE-01`` not reached, ``TS-JUDGE-03`` sent on to another
                address, ``TS-JUDGE-05`` too slow or too long.
        """
        self._client.cookies.clear()
        self._deadline.start(seconds, self._where)
        with (
            self._coded(),
            self._client.stream("POST", self._url, content=body) as response,
        ):
            if 300 <= response.status_code < 400:
                raise JudgeError("TS-JUDGE-03", f"{self._where} (HTTP {response.status_code})")
            good = response.status_code == 200
            data = self._read(response, ANSWER if good else REFUSAL, cut=not good)
            coding = response.headers.get("content-encoding", "") if good else ""
            return Reply(response.status_code, decoded(data, coding, ANSWER, self._where))

    def _read(self, response: httpx.Response, limit: int, *, cut: bool) -> bytes:
        found = bytearray()
        for part in response.iter_raw():
            self._deadline.left()
            found += part
            if len(found) > limit:
                if not cut:
                    raise LimitError("TS-LIMIT-01", self._where)
                return bytes(found[:limit])
        return bytes(found)

    @contextmanager
    def _coded(self) -> Iterator[None]:
        """Errors of the connection under the judge's codes; what the server says of itself is
        not repeated, since it may hold the key.
        """
        try:
            yield
        except JudgeError:
            raise
        except LimitError as error:
            said = "too long" if error.code == "TS-LIMIT-01" else "too slow"
            raise JudgeError("TS-JUDGE-05", f"{self._where} ({said})") from error
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise JudgeError("TS-JUDGE-05", f"{self._where} (too slow)") from error
        except InputError as error:
            raise JudgeError("TS-JUDGE-04", f"{self._where} ({error.code})") from error
        except _BROKEN as error:
            raise JudgeError("TS-JUDGE-01", f"{self._where} ({type(error).__name__})") from error
