"""Signatures and candidates over invented corpora of growing size.

``invented_news`` makes the texts, ``tables`` sketches them and makes the rows.
"""

from twosource.bench.growth.tables import run

__all__ = ["run"]
