from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.read.repair import mend, repair
from twosource.read.repair.tables import CODECS, MULTIBYTE, table
from twosource.read.sourcemap import SourceMap

ENGLISH = "The mayor of Varn said the “second” bridge — long delayed — won’t open before May…"
SPANISH = "El alcalde anunció ayer que la reunión será en otoño, según informó la compañía."
RUSSIAN = "Мэр города заявил, что переговоры начнутся на следующей неделе, сообщила газета."
CLEAN = {
    "en": "“It’s done,” she said – at 5°C, for £30 — ‘no more’… © 2031 Osk™",
    "de": "Bürgermeister Großmann prüft „neue“ Maßnahmen für Straßen und Brücken.",
    "fr": "« À Noël, l’été déjà loin », dit-il : où est passé le cœur de l’œuvre ?",
    "pl": "Zażółć gęślą jaźń – powiedział wójt gminy, a źdźbło się chwiało.",
    "tr": "Şu köşe yaz köşesi, ŞİŞLİ’de ığdır ve çağdaş İstanbul’un öyküsü.",
    "vi": "Thị trưởng cho biết các cuộc đàm phán sẽ bắt đầu vào tuần tới ở Đà Nẵng.",
    "ru": "Рёв толпы на «МВ» площади… С… Мы, жители, ждём — сказал ЁЖИКОВ. №5",
    "uk": "Їжак і ґава, «Об’єднання» під Києвом: є ще що сказати.",
    "el": "Ο δήμαρχος δήλωσε ότι οι συνομιλίες θα αρχίσουν την επόμενη εβδομάδα.",
    "ar": "قال رئيس البلدية إن المحادثات ستبدأ الأسبوع المقبل، وأضاف: «لن ننتظر».",
    "he": "ראש העיר אמר כי השיחות יתחילו בשבוע הבא, „ולא מאוחר יותר”.",
    "th": "นายกเทศมนตรีกล่าวว่าการเจรจาจะเริ่มในสัปดาห์หน้าเก้าโมงเช้า",
    "zh": "市长说，谈判将于下周开始，“不会再推迟”。",
    "ja": "市長は「来週、交渉を始める」と述べた。ﾃｽﾄも含む。",
    "ko": "시장은 다음 주에 협상이 시작될 것이라고 말했다.",
    "hi": "महापौर ने कहा कि बातचीत अगले सप्ताह शुरू होगी।",
    "odd": "4×5 = 20, ½ ¾ π ≈ 3 ☕ 👩‍👩‍👧 ¿Qué? ÀÉÎÕÜ ÅÄÖ",
}


def misread(text: str, name: str) -> str | None:
    """UTF-8 read through a table, undefined bytes kept as C1 controls."""
    t = table(name)
    char_of = {b: c for c, b in t.byte_of.items() if c in t.strict}
    out = []
    for byte in text.encode("utf-8"):
        if byte < 0x80:
            out.append(chr(byte))
        elif byte in char_of:
            out.append(char_of[byte])
        elif byte < 0xA0:
            out.append(chr(byte))
        else:
            return None
    return "".join(out)


@pytest.mark.parametrize("name", [n for n, _ in CODECS])
@pytest.mark.parametrize("text", [ENGLISH, SPANISH, RUSSIAN], ids=["en", "es", "ru"])
def test_every_single_byte_table_is_undone(name: str, text: str) -> None:
    damaged = misread(text, name)
    if damaged is None:
        pytest.skip("the table has no character for a byte of this text")
    if (name, text) == ("iso-8859-15", RUSSIAN):
        pytest.skip("two tables explain it equally well")
    fixed, repairs = repair(damaged)
    assert fixed == text
    assert sum(r.count for r in repairs) > 0


@pytest.mark.parametrize("language", sorted(CLEAN))
def test_clean_text_is_never_touched(language: str) -> None:
    text = CLEAN[language]
    fixed, repairs = repair(text)
    assert fixed is text
    assert repairs == ()


def test_lost_bytes_of_closing_quotes_are_found() -> None:
    damaged = ENGLISH.encode().decode("cp1252", "replace").replace("\ufffd", "")
    assert repair(damaged)[0] == ENGLISH


def test_damage_upon_damage_is_undone() -> None:
    once = misread(SPANISH, "windows-1252")
    assert once is not None
    assert repair(misread(once, "windows-1252") or "")[0] == SPANISH


def test_half_damaged_page_keeps_its_clean_half() -> None:
    damaged = misread(RUSSIAN, "windows-1252") or ""
    assert repair(f"{damaged}\n{CLEAN['ru']}")[0] == f"{RUSSIAN}\n{CLEAN['ru']}"


