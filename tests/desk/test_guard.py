"""Who is not let in, and what is not taken: each with its status, and nothing changed."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import ORIGIN, SMALL, TOKEN, Client, client, key_of, running, settings_of

from twosource.desk.app import make_app
from twosource.desk.guard import POLICY
from twosource.desk.serving import listen
from twosource.desk.settings import check_token, origin_of
from twosource.errors import UsageError

FORGED = {
    "no cookie": ({"cookie": ""}, 401),
    "another cookie": ({"cookie": "desk-8321=" + "0" * 64}, 401),
    "the token as cookie": ({"cookie": f"desk-8321={TOKEN}"}, 401),
    "two cookies": ({"cookie": "desk-8321={pass}; desk-8321=x"}, 401),
    "the cookie of another port": ({"cookie": "desk-8322={pass}"}, 401),
    "another host": ({"host": "desk.example.org"}, 421),
    "another port": ({"host": "127.0.0.1:9000"}, 421),
    "no port": ({"host": "127.0.0.1"}, 421),
    "the name of the host": ({"host": "localhost:8321"}, 421),
    "a host that begins so": ({"host": "127.0.0.1:8321.example.org"}, 421),
    "no origin": ({"origin": ""}, 403),
    "origin null": ({"origin": "null"}, 403),
    "another origin": ({"origin": "https://evil.example"}, 403),
    "origin of another port": ({"origin": "http://127.0.0.1:9000"}, 403),
    "origin in https": ({"origin": "https://127.0.0.1:8321"}, 403),
    "from another site": ({"sec-fetch-site": "cross-site"}, 403),
    "from the same site": ({"sec-fetch-site": "same-site"}, 403),
    "a wrong bearer": ({"authorization": "Bearer nothing"}, 401),
    "basic": ({"authorization": f"Basic {TOKEN}"}, 401),
}
POSTS = ("/add", "/undo", "/redo", "/export", "/log/import", "/you", "/story/story-1/export",
         "/story/story-1/again", "/jobs/1/cancel", "/story/story-1/at/{key}/review",
         "/story/story-1/at/{key}/undo")  # fmt: skip


@pytest.fixture(scope="module")
def shared(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A desk that nothing changes."""
    with client(settings_of(filled, tmp_path_factory.mktemp("desk"))) as made:
        yield made


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_request_is_refused_and_changes_nothing(shared: Client, forged: str) -> None:
    given, status = FORGED[forged]
    before = shared.state()
    cookie = f"{shared.settings.cookie}={shared.settings.pass_}"
    key = key_of(shared.get("/story/story-1").text)
    for path in POSTS:
        headers = {"origin": ORIGIN, "cookie": cookie, **given}
        headers = {k: v.replace("{pass}", shared.settings.pass_) for k, v in headers.items()}
        shared.http.cookies.clear()
        answer = shared.http.post(
            path.replace("{key}", key), headers={k: v for k, v in headers.items() if v},
            data={"do": "set", "account": "a.html", "outlet": "x", "form": "store", "text": "x y"},
            follow_redirects=False,
        )  # fmt: skip
        shared.http.cookies.set(shared.settings.cookie, shared.settings.pass_)
        assert answer.status_code == status, path
        assert "set-cookie" not in answer.headers
    assert shared.state() == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO"])
def test_other_methods_are_not_known(shared: Client, method: str) -> None:
    for path in ("/", "/story/story-1", "/log"):
        assert shared.http.request(method, path).status_code == 405


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/story/1", "/story/story-1x", "/story/story-99", "/static/../app.py",
     "/static/%2e%2e/app.py", "/static/desk.css/", "/jobs/9", "/exports/x/y", "/story/story-1/",
     "/story/story-1/at/nothing/correct", "/story/story-%00", "/%2f/evil.example/",
     "/story/story-" + "9" * 400],
)  # fmt: skip
def test_other_paths_are_not_there(shared: Client, path: str) -> None:
    answer = shared.get(path)
    assert answer.status_code in {404, 421}
    assert "location" not in answer.headers


def test_the_token_becomes_a_cookie_that_scripts_and_sites_do_not_see(shared: Client) -> None:
    shared.http.cookies.clear()
    wrong = shared.get("/?token=nothing")
    assert wrong.status_code == 401
    assert shared.get(f"/?token={TOKEN}&token={TOKEN}").status_code == 401
    answer = shared.get(f"/search?q=quay&token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=quay")
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {x.strip() for x in cookie.split(";")}
    assert TOKEN not in cookie
    assert shared.http.get("/static/desk.css", headers={"cookie": ""}).status_code == 401
    framed = shared.get(f"/?token={TOKEN}", **{"sec-fetch-mode": "no-cors"})
    assert framed.status_code == 403
    shared.http.cookies.set(shared.settings.cookie, shared.settings.pass_)


def test_every_answer_has_the_policy(shared: Client) -> None:
    for path in ("/", "/nothing", "/static/desk.js", "/story/story-1", "/jobs"):
        headers = shared.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")


