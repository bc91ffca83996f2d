"""What a page does not show, sentences its mark-up cuts, and first letters set apart."""

from __future__ import annotations

import pytest

from island import GERMAN, STORY, account_of, page, paragraphs, told
from twosource.read.blocks.unseen import block_unseen, hidden_names, inline_unseen

SUMMARY = (
    "Summary for machines: the evening boat of the island has been mended and sails from "
    "Thursday, the board says, after a long winter."
)
HIDDEN = [
    "<div hidden><p>{}</p></div>",
    '<section style="color:red; display : none"><p>{}</p></section>',
    '<div style="visibility:hidden"><p>{}</p></div>',
    '<p class="sr-only">{}</p>',
    '<div class="lead visually-hidden"><p>{}</p></div>',
    '<div style="position:absolute;left:-9999px"><p>{}</p></div>',
    '<div aria-hidden="true"><p>{}</p></div>',
    '<div class="d-none"><p>{}</p></div>',
    "<dialog><p>{}</p></dialog>",
    '<div style="height:0;overflow:hidden"><p>{}</p></div>',
    '<div style="display:none">{}</div>',
]


@pytest.mark.parametrize("at", [0, 4])
@pytest.mark.parametrize("wrap", HIDDEN)
def test_a_small_hidden_block_is_furniture(wrap: str, at: int) -> None:
    account = account_of(page(STORY, wrap.format(SUMMARY), at))
    assert account.text.split("\n\n") == list(STORY)
    assert SUMMARY in [f.text for f in account.furniture]


@pytest.mark.parametrize("wrap", HIDDEN)
def test_a_summary_of_a_short_account_is_furniture(wrap: str) -> None:
    texts = STORY[:4]
    assert told(page(texts, wrap.format(SUMMARY[:110]), 0, layout="divisions")) == texts


@pytest.mark.parametrize(
    ("style", "block"),
    [
        (".seo-x{display:none}", '<div class="seo-x"><p>{}</p></div>'),
        ("#sum { display: none !important }", '<div id="sum"><p>{}</p></div>'),
        ("/* a{ */ .a , .b > .c, p.gone { margin:0; display:none }", '<p class="gone">{}</p>'),
        ("article .tucked{visibility:hidden}", '<div class="tucked"><p>{}</p></div>'),
        (".narrow{position:absolute;clip:rect(0,0,0,0)}", '<div class="narrow"><p>{}</p></div>'),
        (".away{position:absolute;left:-9999px}", '<p class="away">{}</p>'),
    ],
)
def test_a_rule_of_the_page_hides(style: str, block: str) -> None:
    head = f"<style>.z{{color:red}}{style} .y{{display:block}}</style>"
    assert told(page(STORY, block.format(SUMMARY), 0, head=head)) == STORY


@pytest.mark.parametrize(
    ("style", "block"),
    [
        ("@media print{.k{display:none}}", '<div class="k"><p>{}</p></div>'),
        (".k{display:none} .k.on{display:block}", '<div class="k on"><p>{}</p></div>'),
        ("@media (max-width:9em){.j{x:y} .k{display:none}}", '<p class="k">{}</p>'),
        (".k::before{display:none}", '<p class="k">{}</p>'),
        ("", '<p class="hidden md:block">{}</p>'),
        ("", '<p class="d-none d-md-block">{}</p>'),
    ],
)
def test_what_is_shown_on_some_screens_is_told(style: str, block: str) -> None:
    texts = [*STORY[:3], *STORY[4:]]
    head = f"<style>{style}</style>"
    assert told(page(texts, block.format(STORY[3]), 3, head=head)) == STORY


@pytest.mark.parametrize(
    "wall", ['<div class="wall" style="display:none">{}</div>', "<div hidden>{}</div>"]
)
def test_an_account_hidden_behind_a_wall_is_read(wall: str) -> None:
    assert told(page(STORY[:1], wall.format(paragraphs(STORY[1:])), 1)) == STORY


def test_an_account_hidden_piece_by_piece_is_read() -> None:
    rest = "".join(f'<p style="display:none">{text}</p>' for text in STORY[4:])
    assert told(page(STORY[:4], rest, 4)) == STORY


def test_the_rest_that_opens_on_a_click_is_read() -> None:
    rest = f'<button>Read on</button><div style="display:none">{paragraphs(STORY[6:])}</div>'
    assert told(page(STORY[:6], rest, 6)) == STORY


NOTE = "The boats are run by the board and by two families."


@pytest.mark.parametrize(
    "boat",
    [
        "<button>any boat</button>",
        '<button type="button" aria-expanded="false"><span>any boat</span></button>',
        f"<details><summary>any boat</summary>{NOTE}</details>",
        f"<details><summary><b>any boat</b></summary><p>{NOTE}</p><p>More.</p></details>",
        f'any boat<div class="tip">{NOTE}</div>',
        f"any boat<aside><p>{NOTE}</p></aside>",
        f"any boat<span hidden>{NOTE}</span>",
        f'<a>any boat</a><span role="tooltip">{NOTE}</span>',
        f'any boat<span style="visibility:hidden">{NOTE}</span>',
        f'<span class="term">any boat</span><span class="def">{NOTE}</span>',
        f'<abbr title="{NOTE}">any boat</abbr>',
        "<output>any boat</output>",
        'any boat<div class="ad">Advertisement</div>',
    ],
)
def test_a_sentence_stays_whole(boat: str) -> None:
    texts = [*STORY[:4], STORY[4].replace("any boat", boat), *STORY[5:]]
    assert told(page(texts, head="<style>.def{display:none}</style>")) == STORY


