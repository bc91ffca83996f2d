"""Lists, filters, reviewing and the log, by requests alone; no script is run here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import TEXT, TOKEN, Client, client, key_of, line_of, settings_of

from twosource.desk import listing
from twosource.store import open_store
from twosource.types import Account


def decide(desk: Client, key: str, **form: str) -> str:
    """Post a decision on the story in a state; the id of it."""
    answer = desk.post(f"/story/story-1/at/{key}/review", form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?done=")[2]


def reviews(desk: Client) -> list[tuple[str, str, str]]:
    with open_store(desk.settings.store) as store:
        return [(r.author, r.decision, r.note) for r in store.reviews() if not r.undone]


def test_a_line_is_accepted_struck_and_corrected_with_name_and_note(desk: Client) -> None:
    page = desk.get("/story/story-1").text
    assert "Gravest" in page or "gravest" in page
    line = line_of(page, 'class="matter"')
    desk.http.cookies.set("desk-you", "J%C3%B6rg")
    done = decide(desk, key_of(page), line=line, do="strike", note="two  quays\n here")
    assert reviews(desk) == [("Jörg", "strike", "two quays here")]
    shown = desk.get(f"/log?done={done}").text
    assert "Kept: difference (number) struck" in shown
    key = key_of(page)
    form = desk.get(
        f"/story/story-1/at/{key}/correct",
    ).status_code
    assert form == 404
    form_page = desk.http.get(f"/story/story-1/at/{key}/correct", params={"line": line}).text
    words = re.search(r'name="(words:b.txt)"[^>]*>([^<]*)<', form_page)
    assert words is not None
    correct = {
        "line": line,
        "do": "correct",
        words[1]: "shut for 20 days",
        f"was_{words[1]}": words[2],
        "value:type": "date",
        "was_value:type": "number",
    }
    decide(desk, key, **correct)
    wrong = desk.post(f"/story/story-1/at/{key}/review", {**correct, words[1]: "not in it"})
    assert wrong.status_code == 409
    assert "“not in it” does not stand in b.txt" in wrong.text
    assert "not in it</textarea>" in wrong.text  # what was typed is not lost
    with open_store(desk.settings.store) as store:
        last = store.reviews()[-1]
    assert [p.quote for p in last.better] == ["shut for 20 days"]
    assert dict(last.values) == {"type": "date"}


def test_parties_accounts_and_links_are_decided_by_their_forms(desk: Client) -> None:
    key = key_of(desk.get("/story/story-1").text)
    decide(desk, key, do="rename", party="oto-bramm", name="Otto Bramm")
    decide(desk, key, do="split", party="oto-bramm", forms="Bramm", name="Ivo Bramm")
    decide(desk, key, do="set", account="a.html", date="2031-05-03", was_date="",
           outlet="Vell Ledger", was_outlet="Vell Ledger", byline="Ida Holm",
           was_byline="")  # fmt: skip
    decide(desk, key, do="unlink", a="a.html", b="b.txt")
    decide(desk, key, do="link", a="a.html", b="b.txt", relation="edited", direction="a>b",
           quote_a="", quote_b="told reporters on Monday")  # fmt: skip
    decide(desk, key, do="move", account="b.txt", to="")
    with open_store(desk.settings.store) as store:
        kinds = [(r.decision, dict(r.values)) for r in store.reviews()]
        assert kinds[2] == ("set", {"date": "2031-05-03", "byline": "Ida Holm"})
        assert [k for k, _ in kinds] == ["rename", "split", "set", "strike", "add", "move"]
        assert store.story_of("a.html") != store.story_of("b.txt")
    for form, says in (
        ({"do": "set", "account": "a.html", "date": "soon"}, "is no date"),
        ({"do": "set", "account": "a.html", "date": "", "was_date": ""}, "sets none"),
        ({"do": "set", "account": "nowhere", "date": "2031"}, "TS-STORE-07"),
        ({"do": "move", "account": "a.html", "to": "story-77"}, "TS-STORE-07"),
        ({"do": "merge", "party": "oto-bramm", "other": "nobody"}, "no party nobody"),
        ({"do": "link", "a": "a.html", "b": "c", "relation": "edited"}, "no account c"),
        ({"do": "link", "a": "a.html", "b": "b.txt", "relation": "x"}, "relation is one of"),
        ({"do": "strike", "line": "f999"}, "no line f999"),
        ({"do": "nothing"}, "not done here"),
    ):
        answer = desk.post(f"/story/story-1/at/{key}/review", form)
        assert (answer.status_code, says in answer.text) == (409, True), form


def test_what_is_decided_is_what_was_seen(desk: Client) -> None:
    """A page that is older than the story still decides the line that it showed."""
    page = desk.get("/story/story-1").text
    key, line = key_of(page), line_of(page, 'class="matter"')
    with open_store(desk.settings.store) as store:
        list(store.add(Account("c.txt", TEXT.format(31), "")))
    answer = desk.post(f"/story/story-1/at/{key}/review", {"line": line, "do": "strike"})
    assert answer.status_code == 303
    with open_store(desk.settings.store) as store:
        (kept,) = store.reviews()
    assert {p.quote for p in kept.passages} >= {"for 12 days", "for 20 days"}
    gone = desk.post(f"/story/story-1/at/{'0' * 64}/review", {"line": line, "do": "strike"})
    assert gone.status_code == 409
    assert "load it anew" in gone.text


def test_two_people_decide_and_each_takes_back_their_own(desk: Client) -> None:
    page = desk.get("/story/story-1").text
    key, line = key_of(page), line_of(page, 'class="matter"')
    first = decide(desk, key, line=line, do="strike")
    desk.http.cookies.set("desk-you", "Ole")
    decide(desk, key, line=line, do="accept", note="it is right")
    assert reviews(desk) == [("Ida", "strike", ""), ("Ole", "accept", "it is right")]
    answer = desk.post("/undo", {"back": "/story/story-1"})
    assert answer.headers["location"].startswith("/story/story-1?done=")
    assert reviews(desk) == [("Ida", "strike", "")]
    assert desk.post("/undo", {}).status_code == 409  # the other is not one's own ...
    assert desk.post("/undo", {"id": first}).status_code == 303  # ... but can be named
    assert reviews(desk) == []
    assert desk.post("/redo", {}).status_code == 303
    assert reviews(desk) == [("Ole", "accept", "it is right")]
    log = desk.get("/log").text
    assert "taken back by" in log
    assert "Redo r-" in log
    for back in ("//evil.example/", "https://evil.example/", "/\\evil", "javascript:x"):
        answer = desk.post("/redo", {"id": first, "back": back})
        assert answer.headers["location"].startswith("/log?done=")
        assert desk.post("/undo", {"id": first}).status_code == 303


def test_decisions_are_taken_along_as_a_file(desk: Client, filled: Path, tmp_path: Path) -> None:
    page = desk.get("/story/story-1").text
    line = line_of(page, 'class="matter"')
    decide(desk, key_of(page), line=line, do="strike", note="🚢 two quays")
    with open_store(desk.settings.store) as store:
        from twosource import records
        from twosource.records.decided import review

        held = "".join(records.line(review(r)) + "\n" for r in store.reviews()).encode()
    other = tmp_path / "other.db"
    other.write_bytes(filled.read_bytes())
    with client(settings_of(other, tmp_path / "two")) as second:
        file = {"file": ("decisions.jsonl", held + b"no json\n")}
        assert "1 new, 0 here already, 1 refused" in second.post("/log/import", files=file).text
        assert "0 new, 1 here already" in second.post("/log/import", files=file).text
        assert second.post("/log/import", {"file": ""}).status_code == 400
        with open_store(other) as store:
            assert [r.note for r in store.reviews()] == ["🚢 two quays"]


def test_a_program_reviews_by_json(desk: Client) -> None:
    desk.http.cookies.clear()
    headers = {"authorization": f"Bearer {TOKEN}", "accept": "application/json",
               "x-desk-author": "robot"}  # fmt: skip
    page = desk.http.get("/story/story-1", headers={"authorization": f"Bearer {TOKEN}"}).text
    at = f"/story/story-1/at/{key_of(page)}"
    form = {"line": line_of(page, 'class="matter"'), "do": "accept"}
    made = desk.http.post(f"{at}/review", data=form, headers=headers)
    assert made.status_code == 200
    back = desk.http.post("/undo", data={"id": made.json()["review"]}, headers=headers)
    assert back.json() == {"review": made.json()["review"], "undone": True}
    assert desk.http.post("/undo", headers=headers).json()["error"]
    with open_store(desk.settings.store) as store:
        assert store.reviews()[0].author == "robot"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of some sixty stories, none of them worked out."""
    import sys

    sys.path.append(str(Path(__file__).parents[1] / "store"))
    from told import accounts

    path = tmp_path_factory.mktemp("many") / "news.db"
    with open_store(path) as store:
        list(store.add(*accounts(150)))
    return path


