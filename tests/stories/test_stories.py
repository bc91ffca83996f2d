"""The invented stories: every label points at words that stand in its account."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
STORIES = sorted(path.parent for path in HERE.glob("*/*/gold.json"))

Gold = dict[str, Any]


class _Words(HTMLParser):
    """The words of a page: no tags, no scripts; inline tags do not part words."""

    INLINE = frozenset({"a", "b", "em", "i", "span", "strong"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in {"script", "style"}
        self.parts.append("" if tag in self.INLINE else " ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"}
        self.parts.append("" if tag in self.INLINE else " ")

    def handle_data(self, data: str) -> None:
        self.parts.append("" if self.silent else data)


def _single_spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _texts(folder: Path, inputs: list[str]) -> dict[str, str]:
    """The text of each account by its id."""
    texts = {}
    for name in inputs:
        raw = (folder / name).read_text(encoding="utf-8")
        if name.endswith(".jsonl"):
            records = [json.loads(line) for line in raw.splitlines()]
            texts.update({r["id"]: _single_spaced(r["text"]) for r in records})
        elif name.endswith(".html"):
            page = _Words()
            page.feed(raw)
            texts[name] = _single_spaced("".join(page.parts))
        else:
            texts[name] = _single_spaced(raw)
    return texts


def _snippets(gold: Gold) -> Iterator[tuple[str, str]]:
    """Account and snippet of every label."""
    for row in gold["differences"] + gold["not_differences"]:
        for side in (row["a"], row["b"]):
            yield side["account"], side["snippet"]
    for row in gold["origins"] + gold["agreements"]:
        yield from row["spans"].items()
    for row in gold["speakers"] + gold["positions"]:
        yield row["account"], row["content"]
        if row.get("condition"):
            yield row["account"], row["condition"]


def test_there_are_stories_in_both_halves() -> None:
    assert {folder.parent.name for folder in STORIES} == {"open", "held_back"}


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_every_snippet_stands_in_its_account(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = _texts(folder, gold["inputs"])
    assert len(texts) >= 3
    missing = [
        (account, snippet)
        for account, snippet in _snippets(gold)
        if not snippet or snippet not in texts[account]
    ]
    assert not missing


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_every_pair_of_accounts_has_one_label(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    told = [frozenset((row["a"], row["b"])) for row in gold["derivations"]]
    told += [frozenset(pair) for pair in gold["independent"] + gold["unsettled"]]
    accounts = sorted(_texts(folder, gold["inputs"]))
    pairs = {frozenset((a, b)) for i, a in enumerate(accounts) for b in accounts[:i]}
    assert set(told) == pairs
    assert len(told) == len(pairs)
