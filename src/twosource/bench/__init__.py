"""Data sets -> tables of figures, ours and the peers' from one run.

A folder (or a file) for each stage, whose ``run(data)`` gives its table.  They stand on
``measures`` and ``data``, which stand on ``table``; no stage uses another's, but that ``trace``
shows the first rows of ``growth``.
"""
