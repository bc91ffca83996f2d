"""FollowTheMoney: valid by its own library, which drops what it cannot read without a word.

The library (301 MB with what it needs) is not among the test tools: `pip install followthemoney`
where these tests shall run.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from exchange import invented
from exchange.conftest import Export, one
from twosource.exchange.follow_the_money import day

SCHEMAS = {"Article", "Person", "Organization", "LegalEntity", "Address", "Mention", "UnknownLink"}
NEEDED = {"Mention": {"document", "name"}, "UnknownLink": {"subject", "object"},
          "Person": {"name"}, "Organization": {"name"}, "LegalEntity": {"name"},
          "Address": {"full"}, "Article": {"fileName"}}  # fmt: skip
POINTING = {"document", "resolved", "subject", "object", "proof"}


def entities(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def own_faults(found: list[dict[str, Any]]) -> list[str]:
    """What the library lets through: lacking properties, ids that nothing has, doubled ids."""
    ids = [e["id"] for e in found]
    out = ["doubled id"] if len(ids) != len(set(ids)) else []
    for e in found:
        if e["schema"] not in SCHEMAS:
            out.append(f"schema {e['schema']}")
            continue
        filled = {name for name, values in e["properties"].items() if values}
        out += [f"{e['schema']} without {p}" for p in NEEDED[e["schema"]] - filled]
        for name in POINTING & {*e["properties"]}:
            out += [f"{name} -> nothing" for v in e["properties"][name] if v not in set(ids)]
    return sorted(set(out))


def test_entities(story: Path, export: Export) -> None:
    found, told = entities(export(story, "ftm")), one(story)
    assert own_faults(found[:3000] if len(found) > 9000 else found) == []
    articles = [e for e in found if e["schema"] == "Article"]
    assert len(articles) == len(told.accounts)
    unlinked = {"independent", "not-established"}
    links = [k for k in told.links if k.relation not in unlinked]
    texts = [e for e in found if e["schema"] == "UnknownLink" and "summary" in e["properties"]]
    assert len(texts) == len(links)
    order = {a.id: e["id"] for a, e in zip(told.accounts, articles, strict=True)}
    for link, e in zip(links, texts, strict=True):
        if link.direction == "a>b":
            assert e["properties"]["subject"] == [order[link.b]]
            assert e["properties"]["object"] == [order[link.a]]


def shown(text: str) -> str:
    """A text without what the library takes out of every text: joiners of emoji, marks of
    direction, soft hyphens and C1 controls (seen with 4.11.2), and what parts its words.
    """
    return "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cc", "Zs", "Zl", "Zp"})


def dropped(found: list[dict[str, Any]]) -> list[str]:
    """Values that the library does not take over, and what it says is invalid."""
    proxy = pytest.importorskip("followthemoney.proxy")
    model = pytest.importorskip("followthemoney").model
    out = []
    for e in found:
        try:
            made = proxy.EntityProxy.from_dict(e, cleaned=False)
            model.get(e["schema"]).validate(made.to_dict())
            out += [
                f"{e['schema']}.{name}"
                for name, values in e["properties"].items()
                if sorted(map(shown, made.get(name))) != sorted(map(shown, values))
            ]
        except Exception as error:
            out.append(f"{e['schema']}: {type(error).__name__}")
    return sorted(set(out))


def test_the_library_takes_every_value(story: Path, export: Export) -> None:
    found = entities(export(story, "ftm"))
    assert dropped(found[:: max(1, len(found) // 2000)]) == []


@pytest.mark.parametrize(
    ("schema", "change", "expected"),
    [
        ("Article", {"publishedAt": ["4 May 2031"]}, "Article.publishedAt"),
        ("Article", {"language": ["english"]}, "Article.language"),
        ("Article", {"sourceUrl": ["not an address"]}, "Article.sourceUrl"),
        ("Article", {"invented": ["x"]}, "Article: "),
    ],
)
def test_a_broken_twin_is_caught(
    schema: str, change: dict[str, Any], expected: str, tmp_path: Path, export: Export
) -> None:
    found = entities(export(invented.written(tmp_path, 3), "ftm"))
    assert dropped(found) == []
    next(e for e in found if e["schema"] == schema)["properties"].update(change)
    assert any(fault.startswith(expected) for fault in dropped(found))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda f: f[0]["properties"].clear(), "Article without fileName"),
        (lambda f: f[-1]["properties"].update(subject=[]), "UnknownLink without subject"),
        (lambda f: f.append(f[0]), "doubled id"),
        (lambda f: f[-1]["properties"].update(object=["x"]), "object -> nothing"),
        (lambda f: f[0].update(schema="Newspaper"), "schema Newspaper"),
    ],
)
def test_what_the_library_lets_through_is_seen_by_our_check(
    change: Any, expected: str, tmp_path: Path, export: Export
) -> None:
    found = entities(export(invented.written(tmp_path, 3), "ftm"))
    change(found)
    assert expected in own_faults(found)


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("2031", "2031"), ("2031-05-04", "2031-05-04"),
        ("2031-05-04T01:05:00+02:00", "2031-05-03T23:05:00"),
        ("2031-05-04T01:05Z", "2031-05-04T01:05:00"),
        ("2031-05-04T01:05", "2031-05-04T01:05:00"),
        ("2031-05-04TNI", "2031-05-04"), ("2031-W12", None), ("P5Y", None), ("PRESENT_REF", None),
         ("9999-12-31T23:00-09:00", "9999-12-31"),
    ],
)  # fmt: skip
def test_a_date_as_the_model_has_it(value: str, made: str | None) -> None:
    assert day(value) == made
