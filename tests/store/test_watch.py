"""Feeds are polled politely; new entries are placed, changed pages kept, no stop loses any."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, lines
from twosource.errors import StoreError
from twosource.store import Store, open_store
from twosource.store.watching import Watch, feeds_of

TEXT = (
    "The ferry of Hesk ran aground on Monday with {n} people on board, the harbour master said. "
    "Nobody was hurt, and tugs pulled her free before midnight at high water. The owner, Ode "
    "Brann, promised an inquiry into the buoys, which he said had drifted in the March storm."
)


class Site:
    """A news site on loopback: pages, feeds, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[tuple[str, int]] = []
        self.broken: set[str] = set()
        self.sent: dict[str, tuple[int, dict[str, str], bytes]] = {}  # answers as they are
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path in site.sent:
                    self.send_as_it_is(*site.sent[self.path])
                    return
                body = site.pages.get(self.path, "").encode()
                tag = f'"{hash(body)}"'
                if self.path in site.broken:
                    status = 503
                elif self.headers.get("If-None-Match") == tag:
                    status = 304
                else:
                    status = 200 if body else 404
                site.asked.append((self.path, status))
                self.send_response(status)
                self.send_header("ETag", tag)
                self.send_header("Last-Modified", formatdate(usegmt=True))
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body) if status == 200 else 0))
                self.end_headers()
                if status == 200:
                    self.wfile.write(body)

            def send_as_it_is(self, status: int, headers: dict[str, str], body: bytes) -> None:
                site.asked.append((self.path, status))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                try:
                    for _ in range(400):
                        self.wfile.write(body)
                except OSError:  # whoever asked has had enough
                    pass

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, name: str, people: int, title: str = "Ferry of Hesk runs aground") -> None:
        text = TEXT.format(n=people)
        self.pages[f"/{name}"] = (
            f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
            f"<p>{text}</p><p>{text.replace('ferry', 'ship')}</p></article></body></html>"
        )

    def feed(self, names: list[str], updated: str = "", path: str = "/feed.xml") -> None:
        when = f"<updated>{updated}</updated>" if updated else ""
        entries = "".join(
            f"<entry><title>{n}</title><link href='{self.root}/{n}'/>{when}</entry>" for n in names
        )
        self.pages[path] = (
            "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Hesk Gazette"
            f"</title>{entries}</feed>"
        )

    def count(self, path: str, status: int) -> int:
        return self.asked.count((path, status))


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


class Clock:
    """A time that goes on when told to."""

    def __init__(self) -> None:
        self.now = 1_900_000_000.0

    def __call__(self) -> float:
        return self.now


def watch(store: Store, site: Site, clock: Clock, *paths: str) -> Watch:
    feeds = [site.root + p for p in paths or ("/feed.xml",)]
    return Watch(store, feeds, every=900, clock=clock, allow_hosts=["127.0.0.1"], delay=0.0)


def test_new_entries_are_placed_once(store: Store, site: Site) -> None:
    clock = Clock()
    site.page("a", 40)
    site.page("b", 41, "Ship stranded")
    site.feed(["a", "b"])
    watching = watch(store, site, clock)
    first = watching.round()
    assert [a.status for a in first.added] == ["new", "new"]
    assert len({a.story for a in first.added}) == 1
    assert watching.round().polled == 0, "its time has not come"
    clock.now += 1000
    second = watching.round()
    assert (second.polled, second.unchanged, second.added) == (1, 1, ())
    assert site.count("/feed.xml", 304) == 1
    assert site.count("/a", 200) == 1
    site.page("c", 42)
    site.feed(["a", "b", "c"])
    clock.now += 1000
    third = watching.round()
    assert [(a.id, a.status) for a in third.added] == [(f"{site.root}/c", "new")]
    assert site.count("/a", 200) == 1
    watching.close()


def test_a_changed_page_is_kept_as_a_version(store: Store, site: Site) -> None:
    clock = Clock()
    site.page("a", 40)
    site.feed(["a"], "2031-05-04T10:00:00Z")
    watching = watch(store, site, clock)
    watching.round()
    site.page("a", 44)
    site.feed(["a"], "2031-05-04T12:00:00Z")
    clock.now += 1000
    (made,) = watching.round().added
    assert (made.status, made.version_of) == ("version", f"{site.root}/a")
    clock.now += 7 * 3600  # looked at again in the first two days, whatever the feed says
    site.page("a", 45)
    (made,) = watching.round().added
    assert made.status == "version"
    clock.now += 7 * 3600
    assert watching.round().added == ()
    assert site.count("/a", 304) == 1
    assert len(store) == 3


