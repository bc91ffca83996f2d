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
from twosource.exchange.anchor import Hint
from twosource.exchange.reviewed import (
    KINDS,
    Dossiers,
    Known,
    Place,
    Signed,
    decided,
    review,
)
from twosource.records.models import ReviewRecord
from twosource.types import Failure

MOST = 1_000_000
"""Annotations of one file."""


def annotations_of(data: bytes, where: str) -> Iterator[Mapping[str, Any]]:
    """The annotations of a file, in whatever they are wrapped.

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
        yield one
    if not count and not (isinstance(found, dict) and {"first", "items", "rows"} & {*found}):
        raise ExchangeError("TS-EXCH-05", f"{where} (no annotation in it)")


def _unwrapped(found: Any) -> Iterator[Mapping[str, Any]]:
    stack = [found]
    while stack:
        one = stack.pop()
        if isinstance(one, list):
            stack.extend(reversed(one))
        elif isinstance(one, dict):
            inner = [one[k] for k in ("first", "items", "rows") if k in one]
            if inner:
                stack.extend(reversed(inner))
            elif "target" in one:
                yield one


def reviews(data: bytes, dossiers: Dossiers, where: str) -> Iterator[ReviewRecord | Failure]:
    """The reviews of a file; what cannot be placed is a failure of its own.

    Raises:
        ExchangeError: ``TS-EXCH-05``, the file holds no annotations.
    """
    for number, annotation in enumerate(annotations_of(data, where), 1):
        place = f"{where}: annotation {number}"
        try:
            yield from _reviews(annotation, dossiers, place)
        except ExchangeError as error:
            yield Failure(place, error.code, str(error))


def _reviews(one: Mapping[str, Any], dossiers: Dossiers, where: str) -> Iterator[ReviewRecord]:
    own = dossiers.known(one.get("id"))
    tags, texts = _said(one, own is not None)
    decision = decided(tags)
    signed = Signed(
        str(one.get("id") or where), "web-annotation", _author(one),
        _text(one.get("modified") or one.get("updated") or one.get("created")), "\n".join(texts),
    )  # fmt: skip
    if own is not None:
        yield from _of_own(one, own, decision, signed, dossiers, where)
        return
    for target in _list(one.get("target")):
        answered = dossiers.known(target) or (
            dossiers.known(target.get("id")) or dossiers.known(target.get("source"))
            if isinstance(target, dict) else None
        )  # fmt: skip
        if answered is not None:
            if decision is None and not texts:
                raise ExchangeError("TS-EXCH-09", where)
            told, main = dossiers.story(answered.story), answered.places[0]
            yield review(
                told, main, decision or "note", signed, record=answered.reviewed(main.role)
            )
            continue
        told, place, moved = _placed(target, dossiers, where)
        kinds = [t for t in tags if t in KINDS]
        there = dossiers.at(told.story.id, place, kinds)
        if decision is None:
            decision = "add" if kinds and there is None else "note" if texts else None
        if decision is None:
            raise ExchangeError("TS-EXCH-09", where)
        yield review(
            told, place, decision, signed, moved=moved,
            record=there[0].reviewed(there[1]) if there is not None else None,
            values={"kind": kinds[0]} if kinds else {},
        )  # fmt: skip


def _of_own(
    one: Mapping[str, Any], own: Known, decision: Any, signed: Signed, dossiers: Dossiers,
    where: str,
) -> Iterator[ReviewRecord]:  # fmt: skip
    """What became of an annotation of ours."""
    told = dossiers.story(own.story)
    left = list(own.places)
    for target in _list(one.get("target")):
        role = target.get("role") if isinstance(target, dict) else None
        if own.kind == "link":
            continue
        _, place, moved = _placed(target, dossiers, where, own.story)
        old = next((p for p in left if p.role == role and _same(p, place)), None)
        if old is not None:
            left.remove(old)
            continue
        old = next((p for p in left if p.role == role), None)
        if old is not None:
            left.remove(old)
        yield review(
            told, place, "change" if old is not None else "add", signed, moved=moved,
            record=own.reviewed(str(role or "")), before=old.span if old is not None else None,
        )  # fmt: skip
    if decision is not None or signed.note:
        main = own.places[0]
        yield review(told, main, decision or "note", signed, record=own.reviewed(main.role))


def _same(a: Place, b: Place) -> bool:
    return (a.account, a.part, a.span) == (b.account, b.part, b.span)


def _placed(
    target: Any, dossiers: Dossiers, where: str, story: str | None = None
) -> tuple[Any, Place, bool]:
    """The account and the span of a target."""
    if not isinstance(target, dict):
        target = {"source": target}
    source = target.get("source")
    if isinstance(source, dict):
        source = source.get("id")
    told, account = dossiers.account(source, target.get("account"), where)
    if story is not None and (account, "text") in dossiers.story(story).texts:
        told = dossiers.story(story)
    place, moved = dossiers.find(told, account, target.get("part"), _hint(target), where)
    return told, place, moved


def _hint(target: Mapping[str, Any]) -> Hint:
    told: dict[str, str] = {}
    place: tuple[int, int] | None = None
    stack = _list(target.get("selector"))[:100]
    while stack:
        selector = stack.pop(0)
        if not isinstance(selector, dict):
            continue
        if selector.get("type") == "TextQuoteSelector":
            told = {k: _text(selector.get(k)) or "" for k in ("exact", "prefix", "suffix")}
        elif selector.get("type") == "TextPositionSelector":
            start, end = selector.get("start"), selector.get("end")
            if type(start) is int and type(end) is int:
                place = (start, end)
        stack += _list(selector.get("refinedBy"))[:10]
        if len(stack) > 200:
            break
    return Hint(told.get("exact", ""), told.get("prefix", ""), told.get("suffix", ""), place)


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


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
