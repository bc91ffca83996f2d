"""What two texts share, kept for their copies: of a hundred accounts that print one text each
is held against the others, and what is found rests on the texts alone.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from twosource.trace.closing import one_outlet
from twosource.trace.features import Pair
from twosource.trace.telling import Telling
from twosource.types import Evidence

MOST = 2048
"""Pairs of texts kept, some 10 KB each."""
Key = tuple[str, str, bool, bool]


class Kept:
    """Pairs of texts and their evidence, those used last."""

    def __init__(self) -> None:
        self._pairs: OrderedDict[Key, Pair] = OrderedDict()
        self._evidence: dict[tuple[Key, bool], tuple[Evidence, ...]] = {}

    def pair(self, a: Telling, b: Telling, turned: bool, make: Callable[[], Pair]) -> Pair:
        """The numbers of two accounts, from ``make`` where their texts are new; ``turned``
        tells apart the two ways in which equal texts may be gone through.
        """
        key = (a.account.text, b.account.text, turned, one_outlet(a.account, b.account))
        found = self._pairs.get(key)
        if found is None:
            found = self._pairs[key] = make()
            if len(self._pairs) > MOST:
                old, _ = self._pairs.popitem(last=False)
                for brief in (False, True):
                    self._evidence.pop((old, brief), None)
            return found
        self._pairs.move_to_end(key)
        return replace(
            found, a=replace(found.a, account=a.account), b=replace(found.b, account=b.account)
        )

    def evidence(
        self, pair: Pair, turned: bool, brief: bool, make: Callable[[], tuple[Evidence, ...]]
    ) -> tuple[Evidence, ...]:
        """What the texts of a pair show, from ``make`` where that was not asked before;
        ``brief`` tells apart all of it and the runs alone.
        """
        a, b = pair.a.account, pair.b.account
        key = (a.text, b.text, turned, one_outlet(a, b))
        if key not in self._pairs:
            return make()
        if (key, brief) not in self._evidence:
            self._evidence[key, brief] = make()
        return self._evidence[key, brief]
