"""PolNeAR: source, cue and content of attributions in political news."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from twosource.bench.data import lines
from twosource.bench.statements.scores import Attribution, Pair, Tally, pairs
from twosource.bench.table import Row
from twosource.find.statements.find import find_statements, form
from twosource.language import parse
from twosource.language.pipeline import load
from twosource.types import Account, Parse, Quote, Register, Span, Statement

_TARGETS = {"joint": ">= .62", "content": "> .66", "source": "> .76", "cue": "> .70"}
_FORMS = {"direct": ">= .93", "mixed": ">= .75", "indirect": ">= .55"}


def attributions(record: dict[str, Any], quotes: Sequence[Quote]) -> list[Attribution]:
    """The attributions of a record that have a content; their form by the quotes found."""
    out = []
    for item in record["attributions"]:
        if item["content"]:
            spans = {
                k: tuple(sorted((int(s), int(e)) for s, e in item[k]))
                for k in ("source", "cue", "content")
            }
            content = [Span(*p) for p in spans["content"]]
            out.append(Attribution(**spans, form=form(record["text"], content, quotes)))
    return out


def flat(statements: Sequence[Statement]) -> list[Attribution]:
    """What was found, flat, as the corpus is: statements inside another are left out."""
    return [
        Attribution(pairs(s.source), pairs(s.cue), pairs(s.content))
        for s in statements
        if s.part == "text" and s.inside is None
    ]


def polnear_rows(path: Path, notes: list[str]) -> Iterator[Row]:
    records = lines(path)
    ours, rules = Tally(), Tally()
    seconds, words = 0.0, 0
    parses: list[tuple[Parse, list[Attribution]]] = []
    parse(Account(id="warm", text="Warm up.", sha256=""))
    find_statements(parse(Account(id="w", text="He said so.", sha256="")), Register((), ()))
    for number, record in enumerate(records):
        print(f"statements: PolNeAR {number + 1}/{len(records)}", end="\r", file=sys.stderr)
        account = Account(id=record["id"], text=record["text"], sha256="")
        begin = time.process_time()
        parsed = parse(account)
        found = find_statements(parsed, Register((), ()))
        seconds += time.process_time() - begin
        words += len(record["text"].split())
        gold = attributions(record, parsed.section("text").quotes)
        ours.add(flat(found), gold)
        rules.add(flat(find_statements(parsed, Register((), ()), model=None)), gold)
        parses.append((parsed, gold))
    print(file=sys.stderr)
    peers = {"rules on spaCy (ours, no model)": rules}
    refused = _textacy(parses, peers, notes)
    name = f"PolNeAR dev ({len(records)} articles)"
    yield _row(name, "joint F1 (content >= .8, right source)", ours, peers, "joint")
    yield _row(name, "content >= .8, F1", ours, peers, "fits")
    for kind in ("content", "source", "cue"):
        yield _row(name, f"{kind} spans, exact F1", ours, peers, kind)
    for kind in _FORMS:
        yield _row(name, f"recall >= .8, {kind}", ours, peers, kind)
    yield Row(name, "texts refused", 0.0, refused, "0", higher=False)
    yield Row(name, "words per CPU-second, parse included", words / max(seconds, 1e-9), {},
              ">= 4,000")  # fmt: skip


def _row(name: str, metric: str, ours: Tally, peers: dict[str, Tally], what: str) -> Row:
    def value(tally: Tally) -> float:
        if what == "joint":
            return tally.f1(tally.joint)
        if what == "fits":
            return tally.f1(tally.content)
        return tally.recall(what) if what in _FORMS else tally.span_f1(what)

    target = {**_TARGETS, **_FORMS}.get(what, "")
    return Row(name, metric, value(ours), {k: value(v) for k, v in peers.items()}, target)


def _textacy(
    parses: Sequence[tuple[Parse, list[Attribution]]], peers: dict[str, Tally], notes: list[str]
) -> dict[str, float]:
    """Textacy's direct quotations on the same parses; it refuses odd quotes."""
    try:
        from importlib.metadata import version

        from textacy.extract.triples import direct_quotations
    except ImportError:
        notes.append("textacy is not installed: left out.")
        return {}
    tally, refused, nlp = Tally(), 0, load()
    for parsed, gold in parses:
        found: list[Attribution] = []
        try:
            for triple in direct_quotations(nlp(parsed.account.text)):
                found.append(
                    Attribution(
                        _tokens(triple.speaker), _tokens(triple.cue), (_edges(triple.content),)
                    )
                )
        except ValueError:
            refused += 1
        tally.add(found, gold)
    peers[f"textacy {version('textacy')}"] = tally
    return {f"textacy {version('textacy')}": float(refused)}


def _tokens(tokens: Any) -> tuple[Pair, ...]:
    return ((tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)),) if tokens else ()


def _edges(span: Any) -> Pair:
    return int(span.start_char), int(span.end_char)
