"""What became of a Web Annotation that was ours: its targets, its facts, what was said of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from twosource.errors import ExchangeError
from twosource.exchange.reviewed import Decision, Dossiers, Known, Place, Signed, review, whole
from twosource.exchange.told import Told
from twosource.exchange.web_targets import account_of, fit, listed, placed, source_of
from twosource.exchange.whose import chosen
from twosource.records.models import ReviewRecord
from twosource.types import Failure

LONGEST = 2_000
"""Code points of a changed value."""


def own_record(one: Mapping[str, Any], dossiers: Dossiers, where: str) -> Known | None:
    """The record that an annotation of ours was made of.

    Raises:
        ExchangeError: ``TS-EXCH-08``, it is of a dossier that is not given; ``TS-EXCH-10``, it
            may be of several.
    """
    found = dossiers.known(one.get("id"))
    mark = one.get("dossier")
    own = chosen(
        found,
        lambda k: dossiers.story(k.story).mark == mark,
        lambda k: _fit(one, k, dossiers),
        where,
        foreign=isinstance(mark, str),
    )
    if found and own is None:
        raise ExchangeError("TS-EXCH-08", f"{where} ({str(one.get('id'))[:120]})")
    return own


def _fit(one: Mapping[str, Any], own: Known, dossiers: Dossiers) -> tuple[int, ...]:
    told = dossiers.story(own.story)
    targets = listed(one.get("target"))
    if own.kind == "link":
        return (sum(_end(t, told, dossiers) is not None for t in targets), 0, 0)
    places = [_placed(t, told, dossiers) for t in targets]
    same = sum(any(_same(p, q) for q in own.places) for p in places if p is not None)
    words = sum(fit(t, told, dossiers) for t in targets)
    return (words, same, int(bool(words) and not _changed(one, own, dossiers)))


def _placed(target: Any, told: Told, dossiers: Dossiers) -> Place | None:
    try:
        return placed(target, told, dossiers, "")[0]
    except ExchangeError:
        return None


def _end(target: Any, told: Told, dossiers: Dossiers) -> str | None:
    return dossiers.account(told, source_of(target), account_of(target))


def of_own(
    one: Mapping[str, Any], own: Known, decision: Decision | None, signed: Signed,
    dossiers: Dossiers, where: str,
) -> Iterator[ReviewRecord | Failure]:  # fmt: skip
    """The reviews of an annotation of ours; none where it came back as it was."""
    told = dossiers.story(own.story)
    targets = listed(one.get("target"))
    changed = _changed(one, own, dossiers)
    said = decision is not None or bool(signed.note) or bool(changed)
    if not targets and own.places and not said:
        raise ExchangeError("TS-EXCH-09", f"{where} (no target)")
    if targets and own.kind == "link":
        ends = {_end(t, told, dossiers) for t in targets}
        if ends != {*own.names}:
            wrong = ExchangeError("TS-EXCH-09", f"{where} (not the two accounts of the link)")
            yield Failure(where, wrong.code, str(wrong))
    elif targets:
        yield from _spans(targets, own, signed, told, dossiers, where)
    if said and not own.places:
        raise ExchangeError("TS-EXCH-09", f"{where} (no place)")
    if said:
        main = own.places[0]
        yield review(
            told, main, decision or ("change" if changed else "note"), signed, values=changed,
            record=own.reviewed(main.role),
        )  # fmt: skip


def _spans(
    targets: list[Any], own: Known, signed: Signed, told: Told, dossiers: Dossiers, where: str
) -> Iterator[ReviewRecord | Failure]:
    """Spans that were drawn anew, are new or gone."""
    left = list(own.places)
    others: list[tuple[Any, Place | None, bool]] = []
    for target in targets:
        role = _role(target)
        try:
            place, moved = placed(target, told, dossiers, where)
        except ExchangeError as error:
            yield Failure(where, error.code, whole(str(error)))
            others.append((role, None, False))
            continue
        old = next((p for p in left if role in (None, p.role) and _same(p, place)), None)
        if old is not None:
            left.remove(old)
        else:
            others.append((role, place, moved))
    for role, now, moved in others:
        old = next((p for p in left if role in (None, p.role)), None)
        if old is not None:
            left.remove(old)
        if now is not None:
            yield review(
                told, now, "change" if old is not None else "add", signed, moved=moved,
                record=own.reviewed(old.role if old is not None else str(role or "")),
                before=old.span if old is not None else None,
            )  # fmt: skip
    for gone in left:
        yield review(told, gone, "strike", signed, record=own.reviewed(gone.role))


def _role(target: Any) -> str | None:
    role = target.get("role") if isinstance(target, dict) else None
    return role if isinstance(role, str) else None


def _same(a: Place, b: Place) -> bool:
    return (a.account, a.part, a.span) == (b.account, b.part, b.span)


def _changed(one: Mapping[str, Any], own: Known, dossiers: Dossiers) -> dict[str, str]:
    """The facts that are not what they were; what a tool has lost says nothing."""
    given = one.get("facts")
    if not isinstance(given, dict):
        return {}
    facts = dossiers.facts(own)
    return {
        str(name)[:LONGEST]: _value(value)
        for name, value in given.items() if name not in facts or facts[name] != value
    }  # fmt: skip


def _value(value: Any) -> str:
    """A value as a text; of a party its name."""
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    made = value if isinstance(value, str) else "" if value is None else json.dumps(value)
    return made[:LONGEST]
