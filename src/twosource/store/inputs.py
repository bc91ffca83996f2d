"""The raw inputs of a store: the bytes that an account was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.errors import StoreError
from twosource.store.base import Base
from twosource.store.codec import json_value, to_bytes, unpack

if TYPE_CHECKING:
    from twosource.read.sources import Raw


def raw_of(base: Base, account: str) -> Raw | None:
    """The input of an account, ``None`` where it was given without one or is not there.

    Raises:
        StoreError: ``TS-STORE-08``, what is kept of it is damaged.
    """
    from twosource.read.sources import Raw

    found = base.rows("SELECT raw, origin FROM account WHERE id = ?", (to_bytes(account),))
    if not found or not found[0][0]:
        return None
    sha256, origin = found[0]
    rows = base.rows("SELECT data FROM raw WHERE sha256 = ?", (sha256,))
    try:
        data, told = unpack(rows[0][0]), json_value(unpack(origin))
        return Raw(data, account, told["url"], told["headers"], told["media"], input=told["input"])
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise StoreError("TS-STORE-08", f"raw input of {account} ({error})") from error
