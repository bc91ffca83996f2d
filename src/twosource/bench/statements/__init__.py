"""Source, cue and content of statements against PolNeAR and Wikinews.

``polnear`` and ``gum`` make the rows, by the measures in ``scores``.
"""

from twosource.bench.statements.tables import run

__all__ = ["run"]
