"""A fault in one stage costs no other work."""

from __future__ import annotations

import pytest

from twosource import engine
from twosource.engine import pipeline
from twosource.types import Account, Parse, Register, Statement


def _account(name: str) -> Account:
    return Account(name, "Ada Moor said the bridge was shut.", "0" * 64, title=None)


def test_a_fault_is_named_and_the_rest_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.find_statements

    def faulty(parse: Parse, register: Register) -> tuple[Statement, ...]:
        if parse.account.id == "bad":
            raise ZeroDivisionError("a planted fault")
        return real(parse, register)

    monkeypatch.setattr(pipeline, "find_statements", faulty)
    made = engine.analyse([_account("bad"), _account("good")])
    assert [s.account for s in made.statements] == ["good"]
    (failure,) = made.failures
    assert failure.code == "TS-RUN-01"
    assert "planted" in failure.message
