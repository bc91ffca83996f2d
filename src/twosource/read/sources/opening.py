"""The inputs of one call, one after another, each under a name of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from twosource.read.sources.address import is_url, shown
from twosource.read.sources.arguments import Opener
from twosource.read.sources.raw import (
    DEFAULT_DELAY,
    DEFAULT_MAX_BYTES,
    DEFAULT_TIMEOUT,
    Names,
    Raw,
    writable,
)
from twosource.types import Failure


def _named(item: Raw, names: Names) -> Raw:
    fresh = names.unique(writable(item.id))
    record = {**item.record, "id": fresh} if item.record is not None else None
    return replace(item, id=fresh, record=record)


def open_inputs(
    inputs: Iterable[str | Path],
    *,
    allow_hosts: Sequence[str] = (),
    max_bytes: int = DEFAULT_MAX_BYTES,
    timeout: float = DEFAULT_TIMEOUT,
    stdin: BinaryIO | None = None,
    delay: float = DEFAULT_DELAY,
    cache: Path | None = None,
) -> Iterator[Raw | Failure]:
    """Open files, folders, URLs and ``-``, and give out what is in them.

    Args:
        inputs: paths, URLs (``http``, ``https``) and ``-`` for standard input.
        allow_hosts: hosts that may be fetched from although their addresses are
            private or loopback.
        max_bytes: size limit of one page, dump or record, unpacked.
        timeout: seconds for one URL.
        stdin: read instead of standard input.
        delay: seconds between two pages of one host.
        cache: a folder for conditional requests; none is kept without.

    Yields:
        Each input with an id of its own, in the order given; a coded
        :class:`~twosource.types.Failure` for what cannot be read.  Nothing is
        raised for bad input.
    """
    names = Names()
    opener = Opener(
        max_bytes, stdin, allow_hosts=tuple(allow_hosts), timeout=timeout, delay=delay, cache=cache
    )
    items = [str(item) for item in inputs]
    try:
        opener.learn(items)
        for item in items:
            where = shown(item) if is_url(item) else item
            for found in opener.guarded(opener.argument(item), where):
                if isinstance(found, Raw):
                    yield _named(found, names)
                else:
                    yield Failure(writable(found.input), found.code, writable(found.message))
    finally:
        opener.close()
