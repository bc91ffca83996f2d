"""How alike two accounts are in subject, for every pair of a batch.

This ranks pairs that share no copy: a roundup and the reports it was written
from, say.  It never makes a link by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twosource.group.background import FloatArray
from twosource.group.vectors import Vectors, vectors
from twosource.group.words import HashArray, IntArray, Words, grams, split
from twosource.types import Account

_HEAD = 200  # characters of the first line, where an account has no title
# An account is vouched for by the two most like it (the reports of one event stand together);
# .6 to 1 and two to four of them serve alike, chosen on pools of stories left out in turn.
_VOUCHERS = 2
_VOUCHED = 0.8
_RERANKED = 60  # accounts of a ranking that are vouched for; none comes up from further down
_LETTERS = 5  # pieces of words and of their neighbours: "sanction" meets "sanctions"


class Likeness:
    """Cosines over words and over runs of five letters, weighted by rarity,
    title and text together, and with half their weight over the titles' words.
    """

    def __init__(self, accounts: Sequence[Account], texts: Sequence[Words] | None = None) -> None:
        """``texts`` are the words of the accounts' texts, where already split."""
        bodies = texts if texts is not None else [split(a.text) for a in accounts]
        titles = [split(a.title or "") for a in accounts]
        heads = [
            t if len(t) else split(a.text.strip().partition("\n")[0][:_HEAD])
            for a, t in zip(accounts, titles, strict=True)
        ]
        both = list(zip(titles, bodies, strict=True))
        self._parts: tuple[tuple[float, Vectors], ...] = (
            (0.4, vectors([np.concatenate([t.hashes, b.hashes]) for t, b in both])),
            (0.4, vectors([_pieces(" ".join((*t.keys, *b.keys))) for t, b in both])),
            (0.2, vectors([h.hashes for h in heads])),
        )
        self._nearest: dict[int, tuple[IntArray, FloatArray]] = {}

    def of(self, number: int) -> FloatArray:
        """Likeness of one account with every account, 0 to 1."""
        total = sum((share * part.cosines(number) for share, part in self._parts), np.zeros(1))
        return np.clip(total, 0.0, 1.0)

    def of_these(self, number: int, others: Sequence[int]) -> FloatArray:
        """Likeness of one account with each of some others."""
        total = np.zeros(len(others))
        for share, part in self._parts:
            total += share * part.cosines_with(number, others)
        return np.clip(total, 0.0, 1.0)

    def ranked(self, number: int) -> FloatArray:
        """How likely each account is one of those that an account was written
        from, 0 to 1: its likeness, and that of the accounts most like it.

        Not symmetric: it ranks candidates for one account.
        """
        row = self.of(number)
        row[number] = 0.0
        out = row / (1.0 + _VOUCHED)
        for other in np.argsort(-row, kind="stable")[:_RERANKED].tolist():
            near, weight = self._near(other)
            kept = np.flatnonzero(near != number)[:_VOUCHERS]
            total = float(weight[kept].sum())
            if total > 0.0:
                voice = float((row[near[kept]] * weight[kept]).sum()) / total
                out[other] += voice * _VOUCHED / (1.0 + _VOUCHED)
        return out

    def _near(self, number: int) -> tuple[IntArray, FloatArray]:
        """The accounts most like one, one more than vouch for it, and their weights."""
        if number not in self._nearest:
            row = self.of(number)
            row[number] = 0.0
            near = np.argsort(-row, kind="stable")[: _VOUCHERS + 1]
            self._nearest[number] = near, row[near] ** 2
        return self._nearest[number]


def _pieces(text: str) -> HashArray:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return grams(points.astype(np.uint64) + np.uint64(1), _LETTERS)