def test_entries_with_their_text_need_no_page(store: Store, site: Site) -> None:
    clock = Clock()

    def feed(people: int) -> None:
        site.pages["/rss"] = (
            "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
            f"<title>Hesk Gazette</title><item><title>Ferry</title><link>{site.root}/x</link>"
            f"<content:encoded><![CDATA[<p>{TEXT.format(n=people)}</p><p>More.</p>]]>"
            "</content:encoded></item></channel></rss>"
        )

    feed(40)
    watching = watch(store, site, clock, "/rss")
    assert [a.status for a in watching.round().added] == ["new"]
    feed(44)
    clock.now += 1000
    assert [a.status for a in watching.round().added] == ["version"]
    assert site.count("/x", 200) + site.count("/x", 404) == 0


def test_what_fails_is_asked_less_often_and_costs_nothing_else(store: Store, site: Site) -> None:
    clock = Clock()
    site.page("a", 40)
    site.feed(["a", "gone"])
    site.broken.add("/bad.xml")
    watching = watch(store, site, clock, "/bad.xml", "/feed.xml")
    first = watching.round()
    assert [a.status for a in first.added] == ["new"]
    assert [f.code for f in first.failures] == ["TS-READ-09", "TS-READ-09"]
    polls = 0
    for _ in range(40):
        clock.now += 901
        watching.round()
        polls += 1
    assert site.count("/bad.xml", 503) < 8
    assert site.count("/feed.xml", 304) > 5, "once its pages are had or given up"
    assert 35 < site.count("/feed.xml", 304) + site.count("/feed.xml", 200) <= polls + 1
    assert 1 < site.count("/gone", 404) + 1 <= 6
    site.broken.clear()
    site.feed([], path="/bad.xml")
    clock.now += 86_400
    assert watching.round().polled == 2
    assert watching.wait() <= 900


def test_a_watch_that_was_stopped_goes_on(address: str, site: Site) -> None:
    clock = Clock()
    for name in "abc":
        site.page(name, ord(name))
    site.feed(["a", "b", "c"])
    with open_store(address) as store:
        watching = watch(store, site, clock)
        fetch = watching._fetcher.get

        def stopping(url: str) -> Any:
            if url.endswith("/c"):
                raise KeyboardInterrupt
            return fetch(url)

        watching._fetcher.get = stopping  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            watching.round()
    with open_store(address) as store:
        made = watch(store, site, clock).round()
        assert {a.status for a in made.added} <= {"new", "same"}
        assert len(store) == 3
        assert watch(store, site, clock).round().polled == 0
        assert store.check() == ()


def test_a_page_that_failed_is_asked_for_though_its_feed_says_nothing_new(
    store: Store, site: Site
) -> None:
    clock = Clock()
    site.page("a", 40)
    site.feed(["a", "b"])
    site.page("b", 41)
    site.broken.add("/b")
    watching = watch(store, site, clock)
    assert [a.status for a in watching.round().added] == ["new"]
    site.broken.clear()
    clock.now += 86_400
    assert [a.status for a in watching.round().added][-1] == "new"
    assert len(store) == 2


def test_a_watch_stopped_in_the_middle_of_a_feed_loses_none_of_it(address: str, site: Site) -> None:
    clock = Clock()
    names = [f"p{n}" for n in range(20)]
    with open_store(address) as store:
        site.page("p0", 9)
        site.feed(["p0"])
        watch(store, site, clock).round()
        for n, name in enumerate(names):
            site.page(name, 100 + n, f"Title {n}")
        site.feed(names)
        clock.now += 1000
        watching = watch(store, site, clock)
        fetch = watching._fetcher.get

        def stopping(url: str) -> Any:
            if url.endswith("/p18"):  # sixteen are written
                raise KeyboardInterrupt
            return fetch(url)

        watching._fetcher.get = stopping  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            watching.round()
    clock.now += 1000
    with open_store(address) as store:
        watch(store, site, clock).round()
        rows = store.base.rows("SELECT DISTINCT page FROM account")
        assert len(rows) == 20


def test_a_site_that_asks_to_be_left_alone_is(store: Store, site: Site) -> None:
    clock = Clock()
    site.page("a", 40)
    site.page("b", 41)
    site.sent["/a"] = (429, {"Retry-After": "7200"}, b"")
    site.feed(["a", "b"])
    watching = watch(store, site, clock)
    done = watching.round()
    assert [f.code for f in done.failures] == ["TS-READ-09"]
    assert (site.count("/a", 429), site.count("/b", 200), len(store)) == (1, 0, 0)
    clock.now += 1000
    assert watching.round().failures[0].message.count("left for 7") == 1
    assert 7000 < watching.wait() <= 7200
    assert site.count("/feed.xml", 200) == 1
    site.sent.clear()
    clock.now += 7300
    again = watch(store, site, clock)  # another process, after the two hours
    again.round()
    assert len(store) == 2


