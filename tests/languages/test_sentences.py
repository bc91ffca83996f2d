"""Ten sentences and more of each language: what its lists must find in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from twosource.language.foreign import ENGLISH, known, reading_of
from twosource.language.foreign.reading import Reading
from twosource.types import Account

FOLDER = Path(__file__).parent / "sentences"


def rows() -> list[tuple[str, str, str, str]]:
    out = []
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                text, what, expected = line.split("\t")
                out.append((path.stem, text, what, expected))
    return out


def read(text: str, language: str) -> Reading:
    found = reading_of(Account(id="a", text=text, sha256="", language=language))
    assert found is not None
    return found


def found(reading: Reading, what: str) -> list[str]:
    text = reading.account.text
    if what == "said":
        return [f.content.of(text) for f in reading.frames if f.direct]
    if what == "by":
        return [f.source.of(text) for f in reading.frames if f.source is not None]
    if what == "that":
        return [f.content.of(text) for f in reading.frames if not f.direct]
    if what == "figure":
        return [f"{f.value:.0f}" for f in reading.figures]
    if what == "day":
        return [f"{d.month}-{d.day}" for d in reading.days]
    if what == "sentences":
        return [str(len(reading.sentences))]
    if what == "no":
        return [n.of(text) for s in reading.sentences for n in s.negated]
    assert what == "credit"
    return [c.of(text) for c in reading.credits]


@pytest.mark.parametrize(("language", "text", "what", "expected"), rows())
def test_a_sentence(language: str, text: str, what: str, expected: str) -> None:
    assert expected in found(read(text, language), what)


def test_every_language_has_ten_sentences() -> None:
    counts: dict[str, int] = {}
    for language, *_ in rows():
        counts[language] = counts.get(language, 0) + 1
    assert set(counts) == known() - {ENGLISH}
    assert min(counts.values()) >= 10


def test_every_list_says_how_to_add_to_it() -> None:
    folder = Path(__file__).parents[2] / "src/twosource/language/data/languages"
    for path in folder.glob("*.toml"):
        assert "To add an entry" in path.read_text("utf-8").split("[", 1)[0], path.name
