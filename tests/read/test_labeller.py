from __future__ import annotations

import numpy as np
import pytest

from twosource.errors import ModelError
from twosource.read.blocks import dump_blocks
from twosource.read.label import decide, forest, label_blocks
from twosource.read.label.context import context
from twosource.read.label.features import features
from twosource.read.label.hints import Hints

PROSE = "The harbour office said on Monday that the ferry would run again from Thursday morning. "
TEXT = (
    "Menu\nHome\n\nFerry to Osk runs again after storm\n\n"
    + "\n\n".join(PROSE * 2 for _ in range(5))
    + "\n\nShare This\n"
)


@pytest.mark.parametrize("kind", ["page", "dump"])
def test_models_are_whole_and_fit_their_features(kind: str) -> None:
    model = forest.load_model(kind)
    assert model is not None
    _, names = features(dump_blocks(TEXT), Hints())
    assert model.names == forest.digest(names)
    assert len(model.first.child) == 2 * len(model.first.feature)
    assert model.first.feature.max() < len(names)


def test_rules_alone_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with_model = [i.label for i in label_blocks(dump_blocks(TEXT))]
    monkeypatch.setattr(decide, "load_model", lambda kind: None)
    without = [i.label for i in label_blocks(dump_blocks(TEXT))]
    assert without.count("body") == with_model.count("body") == 5
    assert "title" in without


def test_an_altered_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    import pathlib

    folder = pathlib.Path(str(tmp_path))
    (folder / "models").mkdir()
    (folder / "models" / "blocks_page.npz").write_bytes(b"changed")
    (folder / "models" / "SHA256").write_text("0" * 64)
    monkeypatch.setattr(forest, "files", lambda package: folder)
    forest.load_model.cache_clear()
    with pytest.raises(ModelError) as error:
        forest.load_model("page")
    forest.load_model.cache_clear()
    assert error.value.code == "TS-MODEL-02"


def test_pick_keeps_a_page_of_middling_blocks() -> None:
    even = np.full(6, 0.4)
    assert decide.pick(even, np.ones(6)).all()
    clear = np.array([0.95, 0.9, 0.9, 0.1, 0.05])
    assert decide.pick(clear, np.ones(5)).tolist() == [True, True, True, False, False]


@pytest.mark.parametrize("count", [1, 2, 3, 8, 9, 40])
def test_features_stand_for_every_block_of_small_and_large_inputs(count: int) -> None:
    page = dump_blocks("\n".join(f"Line {i} of the dump" for i in range(count)))
    x, names = features(page, Hints())
    assert x.shape == (count, len(names))
    assert np.isfinite(x).all()
    assert context(np.full(count, 0.5), page).shape[0] == count
