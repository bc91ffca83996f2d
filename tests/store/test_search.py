"""Search finds what a person means, in any script, whatever is typed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.store import Filters, Store, open_store
from twosource.store.query import asked
from twosource.store.words import ABBREVIATED, fold, indexed, places_of, words_of
from twosource.types import Account, DateCandidate

sys.path.append(str(Path(__file__).parents[1] / "trace"))
from invented import account

TEXTS = {
    "hyphen": "The cease-fire in Vell held for a well-known reason.",
    "plain": "A ceasefire, said the envoy O’Brien, is a well known trick.",
    "us": "The U.S. Navy sailed on Monday. NATO looked on.",
    "double": "Ada O’Hara-Bühler spoke of the K.L port.",
    "pronoun": "They told us to wait, and us alone.",
    "marks": "José Núñez of Łódź met Zoë Müller in Reykjavík and Ærøskøbing.",
    "bare": "Jose Nunez of Lodz met Zoe Mueller in Reykjavik and Aeroskobing.",
    "chinese": "北京大学的学生说，停火协议已经达成。",
    "japanese": "東京都の知事は、フェリーの運賃を下げると述べた。",
    "korean": "대통령이 서울에서 회담을 했다고 말했다.",
    "thai": "นายกรัฐมนตรีกล่าวว่าท่าเรือจะปิดในวันจันทร์",
    "russian": "Губернатор Ёлкин сообщил о пожаре на верфи.",
    "arabic": "أعلنَ الوزير إغلاق الميناء يوم الاثنين.",
    "hindi": "मंत्री ने कहा कि बंदरगाह सोमवार को बंद रहेगा।",
    "greek": "Ο δήμαρχος είπε ότι το λιμάνι έκλεισε.",
    "georgian": "მერმა თქვა, რომ ნავსადგური დაიკეტა.",
    "old": "𐌰𐌱𐌲 is Gothic, and ꦲꦏ꧀ is Javanese.",
    "figures": "Some 10,000 boats and 3.5 million crowns; flight BA-217 at 14:30.",
    "turkish": "İstanbul'da ışıklar söndü, dedi Işıl.",
    "firm": "AT&T and Marks & Sons bought the l’Élysée theatre.",
}
FOUND = [
    ("cease-fire", {"hyphen", "plain"}), ("ceasefire", {"hyphen", "plain"}), ("cease", {"hyphen"}),
    ("well-known", {"hyphen", "plain"}), ("wellknown", {"hyphen"}),
    ("well known", {"hyphen", "plain"}),
    ("U.S.", {"us"}), ("u.s.", {"us"}), ("US Navy", {"us"}), ("us", {"us", "pronoun"}),
    ('"U.S. Navy"', {"us"}), ("nato", {"us"}), ("N.A.T.O.", {"us"}),
    ("José", {"marks", "bare"}), ("jose nunez", {"marks", "bare"}), ("Łódź", {"marks", "bare"}),
    ("Müller", {"marks", "bare"}), ("Mueller", {"marks", "bare"}), ("Muller", {"marks"}),
    ("Jose\u0301", {"marks", "bare"}), ("Ærøskøbing", {"marks", "bare"}),
    ("O'Brien", {"plain"}), ("OBrien", {"plain"}), ("O’BRIEN", {"plain"}), ("obrien's", {"plain"}),
    ("北京", {"chinese"}), ("大学", {"chinese"}), ("学", {"chinese"}), ("停火协议", {"chinese"}),
    ("京学", set()), ("成", {"chinese"}), ("知事", {"japanese"}), ("フェリー", {"japanese"}),
    ("フェ", {"japanese"}), ("대통령", {"korean"}), ("서울", {"korean"}), ("ท่าเรือ", {"thai"}),
    ("วันจันทร์", {"thai"}), ("губернатор", {"russian"}), ("Елкин", {"russian"}),
    ("الوزير", {"arabic"}), ("اعلن", {"arabic"}), ("बंदरगाह", {"hindi"}), ("मंत्री", {"hindi"}),
    ("δημαρχος", {"greek"}), ("ΔΉΜΑΡΧΟΣ", {"greek"}), ("ნავსადგური", {"georgian"}),
    ("𐌰𐌱𐌲", {"old"}), ("ꦲꦏ꧀", {"old"}),
    ("10,000", {"figures"}), ("10000", {"figures"}), ("BA-217", {"figures"}),
    ("ba217", {"figures"}), ("u.s navy", {"us"}), ("ohara", {"double"}), ("O'Hara", {"double"}),
    ("ohara buehler", {"double"}), ("Hara-Buhler", {"double"}), ("K.L.", {"double"}),
    ("ıstanbul", {"turkish"}), ("istanbul", {"turkish"}), ("isiklar", {"turkish"}),
    ("AT&T", {"firm"}), ("elysee", {"firm"}), ("Élysée", {"firm"}),
    ("envo*", {"plain"}), ("rey*", {"marks", "bare"}), ('"told us to wait"', {"pronoun"}),
    ('"wait to us"', set()), ("“met Zoë”", {"marks", "bare"}), ("told AND us", {"pronoun"}),
    ("ｃｅａｓｅ", {"hyphen"}), ("navy!!", {"us"}), ("navy -us", {"us"}), ("nowhere navy", set()),
]  # fmt: skip


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_store(tmp_path_factory.mktemp("s") / "news.db")
    list(store.add(*(account(name, text) for name, text in TEXTS.items())))
    return store


@pytest.mark.parametrize(("typed", "found"), FOUND)
def test_what_is_typed_is_found(known: Store, typed: str, found: set[str]) -> None:
    hits = known.search(typed, most=50)
    assert {h.account for h in hits} == found
    for hit in hits:
        assert hit.words, "a hit shows where its words stand"
        assert hit.text == TEXTS[hit.account][hit.passage.start : hit.passage.end]
        assert all(hit.passage.contains(w) for w in hit.words)


def test_either_database_finds_the_same(store: Store) -> None:
    list(store.add(*(account(name, text) for name, text in TEXTS.items())))
    for typed, found in FOUND:
        assert {h.account for h in store.search(typed, most=50)} == found, typed


ODD = ['"', '""', "'", "*", "**", "a*b", "(", ")", "a AND", "OR", "NOT b", "NEAR(a b)", "a:b", "^a",
       "-", "+", "\\", "%", "_", "a--b", '"a', 'a"b"c"', "“", "\x00", "a\x00b", "\ud800",
       ";DROP TABLE x",
       "title:x", "{a b}", "?", "? ?", "%s", "$1", "'' OR 1=1", "!", "&", "|", "<->", ":*", "a:*b",
       "\u200d", "\u0301", "*a", "a *", "🚢", "½", "²", "ﬁ", "Ǆ", " ", "\t\n"]  # fmt: skip


def test_nothing_typed_is_an_error(store: Store) -> None:
    list(store.add(account("a", "a b c told"), account("b", "b and not c")))
    for typed in ODD:
        store.search(typed)
        store.search(f"{typed} b {typed}")
        store.search("b", Filters(party=typed, outlet=typed))
    assert {h.account for h in store.search("b *")} == {"a", "b"}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_any_query_is_answered(known: Store, typed: str) -> None:
    known.search(typed, most=3)


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    row = indexed(Account(id="x", text=text, sha256=""))
    for word in words_of(text):
        assert set(word.parts) <= set(row)
        assert 0 <= word.start < word.end <= len(text)
    for forms in asked(text.replace("*", " ").replace('"', " ")):
        assert any(set(words) <= set(row) for words, _ in forms)


LETTERS = st.text("aéßI'’-. ,\n0123ΩЖüUS&\u0301\u00ad½_北\u200d", max_size=40)


@settings(max_examples=400, deadline=None)
@given(st.one_of(LETTERS, st.text(max_size=40)))
def test_the_quicker_way_cuts_the_same_words(text: str) -> None:
    row, beside = [], {}
    for word in words_of(text):
        row += word.parts
        beside.update(dict.fromkeys(word.beside))
    assert indexed(Account(id="x", text=text, sha256="")) == [*row, *beside]


ASCII = st.text("aAbBsu1'-.,&_ \t\n", max_size=40)
NAMES = st.frozensets(st.sampled_from(
    ["a", "ab", "ba", "1", "11", "us", "s", "é", f"{ABBREVIATED}us", f"{ABBREVIATED}ab"]
), max_size=4)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.one_of(LETTERS, ASCII, ASCII.map(lambda t: f"{t} ab é {t}")), NAMES,
       st.sampled_from([(), ("a",), ("1", "b"), ("us",)]))  # fmt: skip
def test_words_are_found_where_the_whole_text_cut_has_them(
    text: str, wanted: frozenset[str], begun: tuple[str, ...]
) -> None:
    slow = []
    for word in words_of(text):
        names = (*word.parts, *word.beside)
        held = tuple(
            n for n in names if n in wanted or n.removeprefix(ABBREVIATED).startswith(begun)
        )
        if held:
            slow.append((word.start, word.end, held))
    assert places_of(text, wanted, begun) == slow


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more(word: str) -> None:
    once = fold(word)
    assert fold(once) == once
    assert all(c.isascii() is False or c.isalnum() for c in once)


def day(value: str) -> DateCandidate:
    return DateCandidate(value, "day", "published", "meta", 0.9)


def test_filters(store: Store) -> None:
    list(store.add(
        account("a", "The ferry sank, Ada Moor said.", outlet="Vell Herald",
                published=day("2031-05-04"), language="en"),
        account("b", "Die Ferry sank.", outlet="Hesk-Bote", published=day("2031-05-06"),
                language="de"),
        account("c", "The ferry sailed.", publisher="Herald Group"),
    ))  # fmt: skip

    def found(query: str, **more: object) -> set[str]:
        return {h.account for h in store.search(query, Filters(**more))}  # type: ignore[arg-type]

    assert found("ferry") == {"a", "b", "c"}
    assert found("ferry", outlet="herald") == {"a", "c"}
    assert found("ferry", outlet="HESK-bote") == {"b"}
    assert found("ferry", since=date(2031, 5, 5)) == {"b"}
    assert found("ferry", until=date(2031, 5, 4)) == {"a"}
    assert found("", since=date(2031, 5, 4)) == {"a", "b"}
    assert found("ferry", language="de") == {"b"}
    assert found("", language="EN") == {"a"}
    assert found("ferry", party="Moor") == {"a"}
    assert found("", party="Ada Moor") == {"a"}
    assert found("", party="Nobody") == set()
    assert found("ferry", story=store.number_of(store.story_of("c"))) >= {"c"}
    assert found("ferry", difference="number") == set()


def test_hits_come_best_first_and_no_more_than_asked(store: Store) -> None:
    list(store.add(account("little", "ferry " + "boats and carts " * 40),
                   account("much", "ferry ferry ferry"), account("none", "boats")))  # fmt: skip
    assert [h.account for h in store.search("ferry")] == ["much", "little"]
    assert [h.account for h in store.search("ferry", most=1)] == ["much"]


def test_a_long_text_shows_the_passage(store: Store) -> None:
    text = "Nothing here. " * 400 + "The ferry of Hesk sank. " + "Nothing there. " * 400
    list(store.add(account("long", text, title="Old news")))
    (hit,) = store.search("ferry hesk sank")
    assert "ferry of Hesk sank" in hit.text
    assert len(hit.text) <= 320
    assert [w.of(text) for w in hit.words] == ["ferry", "Hesk", "sank"]
    (hit,) = store.search("old news")
    assert (hit.part, hit.text) == ("title", "Old news")


def test_of_words_that_stand_everywhere_the_latest_accounts_are_ranked(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("sqlite", "postgres"):
        monkeypatch.setattr(f"twosource.store.{module}.RANKED", 4)
    texts = [f"The harbour of Vell, ship {n}. {'Fog and rain. ' * (9 - n)}" for n in range(9)]
    list(store.add(*(account(f"n{n}", text) for n, text in enumerate(texts))))
    assert {h.account for h in store.search("harbour", most=4)} == {"n5", "n6", "n7", "n8"}
    assert store.search("harbour", most=1)[0].account == "n8", "the shortest"
    assert len(store.search("harbour", most=50)) == 9, "as many as are wanted"
    assert [h.account for h in store.search("harbour ship 2")] == ["n2"]
