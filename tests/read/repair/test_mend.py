"""When a table is taken for a page, when it is not, and what is changed then."""

from __future__ import annotations

import pytest

from twosource.read.repair import apply, detect, mend, repair
from twosource.read.repair.mend import CONTROLS, ROUNDS, Edit, Plan, edits_of


def damage(text: str, codec: str = "cp1252") -> str:
    """UTF-8 read through another codec; bytes without a character are dropped."""
    return text.encode().decode(codec, "ignore")


@pytest.mark.parametrize(
    ("text", "codecs"),
    [
        ("plain", ()),
        ("un été à Noël", ()),
        ("“quoted” — so", ()),
        ("Fun\u00a0: l’été", ()),
        (damage("un café noir à boire"), ("windows-1252",)),
        (damage("“Quoted”, she said"), ("windows-1252",)),
        (damage("Мэр города", "koi8-r"), ("koi8-r",)),
        (damage("Мэр города", "cp866"), ("ibm866",)),
        # C1 controls, which no clean text holds, alone
        ("\x93quoted\x94", (CONTROLS,)),
        ("so\x85 then", (CONTROLS,)),
        ("a\x85b", ()),  # NEL, a line end
        # one odd pair among many letters that the table does not explain
        ("Ã© " + "été à côté, là où l’île fût née, " * 4, ()),
    ],
)
def test_the_tables_a_page_was_read_with(text: str, codecs: tuple[str, ...]) -> None:
    assert detect(text).codecs == codecs


def test_repairs_are_counted_by_kind() -> None:
    fixed, repairs = repair(damage("Un café, un thé à “midi”."))
    assert fixed == "Un café, un thé à “midi”."
    assert [(r.kind, r.count) for r in repairs] == [("utf-8 read as windows-1252", 5)]
    fixed, repairs = repair("\x93so\x94")
    assert fixed == "“so”"
    assert [(r.kind, r.count) for r in repairs] == [(CONTROLS, 2)]


def test_damage_upon_damage_is_undone_as_often_as_it_was_done() -> None:
    clean = "Peña dijo que el niño volverá mañana a la estación"
    text = clean
    for _ in range(ROUNDS - 1):
        text = text.encode().decode("latin-1")
    fixed, repairs, rounds = mend(text)
    assert fixed == clean
    assert len(rounds) == ROUNDS - 1
    assert sum(r.count for r in repairs) == sum(map(len, rounds))


def test_a_plan_is_applied_to_any_part_of_the_page() -> None:
    plan = detect(damage("Un café, un thé, l’été à Noël."))
    fixed, repairs, rounds = apply(plan, damage("Thé"))
    assert (fixed, [r.count for r in repairs]) == ("Thé", [1])
    assert rounds == ((Edit(2, 4, "é"),),)
    assert apply(plan, "Tea") == ("Tea", (), ())
    assert apply(Plan(), damage("Thé")) == (damage("Thé"), (), ())


def test_a_word_is_changed_only_where_the_table_explains_it() -> None:
    assert edits_of("cafÃ© thÃ©", "windows-1252") == [Edit(3, 5, "é"), Edit(8, 10, "é")]
    # two of four characters beyond ASCII, and what is explained is plainly damage
    assert edits_of("Ã©xéé", "windows-1252") == [Edit(0, 2, "é")]
    # one of many
    assert edits_of("Ã©ééééééé", "windows-1252") == []
    assert edits_of("\x80 and \x85", CONTROLS) == [Edit(0, 1, "€"), Edit(6, 7, "…")]


def test_clean_text_comes_back_as_the_same_object() -> None:
    text = "Noël à Paris – “déjà vu”"
    fixed, repairs = repair(text)
    assert fixed is text
    assert repairs == ()
