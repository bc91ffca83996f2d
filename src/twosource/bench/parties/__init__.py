"""Mentions, speakers and holders against gold chains and labelled pairs.

``gum`` and ``holders`` count, ``tables`` makes the rows.
"""

from twosource.bench.parties.tables import run

__all__ = ["run"]
