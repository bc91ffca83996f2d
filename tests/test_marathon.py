"""A short run of the bad-input marathon (tests/tools/marathon.py), and that it sees faults."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "tools"))
import damage
import marathon
import valid

from twosource.read import inputs, read
from twosource.types import Account, Failure


def test_damaged_inputs_of_every_kind_through_every_command() -> None:
    tally = marathon.run(seed=20, tries=140, minutes=4, heavy=0.2)
    assert tally.faults == []
    assert tally.tries.total() == 140
    assert len(tally.tries) >= 8


@pytest.mark.parametrize("name", sorted(valid.KINDS))
def test_undamaged_inputs_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(valid.KINDS[name]())
    if name == "list.zip":
        (found,) = read([path])
        assert isinstance(found, Failure)
        assert found.code == "TS-READ-16"
        return
    accounts = [a for a in read([path]) if isinstance(a, Account)]
    assert accounts
    assert all(a.text.strip() for a in accounts)


def test_one_seed_gives_one_damage() -> None:
    for name, made in sorted(valid.KINDS.items()):
        whole = made()
        assert whole == made(), name
        found = [damage.damaged(whole, random.Random(f"{name}")) for _ in range(2)]
        assert found[0] == found[1]


def test_faults_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A marathon that cannot fail would prove nothing."""
    real = inputs.read_bytes

    def faulty(data: bytes, id: str, **more: object) -> Account:
        if id.startswith("bad"):
            raise ZeroDivisionError("a planted fault")
        return real(data, id, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(inputs, "read_bytes", faulty)
    tally = marathon.run(seed=3, tries=12, minutes=1, heavy=0.0)
    assert tally.faults
    assert all("TS-READ-15" in f for f in tally.faults)


def test_a_try_that_does_not_end_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = inputs.read_bytes

    def stuck(data: bytes, id: str, **more: object) -> Account:
        while id.startswith("bad"):
            pass
        return real(data, id, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(inputs, "read_bytes", stuck)
    monkeypatch.setattr(marathon, "HANG", 0.3)
    tally = marathon.run(seed=3, tries=4, minutes=1, heavy=0.0)
    assert tally.faults
    assert all("Hang: no end after 0.3 s" in f for f in tally.faults)
