"""The line under every text of an outlet ties none of them to another."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from twosource.trace import trace
from twosource.types import Account

sys.path.insert(0, str(Path(__file__).parent))
from invented import WIRE, account

FERRY = (
    "The night ferry from Hesk lay at the quay for two hours while divers looked at her rudder. "
    "Passengers slept on benches in the customs hall. The harbour master blamed a drifting net, "
    "and said that the morning boat would sail as always."
)
BEETS = (
    "Farmers round Karsk lifted the first beets of the year in mud up to the axle. The factory "
    "pays forty crowns a tonne, eight less than last autumn. Rain is forecast until Sunday, and "
    "two of the three weighbridges are still shut."
)
LINES = {
    "english": "The Vell Courier is printed by the Quayside Press, Rope Walk, Vell, and has been "
    "owned by its readers since the flood.",
    "german": "Der Veller Bote erscheint sechsmal in der Woche bei der Druckerei am Kai, "
    "Seilergang 4, Vell, und gehört seinen Lesern.",
    "french": "Le Courrier de Vell paraît six fois par semaine aux Presses du Quai, passage des "
    "Cordiers, et appartient à ses lecteurs depuis la crue.",
    "spanish": "El Correo de Vell se imprime seis veces por semana en las Prensas del Muelle y "
    "pertenece a sus lectores desde la riada.",
    "polish": "Kurier Vellski ukazuje się sześć razy w tygodniu w Drukarni na Nabrzeżu i od "
    "czasu powodzi należy do swoich czytelników.",
}


def pair(line: str, outlets: tuple[str | None, str | None], behind: str = "") -> list[Account]:
    texts = (f"{FERRY}\n\n{line}{behind}", f"{BEETS}\n\n{line}{behind}")
    return [account(k, t, outlet=o) for k, t, o in zip("ab", texts, outlets, strict=True)]


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_the_line_of_one_outlet_is_no_tie(line: str) -> None:
    assert trace(pair(line, ("Vell Courier", "Vell Courier"))) == ()
    (shown,) = trace(pair(line, ("Vell Courier", "Vell Courier")), all_pairs=True)
    assert shown.relation == "independent"


def test_the_same_words_in_two_outlets_or_amid_the_text_are_one() -> None:
    line = LINES["english"]
    assert trace(pair(line, ("Vell Courier", "Hesk Gazette")))
    assert trace(pair(line, (None, None)))
    amid = pair(line, ("Vell Courier",) * 2)
    amid = [account(a.id, f"{a.text}\n\nMore on {n}.", outlet=a.outlet) for n, a in enumerate(amid)]
    assert trace(amid)


def test_copies_of_one_outlet_keep_their_tie() -> None:
    line = LINES["english"]
    one = account("one", f"{WIRE}\n\n{line}", outlet="Vell Courier")
    two = account("two", f"{WIRE.replace('1,250', '1,520')}\n\n{line}", outlet="Vell Courier")
    (link,) = trace([one, two])
    assert link.relation == "verbatim"
    other = account("other", two.text, outlet="Hesk Gazette")
    assert [d.relation for d in trace([one, two, other])] == ["verbatim"] * 3


def test_a_long_passage_is_no_line() -> None:
    passage = " ".join(LINES["english"] for _ in range(4))
    assert trace(pair(passage, ("Vell Courier",) * 2))
