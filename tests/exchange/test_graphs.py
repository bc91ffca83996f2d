"""GraphML and DOT: read by networkx and pydot, every end there, arrows the right way."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange import invented
from exchange.conftest import Export, one
from twosource.exchange.dot import quoted

networkx = pytest.importorskip("networkx")
pydot = pytest.importorskip("pydot")

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def stray(path: Path) -> list[str]:
    """Ends of edges that are no node: networkx makes bare nodes of them."""
    graph = ET.parse(path).getroot().find(f"{SPACE}graph")
    assert graph is not None
    nodes = [n.get("id") for n in graph.iter(f"{SPACE}node")]
    assert len(nodes) == len(set(nodes))
    ends = [e.get(side) for e in graph.iter(f"{SPACE}edge") for side in ("source", "target")]
    return sorted({str(e) for e in ends} - {str(n) for n in nodes})


def test_graphml(story: Path, export: Export) -> None:
    path, told = export(story, "graphml"), one(story)
    assert stray(path) == []
    graph = networkx.read_graphml(path)
    kinds = Counter(d["kind"] for _, d in graph.nodes(data=True))
    assert (kinds["account"], kinds["origin"]) == (len(told.accounts), len(told.origins))
    names = {n: d["id"] for n, d in graph.nodes(data=True) if d["kind"] == "account"}
    edges = list(graph.edges(data=True))
    derived = Counter((names[a], names[b]) for a, b, d in edges if d["kind"] == "derived")
    unlinked = {"independent", "not-established"}
    assert derived == Counter(
        (k.a, k.b) if k.direction == "a>b" else (k.b, k.a)
        for k in told.links
        if k.direction in {"a>b", "b>a"} and k.relation not in unlinked
    )
    pairs = [d for _, _, d in edges if "relation" in d]
    assert len(pairs) == len(told.links)
    assert all((d["relation"] == "independent") == (d["kind"] == "independent") for d in pairs)
    assert sum(d["kind"] == "rests_on" for _, _, d in edges) == sum(
        len(o.accounts) for o in told.origins
    )


def test_who_speaks_of_whom(tmp_path: Path, export: Export) -> None:
    graph = networkx.read_graphml(export(invented.written(tmp_path, 3), "graphml"))
    label = {n: d["label"] for n, d in graph.nodes(data=True)}
    found = {
        (d["kind"], label[a], label[b]): (d["weight"], d["types"])
        for a, b, d in graph.edges(data=True)
        if d["kind"] in {"speaks_of", "acts_on", "speaks_to", "wants_of"}
    }
    assert found == {
        ("acts_on", "Ada Moor", "the board"): (3, "COERCE 3"),
        ("speaks_of", "Ada Moor", "the board"): (3, "COERCE 3"),
        ("wants_of", "the board", "Ada Moor"): (3, "offer 3"),
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [("attr.type=\"double\"", "attr.type=\"string\" x<"), ("</graph>", ""), ('key="edge_score">',
     'key="edge_score">high '), ('key="node_label"', 'key="node_nothing"')],
)  # fmt: skip
def test_a_broken_graph_is_caught(old: str, new: str, tmp_path: Path, export: Export) -> None:
    path = export(invented.written(tmp_path, 3), "graphml")
    raw = path.read_text(encoding="utf-8")
    assert old in raw
    path.write_text(raw.replace(old, new, 1), encoding="utf-8")
    with pytest.raises((networkx.NetworkXError, ET.ParseError, ValueError, KeyError)):
        networkx.read_graphml(path)


def test_an_end_that_is_no_node_is_seen_by_our_check_alone(
    tmp_path: Path, export: Export
) -> None:  # fmt: skip
    """networkx 3.6.1 adds a node without a label for it."""
    path = export(invented.written(tmp_path, 3), "graphml")
    raw = path.read_text(encoding="utf-8")
    path.write_text(raw.replace(' target="urn', ' target="nowhere-urn', 1), encoding="utf-8")
    assert len(stray(path)) == 1
    networkx.read_graphml(path)


def drawn(path: Path) -> Any:
    (graph,) = pydot.graph_from_dot_data(path.read_text(encoding="utf-8"))
    return graph


@pytest.mark.parametrize("count", [0, 1, 20])
def test_dot(count: int, tmp_path: Path, export: Export) -> None:
    source = invented.written(tmp_path, count)
    path, told = export(source, "dot"), one(source)
    (cluster,) = drawn(path).get_subgraphs()
    nodes = [n for n in cluster.get_nodes() if n.get_name() != "node"]
    assert len(nodes) == len(told.accounts) + len(told.origins) + len(told.actors)
    names = {n.get_name() for n in nodes}
    edges = cluster.get_edges()
    assert {e.get_source() for e in edges} | {e.get_destination() for e in edges} <= names
    assert sum(e.get("class") == '"derived"' for e in edges) == sum(
        k.direction in {"a>b", "b>a"} and k.relation != "not-established" for k in told.links
    )


def test_graphviz_draws_it(tmp_path: Path, export: Export) -> None:
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed")
    path = export(invented.written(tmp_path, 5), "dot")
    done = subprocess.run(["dot", "-Tsvg", path], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"<script>alert(" not in done.stdout


def test_a_broken_drawing_is_caught(tmp_path: Path, export: Export) -> None:
    path = export(invented.written(tmp_path, 3), "dot")
    raw = path.read_text(encoding="utf-8")
    path.write_text(raw.replace('\\"', '"', 1), encoding="utf-8")
    with pytest.raises(TypeError):  # pydot gives None instead of graphs
        drawn(path)


@given(st.text())
def test_a_quoted_text_stays_one_string(text: str) -> None:
    found = quoted(text)
    assert found[0] == found[-1] == '"'
    inner = found[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inner
    assert "\\" not in inner
    assert "\n" not in found
