"""Relations of the parser that several stages ask for."""

from __future__ import annotations

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
"""Relations of a subject to its verb."""
