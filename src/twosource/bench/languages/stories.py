"""Labelled stories in several languages: ``NAME/accounts/LABEL.txt`` and ``NAME/gold.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twosource.read.records import from_record
from twosource.types import Account

TRANSLATED = frozenset({"translation", "rewritten-translation", "shortened-translation"})
SCRIPTS = {"ru": "Cyrillic", "uk": "Cyrillic", "ar": "Arabic", "fa": "Arabic", "he": "Hebrew",
           "zh": "Han", "ja": "Japanese"}  # fmt: skip
"""Scripts by language; Latin where none is named."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A story: its accounts, read as finished records, and its labels as they were written."""

    name: str
    accounts: Mapping[str, Account]
    gold: Mapping[str, Any]

    def kind(self, account: str) -> str:
        """``wire``, ``translation``, ``independent`` ..."""
        return str(self.gold["accounts"][account]["kind"])

    def source(self, account: str) -> str | None:
        """The account it was translated from."""
        found: str | None = self.gold["accounts"][account].get("from")
        return found if self.kind(account) in TRANSLATED else None

    def root(self, account: str) -> str:
        """The account at the head of its translations."""
        seen: set[str] = set()
        while (above := self.source(account)) is not None and account not in seen:
            seen.add(account)
            account = above
        return account

    def dependent(self, one: str, two: str) -> bool:
        """Whether both go back to one text."""
        ours = TRANSLATED | {"wire"}
        return {self.kind(one), self.kind(two)} <= ours and self.root(one) == self.root(two)

    def script(self, account: str) -> str:
        """The script an account is written in."""
        return SCRIPTS.get(str(self.gold["accounts"][account]["language"]), "Latin")

    def event(self, account: str) -> str:
        """What the account tells: its own where it is of another story."""
        return self.name if self.kind(account) != "unrelated" else f"{self.name}/{account}"


def stories(folder: Path) -> list[Labelled]:
    """The stories of a folder, by name."""
    return [_story(path.parent) for path in sorted(folder.glob("*/gold.json"))]


def _story(folder: Path) -> Labelled:
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    accounts = {}
    for label, said in gold["accounts"].items():
        with (folder / "accounts" / f"{label}.txt").open(encoding="utf-8", newline="") as file:
            record = {"id": label, "text": file.read()}
        if said.get("published"):
            record["published"] = said["published"]
        accounts[label] = from_record(record, label)
    return Labelled(folder.name, accounts, gold)
