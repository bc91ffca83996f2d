"""Links as two accounts show them -> links as all accounts together show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from twosource.trace.inherit import inherit_credits
from twosource.trace.through import chains, through_copies
from twosource.types import Derivation

Key = tuple[int, int]


def settled(
    raw: Mapping[Key, Derivation],
    name: Callable[[int], str],
    credits: Callable[[int], Sequence[str]],
    passed: Callable[[int, int], Derivation | None],
) -> dict[Key, Derivation]:
    """The links of whole stories, with what third accounts show.

    Args:
        raw: links by the numbers of their two accounts, the lower first.
        name: the id of an account.
        credits: the agencies that an account credits.
        passed: the link of an account with what it came from through another
            (:func:`twosource.trace.pairs.link_through`), by the numbers of the first and the last.
    """
    keys = sorted(raw)
    ends = sorted({n for key in keys for n in key})
    names = {name(n): credits(n) for n in ends}
    links = through_copies(inherit_credits([raw[k] for k in keys], names))
    made = dict(zip(keys, links, strict=True))
    number = {name(n): n for n in ends}
    found: dict[Key, str] = {}
    for ids in chains(links):
        first, last = number[ids[0]], number[ids[1]]
        found[first, last] = min(ids[2], found.get((first, last), ids[2]))
    for (first, last), middle in found.items():
        if (last, first) in found:  # through one it came there, through another from there
            continue
        link = passed(first, last)
        if link is not None:
            key = (min(first, last), max(first, last))
            made[key] = replace(link, reason=f"{link.reason}; through {middle}")
    return made
