"""Valid inputs of every kind, invented, for the bad-input marathon to damage."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "read"))
from pdf_maker import Pdf, Sheet, Text, stacked

PARAGRAPHS = {
    "en": (
        "The council of Varn voted on Tuesday, 6 May 2031, to close the Tern Bridge after "
        "inspectors found cracks in two of its four piers, the mayor said.",
        "“We will not reopen it until it is safe,” Ada Moor told the Varn Courier. “Nobody "
        "wants a second ferry,” she added, “but 1,250 people cross every day.”",
        "According to Oto Ferrin, who owns the ferry line, his boats would carry children for "
        "nothing if the town paid for the fuel. The skippers’ union refused.",
        "Former mayor Imre Voll accused the council of “plain neglect” and demanded that the "
        "minister for harbours, Jorun Askel, resign by Friday.",
    ),
    "de": (
        "Der Rat von Varn beschloss am Dienstag, die Ternbrücke zu schließen, nachdem Prüfer in "
        "zwei von vier Pfeilern Risse gefunden hatten.",
        "„Wir öffnen sie erst, wenn sie sicher ist“, sagte Ada Moor am 6. Mai 2031.",
    ),
    "ru": (
        "Совет Варна решил во вторник закрыть мост после того, как в опорах нашли трещины, "
        "сообщила мэр Ада Моор.",
        "«Мы не откроем его, пока он не станет безопасным», — сказала она журналистам.",
    ),
    "ar": (
        "قرر مجلس المدينة يوم الثلاثاء إغلاق الجسر بعد العثور على شقوق في دعاماته، قالت العمدة.",
        "وأضافت: «لن نعيد فتحه حتى يصبح آمنا».",
    ),
    "ja": (
        "ヴァルン市議会は火曜日、橋脚にひびが見つかったため橋を閉鎖すると決めた。",
        "「安全になるまで開けません」と市長は2031年5月6日に述べた。",
    ),
}
LINKED = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Tern Bridge shut",
    "datePublished": "2031-05-06T09:30:00+02:00",
    "author": [{"@type": "Person", "name": "Ida Holm"}],
    "publisher": {"@type": "Organization", "name": "Varn Courier"},
}


def page(language: str = "en") -> bytes:
    """A news page with all that stands round an account."""
    body = "".join(f"<p>{p}</p>\n" for p in PARAGRAPHS[language])
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>Tern Bridge shut | Varn Courier</title>
<meta property="og:title" content="Tern Bridge shut">
<link rel="canonical" href="https://varn.example/a">
<meta property="article:published_time" content="2031-05-06T09:30:00+02:00">
<style>.x {{ display: none }}</style>
<script type="application/ld+json">{json.dumps(LINKED)}</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Tern Bridge shut</h1><p class="byline">By Ida Holm and Oto Ferrin</p>
<time datetime="2031-05-06">6 May 2031</time><figure><img src="a.jpg" alt="The bridge">
<figcaption>The Tern Bridge on Monday. Photo: AP</figcaption></figure>
{body}<blockquote><p>Nobody asked us.</p></blockquote><h2>What now</h2><p>Nothing was decided.</p>
<div hidden>Subscribe now</div><aside><h3>Most read</h3><a href="/b">Mayor eats fish</a></aside>
</article><table><tr><td>Fee</td><td>12</td></tr></table>
<form><input name="q"><button>Search</button></form>
<footer>© 2031 Varn Courier</footer></body></html>
""".encode()


def dump(language: str = "en", charset: str = "utf-8") -> bytes:
    """A page copied as text."""
    text = "Varn Courier\n\nHome\nSport\n\nTern Bridge shut\nBy Ida Holm\n6 May 2031\nShare\n\n"
    text += (
        "\n\n".join(PARAGRAPHS[language]) + "\n\nRelated\nMayor eats fish\n© 2031 Varn Courier\n"
    )
    return text.encode(charset, "replace")


def rss() -> bytes:
    """A feed with whole articles and summaries."""
    whole = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in PARAGRAPHS["en"] * 3)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Varn Courier</title>
<link>https://varn.example/</link><item><title>Tern &amp;amp; Bridge</title>
<dc:creator>Ida Holm</dc:creator>
<link>https://varn.example/1</link><pubDate>Tue, 06 May 2031 09:30:00 GMT</pubDate>
<content:encoded>
<![CDATA[{whole.replace("&lt;", "<").replace("&gt;", ">")}]]></content:encoded></item>
<item><title>Two</title>
<link>https://varn.example/2</link><description>{whole}</description></item>
<item><title>Short</title>
<link>https://varn.example/3</link><description>Only this.</description></item>
</channel></rss>""".encode()


def atom() -> bytes:
    """The same in Atom."""
    whole = "".join(f"<p>{p}</p>" for p in PARAGRAPHS["de"] * 4)
    return f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Varn</title><entry>
<title type="html">Br&amp;uuml;cke</title><link href="https://varn.example/4"/>
<author><name>Ida Holm</name>
</author><published>2031-05-06T09:30:00Z</published><updated>2031-05-07T09:30:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{whole}</div></content></entry></feed>
""".encode()


def json_feed() -> bytes:
    """The same in JSON Feed."""
    item = {
        "id": "5",
        "url": "https://varn.example/5",
        "title": "Five",
        "content_html": "".join(f"<p>{p}</p>" for p in PARAGRAPHS["en"]),
        "date_published": "2031-05-06T09:30:00Z",
        "authors": [{"name": "Ida Holm"}],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Varn", "items": [item, item]}
    return json.dumps(feed, indent=1).encode()


def records(n: int = 3) -> bytes:
    """Finished accounts, one a line, and a page in a record."""
    out = []
    for i, (language, texts) in zip(range(n), sorted(PARAGRAPHS.items()), strict=False):
        out.append(
            {
                "id": f"r{i}",
                "text": "\n\n".join(texts),
                "title": "Bridge",
                "language": language,
                "published": "2031-05-06",
                "byline": ["Ida Holm"],
                "url": f"https://varn.example/{i}",
            }
        )
    out.append({"id": "page", "html": page().decode()})
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in out).encode()


