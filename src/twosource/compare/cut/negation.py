"""Words that deny: by negation, in other words, or of all and nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource.packaged import table

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATIVE = {"not", "n't", "no", "never", "neither", "nor", "nobody", "nothing", "none", "without",
            "hardly", "scarcely", "barely"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Denial:
    """The lists of ``data/denial.toml``."""

    deny: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    total: frozenset[str]
    prefixes: tuple[str, ...]


@lru_cache(maxsize=1)
def denial() -> Denial:
    """The lists, loaded once.

    Raises:
        ModelError: ``TS-MODEL-03`` when the file is missing or damaged.
    """
    lists = table("compare", "denial")
    return Denial(
        frozenset(lists["deny"]), frozenset(tuple(p.split()) for p in lists["phrases"]),
        frozenset(lists["total"]), tuple(lists["prefixes"]),
    )  # fmt: skip


CLAIMS = {"deny", "dispute"}
"""Verbs that deny a whole clause: "denied that it had run out" is "has not run out"."""


def claim_denied(verb: Token) -> bool:
    """Whether a verb heads a claim that somebody denies."""
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in CLAIMS


def bounded(verb: Token) -> bool:
    """Whether a negation bears on a bound alone: "could not pay more than 3 percent" says what is
    paid at most, as "no more than 3 percent" does.
    """
    for child in verb.children:
        if child.dep_ in {"dobj", "attr", "npadvmod", "advmod", "prep", "xcomp"}:
            words = list(child.subtree)
            for token in words[:-1]:
                follows = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
                if token.lower_ in {"more", "less", "fewer"} and follows == "than":
                    return any(t.like_num for t in words if t.i > token.i)
    return False
