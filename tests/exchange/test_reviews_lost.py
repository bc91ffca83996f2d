"""Nothing that a person did is lost without a word, and nothing odd loses the work of others."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, lines
from exchange import invented
from exchange.conftest import Export
from exchange.test_reviews import annotated, came, own
from twosource.errors import ExchangeError
from twosource.exchange import Dossiers, reviews
from twosource.records.models import ReviewRecord


@pytest.fixture
def dossiers(tmp_path: Path) -> Dossiers:
    return Dossiers([invented.told(tmp_path, 4)])


@pytest.fixture
def item(tmp_path: Path, export: Export) -> Callable[[str], dict[str, Any]]:
    path = export(invented.written(tmp_path, 4), "web-annotation")
    return lambda kind: annotated(path, kind)


@pytest.mark.parametrize(
    ("kind", "name", "value", "values"),
    [
        ("statement", "polarity", "affirmed", {"polarity": "affirmed"}),
        ("statement", "speaker", {"id": "x", "name": "Ole Brandt"}, {"speaker": "Ole Brandt"}),
        ("statement", "speaker", None, {"speaker": ""}),
        ("event", "flags", [], {"flags": "[]"}),
        ("position", "kind", "refusal", {"kind": "refusal"}),
        ("finding", "kind", "agree", {"kind": "agree"}),
        ("origin", "holder", "Osk Radio", {"holder": "Osk Radio"}),
        ("link", "direction", "b>a", {"direction": "b>a"}),
    ],
)
def test_changed_facts_are_a_change(
    kind: str, name: str, value: Any, values: dict[str, str], item: Any, dossiers: Dossiers
) -> None:
    one = item(kind)
    assert came([one], dossiers) == []
    one["facts"][name] = value
    (found,) = came([one], dossiers)
    assert (found["decision"], found["values"]) == ("change", values)
    assert found["record"]["kind"] == kind


def test_a_target_that_is_gone_is_struck(item: Any, dossiers: Dossiers) -> None:
    one = item("statement")
    gone = one["target"].pop(1)
    (found,) = came([one], dossiers)
    assert (found["decision"], found["record"]["role"]) == ("strike", gone["role"])
    assert found["quote"] == gone["selector"][0]["exact"]


@pytest.mark.parametrize("targets", [[], None, "left out"])
@pytest.mark.parametrize("kind", ["statement", "link", "finding"])
def test_without_any_target_it_is_refused(
    targets: Any, kind: str, item: Any, dossiers: Dossiers
) -> None:
    one = item(kind)
    one["target"] = targets
    if targets == "left out":
        del one["target"]
    assert came([one], dossiers) == ["TS-EXCH-09"]


def test_a_link_that_lost_an_account_is_refused(item: Any, dossiers: Dossiers) -> None:
    one = item("link")
    del one["target"][0]
    assert came([one], dossiers) == ["TS-EXCH-09"]


def test_roles_that_a_tool_lost_strike_nothing(item: Any, dossiers: Dossiers) -> None:
    one = item("statement")
    for target in one["target"]:
        del target["role"], target["account"], target["part"]
    assert came([one], dossiers) == []


def test_a_span_that_is_not_found_is_not_struck_as_well(item: Any, dossiers: Dossiers) -> None:
    one = item("event")
    one["target"][0]["selector"] = {"type": "TextQuoteSelector", "exact": "never printed"}
    assert came([one], dossiers) == ["TS-EXCH-06"]


def test_each_target_is_decided_for_itself(dossiers: Dossiers) -> None:
    """A new stretch, one of a record, and one that is nowhere, in any order."""
    tag = {"type": "TextualBody", "purpose": "tagging", "value": "event"}
    new = own(dossiers, "Two people were hurt")["target"]
    there = own(dossiers, "closed")["target"]
    nowhere = own(dossiers, "never printed")["target"]
    expected: dict[str, Any] = {"Two people were hurt": "add", "closed": "note"}
    for targets in ([new, nowhere, there], [there, new, nowhere], [nowhere, there, new]):
        one = {"id": "urn:x:3", "target": targets, "body": [tag, "Look again"]}
        found = came([one], dossiers)
        assert [f for f in found if isinstance(f, str)] == ["TS-EXCH-06"]
        told = {f["quote"]: f for f in found if not isinstance(f, str)}
        assert {q: f["decision"] for q, f in told.items()} == expected
        assert told["Two people were hurt"]["record"] is None
        assert told["closed"]["record"]["role"] == "trigger"


@pytest.mark.parametrize("half", ["\ud83d", "a\udc00b"])
def test_half_a_character_ends_nothing(half: str, item: Any, dossiers: Dossiers) -> None:
    first = item("statement")
    first["facts"]["stance"] = half
    first["creator"], first["modified"] = {"name": half}, half
    first["body"] += [{"type": "TextualBody", "purpose": "commenting", "value": half}]
    mine = own(dossiers, "closed", body=half)
    mine["id"] = half
    stray = own(dossiers, half, body="no")
    lost = own(dossiers, "closed", body="no")
    lost["target"] = {"source": half}
    good = own(dossiers, "Two people were hurt", body="wrong")
    marked = half.replace("\ud83d", "\ufffd").replace("\udc00", "\ufffd")
    one, two, *codes, last = came([first, mine, stray, lost, good], dossiers)
    assert (one["note"], one["author"], one["time"]) == (marked, marked, marked)
    assert one["values"] == {"stance": marked}
    assert (two["id"], two["note"]) == (marked, marked)
    assert codes == ["TS-EXCH-06", "TS-EXCH-08"]
    assert last["decision"] == "strike"


@pytest.mark.parametrize(
    "wrapped",
    [
        {"type": "AnnotationCollection", "first": "https://varn.example/page/1"},
        {"type": "AnnotationPage", "items": ["https://varn.example/anno/1"]},
        {"type": "AnnotationPage", "items": [], "next": "https://varn.example/page/2"},
    ],
)
def test_what_is_only_an_address_is_named(wrapped: Any, dossiers: Dossiers) -> None:
    assert came(wrapped, dossiers) == ["TS-EXCH-05"]


def test_pages_within_pages_are_read(dossiers: Dossiers) -> None:
    inner = {"items": [own(dossiers, "closed", body="no")]}
    found = came({"first": {"items": [], "next": inner}}, dossiers)
    assert [f["decision"] for f in found] == ["strike"]


def test_a_piece_of_a_content_that_is_gone_is_struck(
    tmp_path: Path, export: Export, dossiers: Dossiers
) -> None:
    folder = export(invented.written(tmp_path, 4), "xmi")
    path = sorted(folder.glob("*.xmi"))[0]
    raw = path.read_text(encoding="utf-8")
    piece = r'<twosource:Statement [^>]*record="s1"[^>]*role="content" number="1"/>\n'
    assert len(re.findall(piece, raw)) == 1
    path.write_text(re.sub(piece, "", raw), encoding="utf-8")
    (found,) = reviews(folder, dossiers)
    assert isinstance(found, ReviewRecord)
    assert (found.decision, found.quote) == ("strike", f"“because {invented.HEBREW},”")


def test_a_place_of_many_digits_is_outside(
    tmp_path: Path, export: Export, dossiers: Dossiers
) -> None:
    folder = export(invented.written(tmp_path, 4), "xmi")
    path = sorted(folder.glob("*.xmi"))[0]
    raw = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r'(<twosource:Event [^>]*begin=")\d+', r"\g<1>" + "7" * 5000, raw, count=1)
    )
    assert [getattr(r, "code", None) for r in reviews(folder, dossiers)] == ["TS-EXCH-06"]


def test_a_broken_file_does_not_lose_the_others(tmp_path: Path, export: Export, run: Run) -> None:
    source = invented.written(tmp_path, 2)
    folder = export(source, "xmi")
    first, second = sorted(folder.glob("*.xmi"))
    first.write_text("<xmi:XMI", encoding="utf-8")
    (folder / "0.json").write_text("{")
    (folder / "1.json").write_text("neither")
    marked = second.read_text(encoding="utf-8").replace(
        ' role="trigger"', ' role="trigger" decision="no"', 1
    )
    second.write_text(marked, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    for given in (folder, tmp_path / "all.zip"):
        done = run("import", given, "--dossier", source)
        assert done.returncode == 1
        assert done.stderr.count("TS-EXCH-05") == 3
        assert all(n in done.stderr for n in ("0.json", "1.json", first.name))
        assert [r["decision"] for r in lines(done.stdout)] == ["strike"]


def test_a_damaged_entry_of_an_archive_does_not_lose_the_others(
    tmp_path: Path, dossiers: Dossiers
) -> None:
    path = tmp_path / "a.zip"
    good = json.dumps(own(dossiers, "closed", body="no"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", good.replace("no", "damaged-here"))
        archive.writestr("b.json", good)
    path.write_bytes(path.read_bytes().replace(b"damaged-here", b"damaged-hers", 1))
    bad, one = reviews(path, dossiers)
    assert getattr(bad, "code", "") == "TS-EXCH-05"
    assert isinstance(one, ReviewRecord)


@pytest.mark.parametrize("kind", ["folder", "zip", "other"])
def test_where_nothing_is_to_be_read_it_is_said(
    kind: str, tmp_path: Path, dossiers: Dossiers
) -> None:
    path = tmp_path / "given"
    if kind == "folder":
        path.mkdir()
    else:
        with zipfile.ZipFile(path, "w") as archive:
            if kind == "other":
                archive.writestr("TypeSystem.xml", "<a/>")
    with pytest.raises(ExchangeError, match="TS-EXCH-05"):
        list(reviews(path, dossiers))


def test_annotations_come_from_standard_input(tmp_path: Path, export: Export, run: Run) -> None:
    source = invented.written(tmp_path, 2)
    one = annotated(export(source, "web-annotation"))
    one["tags"] = ["keep"]
    done = run("import", "-", "--dossier", source, stdin=json.dumps(one).encode())
    assert (done.returncode, [r["decision"] for r in lines(done.stdout)]) == (0, ["keep"])
    done = run("import", "-", "--dossier", source, stdin=b"x")
    assert (done.returncode, "TS-EXCH-05 standard input" in done.stderr) == (1, True)
