"""Findings of two short accounts, made by hand."""

from __future__ import annotations

from twosource.engine import analyse
from twosource.read import account_of_record
from twosource.types import Analysis, Finding, Span

ONE = "The dam at Orr holds 40 million litres. The mayor of Orr thanked the crews."
TWO = "The Orr dam holds 55 million litres. Orr's mayor thanked the crews."


def contested() -> tuple[Analysis, list[Finding]]:
    """A row with a figure at odds in it, one without, and nothing that tells the difference."""
    analysis = analyse([
        account_of_record({"id": "one", "text": ONE}, "one"),
        account_of_record({"id": "two", "text": TWO}, "two"),
    ])  # fmt: skip

    def row(name: str, a: str, b: str) -> Finding:
        spans = {"one": _at(ONE, a), "two": _at(TWO, b)}
        return Finding(name, "agree", "fact", spans, 0.8, 0.35, "Both tell it.", "row/test")

    return analysis, [
        row("row", "The dam at Orr holds 40 million litres", "The Orr dam holds 55 million litres"),
        row("plain", "The mayor of Orr thanked the crews", "Orr's mayor thanked the crews"),
    ]


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
