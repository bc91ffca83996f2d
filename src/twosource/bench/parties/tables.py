"""Parties: speakers in the right chain (GUM news), wrong merges, one identity over accounts.

GUM's gold coreference is licensed for non-commercial use: it measures, and trains nothing.
"""

from __future__ import annotations

from pathlib import Path

from twosource.bench.parties.gum import gum
from twosource.bench.parties.holders import holder_rows
from twosource.bench.table import Row, Table
from twosource.errors import UsageError


def run(data: Path) -> Table:
    """The table; ``data`` is the folder of the statement data, beside ``compare``.

    Raises:
        UsageError: ``TS-USE-04`` where the data is missing.
    """
    path = data / "gum_news" / "dev.jsonl.gz"
    if not path.exists():
        raise UsageError("TS-USE-04", str(path))
    score, seconds, words = gum(path)
    rows = [
        Row(f"GUM news, {score.all[kind]} sources", f"speaker in the right chain, {kind}",
            score.right[kind] / max(1, score.all[kind]), {}, target)
        for kind, target in (("all", ">= .80"), ("pronoun", ">= .65"), ("nominal", ">= .50"),
                             ("name", ""))
    ]  # fmt: skip
    rows += [
        Row(f"GUM news, {score.mentions} mentions", "mentions put to the wrong party",
            score.off / max(1, score.mentions), {}, "", False),
        Row(f"GUM news, {score.pairs} mention pairs", "pairs put together wrongly",
            score.wrong / max(1, score.pairs), {}, "", False),
        Row(f"GUM news, {score.speaker_pairs} speaker pairs", "different speakers merged",
            score.speaker_merges / max(1, score.speaker_pairs), {}, "<= .01", False),
    ]  # fmt: skip
    rows.append(Row("GUM news", "words per CPU-second, parse left out", words / max(seconds, 1e-9)))
    rows += holder_rows(data.parent / "compare" / "gold_pairs")
    return Table("parties", tuple(rows), ("No coreference model installs here; there is no peer.",))
