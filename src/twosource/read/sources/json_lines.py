"""JSON: Lines, one record after another, or one value in a file of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from twosource.errors import LimitError, TwosourceError
from twosource.read.sources.raw import Raw, failed, failure
from twosource.read.sources.stream import Readable, lines
from twosource.types import Failure

MAX_RECORDS = 5_000_000
"""More records than one call can hold in memory; split such a file."""

MOST_NAMED = 1000
"""Bad lines of a file that are named one by one; nobody reads more."""


def _well_formed(value: object, data: bytes) -> bool:
    """Whether all strings of a value can be written again: no half of a surrogate pair, which
    only escapes can make.
    """
    if b"\\u" not in data:
        return True
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def as_record(
    value: object, data: bytes, name: str, where: str, line: int | None = None
) -> Raw | Failure:
    """A JSON value as a record, or why it is none (``TS-READ-04``, ``TS-READ-05``)."""
    if not isinstance(value, Mapping):
        return failed("TS-READ-05", where, "not a JSON object")
    if not any(isinstance(value.get(key), str) for key in ("text", "html")):
        return failed("TS-READ-05", where)
    if not _well_formed(value, data):
        return failed("TS-READ-04", where, "half a surrogate pair in a string")
    given = value.get("id")
    usable = isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip()
    url = value.get("url")
    return Raw(
        data=data,
        id=str(given) if usable else name,
        url=url if isinstance(url, str) and url else None,
        media="record",
        record=value,
        line=line,
        input=where,
    )


def parse_json(data: bytes, where: str) -> Any | Failure:
    """A JSON value, or ``TS-READ-04`` with what is wrong with it."""
    try:
        # Raises for bad UTF-8 too; numbers of thousands of digits raise ValueError.
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return failed("TS-READ-04", where, "not UTF-8")
    except json.JSONDecodeError as error:
        return failed("TS-READ-04", where, f"{error.msg}, column {error.colno}")
    except (ValueError, RecursionError):
        return failed("TS-READ-04", where, "numbers too long or nesting too deep")


def read_lines(stream: Readable, name: str, where: str, limit: int) -> Iterator[Raw | Failure]:
    """The records of a JSON Lines stream, one at a time.

    A bad line is named (``where:line``) and the rest goes on; of more than
    :data:`MOST_NAMED` the others are counted.  A stream that breaks off is named after
    its good lines.
    """
    bad = 0
    last: Failure | None = None
    for found in _all_lines(stream, name, where, limit):
        if isinstance(found, Failure) and found.input != where:
            bad, last = bad + 1, found
            if bad > MOST_NAMED:
                continue
        yield found
    if last is not None and bad > MOST_NAMED:
        more = f"{bad - MOST_NAMED} more bad lines, the last {last.input.rpartition(':')[2]}"
        yield failed(last.code, where, more)


def _all_lines(stream: Readable, name: str, where: str, limit: int) -> Iterator[Raw | Failure]:
    count = number = 0
    try:
        for number, line in enumerate(lines(stream, limit), 1):
            place = f"{where}:{number}"
            if line is None:
                yield failure(LimitError("TS-LIMIT-01", place), place)
                continue
            if not line.strip():
                continue
            count += 1
            if count > MAX_RECORDS:
                yield failure(LimitError("TS-LIMIT-04", place), place)
                return
            value = parse_json(line, place)
            if isinstance(value, Failure):
                yield value
            else:
                yield as_record(value, line, name, place, number)
    except TwosourceError as error:
        yield failure(error, where)
        return
    if not count:
        yield failed("TS-READ-01", where)
