"""Inputs of every kind -> accounts, one failure never stopping the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from twosource.errors import InputError, TwosourceError
from twosource.read.pages import MAX_BYTES, read_bytes
from twosource.read.records import from_record
from twosource.read.sources import Raw, open_inputs
from twosource.read.sources.raw import DEFAULT_DELAY
from twosource.types import Account, Failure


def _account(raw: Raw, max_bytes: int) -> Account | Failure:
    """Read one raw input; whatever goes wrong with it becomes a failure."""
    try:
        if raw.record is not None:
            return from_record(raw.record, raw.id)
        return read_bytes(
            raw.data, raw.id, url=raw.url, headers=raw.headers, max_bytes=max_bytes,
            about=raw.about,
        )  # fmt: skip
    except TwosourceError as error:
        # Named by its path or line: two inputs may share a file name.
        shown = str(error) if raw.input in str(error) else f"{error} [{raw.input}]"
        return Failure(raw.input, error.code, shown)
    except Exception as error:  # a fault of ours must not cost the user the other inputs
        wrong = InputError("TS-READ-15", raw.input)
        return Failure(raw.input, wrong.code, f"{wrong} ({type(error).__name__}: {error})")


def read(
    inputs: Iterable[str | Path],
    *,
    allow_hosts: Sequence[str] = (),
    max_bytes: int = MAX_BYTES,
    delay: float = DEFAULT_DELAY,
    cache: Path | None = None,
) -> Iterator[Account | Failure]:
    """Read accounts from files, folders, URLs and ``-`` (standard input).

    Args:
        inputs: see :func:`twosource.read.sources.open_inputs`.
        allow_hosts: hosts that may be fetched from although their addresses are
            private or loopback.
        max_bytes: size limit of one page, dump or record.
        delay: seconds between two pages of one host.
        cache: a folder in which fetched pages are kept, so that the next call asks
            for them only if they changed.

    An id that came before is made unique (``name#2``).  Nothing raises: every bad
    input is a coded :class:`~twosource.types.Failure`.
    """
    raws = open_inputs(
        inputs, allow_hosts=allow_hosts, max_bytes=max_bytes, delay=delay, cache=cache
    )
    return (found for _, found in read_raws(raws, max_bytes=max_bytes))


def read_raws(
    raws: Iterable[Raw | Failure], *, max_bytes: int = MAX_BYTES
) -> Iterator[tuple[Raw | None, Account | Failure]]:
    """Read accounts from raw inputs (:func:`twosource.read.sources.open_inputs`), each with
    the input it came from; see :func:`read`.
    """
    for item in raws:
        if isinstance(item, Failure):
            yield None, item
            continue
        found = _account(item, max_bytes)
        if isinstance(found, Account) and found.id != item.id:
            found = replace(found, id=item.id)
        yield item, found
