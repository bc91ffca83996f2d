"""schema.org: no term of our own, and in the report data that nothing runs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dossier.story import account, dossier
from exchange import invented
from exchange.conftest import Export, one
from twosource.dossier import render_html
from twosource.exchange.schema_org import ACCOUNTS, SHOWN, embedded

rdflib = pytest.importorskip("rdflib")
pyshacl = pytest.importorskip("pyshacl")

DATA = Path(__file__).parent / "data"
OURS = {"@vocab": "https://schema.org/"}
SHACL = "http://www.w3.org/ns/shacl#"


def faults(found: dict[str, Any]) -> list[str]:
    """The properties that break a shape; the context is exchanged for ours, nothing is fetched."""
    assert found["@context"] == "https://schema.org"
    told = json.dumps({**found, "@context": OURS})
    graph = rdflib.Graph().parse(data=told, format="json-ld")
    shapes = rdflib.Graph().parse(DATA / "schema_org.ttl")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    paths = report.objects(None, rdflib.URIRef(f"{SHACL}resultPath"))
    count = len(list(report.subjects(rdflib.RDF.type, rdflib.URIRef(f"{SHACL}ValidationResult"))))
    named = sorted({str(p).rpartition("/")[2] for p in paths})
    return named or ["?"] * bool(count)


def document(path: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return made


def some(found: dict[str, Any]) -> dict[str, Any]:
    """All articles, and of the rest so many that the shapes are held against them in a second."""
    articles = [n for n in found["@graph"] if n["@type"] == "NewsArticle"]
    rest = [n for n in found["@graph"] if n["@type"] != "NewsArticle"]
    return {**found, "@graph": articles + rest[:: max(1, len(rest) // 60)]}


def test_schema_org(story: Path, export: Export) -> None:
    found, told = document(export(story, "schema-org")), one(story)
    assert faults(some(found)) == []
    kinds = [n["@type"] for n in found["@graph"]]
    assert kinds.count("NewsArticle") == len(told.accounts)
    spoken = [s for s in told.statements if s.form != "indirect" and s.speaker]
    quotations = [n for n in found["@graph"] if n["@type"] == "Quotation"]
    assert [q["text"] for q in quotations] == [
        " … ".join(told.quote(s.account, s.part, c) for c in s.content) for s in spoken
    ]
    assert kinds.count("Claim") == sum(
        f.kind != "only" and not (f.judged and f.judged.verdict == "struck") for f in told.findings
    )


def _on(kind: str, **change: Any) -> Callable[[dict[str, Any]], None]:
    def do(found: dict[str, Any]) -> None:
        next(n for n in found["@graph"] if n["@type"] == kind).update(change)

    return do


BREAKS = {
    "an invented term": (_on("NewsArticle", derivedFrom="x"), "derivedFrom"),
    "a kind of its own": (_on("Claim", **{"@type": "Verdict"}), "22-rdf-syntax-ns#type"),
    "a day as readers write it": (_on("NewsArticle", datePublished="4 May 2031"), "datePublished"),
    "a quotation of nobody": (_on("Quotation", creator=None), "creator"),
    "a claim nowhere": (_on("Claim", appearance=[]), "appearance"),
    "an article that is none": (
        _on("NewsArticle", isBasedOn=[{"@id": "urn:x:y"}]), "isBasedOn"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_twin_is_caught(name: str, tmp_path: Path, export: Export) -> None:
    change, expected = BREAKS[name]
    found = document(export(invented.written(tmp_path, 2), "schema-org"))
    assert faults(found) == []
    change(found)
    assert expected in faults(found)


def script(page: str) -> str:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return str(found)


def test_the_report_holds_it_as_data() -> None:
    nasty = "</script><script>alert(1)</script><!-- <b> & ]]>\u2028 😀 \u202e"
    a = account("a", f"{nasty} said the boat sank.", title=nasty, url="https://x.example/</b>")
    page = render_html(dossier([a, account("b", "The boat floats.")]))
    text = script(page)
    assert not re.search("[<>&\u2028]", text)
    found = json.loads(text)
    assert faults(found) == []
    assert found["@graph"][0]["headline"] == nasty
    assert page.count("<script") == 1


def test_the_report_stays_small(tmp_path: Path) -> None:
    """Of two hundred accounts no more than of forty."""
    told = invented.told(tmp_path, 200, near=40)
    text = embedded([(told, told.links)])
    graph = json.loads(text)["@graph"]
    assert sum(n["@type"] == "NewsArticle" for n in graph) == ACCOUNTS
    assert sum(n["@type"] != "NewsArticle" for n in graph) <= 2 * SHOWN
    assert len(text) < 60_000
    assert faults(json.loads(text)) == []
