"""No two files of the package import each other, by whatever way round."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src"


@dataclass
class Imports:
    """What one file imports: as it loads, when a function of it runs, and for types alone."""

    loading: set[str] = field(default_factory=set)
    running: set[str] = field(default_factory=set)
    typing: set[str] = field(default_factory=set)

    @property
    def all(self) -> set[str]:
        """Every file named, for whatever purpose."""
        return self.loading | self.running | self.typing


def modules(root: Path) -> dict[str, Path]:
    """Dotted name -> file, of every file below ``root``."""
    return {
        ".".join(p.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): p
        for p in sorted(root.rglob("*.py"))
    }


def _targets(node: ast.stmt, name: str, known: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    """(module, name it is bound to) for every file of ours that an import names."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name in known:
                yield alias.name, alias.asname or alias.name.split(".")[0]
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            here = name.split(".") if known[name].stem == "__init__" else name.split(".")[:-1]
            above = here[: len(here) - node.level + 1]
            base = ".".join([*above, *filter(None, [node.module])])
        for alias in node.names:
            inner = f"{base}.{alias.name}"
            found = inner if inner in known else base
            if found in known:
                yield found, alias.asname or alias.name


def _is_typing_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def _annotations(tree: ast.AST) -> set[int]:
    """The nodes that stand in annotations: never run, under ``from __future__ import
    annotations``.
    """
    found: set[int] = set()
    for node in ast.walk(tree):
        for part in ("annotation", "returns"):
            inner = getattr(node, part, None)
            if inner is not None:
                found |= {id(n) for n in ast.walk(inner)}
    return found


def read_imports(name: str, known: Mapping[str, Path]) -> Imports:
    """The imports of one file; one under ``TYPE_CHECKING`` whose name is used outside of
    annotations counts as one that is run.
    """
    tree = ast.parse(known[name].read_text(encoding="utf-8"))
    found = Imports()
    typed = _annotations(tree)
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in typed}

    def walk(node: ast.AST, inside: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.Import, ast.ImportFrom)):
                for target, bound in _targets(child, name, known):
                    kind = "running" if inside == "typing" and bound in used else inside
                    getattr(found, kind).add(target)
            elif isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                walk(child, "running" if inside == "loading" else inside)
            else:
                walk(child, "typing" if _is_typing_guard(child) else inside)

    walk(tree, "loading")
    return found


def circles(edges: Mapping[str, set[str]]) -> list[list[str]]:
    """The groups of files of which each reaches each other (Tarjan's strongly connected
    components of two and more), and files that import themselves.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    out: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(edges[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            cut = stack.index(node)
            group = sorted(stack[cut:])
            del stack[cut:]
            if len(group) > 1 or node in edges[node]:
                out.append(group)

    for node in sorted(edges):
        if node not in index:
            visit(node)
    return sorted(out)


def _package() -> dict[str, Imports]:
    known = modules(SOURCE)
    assert len(known) > 300
    return {name: read_imports(name, known) for name in known}


def test_no_circle_of_imports() -> None:
    assert circles({name: i.loading for name, i in _package().items()}) == []


def test_no_circle_by_way_of_imports_inside_functions() -> None:
    found = circles({name: i.loading | i.running for name, i in _package().items()})
    assert found == []


def test_no_circle_even_of_types() -> None:
    """Files that need each other's types do not stand one above the other either."""
    assert circles({name: i.all for name, i in _package().items()}) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a": "from p import b", "b": "from p.a import x"}, "loading"),
        ({"a": "import p.b", "b": "from . import c", "c": "from .a import x"}, "loading"),
        ({"a": "from p import b", "b": "def f():\n    from p import a"}, "running"),
        (
            {
                "a": "from p import b",
                "b": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from p.a import X\n"
                "def f(x: X) -> X: ...",
            },
            "typing",
        ),
        (
            {
                "a": "from p import b",
                "b": "import typing\nif typing.TYPE_CHECKING:\n    from p.a import X\n"
                "def f(): return X()",
            },
            "running",
        ),
        ({"a": "from p import b", "b": "from p.c import y", "c": "import re"}, "none"),
    ],
)
def test_circles_are_found(files: dict[str, str], expected: str, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    for name, text in {"__init__": "", **files}.items():
        (tmp_path / "p" / f"{name}.py").write_text(text, encoding="utf-8")
    known = modules(tmp_path)
    read = {name: read_imports(name, known) for name in known}
    loading = circles({n: i.loading for n, i in read.items()})
    running = circles({n: i.loading | i.running for n, i in read.items()})
    assert bool(loading) == (expected == "loading")
    assert bool(running) == (expected in {"loading", "running"})
    assert bool(circles({n: i.all for n, i in read.items()})) == (expected != "none")
