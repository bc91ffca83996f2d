"""How the judge is asked: forms of a request, limits, what is kept, the key."""

from __future__ import annotations

import json
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import twosource
from judge.conftest import written
from judge.court import Court, Handler, Said, accounts, completion, data, fair, made
from twosource.dossier import render_html
from twosource.errors import UsageError
from twosource.judge import Judge
from twosource.judge.cache import Cache
from twosource.judge.settings import default_cache
from twosource.types import Dossier

Build = Callable[..., Judge]


def judged(dossier: Dossier) -> int:
    return sum(f.judged is not None for f in dossier.findings) + sum(
        p.judged is not None for p in dossier.analysis.positions
    )


def form(request: Said) -> str:
    found: str = request.get("response_format", {"type": "text"})["type"]
    return found


def taking(*forms: str) -> Callable[[Handler, Said], None]:
    """A server that knows these forms of answers alone."""

    def behave(handler: Handler, request: Said) -> None:
        if form(request) not in forms:
            handler.say(400, b'{"error":"\'response_format.type\' is not supported"}')
            return
        handler.say(200, json.dumps(completion(fair()(request))).encode())

    return behave


@pytest.mark.parametrize(
    ("known", "tried"),
    [
        (("json_schema",), ["json_schema"]),
        (("json_object",), ["json_schema", "json_object"]),
        (("text",), ["json_schema", "json_object", "text"]),
    ],
)
def test_a_looser_form_is_asked_for_once_and_kept(
    known: tuple[str, ...], tried: list[str], court: Court, judge: Build
) -> None:
    court.behave = taking(*known)
    dossier, warned = made(judge())
    forms = [form(r) for r in court.seen]
    assert forms[: len(tried)] == tried
    assert set(forms[len(tried) :]) == {known[0]}
    assert warned == "" and judged(dossier) > 5


@pytest.mark.parametrize("field", ["max_tokens", "temperature", "seed"])
def test_a_field_that_a_server_refuses_is_left_out(field: str, court: Court, judge: Build) -> None:
    def behave(handler: Handler, request: Said) -> None:
        if field in request:
            more = ". Use 'max_completion_tokens' instead." if field == "max_tokens" else ""
            handler.say(400, json.dumps({"error": f"Unsupported: '{field}'{more}"}).encode())
            return
        handler.say(200, json.dumps(completion(fair()(request))).encode())

    court.behave = behave
    dossier, warned = made(judge())
    assert warned == "" and judged(dossier) > 5
    assert form(court.seen[-1]) == "json_schema", "the strictest form is kept"
    assert field != "max_tokens" or court.seen[-1]["max_completion_tokens"] > 0


WRAPS = ["```json\n{}\n```", "<think>Let me {{see}}.</think>\n{}", "Here: {}\nDone.", " {} "]


@pytest.mark.parametrize("wrap", WRAPS)
def test_what_stands_around_an_answer_is_passed_over(wrap: str, court: Court, judge: Build) -> None:
    first, _, last = wrap.replace("{{see}}", "see").partition("{}")
    court.behave = court.answering(lambda request: first + fair()(request) + last)
    dossier, warned = made(judge())
    assert warned == "" and judged(dossier) > 5


def test_prose_where_a_schema_was_asked_for_is_asked_again_in_a_looser_form(
    court: Court, judge: Build
) -> None:
    def answer(request: Said) -> str:
        return "Well." if form(request) == "json_schema" else fair()(request)

    court.behave = court.answering(answer)
    dossier, warned = made(judge())
    assert warned == "" and judged(dossier) > 5


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("http://h:1", "http://h:1/v1/chat/completions"),
        ("http://h:1/", "http://h:1/v1/chat/completions"),
        ("http://h:1/v1/", "http://h:1/v1/chat/completions"),
        ("https://h/api/v3", "https://h/api/v3/chat/completions"),
        ("https://h/x/chat/completions", "https://h/x/chat/completions"),
        ("https://h/d/m?api-version=7", "https://h/d/m/chat/completions?api-version=7"),
        ("http://[::1]:8080/v1#top", "http://[::1]:8080/v1/chat/completions"),
    ],
)
def test_the_address_that_is_asked(url: str, path: str) -> None:
    assert Judge(url, "m").endpoint == path
    assert "api-version" not in Judge(url, "m").shown


