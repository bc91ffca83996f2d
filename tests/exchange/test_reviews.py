"""What people did in another tool comes back as reviews, at the right place or refused by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conftest import ROOT, Run, lines
from exchange import invented
from exchange.conftest import Export, one
from exchange.invented import QUOTE
from twosource.errors import ExchangeError
from twosource.exchange import Dossiers
from twosource.exchange.anchor import Hint, find
from twosource.exchange.web_reviews import reviews
from twosource.records import line
from twosource.records.models import ReviewRecord

SCHEMA = Draft202012Validator(json.loads((ROOT / "docs/schema/import.json").read_text()))


@pytest.fixture
def dossiers(tmp_path: Path) -> Dossiers:
    return Dossiers([invented.told(tmp_path, 4)])


def came(data: Any, dossiers: Dossiers) -> list[Any]:
    """Reviews as objects; failures as their codes."""
    out: list[Any] = []
    for r in reviews(json.dumps(data).encode(), dossiers, "x"):
        if isinstance(r, ReviewRecord):
            out.append(json.loads(line(r)))
            SCHEMA.validate(out[-1])
        else:
            out.append(r.code)
    return out


def annotated(path: Path, kind: str = "statement") -> dict[str, Any]:
    items = json.loads(path.read_text())["first"]["items"]
    found: dict[str, Any] = next(i for i in items if f":{kind}:" in i["id"])
    return found


def test_a_tag_and_a_remark_on_a_record_of_ours(
    tmp_path: Path, export: Export, dossiers: Dossiers
) -> None:
    item = annotated(export(invented.written(tmp_path, 4), "web-annotation"))
    item["body"] += [
        {"type": "TextualBody", "purpose": "tagging", "value": "Reject"},
        {"type": "TextualBody", "purpose": "commenting", "value": "She was quoted by another."},
    ]
    item["creator"] = {"type": "Person", "name": "Ines Vold"}
    item["modified"] = "2031-06-01T10:00:00Z"
    (found,) = came(item, dossiers)
    account = dossiers.stories[0].accounts[0].id
    assert found["decision"] == "strike"
    assert found["record"] == {"kind": "statement", "id": f"{account}#s1", "role": "content"}
    assert found["note"] == "She was quoted by another."
    assert (found["author"], found["time"]) == ("Ines Vold", "2031-06-01T10:00:00Z")
    assert found["quote"] == QUOTE
    assert found["schema"] == "twosource-review/1"


def test_a_span_that_was_drawn_anew(tmp_path: Path, export: Export, dossiers: Dossiers) -> None:
    item = annotated(export(invented.written(tmp_path, 4), "web-annotation"))
    words, place = item["target"][0]["selector"]
    before = [place["start"], place["end"]]
    words["exact"] = words["exact"][1:-2]
    place["start"], place["end"] = place["start"] + 1, place["end"] - 2
    (found,) = came([item], dossiers)
    assert found["decision"] == "change"
    assert (found["before"], found["span"]) == (before, [place["start"], place["end"]])
    assert found["found"] == "as given"


def test_a_place_counted_otherwise_is_found_by_its_words(
    tmp_path: Path, export: Export, dossiers: Dossiers
) -> None:
    """A tool that counts UTF-16 units, and one that lost the place."""
    item = annotated(export(invented.written(tmp_path, 4), "web-annotation"))
    for target in item["target"]:
        target["selector"][1]["start"] += 7
        target["selector"][1]["end"] += 7
    item["tags"] = ["confirmed"]
    (found,) = came({"items": [item]}, dossiers)
    assert found["decision"] == "keep"
    del item["target"][0]["selector"][1]
    assert came({"first": {"items": [item]}}, dossiers)[0]["decision"] == "keep"


def test_an_answer_to_a_record(dossiers: Dossiers) -> None:
    account = dossiers.stories[0].accounts[1].id
    iri = next(i for i in dossiers._by_iri if i.endswith(":e1") and "1%2Fbridge" in i)
    answer = {"id": "urn:x:1", "type": "Annotation", "motivation": "assessing", "target": iri,
              "body": "wrong"}  # fmt: skip
    (found,) = came(answer, dossiers)
    assert (found["decision"], found["record"]["id"]) == ("strike", f"{account}#e1")


def own(dossiers: Dossiers, exact: str, **more: Any) -> dict[str, Any]:
    account = dossiers.stories[0].accounts[0]
    return {"id": "urn:x:2", "type": "Annotation",
            "target": {"source": account.url and account.url.split("#")[0],
                       "account": account.id,
                       "selector": {"type": "TextQuoteSelector", "exact": exact}},
            **more}  # fmt: skip


def test_a_persons_own_annotations(dossiers: Dossiers) -> None:
    tag = {"type": "TextualBody", "purpose": "tagging", "value": "event"}
    added, noted, kept = came(
        [
            own(dossiers, "Two people were hurt", body=[tag]),
            own(dossiers, "Ada Moor, the mayor", body="Is she still?"),
            own(dossiers, "closed", body=[tag, {**tag, "value": "keep"}]),
        ],
        dossiers,
    )
    assert (added["decision"], added["values"], added["record"]) == ("add", {"kind": "event"}, None)
    assert (noted["decision"], noted["note"]) == ("note", "Is she still?")
    assert (kept["decision"], kept["record"]["role"]) == ("keep", "trigger")


def test_rows_of_hypothesis(dossiers: Dossiers) -> None:
    row = {
        "id": "abc", "user": "acct:ines@varn.example", "updated": "2031-06-01T10:00:00+00:00",
        "text": "Not said there", "tags": ["strike"],
        "target": [{"source": "https://varn.example/b/2?q=a%20b&c=%7Bd%7D",
                    "selector": [{"type": "RangeSelector", "startOffset": 1},
                                 {"type": "TextPositionSelector", "start": 9000, "end": 9020},
                                 {"type": "TextQuoteSelector", "exact": "nobody knows why yet.",
                                  "prefix": "", "suffix": ""}]}],
    }  # fmt: skip
    (found,) = came({"total": 1, "rows": [row]}, dossiers)
    assert found["account"] == dossiers.stories[0].accounts[2].id
    assert found["quote"] == "nobody knows why\r\nyet."
    assert (found["found"], found["author"]) == ("moved", "acct:ines@varn.example")


@pytest.mark.parametrize(
    ("exact", "more", "code"),
    [
        ("was never written", {"body": "keep"}, "TS-EXCH-06"),
        (invented.HEBREW, {"body": "keep"}, "TS-EXCH-07"),
        ("closed", {}, "TS-EXCH-09"),
    ],
)
def test_what_cannot_be_told_is_named(
    exact: str, more: dict[str, Any], code: str, dossiers: Dossiers
) -> None:
    good = own(dossiers, "Ada Moor, the mayor", body="keep")
    assert [r if isinstance(r, str) else r["decision"] for r in came(
        [own(dossiers, exact, **more), good], dossiers
    )] == [code, "keep"]  # fmt: skip


def test_an_account_that_is_not_there(dossiers: Dossiers) -> None:
    stray = own(dossiers, "closed", body="keep")
    stray["target"].update(source="https://elsewhere.example/", account=None)
    assert came(stray, dossiers) == ["TS-EXCH-08"]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1, 2]", b'{"a": 1}', b"\xff\xfe", b"[" * 200_000, b"null"]
)
def test_what_holds_no_annotation_is_refused(data: bytes, dossiers: Dossiers) -> None:
    with pytest.raises(ExchangeError, match="TS-EXCH-05"):
        list(reviews(data, dossiers, "x"))


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "target", "body", "selector", "source", "type", "exact", "start",
                         "end", "value", "purpose", "tags", "text", "account", "part", "creator"]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(ODD)
def test_odd_annotations_never_crash(odd: Any) -> None:
    for made in reviews(json.dumps({"items": [{"target": odd, "body": odd, "id": odd}]}).encode(),
                        Dossiers([]), "x"):  # fmt: skip
        assert getattr(made, "code", "").startswith("TS-EXCH")


@given(st.text(min_size=1), st.integers(0, 30), st.integers(1, 10), st.text(max_size=5))
def test_words_are_found_where_they_stand(
    text: str, start: int, length: int, inserted: str
) -> None:
    """After something was put before it, a stretch is found again, or refused as ambiguous."""
    start %= len(text)
    end = min(len(text), start + length)
    exact = text[start:end]
    hint = Hint(exact, text[:start], text[end:], (start, end))
    if not exact.strip():
        return
    assert find(text, hint, "") == ((start, end), False)
    try:
        span, _ = find(inserted + text, hint, "")
    except ExchangeError as error:
        assert error.code == "TS-EXCH-07"
    else:
        assert (inserted + text)[slice(*span)] == exact


def test_context_chooses_among_places() -> None:
    text = "a cat sat. a dog sat. a cow sat."
    assert find(text, Hint("sat", "dog ", "."), "") == ((17, 20), True)
    with pytest.raises(ExchangeError, match="TS-EXCH-07"):
        find(text, Hint("sat", " ", "."), "")


def test_the_command(tmp_path: Path, run: Run, export: Export) -> None:
    source = invented.written(tmp_path, 2)
    path = export(source, "web-annotation")
    found = json.loads(path.read_text())
    found["first"]["items"][0]["tags"] = ["keep"]
    found["first"]["items"][1]["target"][0]["selector"] = [
        {"type": "TextQuoteSelector", "exact": "nowhere", "prefix": "", "suffix": ""}
    ]
    path.write_text(json.dumps(found))
    done = run("import", path, "--dossier", source)
    assert done.returncode == 1
    assert "TS-EXCH-06" in done.stderr
    assert [r["decision"] for r in lines(done.stdout)] == ["keep"]
    assert run("import", path).returncode == 2
    told = one(source)
    assert lines(done.stdout)[0]["account"] == told.accounts[0].id
