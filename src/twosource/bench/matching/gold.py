"""The gold of matching: invented stories, each statement labelled by snippet.

One JSON object a line: ``story``, ``theme``, ``accounts`` (id, title, text), ``said``
(account, key, speaker, form, content: [snippet, occurrence] pairs of the text), ``pairs``
(key, a, b, fidelity, dropped).  Statements with one key are one utterance; several keys
of one speaker are several.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from twosource.errors import UsageError
from twosource.types import Account, Span


@dataclass(frozen=True, slots=True)
class Said:
    """One labelled statement: who said it, in which form, and where it stands."""

    account: str
    key: str
    speaker: str
    form: str
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts that carry the statement ``key``; ``fidelity`` is ``""`` where both
    tell it indirectly.
    """

    key: str
    a: str
    b: str
    fidelity: str
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One story: accounts, labelled statements by (account, key), pairs."""

    name: str
    accounts: tuple[Account, ...]
    said: Mapping[tuple[str, str], Said]
    pairs: tuple[Pair, ...]


def load(path: Path) -> tuple[Told, ...]:
    """The stories of one file.

    Raises:
        UsageError: ``TS-USE-04`` where the file is missing.
    """
    if not path.is_file():
        raise UsageError("TS-USE-04", str(path))
    return tuple(_story(line) for line in path.read_text(encoding="utf-8").splitlines())


def _story(line: str) -> Told:
    raw = json.loads(line)
    accounts = tuple(Account(a["id"], a["text"], "0", a.get("title")) for a in raw["accounts"])
    texts = {a.id: a.text for a in accounts}
    said = (
        Said(s["account"], s["key"], s["speaker"], s["form"],
             tuple(place(texts[s["account"]], *c) for c in s["content"]))
        for s in raw["said"]
    )  # fmt: skip
    pairs = (
        Pair(p["key"], p["a"], p["b"], p.get("fidelity", ""), tuple(p.get("dropped", ())))
        for p in raw["pairs"]
    )
    return Told(raw["story"], accounts, {(s.account, s.key): s for s in said}, tuple(pairs))


def place(text: str, snippet: str, occurrence: int) -> Span:
    """Where the snippet stands for the nth time, counted from 0; ``ValueError`` where
    it does not.
    """
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(snippet, start + 1)
    return Span(start, start + len(snippet))
