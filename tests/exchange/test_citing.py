"""BibTeX and CSL-JSON: every account once, every character as itself, no date that is not told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from exchange import invented
from exchange.conftest import Export, one
from twosource.exchange.bibtex import escaped
from twosource.exchange.citing import date_parts, references
from twosource.exchange.rim import one_line

pybtex = pytest.importorskip("pybtex.database")
bibtexparser = pytest.importorskip("bibtexparser")

COMMANDS = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\$": "$",
    r"\&": "&", r"\#": "#", r"\%": "%", r"\_": "_", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}  # fmt: skip
_COMMAND = re.compile("|".join(map(re.escape, COMMANDS)))


def typeset(text: str) -> str:
    """What LaTeX would set of an escaped text."""
    return _COMMAND.sub(lambda m: COMMANDS[m[0]], text)


def faults(path: Path) -> list[str]:
    """What one of the two readers does not take; bibtexparser raises nothing by itself."""
    text = path.read_text(encoding="utf-8")
    library = bibtexparser.parse_string(text)
    out = [type(b).__name__ for b in library.failed_blocks]
    try:
        pybtex.parse_string(text, "bibtex")
    except Exception as error:
        out.append(type(error).__name__)
    return out


def test_bibtex(story: Path, export: Export) -> None:
    path, told = export(story, "bibtex"), one(story)
    assert faults(path) == []
    entries = pybtex.parse_string(path.read_text(encoding="utf-8"), "bibtex").entries
    refs = list(references([told]))
    assert list(entries) == [r.key for r in refs]
    for account, ref, entry in zip(told.accounts, refs, entries.values(), strict=True):
        fields = entry.fields
        assert typeset(fields.get("title", "")[1:-1]) == one_line(account.title or "")
        assert ("date" in fields) == (account.published is not None)
        assert fields.get("url") == ref.url
        assert ("note" in fields) == bool(account.agency or not account.published)
        assert len(entry.persons.get("author", [])) == len(account.byline)


@pytest.mark.parametrize(
    ("old", "new"),
    [("title = {{", "title = {{{"), ("@online{", "@online "), ("}\n}", "}\n"),
     (",\n  url = {", ",\n  url = {a},\n  url = {")],
)  # fmt: skip
def test_a_broken_twin_is_caught(old: str, new: str, tmp_path: Path, export: Export) -> None:
    path = export(invented.written(tmp_path, 1), "bibtex")
    raw = path.read_text(encoding="utf-8")
    assert old in raw
    path.write_text(raw.replace(old, new, 1), encoding="utf-8")
    assert faults(path)


def test_two_entries_of_one_key_are_caught(tmp_path: Path, export: Export) -> None:
    path = export(invented.written(tmp_path, 1), "bibtex")
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    assert faults(path) == ["DuplicateBlockKeyBlock", "BibliographyDataError"]


@given(st.text(max_size=30))
def test_every_character_is_itself(text: str) -> None:
    made = escaped(one_line(text))
    assert typeset(made) == one_line(text)
    assert made.count("{") == made.count("}")


DATE = {
    "type": "object", "required": ["date-parts"], "additionalProperties": False,
    "properties": {"date-parts": {"type": "array", "minItems": 1, "maxItems": 1, "items": {
        "type": "array", "minItems": 1, "maxItems": 3, "prefixItems": [
            {"type": "integer"}, {"type": "integer", "minimum": 1, "maximum": 12},
            {"type": "integer", "minimum": 1, "maximum": 31}]}}},
}  # fmt: skip
WORDS = {"type": "string", "minLength": 1}
CSL = Draft202012Validator({
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            "type": {"enum": ["article-newspaper"]},
            "issued": DATE, "accessed": DATE, "title": WORDS, "container-title": WORDS,
            "publisher": WORDS, "language": WORDS, "note": WORDS, "archive": WORDS,
            "URL": {"type": "string", "pattern": "^https?://[^ {}]+$"},
            "archive_location": {"type": "string", "pattern": "^https?://[^ {}]+$"},
            "author": {"type": "array", "minItems": 1, "items": {
                "type": "object", "required": ["literal"], "additionalProperties": False,
                "properties": {"literal": WORDS}}},
        },
    },
})  # fmt: skip
"""The fields that we use, as CSL 1.0.2 has them."""


def test_csl(story: Path, export: Export) -> None:
    found = json.loads(export(story, "csl").read_text(encoding="utf-8"))
    CSL.validate(found)
    told = one(story)
    assert len({i["id"] for i in found}) == len(found) == len(told.accounts)
    for item, account in zip(found, told.accounts, strict=True):
        assert item.get("title", "") == one_line(account.title or "")
        assert ("issued" in item) == (account.published is not None)


@pytest.mark.parametrize(
    "change",
    [{"type": "newsitem"}, {"issued": {"date-parts": [[2031, 13]]}}, {"URL": "about:blank"},
     {"author": [{"name": "Ida Holm"}]}, {"id": "a b"}, {"DOI": "none"}],
)  # fmt: skip
def test_a_broken_item_is_caught(
    change: dict[str, Any], tmp_path: Path, export: Export
) -> None:  # fmt: skip
    path = export(invented.written(tmp_path, 1), "csl")
    found = json.loads(path.read_text(encoding="utf-8"))
    found[0].update(change)
    assert not CSL.is_valid(found)


def test_an_archived_copy_and_a_day_of_access(tmp_path: Path, export: Export) -> None:
    told = invented.dossier(2).model_dump(mode="json", by_alias=True)
    first, second = told["accounts"]
    first["url"] = "https://web.archive.org/web/20310506120000/https://varn.example/a?b={c}"
    second["dates"].append({
        "value": "2031-05-07T01:00:00Z", "precision": "second", "kind": "crawled",
        "evidence": "x", "confidence": 1.0,
    })  # fmt: skip
    path = tmp_path / "archived.json"
    path.write_text(json.dumps(told))
    one_, two = json.loads(export(path, "csl").read_text(encoding="utf-8"))
    assert one_["URL"] == "https://varn.example/a?b=%7Bc%7D"
    assert one_["archive_location"].startswith("https://web.archive.org/web/20310506120000/")
    assert one_["accessed"] == {"date-parts": [[2031, 5, 6]]}
    assert two["accessed"] == {"date-parts": [[2031, 5, 7]]}
    bib = export(path, "bibtex")
    assert faults(bib) == []
    assert "addendum = {Archived: \\url{https://web" in bib.read_text(encoding="utf-8")


def test_keys_stay_apart(tmp_path: Path) -> None:
    told = invented.told(tmp_path, 200)
    keys = [r.key for r in references([told, told])]
    assert len(set(keys)) == 400
    assert all(re.fullmatch("[a-z0-9-]+", k) for k in keys)


@pytest.mark.parametrize(
    ("value", "parts"),
    [("2031", (2031,)), ("2031-05", (2031, 5)), ("2031-05-04T10:00", (2031, 5, 4)), ("soon", ())],
)
def test_a_date_is_as_precise_as_it_is(value: str, parts: tuple[int, ...]) -> None:
    assert date_parts(value) == parts
