"""The labelled pairs that training starts from: each mark stands on words of its account."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import get_args

import pytest

from twosource.types import FindingType

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture
def labels(monkeypatch):
    """The module that loads them; it is no part of the package."""
    monkeypatch.syspath_prepend(str(TRAINING))
    return importlib.import_module("compare_labels")


@pytest.mark.parametrize(
    "path", sorted((TRAINING / "labels").glob("compare_*.jsonl")), ids=lambda p: p.stem
)
def test_marks_are_well_formed(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert row["a"] != row["b"] and row["items"] is not None
        for item in row["items"]:
            assert item["type"] in get_args(FindingType)
            assert item["kind"] in {"agree", "again", "differ", "only"}
            spans = [s for s in (item["a"], item["b"]) if s is not None]
            assert len(spans) == (1 if item["kind"] == "only" else 2)
            assert all(0 <= start < end for start, end in spans)


def test_marks_stand_on_words(shared, labels):
    for row in labels.load(shared / "eval"):
        for item in row.pair.items:
            for account, place in ((row.pair.a, item.a), (row.pair.b, item.b)):
                if place is not None:
                    start, end = place.span.start, place.span.end
                    assert end <= len(account.text), row.pair.id
                    assert not account.text[start].isspace(), row.pair.id
                    assert not account.text[end - 1].isspace(), row.pair.id


def test_cut_tokens_are_put_together(labels):
    cut = "`` We ca n't say , '' she said ( twice ) : it 's 5 % ."
    assert labels.joined(cut) == "\u201cWe can't say,\u201d she said (twice): it's 5%."
