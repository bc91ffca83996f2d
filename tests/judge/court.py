"""A real server on loopback that speaks the chat protocol, well or badly, and a story for it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from twosource.dossier.check import check_spans
from twosource.engine import dossiers
from twosource.judge import Judge
from twosource.judge.story import judging
from twosource.read import account_of_record
from twosource.types import (
    Account,
    Dossier,
    Finding,
    FindingKind,
    FindingType,
    Position,
    PositionKind,
    Role,
    Span,
)

NORTH = (
    "The ferry Osprey ran aground off Kell Point on Tuesday evening with 48 people aboard, the "
    "coastguard said.\n\nNobody was hurt. Harbour master Ine Dahl said 12 containers had gone "
    "over the side.\n\n“We demand that the owners pay for the clean-up,” Dahl told the Kell "
    "Gazette. The owners, Brisk Lines, said they would not pay before an inquiry.\n\nThe ship was "
    "built in 1998 and had been inspected in March."
)
SOUTH = (
    "A ferry with 61 people aboard ran aground near Kell Point on Tuesday evening, according to "
    "the coastguard.\n\nNobody was hurt, it said. The harbour master, Ine Dahl, said 19 containers "
    "had fallen into the sea.\n\nBrisk Lines refused to pay for the clean-up before an inquiry. "
    "A tug from Aldo pulled the ship free on Wednesday.\n\nThe ship was inspected in March."
)
Said = dict[str, Any]


def accounts(north: str = NORTH, south: str = SOUTH) -> list[Account]:
    """Two reports of one event, written for these tests."""
    return [
        account_of_record({"id": "north", "text": north, "published": "2031-05-07"}, "north"),
        account_of_record({"id": "south", "text": south, "published": "2031-05-07"}, "south"),
    ]


LINES: list[tuple[FindingKind, FindingType, float, str, str]] = [
    ("differ", "number", 0.7, "12 containers", "19 containers"),
    ("differ", "number", 0.64, "48 people", "61 people"),
    ("differ", "polarity", 0.59, "they would not pay before an inquiry",
     "to pay for the clean-up before an inquiry"),
    ("differ", "date", 0.43, "The ship was built in 1998", "The ship was inspected in March"),
    ("differ", "scope", 0.24, "Harbour master Ine Dahl", "Ine Dahl"),
    ("only", "fact", 0.97, "", "A tug from Aldo pulled the ship free on Wednesday."),
    ("agree", "fact", 0.98, "Nobody was hurt.", "Nobody was hurt, it said."),
    ("agree", "fact", 0.42, "ran aground off Kell Point on Tuesday evening",
     "ran aground near Kell Point on Tuesday evening"),
    ("agree", "fact", 0.55, "Harbour master Ine Dahl said", "The harbour master, Ine Dahl, said"),
]  # fmt: skip
"""Lines drafted of the story: (kind, type, score, words of north, words of south), the gravest
first; by hand, so that these tests stand however the drafts of compare change."""
STANDS: list[tuple[str, PositionKind, str, str]] = [
    ("north", "demand", "Dahl", "the owners pay for the clean-up"),
    ("north", "refusal", "Brisk Lines", "they would not pay before an inquiry"),
    ("south", "refusal", "Brisk Lines", "to pay for the clean-up before an inquiry"),
]
"""Positions: (account, kind, holder, content)."""


@cache
def _base(given: tuple[tuple[str, str], ...]) -> Dossier:
    """The dossier of some texts as the program makes it."""
    read = [
        account_of_record({"id": i, "text": text, "published": "2031-05-07"}, i)
        for i, text in given
    ]  # fmt: skip
    (dossier,) = dossiers(read, one_story=True)
    return dossier


def at(text: str, words: str) -> Span:
    """The first place of some words."""
    start = text.index(words)
    return Span(start, start + len(words))


def row(name: str, line: tuple[FindingKind, FindingType, float, str, str], texts: Said) -> Finding:
    """A finding of a line of :data:`LINES`."""
    kind, type_, score, *both = line
    spans = {i: at(texts[i], w) for i, w in zip(texts, both, strict=True) if w}
    return Finding(name, kind, type_, spans, 0.8, score, "Told so.", f"test/{type_}",
                   severity=round(1 - int(name[1:]) / 50, 2), proposition=None)  # fmt: skip


def plain(given: list[Account] | None = None, findings: Sequence[Finding] | None = None) -> Dossier:
    """The dossier of the story with the drafts of :data:`LINES` and :data:`STANDS`."""
    base = _base(tuple((a.id, a.text) for a in given or accounts()))
    texts = {a.id: a.text for a in base.analysis.accounts}
    if findings is None:
        findings = [row(f"f{n}", line, texts) for n, line in enumerate(LINES, 1)]
    register = base.analysis.register
    positions = tuple(
        Position(
            i, f"p{n}", Role(at(texts[i], holder), register.at(i, "text", at(texts[i], holder))),
            kind, None, at(texts[i], content), None, None, "actual", "narrator", "test/stand",
        )
        for n, (i, kind, holder, content) in enumerate(STANDS, 1) if content in texts[i]
    )  # fmt: skip
    analysis = replace(base.analysis, positions=positions)
    return replace(base, analysis=analysis, findings=tuple(findings))


def made(
    judge: Judge | None = None,
    given: list[Account] | None = None,
    findings: Sequence[Finding] | None = None,
) -> tuple[Dossier, str]:
    """The dossier of the story, judged, and all warnings in one text."""
    told: list[str] = []
    dossier = plain(given, findings)
    with judging(judge, told.append) as ask:
        if ask is not None:
            analysis, found = ask(
                dossier.analysis, dossier.findings, links=dossier.links, origins=dossier.origins
            )
            dossier = replace(dossier, analysis=analysis, findings=found)
    check_spans(dossier)
    return dossier, "\n".join(told)


def data(request: Said) -> Said:
    """The data of a request: between the marks, as a model sees it."""
    text = request["messages"][-1]["content"]
    first, _, rest = text.partition("\n")
    body, _, last = rest.rpartition("\n")
    assert first.split()[0] == "DATA" and last == f"END {first.split()[1]}"
    found: Said = json.loads(body)
    return found


def completion(content: str | None, tokens: int = 100) -> Said:
    """What the protocol wraps an answer in."""
    message = {"role": "assistant", "content": content}
    return {
        "id": "c1", "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 60, "completion_tokens": 40, "total_tokens": tokens},
    }  # fmt: skip


Rule = Callable[[Said], str]
"""A note -> verdict."""


def fair(
    rule: Rule = lambda note: "confirm", *, reason: str = "", proposals: Said | None = None
) -> Callable[[Said], str]:
    """A judge that keeps to the protocol."""
    nothing: Said = {"differences": [], "agreements": [], "positions": []}

    def answer(request: Said) -> str:
        asked = data(request)
        if "notes" not in asked:
            return json.dumps(nothing | (proposals or {}))
        said = [{"id": n["id"], "reason": reason, "verdict": rule(n)} for n in asked["notes"]]
        return json.dumps({"verdicts": said})

    return answer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_POST(self) -> None:
        court: Court = self.server  # type: ignore[assignment]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        court.seen.append(body)
        court.headers.append({k.lower(): v for k, v in self.headers.items()})
        court.paths.append(self.path)
        court.behave(self, body)

    def do_GET(self) -> None:
        court: Court = self.server  # type: ignore[assignment]
        court.paths.append(self.path)
        self.say(200, b"{}")

    def say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Type": "application/json"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, piece: bytes, wait: float, times: int = 4000) -> None:
        """An answer that never ends."""
        self.close_connection = True
        self.send_response(200)
        self.end_headers()
        for _ in range(times):
            try:
                self.wfile.write(piece)
                self.wfile.flush()
            except OSError:
                return
            time.sleep(wait)


class Court(ThreadingHTTPServer):
    """The server; ``behave`` says how it answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[Said] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"
        self.behave: Callable[[Handler, Said], None] = self.answering(fair())

    @staticmethod
    def answering(answer: Callable[[Said], str]) -> Callable[[Handler, Said], None]:
        """Behave well, with these answers."""

        def behave(handler: Handler, request: Said) -> None:
            handler.say(200, json.dumps(completion(answer(request))).encode())

        return behave


@contextmanager
def sitting() -> Iterator[Court]:
    """The server answers in a thread of its own as long as the block runs."""
    court = Court()
    thread = threading.Thread(target=court.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield court
    finally:
        court.shutdown()
        court.server_close()
        thread.join()