def test_a_sentence_of_several_buttons_stays_whole() -> None:
    cut = STORY[4].replace("any boat", "<button>any boat</button>")
    cut = cut.replace("freight", "<button>freight</button>")
    assert told(page([*STORY[:4], cut, *STORY[5:]])) == STORY


def test_a_noun_behind_a_note_is_of_the_sentence() -> None:
    cut = GERMAN[4].replace("jedes Schiff", "jedes<div>Drei sind es.</div> Schiff")
    assert told(page([*GERMAN[:4], cut, *GERMAN[5:]])) == GERMAN


def test_a_button_between_sentences_is_no_word_of_them() -> None:
    first, second = STORY[3], STORY[4]
    found = told(page([*STORY[:3], f"<p>{first} <button>Share</button> {second}</p>"]))
    assert found == (*STORY[:3], first, second)


FIRST, REST = STORY[1], STORY[1][1:]
CAPS = [
    '<p><span class="drop-cap">T</span>{}</p>',
    '<p><span class="dropcap">T</span> {}</p>',
    '<div class="dropcap">T</div><p>{}</p>',
    '<p class="cap">T</p><p>{}</p>',
    "<h2>T</h2><p>{}</p>",
    '<p><span aria-hidden="true">T</span><span class="visually-hidden">T</span>{}</p>',
    '<p><span aria-hidden="true">T</span>{}</p>',
    '<p><img alt="T" src="t.png">{}</p>',
    '<p><span class="sr-only">T</span><svg><path/></svg>{}</p>',
    '<p><svg role="img" aria-label="T"><title>T</title></svg>{}</p>',
    "<table><tr><td>T</td><td>{}</td></tr></table>",
    '<p><span class="dropcap">T</span><br>{}</p>',
]


@pytest.mark.parametrize("layout", ["article", "divisions"])
@pytest.mark.parametrize("cap", CAPS)
def test_a_first_letter_set_apart_is_of_its_word(cap: str, layout: str) -> None:
    assert told(page([cap.format(REST), *STORY[2:]], layout=layout)) == STORY[1:]


def test_the_first_word_for_those_who_are_read_to_is_told_once() -> None:
    seen = '<span aria-hidden="true"><span class="cap">T</span>wo</span>'
    cap = f'<p><span class="sr-only">Two</span>{seen}{FIRST[3:]}</p>'
    assert told(page([cap, *STORY[2:]])) == STORY[1:]


@pytest.mark.parametrize(
    "cap", ['<div class="dropcap">“W</div><p>{}</p>', '<p><span class="cap">“W</span>{}</p>']
)
def test_a_mark_before_the_first_letter_stays(cap: str) -> None:
    assert told(page([cap.format(STORY[2][2:]), *STORY[3:]])) == STORY[2:]


@pytest.mark.parametrize(
    "cap", ['<div class="dropcap">A</div><p>{}</p>', '<p><span class="dropcap">A</span> {}</p>']
)
def test_a_letter_that_is_a_word_stays_one(cap: str) -> None:
    last = STORY[6]
    assert told(page([cap.format(last[2:]), *STORY[:6]])) == (last, *STORY[:6])


def test_a_letter_that_is_a_word_stays_one_though_the_page_has_it_once() -> None:
    first = "I walked the quay before six that day and met nobody but the man who sells bait."
    assert told(page([f'<p><span class="dropcap">I</span> {first[2:]}</p>', *STORY])) == (
        first, *STORY,
    )  # fmt: skip


def test_a_letter_in_a_line_of_its_own_is_joined_in_a_dump() -> None:
    assert told("\n\n".join(["Evening ferry to run again", "T", REST, *STORY[2:]])) == STORY[1:]


def test_a_paragraph_may_open_with_a_letter() -> None:
    text = "X marks the spot where the ferry is to land, the board of the harbour said."
    assert told(page([text, *STORY])) == (text, *STORY)


def test_names_that_a_page_hides() -> None:
    page = '<p class="a b"><p id="c">'
    assert hidden_names(".a{display:none}.b{x:y}#c{visibility: hidden}", page) == {"a", "c"}
    assert hidden_names(".a{display:none}.a.open{display:block}", page) == frozenset()
    assert hidden_names("@media print{.a{display:none}}.b{display:none}", page) == {"b"}
    assert hidden_names("/* .a{display:none} */", page) == frozenset()
    assert hidden_names("{" * 50_000 + ".a{display:none}", page) == frozenset()
    assert hidden_names(".a{text-indent: -9999px}.b{left:-12px}", page) == {"a"}
    assert hidden_names(".teaser{display:none}", page) == frozenset()


@pytest.mark.parametrize("attributes", [' aria-hidden="true"', ' data-hidden="x"', ' class="x"'])
def test_what_is_only_not_read_out_is_shown_in_a_sentence(attributes: str) -> None:
    assert not inline_unseen(attributes)


def test_signs_of_what_is_not_shown() -> None:
    assert inline_unseen(' hidden=""')
    assert inline_unseen(' class="a sr-only"')
    assert block_unseen(' aria-hidden="true"')
    assert block_unseen(' STYLE="DISPLAY:NONE"')
    assert not block_unseen(' class="hidden lg:flex"')
