"""Web Annotations that people made or changed -> reviews.

Taken are an Annotation, lists and pages of them, a collection, JSON Lines, and the rows that the
API of Hypothesis gives.  An annotation of ours that came back as it was says nothing; one with
another span, a tag or a comment does; an annotation of one of ours, or of a stretch of an account,
is a person's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from twosource.errors import ExchangeError
from twosource.exchange.reviewed import (
    KINDS,
    Decision,
    Dossiers,
    Known,
    Signed,
    decided,
    review,
    whole,
)
from twosource.exchange.web_own import of_own, own_record
from twosource.exchange.web_targets import listed as _list
from twosource.exchange.web_targets import stretch
from twosource.exchange.web_targets import text as _text
from twosource.records.models import ReviewRecord
from twosource.types import Failure

MOST = 1_000_000
"""Annotations of one file."""


def annotations_of(data: bytes, where: str) -> Iterator[Mapping[str, Any] | Failure]:
    """The annotations of a file, in whatever they are wrapped; what is only named by an address
    is a failure, as nothing is fetched.

    Raises:
        ExchangeError: ``TS-EXCH-05``, it is no JSON, or holds no annotation.
    """
    try:
        text = data.decode("utf-8-sig")
        try:
            found: Any = json.loads(text)
        except json.JSONDecodeError:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise ExchangeError("TS-EXCH-05", f"{where} ({type(error).__name__})") from error
    count = 0
    for one in _unwrapped(found):
        count += 1
        if count > MOST:
            raise ExchangeError("TS-EXCH-05", f"{where} (over {MOST} annotations)")
        if isinstance(one, str):
            lacking = ExchangeError("TS-EXCH-05", f"{where} (only an address: {whole(one)[:80]})")
            yield Failure(where, lacking.code, str(lacking))
        else:
            yield one
    if not count and not (isinstance(found, dict) and {*_WRAPS} & {*found}):
        raise ExchangeError("TS-EXCH-05", f"{where} (no annotation in it)")


_WRAPS = ("first", "items", "rows", "next")
"""Where a collection, a page or an answer has its annotations."""


def _unwrapped(found: Any) -> Iterator[Mapping[str, Any] | str]:
    """Annotations, and the addresses of what is not in the file."""
    stack = [(found, False)]
    there: set[str] = set()
    while stack:
        one, inside = stack.pop()
        if isinstance(one, list):
            stack.extend((x, inside) for x in reversed(one))
        elif isinstance(one, str) and inside and one not in there:
            yield one
        elif isinstance(one, dict):
            if isinstance(one.get("id"), str):
                there.add(one["id"])
            inner = [one[k] for k in _WRAPS if k in one]
            if inner:
                stack.extend((x, True) for x in reversed(inner))
            elif "target" in one or one.get("type") == "Annotation":
                yield one


def reviews(data: bytes, dossiers: Dossiers, where: str) -> Iterator[ReviewRecord | Failure]:
    """The reviews of a file; what cannot be placed is a failure of its own.

    Raises:
        ExchangeError: ``TS-EXCH-05``, the file holds no annotations.
    """
    for number, annotation in enumerate(annotations_of(data, where), 1):
        if isinstance(annotation, Failure):
            yield annotation
            continue
        place = f"{where}: annotation {number}"
        try:
            yield from _reviews(annotation, dossiers, place)
        except ExchangeError as error:
            yield _refused(place, error)


def _refused(where: str, error: ExchangeError) -> Failure:
    return Failure(where, error.code, whole(str(error)))


def _reviews(
    one: Mapping[str, Any], dossiers: Dossiers, where: str
) -> Iterator[ReviewRecord | Failure]:
    own = own_record(one, dossiers, where)
    tags, texts = _said(one, own is not None)
    decision = decided(tags)
    signed = Signed(
        str(one.get("id") or where), "web-annotation", _author(one),
        _text(one.get("modified") or one.get("updated") or one.get("created")), "\n".join(texts),
    )  # fmt: skip
    if own is not None:
        yield from of_own(one, own, decision, signed, dossiers, where)
        return
    targets = _list(one.get("target"))
    if not targets:
        raise ExchangeError("TS-EXCH-09", f"{where} (no target)")
    for target in targets:
        try:
            yield _answer(target, tags, decision, signed, dossiers, where)
        except ExchangeError as error:
            yield _refused(where, error)


def _answer(
    target: Any, tags: list[str], decision: Decision | None, signed: Signed, dossiers: Dossiers,
    where: str,
) -> ReviewRecord:  # fmt: skip
    """What a person says of one target: a record of ours, or a stretch of an account."""
    answered = _answered(target, dossiers, where)
    if answered is not None:
        if decision is None and not signed.note:
            raise ExchangeError("TS-EXCH-09", where)
        told, main = dossiers.story(answered.story), answered.places[0]
        return review(told, main, decision or "note", signed, record=answered.reviewed(main.role))
    told, place, moved = stretch(target, dossiers, where)
    kinds = [t for t in tags if t in KINDS]
    there = dossiers.at(told.story.id, place, kinds)
    if decision is None:
        decision = "add" if kinds and there is None else "note" if signed.note else None
    if decision is None:
        raise ExchangeError("TS-EXCH-09", where)
    return review(
        told, place, decision, signed, moved=moved,
        record=there[0].reviewed(there[1]) if there is not None else None,
        values={"kind": kinds[0]} if kinds else {},
    )  # fmt: skip


def _answered(target: Any, dossiers: Dossiers, where: str) -> Known | None:
    """The record of ours that a target is."""
    names = [target.get("id"), target.get("source")] if isinstance(target, dict) else [target]
    for name in names:
        found = dossiers.known(name)
        if len(found) > 1:
            raise ExchangeError("TS-EXCH-10", f"{where} ({str(name)[:120]})")
        if found:
            return found[0]
    return None


def _said(one: Mapping[str, Any], own: bool) -> tuple[list[str], list[str]]:
    """Tags and words of a person; our own description is none."""
    tags, texts = [str(t) for t in _list(one.get("tags"))], []
    if isinstance(one.get("text"), str) and one["text"].strip():
        texts.append(one["text"])
    bodies = [*_list(one.get("body")), *_list(one.get("bodyValue"))]
    for body in bodies:
        value = body.get("value") if isinstance(body, dict) else body
        purpose = body.get("purpose") if isinstance(body, dict) else None
        if not isinstance(value, str) or (own and purpose == "describing"):
            continue
        tag = {"tagging", "classifying"} & {p for p in _list(purpose) if isinstance(p, str)}
        if tag or decided([value]) is not None:
            tags.append(value)
        elif value.strip():
            texts.append(value)
    if own:
        tags = [t for t in tags if t not in KINDS]
    return tags, texts


def _author(one: Mapping[str, Any]) -> str | None:
    for who in [*_list(one.get("creator")), *_list(one.get("user"))]:
        if isinstance(who, dict):
            who = who.get("name") or who.get("id")
        if isinstance(who, str) and who:
            return who
    return None
