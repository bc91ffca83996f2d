"""Types, triples and coreference of events against coded sentences.

``dyads``, ``triples`` and ``coreference`` measure, ``tables`` makes the rows.
"""

from twosource.bench.events.tables import run

__all__ = ["run"]
