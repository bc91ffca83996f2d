"""A crawl of known lineage, small and ten times as large: cost, memory and what is found.

``planted`` makes the accounts, ``pages`` their WARC files, ``measured`` runs the pipeline over them
and ``truth`` scores the links.
"""

from twosource.bench.scale.tables import run

__all__ = ["run"]
