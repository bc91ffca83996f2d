"""The row with known truth: a statement of one origin, carried by many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from twosource.bench.data import account, lines, say
from twosource.bench.table import Row
from twosource.find import find_statements
from twosource.language import parse_all
from twosource.parties import resolve
from twosource.trace import find_origins, independent_sources, trace
from twosource.types import Analysis, Span


def source_counts(data: Path) -> Iterator[Row]:
    """At least and at most so many sources, for each statement of known origin."""
    docs = {d["id"]: d for d in lines(data / "wire/docs.jsonl.gz")}
    for item in lines(data / "wire/source_counts.jsonl.gz"):
        say("trace", f"{item['key']} (parses {len(item['docs'])} accounts)")
        pattern = re.compile(item["pattern"])
        accounts, carriers = [], {}
        for key in item["docs"]:
            text = "\n\n".join(docs[key]["body"])
            host = docs[key]["publisher"]
            accounts.append(account(key, text, outlet=host))
            match = pattern.search(text)
            if match:
                carriers[key] = Span(*match.span())
        parses = tuple(parse_all(accounts))
        register = resolve(parses)
        statements = tuple(s for p in parses for s in find_statements(p, register))
        analysis = Analysis(parses, register, statements, (), ())
        links = trace(accounts, analysis)
        found = independent_sources(carriers, analysis, links, find_origins(analysis, links))
        publishers = {"count of publishers": float(len({docs[k]["publisher"] for k in carriers}))}
        name = f"{item['key']} ({len(carriers)} carriers, one origin)"
        yield Row(name, "independent sources, at least", found.at_least, {}, "1")
        yield Row(name, "independent sources, at most", found.at_most, publishers, "<= 3", False)