def test_a_program_comes_in_by_the_token_without_an_origin(shared: Client) -> None:
    shared.http.cookies.clear()
    headers = {"authorization": f"Bearer {TOKEN}", "accept": "application/json"}
    answer = shared.http.post("/undo", headers=headers)
    shared.http.cookies.set(shared.settings.cookie, shared.settings.pass_)
    assert answer.status_code == 409
    assert answer.json() == {"error": "There is nothing to undo."}


def test_what_is_too_much_is_refused_with_a_page(shared: Client) -> None:
    before = shared.state()
    long = "x" * (SMALL.body + 1)
    assert shared.post("/you", {"name": long}).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"name=" + b"y" * 4000

    chunked = shared.http.post(
        "/you", content=pieces(), headers={
            "origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    assert chunked.status_code == 413
    assert "more than the desk takes" in chunked.text
    many = {f"f{n}": "1" for n in range(SMALL.fields + 1)}
    assert shared.post("/add", many, files={"files": ("a", b"1")}).status_code == 400
    files = [("files", (f"{n}", b"x")) for n in range(SMALL.files + 1)]
    assert shared.post("/add", files=files).status_code == 400
    field = {"text": "x" * (SMALL.text + 1)}
    assert shared.post("/add", field, files={"files": ("a", b"1")}).status_code == 400
    assert shared.post("/add", files={"files": ("a", b"x" * SMALL.upload)}).status_code == 413
    assert shared.get("/search?q=" + "x" * 9000).status_code == 431
    for said in ("-1", "1e3", "abc"):
        assert shared.post("/you", {"name": "x"}, headers={"content-length": said}).status_code in {
            400, 411
        }  # fmt: skip
    assert shared.state() == before


def _scope(**given: Any) -> dict[str, Any]:
    headers = [(b"host", b"127.0.0.1:8321"), (b"origin", ORIGIN.encode()),
               (b"authorization", f"Bearer {TOKEN}".encode()),
               (b"content-type", b"application/x-www-form-urlencoded")]  # fmt: skip
    return {"type": "http", "method": "POST", "path": "/you", "raw_path": b"/you",
            "headers": headers, "query_string": b"", "http_version": "1.1", "scheme": "http",
            **given}  # fmt: skip


def test_a_body_that_does_not_come_ends_the_request(news: Path, tmp_path: Path) -> None:
    app = make_app(settings_of(news, tmp_path))
    sent: list[Any] = []

    async def never() -> Any:
        await asyncio.sleep(30)

    async def drip() -> Any:
        await asyncio.sleep(0.2)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    for receive in (never, drip):
        sent.clear()
        start = time.monotonic()
        asyncio.run(app(_scope(), receive, send))  # type: ignore[arg-type]
        assert sent[0]["status"] == 408
        assert time.monotonic() - start < 4
    sent.clear()
    asyncio.run(app({"type": "websocket"}, never, send))  # type: ignore[arg-type]
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_a_head_that_does_not_come_is_cut_off_and_nobody_outside_is_listened_to(
    news: Path,
) -> None:
    quick = "from twosource.desk import serving; serving.HEAD = 0.5"
    with running(news, before=quick) as desk:
        port = int(desk.origin.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=30) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\nHost: 127")
            assert slow.recv(100) == b""
        raw = (
            b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nHost: evil\r\nConnection: close\r\n\r\n"
            % port
        )
        with socket.create_connection(("127.0.0.1", port), timeout=30) as odd:
            odd.sendall(raw)
            assert odd.recv(100).split(b" ")[1] in {b"400", b"421"}
        listening = Path("/proc/net/tcp")
        if listening.exists():
            rows = [x.split() for x in listening.read_text().splitlines()[1:]]
            at = {r[1] for r in rows if r[3] == "0A" and r[1].endswith(f":{port:04X}")}
            assert at == {f"0100007F:{port:04X}"}


def test_an_answer_waits_for_no_acknowledgement() -> None:
    """A page in two pieces is 40 ms late where the second waits for word of the first."""

    async def nodelay() -> int:
        answered = asyncio.Event()

        async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            held = writer.get_extra_info("socket")
            found.append(held.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()
            answered.set()

        with listen("127.0.0.1", 0) as made:
            async with await asyncio.start_server(talk, sock=made):
                _, writer = await asyncio.open_connection(*made.getsockname())
                await asyncio.wait_for(answered.wait(), 30)
                writer.close()
        return found[0]

    found: list[int] = []
    assert asyncio.run(nodelay()) != 0


@pytest.mark.parametrize(
    "public", ["desk.example.org", "ftp://x", "https://x/path", "https://u@x", "https://x:port", ""]
)
def test_an_origin_is_that_of_a_site(public: str) -> None:
    with pytest.raises(UsageError, match="TS-USE-13"):
        origin_of("127.0.0.1", 1, public)
    assert origin_of("::1", 80, None) == "http://[::1]:80"
    assert origin_of("127.0.0.1", 1, "https://Desk.example.org/") == "https://desk.example.org"


@pytest.mark.parametrize("token", ["", "short", "with blanks in it, and long", "é" * 30])
def test_a_token_that_can_be_guessed_is_refused(token: str) -> None:
    with pytest.raises(UsageError, match="TS-USE-13"):
        check_token(token)
