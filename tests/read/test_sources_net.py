"""URLs, against a real server on loopback."""

from __future__ import annotations

import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from twosource.cli.main import cli
from twosource.read.sources import Raw, address, open_inputs, robots
from twosource.read.sources.address import is_allowed, is_public
from twosource.types import Failure

PAGE = b"<!doctype html><html><body><p>The ferry to Osel was late.</p></body></html>"
LONG = PAGE.replace(
    b"<p>", b"<p>The harbour master said that fog had held it up all morning.</p><p>" * 4
)
FEED = """<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Osel Post</title>
 <item><title>Full</title><link>/full</link><pubDate>Tue, 04 Mar 2025 10:00:00 +0100</pubDate>
 <content:encoded><![CDATA[<p>The whole story.</p>]]></content:encoded></item>
 <item><title>Short</title><link>/page</link><description>Only this.</description></item>
 <item><title>Away</title><link>http://10.0.0.1/x</link></item></channel></rss>"""

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LIES = {
    "/more-than-it-sends": OK + b"Content-Length: 999999\r\n\r\n" + PAGE,
    "/no-gzip": OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE,
    "/no-chunks": OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + PAGE,
    "/half-a-chunk": OK + b"Transfer-Encoding: chunked\r\n\r\nffff\r\n" + PAGE,
    "/no-length": OK + b"Content-Length: -5\r\n\r\n" + PAGE,
    "/two-lengths": OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n" + PAGE,
    "/no-http": b"<html>" + PAGE,
    "/nothing-at-all": b"",
    "/odd-status": b"HTTP/1.1 999 Well\r\n\r\n",
    "/nowhere": b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
    "/odd-place": b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n",
    "/to-a-file": b"HTTP/1.1 302 Found\r\nLocation: file:///etc/hosts\r\nContent-Length: 0\r\n\r\n",
}
"""What servers answer that do not keep to the protocol, byte for byte."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in ({"Content_Type": "text/html"} | headers).items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        site: Site = self.server  # type: ignore[assignment]
        headers = {k.lower(): v for k, v in self.headers.items()}
        site.seen.append((self.path, headers, time.monotonic()))
        path, _, rest = self.path.partition("?")
        port = site.server_address[1]
        if path == "/robots.txt":
            status, body = site.robots
            self.say(status, body, Content_Type="text/plain")
        elif path == "/page":
            self.say(200, PAGE, Content_Type="text/html; charset=utf-8")
        elif path == "/to":
            self.say(302, b"x" * 10, Location=rest.replace("PORT", str(port)))
        elif path == "/loop":
            self.say(301, Location="/loop")
        elif path == "/pdf":
            self.say(200, b"%PDF-1.7", Content_Type="application/pdf")
        elif path == "/lying":
            self.say(200, b"\x89PNG\r\n\x1a\n" + b"\0" * 99)
        elif path == "/packed":
            self.say(200, gzip.compress(PAGE, mtime=0), Content_Encoding="gzip")
        elif path == "/bomb":
            self.say(200, gzip.compress(b"a" * 20_000_000, mtime=0), Content_Encoding="gzip")
        elif path in {"/old", "/long"}:
            if self.headers.get("If-None-Match") == '"v1"':
                self.say(304)
            else:
                self.say(200, PAGE if path == "/old" else LONG, ETag='"v1"')
        elif path == "/feed":
            self.say(200, FEED.encode(), Content_Type="application/rss+xml")
        elif path in {"/endless", "/drip", "/dripping-header"}:
            self.stream(path)
        elif path in LIES:
            self.close_connection = True
            self.wfile.write(LIES[path])
        else:
            self.say(404)

    def stream(self, path: str) -> None:
        """Answers that never end."""
        self.close_connection = True
        try:
            if path == "/dripping-header":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
                piece, wait = b"a", 0.05
            else:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                piece, wait = (b"<p>a</p>" * 4096, 0.0) if path == "/endless" else (b"a", 0.05)
            for _ in range(2000):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(wait)
        except OSError:
            pass


class Site(ThreadingHTTPServer):
    daemon_threads = True
    robots: tuple[int, bytes] = (404, b"")

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[str, dict[str, str], float]] = []
        self.root = f"http://127.0.0.1:{self.server_address[1]}"

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.seen]


@contextmanager
def served(made: Site) -> Iterator[Site]:
    """The site answers in a thread of its own as long as the block runs."""
    thread = threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site()) as made:
        yield made


def fetch(*urls: str, **options: Any) -> list[Raw | Failure]:
    options = {"allow_hosts": ["127.0.0.1"], "delay": 0.0, "timeout": 5.0} | options
    return list(open_inputs(urls, **options))


def code(*urls: str, **options: Any) -> str:
    (found,) = fetch(*urls, **options)
    assert isinstance(found, Failure), found
    assert address.shown(urls[0]) in found.message
    return found.code


def test_a_page_and_who_asked(site: Site) -> None:
    (raw,) = fetch(f"{site.root}/page")
    assert isinstance(raw, Raw)
    assert (raw.data, raw.media, raw.url) == (PAGE, "page", f"{site.root}/page")
    assert raw.headers["content-type"] == "text/html; charset=utf-8"
    assert site.paths() == ["/robots.txt", "/page"]
    assert all(h["user-agent"].startswith("twosource/") for _, h, _ in site.seen)


def test_loopback_is_refused_unless_named(site: Site) -> None:
    port = site.server_address[1]
    for host in ("127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]",
                 "0.0.0.0", "169.254.169.254", "10.1.2.3"):  # fmt: skip
        assert code(f"http://{host}:{port}/page", allow_hosts=[]) == "TS-READ-10", host
    assert not site.seen
    (raw,) = fetch(f"{site.root}/page", allow_hosts=[f"127.0.0.1:{port}"])
    assert isinstance(raw, Raw)
    assert code(f"{site.root}/page", allow_hosts=["127.0.0.1:1"]) == "TS-READ-10"


def test_redirects_are_followed_and_each_hop_checked(site: Site) -> None:
    (raw,) = fetch(f"{site.root}/to?/to?/page")
    assert isinstance(raw, Raw)
    assert raw.url == f"{site.root}/page"
    assert raw.id == f"{site.root}/to?/to?/page"
    for target in ("http://localhost:PORT/page", "http://[::1]:PORT/page", "http://10.0.0.1/"):
        assert code(f"{site.root}/to?{target}") == "TS-READ-10", target
    for target in ("file:///etc/passwd", "ftp://127.0.0.1/x", "http://u:p@127.0.0.1:PORT/page",
                   "http://[", ""):  # fmt: skip
        assert code(f"{site.root}/to?{target}") == "TS-READ-09", target
    assert site.paths().count("/page") == 1


def test_a_name_is_resolved_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when checked and loopback when connected to gets nothing."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host != "rebind.example":
            return real(host, port, *args, **kwargs)
        asked.append(host)
        answer = "203.0.113.1" if len(asked) % 2 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(address, "is_public", lambda a: str(a) != "127.0.0.1")
    url = f"http://rebind.example:{site.server_address[1]}/page"
    assert code(url, timeout=0.5) in {"TS-READ-09", "TS-LIMIT-03"}
    assert len(asked) == 1
    assert code(url) == "TS-READ-10"
    assert not site.seen


def test_loops_and_refusals(site: Site) -> None:
    assert code(f"{site.root}/loop") == "TS-READ-09"
    assert code(f"{site.root}/nothing") == "TS-READ-09"
    assert code(f"{site.root}/pdf") == "TS-READ-11"
    assert code(f"{site.root}/lying") == "TS-READ-02"
    assert code("http://127.0.0.1:1/closed") == "TS-READ-09"
    assert code(f"http://u:p@127.0.0.1:{site.server_address[1]}/page") == "TS-READ-09"
    assert code("http://nothing.invalid/") == "TS-READ-09"


@pytest.mark.parametrize("path", ["/drip", "/dripping-header"])
def test_a_slow_server_is_left_in_time(site: Site, path: str) -> None:
    start = time.monotonic()
    assert code(f"{site.root}{path}", timeout=0.6) == "TS-LIMIT-03"
    assert time.monotonic() - start < 2.5


@pytest.mark.parametrize("path", sorted(LIES))
def test_a_server_that_lies_is_named_and_costs_nothing_else(site: Site, path: str) -> None:
    first, second = fetch(f"{site.root}{path}", f"{site.root}/page", timeout=3.0)
    assert isinstance(first, Failure), first
    assert first.code in {"TS-READ-02", "TS-READ-09", "TS-READ-11"}, first.message
    assert path in first.message
    assert isinstance(second, Raw)
    assert second.data == PAGE


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_size_limit_while_streaming(site: Site, path: str) -> None:
    assert code(f"{site.root}{path}", max_bytes=200_000) == "TS-LIMIT-01"
    (raw,) = fetch(f"{site.root}/packed", max_bytes=200_000)
    assert isinstance(raw, Raw)
    assert raw.data == PAGE
    assert code(f"{site.root}/page", max_bytes=10) == "TS-LIMIT-01"


def test_robots(site: Site) -> None:
    site.robots = (200, b"User-agent: *\nDisallow: /\n\nUser-agent: twosource\nDisallow: /to\n")
    assert isinstance(fetch(f"{site.root}/page")[0], Raw)
    assert code(f"{site.root}/to?/page") == "TS-READ-14"
    site.robots = (503, b"")
    assert code(f"{site.root}/page") == "TS-READ-14"
    site.robots = (200, b"User-agent: *\nDisallow: /page\n")
    assert code(f"{site.root}/to?/page") == "TS-READ-14"


def test_pages_of_one_host_wait_their_turn(site: Site) -> None:
    fetch(f"{site.root}/page?1", f"{site.root}/page?2", delay=0.4)
    first, second = (at for path, _, at in site.seen if path.startswith("/page"))
    assert second - first >= 0.2  # well over a request without waiting, well under the wait
    assert site.paths().count("/robots.txt") == 1


def test_conditional_requests(site: Site, tmp_path: Path) -> None:
    for _ in range(2):
        (raw,) = fetch(f"{site.root}/old", cache=tmp_path)
        assert isinstance(raw, Raw)
        assert raw.data == PAGE
    assert [h.get("if-none-match") for p, h, _ in site.seen if p == "/old"] == [None, '"v1"']
    (body,) = tmp_path.glob("*.body")
    body.write_bytes(b"damaged")
    (raw,) = fetch(f"{site.root}/old", cache=tmp_path)
    assert isinstance(raw, Raw)
    assert raw.data == PAGE


def test_a_feed_from_a_url_is_followed(site: Site) -> None:
    full, short, away = fetch(f"{site.root}/feed")
    assert isinstance(full, Raw)
    assert full.record == {
        "id": f"{site.root}/full", "html": "<p>The whole story.</p>", "title": "Full",
        "url": f"{site.root}/full", "published": "2025-03-04T10:00:00+01:00",
        "outlet": "Osel Post",
    }  # fmt: skip
    assert isinstance(short, Raw)
    assert (short.id, short.data) == (f"{site.root}/page", PAGE)
    assert isinstance(away, Failure)
    assert away.code == "TS-READ-10"


def test_a_list_of_feeds_named_by_the_user_is_followed(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text(f'<opml version="2.0"><body><outline xmlUrl="{site.root}/feed"/></body></opml>')
    assert len(fetch(str(path))) == 3
    site.seen.clear()
    assert code(str(tmp_path)) == "TS-READ-16"
    assert not site.seen


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07::1", True), ("127.9.9.9", False),
        ("10.0.0.1", False), ("192.168.1.1", False), ("172.16.0.1", False), ("0.0.0.0", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("168.63.129.16", False),
        ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("::", False),
        ("fe80::1", False), ("fd00:ec2::254", False), ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False),
        ("ff02::1", False), ("fec0::1", False),
    ],
)  # fmt: skip
def test_addresses(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_hosts_are_allowed_by_name() -> None:
    assert is_allowed("NAS.local.", 80, ["nas.local"])
    assert is_allowed("::1", 80, ["[::1]"])
    assert is_allowed("::1", 80, ["[::1]:80"])
    assert not is_allowed("evil-nas.local", 80, ["nas.local", "nas.local:81", ""])


RULES = robots.parse(
    b"\xef\xbb\xbfUser-Agent: Other\nDisallow: /\n\nuser-agent: * # all\nuser-agent: more\n"
    b"Disallow: /a\nAllow: /a/b$\nDisallow: /*.php\nDisallow: /caf%C3%A9\nDisallow:\n"
    b"Crawl-delay: 2.5\nSitemap: x\n"
)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/a", False), ("/abc", False), ("/a/b", True), ("/a/b/c", False),
     ("/x/y.php?z", False), ("/caf\u00e9", False), ("/caf%c3%a9/", False), ("", True)],
)  # fmt: skip
def test_robots_rules(path: str, allowed: bool) -> None:
    assert RULES.allows(path) is allowed
    assert RULES.delay == 2.5


@given(st.binary(max_size=300), st.text(max_size=40))
def test_no_robots_raise(data: bytes, path: str) -> None:
    robots.parse(data).allows(path)
    slow = robots.parse(b"User-agent: *\nDisallow: /" + b"*a" * 2000)
    assert slow.allows("/" + "a" * 500)


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The same site behind TLS, its certificate in ``SSL_CERT_FILE``."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate; it is not installed")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key),
         "-out", str(cert)], check=True, capture_output=True,
    )  # fmt: skip
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    made = Site()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    made.socket = context.wrap_socket(made.socket, server_side=True)
    made.root = made.root.replace("http://", "https://")
    with served(made):
        yield made


def test_tls_and_where_its_redirects_lead(secure: Site, site: Site) -> None:
    (raw,) = fetch(f"{secure.root}/to?/page")
    assert isinstance(raw, Raw)
    assert (raw.data, raw.url) == (PAGE, f"{secure.root}/page")
    (raw,) = fetch(f"{secure.root}/to?{site.root}/page")
    assert isinstance(raw, Raw)
    assert raw.url == f"{site.root}/page"
    assert code(f"{secure.root}/to?http://10.1.2.3/page") == "TS-READ-10"
    assert code(f"{secure.root}/to?http://localhost:1/page") == "TS-READ-10"


def test_a_certificate_nobody_vouches_for_is_refused(
    secure: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert code(f"{secure.root}/page") == "TS-READ-09"
    assert not secure.seen


@pytest.mark.parametrize(
    "url",
    [
        "http://ada:tide-42@127.0.0.1:9/page",
        "http://ada:ti@tide-42@127.0.0.1:9/",
        "ftp://ada:tide-42@127.0.0.1/page",
        "http://ada:tide-42@[::1/page",
    ],
)
def test_a_password_is_in_no_message(url: str) -> None:
    (found,) = fetch(url)
    assert isinstance(found, Failure)
    assert "tide-42" not in f"{found.input} {found.message}"
    assert "://***@" in found.message


def test_pages_kept_between_two_calls_of_the_command_line(site: Site, tmp_path: Path) -> None:
    for number in (1, 2):
        options = ["--allow-host", "127.0.0.1", "--delay", "0", "--cache", str(tmp_path / "kept")]
        out = tmp_path / f"{number}.jsonl"
        result = CliRunner().invoke(cli, ["read", f"{site.root}/long", *options, "-o", str(out)])
        assert result.exit_code == 0, result.output
    assert [h.get("if-none-match") for p, h, _ in site.seen if p == "/long"] == [None, '"v1"']
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
