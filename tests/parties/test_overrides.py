"""The user's corrections."""

from __future__ import annotations

from pathlib import Path

import pytest

from parties.telling import account, actor_of, one
from twosource.errors import UsageError
from twosource.language import parse
from twosource.parties import load_overrides, resolve

TEXT = "Ada Brandt met the harbour boss. The Port Union and the Dock League agreed. Brandt left."


def _corrected(tmp_path: Path, toml: str):  # type: ignore[no-untyped-def]
    path = tmp_path / "parties.toml"
    path.write_text(toml, "utf-8")
    return resolve([parse(account(TEXT))], load_overrides(path))


def test_merge_and_rename(tmp_path: Path) -> None:
    register = _corrected(
        tmp_path,
        '[[merge]]\nparties = ["Port Union", "Dock League"]\nname = "Dock Workers"\n'
        '[[rename]]\nparty = "Ada Brandt"\nname = "Ada Maria Brandt"\nof = "Dock Workers"\n',
    )
    workers = one(register, "Dock Workers")
    assert actor_of(register, TEXT, "Port Union") == actor_of(register, TEXT, "Dock League")
    assert actor_of(register, TEXT, "Port Union") == workers.id
    assert "merged by the user" in workers.evidence
    assert one(register, "Ada Maria Brandt").of == workers.id


def test_split(tmp_path: Path) -> None:
    register = _corrected(
        tmp_path,
        '[[split]]\nparty = "Ada Brandt"\nforms = ["Brandt"]\nname = "Otto Brandt"\n',
    )
    assert actor_of(register, TEXT, "Brandt") == one(register, "Otto Brandt").id
    assert actor_of(register, TEXT, "Ada Brandt") == "ada-brandt"


def test_what_the_call_does_not_hold_is_left_out(tmp_path: Path) -> None:
    register = _corrected(tmp_path, '[[merge]]\nparties = ["Nobody", "No One"]\n')
    assert register == resolve([parse(account(TEXT))])


@pytest.mark.parametrize(
    "toml",
    [
        "not toml at all [",
        '[[marge]]\nparties = ["a", "b"]\n',
        '[[merge]]\nparties = ["a"]\n',
        '[[merge]]\nparties = "a"\n',
        '[merge]\nparties = ["a", "b"]\n',
        '[[split]]\nparty = "a"\nforms = []\nname = "b"\n',
        '[[rename]]\nparty = "a"\nkind = "animal"\n',
        "[[rename]]\nparty = 3\n",
        '[[rename]]\nparty = "a"\ncolour = "red"\n',
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, toml: str) -> None:
    path = tmp_path / "parties.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(UsageError) as caught:
        load_overrides(path)
    assert caught.value.code == "TS-USE-03"
    assert "parties.toml" in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_overrides(tmp_path / "none.toml")
