import hashlib
from importlib.resources import files

import numpy as np
import pytest

from twosource.errors import ModelError
from twosource.find.statements import features, network
from twosource.find.statements.lexicon import adjectives, nouns, settings, verbs


def test_every_verb_is_a_lower_case_lemma_with_a_shape():
    assert len(verbs()) > 200
    for lemma, cue in verbs().items():
        assert lemma == lemma.lower().strip()
        assert cue.shapes <= {"clause", "object", "infinitive"}
        assert cue.shapes


def test_kinds_and_what_negates():
    assert verbs()["deny"].negates
    assert not verbs()["say"].negates
    assert verbs()["warn"].kind == "warn"
    assert nouns()["claim"].kind == "claim"


def test_attitudes_are_no_sayings():
    assert adjectives()["open"].kind == "want"
    assert adjectives()["unwilling"].negates
    assert not set(adjectives()) & set(verbs())


def test_settings_load():
    known = settings()
    assert "interview" in known.nouns
    assert "truth social" in known.channels
    assert "in" in known.prepositions


def test_the_model_file_is_the_one_named():
    for name, digest in network.SHA256.items():
        raw = (files("twosource.find") / "models" / f"{name}.npz").read_bytes()
        assert hashlib.sha256(raw).hexdigest() == digest
        assert len(raw) < 3_000_000


def test_an_altered_or_missing_model_is_refused(monkeypatch):
    with pytest.raises(ModelError, match="TS-MODEL-02"):
        network.load_weights("no such model")
    network.load_weights.cache_clear()
    monkeypatch.setitem(network.SHA256, "statements_polnear", "0" * 64)
    with pytest.raises(ModelError, match="TS-MODEL-02"):
        network.load_weights("statements_polnear")
    network.load_weights.cache_clear()


def test_scores_of_two_nets_are_averaged():
    one, two = network.load_all("statements_polnear")
    rng = np.random.default_rng(3)
    n, wide = 12, len(features.SIZES)
    own = np.arange(n, dtype=np.int32)
    ids = rng.integers(0, sum(features.SIZES.values()), (n, wide)).astype(np.int32)
    vectors = rng.normal(size=(n, one.vectors.shape[0])).astype(np.float32)
    seen = features.Features(ids, own, own, vectors)
    first, second = network.scores(one, seen), network.scores(two, seen)
    labels, sides = network.mean_scores((one, two), seen)
    assert np.allclose(labels, (first[0] + second[0]) / 2, atol=1e-4)
    assert np.allclose(sides, (first[1] + second[1]) / 2, atol=1e-4)
    assert not np.allclose(labels, first[0], atol=1e-2)
    assert np.array_equal(network.mean_scores((one,), seen)[0], first[0])


def test_an_altered_second_net_is_refused(monkeypatch):
    network.load_weights.cache_clear()
    monkeypatch.setitem(network.SHA256, "statements_polnear_2", "0" * 64)
    with pytest.raises(ModelError):
        network.load_all("statements_polnear")
    network.load_weights.cache_clear()
