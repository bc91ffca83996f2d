"""GraphML: http://graphml.graphdrawing.org/specification.html

One directed graph over all stories.  Links whose direction is not known are edges too, of the kind
``alike``: readers (networkx) refuse a graph of both sorts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from twosource.exchange.graphs import EDGE_FIELDS, NODE_FIELDS, Graph, Value
from twosource.exchange.rim import attribute, element
from twosource.exchange.told import Told

_TYPES = {str: "string", float: "double", int: "long"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns
  http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def _keys() -> Iterator[str]:
    for place, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, (kind, about) in fields.items():
            yield (
                f'<key id="{place}_{name}" for="{place}" attr.name="{name}" '
                f'attr.type="{_TYPES[kind]}"><desc>{element(about)}</desc></key>\n'
            )


def _data(place: str, fields: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{place}_{k}">{element(str(v))}</data>' for k, v in fields.items())


def chunks(stories: Iterable[Told]) -> Iterator[str]:
    """The document as text."""
    yield _HEAD
    yield from _keys()
    yield '<graph id="twosource" edgedefault="directed">\n'
    number = 0
    for told in stories:
        graph = Graph(told)
        for node in graph.nodes():
            yield f'<node id="{attribute(node.id)}">{_data("node", node.fields)}</node>\n'
        for edge in graph.edges():
            number += 1
            ends = f'source="{attribute(edge.source)}" target="{attribute(edge.target)}"'
            yield f'<edge id="e{number}" {ends}>{_data("edge", edge.fields)}</edge>\n'
    yield "</graph>\n</graphml>\n"
