"""The encoder: stored weights, word pieces, the network, and what happens without them."""

from __future__ import annotations

import contextlib
import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.language.encoder import Encoder, encode, encoder
from twosource.language.encoder.network import PER_HEAD, network
from twosource.language.encoder.pieces import LONGEST, Vocabulary
from twosource.language.encoder.weights import initializers
from twosource.types import Span

NAMES = ["[UNK]", "[CLS]", "[SEP]", "har", "##bour", "the", "##s", "cafe", ".", "$", "3", "舟"]
SMALL = Vocabulary({name: k for k, name in enumerate(NAMES)})


def _spelt(text: str) -> list[tuple[str, str]]:
    return [(NAMES[number], text[start:end]) for number, start, end in SMALL.cut(text)]


def test_words_are_cut_into_the_longest_pieces():
    assert _spelt("The Harbours.") == [
        ("the", "The"), ("har", "Har"), ("##bour", "bour"), ("##s", "s"), (".", "."),
    ]  # fmt: skip


def test_accents_case_and_soft_hyphens_are_dropped_but_keep_their_place():
    assert _spelt("CAFÉ") == [("cafe", "CAFÉ")]
    assert _spelt("cafe\u0301.") == [("cafe", "cafe"), (".", ".")]
    assert _spelt("har\u00adbour") == [("har", "har"), ("##bour", "bour")]


def test_signs_and_chinese_characters_stand_alone():
    assert _spelt("$3.") == [("$", "$"), ("3", "3"), (".", ".")]
    assert _spelt("舟舟") == [("舟", "舟"), ("舟", "舟")]


def test_unknown_and_endless_words_are_one_piece():
    assert _spelt("harbox") == [("[UNK]", "harbox")]
    assert _spelt("har" * LONGEST) == [("[UNK]", "har" * LONGEST)]


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def _message(number: int, body: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(body)) + body


def _stored(arrays: dict[str, np.ndarray]) -> bytes:
    """A model file that holds only arrays."""
    graph = b""
    for name, array in arrays.items():
        kind = {np.dtype(np.float32): 1, np.dtype(np.int8): 3, np.dtype(np.int64): 7}[array.dtype]
        dims = b"".join(_varint(1 << 3) + _varint(n) for n in array.shape)
        tensor = dims + _varint(2 << 3) + _varint(kind) + _message(8, name.encode())
        graph += _message(5, tensor + _message(9, array.tobytes()))
    return _varint(1 << 3) + _varint(9) + _message(7, graph)


def _arrays(seed: int = 0, layers: int = 2, width: int = 2 * PER_HEAD) -> dict[str, np.ndarray]:
    """The weights of a network that learnt nothing."""
    rng = np.random.default_rng(seed)

    def plain(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.3, shape).astype(np.float32)

    out: dict[str, np.ndarray] = {}

    def quantised(name: str, rows: int, columns: int, by_row: bool) -> None:
        out[f"{name}_q"] = rng.integers(-127, 128, (rows, columns)).astype(np.int8)
        shape = (rows, 1) if by_row else (1, columns)
        out[f"{name}_scale"] = np.full(shape, 0.003, np.float32)

    def norm(name: str) -> None:
        out[f"{name}.weight"], out[f"{name}.bias"] = 1 + plain(width), plain(width)

    embeddings = "inner.embeddings"
    quantised(f"{embeddings}.word_embeddings.weight", len(NAMES), width, True)
    quantised(f"{embeddings}.position_embeddings.weight", 300, width, True)
    out[f"{embeddings}.token_type_embeddings.weight"] = plain(2, width)
    norm(f"{embeddings}.LayerNorm")
    for k in range(layers):
        at = f"inner.encoder.layer.{k}"
        sizes = [(width, width)] * 4 + [(width, 3 * width), (3 * width, width)]
        names = ["attention.self.query", "attention.self.key", "attention.self.value",
                 "attention.output.dense", "intermediate.dense", "output.dense"]  # fmt: skip
        for j, (name, (rows, columns)) in enumerate(zip(names, sizes, strict=True)):
            quantised(f"val_{10 + 10 * k + j}", rows, columns, False)
            out[f"{at}.{name}.bias"] = plain(columns)
        norm(f"{at}.attention.output.LayerNorm")
        norm(f"{at}.output.LayerNorm")
    return out


