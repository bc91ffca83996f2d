"""Posts embedded in a story, interviews in turns, accounts in ``<noscript>``."""

from __future__ import annotations

import pytest

from island import LAYOUTS, STORY, TITLE, account_of, page, paragraphs, told

POST = "Proud of the crews who mended the ramp. The island is back on the map tonight."
DAY = '<a href="#">January 14, 2031</a>'
POSTS = {
    "tweet": f'<blockquote class="twitter-tweet"><p>{POST} <a href="#">pic.twitter.com/x</a></p>'
    f"&mdash; Ines Vold (@ivold) {DAY}</blockquote>",
    "figure": '<figure class="wp-block-embed"><div><blockquote class="twitter-tweet">'
    f"<p>{POST}</p>— Ines Vold (@ivold) {DAY}</blockquote></div></figure>",
    "lines": f'<blockquote class="twitter-tweet"><p>{POST}<br><br>Thank you.</p>'
    f"&mdash; Ines Vold (@ivold) {DAY}</blockquote>",
    "bluesky": f'<blockquote class="bluesky-embed"><p>{POST}</p>&mdash; Ines Vold '
    f'(<a href="#">@vold.osk.example</a>) {DAY}</blockquote>',
    "facebook": f'<div class="fb-post"><blockquote class="fb-xfbml-parse-ignore"><p>{POST}</p>'
    f'Posted by <a href="#">Ines Vold</a> on {DAY}</blockquote></div>',
    "no class": f"<blockquote><p>{POST}</p><p>— Ines Vold (@ivold) 14 Jan 2031</p></blockquote>",
    "division": f'<div class="tweet embed"><p>{POST}</p><p>— Ines Vold (@ivold) 14 Jan</p></div>',
}


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("name", sorted(POSTS))
@pytest.mark.parametrize("size", [2, len(STORY)])
def test_a_post_is_body_whole_or_not_at_all(name: str, layout: str, size: int) -> None:
    found = told(page(STORY[:size], POSTS[name], size // 2, layout))
    assert tuple(t for t in found if t in STORY) == STORY[:size]
    more = " ".join(t for t in found if t not in STORY)
    assert ("mended the ramp" in more) == ("old" in more)


@pytest.mark.parametrize(
    "line",
    [
        '<a href="#">View this post on Instagram</a><p><a href="#">A post shared by I</a></p>',
        '<a href="#">Sieh dir diesen Beitrag auf Instagram an</a>',
    ],
)
def test_the_lines_of_a_platform_are_no_body(line: str) -> None:
    post = f'<blockquote class="instagram-media">{line}</blockquote>'
    assert told(page(STORY, post)) == STORY


TURNS = [
    ["BROCK: Is the boat safe?", "VOLD: We counted every bolt twice, all of us.",
     "BROCK: When does it sail?", "VOLD: On Thursday.", "BROCK: Ines Vold, thank you."],
    ["Q: Is the boat safe at last?", "A: It is safer than I am.", "Q: When does it sail?",
     "A: On Thursday, at six.", "Q: Thank you."],
    ["Osk Post: Ist die Fähre sicher?", "Vold: Sicherer als ich, das können Sie mir glauben.",
     "Osk Post: Wann fährt sie?", "Vold: Am Donnerstag.", "Osk Post: Danke."],
    ["L’Écho : Le bac est-il sûr ?", "Inès Vold : Plus sûr que moi, nous avons tout compté.",
     "L’Écho : Quand part-il ?", "Inès Vold : Jeudi."],
    ["Корреспондент: Паром надёжен?", "Волд: Надёжнее меня, мы дважды всё пересчитали.",
     "Корреспондент: Когда он пойдёт?", "Волд: В четверг.", "Корреспондент: Спасибо."],
]  # fmt: skip


@pytest.mark.parametrize("turns", TURNS)
def test_every_turn_of_an_interview_is_body(turns: list[str]) -> None:
    dump = ["The Osk Ledger", "“We counted every bolt”: Ines Vold on the ferry", "By Lena Brock"]
    assert told("\n\n".join([*dump, *turns])) == tuple(turns)
    marked = [f"<p><b>{t.split(':')[0]}:</b>{t.split(':', 1)[1]}</p>" for t in turns]
    assert told(page(marked, at=0)) == tuple(turns)


def test_a_lone_line_with_a_colon_behind_an_account_is_no_turn() -> None:
    assert told("\n\n".join([TITLE, *STORY, "Enquiries: Lena Brock, Osk"])) == STORY


NOSCRIPT = (
    "<html><head><title>{title} | Osk Post</title></head><body><nav><a href='/'>Home</a></nav>"
    "<div id='app'>{shown}</div><noscript>{held}</noscript><noscript><img src='x'></noscript>"
    "<footer><p>© 2031 Osk Post. No part of this site may be used without a word of ours.</p>"
    "</footer></body></html>"
)


@pytest.mark.parametrize(
    "held",
    [
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY)}</article>",
        "<br><br>".join(STORY),
        f"<h1>{TITLE}</h1><div>{'</div><div>'.join(STORY)}</div>",
    ],
)
def test_an_account_for_readers_without_scripts_is_read(held: str) -> None:
    assert told(NOSCRIPT.format(title=TITLE, shown="", held=held)) == STORY
    teaser = paragraphs([STORY[0][:60] + " ..."])
    assert told(NOSCRIPT.format(title=TITLE, shown=teaser, held=held))[-7:] == STORY[1:]


@pytest.mark.parametrize(
    "held",
    [
        "<p>Please switch JavaScript on: without it this page cannot show you its maps.</p>" * 4,
        paragraphs(STORY[:2]),
    ],
)
def test_what_stands_in_noscript_beside_an_account_is_not(held: str) -> None:
    shown = f"<article><h1>{TITLE}</h1>{paragraphs(STORY)}</article>"
    assert told(NOSCRIPT.format(title=TITLE, shown=shown, held=held)) == STORY


HEAD = (
    "<!doctype html><html><head><meta charset='utf-8'><title>{t}</title><meta property='og:title' "
    "content='{t}'><meta property='article:published_time' content='2031-02-02T08:00:00+01:00'>"
    "</head><body><main><h1>{t}</h1>{body}</main></body></html>"
)


@pytest.mark.parametrize("name", sorted(POSTS))
@pytest.mark.parametrize("at", [0, 1, 2])
def test_who_wrote_a_post_did_not_write_the_account(name: str, at: int) -> None:
    body = paragraphs([*STORY[:at], POSTS[name], *STORY[at:2]])
    account = account_of(HEAD.format(t=TITLE, body=body))
    assert account.byline == ()
    assert [d.value[:10] for d in account.dates] == ["2031-02-02"]


def test_the_clock_of_a_post_is_not_the_account_s() -> None:
    post = (
        f'<blockquote class="instagram-media"><div><p><a href="#">{POST}</a></p><p>A post shared '
        'by <a href="#">Ines Vold (@ivold)</a> on <time datetime="2031-01-14T20:12:00+00:00">Jan '
        "14, 2031</time></p></div></blockquote>"
    )
    for size in (2, len(STORY)):
        account = account_of(HEAD.format(t=TITLE, body=paragraphs([*STORY[:size], post])))
        assert [d.value[:10] for d in account.dates] == ["2031-02-02"]
        assert ("back on the map" in account.text) == ("ivold" in account.text)
