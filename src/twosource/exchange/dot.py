"""Graphviz DOT: https://graphviz.org/doc/info/lang.html

The same graph as GraphML, drawn: accounts as boxes, origins as ovals, parties as plain words; a
derivation points to what was derived, what is only alike has no arrow; pairs found independent are
not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from twosource.exchange.graphs import Edge, Graph, Node
from twosource.exchange.rim import one_line
from twosource.exchange.told import Told

SHAPES = {"account": "box", "origin": "ellipse", "party": "plaintext"}
OVER = frozenset({"rests_on", "told_by"})
"""Edges that are written the other way round, with the arrow at their tail: what an account rests
on stands over it."""
_LONGEST = 60


def quoted(text: str) -> str:
    """A text as a string of DOT, on one line."""
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _attributes(given: Mapping[str, str]) -> str:
    return " [" + ", ".join(f"{k}={quoted(v)}" for k, v in given.items()) + "]"


def _node(node: Node) -> dict[str, str]:
    f = {k: str(v) for k, v in node.fields.items()}
    label = f["label"] if f["kind"] != "account" else f.get("outlet", f["id"])
    told = " · ".join(f[k] for k in ("id", "published", "what") if k in f)
    return {"label": _short(label), "shape": SHAPES[f["kind"]], "tooltip": f"{told}: {f['label']}",
            "class": f["kind"]}  # fmt: skip


def _edge(edge: Edge) -> dict[str, str]:
    f = {k: str(v) for k, v in edge.fields.items()}
    label = f.get("relation") or f.get("types") or f["kind"].replace("_", " ")
    told = {"label": _short(label), "class": f["kind"], "weight": f["weight"]}
    if "reason" in f:
        told["tooltip"] = f"{f['direction']}, {f['score']}: {f['reason']}"
    if f["kind"] in {"alike", "not_established"}:
        told |= {"dir": "none", "style": "solid" if f["kind"] == "alike" else "dotted"}
    elif f["kind"] in OVER:
        told |= {"style": "dashed", "dir": "back"}
    elif f["kind"] != "derived":
        told |= {"style": "dashed", "constraint": "false"}
    return told


def chunks(stories: Iterable[Told]) -> Iterator[str]:
    """The document as text, a cluster a story."""
    yield 'digraph twosource {\n  graph [fontname="sans-serif"];\n  node [fontname="sans-serif"];\n'
    yield '  edge [fontname="sans-serif", fontsize="10"];\n'
    count = 0
    for number, told in enumerate(stories, 1):
        graph, ids = Graph(told), dict[str, str]()
        yield f"  subgraph cluster_{number} {{\n    label={quoted(told.story.title or '')};\n"
        for node in graph.nodes():
            count += 1
            ids[node.id] = f"n{count}"
            yield f"    n{count}{_attributes(_node(node))};\n"
        for edge in graph.edges():
            if edge.fields["kind"] == "independent":
                continue
            ends = [ids[edge.source], ids[edge.target]]
            if edge.fields["kind"] in OVER:
                ends.reverse()
            yield f"    {' -> '.join(ends)}{_attributes(_edge(edge))};\n"
        yield "  }\n"
    yield "}\n"