def _record(n: int, body: bytes, kind: str = "response") -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    whole = http + body if kind == "response" else body
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://varn.example/w{n}\r\n"
        f"WARC-Date: 2031-05-06T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{n:032}>\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(whole)}\r\n\r\n"
    )
    return head.encode() + whole + b"\r\n\r\n"


def warc() -> bytes:
    """A crawl of three pages."""
    return b"".join(_record(n, page()) for n in range(2)) + _record(2, dump(), "conversion")


def warc_gz() -> bytes:
    """The same, packed record by record."""
    return b"".join(gzip.compress(_record(n, page()), mtime=0) for n in range(3))


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 5, 6, 0, 0, 0)), data)
    return out.getvalue()


def wacz() -> bytes:
    """A WACZ archive."""
    return packed(
        {"archive/data.warc.gz": warc_gz(), "datapackage.json": b"{}"}, zipfile.ZIP_STORED
    )


def pages_zip() -> bytes:
    """A zip archive of inputs of many kinds."""
    return packed(
        {
            "a/index.html": page(),
            "b/index.html": page("de"),
            "c.txt": dump("ru"),
            "d.jsonl": records(),
            "e.eml": mail(),
            "f.wacz": wacz(),
        }
    )


def mail(html: bool = True) -> bytes:
    """A mail with two kinds of text, an attachment and a mail inside."""
    made = EmailMessage()
    made["From"] = "Ida Holm at Varn Courier <ida@varn.example>"
    made["To"], made["Subject"] = "desk@osel.example", "Brücke zu: Tern Bridge shut"
    made["Date"], made["Message-ID"] = "Tue, 06 May 2031 09:30:00 +0200", "<1@varn.example>"
    made.set_content(
        "\n\n".join(PARAGRAPHS["en"]) + "\n\nOn 5 May 2031 Oto wrote:\n> Shut?\n\n-- \nIda"
    )
    if html:
        made.add_alternative(page("de").decode(), subtype="html")
        made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="prüf.pdf")
        made.add_attachment(_inner())
    for n, part in enumerate(made.walk()):
        if part.get_content_maintype() == "multipart":
            part.set_boundary(f"==part{n}==")  # else one by chance
    return made.as_bytes()


def _inner() -> EmailMessage:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "press@varn.example", "Fwd: inside"
    inner.set_content("\n\n".join(PARAGRAPHS["ru"]))
    return inner


def mailbox() -> bytes:
    """A mailbox of three mails."""
    return b"".join(
        b"From ida@varn.example Tue May  6 09:30:00 2031\n" + mail(n > 0) + b"\n" for n in range(3)
    )


def mhtml() -> bytes:
    """A page saved as one file."""
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://varn.example/s\r\n"
        b"Subject: Bridge\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="--B"\r\n\r\n'
        b"----B\r\nContent-Type: text/html\r\nContent-Location: https://varn.example/s\r\n\r\n"
        + page()
        + b"\r\n----B--\r\n"
    )


def pdf(packed_streams: bool = False) -> bytes:
    """Two pages in two columns with running heads."""
    words = PARAGRAPHS["en"]
    sheets = [
        Sheet(
            [
                Text("Varn Courier", 50, 780, 8),
                Text(f"Page {n}", 270, 20, 8),
                Text("Tern Bridge shut", 50, 730, 24),
                *stacked(words[:2], 50, 690, 214),
                *stacked(words[2:], 310, 690, 214),
            ]
        )
        for n in range(2)
    ]
    return Pdf(sheets, packed=packed_streams).data()


def opml() -> bytes:
    """A list of feeds, in a folder and so never asked for."""
    return b'<opml version="2.0"><body><outline text="V" xmlUrl="https://varn.example/f"/></body></opml>'


KINDS = {
    "page.html": lambda: page("en"),
    "seite.html": lambda: page("de"),
    "ja.html": lambda: page("ja"),
    "page-ar.html": lambda: page("ar"),
    "dump.txt": dump,
    "ru.txt": lambda: dump("ru"),
    "latin.txt": lambda: dump("de", "cp1252"),
    "wide.txt": lambda: dump("ru", "utf-16"),
    "cyr.txt": lambda: dump("ru", "cp1251"),
    "feed.xml": rss,
    "atom.xml": atom,
    "feed.json": json_feed,
    "list.zip": lambda: packed({"list.opml": opml()}),
    "records.jsonl": records,
    "records.jsonl.gz": lambda: gzip.compress(records(), mtime=0),
    "list.json": lambda: b"[" + b",".join(records().split(b"\n")[:-1]) + b"]",
    "crawl.warc": warc,
    "crawl.warc.gz": warc_gz,
    "crawl.wacz": wacz,
    "pages.zip": pages_zip,
    "multi.wacz": lambda: packed(
        {
            "datapackage.json": b'{"profile": "multi-wacz-package"}',
            "one.wacz": wacz(),
            "two.wacz": wacz(),
        },
        zipfile.ZIP_STORED,
    ),
    "letter.eml": mail,
    "plain.eml": lambda: mail(False),
    "inbox.mbox": mailbox,
    "save.mhtml": mhtml,
    "paper.pdf": pdf,
    "packed.pdf": lambda: pdf(True),
    "page.html.gz": lambda: gzip.compress(page(), mtime=0),
}
"""A maker of valid bytes for each file name."""
