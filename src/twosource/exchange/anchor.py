"""A stretch of text found again by its words, when its place is not what it was.

The way of the Web Annotation model's selectors: the place is a hint, the quoted words decide, and
the words before and behind them choose among several places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from twosource.errors import ExchangeError

LONGEST = 20_000
"""Code points of a quote that are looked for."""
MOST = 2_000
"""Places that are weighed; words that stand so often tell no place."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What is told of a stretch: its words, those around it, its place; any may be lacking."""

    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    place: tuple[int, int] | None = None


def find(text: str, hint: Hint, where: str) -> tuple[tuple[int, int], bool]:
    """The span of a hint, and whether it moved.

    A place whose words are those of the quote is taken.  Else the words are looked for, as they
    are and then with other white space, and the place around which most of prefix and suffix
    stands is taken; a place that is not told from another is none.  Without words, the place is
    taken if it lies in the text.

    Raises:
        ExchangeError: ``TS-EXCH-06``, the words stand nowhere; ``TS-EXCH-07``, in several places.
    """
    place = hint.place
    inside = place is not None and 0 <= place[0] < place[1] <= len(text)
    if not hint.exact.strip():
        if place is None or not inside:
            raise ExchangeError("TS-EXCH-06", f"{where} (no words, {place})")
        return place, False
    if place is not None and inside and text[place[0] : place[1]] == hint.exact:
        return place, False
    for found in (list(_places(text, hint.exact)), list(_loose(text, hint.exact))):
        if found:
            return _best(text, found, hint, where), True
    raise ExchangeError("TS-EXCH-06", f"{where} ({hint.exact[:60]!r})")


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def _loose(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words stand with any white space between them."""
    if len(words) > LONGEST:
        return
    pattern = r"\s+".join(map(re.escape, words.split()))
    for hit in re.finditer(pattern, text):
        yield hit.span()


def _best(
    text: str, found: list[tuple[int, int]], hint: Hint, where: str
) -> tuple[int, int]:  # fmt: skip
    if len(found) > MOST:
        raise ExchangeError("TS-EXCH-07", f"{where} ({hint.exact[:60]!r}: {len(found)})")
    ranked = sorted((_around(text, span, hint), -n) for n, span in enumerate(found))
    if len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]:
        raise ExchangeError("TS-EXCH-07", f"{where} ({hint.exact[:60]!r}: {len(found)})")
    return found[-ranked[-1][1]]


def _around(text: str, span: tuple[int, int], hint: Hint) -> int:
    """How many code points of prefix and suffix stand around a span."""
    before = text[max(0, span[0] - len(hint.prefix)) : span[0]]
    behind = text[span[1] : span[1] + len(hint.suffix)]
    return _common(before[::-1], hint.prefix[::-1]) + _common(behind, hint.suffix)


def _common(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count
