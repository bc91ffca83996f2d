"""Write docs/exchange.md's table and docs/exchange/*.md from the formats and a small dossier.

The dossier (docs/exchange/example.json) is that of two accounts of the harbour example, kept as it
was, so that a page changes when a format does and not when the analysis does:

    twosource dossier -q --one-story examples/harbour/accounts/1-meridian.html \
        examples/harbour/accounts/3-coastwatch.txt -o docs/exchange/example.json
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from twosource.exchange import format_of, matters, names, save, stories_of_file
from twosource.exchange.event_table import columns
from twosource.exchange.tables import tables
from twosource.packaged import table

HERE = Path(__file__).parent
EXAMPLE = HERE / "exchange" / "example.json"
WIDE = 150
TABLE = ("<!-- formats -->", "<!-- /formats -->")


def _cut(line: str) -> str:
    return line if len(line) <= WIDE else line[: WIDE - 1] + "…"


def _lines(path: Path, most: int, having: str = "") -> list[str]:
    text = path.read_bytes().decode("utf-8").split("\n")
    return [_cut(line.rstrip("\r")) for line in text if having in line][:most]


def _json(value: object, most: int) -> list[str]:
    lines = json.dumps(value, ensure_ascii=False, indent=1).splitlines()
    return [_cut(line) for line in lines[:most]] + ["…"] * (len(lines) > most)


def _csv(path: Path) -> list[str]:
    return [
        "statements.csv", *_lines(path / "statements.csv", 3), "",
        "statement_spans.csv", *_lines(path / "statement_spans.csv", 4),
    ]  # fmt: skip


def _sqlite(path: Path) -> list[str]:
    ask = "SELECT type, sure, outlet, quote FROM differences LIMIT 4"
    with closing(sqlite3.connect(path)) as base:
        return [f"sqlite> {ask};", *("|".join(map(str, row)) for row in base.execute(ask))]


def _annotation(path: Path) -> list[str]:
    return _json(json.loads(path.read_text(encoding="utf-8"))["first"]["items"][1], 48)


def _xmi(path: Path) -> list[str]:
    return _lines(sorted(path.glob("*.xmi"))[0], 5, "<twosource:Statement")


def _prov(path: Path) -> list[str]:
    found = json.loads(path.read_text(encoding="utf-8"))["wasDerivedFrom"]
    return _json(dict([*found.items()][-1:]), 20)


def _bibtex(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n\n")[0].split("\n")


def _ninjs(path: Path) -> list[str]:
    item = json.loads(sorted(path.iterdir())[2].read_text(encoding="utf-8"))
    item["bodies"][0]["value"] = item["bodies"][0]["value"][:60] + "…"
    return _json(item, 44)


def _warc(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    at = text.index("WARC-Type: metadata") if "WARC-Type: metadata" in text else 0
    begin = text.rindex("WARC/1.1", 0, at)
    return [_cut(line.rstrip("\r")) for line in text[begin:].split("\n")[:13]]


def _parquet(path: Path) -> list[str]:
    import pyarrow.parquet as pq

    found = pq.read_table(path / "statements.parquet")
    told = [f"{f.name}: {f.type}{'' if f.nullable else ' not null'}" for f in found.schema]
    return [_cut(line) for line in told]


def _linked(path: Path) -> list[str]:
    graph = json.loads(path.read_text(encoding="utf-8"))["@graph"]
    kinds = ("NewsArticle", "Quotation", "Claim")
    return [
        line for kind in kinds for line in _json(next(n for n in graph if n["@type"] == kind), 20)
    ]


EXCERPTS: dict[str, tuple[str, Callable[[Path], list[str]]]] = {
    "csv": ("text", _csv),
    "sqlite": ("text", _sqlite),
    "web-annotation": ("json", _annotation),
    "xmi": ("xml", _xmi),
    "prov": ("json", _prov),
    "graphml": ("xml", lambda p: _lines(p, 3, "<edge")),
    "dot": ("dot", lambda p: _lines(p, 2, "shape=") + _lines(p, 3, "->")),
    "bibtex": ("bibtex", _bibtex),
    "csl": ("json", lambda p: _json(json.loads(p.read_text(encoding="utf-8"))[0], 20)),
    "ninjs": ("json", _ninjs),
    "warc": ("text", _warc),
    "parquet": ("text", _parquet),
    "schema-org": ("json", _linked),
    "events": ("text", lambda p: _lines(p, 3)),
    "ftm": ("json", lambda p: _lines(p, 1, '"Article"') + _lines(p, 2, '"Mention"')
            + _lines(p, 2, '"UnknownLink"')),
}  # fmt: skip
"""Format -> how an excerpt is fenced, and what it is."""
PICTURES = {
    "sqlite": "Datasette shows where two accounts differ in numbers, with facets",
    "dot": "Graphviz draws which account came from which, and what they rest on",
}
ENDINGS = {
    "sqlite": "db", "web-annotation": "jsonld", "prov": "prov.json", "bibtex": "bib",
    "csl": "csl.json", "schema-org": "jsonld", "events": "csv", "ftm": "ftm.json",
}  # fmt: skip


def _output(name: str) -> str:
    """What the output of a format is called in examples."""
    if format_of(name).layout == "folder":
        return "out/"
    return f"story.{ENDINGS.get(name, name)}"


def _excerpt(name: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _output(name).rstrip("/")
        save(format_of(name), stories_of_file(EXAMPLE), path)
        return EXCERPTS[name][1](path)


def _picture(name: str) -> list[str]:
    """The picture of ``docs/make_pictures.py``, where there is one."""
    if not (HERE / "exchange" / f"{name}.png").exists():
        return []
    return [f"![{PICTURES[name]}]({name}.png)", ""]


def _extra(name: str) -> list[str]:
    """The columns of formats that are tables of ours."""
    if name == "events":
        return ["", "## Columns", "", "| column | what it is |", "|---|---|",
                *(f"| `{c.name}` | {c.about} |" for c in columns())]  # fmt: skip
    if name == "csv":
        rows = []
        for t in tables().values():
            points = [f"`{c.name}` → {c.points_at}" for c in t.columns if c.points_at]
            rows.append(f"| `{t.name}` | {t.about} | {', '.join(points)} |")
        return [
            "",
            "## Tables",
            "",
            "| table | what it holds | points at |",
            "|---|---|---|",
            *rows,
        ]
    return []


def page(name: str) -> str:
    """The page of a format."""
    given, form = table("exchange", "formats")["format"][name], format_of(name)
    fence, _ = EXCERPTS[name]
    kept = [f"| {about} | {form.kept[matter]} |" for matter, about in matters().items()]
    return "\n".join([
        f"# {form.title}", "",
        f"For {form.audience}. Standard: <{given['standard']}>. Checked by {given['checker']}.", "",
        given["about"].strip(), "",
        "```sh", f"twosource export dossier.json --to {name} -o {_output(name)}", "```", "",
        "## What it looks like", "", *_picture(name), f"```{fence}", *_excerpt(name), "```", "",
        "## How to open it", "", given["opens"].strip(),
        *_extra(name), "",
        "## What is kept", "", "| of the dossier | kept |", "|---|---|", *kept, "",
        "Made from the program by `make reference`.", "",
    ])  # fmt: skip


def overview() -> str:
    """docs/exchange.md with its table made anew."""
    rows = ["| `--to` | format | for | layout | checked by |", "|---|---|---|---|---|"]
    for name in names():
        form, given = format_of(name), table("exchange", "formats")["format"][name]
        layout = {"stream": "text", "file": "a file", "folder": "a folder or `.zip`"}[form.layout]
        rows.append(
            f"| [`{name}`](exchange/{name}.md) | {form.title} | {form.audience} | {layout} | "
            f"{given['checker']} |"
        )
    text = (HERE / "exchange.md").read_text(encoding="utf-8")
    before, rest = text.split(TABLE[0], 1)
    return "\n".join([before + TABLE[0], *rows, TABLE[1]]) + rest.split(TABLE[1], 1)[1]


def main() -> None:
    """Write all of it."""
    for name in names():
        (HERE / "exchange" / f"{name}.md").write_text(page(name), encoding="utf-8")
    (HERE / "exchange.md").write_text(overview(), encoding="utf-8")


if __name__ == "__main__":
    main()
