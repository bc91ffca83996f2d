"""Credits that one copy shows and the other leaves out, carried along the links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.trace.decide import EDITED
from twosource.trace.lineage import dependent
from twosource.types import Derivation

_STRONG = 0.75 + 0.25 * (0.5 - EDITED) / (1.0 - EDITED)  # score of half the words in common
_WEAK_SIGNS = frozenset({"unknown"})


def inherit_credits(
    links: Sequence[Derivation], credited: Mapping[str, Sequence[str]]
) -> list[Derivation]:
    """Directions of pairs without a credit that both copy a third which has one.

    Where half of an account's words stand in an account that credits an agency,
    its text is that agency's.  Two such accounts have the text in common; which
    of them came first does not matter then.  This is the one place where a
    third account changes a link, and the reason names it.
    """
    lent: dict[str, dict[str, str]] = {}
    for link in links:
        if not dependent(link) or link.score < _STRONG:
            continue
        for here, there in ((link.a, link.b), (link.b, link.a)):
            for name in credited.get(there, ()):
                if not credited.get(here):
                    of_here = lent.setdefault(here, {})
                    of_here[name] = min(of_here.get(name, there), there)
    return [_settled(link, lent) for link in links]


def _settled(link: Derivation, lent: Mapping[str, Mapping[str, str]]) -> Derivation:
    if not dependent(link) or link.direction not in _WEAK_SIGNS:
        return link
    for name in sorted(set(lent.get(link.a, ())) & set(lent.get(link.b, ()))):
        thirds = sorted({lent[link.a][name], lent[link.b][name]})
        reason = f"{link.reason}; both have the {name} text that {' and '.join(thirds)} credits"
        return replace(link, direction="common", reason=reason)
    return link
