"""Single lines: put right where one reading is far likelier than all others, else left."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from twosource.bench.read.damage import _lossless, _lossy
from twosource.read.repair import Plan, apply, repair
from twosource.read.repair.counts import languages
from twosource.read.repair.letters import cheapest, reader

LINES = (
    "Jürgen Kößler wird neuer Bürgermeister von Grünwörth",
    "Élise Hénaff : « Le barrage a cédé à l’aube », dit-elle.",
    "El alcalde de Villarroña pidió más médicos y enfermeras para el otoño.",
    "Burmistrz Żarnowa zapowiedział, że budżet zostanie przyjęty w środę.",
    "Жители Верхней Салмы ждут паром уже третью неделю.",
    "Мэр заявил, что мост откроют в сентябре, сообщила газета.",
    "قال المتحدث إن الميناء سيبقى مغلقا حتى يوم الأحد.",
    "Ο δήμαρχος δήλωσε ότι το λιμάνι θα μείνει κλειστό.",
    "The harbour’s keeper said “no boat” would leave before noon.",
    "Şehrin köprüsü yağış yüzünden üç gün kapalı kalacak.",
    "市長は港を日曜日まで閉鎖すると述べた。",
    "Primăria a anunțat că podul va fi închis până în toamnă.",
)


def _cases(lossy: bool) -> list[tuple[str, str, str]]:
    damage = _lossy if lossy else _lossless
    cases = []
    for i, line in enumerate(LINES):
        for n in range(i, i + 600, 200):
            kind, damaged = damage(line, n + 1000 * i)
            if damaged and damaged != line:
                cases.append((kind, line, damaged))
    return cases


@pytest.mark.parametrize(("lossy", "least"), [(False, 0.9), (True, 0.55)])
def test_floors_of_damaged_lines(lossy: bool, least: float) -> None:
    cases = _cases(lossy)
    made = [repair(damaged)[0] for _, _, damaged in cases]
    right = sum(m == line for m, (_, line, _) in zip(made, cases, strict=True))
    wrong = [
        (kind, line, m)
        for m, (kind, line, damaged) in zip(made, cases, strict=True)
        if m not in (line, damaged)
    ]
    assert right >= least * len(cases)
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("line", LINES)
def test_a_clean_line_is_never_changed(line: str) -> None:
    assert repair(line) == (line, ())


@pytest.mark.parametrize(
    ("written", "shown", "line"),
    [
        ("cp1251", "cp1252", "Жители посёлка ждут паром уже третью неделю."),
        ("koi8_r", "cp1251", "Жители деревни ждут паром уже третью неделю."),
        ("mac_roman", "cp1252", "El niño salió con sus tíos a la montaña."),
        ("cp1256", "cp1252", "قال المتحدث إن الميناء سيبقى مغلقا حتى يوم الأحد."),
        ("cp1253", "cp1252", "Ο δήμαρχος δήλωσε ότι το λιμάνι θα μείνει κλειστό."),
    ],
)
def test_one_single_byte_table_in_place_of_another(written: str, shown: str, line: str) -> None:
    fixed, repairs = repair(line.encode(written).decode(shown))
    assert fixed == line
    assert len(repairs) == 1
    assert " read as " in repairs[0].kind


def test_a_byte_lost_in_a_wide_table_is_found_by_its_word() -> None:
    line = "Жители деревни ждут паром"
    damaged = line.encode().decode("gb18030", "replace")
    assert "\ufffd" in damaged or damaged != line
    assert repair(damaged)[0] == line


def test_two_dashes_that_fit_alike_are_not_chosen_between() -> None:
    line = "The boat \u2014 the last \u2014 left at noon.".encode().decode("gb18030", "replace")
    assert repair(line) == (line, ())


def test_a_plan_for_a_line_is_carried_out_on_its_parts_or_not_at_all() -> None:
    plan = Plan(("search|windows-1252|en",))
    assert apply(plan, "The mayorâ€™s boat")[0] == "The mayor’s boat"
    assert apply(plan, "nothing odd") == ("nothing odd", (), ())


@pytest.mark.parametrize("language", ["en", "ru", "ar", "el", "tr", "ja"])
def test_letters_of_a_language_cost_less_than_noise(language: str) -> None:
    line = {"en": LINES[8], "ru": LINES[4], "ar": LINES[6], "el": LINES[7], "tr": LINES[9],
            "ja": LINES[10]}[language]  # fmt: skip
    mixed = line[1::2] + line[::2]
    assert reader(language).text(line) <= reader(language).text(mixed)
    assert language in languages()
    assert cheapest(line)[1]


def test_without_the_counts_lines_are_read_as_pages_are(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("twosource.read.repair.mend")  # its package has a function so named
    monkeypatch.setattr(module, "present", lambda: False)
    assert repair("La digue Ã©tait fermÃ©e")[0] == "La digue était fermée"
    shown = "Жители ждут паром".encode("cp1251").decode("cp1252")
    assert repair(shown) == (shown, ())


@pytest.mark.parametrize(
    ("damaged", "line"),
    [
        # One odd pair inside a word of another script; a page's way has no table for it.
        ("Der Vorstand prรผft den Vertrag.", "Der Vorstand prüft den Vertrag."),
        ("Sie hört nun in KГјstrow auf.", "Sie hört nun in Küstrow auf."),
        # Controls stripped: of an apostrophe's three bytes only the first is left.
        ("The council wonât say whether itâs safe.", "The council won’t say whether it’s safe."),
        # Each half of a line through a table of its own.
        (
            "Les Ã©lÃ¨ves et les employ├®s ont ├®t├® ├®vacu├®s.",
            "Les élèves et les employés ont été évacués.",
        ),
        # Damaged twice, through two tables of the West.
        ("Die BÃƒÅ’hne bleibt gesperrt.", "Die Bühne bleibt gesperrt."),
        # Whole sequences of what no language has: both ways agree.
        ("Danke an alle Helfer â\x9d¤", "Danke an alle Helfer ❤"),
        ("Lagu baru dari kamiâ™«~", "Lagu baru dari kami♫~"),
        # The mark of a lost character was damaged itself.
        ("Write to us ï¿½ we answer.", "Write to us \ufffd we answer."),
        # A vowel sign of Devanagari, of which the counts know nothing.
        ("सड़क मार्च तक खुलेगी।".encode().decode("cp1252", "ignore"), None),
    ],
)
def test_kinds_of_damage_to_a_line(damaged: str, line: str | None) -> None:
    assert repair(damaged)[0] == (damaged if line is None else line)


@pytest.mark.parametrize(
    "line",
    [
        "∆°",
        "Ôôô SENHORA",
        "( o¬ô )",
        "├┤a┼┐a┼┐a┼┐a┼┐a",
        "5017×…",
        "KITSUÂ\u00a0NOMICHI",
        "Write to Āø today",
        "TNF-α and IL2Rγc fell by 5 µm",
        "L’île, « PERCHÉ», coûte 5 €/m²",
        "†‡ see note ‰",
    ],
)
def test_odd_signs_that_are_meant_are_left_alone(line: str) -> None:
    assert repair(line) == (line, ())


def test_letters_of_one_kind_alone_are_no_reading() -> None:
    stripped = re.sub("[\x80-\x9f]", "", "ხიდი ოქტომბრამდე დაიკეტება.".encode().decode("latin-1"))
    assert repair(stripped) == (stripped, ())
