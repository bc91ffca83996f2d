"""A hand-made dossier of the example story, so that the report can be tested alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import spacy

from twosource import types as t

_BLANK = spacy.blank("en")


def parsed(account: t.Account) -> t.Parse:
    sections = []
    for part in ("text", *(p for p in account.parts() if p != "text")):
        text = account.part(part)
        sentences = [
            t.Span(m.start(), m.end())
            for m in re.finditer(r"\S[^\n]*?(?:[.!?][”’]?(?=\s|$)|(?=\n|$))", text)
        ]
        sections.append(t.Section(part, text, _BLANK(text), tuple(sentences), (), (), ()))
    return t.Parse(account, tuple(sections), "blank")


def account(name: str, text: str, **extra: object) -> t.Account:
    spans = tuple(t.Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return t.Account(name, text, digest, paragraphs=spans, **extra)  # type: ignore[arg-type]


def at(source: t.Account, words: str) -> t.Span:
    start = source.text.index(words)
    return t.Span(start, start + len(words))


def dossier(
    accounts: Sequence[t.Account],
    *,
    actors: Sequence[t.Actor] = (),
    statements: Sequence[t.Statement] = (),
    events: Sequence[t.Event] = (),
    positions: Sequence[t.Position] = (),
    links: Sequence[t.Derivation] = (),
    origins: Sequence[t.Origin] = (),
    findings: Sequence[t.Finding] = (),
    failures: Sequence[t.Failure] = (),
) -> t.Dossier:
    analysis = t.Analysis(
        tuple(parsed(a) for a in accounts), t.Register(tuple(actors), ()),
        tuple(statements), tuple(events), tuple(positions),
    )  # fmt: skip
    story = t.Story("story-1", tuple(a.id for a in accounts))
    return t.Dossier(story, analysis, tuple(links), tuple(origins), tuple(findings),
                     tuple(failures))  # fmt: skip


def small() -> t.Dossier:
    """Three short accounts with one of everything, written for this test."""
    wire = account(
        "wire.html",
        "The ferry will not sail on Sunday, harbour master Ane Roth told Gull Press.\n\n"
        "“We need 12 new bolts,” she said. Roth offered a bus if the town pays for it.",
        title="Ferry stays in port", outlet="Gull Press", url="https://gullpress.example/ferry",
        language="en", byline=("Ida Holm",),
        published=t.DateCandidate("2024-05-03", "day", "published", "meta date", 0.95),
        dates=(t.DateCandidate("2024-05-03", "day", "published", "meta date", 0.95),),
        credits=(t.Credit("Gull Press", "metadata", "publisher"),),
    )  # fmt: skip
    copy = account(
        "copy.txt",
        "The ferry may not sail on Sunday.\n\nIt needs 20 new bolts, the harbour master says. "
        "A second ferry has been sold.",
        published_reason="only the day the page was saved is known",
        dates=(t.DateCandidate("2024-06-01", "day", "crawled", "line 2", 0.9),),
        repairs=(t.Repair("utf-8 read as windows-1250", 4),),
        furniture=(t.Furniture("related", "Mayor eats fish", None, "other headline"),),
    )  # fmt: skip
    other = account("other", "Nobody on the island was told, said the baker.", outlet="Isle FM",
                    published_reason="no date found", finished=True)  # fmt: skip
    roth = t.Actor("roth", "Ane Roth", "person", ("harbour master",))
    gull = t.Role(at(wire, "Gull Press"), t.Actor("gull", "Gull Press", "organisation"))
    statements = (
        t.Statement("wire.html", "s1", "text", (at(wire, "harbour master Ane Roth"),),
                    (at(wire, "told"),), (at(wire, "The ferry will not sail on Sunday"),),
                    "indirect", roth, gull, "affirmed", "actual", "st-indirect"),
        t.Statement("wire.html", "s2", "text", (at(wire, "she"),), (at(wire, "said"),),
                    (at(wire, "“We need 12 new bolts,”"),), "direct", roth, None, "affirmed",
                    "actual", "st-direct"),
        t.Statement("other", "s3", "text", (at(other, "the baker"),), (at(other, "said"),),
                    (at(other, "Nobody on the island was told"),), "indirect", None, None,
                    "affirmed", "actual", "st-indirect"),
    )  # fmt: skip
    events = (
        t.Event("copy.txt", "e1", "E1", "RETREAT", "", at(copy, "sold"), None, None,
                ("historical",), None, None, (), None, "ev-verb"),
        t.Event("wire.html", "e2", "E2", "REJECT", "", at(wire, "not sail"),
                t.Role(at(wire, "The ferry"), None), None, ("future",),
                t.TimeExpression(at(wire, "Sunday"), "2024-05-05", "2024-05-03"), None, (),
                "s1", "ev-verb"),
    )  # fmt: skip
    positions = (
        t.Position("wire.html", "p1", t.Role(at(wire, "Roth offered"), roth), "offer", None,
                   at(wire, "a bus"), at(wire, "if the town pays for it"), None, "conditional",
                   "indirect", "po-offer"),
    )  # fmt: skip
    links = (
        t.Derivation("wire.html", "copy.txt", "rewritten", "a>b", 0.71,
                     (t.Evidence("run", at(wire, "sail on Sunday"), at(copy, "sail on Sunday")),),
                     "Both hold the same run of words.", "tr-runs"),
        t.Derivation("wire.html", "other", "not-established", "unknown", 0.05, (),
                     "Too little is shared.", "tr-runs"),
        t.Derivation("copy.txt", "other", "not-established", "unknown", 0.04, (),
                     "Too little is shared.", "tr-runs"),
    )  # fmt: skip
    origins = (
        t.Origin("o1", "interview", "Gull Press's interview with Ane Roth",
                 ("wire.html", "copy.txt"), {"wire.html": (at(wire, "told Gull Press"),)},
                 "Gull Press", "roth", ("s1", "s2"), "or-told"),
    )  # fmt: skip
    once = t.SourceRange(1, 1, ("o1",), ("Both rest on one interview.",))
    none = t.SourceRange(0, 1, (), ("Nobody is named for it.",))
    findings = (
        t.Finding("f1", "differ", "number", {"wire.html": at(wire, "12 new bolts"),
                  "copy.txt": at(copy, "20 new bolts")}, 0.9, 0.95, "12 against 20.", "co-number",
                  severity=0.9, proposition="P1"),
        t.Finding("f2", "differ", "hedging", {"wire.html": at(wire, "will not sail"),
                  "copy.txt": at(copy, "may not sail")}, 0.9, 0.8, "Sure against unsure.",
                  "co-hedge", severity=0.7, proposition="P2"),
        t.Finding("f3", "agree", "fact", {
                  "wire.html": at(wire, "The ferry will not sail on Sunday"),
                  "copy.txt": at(copy, "The ferry may not sail on Sunday")}, 0.8, 0.7,
                  "Both tell of the ferry on Sunday.", "co-align", sources=once,
                  proposition="P2"),
        t.Finding("f4", "only", "fact", {"copy.txt": at(copy, "A second ferry has been sold")},
                  0.0, 0.6, "No other account has it.", "co-only", sources=none),
    )  # fmt: skip
    failures = (t.Failure("broken.bin", "TS-READ-02", "TS-READ-02 broken.bin: binary"),)
    return dossier((wire, copy, other), actors=(roth,), statements=statements, events=events,
                   positions=positions, links=links, origins=origins, findings=findings,
                   failures=failures)  # fmt: skip
