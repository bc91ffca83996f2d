"""Speed of tracing: signatures and candidates of a small corpus, and one large
story in full.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from twosource.bench.data import lines, say
from twosource.bench.growth.tables import rows_of
from twosource.bench.measures.memory import peak_gb
from twosource.bench.table import Row
from twosource.trace import trace
from twosource.types import Account

SIZE = 20_000  # twosource bench growth goes up to 300,000
STORY = 1_000
_DROPPED = 0.05  # share of words a copy loses


def speed(data: Path) -> Iterator[Row]:
    """Signatures and candidates of a small corpus, and 1,000 accounts of one story."""
    yield from rows_of(SIZE)
    texts = ["\n\n".join(d["body"]) for d in lines(data / "wire/docs.jsonl.gz")]
    say("trace", f"a story of {STORY} accounts")
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
    return found, seconds, peak_gb()


def _edited(chance: random.Random, text: str) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(
        " ".join(w for w in p.split() if chance.random() > _DROPPED) for p in paragraphs
    )
