from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.story import account, at, dossier, small
from twosource import types as t
from twosource.dossier import check_spans
from twosource.dossier.check import claims
from twosource.errors import SpanError


def test_a_sound_dossier_passes() -> None:
    check_spans(small())


def test_every_kind_of_record_is_looked_at() -> None:
    kinds = {what.split()[0] for what, *_ in claims(small())}
    assert {"statement", "event", "position", "link", "origin", "finding"} <= kinds


@pytest.mark.parametrize("what", ["statements", "events", "positions"])
def test_a_span_past_the_end_is_refused(what: str) -> None:
    good = small()
    record = getattr(good.analysis, what)[0]
    far = t.Span(5000, 5001)
    changed = {
        "statements": lambda: replace(record, occasion=far),
        "events": lambda: replace(record, trigger=far),
        "positions": lambda: replace(record, condition=far),
    }[what]()
    analysis = replace(good.analysis, **{what: (changed,)})
    with pytest.raises(SpanError) as caught:
        check_spans(replace(good, analysis=analysis))
    assert caught.value.code == "TS-TYPE-03"
    assert record.id in str(caught.value)


def test_a_span_in_a_part_that_is_not_there_is_refused() -> None:
    a = account("a", "Nothing happened.")
    finding = t.Finding(
        "f", "only", "fact", {"a": at(a, "Nothing")}, 0, 1, "", "r", parts={"a": "title"}
    )
    with pytest.raises(SpanError, match="TS-TYPE-03"):
        check_spans(dossier([a], findings=[finding]))


def test_a_span_of_an_account_that_is_not_there_is_refused() -> None:
    a = account("a", "Nothing happened.")
    finding = t.Finding("f", "only", "fact", {"b": t.Span(0, 2)}, 0, 1, "", "r")
    with pytest.raises(SpanError, match="of b"):
        check_spans(dossier([a], findings=[finding]))
