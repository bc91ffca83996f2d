"""Speed of tracing: signatures and candidates over a growing corpus, and one
large story in full.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from twosource.bench.table import Row
from twosource.group.sketch import candidates, sketch
from twosource.trace import trace
from twosource.types import Account

SIZES = (5_000, 20_000)
STORY = 1_000
_COPIES = 0.2  # share of texts that are copies of one of the sources
_DROPPED = 0.05  # share of words a copy loses


def speed(data: Path) -> Iterator[Row]:
    """Documents per CPU-second at two sizes, and 1,000 accounts of one story."""
    with gzip.open(data / "wire/docs.jsonl.gz", "rt", encoding="utf-8") as stream:
        texts = ["\n\n".join(json.loads(line)["body"]) for line in stream]
    for size in SIZES:
        print(f"bench trace: {size} documents", file=sys.stderr)
        corpus = list(_corpus(texts, size))
        words = sum(len(t.split()) for t in corpus) // size
        start = time.process_time()
        candidates(sketch(corpus))
        rate = size / (time.process_time() - start)
        name = f"{size:,} texts of {words} words"
        yield Row(name, "signatures and candidates, documents per CPU-second", rate, {}, ">= 4,000")
    print(f"bench trace: a story of {STORY} accounts", file=sys.stderr)
    # in a process of its own: the memory of the rest of the bench is not tracing's
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found, seconds, peak = pool.submit(_one_story, texts).result()
    name = f"{STORY:,} accounts of one story ({found:,} links)"
    yield Row(name, "CPU-seconds", seconds, {}, "< 60", False)
    yield Row(name, "peak memory, GB", peak, {}, "< 1", False)


def _one_story(texts: list[str]) -> tuple[int, float, float]:
    """Links, CPU-seconds, and peak memory in GB (texts and Python with them)."""
    story = [
        Account(id=str(n), text=_edited(random.Random(n), texts[n % len(texts)]), sha256="")  # noqa: S311
        for n in range(STORY)
    ]
    start = time.process_time()
    found = len(trace(story))
    seconds = time.process_time() - start
    return found, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _corpus(texts: list[str], size: int) -> Iterator[str]:
    """Mostly texts of no common words order, and some copies."""
    chance = random.Random(5)  # noqa: S311
    vocabulary = sorted({w for t in texts for w in t.split()})
    for _ in range(size):
        text = chance.choice(texts)
        if chance.random() < _COPIES:
            yield _edited(chance, text)
        else:
            yield " ".join(chance.choices(vocabulary, k=len(text.split())))


def _edited(chance: random.Random, text: str) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(
        " ".join(w for w in p.split() if chance.random() > _DROPPED) for p in paragraphs
    )
