"""Titles and contents of feeds, escaped as often as they come."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from island import STORY, TITLE, paragraphs
from twosource.read import read
from twosource.read.sources.feed_text import as_html, literal_title, marked_title
from twosource.types import Account

HTML = paragraphs(STORY)
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
)
CDATA = "<content:encoded><![CDATA[{}]]></content:encoded>"


def rss(item: str) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel><title>Osk Post</title><item>'
        f"<link>https://osk.example/0</link>{item}</item></channel></rss>"
    )


def atom(entry: str) -> str:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:media="http://search.yahoo.com/mrss/"><title>Osk Post</title><entry>'
        f'<link href="https://osk.example/0"/>{entry}</entry></feed>'
    )


def account(feed: str, folder: Path, name: str = "f.xml") -> Account:
    path = folder / name
    path.write_text(feed, encoding="utf-8")
    [found] = list(read([path]))
    assert isinstance(found, Account), found
    return found


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Vold&amp;#8217;s ferry &amp;#8211; again", "Vold’s ferry – again"),
        ("<![CDATA[Vold&#8217;s ferry &amp; more]]>", "Vold’s ferry & more"),
        ("Q&amp;A: ferries", "Q&A: ferries"),
        ("Q&amp;amp;A: ferries", "Q&A: ferries"),
        ("<![CDATA[Ferry &amp;amp; boat]]>", "Ferry &amp; boat"),
        ("Ferry &lt;em&gt;again&lt;/em&gt; runs", "Ferry again runs"),
        ("5 &lt; 6 and 7 &gt; 2", "5 < 6 and 7 > 2"),
        ("&amp;lt;Osk&amp;gt; runs", "<Osk> runs"),
        ("Caf&amp;eacute;&lt;br/&gt;reopens", "Café reopens"),
    ],
)
def test_titles_of_rss_are_decoded_once(title: str, wanted: str, tmp_path: Path) -> None:
    item = f"<title>{title}</title>{CDATA.format(HTML)}"
    assert account(rss(item), tmp_path).title == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ('<title type="html">Vold&amp;#8217;s <![CDATA[<i>ferry</i>]]></title>', "Vold’s ferry"),
        ('<title type="text">5 &lt; 6 &amp; more</title>', "5 < 6 & more"),
        ("<title>Why &lt;em&gt; matters</title>", "Why <em> matters"),
        ('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Vold’s <em>ferry</em>'
         "</div></title>", "Vold’s ferry"),
        ("<title>Vold&amp;#8217;s ferry</title>", "Vold’s ferry"),
        ('<media:title>No</media:title><title type="html">Yes &amp;amp; more</title>',
         "Yes & more"),
    ],
)  # fmt: skip
def test_titles_of_atom_are_read_by_their_type(title: str, wanted: str, tmp_path: Path) -> None:
    entry = f'{title}<content type="html">{escape(HTML)}</content>'
    assert account(atom(entry), tmp_path).title == wanted


def test_the_item_s_own_title_and_content_go_first(tmp_path: Path) -> None:
    item = (
        f"<media:title>No</media:title><title>{TITLE}</title>"
        f"<excerpt:encoded>short</excerpt:encoded>{CDATA.format(HTML)}"
    )
    found = account(rss(item), tmp_path)
    assert (found.title, found.text.split("\n\n")) == (TITLE, list(STORY))


ONCE = escape(HTML)
CONTENTS = [
    f"<description>{escape('<![CDATA[' + HTML + ']]>')}</description>",
    CDATA.format(ONCE),
    f"<content:encoded>{escape(ONCE)}</content:encoded>",
    f"<content:encoded>{escape(escape(ONCE))}</content:encoded>",
    CDATA.format(f"<div>{ONCE}</div>"),
    f"<content:encoded>{escape('<![CDATA[' + ONCE + ']]>')}</content:encoded>",
    f"<content:encoded><![CDATA[<![CDATA[{HTML}]]]]><![CDATA[>]]></content:encoded>",
    CDATA.format(ONCE.replace("&lt;", "&#60;").replace("&gt;", "&#62;")),
    f"<content:encoded>{HTML}</content:encoded>",
    CDATA.format(escape("<br/><br/>".join(STORY))),
    f"<media:description>no</media:description><description>{ONCE}</description>",
]
ATOM = [
    f'<content type="html">{escape(ONCE)}</content>',
    f"<content>{ONCE}</content>",
    f'<content type="html">{escape("<![CDATA[" + HTML + "]]>")}</content>',
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content>',
    f'<content type="text">{(chr(10) * 2).join(STORY)}</content>',
]


FEEDS = [
    *(rss(f"<title>t</title>{c}") for c in CONTENTS),
    *(atom(f"<title>t</title>{c}") for c in ATOM),
]


@pytest.mark.parametrize("feed", FEEDS)
def test_contents_are_read_however_often_they_were_escaped(feed: str, tmp_path: Path) -> None:
    assert account(feed, tmp_path).text.split("\n\n") == list(STORY)


@pytest.mark.parametrize(
    "content", [{"content_html": ONCE}, {"content_text": HTML}, {"content_html": HTML}]
)
def test_contents_of_json_feeds(content: dict[str, str], tmp_path: Path) -> None:
    item = {"id": "1", "title": "Vold&#8217;s ferry", **content}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Osk", "items": [item]}
    found = account(json.dumps(feed), tmp_path, "f.json")
    assert (found.title, found.text.split("\n\n")) == ("Vold’s ferry", list(STORY))


def test_an_account_of_mark_up_keeps_its_examples() -> None:
    told = "<p>Write &lt;p&gt; before and &lt;/p&gt; behind.</p><p>So it goes.</p><p>Or not.</p>"
    assert as_html(told) == told


FOOTERS = [
    'The post <a href="https://osk.example/0">{t}</a> appeared first on <a href="/">Osk Post</a>.',
    "<em>The post {t} first appeared on Osk Post.</em>",
    'Der Beitrag <a href="https://osk.example/0">{t}</a> erschien zuerst auf <a href="/">Osk</a>.',
    "Der Artikel {t} erschien zuerst bei Osk Post.",
    "The article {t} was originally published on Osk Post.",
    "L&#8217;article {t} est apparu en premier sur Osk Post.",
    "La entrada {t} se publicó primero en Osk Post.",
    "O post {t} apareceu primeiro em Osk Post.",
    "Het bericht {t} verscheen eerst op Osk Post.",
    "Сообщение {t} появились сначала на Osk Post.",
    '<a href="/0">{t}</a> yazısı ilk önce <a href="/">Osk</a> üzerinde ortaya çıktı.',
    'Blix <a href="https://osk.example/0">{t}</a> dorru neev xa <a href="/">Osk Post</a>.',
    '<a href="https://osk.example/0#comments">3 Comments</a>',
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_what_a_blog_writes_under_an_entry_is_furniture(footer: str, tmp_path: Path) -> None:
    html = HTML + f"<p>{footer.format(t=TITLE)}</p>"
    found = account(rss(f"<title>{TITLE}</title>{CDATA.format(html)}"), tmp_path)
    assert found.text.split("\n\n") == list(STORY)


def test_a_footer_glued_to_the_last_paragraph_is_parted_from_it(tmp_path: Path) -> None:
    html = HTML.removesuffix("</p>") + f" The post {TITLE} appeared first on Osk Post.</p>"
    found = account(rss(f"<title>{TITLE}</title>{CDATA.format(html)}"), tmp_path)
    assert found.text.split("\n\n") == list(STORY)


def test_titles_of_both_kinds() -> None:
    assert marked_title("a&#8217;b <b>c</b>") == "a’b c"
    assert literal_title("a&#8217;b <b>c &amp; d") == "a’b <b>c &amp; d"
