"""Makes a story of many accounts out of the example stories: rewrites and copies, seeded.

    python tests/tools/crowd.py 200 > crowd.jsonl

The accounts of the harbour example come first, then up to fifteen rewrites of
them, then copies of any of these, as a wire story spreads.  A rewrite loses
paragraphs, moves one, changes a figure, a word or a hedge; a copy is the text
under another name, at times cut at its end.  The same count and seed give the
same bytes.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

HARBOUR = Path(__file__).parents[2] / "examples" / "harbour" / "accounts"
REWRITES = 15
"""Rewrites before the copies begin: with the five of the example, twenty accounts."""
PLACES = (
    "Vellin", "Lowmarsh", "Lomarra", "Castor", "Ostrel", "Brannick", "Tarn", "Quellmouth",
    "Isk", "Fenwater", "Pellgate", "Sundry",
)  # fmt: skip
PAPERS = ("Courier", "Echo", "Post", "Voice", "Register", "Mail", "Argus", "Lantern", "Tide")
EXCHANGED = (
    ("said on", "told reporters on"), ("boats", "vessels"), ("harbour", "port"),
    ("about", "around"),
    ("according to", "say officials at"), ("could", "would"), ("will", "may"),
    ("families", "households"), ("was injured", "was hurt"), ("demanded", "asked for"),
    ("injured", "wounded"), ("met", "held talks with"), ("talks", "negotiations"),
)  # fmt: skip


def outlet(number: int) -> str:
    """An invented outlet, another for each number up to 108, counted on after that."""
    turn, rest = divmod(number, len(PLACES) * len(PAPERS))
    place, paper = PLACES[rest % len(PLACES)], PAPERS[rest // len(PLACES)]
    return f"{place} {paper}" + (f" {turn + 1}" if turn else "")


def _figure(text: str, rng: random.Random) -> str:
    """The text with one figure changed, where it has any."""
    found = list(re.finditer(r"(?<![\d,.:])\d{1,3}(?![\d,.:])", text))
    if not found:
        return text
    hit = rng.choice(found)
    return text[: hit.start()] + str(int(hit[0]) + rng.randint(2, 9)) + text[hit.end() :]


def rewrite(text: str, rng: random.Random) -> str:
    """Another telling: paragraphs lost and moved, words exchanged, figures changed."""
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    kept = paragraphs[:1] + [p for p in paragraphs[1:] if rng.random() < 0.75]
    if len(kept) > 3:
        kept.insert(rng.randint(1, len(kept) - 2), kept.pop())
    out = []
    for paragraph in kept:
        for old, new in EXCHANGED:
            if rng.random() < 0.4:
                paragraph = re.sub(rf"\b{old}\b", new, paragraph, count=1)
        out.append(_figure(paragraph, rng) if rng.random() < 0.25 else paragraph)
    return "\n\n".join(out)


def crowd(count: int, seed: int = 7) -> list[dict[str, object]]:
    """``count`` finished accounts of one event, as records of JSON Lines."""
    from twosource.read import read
    from twosource.types import Account

    rng = random.Random(seed)
    sources = [a for a in read([HARBOUR]) if isinstance(a, Account)]
    records: list[dict[str, object]] = [
        {"id": a.id, "title": a.title, "outlet": a.outlet, "text": a.text,
         **({"published": a.published.value} if a.published else {})}
        for a in sources[:count]
    ]  # fmt: skip
    while len(records) < min(count, len(sources) + REWRITES):
        number = len(records)
        source = rng.choice(sources)
        records.append({
            "id": f"rewrite-{number}", "title": source.title, "outlet": outlet(number),
            "text": rewrite(source.text, rng), "published": f"2024-03-{14 + number % 5}",
        })  # fmt: skip
    first = list(records)
    while len(records) < count:
        number, source = len(records), rng.choice(first)
        text = str(source["text"])
        if rng.random() < 0.2:
            text = text.rsplit("\n\n", 1)[0]
        records.append({
            "id": f"copy-{number}", "title": source["title"], "outlet": outlet(number),
            "text": text, "published": f"2024-03-{15 + number % 5}",
        })  # fmt: skip
    return records


if __name__ == "__main__":
    for record in crowd(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7):
        print(json.dumps(record, ensure_ascii=False))
