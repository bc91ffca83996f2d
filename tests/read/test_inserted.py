"""Pointers, advertisement marks, invitations, feed footers: set into a story, they are out."""

from __future__ import annotations

import re

import pytest

from island import GERMAN, LAYOUTS, STORY, TITLE, page, told
from twosource.read.blocks import Block
from twosource.read.label.inserted import is_advertisement, is_footer, is_invitation
from twosource.read.label.phrases import plain, templates, whole
from twosource.read.label.pointers import is_pointer
from twosource.read.lexicon import load

OTHER = "Velm rail crews vote to strike"
LINK = f'<a href="/1">{OTHER}</a>'
LINES = [
    f"<p>ALSO READ | {LINK}</p>",
    f"<p>Also read {LINK}</p>",
    f"<p><strong>READ MORE: {LINK}</strong></p>",
    f"<p>Related: {OTHER}</p>",
    f"<p>&gt;&gt; {LINK}</p>",
    f"<p>👉 {LINK}</p>",
    f"<p>[{LINK}]</p>",
    f"<h3>{LINK}</h3>",
    f'<h4><a href="https://osk.example/1">{OTHER}</a></h4>',
    f"<p>Also read:</p><ul><li>{LINK}</li></ul>",
    f"<h3>Read next</h3><p>{LINK}</p>",
    f"<p>WATCH: {OTHER}</p>",
    f"<p>MORE: {OTHER}</p>",
    "<p>Article continues after this advertisement</p>",
    "<p>📱 Get our app: iOS | Android</p>",
    f"<p><strong>Don’t miss: </strong>{LINK}</p>",
    "<p>ADVERTISEMENT</p>",
    "<p>Story continues below advertisement</p>",
    "<p>- SCROLL TO CONTINUE WITH CONTENT -</p>",
    "<p>Join our WhatsApp channel for the latest news from Osk.</p>",
    "<p>Download the Osk Post app for free</p>",
    f"<p>Lees ook: {LINK}</p>",
    f"<p>À LIRE ÉGALEMENT : {LINK}</p>",
    "<p>La suite après cette publicité</p>",
    "<p>LEE TAMBIÉN | Los ferroviarios votan la huelga</p>",
    "<p>Síguenos en WhatsApp</p>",
    "<p>Leia também: Ferroviários votam greve</p>",
    "<p>Leggi anche: I ferrovieri votano lo sciopero</p>",
    "<p>ЧИТАЙТЕ ТАКЖЕ: Железнодорожники голосуют</p>",
    "<p>Подписывайтесь на наш Telegram-канал</p>",
    "<p>Czytaj także: Kolejarze głosują</p>",
    "<p>İLGİNİZİ ÇEKEBİLİR: Demiryolcular oy verdi</p>",
    "<p>اقرأ أيضاً: عمال السكك يصوتون على الإضراب</p>",
    "<p>यह भी पढ़ें: रेल कर्मचारियों ने हड़ताल के लिए वोट दिया</p>",
    "<p>Baca juga: Pekerja kereta memilih mogok</p>",
    "<p>【関連記事】鉄道員がスト権投票</p>",
    "<p>延伸阅读：铁路工人投票罢工</p>",
    "<p>관련기사: 철도 노조 파업 투표</p>",
    "<p>Läs också: Tågpersonal röstar</p>",
    "<p>Saken fortsetter under annonsen</p>",
    "<p>Lue myös: Junaväki äänestää</p>",
    "<p>Διαβάστε επίσης: Οι σιδηροδρομικοί ψηφίζουν</p>",
]
IN_GERMAN = [
    "<p>Lesen Sie auch: Bahner in Velm stimmen für Streik</p>",
    "<p>– Werbung –</p>",
    "<p>Hier geht es zu unserem WhatsApp-Kanal</p>",
    "<p>Mehr zum Thema: Bahner in Velm stimmen für Streik</p>",
    "<p>Artikel wird nach der Anzeige fortgesetzt</p>",
    "<p>Der Artikel wird nach der Werbung fortgesetzt</p>",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_set_into_a_page_is_no_body(line: str) -> None:
    layout = sorted(LAYOUTS)[len(line) % len(LAYOUTS)]
    assert told(page(STORY, line, layout=layout)) == STORY


@pytest.mark.parametrize("line", IN_GERMAN)
def test_a_line_set_into_a_german_page_is_no_body(line: str) -> None:
    assert told(page(GERMAN, line)) == GERMAN


BARE = {f"<h3>{LINK}</h3>", f"<p>[{LINK}]</p>", LINES[8]}
"""Nothing but their being links tells these from the account, and a dump has no links."""


@pytest.mark.parametrize("line", [line for line in LINES if line not in BARE])
def test_a_line_set_into_a_dump_is_no_body(line: str) -> None:
    lines = [re.sub(r"<[^>]+>", "", part) for part in re.split(r"</(?:p|h3|li)>", line)]
    lines = [part.replace("&gt;", ">") for part in lines if part]
    assert told("\n\n".join([TITLE, *STORY[:3], *lines, *STORY[3:]])) == STORY


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_a_link_behind_a_dot_is_no_body(layout: str) -> None:
    assert told(page(STORY, f"<p>• {LINK}</p>", layout=layout)) == STORY


def test_what_is_pointed_at_is_furniture_and_kept() -> None:
    from island import account_of

    account = account_of(page(STORY, f"<p>Also read: {LINK}</p>"))
    assert [f.text for f in account.furniture if f.kind == "related"] == [f"Also read: {OTHER}"]


@pytest.mark.parametrize(
    "text",
    [
        "Read the letter again, she told the board on Monday, and you will see that I am right.",
        "More than 300 people had to leave their homes on Friday, the fire service said.",
        "Related costs rose by a tenth. The board blamed the price of steel.",
        "Listen: it is not easy to keep a ferry running in February.",
        "Join the queue and you may wait an hour, a man at the quay said.",
        "Telegram, the messaging firm, said on Monday that it would open an office in Osk.",
        "Advertisements for the job will appear on Thursday.",
        "Follow the money, the auditors were told, and they did.",
        "“Join our channel,” the caller had told the widow before her savings were gone.",
    ],
)
def test_prose_with_such_words_is_no_such_line(text: str) -> None:
    block = Block(text)
    assert not (is_pointer(block) or is_pointer(block, dump=True))
    assert not (is_advertisement(text) or is_invitation(text) or is_footer(block, TITLE))


def test_many_linked_headings_part_the_account() -> None:
    parts = [
        f'<h3><a href="https://shop.example/{i}">The boat number {i} of the yard</a></h3><p>{t}</p>'
        for i, t in enumerate(STORY[:4])
    ]
    text = "".join(told(page([STORY[4], *parts, STORY[5]])))
    assert all(f"The boat number {i} of the yard" in text for i in range(4))


def test_a_heading_that_links_to_itself_stays() -> None:
    heading = '<h3 id="pay"><a href="#pay">Who is to pay for all of it</a></h3>'
    assert "Who is to pay for all of it" in told(page(STORY, heading))


@pytest.mark.parametrize("kind", ["labels", "calls", "weak", "arrows"])
def test_every_pointer_of_the_lists_is_found(kind: str) -> None:
    size = len(OTHER)
    for label in load("inserted")["pointer"][kind]:
        text = f"{label} {OTHER}" if kind == "arrows" else f"{label.upper()}: {OTHER}"
        assert is_pointer(Block(text, linked=size)), label


def test_every_mark_of_an_advertisement_is_found() -> None:
    for mark in load("inserted")["advertisement"]["whole"]:
        assert is_advertisement(mark), mark
        assert is_advertisement(f"— {mark.upper()} —"), mark


def test_every_invitation_needs_a_verb_and_a_channel() -> None:
    entries = load("inserted")["invitation"]
    for verb in entries["verbs"]:
        assert is_invitation(f"{verb} {entries['channels'][0]}"), verb
    for channel in entries["channels"]:
        assert is_invitation(f"Follow {channel}"), channel


@pytest.mark.parametrize("pattern", load("inserted")["footer"]["patterns"])
def test_every_footer_is_found(pattern: str) -> None:
    text = pattern.replace("{}", TITLE, 1).replace("{}", "Osk Post", 1) + "."
    assert is_footer(Block(text, linked=len(TITLE)), TITLE)


def test_a_footer_in_no_language_of_the_list_is_told_by_its_links() -> None:
    text = f"Blix {TITLE} dorru neev xa Osk Post."
    assert is_footer(Block(text, linked=len(TITLE) + 8), TITLE)
    assert not is_footer(Block(text), TITLE)


def test_lists_are_compared_without_accents_and_case() -> None:
    assert plain("À LIRE  Aussi") == plain("a lire aussi")
    assert plain("اقرأ أيضاً") == plain("اقرأ أيضا")
    assert plain("L’article") == plain("l'ARTICLE")
    assert "lees ook" in whole("pointer", "labels")
    assert templates("footer", "patterns").fullmatch("the post x appeared first on y")