HUGE = b"<p>" + b"The ferry of Hesk ran aground again. " * 2000


@pytest.mark.parametrize(
    ("status", "headers", "body", "code"),
    [
        (302, {"Location": "http://10.0.0.1/x"}, b"", "TS-READ-10"),
        (302, {"Location": "http://169.254.169.254/latest"}, b"", "TS-READ-10"),
        (302, {"Location": "http://[::1]/x"}, b"", "TS-READ-10"),
        (302, {"Location": "file:///etc/passwd"}, b"", "TS-READ-09"),
        (302, {"Location": "/feed.xml?again"}, b"", "TS-READ-09"),
        (429, {"Retry-After": "yesterday"}, b"", "TS-READ-09"),
        (503, {"Retry-After": "99999999999999999999"}, b"", "TS-READ-09"),
        (503, {"Retry-After": "Fri, 99 Foo 2031 25:61:61 GMT"}, b"", "TS-READ-09"),
        (200, {"Content-Type": "application/rss+xml"}, HUGE, "TS-LIMIT-01"),
        (200, {"Content-Type": "application/rss+xml"}, b"<rss><channel><item>", "TS-LIMIT-04"),
        (200, {"Content-Type": "application/rss+xml"}, b"\x00\xff<<<", "TS-READ"),
        (200, {"Content-Type": "application/feed+json"}, b"{", "TS-READ"),
        (200, {"Content-Type": "application/rss+xml", "Content-Encoding": "gzip"}, b"no", "TS-"),
        (304, {}, b"", "TS-READ"),
        (200, {"Content-Type": "image/png"}, b"x", "TS-READ-02"),
    ],
)
def test_a_feed_that_misbehaves_is_named_and_costs_no_other(
    store: Store, site: Site, status: int, headers: dict[str, str], body: bytes, code: str
) -> None:
    clock = Clock()
    site.page("a", 40)
    site.feed(["a"])
    site.sent["/bad.xml"] = (status, headers, body)
    if "again" in headers.get("Location", ""):
        site.sent["/bad.xml"] = (302, {"Location": "/bad.xml"}, b"")
    feeds = [site.root + "/feed.xml", site.root + "/bad.xml"]
    watching = Watch(
        store, feeds, every=900, clock=clock, allow_hosts=["127.0.0.1"], delay=0.0,
        max_bytes=1_000_000,
    )  # fmt: skip
    done = watching.round()
    assert [a.status for a in done.added] == ["new"]
    assert [f.input for f in done.failures] == [site.root + "/bad.xml"]
    assert done.failures[0].code.startswith(code)
    assert watching.wait() > 0
    assert store.check() == ()


def test_the_command_writes_a_digest(run: Run, site: Site, tmp_path: Path) -> None:
    site.page("a", 40)
    site.page("b", 41)
    site.feed(["a", "b", "gone"])
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        f"<opml version='2.0'><body><outline xmlUrl='{site.root}/feed.xml'/></body></opml>"
    )
    args = ("watch", opml, "--store", tmp_path / "n.db", "--once", "--delay", "0",
            "--allow-host", "127.0.0.1")  # fmt: skip
    done = run(*args)
    (digest,) = lines(done.stdout)
    assert done.returncode == 1
    assert "TS-READ-09" in done.stderr
    assert (digest["polled"], digest["new"], len(digest["failures"])) == (1, 2, 1)
    assert [len(s["new"]) for s in digest["stories"]] == [2]
    again = run(*args)
    assert lines(again.stdout)[0]["polled"] == 0
    assert again.returncode == 0


def test_what_is_no_list_of_feeds_is_named(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.opml"
    letter.write_text("Dear Sir")
    for path in (letter, tmp_path / "none.opml"):
        done = run("watch", path, "--store", tmp_path / "n.db", "--once")
        assert done.returncode == 1
        assert "TS-STORE-10" in done.stderr
    with pytest.raises(StoreError, match="TS-STORE-10"):
        feeds_of(b"<opml version='2.0'><body/></opml>", "empty.opml")
    assert json.dumps(feeds_of(b"<opml><body><outline xmlUrl='http://a.example/f'/></body></opml>",
                               "x")) == '["http://a.example/f"]'  # fmt: skip
