"""Targets of Web Annotations: which account they are of, and where in it."""

from __future__ import annotations

from typing import Any

from twosource.errors import ExchangeError
from twosource.exchange.anchor import Hint
from twosource.exchange.reviewed import Dossiers, Place
from twosource.exchange.told import Told
from twosource.exchange.whose import chosen


def stretch(target: Any, dossiers: Dossiers, where: str) -> tuple[Told, Place, bool]:
    """The story and the place of a target, and whether its words had to be looked for.

    Raises:
        ExchangeError: ``TS-EXCH-06`` to ``08``, it is not found; ``TS-EXCH-10``, it is found in
            several stories.
    """
    found = dossiers.accounts(source_of(target), account_of(target))
    if len(found) > 1:
        fits = {told.story.id: fit(target, told, dossiers) for told, _ in found}
        one = chosen(found, lambda f: False, lambda f: (fits[f[0].story.id],), where, foreign=False)
        found = [one] if one is not None else []
    if not found:
        raise _nowhere(target, where)
    told, _ = found[0]
    return told, *placed(target, told, dossiers, where)


def placed(target: Any, told: Told, dossiers: Dossiers, where: str) -> tuple[Place, bool]:
    """The place of a target in a story, and whether its words had to be looked for."""
    account = dossiers.account(told, source_of(target), account_of(target))
    if account is None:
        raise _nowhere(target, where)
    part = target.get("part") if isinstance(target, dict) else None
    return dossiers.find(told, account, part, hint(target), where)


def _nowhere(target: Any, where: str) -> ExchangeError:
    named = account_of(target) or source_of(target)
    return ExchangeError("TS-EXCH-08", f"{where} ({str(named)[:120]})")


def fit(target: Any, told: Told, dossiers: Dossiers) -> int:
    """How well a target fits a story: 2 where its words stand at its place, 1 where elsewhere."""
    try:
        _, moved = placed(target, told, dossiers, "")
    except ExchangeError as error:
        return int(error.code == "TS-EXCH-07")
    return 1 if moved else 2


def source_of(target: Any) -> Any:
    """What a target names as its source."""
    source = target.get("source") if isinstance(target, dict) else target
    return source.get("id") if isinstance(source, dict) else source


def account_of(target: Any) -> Any:
    """The account that a target of ours names."""
    return target.get("account") if isinstance(target, dict) else None


def hint(target: Any) -> Hint:
    """The words and the place that a target tells."""
    told: dict[str, str] = {}
    place: tuple[int, int] | None = None
    stack = listed(target.get("selector") if isinstance(target, dict) else None)[:100]
    while stack:
        selector = stack.pop(0)
        if not isinstance(selector, dict):
            continue
        if selector.get("type") == "TextQuoteSelector":
            told = {k: text(selector.get(k)) or "" for k in ("exact", "prefix", "suffix")}
        elif selector.get("type") == "TextPositionSelector":
            start, end = selector.get("start"), selector.get("end")
            if type(start) is int and type(end) is int:
                place = (start, end)
        stack += listed(selector.get("refinedBy"))[:10]
        if len(stack) > 200:
            break
    return Hint(told.get("exact", ""), told.get("prefix", ""), told.get("suffix", ""), place)


def text(value: object) -> str | None:
    """A value that is a text."""
    return value if isinstance(value, str) else None


def listed(value: Any) -> list[Any]:
    """One value or many as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]