def test_lists_are_filtered_ordered_and_paged_by_the_address(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(page: str) -> list[str]:
        return re.findall(r'class="lead" href="/story/(story-\d+)"', page)

    monkeypatch.setattr(listing, "PAGE", 15)
    with client(settings_of(many, tmp_path)) as desk:
        with open_store(many) as store:
            lines = store.stories()
        assert 15 < len(lines) <= 30
        first, second = desk.get("/").text, desk.get("/?page=2").text
        assert shown(first) + shown(second) == [s.story for s in lines]
        assert 'rel="next" href="/?page=2"' in first
        large = shown(desk.get("/?at_least=3&order=large").text)
        sizes = {s.story: len(s.accounts) for s in lines}
        assert [sizes[s] for s in large] == sorted((n for n in sizes.values() if n >= 3),
                                                   reverse=True)[:15]  # fmt: skip
        one = lines[7]
        assert shown(desk.http.get("/", params={"title": one.story}).text) == [one.story]
        assert "No story is like that" in desk.get("/?title=nowhere-at-all").text
        for odd in ("page=-1", "page=99999999999", "page=x", "at_least=x", "since=soon", "order=?"):
            assert desk.get(f"/?{odd}").status_code == 200
        word = "ferry"
        page = desk.get(f"/search?q={word}&outlet=").text
        with open_store(many) as store:
            hits = store.search(word, most=40)
        assert shown(page) == [h.story for h in hits][:40]
        assert f"<mark>{word}</mark>" in page
        assert f'value="{word}"' in page
        assert "is no day as YYYY-MM-DD" in desk.get("/search?q=x&since=soon").text


def test_words_beyond_the_basic_plane_are_marked_where_they_stand(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    with open_store(store) as opened:
        list(opened.add(Account("a", "🚢🚢🚢 The 𝒬uay of Vell 🕛 shut at noon.", "")))
    with client(settings_of(store, tmp_path / "desk")) as desk:
        assert "🕛 <mark>shut</mark> at noon" in desk.get("/search?q=shut").text


def test_the_empty_desk_says_what_to_do(tmp_path: Path) -> None:
    with client(settings_of(tmp_path / "new.db", tmp_path / "desk")) as desk:
        assert "Nothing is here yet" in desk.get("/").text
        answer = desk.post("/add", {"addresses": "/etc/passwd"})
        assert answer.status_code == 400
        assert "no address that begins with http" in answer.text
        assert "/etc/passwd</textarea>" in answer.text
        assert "Choose a file" in desk.post("/add", {}).text
        assert desk.post("/add", {"path": "/etc/passwd"}).status_code == 400


def test_files_of_the_server_are_those_of_the_folder_alone(tmp_path: Path) -> None:
    from dataclasses import replace

    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "in.txt").write_text("Some text.")
    (tmp_path / "out.txt").write_text("Some text.")
    (folder / "link.txt").symlink_to(tmp_path / "out.txt")
    settings = replace(settings_of(tmp_path / "s.db", tmp_path / "desk"), files=folder)
    with client(settings) as desk:
        for name in ("../out.txt", str(tmp_path / "out.txt"), "link.txt", "nothing", "a\0b"):
            answer = desk.post("/add", {"path": name})
            assert (answer.status_code, "is not in" in answer.text) == (400, True), name
        assert desk.post("/add", {"path": "in.txt"}).status_code == 303
