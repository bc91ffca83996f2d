"""A store against what it saves, and as it grows.

``calls`` runs the command line and weighs it, ``grown`` makes stores of invented accounts,
``tables`` makes the rows.
"""

from twosource.bench.store.tables import run

__all__ = ["run"]
