"""An invented story of as many accounts as are asked for, with everything odd that a text, an
address or a name may hold; made without analysing, so that two hundred accounts cost nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from twosource.exchange import Told, stories_of_file
from twosource.records import line
from twosource.records.models import DossierRecord

FORMULA = '=HYPERLINK("https://varn.example/pay","pay")'
TAG = "</script><script>alert('varn')</script><b>"
CONTROL = "bell\x07 escape\x1b[31m null\x00 tab\x0b mark\ufffe next\x85 line\u2028 end"
QUOTE = '“We will ‘not’ wait 😀 and "never" did,”'
ARABIC = "قالت آدا مور للصحيفة: «لن ننتظر 𞤀» ثم غادرت."
HEBREW = "העיר לא תחכה"
PARAGRAPHS = (
    "PORT OSK (Tarn Wire) — 👩‍👩‍👧 Ada Moor, the mayor of Varn, closed the Tern Bridge on Monday.",
    f"{QUOTE} she told the Varn Courier, “because {HEBREW},” and left.",
    ARABIC,
    f"{FORMULA}",
    f"The board {TAG} offered to pay 12 people if the town waits.",
    f"The notice read: {CONTROL}.",
    "\U0001f600\U0001f600 Two people were hurt, O'Neill & Söhne said; nobody knows why\r\nyet.",
)


def _span(text: str, words: str, after: int = 0) -> tuple[int, int]:
    start = text.index(words, after)
    return (start, start + len(words))


def _account(number: int) -> dict[str, Any]:
    text = "\n\n".join((*PARAGRAPHS, f"Told for the {number}th time in Osk.", HEBREW))
    paragraphs, at = [], 0
    for paragraph in text.split("\n\n"):
        paragraphs.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    bare = number % 4 == 3
    titles = (f"{FORMULA} 😀", f"Tern Bridge {TAG} shut", f"‏{HEBREW}‏ {CONTROL}")
    date = {
        "value": f"2031-05-0{1 + number % 9}T0{number % 10}:05:00+02:00", "precision": "second",
        "evidence": "meta date-evidence-mark", "confidence": 0.9,
    }  # fmt: skip
    other = {
        "value": "2031-04-17", "precision": "day", "kind": "crawled",
        "evidence": "line other-date-mark", "confidence": 0.4,
    }  # fmt: skip
    return {
        "id": f"{number}/bridge ü<{number}>.html",
        "url": None if bare else f"https://varn.example/b/{number}?q=a b&c={{d}}#ü",
        "kind": "article",
        "title": None if bare else titles[number % 3],
        "text": text,
        "paragraphs": paragraphs,
        "subheads": paragraphs[-1:],
        "captions": [{"text": "The bridge 😀 on Monday.", "credit": "caption-owner-mark"}],
        "furniture": [
            {"kind": "share", "text": "furniture-mark", "source": (4, 18), "reason": "marks"}
        ],
        "outlet": None if bare else f"Varn “Courier” {number}",
        "publisher": None if bare else "Osk & Tarn {Press} publisher-mark",
        "agency": ["Tarn Wire"],
        "credits": [
            {"name": "Tarn Wire", "kind": "dateline", "evidence": "credit-mark",
             "span": _span(text, "Tarn Wire")}
        ],
        "byline": [] if bare else ["Ida Holm", "José de la Örn, Jr."],
        "published": None if bare else date,
        "published_reason": "no date is shown" if bare else "",
        "dates": [other] if bare else [{**date, "kind": "published"}, other],
        "language": "en",
        "direction": "ltr",
        "charset": "utf-8",
        "charset_reason": "declared",
        "repairs": [{"kind": "repair-mark", "count": 2}],
        "source_map": [((0, 10), (100, 110))],
        "sha256": f"{number:064x}",
    }  # fmt: skip


MOOR = {"id": "ada-moor", "name": "Ada Moor"}
BOARD = {"id": "board", "name": "the board"}


def _records(a: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    text, name = a["text"], a["id"]
    told = _span(text, "told")
    common = {"account": name, "part": "text", "rule": "rule-mark"}
    when = {"span": _span(text, "on Monday"), "value": "2031-05-05", "anchor": "published"}
    statements = [
        {**common, "id": "s1", "source": [_span(text, "she")],
         "cue": [told], "content": [_span(text, QUOTE), _span(text, f"“because {HEBREW},”")],
         "form": "direct", "speaker": MOOR,
         "addressee": {"span": _span(text, "the Varn Courier"), "actor": None},
         "polarity": "negated", "modality": "actual", "stance": "stance-mark",
         "occasion": _span(text, "and left"), "said_at": when, "inside": None},
        {**common, "id": "s2", "source": [], "cue": [], "form": "indirect",
         "content": [_span(text, HEBREW, text.index(HEBREW) + 1)], "speaker": None,
         "addressee": {"span": _span(text, "the town"), "actor": BOARD},
         "polarity": "affirmed", "modality": "hypothetical", "stance": "say",
         "occasion": None, "said_at": None, "inside": "s1"},
    ]  # fmt: skip
    if a["title"]:
        statements.append(
            {**statements[1], "id": "s3", "part": "title", "addressee": None,
             "content": [(len(a["title"]) - 3, len(a["title"]))], "inside": None}
        )  # fmt: skip
    events = [
        {**common, "id": "e1", "same": "event-1", "type": "COERCE", "mode": "mode-mark",
         "trigger": _span(text, "closed"),
         "source": {"span": _span(text, "Ada Moor"), "actor": MOOR},
         "target": {"span": _span(text, "the Tern Bridge"), "actor": BOARD},
         "flags": ["historical", "negated"], "when": when, "where": _span(text, "PORT OSK"),
         "quantities": [
             {"span": _span(text, "12"), "value": 12.0, "high": 14.5, "bound": "about",
              "unit": "unit-mark", "what": _span(text, "people")}
         ], "statement": "s1"},
        {**common, "part": "caption:0", "id": "e2", "same": "event-2", "type": "AGREE", "mode": "",
         "trigger": (4, 12), "source": None, "target": None, "flags": [], "when": None,
         "where": None, "quantities": [], "statement": None},
    ]  # fmt: skip
    positions = [
        {**common, "id": "p1", "holder": {"span": _span(text, "The board"), "actor": BOARD},
         "kind": "offer", "addressee": {"span": _span(text, "12 people"), "actor": MOOR},
         "content": _span(text, "to pay 12 people"), "condition": _span(text, "if the town waits"),
         "exchange_for": _span(text, "the town waits"), "modality": "conditional",
         "voice": "narrator", "statement": None,
         "judged": {"model": "judge-mark", "verdict": "confirmed", "reason": "r", "before": None}},
    ]  # fmt: skip
    return {"statements": statements, "events": events, "positions": positions}


def _links(accounts: list[dict[str, Any]], near: int) -> list[dict[str, Any]]:
    relations = ("verbatim", "edited", "rewritten", "common-origin", "not-established")
    directions = ("a>b", "b>a", "common", "unknown")
    found = []
    for n, a in enumerate(accounts):
        for b in accounts[n + 1 : n + 1 + near]:
            evidence = [
                {"kind": "run", "a": _span(a["text"], QUOTE), "b": _span(b["text"], QUOTE),
                 "note": "link-note-mark"},
                {"kind": "credit", "a": _span(a["text"], "Tarn Wire"), "b": None, "note": ""},
            ]  # fmt: skip
            found.append({
                "a": a["id"], "b": b["id"], "relation": relations[len(found) % 5],
                "direction": directions[len(found) % 4], "score": 0.75, "evidence": evidence,
                "reason": "link-reason-mark", "rule": "trace",
            })  # fmt: skip
    return found


def _findings(accounts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not accounts:
        return []
    sources = {
        "at_least": 1, "at_most": 3, "origins": ["origin-1"], "reasons": ["source-reason-mark"],
    }  # fmt: skip
    both = [
        {"id": "f1", "kind": "differ", "type": "number",
         "spans": {a["id"]: _span(a["text"], "12") for a in accounts}, "parts": {},
         "align": 0.9, "score": 0.81, "severity": 0.7, "reason": f"finding-reason-mark {TAG}",
         "proposition": "text:1", "sources": sources,
         "judged": {"model": "judge-mark", "verdict": "struck", "reason": "r", "before": 0.5},
         "rule": "numbers"},
        {"id": "f2", "kind": "only", "type": "caption", "spans": {accounts[0]["id"]: (4, 12)},
         "parts": {accounts[0]["id"]: "caption:0"}, "align": 0.0, "score": 0.3, "severity": 0.1,
         "reason": "Only one has it.", "proposition": None, "sources": None, "judged": None,
         "rule": "only"},
    ]  # fmt: skip
    agree = {**both[0], "id": "f3", "kind": "agree", "type": "quote", "judged": None,
             "spans": {a["id"]: _span(a["text"], QUOTE) for a in accounts}}  # fmt: skip
    return [*both, agree]


def dossier(count: int, near: int = 3, story: str = "story-1") -> DossierRecord:
    """The dossier of a story of ``count`` accounts, each linked to the next ``near``."""
    accounts = [_account(n) for n in range(count)]
    made: dict[str, list[dict[str, Any]]] = {"statements": [], "events": [], "positions": []}
    for a in accounts:
        for kind, found in _records(a).items():
            made[kind] += found
    ids = [a["id"] for a in accounts]
    texts = {a["id"]: a["text"] for a in accounts}
    parties = [
        {**MOOR, "kind": "person", "roles": ["role-mark", "mayor"], "aliases": ["alias-mark"],
         "of": "town", "evidence": ["party-evidence-mark"]},
        {"id": "town", "name": "Varn 𞤀", "kind": "place", "roles": [], "aliases": [], "of": None,
         "evidence": []},
    ]  # fmt: skip
    origins = [
        {"id": "origin-1", "kind": "interview", "name": f"origin-mark {FORMULA}",
         "accounts": ids, "spans": {i: [_span(texts[i], QUOTE)] for i in ids[:2]},
         "holder": "Tarn Wire", "speaker": "ada-moor", "statements": [f"{i}#s1" for i in ids],
         "rule": "origins"}
    ] if ids else []  # fmt: skip
    timeline = [
        {"when": "2031-05-05", "kind": "event", "account": i, "part": "text",
         "span": _span(texts[i], "closed"), "text": "timeline-mark"} for i in ids[:1]
    ]  # fmt: skip
    return DossierRecord.model_validate({
        "story": {"id": story, "title": f"Story {TAG} ü" if count else None, "accounts": ids},
        "accounts": accounts, **made, "links": _links(accounts, near), "origins": origins,
        "findings": _findings(accounts), "parties": parties if ids else [], "timeline": timeline,
        "failures": [{"input": "failure-mark", "code": "TS-READ-01", "message": "empty"}],
    })  # fmt: skip


def written(folder: Path, count: int, **options: Any) -> Path:
    """The file of a dossier."""
    path = folder / f"dossier-{count}.json"
    path.write_text(line(dossier(count, **options)) + "\n", encoding="utf-8")
    return path


def told(folder: Path, count: int, **options: Any) -> Told:
    """The dossier as the writers get it."""
    (one,) = stories_of_file(written(folder, count, **options))
    return one
