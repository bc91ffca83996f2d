"""Figures with the scored set left out: what is put aside, what stands in its place, and that
nothing stays changed.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from twosource.bench.group.left_out import LEAST, chosen_elsewhere
from twosource.bench.read import bodies, nested, tables
from twosource.bench.read.block_fit import Page
from twosource.bench.read.cue_fit import CueFitter
from twosource.bench.trace import bond_fit
from twosource.bench.trace.story_origins import Told, story_rows, told
from twosource.read.blocks import Blocks
from twosource.read.label.hints import Hints

_labels: Any = import_module("twosource.read.label.labels")
_decide: Any = import_module("twosource.trace.decide")
STORM = (
    "A storm tore the roof off the ferry hall at Osk on Monday night, the harbour office said.",
    "Nobody was hurt, for the last ferry had left two hours before, harbour master Ada Lund said.",
    "The hall was built of tin and timber in 1961 and has been mended four times since then.",
)
PAGE = "".join(f"<p>{line}</p>" for line in STORM)


def page(name: str, site: str, size: int = 3) -> Page:
    zeros = np.zeros(size)
    return Page(
        name, f"{name}/{site}", site, ("", ""), Blocks(), Hints(), np.zeros((size, 4), np.float32),
        zeros, zeros + 1, zeros < 1, 0, False,
    )  # fmt: skip


def test_a_set_goes_with_every_page_of_its_sites() -> None:
    pages = [page("a", "one.example"), page("b", "one.example"), page("b", "two.example")]
    nested.folded(pages, "a")
    assert [p.fold == nested.OUT for p in pages] == [True, True, False]
    assert 0 <= pages[2].fold < nested.INNER


def test_scores_of_a_set_come_from_models_that_saw_none_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = [page(s, f"{s}{n}.example") for s in ("a", "b") for n in range(6)]
    pages.append(page("b", "a0.example"))
    seen: list[set[str]] = []

    def fit(some: list[Page], xs: list[Any], shape: dict[str, float]) -> list[Any]:
        assert len(some) == len(xs)
        seen.append({p.site for p in some})
        return []

    monkeypatch.setattr(nested, "fit", fit)
    monkeypatch.setattr(nested, "score", lambda models, one, x: np.full(len(x), 0.5))
    monkeypatch.setattr(nested, "context", lambda p, blocks: p)

    class Weights(CueFitter):
        def __init__(self) -> None:
            self.forgotten = 0

        def forget(self) -> None:
            self.forgotten += 1

        def columns(self, without: frozenset[int]) -> list[Any]:
            assert nested.OUT in without
            return [np.zeros((3, 4)) for _ in pages]

    weights = Weights()
    found = nested.left_out(pages, weights, "a", {})
    assert sorted(found) == list(range(6))
    assert weights.forgotten == 1
    assert all(found[i].tolist() == [0.5] * 3 for i in found)
    assert len(seen) == nested.INNER + 2
    assert not any(site.startswith("a") for sites in seen for site in sites)


def test_a_page_is_read_with_the_scores_that_are_given() -> None:
    shipped = _labels.scores
    record = {"id": "x", "html": f"<html><body>{PAGE}</body></html>"}
    assert nested.body(record, np.array([0.9, 0.9, 0.0]), "page") == "\n\n".join(STORM[:2])
    assert nested.body(record, np.array([0.9] * 3), "page") == "\n\n".join(STORM)
    with pytest.raises(ZeroDivisionError), nested.scored(np.zeros(1)):
        _ = 1 / 0
    assert _labels.scores is shipped


def test_figures_of_bodies_are_those_left_out_or_none() -> None:
    record = {"id": "x", "html": PAGE, "gold": {"body": list(STORM)}}
    found = bodies.score_set("wcxb", [record], {}, {"x": "\n".join(STORM)})
    rows = {r.metric: r.ours for r in bodies.body_rows(found)}
    assert rows["body F1, left out"] == rows["pages fully right, left out"] == 1.0
    (row,) = bodies.all_row([found])
    assert (row.data, row.ours) == ("all sets (1)", 1.0)
    missed = bodies.score_set("wcxb", [record], {}, {"y": "no such page"})
    assert next(iter(bodies.body_rows(missed))).ours == 0.0
    unfitted = bodies.score_set("wcxb", [record], {"peer": lambda html: ""}, {})
    assert [r.metric for r in bodies.body_rows(unfitted)] == ["pages per CPU-second"]
    assert not list(bodies.all_row([found, unfitted]))


def test_what_fitting_lacks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "FITTED_BY", ("sklearn", "no_such_library"))
    notes: list[str] = []
    assert tables._left_out(tmp_path, "page", ["wcxb"], notes) == {}
    assert "no_such_library" in notes[0] and "sklearn" not in notes[0]


def test_the_setting_of_a_collection_is_that_of_the_others() -> None:
    low, high = LEAST[0], LEAST[-1]
    flat = dict.fromkeys(LEAST, 0.5)
    scores = {"a": {**flat, low: 0.9}, "b": {**flat, high: 0.8}, "c": {**flat, high: 0.7}}
    assert chosen_elsewhere(scores) == {"a": (high, 0.5), "b": (low, 0.5), "c": (low, 0.5)}


def test_a_curve_is_fitted_without_a_set_and_put_back() -> None:
    pytest.importorskip("sklearn")
    shipped = _decide.BONDS, _decide.NO_BONDS
    near = [(0.02 * n, n > 4, "x") for n in range(12)]
    far = [(0.01 * n, n < 3, "x") for n in range(12)]
    sets = {"near": near, "far": far, "loose": [(0.5, False, bond_fit.LOOSE[0])]}
    with bond_fit.without("far", sets) as made:
        assert made == (_decide.BONDS, _decide.NO_BONDS)
        assert made[0] > 0
        assert _decide.told_again(0.2) > 0.5 > _decide.told_again(0.0)
    with bond_fit.without("near", sets) as other:
        assert other != made
    assert shipped == (_decide.BONDS, _decide.NO_BONDS)


def test_origins_told_of_a_story_are_held_against_its_labels(tmp_path: Path) -> None:
    folder = tmp_path / "open" / "storm"
    folder.mkdir(parents=True)
    rewrite = "\n\n".join(STORM).replace("tore", "blew")
    for name, text in (("a.txt", "\n\n".join(STORM)), ("b.txt", rewrite)):
        (folder / name).write_text(f"Storm at Osk takes a roof\n\n{text}\n", encoding="utf-8")
    gold = {
        "inputs": ["a.txt", "b.txt"],
        "derivations": [{"a": "a.txt", "b": "b.txt", "direction": "a>b", "kind": "copy"}],
        "origins": [
            {"statement": "nobody was hurt", "independent_origins": 1,
             "spans": {"a.txt": "Nobody was hurt", "b.txt": "Nobody was  hurt"}},
            {"statement": "one account only", "independent_origins": 1,
             "spans": {"a.txt": "four times", "b.txt": "never said"}},
        ],
    }  # fmt: skip
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    stories, statements = told(tmp_path / "open")
    assert [(t.one, t.gold, t.holds) for t in stories] == [(True, 1, True)]
    assert [(t.high, t.gold) for t in statements] == [(1, 1)]
    assert [r.ours for r in story_rows(tmp_path)] == [1.0] * 4
    assert not Told(1, 1, 2).holds and not Told(1, 2, 2).one
