"""Disjoint sets, each with the reasons its members were joined for."""

from __future__ import annotations


class Union:
    """Disjoint sets of parties, each with the reasons it was joined for."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._members: dict[int, list[int]] = {}
        self.reasons: dict[int, list[str]] = {}

    def find(self, i: int) -> int:
        """The representative of ``i``."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def members(self, i: int) -> list[int]:
        """All that are one with ``i``, in no order."""
        root = self.find(i)
        return self._members.get(root, [root])

    def join(self, i: int, j: int, reason: str = "") -> None:
        """Make ``i`` and ``j`` one; the smaller number represents both."""
        a, b = sorted((self.find(i), self.find(j)))
        if a == b:
            return
        held, more = self._members.pop(a, [a]), self._members.pop(b, [b])
        if len(held) < len(more):
            held, more = more, held
        held += more
        self._members[a] = held
        self._parent[b] = a
        reasons = self.reasons.setdefault(a, [])
        for text in [*self.reasons.pop(b, []), reason]:
            if text and text not in reasons:
                reasons.append(text)
