"""XML for feeds: a small tree, built by expat, without entities, deep nesting or bombs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from twosource.errors import InputError, LimitError
from twosource.patterns import deferred

MAX_DEPTH = 200
MAX_ELEMENTS = 500_000
"""A feed has some ten elements an entry and an entry limit of its own."""

_NAMED = deferred(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ILLEGAL = deferred("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARED = deferred(r"\A(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.I)


@dataclass(slots=True)
class Element:
    """An element: ``name`` is ``namespace local`` (or ``local`` alone), lower case."""

    name: str
    attributes: Mapping[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition(" ")[2]

    @property
    def space(self) -> str:
        """The namespace, ``""`` where there is none."""
        return self.name.rpartition(" ")[0]

    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (c for c in self.children if isinstance(c, Element))

    def text(self) -> str:
        """All text inside, in order."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                stack.extend(reversed(node.children))
        return "".join(parts)

    def markup(self) -> str:
        """The content written as HTML."""
        parts: list[str] = []
        stack: list[Element | str | tuple[str]] = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if isinstance(node, tuple):
                parts.append(node[0])
            elif isinstance(node, str):
                parts.append(html.escape(node, quote=False))
            else:
                given = "".join(
                    f' {k}="{html.escape(v)}"' for k, v in sorted(node.attributes.items())
                )
                parts.append(f"<{node.local}{given}>")
                stack.append((f"</{node.local}>",))
                stack.extend(reversed(node.children))
        return "".join(parts)


class _Builder:
    def __init__(self, where: str) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._where = where
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise LimitError("TS-LIMIT-04", f"{self._where} (elements)")
        plain = {k.rpartition(" ")[2].lower(): v for k, v in attributes.items()}
        element = Element(name.lower(), plain)
        if self._open:
            self._open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def end(self, name: str) -> None:
        self._open.pop()

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)

    def entity(self, *_: object) -> None:
        raise InputError("TS-READ-11", f"{self._where} (it declares entities)")


def _parse(data: bytes, builder: _Builder, encoding: str | None = None) -> str | None:
    parser = expat.ParserCreate(encoding, " ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = builder.entity
    parser.UnparsedEntityDeclHandler = builder.entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return str(error)
    except (ValueError, LookupError) as error:  # an encoding nobody knows
        return type(error).__name__
    return None


def _mended(data: bytes) -> bytes:
    """The commonest damage undone: HTML's entities, control characters, bare ``&``."""
    text = data.decode("utf-8-sig", "replace")
    text = _DECLARED.sub(r"\1", _ILLEGAL.sub(" ", text))
    text = _NAMED.sub(lambda m: m[0] if m[1] in _OWN else html.unescape(m[0]), text)
    return re.sub(r"&(?!#?\w{1,31};)", "&amp;", text).encode()


def parse_xml(data: bytes, where: str) -> tuple[Element, str | None]:
    """The root element, and what is wrong when the text breaks off there.

    Raises:
        InputError: ``TS-READ-11`` for no XML at all or declared entities.
        LimitError: ``TS-LIMIT-04`` for too deep or too many elements.
    """
    first = _Builder(where)
    wrong = _parse(data, first)
    if wrong is None and first.root is not None:
        return first.root, None
    second = _Builder(where)
    still = _parse(_mended(data), second, "utf-8")
    if second.root is None:
        raise InputError("TS-READ-11", f"{where} ({still or wrong})")
    return second.root, still
