"""What some bytes are that are no account, and what to do with them, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from twosource.packaged import toml


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is not read.

    Attributes:
        name: completes "this is ...".
        next: the exact next step, an order.
        magic, offset: the bytes that tell it, and where they stand.
        member: the file inside a zip archive that tells it.
    """

    name: str
    next: str
    magic: bytes = b""
    offset: int = 0
    member: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.next}"


@cache
def formats() -> tuple[Format, ...]:
    """``data/formats.toml``, loaded once.

    Raises:
        ModelError: ``TS-MODEL-03`` when the file is missing or damaged.
    """
    table = toml("twosource.read", "data/formats.toml")
    by_bytes = [
        Format(e["name"], e["next"], bytes.fromhex(e["magic"]), e.get("offset", 0))
        for e in table["format"]
    ]
    inside = [Format(e["name"], e["next"], member=e["member"]) for e in table["inside"]]
    return (*by_bytes, *inside)


def known_bytes(head: bytes) -> Format | None:
    """The format that first bytes tell, if it is one of those listed."""
    for one in formats():
        if one.magic and head[one.offset : one.offset + len(one.magic)] == one.magic:
            return one
    return None


def known_inside(members: Iterable[str]) -> Format | None:
    """The document that a zip archive with such members is, if it is one."""
    names = frozenset(members)
    return next((one for one in formats() if one.member and one.member in names), None)


def described(head: bytes) -> str:
    """What to say of bytes that are no text."""
    found = known_bytes(head)
    if found is not None:
        return str(found)
    return f"it starts with the bytes {head[:8].hex(' ')}, which no kind of input does"
