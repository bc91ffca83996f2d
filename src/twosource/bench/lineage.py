"""The row with known truth: a statement of one origin, carried by many."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from twosource.bench.table import Row
from twosource.find import find_statements
from twosource.language import parse_all
from twosource.parties import resolve
from twosource.trace import find_origins, independent_sources, trace
from twosource.types import Account, Analysis, Span


def source_counts(data: Path) -> Iterator[Row]:
    """At least and at most so many sources, for each statement of known origin."""
    with gzip.open(data / "wire/docs.jsonl.gz", "rt", encoding="utf-8") as stream:
        docs = {d["id"]: d for d in map(json.loads, stream)}
    with gzip.open(data / "wire/source_counts.jsonl.gz", "rt", encoding="utf-8") as stream:
        known = [json.loads(line) for line in stream]
    for item in known:
        print(f"bench trace: {item['key']} (parses {len(item['docs'])} accounts)", file=sys.stderr)
        pattern = re.compile(item["pattern"])
        accounts, carriers = [], {}
        for key in item["docs"]:
            text = "\n\n".join(docs[key]["body"])
            host = docs[key]["publisher"]
            accounts.append(Account(id=key, text=text, sha256="", outlet=host, publisher=host))
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