TINY = Encoder(network(initializers(_stored(_arrays()))), SMALL)


def test_stored_arrays_are_read_and_others_passed_over():
    kept = {"one": np.arange(6, dtype=np.float32).reshape(2, 3), "two": np.int8([[-5, 7]])}
    found = initializers(_stored({**kept, "ids": np.arange(3)}))
    assert found.keys() == kept.keys()
    assert all(np.array_equal(found[k], kept[k]) for k in kept)


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused_or_empty(data: bytes):
    with contextlib.suppress(ValueError):
        assert isinstance(initializers(data), dict)


def test_a_cut_file_is_refused():
    with pytest.raises(ValueError):
        initializers(_stored(_arrays())[:-10])


def _by_hand(arrays: dict[str, np.ndarray], numbers: list[int]) -> np.ndarray:
    """The same network, one step and one head at a time, with the exact unit."""

    def weight(name: str) -> np.ndarray:
        return arrays[f"{name}_q"].astype(float) * arrays[f"{name}_scale"]

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        x = (x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True)
        return x * arrays[f"{name}.weight"] + arrays[f"{name}.bias"]

    x = weight("inner.embeddings.word_embeddings.weight")[numbers]
    x = x + weight("inner.embeddings.position_embeddings.weight")[: len(numbers)]
    x = norm(x + arrays["inner.embeddings.token_type_embeddings.weight"][0],
             "inner.embeddings.LayerNorm")  # fmt: skip
    for k in range(2):
        at, val = f"inner.encoder.layer.{k}", [f"val_{10 + 10 * k + j}" for j in range(6)]
        q, key, v = (
            x @ weight(val[j]) + arrays[f"{at}.attention.self.{n}.bias"]
            for j, n in enumerate(("query", "key", "value"))
        )
        mixed = np.zeros_like(x)
        for h in range(x.shape[1] // PER_HEAD):
            own = slice(h * PER_HEAD, (h + 1) * PER_HEAD)
            score = np.exp(q[:, own] @ key[:, own].T / math.sqrt(PER_HEAD))
            mixed[:, own] = score / score.sum(1, keepdims=True) @ v[:, own]
        out = mixed @ weight(val[3]) + arrays[f"{at}.attention.output.dense.bias"]
        x = norm(x + out, f"{at}.attention.output.LayerNorm")
        wide = x @ weight(val[4]) + arrays[f"{at}.intermediate.dense.bias"]
        wide = wide * 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        out = wide @ weight(val[5]) + arrays[f"{at}.output.dense.bias"]
        x = norm(x + out, f"{at}.output.LayerNorm")
    return x


def test_the_network_does_what_its_definition_says():
    text = "The harbours. The cafe."
    sentences = [Span(0, 13), Span(14, 23)]
    found = TINY.encode(text, sentences).vectors
    at = 0
    for sentence in sentences:
        numbers = [n for n, _, _ in SMALL.cut(sentence.of(text))]
        wanted = _by_hand(_arrays(), [1, *numbers, 2])[1:-1]
        assert np.abs(found[at : at + len(wanted)] - wanted).max() < 0.02
        at += len(wanted)
    assert at == len(found)


def test_pools_are_means_of_the_pieces_they_touch():
    found = TINY.encode("The harbours.", [Span(0, 13)])
    assert [tuple(x) for x in zip(found.starts, found.ends, strict=True)] == [
        (0, 3), (4, 7), (7, 11), (11, 12), (12, 13),
    ]  # fmt: skip
    pooled = found.pool([(4, 12), (3, 4), (5, 6)])
    assert np.allclose(pooled[0], found.vectors[1:4].mean(0), atol=1e-6)
    assert not pooled[1].any()
    assert np.allclose(pooled[2], found.vectors[1], atol=1e-6)


def test_endless_sentences_are_read_in_windows():
    text = "the " * 1000
    found = TINY.encode(text, [Span(0, len(text))])
    assert len(found.vectors) == 1000
    assert np.isfinite(found.vectors).all()


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_no_text_breaks_it_and_pieces_stand_in_order(text: str):
    found = TINY.encode(text, [Span(0, len(text))])
    assert np.isfinite(found.vectors).all()
    assert (found.starts < found.ends).all()
    assert (np.diff(found.starts) >= 0).all() and (np.diff(found.ends) >= 0).all()
    assert np.array_equal(found.vectors, TINY.encode(text, [Span(0, len(text))]).vectors)


def test_nothing_to_read_gives_nothing():
    assert TINY.encode("", []).vectors.shape == (0, 2 * PER_HEAD)
    assert not TINY.encode("", []).pool([(0, 1)]).any()


def test_a_network_with_missing_layers_is_refused():
    with pytest.raises(ValueError):
        network({k: v for k, v in _arrays().items() if k != "val_12_q"})


def test_the_packaged_encoder_knows_likeness():
    model = encoder()
    assert model is not None
    lines = ["The ferry was called off because of the storm.",
             "Bad weather forced the boat's cancellation.",
             "The choir sang in the old theatre on Friday."]  # fmt: skip
    pooled = [model.encode(t, [Span(0, len(t))]).vectors.mean(0) for t in lines]
    a, b, c = (v / np.linalg.norm(v) for v in pooled)
    assert a @ b > 0.45 > a @ c


@pytest.mark.parametrize("change", ["missing", "altered"])
def test_without_the_right_file_there_is_none_and_a_warning(monkeypatch, change):
    if change == "missing":
        monkeypatch.setattr(encode, "PACKAGE", "no_such_package_anywhere")
    else:
        monkeypatch.setattr(encode, "SHA256", "0" * 64)
    with pytest.warns(RuntimeWarning, match="compared by words alone"):
        assert encode.encoder.__wrapped__() is None


def test_the_right_file_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert encode.encoder.__wrapped__() is not None


def test_a_sentence_goes_through_the_network_once_however_many_texts_hold_it():
    packaged = encoder()
    assert packaged is not None
    read: list[int] = []

    class Counted:
        places = packaged.network.places

        def __call__(self, sentences):
            read.append(sum(len(s) - 2 for s in sentences))
            return packaged.network(sentences)

    counted = Encoder(Counted(), packaged.vocabulary)
    told, more = "The harbour is shut.", "Nobody may leave it."
    text = f"{told} {more} {told}"
    spans = [Span(0, 20), Span(21, 41), Span(42, 62)]
    first = counted.encode(text, spans)
    assert sum(read) == len({told, more}) * 5
    again = counted.encode(f"{more} {told}", [Span(0, 20), Span(21, 41)])
    assert sum(read) == 10
    alone = packaged.encode(told, [Span(0, 20)])
    assert np.array_equal(first.vectors[:5], alone.vectors)
    assert np.array_equal(first.vectors[10:], alone.vectors)
    assert np.array_equal(again.vectors[5:], alone.vectors)
    assert first.starts.tolist()[10:] == (alone.starts + 42).tolist()
    assert again.ends.tolist()[5:] == (alone.ends + 21).tolist()


def test_no_more_sentences_are_kept_than_said(monkeypatch):
    packaged = encoder()
    assert packaged is not None
    monkeypatch.setattr(encode, "KEPT", 3)
    small = Encoder(packaged.network, packaged.vocabulary)
    for n in range(5):
        small.encode(f"Boat {n} left.", [Span(0, 12)])
    assert list(small.known) == [f"Boat {n} left." for n in (2, 3, 4)]
