"""The pipeline over many files: shards that are done once, tables or a store at the end.

``settings`` reads the configuration; ``driver`` plans the tasks of every stage (``stages``) and
leaves alone what ``work`` holds done; ``engines`` carries them to processes or machines, and
``output`` puts what they made in its place.
"""

from twosource.run.call import Summary, run

__all__ = ["Summary", "run"]
