"""Copies, rewrites, directions and origins against known ones; speed of a large story.

``wire``, ``revisions``, ``source_counts`` and ``speed`` make rows, ``tables`` the rest.
"""

from twosource.bench.trace.tables import run

__all__ = ["run"]
