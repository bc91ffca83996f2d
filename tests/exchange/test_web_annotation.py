"""Web Annotations: they keep to the model, and every span is found again by them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exchange import invented
from exchange.conftest import Export, one
from twosource.exchange import Dossiers, format_of
from twosource.exchange.anchor import Hint, find
from twosource.exchange.reviewed import known_of
from twosource.exchange.web_reviews import reviews

rdflib = pytest.importorskip("rdflib")
pyshacl = pytest.importorskip("pyshacl")

DATA = Path(__file__).parent / "data"
Items = list[dict[str, Any]]


def collection(path: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return made


def graph(found: dict[str, Any]) -> Any:
    """The collection as a graph, its W3C context exchanged for ours: nothing is fetched."""
    ours = json.loads((DATA / "anno_context.json").read_text())["@context"]
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    told = {**found, "@context": [ours, *found["@context"][1:]]}
    return rdflib.Graph().parse(data=json.dumps(told), format="json-ld")


def shapes() -> Any:
    return rdflib.Graph().parse(DATA / "annotation.ttl")


def faults(found: dict[str, Any]) -> list[str]:
    """Which shapes the collection breaks, by the paths they speak of."""
    _, report, _ = pyshacl.validate(graph(found), shacl_graph=shapes(), allow_warnings=False)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    return sorted({
        str(report.value(r, sh.resultPath) or report.value(r, sh.sourceShape))
        .rpartition("#")[2].rpartition(":")[2]
        for r in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    })  # fmt: skip


def some(found: dict[str, Any], most: int = 60) -> dict[str, Any]:
    """The same with fewer items, spread over all: SHACL takes milliseconds a node."""
    items = found["first"]["items"]
    step = max(1, len(items) // most)
    return {**found, "first": {**found["first"], "items": items[::step]}}


def test_keeps_to_the_model(story: Path, export: Export) -> None:
    found = collection(export(story, "web-annotation"))
    assert faults(some(found)) == []
    assert found["total"] == len(found["first"]["items"])


def first(items: Items, kind: str) -> dict[str, Any]:
    return next(i for i in items if f":{kind}:" in i["id"])


def _set(path: str, value: Any) -> Callable[[Items], None]:
    def change(items: Items) -> None:
        at: Any = first(items, "statement")
        *way, last = path.split("/")
        for step in way:
            at = at[int(step) if step.isdigit() else step]
        if value is None:
            del at[last]
        else:
            at[last] = value

    return change


BREAKS = {
    "no target": (_set("target", []), "hasTarget"),
    "an address with blanks": (_set("target/0/source", "http://x.example/a b"), "hasSource"),
    "no words": (_set("target/0/selector/0/exact", ""), "exact"),
    "an end before the start": (_set("target/0/selector/1/end", 1), "start"),
    "a start before the text": (_set("target/0/selector/1/start", -3), "start"),
    "a motivation of our own": (_set("motivation", "shouting"), "motivatedBy"),
    "a part left out": (_set("target/0/part", None), "Target"),
    "no facts": (_set("facts", None), "facts"),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_twin_is_caught(name: str, tmp_path: Path, export: Export) -> None:
    change, expected = BREAKS[name]
    found = collection(export(invented.written(tmp_path, 1), "web-annotation"))
    assert faults(found) == []
    change(found["first"]["items"])
    broken = faults(found)
    assert broken
    assert expected in " ".join(broken) or expected == "Target"


def test_every_span_comes_back(story: Path, export: Export) -> None:
    """By its place, and by its words alone wherever these tell one place."""
    told = one(story)
    known = {k.iri: k for k in known_of(told)}
    items = collection(export(story, "web-annotation"))["first"]["items"]
    assert [i["id"] for i in items] == list(known)
    by_words = refused = 0
    for item in items:
        for target, place in zip(item["target"], known[item["id"]].places, strict=True):
            assert (target["account"], target["role"]) == (place.account, place.role)
            if place.span is None:
                continue
            text = told.texts[target["account"], target["part"]]
            words, at = target["selector"]
            assert (at["start"], at["end"]) == place.span
            assert text[at["start"] : at["end"]] == words["exact"]
            hint = Hint(words["exact"], words["prefix"], words["suffix"])
            try:
                span, _ = find(text, hint, "")
            except Exception as error:
                refused += 1
                assert getattr(error, "code", None) == "TS-EXCH-07"
            else:
                by_words += 1
                assert span == place.span
    if told.accounts:
        assert refused == 0
        assert by_words > 0


def test_what_comes_back_as_it_was_says_nothing(story: Path, export: Export) -> None:
    data = export(story, "web-annotation").read_bytes()
    assert list(reviews(data, Dossiers([one(story)]), "x")) == []


def test_many_stories_stream_into_one_collection(tmp_path: Path) -> None:
    both = [invented.told(tmp_path, 1, story=name) for name in ("a", "b")]
    asked = []

    def stories() -> Any:
        for told in both:
            asked.append(told.story.id)
            yield told

    chunks = format_of("web-annotation").chunks(stories())
    text = ""
    while ":a:statement" not in text:
        text += next(chunks)
    assert asked == ["a"]
    found = json.loads(text + "".join(chunks))
    assert found["total"] == len(found["first"]["items"]) > 10
    assert len({i["id"] for i in found["first"]["items"]}) == found["total"]
