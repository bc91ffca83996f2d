"""Decisions of a file -> a store: those of another store, or of another tool."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError

from twosource.errors import StoreError, TwosourceError
from twosource.records.decided import TOOL, review_of
from twosource.records.models import ReviewRecord
from twosource.review import Lookup
from twosource.store.reviewed import ReviewedStore
from twosource.types import Review

MOST = 64 * 1024 * 1024
"""Bytes of a file of decisions."""


def take_in_lines(
    store: ReviewedStore, data: bytes, where: str, author: str
) -> tuple[int, int, list[StoreError]]:
    """Keep the decisions of a file of JSON Lines; one that is here already stays as it is here.

    Args:
        store: where they go.
        data: the file.
        where: names it in errors.
        author: who decided what names nobody.

    Returns:
        How many were new, how many were here, and those that cannot be carried out.
    """
    if len(data) > MOST:
        raise StoreError("TS-STORE-11", f"{where} (over {MOST} bytes)")
    looked: dict[str, Lookup] = {}
    new = same = 0
    failed: list[StoreError] = []
    for place, record in _records(data, where, failed):
        try:
            made = _read(store, record, author, looked)
            added, known = store.take_in([made])
            new, same = new + added, same + known
        except (TwosourceError, ValueError) as error:
            reason = error.where if isinstance(error, StoreError) else str(error)
            failed.append(StoreError("TS-STORE-11", f"{place} ({reason})"))
    return new, same, failed


def _records(
    data: bytes, where: str, failed: list[StoreError]
) -> Iterator[tuple[str, ReviewRecord]]:
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            yield place, ReviewRecord.model_validate_json(line)
        except (ValidationError, ValueError) as error:
            reason = str(error).splitlines()[0]
            if isinstance(error, ValidationError):
                first = error.errors(include_url=False, include_input=False)[0]
                reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
            failed.append(StoreError("TS-STORE-11", f"{place} ({reason})"))


def _read(
    store: ReviewedStore, record: ReviewRecord, author: str, looked: dict[str, Lookup]
) -> Review:
    made = review_of(record)
    if record.tool != TOOL:
        # one annotation of another tool may decide several things under one name
        digest = hashlib.sha256(record.model_dump_json(by_alias=True).encode("utf-8", "replace"))
        made = replace(_whole(store, made, record, looked), id=f"i-{digest.hexdigest()[:12]}")
    return replace(made, author=made.author.strip() or author)


def _whole(
    store: ReviewedStore, made: Review, record: ReviewRecord, looked: dict[str, Lookup]
) -> Review:
    """A decision of another tool with all the words that its line rests on."""
    if made.of not in {"finding", "position", "link"} or record.record is None:
        return made
    if record.story not in looked:
        looked[record.story] = store.lookup(record.story)
    lookup = looked[record.story]
    if made.of == "link":
        return replace(lookup.unlink(*made.accounts), note=made.note, author=made.author,
                       time=made.time)  # fmt: skip
    line = lookup.decide([record.record.id], made.decision, values=_values(made) or {"": ""})
    values = _values(made)
    return replace(
        line, better=made.better, values=values, note=made.note, author=made.author, time=made.time
    )


def _values(made: Review) -> dict[str, str]:
    return {k: v for k, v in made.values.items() if k in {"type", "kind", "modality", "holder"}}
