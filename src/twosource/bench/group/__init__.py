"""Stories among many accounts against known ones; how the clustering is fitted.

``fit`` reads the sets and fits the trees, ``tables`` makes the rows.
"""

from twosource.bench.group.tables import run

__all__ = ["run"]
