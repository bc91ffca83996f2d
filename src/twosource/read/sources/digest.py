"""Whether a WARC record still holds what its digest was made of.

ISO 28500:2017, 5.8 and 5.9: ``WARC-Payload-Digest`` and ``WARC-Block-Digest``. The
standard leaves open whether the payload is the body of the answer as it was sent or
without its transfer and content coding, and crawlers differ: any of them fits.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping

from twosource.errors import TwosourceError
from twosource.read.sources.stream import decoded

_BLANK = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_SIZES = {"md5": 16, "sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}


def _wanted(value: str) -> tuple[str, bytes] | None:
    """Algorithm and digest of a field; ``None`` where it is of another kind."""
    name, colon, text = value.strip().partition(":")
    name = name.lower().replace("-", "")
    size = _SIZES.get(name)
    if not colon or size is None:
        return None
    text = text.strip()
    readings = (
        (bytes.fromhex, text),
        (base64.b32decode, text.upper() + "=" * (-len(text) % 8)),
        (
            base64.urlsafe_b64decode,
            text.replace("+", "-").replace("/", "_") + "=" * (-len(text) % 4),
        ),
    )
    for read, given in readings:
        try:
            found = read(given)
        except (ValueError, binascii.Error):
            continue
        if len(found) == size:
            return name, found
    return None


def _unchunked(body: bytes) -> bytes | None:
    """A body without its chunks; ``None`` where it has none."""
    parts: list[bytes] = []
    at = 0
    while (found := _SIZE.match(body, at)) is not None:
        size = int(found[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    return None


def _payloads(block: bytes, http: bool, limit: int) -> Iterator[bytes]:
    """What the payload of a record may be."""
    end = _BLANK.search(block) if http else None
    if end is None:
        yield block
        return
    head = block[: end.start()].lower()
    body = block[end.end() :]
    yield body
    plain = _unchunked(body) if b"chunked" in head else None
    if plain is not None:
        yield plain
    coding = re.search(rb"content-encoding:[ \t]*(gzip|x-gzip|deflate)", head)
    if coding is not None:
        try:
            yield decoded(body if plain is None else plain, coding[1].decode(), limit, "")
        except TwosourceError:
            return


def misfit(fields: Mapping[str, str], block: bytes, limit: int) -> str | None:
    """The digest that a record's block does not fit, as written; ``None`` where it fits,
    or where there is none to go by.

    Args:
        fields: the WARC header's, names in lower case.
        block: all that follows the header.
        limit: bytes of the payload at most, unpacked.
    """
    if fields.get("warc-truncated"):
        return None
    http = fields.get("content-type", "").lower().startswith("application/http")
    for field, made_of in (
        ("warc-payload-digest", _payloads(block, http, limit)),
        ("warc-block-digest", iter((block,))),
    ):
        wanted = _wanted(fields.get(field, ""))
        if wanted is not None:
            name, digest = wanted
            fits = any(
                hashlib.new(name, data, usedforsecurity=False).digest() == digest
                for data in made_of
            )
            return None if fits else fields[field].strip()[:120]
    return None


__all__ = ["misfit"]
