"""An invented story, and pages of it with something set in: what tests of the reader share."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.read import read_bytes
from twosource.types import Account

TITLE = "Evening ferry to run again"
STORY = (
    "The harbour board of Osk said on Monday that the evening ferry would run again from "
    "Thursday, ending a winter in which the island had no boat after dark.",
    "Two crews mended the ramp over the weekend, working under lamps until midnight while "
    "divers cleared weed from the piles below the old quay.",
    "“We counted every bolt twice and we would do it again,” said Ines Vold, who has run the "
    "ticket office since the new pier was opened.",
    "The board had put off the work three times since 2028 because no contractor would promise "
    "to finish before the spring storms set in.",
    "Passengers who hold a ticket for last week may travel on any boat until Sunday, and "
    "freight will be taken only in the morning.",
    "The island school plans to send its older pupils across from Monday, the head teacher "
    "told parents in a letter seen by this paper.",
    "A second ferry, ordered from a yard in Tarn, is due next autumn and will carry forty "
    "cars, twice as many as the present boat.",
    "Nobody on the island could say on Monday what the new boat would be called, though the "
    "school had sent in forty names.",
)
GERMAN = (
    "Der Hafenrat von Osk teilte am Montag mit, dass die Abendfähre ab Donnerstag wieder "
    "fahren werde, nachdem die Insel den Winter über kein Schiff hatte.",
    "Zwei Trupps setzten die Rampe am Wochenende instand und arbeiteten unter Lampen bis "
    "Mitternacht, während Taucher die Pfähle säuberten.",
    "„Wir haben jede Schraube zweimal gezählt“, sagte Ines Vold, die den Fahrkartenschalter "
    "seit der Eröffnung des neuen Anlegers leitet.",
    "Der Rat hatte die Arbeiten seit 2028 dreimal verschoben, weil keine Firma versprechen "
    "wollte, vor den Frühjahrsstürmen fertig zu werden.",
    "Wer eine Karte für die vergangene Woche besitzt, darf bis Sonntag jedes Schiff benutzen; "
    "Fracht wird nur am Morgen angenommen.",
    "Eine zweite Fähre, bestellt bei einer Werft in Tarn, soll im nächsten Herbst kommen und "
    "vierzig Wagen tragen.",
)
LAYOUTS = {
    "article": "<main><article><h1>{title}</h1>{body}</article></main>",
    "divisions": '<div id="wrap"><div class="content"><h1>{title}</h1>'
    '<div class="entry-content">{body}</div></div></div>',
    "section": '<section class="story"><header><h1>{title}</h1></header><div class="text">{body}'
    '</div></section><aside><h3>Most read</h3><ul><li><a href="/a">Herring quota cut</a></li>'
    "</ul></aside>",
}


def paragraphs(texts: Sequence[str]) -> str:
    """Texts as paragraphs; what opens with a tag is left as it is."""
    return "".join(t if t.startswith("<") else f"<p>{t}</p>" for t in texts)


def page(
    texts: Sequence[str], inserted: str = "", at: int = 3, layout: str = "article", head: str = ""
) -> str:
    """A page of some paragraphs with ``inserted`` before the one with the index ``at``."""
    body = paragraphs(texts[:at]) + inserted + paragraphs(texts[at:])
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Osk Post'
        f'</title><meta property="og:title" content="{TITLE}">{head}</head><body><nav><ul><li>'
        '<a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>'
        f"{LAYOUTS[layout].format(title=TITLE, body=body)}<footer><p>© 2031 Osk Post</p></footer>"
        "</body></html>"
    )


def told(text: str) -> tuple[str, ...]:
    """The paragraphs of the body that is read from a page or dump."""
    account = account_of(text)
    return tuple(account.text[p.start : p.end] for p in account.paragraphs)


def account_of(text: str) -> Account:
    """The account that is read from a page or dump."""
    return read_bytes(text.encode(), "x")
