from __future__ import annotations

import numpy as np
import pytest

from twosource.errors import ModelError
from twosource.read.blocks import dump_blocks
from twosource.read.label import decide, forest, label_blocks
from twosource.read.label.context import context
from twosource.read.label.features import features
from twosource.read.label.hints import Hints
from twosource.read.label.text_features import AT, text_features
from twosource.read.label.wording import wording

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


@pytest.mark.parametrize("leaves", [2, 15, 16, 30, 60])
def test_forest_finds_the_leaves_that_walking_finds(leaves: int) -> None:
    rng = np.random.default_rng(leaves)
    roots, feature, threshold, child, value = [], [], [], [], []

    def grow(left: int) -> int:
        at = len(feature)
        feature.append(int(rng.integers(6)))
        threshold.append(float(rng.normal()) if rng.random() < 0.5 else 0.1)
        value.append(0.0)
        child.extend([at, at])
        if left == 1:
            value[at] = float(rng.normal())
            return at
        part = int(rng.integers(1, left))
        child[2 * at], child[2 * at + 1] = grow(part), grow(left - part)
        return at

    for _ in range(7):
        roots.append(grow(leaves))
    found = forest.Forest(
        np.array(roots), np.array(feature), np.array(threshold), np.array(child),
        np.array(value), 0.25, leaves,
    )  # fmt: skip
    x = rng.normal(size=(150, 6)).astype(np.float32)
    x[::3] = np.float32(0.1)  # just above the threshold of that name in double precision
    walked = []
    for row in x:
        ends = []
        for at in roots:
            while child[2 * at] != at:
                at = child[2 * at + int(float(row[feature[at]]) > threshold[at])]
            ends.append(value[at])
        walked.append(ends)
    wanted = 1 / (1 + np.exp(-(np.array(walked).sum(axis=1) + 0.25)))
    assert found.score(x).tolist() == wanted.tolist()
    assert found.score(x[:0]).tolist() == []


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


WORDED = [
    "Read more: the ferry to Osk. Read also: the quay. By now she had read it",
    "SUBSCRIBE to our newsletter, log in or login; signed up? Sign up!",
    "Photo: A. Lind/Reuters. The photographer's pictures, a post shared by Osk Harbour",
    "© 2031 Osk Courier. All rights reserved. Terms of use, copyright, may not be reproduced",
    "Write to desk@osk-courier.example or follow us @osk. Don’t miss this story was first told",
    "İstanbul: cookie settings, opt–out, opt-out, opt out of third-party cookies",
    "In stock. We may earn a commission. Best price, see the price, shop now, buy it now",
    "The committee reported that its members wrote, watched and commented on this.",
    "Читайте также: паром. Läs också: färjan. À lire aussi: le bac. Foto: dpa",
]


def test_words_of_a_block_are_those_a_search_of_it_finds() -> None:
    page = dump_blocks("\n\n".join([*WORDED, "x" * 395 + " read more: no", "Ж" * 300 + " photo"]))
    rows, _ = text_features(page, Hints())
    width = len(wording())
    for block, row in zip(page.blocks, rows, strict=True):
        low = block.text[:400].lower()
        wanted = [len(pattern.findall(low)) for pattern in wording()]
        assert row[AT["dash"] - width : AT["dash"]].tolist() == wanted, block.text


def test_counts_of_a_block_stop_at_its_own_end() -> None:
    texts = [
        "Is it? Yes.",
        "“It is!” (So it was.)",
        "3.5 per cent, e.g. two",
        "晴れ。雨。",
        "A" * 900 + ".",
    ]
    rows, _ = text_features(dump_blocks("\n\n".join(texts)), Hints())
    assert rows[:, AT["sentences"]].tolist() == [2, 2, 1, 2, 0]
    assert rows[:, AT["upper_words"]].tolist() == pytest.approx([2 / 3, 0, 0, 0, 1])
