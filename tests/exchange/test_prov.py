"""PROV-JSON: the prov library reads it, every name is declared, derivations point the right way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exchange import invented
from exchange.conftest import Export, one
from twosource.exchange.prov_json import moment

model = pytest.importorskip("prov.model")

Document = dict[str, dict[str, Any]]
KINDS = {
    "prov:entity": "entity", "prov:generatedEntity": "entity", "prov:usedEntity": "entity",
    "prov:alternate1": "entity", "prov:alternate2": "entity", "prov:activity": "activity",
    "prov:agent": "agent", "prov:delegate": "agent", "prov:responsible": "agent",
}  # fmt: skip


def document(path: Path) -> Document:
    made: Document = json.loads(path.read_text(encoding="utf-8"))
    return made


def dangling(found: Document) -> list[str]:
    """Names that nothing declares: the prov library drops them without a word."""
    return sorted({
        f"{section}: {value}"
        for section, records in found.items() if section != "prefix"
        for record in records.values()
        for key, value in record.items()
        if key in KINDS and value not in found.get(KINDS[key], {})
    })  # fmt: skip


def records(path: Path) -> list[Any]:
    return list(model.ProvDocument.deserialize(str(path)).get_records())


def faults(path: Path) -> list[str]:
    """What the library cannot read or silently leaves out, and what nothing declares."""
    found = document(path)
    try:
        read = records(path)
    except Exception as error:  # the library has no error of its own for most faults
        return [f"unreadable: {error!r}"]
    told = [r for section, part in found.items() if section != "prefix" for r in part.values()]
    out = [] if len(read) == len(told) else [f"{len(told)} records, {len(read)} read"]
    times = sum("prov:time" in r for r in told)
    came = sum(str(k) == "prov:time" for r in read for k, v in r.attributes if v is not None)
    return out + ([] if times == came else ["prov:time lost"]) + dangling(found)


def test_prov_reads_all_of_it(story: Path, export: Export) -> None:
    path = export(story, "prov")
    found, told = document(path), one(story)
    assert faults(path) == []
    assert sum(":account:" in e for e in found.get("entity", {})) == len(told.accounts)
    directed = [link for link in told.links if link.direction in {"a>b", "b>a"}]
    derived = [d for d in found.get("wasDerivedFrom", {}).values() if "prov:activity" in d]
    assert len(derived) == len(directed)
    names = {e: r["twosource:account"] for e, r in found["entity"].items()
             if "twosource:account" in r} if told.accounts else {}  # fmt: skip
    for link, d in zip(directed, derived, strict=True):
        old, new = (link.a, link.b) if link.direction == "a>b" else (link.b, link.a)
        assert (names[d["prov:usedEntity"]], names[d["prov:generatedEntity"]]) == (old, new)


def _dangle(found: Document) -> None:
    next(iter(found["wasDerivedFrom"].values()))["prov:usedEntity"] = "story:nowhere"


def test_a_dangling_name_is_seen_by_our_check_alone(tmp_path: Path, export: Export) -> None:
    """prov 3.2.3 reads it without an error."""
    path = export(invented.written(tmp_path, 3), "prov")
    found = document(path)
    _dangle(found)
    path.write_text(json.dumps(found))
    assert dangling(found) == ["wasDerivedFrom: story:nowhere"]
    assert records(path)


BREAKS: dict[str, tuple[Callable[[Document], object], str]] = {
    # prov 3.2.3 leaves a time that it cannot read out, without a word
    "a time that is none": (
        lambda f: next(iter(f["wasGeneratedBy"].values())).update({"prov:time": "soon"}),
        "prov:time lost",
    ),
    "a name of no prefix": (lambda f: f["entity"].update({"nobody:knows": {}}), "unreadable"),
    "a section of no name": (lambda f: f.update({"wasInventedBy": {"_:x": {}}}), "unreadable"),
    "no prefixes": (lambda f: f.pop("prefix"), "unreadable"),
    "no agents": (lambda f: f.pop("agent"), "wasAssociatedWith: agent:"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_twin_is_caught(name: str, tmp_path: Path, export: Export) -> None:
    change, expected = BREAKS[name]
    path = export(invented.written(tmp_path, 3), "prov")
    found = document(path)
    change(found)
    path.write_text(json.dumps(found))
    assert any(fault.startswith(expected) for fault in faults(path))


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        ("2031-05-04T10:05:00+02:00", "2031-05-04T10:05:00+02:00"),
        ("2031-05-04T10:05Z", "2031-05-04T10:05:00Z"),
        ("2031-05-04T10:05", "2031-05-04T10:05:00"),
        ("2031-05-04", None),
        ("2031", None),
        ("soon", None),
    ],
)
def test_a_time_is_told_where_the_date_tells_it(value: str, exact: str | None) -> None:
    assert moment(value) == exact
