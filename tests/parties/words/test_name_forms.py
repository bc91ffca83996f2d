"""Two names that may be one person's, and such as are not."""

from __future__ import annotations

import pytest

from twosource.parties.words.name_forms import one_name


@pytest.mark.parametrize(
    ("lesser", "fuller", "same"),
    [
        ("Bill Dorn", "William Dorn", True),
        ("Ros Dorn", "Rosalind Dorn", True),
        ("C. Dorn", "Clara Dorn", True),
        ("Veld Amari", "Ines Veld Amari", True),
        ("Ines Kellermann", "Ines Kelermann", True),
        ("Clara Dorn", "Ines Dorn", False),
        ("Bill Dorn", "Robert Dorn", False),
        ("Ines Berg", "Ines Borg", False),
        ("Otto Dorn Jr.", "Otto Dorn III", False),
    ],
)
def test_names_that_may_be_one(lesser: str, fuller: str, same: bool) -> None:
    assert one_name(lesser, fuller) is same
