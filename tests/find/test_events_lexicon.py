"""The event lexicons load, and every name they use exists."""

from __future__ import annotations

from twosource.find.events.lexicon import TYPES, classes, event_nouns, frames
from twosource.find.events.model import decide, load_model

SPECIAL = {
    "-", "none", "person", "actor", "place", "must", "wish", "other", "inf",
    "cooperative", "conflictual",
}  # fmt: skip


def test_every_type_has_frames() -> None:
    found = {frame.type for group in frames().values() for frame in group}
    assert found == set(TYPES)


def test_every_need_is_a_known_class() -> None:
    known = SPECIAL | set(classes()["nouns"]) | set(TYPES)
    used = {name for group in frames().values() for f in group for _, name in f.needs}
    assert used <= known, used - known
    listed = set().union(*classes()["types"].values())
    assert listed <= set(TYPES)


def test_frames_with_needs_come_before_frames_without() -> None:
    for group in frames().values():
        bare = [not f.needs for f in group if not f.particle]
        assert bare == sorted(bare)


def test_nouns_name_their_slots() -> None:
    assert len(event_nouns()) > 80
    assert all(noun.type in TYPES for noun in event_nouns().values())


def test_words_are_lower_case() -> None:
    for group in ("nouns", "verbs", "people"):
        for name, words in classes()[group].items():
            assert all(word == word.lower() for word in words), name


def test_model_is_the_pinned_one_and_keeps_sure_rules() -> None:
    model = load_model()
    assert model is not None
    assert sum(model.scores(["lemma=attack"]).values()) > 0.999
    assert decide("ASSAULT", "ASSAULT", ["rule=ASSAULT", "lemma=attack"]) == "ASSAULT"
