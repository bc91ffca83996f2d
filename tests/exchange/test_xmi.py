"""UIMA CAS XMI: cassis reads it, bounds hold in UTF-16, and what people did comes back."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run, lines
from exchange import invented
from exchange.conftest import Export, one
from exchange.invented import ARABIC, CONTROL, QUOTE
from twosource.errors import ExchangeError
from twosource.exchange import Dossiers, format_of, reviews
from twosource.exchange.reviewed import known_of
from twosource.exchange.rim import Utf16, xml_safe
from twosource.exchange.xmi import types
from twosource.records.models import ReviewRecord

cassis = pytest.importorskip("cassis")


def cases(folder: Path) -> list[Any]:
    """The documents of an export, as cassis reads them."""
    with (folder / "TypeSystem.xml").open("rb") as source:
        system = cassis.load_typesystem(source)
    found = []
    for path in sorted(folder.glob("*.xmi")):
        with path.open("rb") as source:
            found.append(cassis.load_cas_from_xmi(source, typesystem=system))
    return found


def ours(cas: Any) -> list[Any]:
    return [a for a in cas.select_all_annotations() if a.type.name.startswith("org.twosource.")]


def faults(cas: Any) -> list[str]:
    """Annotations that reach out of the text: cassis takes them all the same."""
    length = len(cas.sofa_string)  # cassis has turned UTF-16 units into code points
    return [
        a.type.name for a in ours(cas)
        if not (isinstance(a.begin, int) and isinstance(a.end, int))
        or not 0 <= a.begin <= a.end <= length
    ]  # fmt: skip


def test_cassis_reads_it_and_every_span_comes_back(story: Path, export: Export) -> None:
    told = one(story)
    found = cases(export(story, "xmi"))
    assert len(found) == len(told.accounts)
    expected = sorted(
        (k.kind, k.names[-1], p.account, p.part, *p.span)
        for k in known_of(told) if k.kind != "link" for p in k.places if p.span is not None
    )  # fmt: skip
    came = []
    for cas, account in zip(found, told.accounts, strict=True):
        assert faults(cas) == []
        (about,) = cas.select("org.twosource.Account")
        assert about.account == account.id
        assert about.published == (account.published.value if account.published else None)
        parts = {p.name: (p.begin, p.end) for p in cas.select("org.twosource.Part")}
        for name, text in told.parts[account.id].items():
            assert cas.sofa_string[slice(*parts[name])] == xml_safe(text)
        for a in ours(cas):
            if getattr(a, "record", None):
                part = next(n for n, (s, e) in parts.items() if s <= a.begin and a.end <= e)
                at = parts[part][0]
                kind = a.type.name.rpartition(".")[2].lower()
                came.append((kind, a.record, account.id, part, a.begin - at, a.end - at))
    assert sorted(came) == expected


def test_offsets_are_utf16_units(tmp_path: Path, export: Export) -> None:
    """Read without cassis: the units of the text, not its code points."""
    folder = export(invented.written(tmp_path, 1), "xmi")
    raw = next(folder.glob("*.xmi")).read_text(encoding="utf-8")
    (text,) = re.findall(r'sofaString="([^"]*)"', raw)
    units = text.replace("&#10;", "\n").replace("&#13;", "\r").replace("&quot;", '"')
    units = units.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    wide = units.encode("utf-16-le")
    said = re.findall(
        r'<twosource:Statement [^>]*begin="(\d+)" end="(\d+)"[^>]*role="content"', raw
    )
    words = [wide[2 * int(b) : 2 * int(e)].decode("utf-16-le") for b, e in said]
    assert QUOTE in words
    assert ARABIC in units
    assert xml_safe(CONTROL) in units


def test_a_span_past_the_text_is_seen(tmp_path: Path, export: Export) -> None:
    """cassis 0.12 accepts it, our own check does not."""
    folder = export(invented.written(tmp_path, 1), "xmi")
    path = next(folder.glob("*.xmi"))
    raw = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'(<twosource:Event [^>]*end=")\d+', r"\g<1>99999", raw, count=1))
    (cas,) = cases(folder)
    assert faults(cas) == ["org.twosource.Event"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" rule=", " sule="), ("bell\ufffd", "bell\x07"), ("</xmi:XMI>", ""),
        ("<twosource:Event ", "<twosource:Deed "),
    ],
)  # fmt: skip
def test_a_broken_twin_is_caught(old: str, new: str, tmp_path: Path, export: Export) -> None:
    folder = export(invented.written(tmp_path, 1), "xmi")
    path = next(folder.glob("*.xmi"))
    raw = path.read_text(encoding="utf-8")
    assert old in raw
    path.write_text(raw.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Exception):  # noqa: B017 - each library below cassis has errors of its own
        cases(folder)


def came(folder: Path, dossiers: Dossiers) -> list[Any]:
    return [r if isinstance(r, ReviewRecord) else r.code for r in reviews(folder, dossiers)]


def test_what_comes_back_as_it_was_says_nothing(story: Path, export: Export) -> None:
    told = one(story)
    folder = export(story, "xmi")
    if not told.accounts:  # nothing but the types
        with pytest.raises(ExchangeError, match="TS-EXCH-05"):
            came(folder, Dossiers([told]))
        return
    assert came(folder, Dossiers([told])) == []


@pytest.fixture
def changed(tmp_path: Path, export: Export) -> tuple[Dossiers, Any]:
    """A dossier and what becomes of a document that is edited with cassis."""
    source = invented.written(tmp_path, 2)
    folder = export(source, "xmi")

    def edit(change: Any) -> list[Any]:
        cas = cases(folder)[0]
        change(cas)
        out = tmp_path / "back"
        out.mkdir()
        cas.to_xmi(out / "one.xmi")
        return came(out, dossiers)

    dossiers = Dossiers([one(source)])
    return dossiers, edit


def by(cas: Any, type: str, role: str) -> Any:
    return next(a for a in cas.select(f"org.twosource.{type}") if a.role == role)


def test_an_edit_in_cassis_without_change_says_nothing(changed: Any) -> None:
    assert changed[1](lambda cas: None) == []


def test_decisions_notes_changes_and_new_annotations(changed: Any) -> None:
    def change(cas: Any) -> None:
        said = by(cas, "Statement", "content")
        said.decision, said.note = "keep", "as she said"
        cue = by(cas, "Statement", "cue")
        cue.end += 4
        deed = by(cas, "Event", "trigger")
        deed.eventType = "SANCTION"
        cas.remove(by(cas, "Position", "condition"))
        at = cas.sofa_string.index("nobody knows")
        cas.add(
            cas.typesystem.get_type("org.twosource.Event")(
                begin=at, end=at + 12, eventType="REJECT", role="trigger"
            )
        )

    found = {(r.decision, r.record and r.record.role, r.quote): r for r in changed[1](change)}
    kept, cue = ("keep", "content", ") 😀"), ("change", "cue", "told the")
    deed, new = ("change", "trigger", "closed"), ("add", None, "nobody knows")
    gone = ("strike", "condition", "if the town waits")
    assert {*found} == {kept, cue, deed, new, gone}
    assert found[kept].note == "as she said"
    assert found[cue].before == (found[cue].span[0], found[cue].span[1] - 4)
    assert found[deed].values == {"eventType": "SANCTION"}
    assert found[new].values["eventType"] == "REJECT"


def test_a_tool_that_drops_a_layer_strikes_nothing(changed: Any) -> None:
    def change(cas: Any) -> None:
        for a in list(cas.select("org.twosource.Event")):
            cas.remove(a)

    assert changed[1](change) == []


def test_a_text_that_the_tool_changed(changed: Any, tmp_path: Path) -> None:
    """Spans are found by their words; those that are gone are refused by name."""
    dossiers, _ = changed
    folder = tmp_path / "moved"
    folder.mkdir()
    format_of("xmi").write(dossiers.stories, folder)
    path = sorted(folder.glob("*.xmi"))[0]
    raw = path.read_text(encoding="utf-8")
    sofa = re.search(r'sofaString="[^"]*"', raw)
    assert sofa is not None
    text = sofa[0].replace("she told the Varn", "she tells the Varn")
    path.write_text(raw.replace(sofa[0], text), encoding="utf-8")
    for other in sorted(folder.glob("*.xmi"))[1:]:
        other.unlink()
    found = came(folder, dossiers)
    assert "TS-EXCH-06" in found
    spans = [r for r in found if isinstance(r, ReviewRecord)]
    assert all(dossiers.stories[0].quote(r.account, r.part, r.span) == r.quote for r in spans)


def test_a_zip_archive_by_the_command(tmp_path: Path, run: Run) -> None:
    source = invented.written(tmp_path, 2)
    assert run("export", source, "--to", "xmi", "-o", tmp_path / "a.zip").returncode == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as a, zipfile.ZipFile(tmp_path / "b.zip", "w") as b:
        for name in a.namelist():
            data = a.read(name).decode()
            b.writestr(name, data.replace(' role="trigger"', ' role="trigger" decision="no"', 1))
    done = run("import", tmp_path / "b.zip", "--dossier", source)
    assert (done.returncode, done.stderr) == (0, "")
    assert [r["decision"] for r in lines(done.stdout)] == ["strike", "strike"]


@pytest.mark.parametrize(
    "data",
    [b"<a/>", b"<xmi/>", b"text", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", b"<x>" * 5000,
     b'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"><Sofa/><Sofa/></xmi:XMI>'],
)  # fmt: skip
def test_what_is_no_xmi_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.xmi"
    path.write_bytes(data)
    with pytest.raises(ExchangeError, match=r"TS-EXCH-0[58]"):
        list(reviews(path, Dossiers([])))


@given(st.text())
def test_units_and_points(text: str) -> None:
    there = Utf16(text)
    for n in range(len(text) + 1):
        units = len(text[:n].encode("utf-16-le", "surrogatepass")) // 2
        assert there.units(n) == units
        assert there.points(units) == n
    whole = len(text.encode("utf-16-le", "surrogatepass")) // 2
    inside = {there.units(n) for n in range(len(text) + 1)}
    assert all(there.points(u) is None for u in range(whole + 3) if u not in inside)


def test_no_feature_is_called_as_uima_calls_its_own() -> None:
    for kind in types().values():
        assert not {"type", "begin", "end", "sofa", "id"} & {*kind["features"]}
