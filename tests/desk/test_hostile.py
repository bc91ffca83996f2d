"""Nothing that comes in acts, and every page stays readable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hostile import ODD, VALUES, faults
from running import TEXT, Client, client, fill, key_of, settings_of

from twosource.types import Account

VIEWS = ("/", "/search?q=quay", "/add", "/jobs", "/log", "/you", "/keys", "/story/story-1",
         "/story/story-1/beside")  # fmt: skip


def accounts() -> list[Account]:
    """One event, told by accounts whose every field is hostile; each value is somewhere."""
    made = []
    for n in range(4):
        mine = VALUES[n * 50 : n * 50 + 50]
        body = TEXT.format(12 + n) + "\n\n" + "\n\n".join(f"Said {v} then." for v in mine[:25])
        made.append(
            Account(
                f"{mine[25]}-{n}", body, "", title=f"Quay shut {mine[26]}", outlet=mine[27],
                publisher=mine[28], byline=tuple(mine[29:49]), url=f"javascript:{mine[49]}",
                language="en",
            )
        )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "news.db"
    fill(path, accounts())
    return path


def readable(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code in {200, 400, 404, 409}, path
    assert faults(answer.text) == [], path
    assert "<h1" in answer.text
    return answer.text


def test_two_hundred_values_do_nothing_in_any_view(hostile: Path, tmp_path: Path) -> None:
    assert len(VALUES) >= 200
    with client(settings_of(hostile, tmp_path / "desk")) as desk:
        page = readable(desk, "/story/story-1")
        for path in VIEWS:
            readable(desk, path)
        key = key_of(page)
        for n, value in enumerate((*VALUES, *ODD)):
            note = {"note": value, "line": "f1", "do": ("accept", "strike")[n % 2]}
            if n % 10 == 0:
                answer = desk.post(f"/story/story-1/at/{key}/review", note)
                assert answer.status_code == 303, answer.text
            wrong = {"do": "merge", "party": value, "other": value, "name": value}
            answer = desk.post(f"/story/story-1/at/{key}/review", wrong)
            assert answer.status_code == 409
            assert faults(answer.text) == []
        for value in (*VALUES[::9], *ODD):
            asked = str(desk.http.build_request("GET", "/search", params={"q": value}).url.query)
            answer = desk.http.get("/search", params={"q": value, "party": value, "since": value})
            assert answer.status_code == 200, asked
            assert faults(answer.text) == []
            answer = desk.http.get("/", params={"title": value, "page": value, "order": value})
            assert faults(answer.text) == []
        for half in ("%ED%A0%80", "%FF", "%00", "%F0%9F"):
            readable(desk, f"/search?q={half}&party={half}")
            readable(desk, f"/?title={half}")
        log = readable(desk, "/log")
        assert "window.pwned" in log  # as text


def test_a_hostile_name_of_a_person_or_file_is_a_name(desk: Client) -> None:
    for value in (*VALUES[::17], *ODD):
        answer = desk.post("/you", {"name": value})
        assert answer.status_code in {303, 400}
        assert "\n" not in answer.headers.get("set-cookie", "")
        assert faults(desk.get("/you").text) == []
        assert faults(desk.post("/add", {"addresses": value, "text": "", "feed": ""}).text) == []
    for name in ("../../up.txt", "/etc/passwd", "a\\..\\b.txt", "C:\\x.txt", ".", "…", "<b>.txt"):
        answer = desk.post("/add", files={"files": (name, b"Some text here.")})
        assert answer.status_code == 303
    held = [p for p in desk.settings.folder.rglob("*") if p.is_file()]
    assert all(p.is_relative_to(desk.settings.folder) for p in held)
    assert {len(p.relative_to(desk.settings.folder).parts) for p in held} == {3}
    jobs = desk.get("/jobs").text
    assert faults(jobs) == []


def test_a_page_asks_nothing_outside(desk: Client) -> None:
    """What would leave a page blank where there is no network."""
    for path in VIEWS:
        text = desk.get(path).text
        for address in re.findall(r'(?:src|href|action)="([^"]*)"', text):
            assert not address.startswith(("http:", "https:", "//")), address
    for name in ("desk.css", "dossier.css", "desk.js", "icon.svg"):
        text = desk.get(f"/static/{name}").text
        assert "url(" not in text
        assert "@import" not in text
        assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == []


def test_the_script_evaluates_nothing(desk: Client) -> None:
    text = desk.get("/static/desk.js").text
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                "new Function", "javascript:"):  # fmt: skip
        assert way not in text
    assert len(text.splitlines()) < 200
