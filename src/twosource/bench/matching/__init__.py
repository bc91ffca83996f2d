"""One statement in several accounts, and its speakers, against invented stories.

``gold`` loads the stories, ``scores`` and ``pairs`` count, ``tables`` makes the rows.
"""

from twosource.bench.matching.tables import run

__all__ = ["run"]
