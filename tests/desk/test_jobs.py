"""What takes long goes on beside the pages: told as it happens, resumed, stopped, taken away."""

from __future__ import annotations

import gzip
import json
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from running import TEXT, Running, running, wait

from twosource.store import open_store

JSON = {"accept": "application/json"}


class _Site(BaseHTTPRequestHandler):
    """A feed of one page, and a page that never comes."""

    def do_GET(self) -> None:
        port = self.server.server_address[1]
        page = f"http://127.0.0.1:{port}/story"
        bodies = {
            "/feed": f"<rss version='2.0'><channel><title>F</title><item><title>Quay</title>"
            f"<link>{page}</link></item></channel></rss>",
            "/story": f"<html><body><article><h1>Quay shut</h1><p>{TEXT.format(12)}</p><p>"
            f"{TEXT.format(12)}</p></article></body></html>",
        }
        if self.path == "/slow":
            time.sleep(20)
            return
        found = bodies.get(self.path)
        self.send_response(200 if found else 404)
        kind = "application/rss+xml" if self.path == "/feed" else "text/html"
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write((found or "").encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    store = tmp_path_factory.mktemp("jobs") / "news.db"
    with running(store, "--allow-host", "127.0.0.1") as made:
        yield made


@pytest.fixture
def http(desk: Running) -> Iterator[httpx.Client]:
    made = desk.session()
    yield made
    made.close()


def add(http: httpx.Client, data: dict[str, str], files: Any = None) -> str:
    start = time.monotonic()
    answer = http.post("/add", data=data, files=files, headers=JSON)
    assert answer.status_code == 202, answer.text
    assert time.monotonic() - start < 5
    return str(answer.json()["at"])


def over(http: httpx.Client, at: str) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        found: dict[str, Any] = http.get(at, headers=JSON).json()
        return found if found["state"] in {"done", "failed", "cancelled"} else None

    made: dict[str, Any] = wait(look)
    return made


def events(http: httpx.Client, at: str, after: int | None = None) -> list[dict[str, Any]]:
    """All that is told from a number on."""
    found: list[dict[str, Any]] = []
    headers = {"last-event-id": str(after)} if after is not None else {}
    with http.stream("GET", f"{at}/events", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            if line.startswith("data: "):
                found.append(json.loads(line[6:]))
    return found


def test_files_text_and_an_archive_are_read_one_by_one_and_told(http: httpx.Client) -> None:
    at = add(http, {"text": "Pasted 🚢 text of some length, about nothing much.", "name": "note"}, [
        ("files", ("one.txt", TEXT.format(12).encode())),
        ("files", ("two.txt", TEXT.format(20).encode())),
        ("files", ("empty.txt", b"")),
        ("files", ("more.jsonl.gz", gzip.compress(
            b'{"id":"r1","text":"Some words of another matter."}\n{"id":"r2"}\n'))),
    ])  # fmt: skip
    done = over(http, at)
    told = {x["status"]: x["text"] for x in done["told"] if x["status"]}
    assert {"new", "refused"} <= {*told}
    assert done["result"]["counts"] == {"new": 4, "same": 0, "version": 0, "refused": 2}
    page = http.get(at).text
    for line in done["told"]:
        if line["text"]:
            assert line["text"].partition(":")[0] in page
    numbers = [x["n"] for x in done["told"]]
    assert numbers == list(range(1, len(numbers) + 1))
    again = over(http, add(http, {}, [("files", ("one.txt", TEXT.format(12).encode()))]))
    assert again["result"]["counts"]["same"] == 1


def test_a_reload_is_told_the_rest_from_where_it_was(http: httpx.Client) -> None:
    body = b"".join(
        json.dumps({"id": f"x{n}", "text": f"Words number {n} of no matter {n * 7}."}).encode()
        + b"\n" for n in range(40)
    )  # fmt: skip
    at = add(http, {}, [("files", ("forty.jsonl", body))])
    first = events(http, at)
    told = [x["n"] for x in first if "n" in x]
    assert told == list(range(1, len(told) + 1))
    assert len([x for x in first if x.get("status") == "new"]) == 40
    for after in (0, 3, told[-1] - 1, told[-1], 10**6):
        rest = [x["n"] for x in events(http, at, after) if "n" in x]
        assert rest == [n for n in told if n > after]
    assert events(http, at, 5)[-1]["state"] == "done"
    assert http.get(f"{at}/events?after=x").status_code == 200


def test_a_feed_and_an_address_are_fetched_and_one_that_hangs_is_stopped(
    http: httpx.Client, site: str, desk: Running
) -> None:
    fed = over(http, add(http, {"feed": f"{site}/feed"}))
    assert fed["result"]["counts"]["new"] == 1, fed
    named = over(http, add(http, {"addresses": f"{site}/story\n{site}/nothing"}))
    assert named["result"]["counts"]["refused"] == 1
    at = add(http, {"addresses": f"{site}/story {site}/slow"})
    wait(lambda: http.get(at, headers=JSON).json()["state"] == "running")
    time.sleep(0.3)
    assert http.post(f"{at}/cancel").status_code == 303
    assert over(http, at)["state"] == "cancelled"
    # the next job is not held up by it
    assert over(http, add(http, {"text": "Words after that.", "name": "z"}))["state"] == "done"
    assert http.post(f"{at}/cancel", headers=JSON).json()["state"] == "cancelled"


def test_a_dossier_is_worked_out_beside_the_page_and_an_export_leaves_a_link(
    http: httpx.Client, tmp_path: Path
) -> None:
    lines = http.get("/?at_least=2").text
    story = lines.partition('href="/story/')[2].partition('"')[0]
    start = time.monotonic()
    page = http.get(f"/story/{story}").text
    assert time.monotonic() - start < 10
    assert "being worked out" in page or "gravest" in page
    assert 'http-equiv="refresh"' in page or "gravest" in page
    page = wait(lambda: (t := http.get(f"/story/{story}").text) and "gravest" in t and t)
    for form in ("html", "json", "csv", "web-annotation"):
        answer = http.post(f"/story/{story}/export", data={"form": form}, headers=JSON)
        done = over(http, answer.json()["at"])
        assert done["state"] == "done", done
        got = http.get(done["result"]["href"])
        assert got.headers["content-disposition"].startswith("attachment")
        assert "sandbox" in got.headers["content-security-policy"]
        assert len(got.content) == done["result"]["size"]
    answer = http.post("/export", data={"form": "store"}, headers=JSON)
    kept = http.get(over(http, answer.json()["at"])["result"]["href"]).content
    path = tmp_path / "all.jsonl.gz"
    path.write_bytes(kept)
    with open_store(tmp_path / "new.db") as store:
        assert store.restore(path)["new"] >= 4
    assert http.post("/export", data={"form": "exe"}).status_code == 400
    choices = http.get(f"/story/{story}/beside").text
    one, two = re.findall(r'<option value="([^"]+)"', choices)[:2]
    for other, rows in ((two, 1), ("", 1)):  # any two, and one against the rest
        asked = {"base": one, "with": other}
        laid = wait(lambda: (
            t := http.get(f"/story/{story}/beside", params=asked).text  # noqa: B023
        ) and 'class="row' in t and t)  # fmt: skip
        assert laid.count('class="pair"') >= rows
    assert http.get(f"/story/{story}/beside?base=nowhere").status_code == 200


def test_the_worker_that_dies_costs_its_job_alone(http: httpx.Client, desk: Running) -> None:
    at = add(http, {"addresses": "http://127.0.0.1:9/x"})
    assert over(http, at)["result"]["counts"]["refused"] == 1
    children = Path(f"/proc/{desk.process.pid}/task/{desk.process.pid}/children")
    if not children.exists():
        pytest.skip("no /proc here")
    import os
    import signal

    for child in children.read_text().split():
        os.kill(int(child), signal.SIGKILL)
    assert over(http, add(http, {"text": "Words after the end.", "name": "q"}))["state"] == "done"
