"""The stage's two entrances."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.compare.rows import find_all
from twosource.types import Analysis, Derivation, Finding, Origin


def compare(
    analysis: Analysis, links: Sequence[Derivation], origins: Sequence[Origin]
) -> tuple[Finding, ...]:
    """What the accounts of one story agree on, where they differ, what only one has.

    Args:
        analysis: parses, parties and statements; works on parses alone.
        links: derivations among the accounts, for the independent-source range.
        origins: where information first entered print, for the same.

    Returns:
        Findings, the gravest first.  A proposition is one ``agree`` row over all
        accounts that carry it, with ``sources``; differences stand beside it and share
        its ``proposition``.  Fewer than two accounts give captions only.
    """
    return find_all(analysis, links, origins)


def compare_pair(analysis: Analysis) -> tuple[Finding, ...]:
    """The findings of one pair of accounts, without tracing them."""
    return find_all(analysis, (), ())
