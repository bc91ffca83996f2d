"""The SQLite file: keys and limits hold, spans point at their words, Datasette serves it."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from exchange.conftest import Export, one
from exchange.invented import QUOTE, written
from twosource.exchange import format_of, save, stories_of_file

datasette = pytest.importorskip("datasette")


def faults(path: Path) -> list[str]:
    """What SQLite itself finds wrong with a file."""
    with sqlite3.connect(path) as base:
        whole = [r[0] for r in base.execute("PRAGMA integrity_check") if r[0] != "ok"]
        dangling = [f"{t} -> {to}" for t, _, to, _ in base.execute("PRAGMA foreign_key_check")]
        return whole + dangling


def test_whole_and_every_span_at_its_words(story: Path, export: Export) -> None:
    path = export(story, "sqlite")
    assert faults(path) == []
    base = sqlite3.connect(path)
    for name in ("statement", "event", "position", "finding", "origin"):
        wrong = base.execute(
            f'SELECT s.quote, substr(p.text, s.start + 1, s."end" - s.start) FROM {name}_spans s '
            "JOIN parts p ON p.id = s.part WHERE s.quote IS NOT "
            'substr(p.text, s.start + 1, s."end" - s.start)'
        ).fetchall()
        assert wrong == []
    told = one(story)
    counts = {
        "statements": len(told.statements), "events": len(told.events), "links": len(told.links),
        "findings": len(told.findings), "positions": len(told.positions),
        "link_evidence": sum(len(link.evidence) for link in told.links),
        "finding_spans": sum(len(f.spans) for f in told.findings),
    }  # fmt: skip
    for name, count in counts.items():
        assert base.execute(f"SELECT count(*) FROM {name}").fetchone() == (count,), name
    for view in ("said", "done", "differences", "sources", "lineage"):
        base.execute(f"SELECT * FROM {view}").fetchall()
    base.close()


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("UPDATE findings SET score = 1.5", "CHECK constraint failed"),
        ('UPDATE event_spans SET "end" = start', "CHECK constraint failed"),
        ("UPDATE events SET type = 'GREET'", "CHECK constraint failed"),
        ("UPDATE statements SET speaker = 999", "FOREIGN KEY constraint failed"),
        ("UPDATE statements SET account = NULL", "NOT NULL constraint failed"),
    ],
)
def test_what_is_wrong_cannot_be_put_in(
    command: str, expected: str, twenty: Path, export: Export
) -> None:
    with sqlite3.connect(export(twenty, "sqlite")) as base:
        base.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match=expected):
            base.execute(command)


def test_a_dangling_key_is_seen(twenty: Path, export: Export) -> None:
    path = export(twenty, "sqlite")
    with sqlite3.connect(path) as base:
        base.execute("UPDATE statements SET speaker = 999 WHERE id = 1")
    assert faults(path) == ["statements -> parties"]


class Server:
    """A Datasette that serves a file on loopback until it is closed."""

    def __init__(self, path: Path, meta: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "datasette", "serve", str(path), "--metadata", str(meta),
             "--port", "0", "--host", "127.0.0.1"],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self.process.stderr is not None
        until = time.monotonic() + 60
        for line in self.process.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found or time.monotonic() > until:
                break
        assert found, "datasette did not start"
        self.name = path.stem
        self.client = httpx.Client(base_url=found[0], trust_env=False, timeout=30)

    def rows(self, table: str, **ask: str) -> Any:
        answer = self.client.get(f"/{self.name}/{table}.json", params={"_shape": "array", **ask})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def close(self) -> None:
        self.client.close()
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    path = folder / "story.db"
    save(format_of("sqlite"), stories_of_file(written(folder, 20)), path)
    server = Server(path, folder / "story.metadata.json")
    yield server
    server.close()


def test_datasette_serves_tables_views_and_searches(served: Server) -> None:
    assert len(served.rows("accounts")) == 20
    found = served.rows("said", _search="never", _size="max")
    assert [r["quote"].startswith(QUOTE) for r in found] == [True] * 20
    assert served.rows("said", _search="harvest") == []
    assert {r["type"] for r in served.rows("differences", _search="finding")} == {"number"}
    assert len(served.rows("parts", _search="tern")) >= 20


def test_datasette_shows_facets_units_and_labels(served: Server) -> None:
    page = served.client.get("/story/statement_spans", params={"_size": "3"}).text
    assert "codepoint" in page
    assert "First code point." in page
    page = served.client.get("/story/said").text
    assert "speaker" in page
    assert "facet-results" in page
    statements = served.client.get("/story/statements").text
    assert "Ada Moor</a>" in statements
    assert "<script>alert(" not in statements


def test_without_the_search_table_a_view_is_not_searched(tmp_path: Path) -> None:
    """The broken twin: Datasette answers all the same, with every row."""
    path = tmp_path / "story.db"
    save(format_of("sqlite"), stories_of_file(written(tmp_path, 20)), path)
    meta = tmp_path / "story.metadata.json"
    told = json.loads(meta.read_text())
    del told["databases"]["story"]["tables"]["said"]["fts_table"]
    meta.write_text(json.dumps(told))
    server = Server(path, meta)
    try:
        assert len(server.rows("said", _search="harvest", _size="max")) > 0
    finally:
        server.close()
