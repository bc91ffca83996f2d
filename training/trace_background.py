"""Count in how many stories each word occurs: the background table of group and trace.

    python training/trace_background.py ../shared/eval/trace

Counts are per story, not per document, so that an event told by forty outlets
does not make its names common.  Words seen in one story only are left out: not
to be in the table already means rare.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from twosource.group.words import split, word_hash

OUT = Path(__file__).parents[1] / "src/twosource/group/models/background.npz"


def _lines(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _stories(data: Path) -> Iterator[list[str]]:
    for event in _lines(data / "neus/events.jsonl.gz"):
        yield [f"{a['title']}\n{a['text']}" for a in event["articles"]]
    for folder, key in (
        ("basil/docs", "text"),
        ("ecbplus/docs", "text"),
        ("uci_headlines/headlines", "title"),
    ):
        stories: dict[str, list[str]] = {}
        for doc in _lines(data / f"{folder}.jsonl.gz"):
            stories.setdefault(doc["story"], []).append(f"{doc.get('title', '')}\n{doc[key]}")
        yield from stories.values()


def main() -> None:
    data = Path(sys.argv[1])
    counts: Counter[str] = Counter()
    total = 0
    for story in _stories(data):
        total += 1
        counts.update({key for text in story for key in split(text).keys})
    kept = sorted((word_hash(k), n) for k, n in counts.items() if n > 1)
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        hashes=np.array([h for h, _ in kept], dtype=np.uint64),
        counts=np.array([n for _, n in kept], dtype=np.uint16),
        total=np.array(total, dtype=np.int64),
    )
    OUT.write_bytes(buffer.getvalue())
    print(total, "stories", len(kept), "words", hashlib.sha256(buffer.getvalue()).hexdigest())


if __name__ == "__main__":
    main()
