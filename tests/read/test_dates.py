"""Dates as many languages and calendars write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.read import read_bytes
from twosource.read.found.calendars import solar_day
from twosource.read.found.days import days, machine_date

_PARAGRAPHS = "".join(
    f"<p>The council of Marlow Bay decided on Tuesday to rebuild pier number {n}, and the harbour "
    f"master said that the work would take {n} months and would begin after the winter storms.</p>"
    for n in ("two", "three", "four", "five")
)
LOCAL = [
    ("9 มีนาคม 2574 เวลา 18:40 น.", "2031-03-09T18:40"),
    ("9 มี.ค. 74", "2031-03-09"),
    ("๙ มีนาคม พ.ศ. ๒๕๗๔", "2031-03-09"),
    ("09/03/2574", "2031-03-09"),
    ("۱۸ اسفند ۱۴۰۹", "2031-03-09"),
    ("یکشنبه ۱۸ اسفندماه ۱۴۰۹ ساعت ۱۸:۴۰", "2031-03-09T18:40"),
    ("۱۴۰۹/۱۲/۱۸", "2031-03-09"),
    ("۹ مارس ۲۰۳۱", "2031-03-09"),
    ("2031. március 9. 18:40", "2031-03-09T18:40"),
    ("2031. 03. 09., vasárnap 18:40", "2031-03-09T18:40"),
    ("9. ožujka 2031. u 18:40", "2031-03-09T18:40"),
    ("9. listopada 2031.", "2031-10-09"),
    ("9 listopada 2031", "2031-11-09"),
    ("९ मार्च २०३१", "2031-03-09"),
    ("9 सितम्बर 2031, 06:40 PM", "2031-09-09T18:40"),
    ("令和13年3月9日 午後6時40分", "2031-03-09T18:40"),
    ("2031年(令和13年)3月9日", "2031-03-09"),
    ("二〇三一年三月九日", "2031-03-09"),
    ("民國120年3月9日", "2031-03-09"),
    ("2031년 3월 9일 (일) 오후 6:40", "2031-03-09T18:40"),
    ("ngày 9 tháng 3 năm 2031", "2031-03-09"),
    ("2031 m. kovo 9 d.", "2031-03-09"),
    ("2031. gada 9. marts", "2031-03-09"),
    ("9 d'abril de 2031", "2031-04-09"),
    ("9 Αυγούστου 2031 στις 18:40", "2031-08-09T18:40"),
    ("9 Ağustos 2031 Cumartesi 18:40", "2031-08-09T18:40"),
    ("9 марта 2031 в 18:40 МСК", "2031-03-09T18:40+03:00"),
    ("9 মার্চ ২০৩১", "2031-03-09"),
    ("١٨\u200f/٣\u200f/٢٠٣١", "2031-03-18"),
]


@pytest.mark.parametrize(("line", "value"), LOCAL)
def test_local_dates(line: str, value: str) -> None:
    assert [d.value for d in days(line)] == [value]


@pytest.mark.parametrize("line", [line for line, _ in LOCAL if "d'abril" not in line])
def test_a_local_date_is_found_and_is_no_body(line: str) -> None:
    html = (
        f"<!doctype html><html><head><meta charset='utf-8'><title>Pier</title></head><body>"
        f"<article><h1>Pier</h1><span>{line}</span>{_PARAGRAPHS}</article></body></html>"
    )
    read = read_bytes(html.encode(), "page")
    assert read.published is not None
    assert read.published.value == dict(LOCAL)[line]
    assert read.text.startswith("The council")


@pytest.mark.parametrize(
    ("stamp", "value"),
    [
        ("2031-03-09T18:40:00EEZ", "2031-03-09T18:40:00"),
        ("2031-03-09 18:40 AMST", "2031-03-09T18:40"),
        ("2031-03-09 18:40:00 CLST", "2031-03-09T18:40:00"),
        ("2031-03-09 18:40 +0330", "2031-03-09T18:40+03:30"),
    ],
)
def test_a_zone_that_is_not_known_costs_no_date(stamp: str, value: str) -> None:
    found = machine_date(stamp)
    assert found is not None
    assert found.value == value
    assert list(days(stamp))


@pytest.mark.parametrize(
    "line",
    ["9 March 1409", "9 March 2574", "1409/12/18", "in 2030. chapter 9", "9 ſeptember 2031",
     "9 Jan 74"],
)  # fmt: skip
def test_what_is_no_day_of_ours(line: str) -> None:
    assert list(days(line)) == []


def test_solar_years() -> None:
    found = [solar_day(1403, 1, 1), solar_day(1403, 12, 30), solar_day(1404, 12, 30)]
    assert [str(d) for d in found] == ["2024-03-20", "2025-03-20", "None"]
    assert str(solar_day(1357, 11, 22)) == "1979-02-11"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2031-03-09 10:00:00 UTC+0300", "2031-03-09T10:00:00+03:00"),
        ("2031-03-09T10:00:00 GMT+3", "2031-03-09T10:00:00+03:00"),
        ("Sun, 9 Mar 2031 10:00:00 EST", "2031-03-09T10:00:00-05:00"),
        ("Sun Mar 09 2031 10:00:00 GMT+0100 (CET)", "2031-03-09T10:00:00+01:00"),
        ("9 mai 2031", "2031-05-09"),
    ],
)
def test_offsets_that_machines_state(text: str, value: str) -> None:
    day = machine_date(text)
    assert day is not None
    assert day.value == value


@given(st.text(alphabet="0123456789./-年月日 年令和元มกราคมاسفندjanuar:,TZ+۱۴٣", max_size=40))
@settings(max_examples=300, deadline=None)
def test_offsets_stand_in_the_text(text: str) -> None:
    for day in days(text):
        assert 0 <= day.start < day.end <= len(text)
