"""The inputs that accounts were read from, kept for formats that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from twosource.exchange.told import RawInput
from twosource.types import Account, Failure

if TYPE_CHECKING:
    from twosource.read.sources import Raw


def kept_input(raw: Raw) -> RawInput:
    """What an export needs of an input."""
    return RawInput(raw.data, raw.media, dict(raw.headers), raw.url)


def keeping(
    items: Iterable[tuple[Raw | None, Account | Failure]], kept: dict[str, RawInput]
) -> Iterator[Account | Failure]:
    """What was read, while ``kept`` gets the input of every account by its id."""
    for raw, item in items:
        if raw is not None and isinstance(item, Account):
            kept[item.id] = kept_input(raw)
        yield item