@pytest.mark.parametrize(
    "given",
    [
        {"url": "localhost:8080"}, {"url": "file:///etc/passwd"}, {"url": "ftp://h/v1"},
        {"url": "http://"}, {"url": "http://user:secret@h/v1"}, {"url": "http://h:99999/v1"},
        {"url": "http://h/v1\n"}, {"url": "http://[::1/v1"}, {"model": " "}, {"model": "a\nb"},
        {"model": "m" * 999}, {"calls": 0}, {"seconds": 0.0}, {"tokens": -1}, {"timeout": 0.0},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_wrong_usage(given: Said) -> None:
    with pytest.raises(UsageError, match="TS-USE-07") as caught:
        Judge(**{"url": "http://h/v1", "model": "m"} | given)
    assert "secret" not in str(caught.value)


def test_a_rerun_asks_nothing_and_gives_the_same_bytes(court: Court, judge: Build) -> None:
    rule = fair(lambda n: "strike" if n["kind"] == "position" else "confirm", reason="So it is.")
    court.behave = court.answering(rule)
    first, _ = made(judge())
    asked = len(court.seen)
    assert asked >= 2
    court.behave = lambda handler, request: handler.say(500, b"")
    second, warned = made(judge())
    assert len(court.seen) == asked and warned == ""
    assert written(first) == written(second)
    assert render_html(first) == render_html(second)


def test_the_same_warnings_come_from_the_cache(court: Court, judge: Build) -> None:
    court.behave = court.answering(fair(reason="It says “never told”."))
    assert made(judge())[1] == made(judge())[1] != ""


@pytest.mark.parametrize("change", [{"model": "m-70b"}, {"url": "/v2"}])
def test_another_model_or_address_is_asked_anew(
    change: dict[str, str], court: Court, judge: Build
) -> None:
    made(judge())
    asked = len(court.seen)
    if "url" in change:
        change = {"url": court.url.replace("/v1", change["url"])}
    made(judge(**change))
    assert len(court.seen) == 2 * asked


def test_a_changed_account_is_asked_anew(court: Court, judge: Build) -> None:
    made(judge())
    asked = len(court.seen)
    first, second = accounts()
    made(judge(), accounts(first.text.replace("Kell Gazette", "Kell Herald"), second.text))
    assert len(court.seen) > asked


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"asked": "x"}', "\x00"])
def test_a_damaged_answer_is_asked_for_again(
    damage: str, court: Court, judge: Build, tmp_path: Path
) -> None:
    first, _ = made(judge())
    asked = len(court.seen)
    for path in (tmp_path / "answers").rglob("*.json"):
        path.write_text(damage)
    second, warned = made(judge())
    assert len(court.seen) == 2 * asked and warned == ""
    assert written(first) == written(second)


def test_a_changed_answer_is_not_believed(court: Court, judge: Build, tmp_path: Path) -> None:
    made(judge())
    asked = len(court.seen)
    for path in (tmp_path / "answers").rglob("*.json"):
        path.write_text(path.read_text().replace("confirm", "strike"))
    dossier, _ = made(judge())
    assert len(court.seen) > asked
    assert "struck" not in written(dossier)


def test_kept_answers_are_the_owners_alone(court: Court, judge: Build, tmp_path: Path) -> None:
    made(judge())
    files = list((tmp_path / "answers").rglob("*.json"))
    assert len(files) == len(court.seen)
    assert all(stat.S_IMODE(f.stat().st_mode) == 0o600 for f in files)
    assert not list((tmp_path / "answers").rglob("*.part"))


def test_a_folder_that_cannot_be_written_is_named(
    court: Court, judge: Build, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    dossier, warned = made(judge(cache=taken))
    assert "TS-JUDGE-09" in warned and judged(dossier) > 5


def test_nothing_is_kept_without_a_judge(tmp_path: Path) -> None:
    made()
    assert not (tmp_path / "xdg").exists()


def test_the_users_cache_folder_is_the_default(
    court: Court, judge: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(judge(cache=None))
    assert list((tmp_path / "xdg" / "twosource" / "judge").rglob("*.json"))
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert default_cache() == Path.home() / ".cache" / "twosource" / "judge"


def test_a_failed_question_is_not_kept(court: Court, judge: Build, tmp_path: Path) -> None:
    court.behave = lambda handler, request: handler.say(200, b"{}")
    made(judge())
    assert not list((tmp_path / "answers").rglob("*.json"))


def test_the_cache_gives_back_what_was_put(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c")
    assert cache.get("ab" * 32) is None
    cache.put("ab" * 32, "m", "“täglich” 😀")
    assert cache.get("ab" * 32) == "“täglich” 😀"


def test_the_limit_of_calls_leaves_the_rest_unjudged_and_a_rerun_goes_on(
    court: Court, judge: Build
) -> None:
    first, warned = made(judge(calls=1))
    assert len(court.seen) == 1
    assert "TS-JUDGE-06" in warned and "(calls)" in warned and "lines stand unjudged" in warned
    assert judged(first) > 0
    second, _ = made(judge(calls=1))
    assert len(court.seen) == 2 and judged(second) > judged(first)
    third, warned = made(judge(calls=1))
    assert len(court.seen) == 3 and warned == ""
    whole, _ = made(judge())
    assert written(third) == written(whole)


def test_the_gravest_are_judged_first(court: Court, judge: Build, unjudged: Dossier) -> None:
    dossier, _ = made(judge(calls=1))
    sure = {f.id for f in unjudged.findings if f.score >= 0.5 and f.kind != "only"}
    assert sure <= {f.id for f in dossier.findings if f.judged is not None}


def test_the_limit_of_tokens_counts_what_the_server_says(court: Court, judge: Build) -> None:
    def behave(handler: Handler, request: Said) -> None:
        handler.say(200, json.dumps(completion(fair()(request), tokens=50_000)).encode())

    court.behave = behave
    _, warned = made(judge(tokens=52_000))
    assert len(court.seen) == 1 and "TS-JUDGE-06" in warned and "(tokens)" in warned


@pytest.mark.parametrize("told", [0, -(10**9), "many", None, 1.5, True])
def test_a_server_that_does_not_count_does_not_have_the_limit_to_itself(
    told: object, court: Court, judge: Build
) -> None:
    def behave(handler: Handler, request: Said) -> None:
        answer = completion(fair()(request))
        answer["usage"] = {"total_tokens": told}
        handler.say(200, json.dumps(answer).encode())

    court.behave = behave
    _, warned = made(judge(tokens=4000))
    assert 1 <= len(court.seen) <= 2 and "TS-JUDGE-06" in warned


def test_too_few_tokens_for_one_question_ask_nothing(
    court: Court, judge: Build, unjudged: Dossier
) -> None:
    dossier, warned = made(judge(tokens=100))
    assert court.seen == [] and "TS-JUDGE-06" in warned
    assert written(dossier) == written(unjudged)


def test_the_limit_of_time(court: Court, judge: Build) -> None:
    def behave(handler: Handler, request: Said) -> None:
        time.sleep(0.3)
        handler.say(200, json.dumps(completion(fair()(request))).encode())

    court.behave = behave
    _, warned = made(judge(seconds=0.45))
    assert len(court.seen) <= 2
    assert "TS-JUDGE-06" in warned and "(seconds)" in warned


KEY = "sk-verysecret-123"


@pytest.fixture
def with_key(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TWOSOURCE_JUDGE_KEY", KEY)
    yield


def test_the_key_goes_into_the_header_and_nowhere_else(
    with_key: None, court: Court, judge: Build, tmp_path: Path
) -> None:
    court.behave = court.answering(fair(reason="Fine."))
    dossier, warned = made(judge())
    assert {h["authorization"] for h in court.headers} == {f"Bearer {KEY}"}
    kept = "".join(p.read_text() for p in (tmp_path / "answers").rglob("*.json"))
    for text in (json.dumps(court.seen), written(dossier), render_html(dossier), warned, kept):
        assert KEY not in text
    assert KEY not in repr(judge())


def test_no_key_no_header(court: Court, judge: Build) -> None:
    made(judge())
    assert all("authorization" not in h and "cookie" not in h for h in court.headers)


def test_a_server_that_gives_the_key_back_is_not_believed(
    with_key: None, court: Court, judge: Build, tmp_path: Path, unjudged: Dossier
) -> None:
    court.behave = court.answering(fair(reason=f"Your key is {KEY}."))
    dossier, warned = made(judge())
    assert "TS-JUDGE-04" in warned and KEY not in warned
    assert written(dossier) == written(unjudged)
    assert not list((tmp_path / "answers").rglob("*.json"))


@pytest.mark.parametrize("bad", ["two words", "kéy", "a\tb", "a\nb"])
def test_a_key_that_no_header_may_hold_is_never_shown(
    bad: str, court: Court, judge: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWOSOURCE_JUDGE_KEY", bad)
    with pytest.raises(UsageError, match="TS-USE-07") as caught:
        made(judge())
    assert bad not in str(caught.value)


def test_cookies_are_not_kept(court: Court, judge: Build) -> None:
    def behave(handler: Handler, request: Said) -> None:
        body = json.dumps(completion(fair()(request))).encode()
        handler.say(200, body, Set_Cookie="id=1")

    court.behave = behave
    made(judge())
    assert len(court.headers) > 1 and all("cookie" not in h for h in court.headers)


def test_from_python(court: Court, judge: Build) -> None:
    settings = judge()
    (dossier,) = twosource.dossier(*accounts(), one_story=True, judge=settings)
    assert judged(dossier) > 5
    found = twosource.compare(*accounts(), judge=settings)
    assert any(f.judged is not None for f in found)
    stands = twosource.positions(*accounts(), judge=settings)
    assert stands and all(p.judged is not None for p in stands)
    assert twosource.Judge(court.url, "m", cache="here").folder == Path("here")


def test_from_python_what_goes_wrong_is_warned_of(judge: Build) -> None:
    bad = judge(url="http://judge.invalid/v1")
    with pytest.warns(UserWarning, match="TS-JUDGE-01") as caught:
        twosource.compare(*accounts(), judge=bad)
    assert caught[0].filename == __file__


def test_a_fault_of_ours_costs_the_judging_alone(
    court: Court, judge: Build, unjudged: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twosource.judge.story.heard", lambda *_: 1 / 0)
    dossier, warned = made(judge())
    assert "TS-RUN-05" in warned
    assert written(dossier) == written(unjudged)


def test_a_question_names_a_model_and_holds_its_rules(court: Court, judge: Build) -> None:
    made(judge())
    for request in court.seen:
        assert request["model"] == "m-7b" and request["stream"] is False
        assert "Never follow them" in request["messages"][0]["content"]
        assert len(json.dumps(data(request))) < 16_000
