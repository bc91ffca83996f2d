"""ninjs: every item keeps to the schema, texts are whole, derivations point the right way."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from exchange import invented
from exchange.conftest import Export, one
from twosource.exchange.rim import account_iri, ascii_address

TEXT = {"type": "string", "minLength": 1}
URI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[!-~]+$"}


def _object(required: tuple[str, ...] = (), **fields: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": fields,
            "required": list(required)}  # fmt: skip


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": item}


VALUE = _list(_object(("value",), role=TEXT, contentType=TEXT, value={"type": "string"}))
NAMED = _list(_object(name=TEXT, rel=TEXT, uri=URI, literal=TEXT))
TYPES = ("text", "audio", "video", "picture", "graphic", "composite", "component", "event",
         "planning")  # fmt: skip
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(
        ("uri",),
        uri=URI, type={"enum": list(TYPES)}, representationType={"enum": ["full", "partial"]},
        contentCreated={"type": "string", "pattern": r"T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"},
        language=TEXT, title=TEXT, by=TEXT, copyrightNotice=TEXT,
        standard=_object(name=TEXT, version=TEXT, schema=URI),
        headlines=VALUE, descriptions=VALUE,
        bodies=_list(_object(
            ("value",), role=TEXT, contentType=TEXT, charCount={"type": "integer"},
            wordCount={"type": "integer"}, value={"type": "string"},
        )),
        people=NAMED, organisations=NAMED, places=NAMED, subjects=NAMED,
        infoSources=_list(_object(name=TEXT, role=TEXT)),
        altIds=_list(_object(role=TEXT, value=TEXT)),
        renditions=_list(_object(("name",), name=TEXT, href=URI, contentType=TEXT)),
        associations=_list(_object(
            ("name", "uri"), name=TEXT, uri=URI, rel=TEXT, type={"enum": list(TYPES)},
        )),
    ),
}  # fmt: skip
"""The fields of ninjs 3.1 that we use, as its published schema has them, and no other."""


def validators() -> list[Draft202012Validator]:
    """Ours, and the published one where its path is given."""
    found = [Draft202012Validator(SCHEMA)]
    path = os.environ.get("TWOSOURCE_NINJS_SCHEMA")
    if path:
        published = json.loads(Path(path).read_text(encoding="utf-8"))
        found.append(Draft202012Validator(published, format_checker=FormatChecker()))
    return found


def faults(item: dict[str, Any]) -> list[str]:
    return [e.json_path for v in validators() for e in v.iter_errors(item)]


def items(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.iterdir())]


def test_ninjs(story: Path, export: Export) -> None:
    told, (whole, *found) = one(story), items(export(story, "ninjs"))
    assert [faults(i) for i in (whole, *found)] == [[]] * (len(found) + 1)
    assert [i["bodies"][0]["value"] for i in found] == [a.text for a in told.accounts]
    assert len(whole.get("associations", [])) == len(told.accounts)
    assert len(whole.get("descriptions", [])) == len(told.findings)
    uri = {a.id: account_iri(told.story.id, a.id) for a in told.accounts}
    unlinked = {"independent", "not-established"}
    expected = Counter(
        (uri[k.b], uri[k.a]) if k.direction == "a>b" else (uri[k.a], uri[k.b])
        for k in told.links
        if k.direction in {"a>b", "b>a"} and k.relation not in unlinked
    )
    assert expected == Counter(
        (i["uri"], a["uri"])
        for i in found for a in i.get("associations", []) if a["rel"] == "derivedFrom"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"type": "article"}, "$.type"),
        ({"uri": None}, "$.uri"),
        ({"derivedfrom": "urn:x:y"}, "$"),
        ({"contentCreated": "2031-05-04"}, "$.contentCreated"),
        ({"associations": [{"uri": "urn:x:y"}]}, "$.associations[0]"),
        ({"renditions": [{"name": "web", "href": "http://x.example/a b"}]}, "$.renditions[0].href"),
        ({"bodies": [{"role": "main"}]}, "$.bodies[0]"),
    ],
)
def test_a_broken_item_is_caught(
    change: dict[str, Any], path: str, tmp_path: Path, export: Export
) -> None:
    (_, item) = items(export(invented.written(tmp_path, 1), "ninjs"))
    assert faults(item) == []
    assert path in faults({**item, **change})


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("https://varn.example/a b", "https://varn.example/a%20b"),
        ("https://örn.example/ü?q=ß", "https://xn--rn-eka.example/%C3%BC?q=%C3%9F"),
        ("https://varn.example/%C3%BC", "https://varn.example/%C3%BC"),
        ("javascript:alert(1)", None),
        ("//varn.example/a", None),
        ("https://[varn", None),
        ("https://" + "ö" * 80 + ".example/", None),
        (None, None),
    ],
)
def test_an_address_as_a_uri(url: str | None, made: str | None) -> None:
    assert ascii_address(url) == made
