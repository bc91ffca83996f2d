"""Which accounts are copies of one another and stand as one.

A copy here is stricter than a link of the kind ``verbatim``: nearly all its sentences
stand in the other word for word, and what is left holds no figure that the other
lacks.  An edited copy with a changed figure is an account of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.trace.lineage import components
from twosource.types import Account, Derivation

_BREAK = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+|\n+")
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d[\d.,]*")
COPIED = 0.9
"""Share of a copy's words that stand in whole sentences of its source: one sentence in ten
may be a dateline, a credit or a trimmed end."""
LEAST = 3
"""Words from which a sentence counts: shorter ones stand in any text."""
CLOSE = frozenset({"verbatim", "contained", "edited"})


@dataclass(frozen=True, slots=True)
class Fold:
    """Accounts that stand as one: the one that stands for them, then its copies, in order."""

    lead: str
    copies: tuple[str, ...] = ()

    @property
    def accounts(self) -> tuple[str, ...]:
        """All of them, the lead first."""
        return (self.lead, *self.copies)


@dataclass(frozen=True, slots=True)
class _Text:
    sentences: dict[str, int]
    words: int
    figures: frozenset[str]


def _read(text: str) -> _Text:
    sentences: dict[str, int] = {}
    for piece in _BREAK.split(text):
        words = _WORD.findall(piece.casefold())
        if len(words) >= LEAST:
            sentences[" ".join(words)] = len(words)
    return _Text(sentences, sum(sentences.values()), frozenset(_FIGURE.findall(text)))


def _stands_in(copy: _Text, source: _Text) -> bool:
    """Whether ``copy`` tells nothing that ``source`` does not, in its words."""
    if not copy.words:
        return False
    rest = [s for s in copy.sentences if s not in source.sentences]
    share = 1 - sum(copy.sentences[s] for s in rest) / copy.words
    if share < COPIED:
        return False
    return all(f in source.figures for s in rest for f in _FIGURE.findall(s))


def folds(accounts: Sequence[Account], links: Sequence[Derivation]) -> tuple[Fold, ...]:
    """The accounts of a story with their copies folded, in order of the leads.

    Args:
        accounts: in order; each ends up in one fold.
        links: among them.  Only accounts that close links join fold, and the direction of a
            link says which of two equal texts is the source; else the earlier
            published, else the first.

    The work grows with accounts times folds, not with the square of the copies.
    """
    texts = {a.id: _read(a.text) for a in accounts}
    place = {a.id: i for i, a in enumerate(accounts)}
    # many copies of one text are tied to the first of them alone
    close = components(list(texts), ((k.a, k.b) for k in links if k.relation in CLOSE))
    taken: dict[str, int] = {}
    for k in links:
        if k.relation in CLOSE and k.direction in {"a>b", "b>a"}:
            source = k.a if k.direction == "a>b" else k.b
            taken[source] = taken.get(source, 0) + 1
    dated = {a.id: a.published.value if a.published else "9999" for a in accounts}

    def first(account: str) -> tuple[int, str, int]:
        return (-taken.get(account, 0), dated[account], place[account])

    order = sorted(texts, key=lambda a: (-texts[a].words, first(a)))
    groups: dict[str, list[str]] = {}
    for account in order:
        holder = next(
            (h for h in groups
             if close[h] == close[account] and _stands_in(texts[account], texts[h])), None,
        )  # fmt: skip
        groups.setdefault(holder if holder is not None else account, []).append(account)
    out = []
    for holder, members in groups.items():
        equals = [m for m in members if _stands_in(texts[holder], texts[m])]
        lead = min(equals or [holder], key=first)
        out.append(Fold(lead, tuple(sorted((m for m in members if m != lead), key=place.get))))  # type: ignore[arg-type]
    return tuple(sorted(out, key=lambda f: place[f.lead]))
