"""Statements: ours with and without the labeller, and the peers, in one run."""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from twosource.bench.statement_scores import Attribution, Pair, Tally, overlap
from twosource.bench.table import Row, Table
from twosource.errors import UsageError
from twosource.find.statements.find import find_statements, form
from twosource.language import parse
from twosource.language.pipeline import load
from twosource.parties import resolve
from twosource.types import Account, Actor, Parse, Quote, Register, Span, Statement

_TARGETS = {"joint": ">= .62", "content": "> .66", "source": "> .76", "cue": "> .70"}
_FORMS = {"direct": ">= .93", "mixed": ">= .75", "indirect": ">= .55"}
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "i", "we", "who"})


def run(data: Path) -> Table:
    """The table, from the folder with ``polnear/`` and ``gum_news/``.

    Raises:
        UsageError: ``TS-USE-04`` where the folder lacks both.
    """
    rows: list[Row] = []
    notes: list[str] = []
    if (data / "polnear" / "dev.jsonl.gz").exists():
        rows += _polnear(data / "polnear" / "dev.jsonl.gz", notes)
    if (data / "gum_news" / "dev.jsonl.gz").exists():
        rows += _gum(data / "gum_news" / "dev.jsonl.gz")
    if not rows:
        raise UsageError("TS-USE-04", str(data))
    return Table("statements", tuple(rows), tuple(notes))


def _records(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _gold(record: dict[str, Any], quotes: Sequence[Quote]) -> list[Attribution]:
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


def _ours(statements: Sequence[Statement]) -> list[Attribution]:
    """Flat, as the corpus is: statements inside another are left out."""
    return [
        Attribution(_pairs(s.source), _pairs(s.cue), _pairs(s.content))
        for s in statements
        if s.part == "text" and s.inside is None
    ]


def _pairs(spans: Sequence[Span]) -> tuple[Pair, ...]:
    return tuple(sorted((s.start, s.end) for s in spans))


def _polnear(path: Path, notes: list[str]) -> Iterator[Row]:
    records = _records(path)
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
        gold = _gold(record, parsed.section("text").quotes)
        ours.add(_ours(found), gold)
        rules.add(_ours(find_statements(parsed, Register((), ()), model=None)), gold)
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


def _gum(path: Path) -> Iterator[Row]:
    """Wikinews.  Its contents end with their sentence and leave quote marks out,
    so ours are clipped to that sentence and only letters count; and not every
    quote is marked, so recall is what can be measured.
    """
    records = _records(path)
    total = Counter[str]()
    for number, record in enumerate(records):
        print(f"statements: GUM {number + 1}/{len(records)}", end="\r", file=sys.stderr)
        parsed = parse(Account(id=record["id"], text=record["text"], sha256=""))
        register = resolve([parsed])
        _gum_text(record, parsed, register, find_statements(parsed, register), total)
    print(file=sys.stderr)
    name = f"GUM news ({len(records)} articles, {total['gold']} attributions)"
    yield Row(name, "content >= .8, recall", _share(total, "content", "gold"), {}, ">= .62")
    yield Row(name, "joint, recall", _share(total, "joint", "gold"), {}, ">= .58")
    for kind, target in (("", ">= .80"), (" pronoun", ">= .65"), (" nominal", ">= .50")):
        value = _share(total, f"right{kind}", f"speakers{kind}")
        metric = f"speaker in the right chain{',' if kind else ''}{kind}"
        yield Row(name, f"{metric} (of {total[f'speakers{kind}']})", value, {}, target)


def _share(total: Counter[str], hits: str, of: str) -> float:
    return total[hits] / total[of] if total[of] else 0.0


def _gum_text(
    record: dict[str, Any],
    parsed: Parse,
    register: Register,
    statements: Sequence[Statement],
    total: Counter[str],
) -> None:
    text = record["text"]
    gold = [a for a in record["attributions"] if a["source_kind"] != "other" and a["content"]]

    def letters(start: int, end: int) -> int:
        return sum(c.isalnum() for c in text[start:end])

    chains = [(m["start"], m["end"], m["chain"]) for m in record["mentions"]]
    by_content = {_pairs(s.content): s for s in statements if s.part == "text"}
    for item in gold:
        total["gold"] += 1
        want = tuple(sorted((int(s), int(e)) for s, e in item["content"]))
        sentence = _sentence(parsed, want)
        options = []
        for key, statement in by_content.items():
            clipped = tuple(
                (max(s, sentence[0]), min(e, sentence[1]))
                for s, e in key
                if max(s, sentence[0]) < min(e, sentence[1])
            )
            if clipped:
                options.append((overlap(clipped, want, letters), statement))
        value, best = max(options, key=lambda o: o[0], default=(0.0, None))
        if best is None or value < 0.8:
            continue
        total["content"] += 1
        source = tuple((int(s), int(e)) for s, e in item["source"])
        total["joint"] += overlap(_pairs(best.source), source, letters) >= 0.5
        if item["source_chain"] is None or not source:
            continue
        words = text[source[0][0] : source[0][1]]
        kind = _kind(words)
        right = _chain(register, record["id"], best.speaker, chains, source) == str(
            item["source_chain"]
        )
        for key2 in ("", kind):
            total[f"speakers{key2}"] += 1
            total[f"right{key2}"] += right


def _kind(words: str) -> str:
    if words.lower() in _PRONOUNS:
        return " pronoun"
    return " name" if any(w[:1].isupper() for w in words.split()[1:] or [words]) else " nominal"


def _sentence(parsed: Parse, content: Sequence[Pair]) -> Pair:
    low, high = content[0][0], content[-1][1]
    for sentence in parsed.section("text").sentences:
        if sentence.start <= low < sentence.end:
            return min(low, sentence.start), max(high, sentence.end)
    return low, high


def _chain(
    register: Register,
    account: str,
    speaker: Actor | None,
    chains: Sequence[tuple[int, int, str]],
    source: Sequence[Pair],
) -> str:
    """The gold chain most mentions of our speaker belong to; the mention that
    is the source itself does not vote where there are others.
    """
    if speaker is None:
        return ""
    votes: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for mention in register.mentions:
        if mention.account != account or mention.actor != speaker.id or mention.part != "text":
            continue
        for start, end, chain in chains:
            if end == mention.span.end and abs(start - mention.span.start) < 40:
                itself = source[0][0] <= mention.span.start < source[0][1]
                (own if itself else votes)[str(chain)] += 1
    best = (votes or own).most_common(1)
    return best[0][0] if best else ""
