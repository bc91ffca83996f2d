"""Of which story an annotation is, where several are given.

Stories of several dossiers may bear one name, ``story-1``, and accounts too; a name alone tells
none.  The mark that an export carries does; where a tool lost it, the quoted words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from twosource.errors import ExchangeError

T = TypeVar("T")
_COUNTED = re.compile(r"\A(urn:twosource:story:[^:]*?)%23[0-9]+(?=:|\Z)")


def base(iri: str) -> str:
    """A name of ours without the number by which an export told stories of one name apart."""
    return _COUNTED.sub(r"\1", iri)


def chosen(
    found: Sequence[T], marked: Callable[[T], bool], fits: Callable[[T], tuple[int, ...]],
    where: str, *, foreign: bool,
) -> T | None:  # fmt: skip
    """The candidate that an annotation is of.

    Args:
        found: the candidates.
        marked: whether the annotation bears the mark of a candidate's dossier.
        fits: how well the annotation fits a candidate; all zero where not at all.
        where: names the annotation in errors.
        foreign: whether it bears a mark, so that of a candidate without it more is asked.

    Returns:
        ``None`` where it is of no candidate.

    Raises:
        ExchangeError: ``TS-EXCH-10``, it fits several as well.
    """
    ours = next((one for one in found if marked(one)), None)
    if ours is not None or not found:
        return ours
    ranked = sorted(((fits(one), -n) for n, one in enumerate(found)), reverse=True)
    best = ranked[0][0]
    if not any(best) and (foreign or len(found) > 1):
        return None
    if len(ranked) > 1 and ranked[1][0] == best:
        raise ExchangeError("TS-EXCH-10", where)
    return found[-ranked[0][1]]
