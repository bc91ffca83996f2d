"""The real texts, where the shared folder is at hand."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from twosource.read import read
from twosource.trace import trace
from twosource.trace.lineage import dependent
from twosource.types import Account

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("TWOSOURCE_SHARED", ROOT.parent / "shared"))


def test_the_seeds_are_not_independent() -> None:
    texts = sorted((SHARED / "seeds").glob("0*.txt"))
    if not texts:
        pytest.skip("shared data not present")
    accounts = [a for a in read(texts) if isinstance(a, Account)]
    (link,) = trace(accounts)
    assert dependent(link)
    assert link.direction in {"b>a", "common"}
    assert sum(e.kind == "run" for e in link.evidence) >= 3


def test_outlets_on_one_event_are_not_called_derived() -> None:
    folder = SHARED / "eval/trace/basil"
    if not folder.is_dir():
        pytest.skip("shared data not present")

    def lines(name: str) -> list[dict]:
        with gzip.open(folder / name, "rt", encoding="utf-8") as stream:
            return [json.loads(line) for line in stream]

    texts = {d["id"]: d["text"] for d in lines("docs.jsonl.gz")}
    accounts = [Account(id=k, text=t, sha256="") for k, t in sorted(texts.items())]
    derived = {frozenset((d.a, d.b)) for d in trace(accounts) if dependent(d)}
    apart = [p for p in lines("pairs.jsonl.gz") if p["max_cov8"] < 0.15]
    called = sum(frozenset((p["a"], p["b"])) in derived for p in apart)
    assert called <= len(apart) // 100
