import hashlib
from importlib.resources import files

import pytest

from twosource.errors import ModelError
from twosource.find.statements import network
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
