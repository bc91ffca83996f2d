"""Agreements and differences of whole pairs, sentence pairs and made edits.

``pairs`` and ``sets`` load, ``scores`` holds against labels, ``folds`` fits anew without some
stories, ``edits`` makes differences; ``tables`` makes the rows.
"""

from twosource.bench.compare.tables import run

__all__ = ["run"]
