from __future__ import annotations

from typing import get_args

import pytest

from dossier.story import account, at, dossier
from twosource import types as t
from twosource.dossier import words
from twosource.dossier.lineage import lineage
from twosource.dossier.names import Names, letter, readable, safe_url, shorten
from twosource.dossier.passages import RowKind


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("finding", t.FindingType), ("same", t.FindingType), ("thing", t.FindingType),
        ("arrow", t.Relation), ("heading", t.FindingKind), ("doubt", t.FindingKind),
        ("nothing", t.FindingKind), ("struck", t.FindingKind), ("verdict", t.Verdict),
        ("fate", RowKind), ("position", t.PositionKind),
        ("flag", t.Flag), ("link", t.Relation), ("link_both", t.Relation),
        ("date", t.DateKind), ("form", t.Form), ("voice", t.Voice), ("modality", t.Modality),
    ],
)  # fmt: skip
def test_every_value_has_its_plain_words_and_no_other(table: str, values: object) -> None:
    assert set(words.lexicon()[table]) == set(get_args(values))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024", "2024"),
        ("2024-03", "March 2024"),
        ("2024-03-04", "4 March 2024"),
        ("2024-03-04T16:20:00+01:00", "4 March 2024, 16:20 (UTC+01:00)"),
        ("2024-03-04T16:20Z", "4 March 2024, 16:20 (UTC)"),
        ("2024-W11", "2024-W11"),
        ("2024-13-01", "2024-13-01"),
        ("PRESENT_REF", "PRESENT_REF"),
    ],
)
def test_dates_read_as_in_a_newspaper(value: str, shown: str) -> None:
    assert words.date(value) == shown


def test_letters_go_on_after_z() -> None:
    assert [letter(i) for i in (0, 25, 26, 51, 52, 702)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("3-coast_watch.txt", "Coast Watch"),
        ("pages/2/el-faro.html", "El Faro"),
        ("000_77b51d345d1ca5f8.txt", "an outlet not named"),
        ("17", "an outlet not named"),
        ("depot-radio", "Depot Radio"),
    ],
)
def test_an_id_is_never_shown_raw(identifier: str, name: str) -> None:
    assert readable(identifier) == name


def test_only_http_is_safe() -> None:
    assert safe_url("https://a.example/b?c#d")
    assert not safe_url("ftp://a.example")
    assert not safe_url(None)


def test_shortening_keeps_whole_words() -> None:
    assert shorten("one two three", 9) == "one two…"
    assert shorten("short", 9) == "short"


def origin(name: str, *accounts: t.Account, kind: str = "interview") -> t.Origin:
    spans = {a.id: (at(a, "News"),) for a in accounts}
    return t.Origin(name, kind, name, tuple(a.id for a in accounts), spans)


def apart(a: t.Account, b: t.Account) -> t.Derivation:
    return t.Derivation(a.id, b.id, "independent", "unknown", 0.0, (), "Nothing shared.", "r")


def tied(a: t.Account, b: t.Account, direction: t.Direction = "a>b") -> t.Derivation:
    proof = t.Evidence("run", at(a, "News"), at(b, "News"))
    return t.Derivation(a.id, b.id, "edited", direction, 0.9, (proof,), "Shared.", "r")


A, B, C = (account(i, f"News from {i}.") for i in ("one", "two", "three"))


def counted(
    accounts: list[t.Account], links: list[t.Derivation], origins: list[t.Origin]
) -> tuple[int, int]:
    made = dossier(accounts, links=links, origins=origins)
    line = lineage(made, Names.of(1, accounts))
    return line.at_least, line.at_most


def test_a_copy_is_no_second_source() -> None:
    assert counted([A, B], [tied(A, B)], [origin("x", A, B)]) == (1, 1)


def test_independent_accounts_with_origins_count() -> None:
    assert counted([A, B], [apart(A, B)], [origin("x", A), origin("y", B)]) == (2, 2)


def test_unknown_lineage_counts_as_no_origin() -> None:
    assert counted([A, B], [apart(A, B)], [origin("x", A)]) == (1, 2)
    assert counted([A, B], [apart(A, B)], [origin("x", A), origin("y", B, kind="unknown")]) == (
        1,
        2,
    )
    assert counted([A, B], [], [origin("x", A), origin("y", B)]) == (1, 2)


def test_one_interview_in_two_papers_is_one() -> None:
    assert counted([A, B], [apart(A, B)], [origin("x", A, B)]) == (1, 1)


def test_one_press_conference_and_own_interviews_are_two() -> None:
    origins = [origin("p", A, B), origin("x", A), origin("y", B)]
    assert counted([A, B], [apart(A, B)], origins) == (2, 2)


def test_a_chain_hangs_together() -> None:
    assert counted([A, B, C], [tied(A, B), tied(C, B, "b>a")], []) == (0, 1)


def test_why_says_which_came_from_which() -> None:
    made = dossier([A, B, C], links=[tied(A, B), tied(B, C, "b>a")], origins=[origin("x", A)])
    line = lineage(made, Names.of(1, [A, B, C]))
    assert line.headline == "One independent origin"
    assert line.why.startswith("All accounts count as one: B is an edited copy of A;")
