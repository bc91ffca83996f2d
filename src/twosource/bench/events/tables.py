"""The table of the event coder: types with the dyad given, whole triples, linking.

``data`` is the ``acts`` folder.  Peers in the same run: a TF-IDF + linear SVM on the
same folds, the published predictions of ZSP (roberta-large-mnli) that stand in the
data, and "same lemma, same topic" for linking.
"""

from __future__ import annotations

import time
from pathlib import Path

from twosource.bench.data import lines, say
from twosource.bench.events.coreference import link_rows
from twosource.bench.events.dyads import cross_validated, examples
from twosource.bench.events.triples import end_to_end
from twosource.bench.table import Row, Table


def run(data: Path) -> Table:
    """The table; seconds are of this process."""
    rows = lines(data / "plv" / "train.jsonl.gz")
    say("events", "parsing plv")
    start = time.process_time()
    found = examples(rows)
    speed = len(rows) / (time.process_time() - start)
    notes = ["plv: the lexicon was written while reading these sentences; the model is"
             " scored on folds it has not seen."]  # fmt: skip
    table: list[Row] = []
    try:
        scores = cross_validated(rows, found)
        peers = [n for n in scores if n not in {"rules", "ours"}]
        for i, metric in enumerate(("type accuracy", "type macro-F1")):
            table.append(
                Row(f"plv train ({len(rows)})", f"{metric}, dyad given, cross-validated",
                    scores["ours"][i], {n: scores[n][i] for n in peers})
            )  # fmt: skip
            table.append(Row(f"plv train ({len(rows)})", f"{metric}, rules alone",
                             scores["rules"][i]))  # fmt: skip
    except ImportError:
        notes.append("scikit-learn is missing: no cross-validated rows, no SVM.")
    gsr = lines(data / "plover_gsr" / "dev.jsonl.gz")
    for name, share in end_to_end(gsr).items():
        table.append(Row(f"plover_gsr dev ({len(gsr)})", f"{name} found, end to end", share))
    table += link_rows(data)
    table.append(Row(f"plv train ({len(rows)})", "sentences per CPU-second", speed))
    return Table("events", tuple(table), tuple(notes))
