"""The word lists load, and what they say holds together."""

from __future__ import annotations

from twosource.parties.words.lexicon import lexicon


def test_the_lists_load_and_hold_together() -> None:
    lex = lexicon()
    assert lex.known["US"].name == "United States"
    assert lex.known["White House"].of == "United States"
    assert lex.capitals["Oslo"] == "Norway"
    assert lex.demonyms["Norwegian"] == "Norway"
    assert lex.gender["Ada"] == "f"
    assert not lex.person & lex.body
    assert not lex.person & lex.document
    for entry in lex.known.values():
        assert not entry.of or entry.of in lex.known, entry
    for labels in lex.same_role.values():
        assert labels
