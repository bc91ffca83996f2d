"""An account as a row: what identifies its page, what it says, when it was published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from twosource.store.base import Base, in_parts, listed
from twosource.store.codec import dump, json_bytes, json_value, load, made, unpack
from twosource.store.words import fold
from twosource.types import Account, Furniture, Span

_TRACKING = ("utm_", "fbclid", "gclid", "mc_", "igshid", "ref_src", "smid", "cmpid", "ocid")
_HELD = 2048
_Furniture = tuple[Furniture, ...]


def page_of(account: Account) -> bytes:
    """What tells whether two inputs are one page: the address without what counts its
    visitors, or the id where there is none.
    """
    if not account.url:
        return b"id:" + json_bytes(account.id)
    try:
        parts = urlsplit(account.url)
        kept = [
            (k, v)
            for k, v in parse_qsl(parts.query, keep_blank_values=True)
            if not k.lower().startswith(_TRACKING)
        ]
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
        url = urlunsplit(("", host + port, parts.path.rstrip("/"), urlencode(kept), ""))
    except ValueError:
        url = account.url
    return b"url:" + json_bytes(url)


def digest_of(account: Account) -> bytes:
    """The SHA-256 of what an account says: title, text and captions."""
    said = [account.title, account.text, [c.text for c in account.captions]]
    return hashlib.sha256(json_bytes(said)).digest()


def outlet_of(account: Account) -> bytes:
    """Outlet and publisher as they are compared, a line each."""
    names = (account.outlet, account.publisher)
    return "\n".join(fold(n) for n in names if n).encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Packed:
    """An account in two parts: what the stages read, and what only :command:`read` shows."""

    record: bytes
    rest: bytes


def packed(account: Account) -> Packed:
    """The parts of an account."""
    bare = replace(account, furniture=(), source_map=())
    flat = [(a.start, a.end, b.start, b.end) for a, b in account.source_map]
    return Packed(dump(bare), dump((account.furniture, flat)))


def whole(record: bytes, rest: bytes) -> Account:
    """The account of two parts.

    Raises:
        ValueError: one is damaged.
    """
    furniture, flat = json_value(unpack(rest))
    source_map = tuple((Span(a, b), Span(c, d)) for a, b, c, d in flat)
    return replace(
        load(Account, record), furniture=made(_Furniture, furniture), source_map=source_map
    )


class Shelf:
    """The accounts of a store by number, the last ones used held in memory."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._load = lru_cache(maxsize=_HELD)(self._one)

    def _one(self, number: int) -> Account:
        ((record,),) = self._base.rows("SELECT record FROM account WHERE number = ?", (number,))
        return load(Account, record)

    def account(self, number: int) -> Account:
        """An account without its furniture."""
        return self._load(number)

    def whole(self, numbers: list[int]) -> list[Account]:
        """Accounts with all that was read, in that order."""
        found: dict[int, Account] = {}
        for part in in_parts(numbers):
            for number, record, rest in self._base.rows(
                f"SELECT number, record, rest FROM account WHERE number IN {listed(part)}",  # noqa: S608
                part,
            ):
                found[number] = whole(record, rest)
        return [found[n] for n in numbers]


__all__ = ["Packed", "Shelf", "digest_of", "outlet_of", "packed", "page_of",
           "whole"]  # fmt: skip