@pytest.mark.parametrize(("name", "codec"), MULTIBYTE)
def test_multibyte_tables_are_undone_where_lossless(name: str, codec: str) -> None:
    text = "Переговоры"
    try:
        damaged = text.encode("utf-8").decode(codec)
    except UnicodeDecodeError:
        pytest.skip("not lossless through this table")
    assert repair(damaged)[0] == text


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_repair_never_raises_and_its_edits_explain_the_result(text: str) -> None:
    fixed, _, rounds = mend(text)
    now = text
    for edits in rounds:
        assert all(a.end <= b.start for a, b in pairwise(edits))
        out, at = [], 0
        for e in edits:
            out += [now[at : e.start], e.new]
            at = e.end
        now = "".join([*out, now[at:]])
    assert now == fixed


@given(st.integers(0, len(ENGLISH) - 2), st.integers(1, 20))
@settings(max_examples=30, deadline=None)
def test_offsets_lead_back_to_the_damaged_text(start: int, size: int) -> None:
    damaged = misread(ENGLISH, "windows-874") or ""
    fixed, _, rounds = mend(damaged)
    assert fixed == ENGLISH
    end = min(start + size, len(fixed))
    back = SourceMap(rounds, len(damaged)).span(start, end)
    assert (
        repair(damaged[: back[0]] + "#" + damaged[back[0] : back[1]])[0].endswith(fixed[start:end])
        or misread(fixed[start:end], "windows-874") == damaged[back[0] : back[1]]
    )


def test_a_long_paragraph_takes_no_quadratic_time() -> None:
    text = (misread(SPANISH, "windows-1252") or "") * 600
    assert repair(text)[0] == SPANISH * 600


@pytest.mark.parametrize("word", ["объявил", "пострадали", "заявление", "правительство", "боится"])
def test_lost_letters_are_told_by_their_neighbours(word: str) -> None:
    text = f"Как сообщила газета, {word}, говорится в докладе."
    damaged = text.encode().decode("cp1252", "replace").replace("\ufffd", "")
    assert repair(damaged)[0] == text


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("OÃ™ EST LE PORT?", "OÙ EST LE PORT?"),
        ("┬┐donde queda el muelle?", "¿donde queda el muelle?"),
        (
            "â € Aviso: â € as marÃ©s e os navegaÃ§Ãµes do porto",
            "⠀ Aviso: ⠀ as marés e os navegações do porto",
        ),
    ],
)
def test_short_damage_that_can_be_nothing_else(damaged: str, clean: str) -> None:
    assert repair(damaged)[0] == clean


@pytest.mark.parametrize(
    "text",
    [
        "BARCO ȘI FURTUNĂ™",
        "os irmãos â € e",
        "┌──┬──┐ quay 4",
    ],
)
def test_what_only_looks_like_damage_is_left_alone(text: str) -> None:
    assert repair(text) == (text, ())


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ('The ferry sails â€" at last â€" tonight.', "The ferry sails – at last – tonight."),
        ('It isnâ€™t late, 10â€"12 and 14â€"16 May.', "It isn’t late, 10–12 and 14–16 May."),
        ('The boatâ€"the lastâ€"wasnâ€™t full.', "The boat—the last—wasn’t full."),
        ('â€œNo,â€ she said â€" and left â€" alone.', "“No,” she said – and left – alone."),
        ('La digue Ã©tait fermÃ©e â€" dit-il.', "La digue était fermée – dit-il."),
        ('вЂњР”Р°, вЂ" СЃРєР°Р·Р°Р» РѕРЅ.', "“Да, – сказал он."),
        ("The nonâ€'profit groupâ€™s boat", "The non‑profit group’s boat"),
        ('โ€œNoโ€ she said โ€" it isnโ€™t', "“No” she said – it isn’t"),
    ],
)  # fmt: skip
def test_a_dash_whose_last_mark_was_made_straight(damaged: str, mended: str) -> None:
    assert repair(damaged)[0] == mended


def test_a_line_that_can_be_read_in_two_ways_is_left_alone_whole() -> None:
    line = 'â€œNo,â€" he said, and â€œyes,â€" she said. It isnâ€™t so.'
    assert repair(line) == (line, ())


def test_a_longer_text_in_doubt_is_put_right_where_it_is_sure() -> None:
    fixed, _ = repair('â€œNo,â€" he said, and â€œyes,â€" she said. It isnâ€™t so. ' * 6)
    assert fixed == '“No,â€" he said, and “yes,â€" she said. It isn’t so. ' * 6
