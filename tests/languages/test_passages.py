"""Who says it, in passages that place quotations as newsrooms do."""

from __future__ import annotations

import pytest

from languages.passages import languages, scored


@pytest.mark.parametrize("language", languages())
def test_every_quotation_has_its_speaker(language: str) -> None:
    wrong = [(s.words, s.speaker) for s in scored(language) if s.right == s.short]
    assert not wrong
