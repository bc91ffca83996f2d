"""A desk for tests: its app without a socket, and the real thing as a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from starlette.testclient import TestClient

from twosource.desk.app import make_app
from twosource.desk.making import Maker
from twosource.desk.settings import Limits, Settings
from twosource.engine import quiet
from twosource.store import open_store
from twosource.types import Account

ORIGIN = "http://127.0.0.1:8321"
TOKEN = "t0ken-of-the-tests-and-no-other-one"
TEXT = (
    "The quay at Vell will stay shut for {} days, Oto Bramm told reporters on Monday. "
    "Bramm demanded 40 million crowns from the county for new piles.\n\nNo boat was hurt."
)
SMALL = Limits(upload=400_000, body=60_000, files=4, fields=40, text=30_000, idle=0.3, whole=2.0)


def fill(store: Path, accounts: list[Account] | None = None) -> None:
    """Two accounts of one event, and the page of their story, as the desk keeps it."""
    given = accounts or [
        Account("a.html", TEXT.format(12), "", title="Quay shut", outlet="Vell Ledger"),
        Account("b.txt", TEXT.format(20), ""),
    ]
    with open_store(store) as opened:
        list(opened.add(*given))
        maker = Maker(opened)
        for story in opened.story_ids():
            maker.make({"do": "dossier", "story": story}, quiet)


def settings_of(store: Path, folder: Path, limits: Limits = SMALL) -> Settings:
    """A desk that answers to :data:`ORIGIN`."""
    return Settings(
        store=str(store), folder=folder, port=8321, origin=ORIGIN, token=TOKEN, author="Ida",
        limits=limits, allow_hosts=("127.0.0.1",),
    )  # fmt: skip


@dataclass
class Client:
    """A browser without a screen."""

    http: TestClient
    settings: Settings

    def get(self, path: str, **headers: str) -> httpx.Response:
        """A page."""
        return self.http.get(path, headers=headers, follow_redirects=False)

    def post(self, path: str, data: Any = None, **given: Any) -> httpx.Response:
        """A form, with the origin that a browser sends."""
        headers = {"origin": ORIGIN, **given.pop("headers", {})}
        return self.http.post(path, data=data, headers=headers, follow_redirects=False, **given)

    def state(self) -> list[tuple[Any, ...]]:
        """All that a request could have changed."""
        with open_store(self.settings.store) as store:
            tables = ("account", "review", "ledger", "reviewed", "moved")
            rows = [(t, *store.base.rows(f"SELECT count(*) FROM {t}")[0]) for t in tables]
            return [*rows, *((r.id, r.undone) for r in store.reviews())]


@contextmanager
def client(settings: Settings) -> Iterator[Client]:
    """The app behind its guard, signed in."""
    with TestClient(make_app(settings), base_url=ORIGIN, raise_server_exceptions=True) as http:
        http.cookies.set(settings.cookie, settings.pass_)
        yield Client(http, settings)


@dataclass
class Running:
    """A desk that runs as a process."""

    address: str
    process: subprocess.Popen[str]

    @property
    def origin(self) -> str:
        """Where it answers."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def session(self) -> httpx.Client:
        """A client that is signed in, and sends what browsers send."""
        made = httpx.Client(base_url=self.origin, headers={"origin": self.origin}, timeout=60)
        assert made.get(self.address).status_code == 303
        return made


@contextmanager
def running(
    store: str | Path, *options: str, before: str = "", **environment: str
) -> Iterator[Running]:
    """``twosource serve`` on a free port, some code run before it."""
    code = f"{before}\nimport sys\nfrom twosource.cli import main\nmain(sys.argv[1:])"
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            [sys.executable, "-c", code, "serve", "--store", str(store), "--author", "Ida",
             *options],
            stdout=subprocess.PIPE, stderr=errors, text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1", **environment},
        )  # fmt: skip
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            if not address.startswith("http"):
                process.wait(10)
                errors.seek(0)
                raise AssertionError(errors.read())
            yield Running(address, process)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)


def wait(until: Callable[[], Any], seconds: float = 60.0) -> Any:
    """What a look gives once it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = until()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it took too long")


def key_of(page: str) -> str:
    """The state that a story's page shows."""
    found = re.search(r"/at/([0-9a-f]{64})/", page)
    assert found is not None
    return found[1]


def line_of(page: str, words: str) -> str:
    """The value of the form of a line that has some words before it."""
    at = page.index(words)
    found = re.compile(r'name="line" value="([^"]*)"').search(page, at)
    assert found is not None
    return found[1].replace("&#10;", "\n")
