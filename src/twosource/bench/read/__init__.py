"""Pages and dumps against gold bodies, titles, authors, dates; damaged texts against clean ones.

``pages`` reads the sets; ``bodies``, ``metadata`` and ``repairs`` make rows from them.
"""

from twosource.bench.read.tables import run

__all__ = ["run"]
