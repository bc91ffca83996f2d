from __future__ import annotations

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from twosource.errors import ModelError
from twosource.read.blocks import Blocks, dump_blocks, page_blocks
from twosource.read.label import cues, decide, forest, label_blocks
from twosource.read.label.build import COLUMNS as BUILD
from twosource.read.label.build import build_features
from twosource.read.label.context import context
from twosource.read.label.cues import Cues, text_cues
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
    names = decide.seen(features(dump_blocks(TEXT), Hints())[1])
    assert model.names == forest.digest(names)
    assert len(model.first.child) == 2 * len(model.first.feature)
    assert model.first.feature.max() < len(names)
    assert len(model.cues.weights) > 1000


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


def blocks_of(html: str) -> Blocks:
    return page_blocks(LexborHTMLParser(f"<html><body>{html}</body></html>"))


def test_cues_of_words_are_edges_and_for_short_blocks_all() -> None:
    edge, bag = text_cues("[Read more: 1931 ferries]")
    assert edge == ["^[", "^[ read", "$ferries", "$0 ferries"]
    assert bag[:4] == ["[", "read", "more", ":"]
    assert "read more" in bag
    assert text_cues(PROSE * 4) == (["^the", "^the harbour", "$morning", "$thursday morning"], [])
    assert text_cues("—") == ([], [])


def test_cues_add_up_learnt_weights_and_unknown_words_say_nothing() -> None:
    page = blocks_of("<div class='teaserBox'><p>Read on</p><p>Osk</p></div>")
    weights = {"^read": -2.0, "read on": -1.0, "u.teaser-box": -4.0}
    words, names, before, after = Cues(weights).of(page, [0, 1]).T
    assert words.tolist() == [-2.0 / 2 - 1.0 / np.sqrt(3), 0.0]
    assert names.tolist() == [-4.0 / np.sqrt(3)] * 2
    assert before.tolist() == [0.0, words[0]]
    assert after.tolist() == [0.0, 0.0]
    assert Cues({}).of(page, [0, 1]).tolist() == [[0.0] * 4] * 2


def test_cues_forget_names_rather_than_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cues, "KEPT", 5)
    many = blocks_of("".join(f"<div class='a{chr(97 + n)}x'>one</div>" for n in range(20)))
    found = Cues({"o.abx": 3.0})
    first = found.of(many, list(range(20)))
    assert len(found._names) <= 5
    assert np.array_equal(found.of(many, list(range(20))), first)
    assert np.count_nonzero(first[:, 1]) == 1


def test_build_of_blocks() -> None:
    page = blocks_of(
        "<h2>Ferries</h2><p>The pier at Osk.Tove Lind/Harbour Office</p><p>[NOTICE]</p>"
        "<ul><li><a href='/1'>Free ferry on 3 days of May</a></li>"
        "<li><a href='/2'>Free ferry on 12 days of May</a></li></ul>"
    )
    table = build_features(page, list(range(5)))
    column = {name: table[:, i].tolist() for i, name in enumerate(BUILD)}
    assert column["glued"] == [0, 1, 0, 0, 0]
    assert column["capitals"][2] == 1.0
    assert column["brackets"] == [0, 0, 3, 0, 0]
    assert column["all_links"] == [0, 0, 0, 1, 1]
    assert column["from_heading"] == [0, 1, 2, 3, 4]
    assert column["alike_words"] == [1, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>Fog held ferries<x-note>4</x-note>, he said.</p>", ["Fog held ferries4, he said."]),
        ("<p><x-name>Tove Lind</x-name> runs the pier.</p>", ["Tove Lind runs the pier."]),
        ("<x-card>Osk</x-card><x-card>Lund</x-card>", ["Osk", "Lund"]),
        ("Fog <x-list><div>Osk</div></x-list> Sun", ["Fog", "Osk", "Sun"]),
        (
            "<p>Mayor <a href='/t'>Tove Lind</a><span class='people-popover-body'>Lind <b>More "
            "<span>stories</span></b></span> spoke.</p>",
            ["Mayor Tove Lind spoke."],
        ),
        ("<p>The <span class='popup-link'>new pier</span> opened.</p>", ["The new pier opened."]),
    ],
)  # fmt: skip
def test_custom_elements_inside_text_and_windows_over_words(html: str, texts: list[str]) -> None:
    assert [b.text for b in blocks_of(html).blocks] == texts
