"""Which of two accounts was translated from the other.

By a credit that names the other's agency or outlet; by the dates of publication; and, where a
third account of the same text is at hand, by what one account alone has otherwise: a figure or a
sentence in which it stands against all others was not in their source (the method of common
errors of textual criticism; P. Maas, *Textkritik*, 1927).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twosource.language.foreign.parallel import Parallel
from twosource.language.foreign.reading import Reading
from twosource.language.foreign.shared_names import same_name
from twosource.language.foreign.sought import sought
from twosource.language.foreign.sounds import sound
from twosource.language.foreign.spans import words_of
from twosource.types import Direction, Evidence, Span

_HEAD = 260
_DATELINE = re.compile(
    r"[（(]([^()（）\n]{3,40})[)）]\s*[-–—:.]|[＝=]([^】\n]{2,20})】"
    r"|^([^\n\d]{2,14}?)(?:\d{1,2}月)?(?:\d{1,2}日)?[电電][\s　：:]",
    re.MULTILINE,
)
_NEAR = 60
SHORTER = 0.8
"""Share of the longer account that is told in the shorter one, under which the longer is the
source where all of the shorter stands in it."""
WHOLE = 0.92


@dataclass(slots=True)
class Standing:
    """What an account alone has otherwise than all others of its text: dropped, added, changed."""

    dropped: int = 0
    added: int = 0
    changed: int = 0

    @property
    def alone(self) -> int:
        """How often it stands against all others."""
        return self.dropped + self.added + self.changed


@dataclass(frozen=True, slots=True)
class Way:
    """A direction, what says so, and in words."""

    direction: Direction
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    stated: bool = field(default=False)


UNKNOWN = Way("unknown")


def by_credit(pair: Parallel) -> Way:
    """The direction by a credit: one account names as its source whom the other is by."""
    b_names_a = _credits(pair.b, pair.a)
    a_names_b = _credits(pair.a, pair.b)
    if b_names_a and not a_names_b:
        at, house = b_names_a
        return Way("a>b", (Evidence("credit", house, at, ""),),
                   "the second names the first's house as its source", stated=True)  # fmt: skip
    if a_names_b and not b_names_a:
        at, house = a_names_b
        return Way("b>a", (Evidence("credit", at, house, ""),),
                   "the first names the second's house as its source", stated=True)  # fmt: skip
    return UNKNOWN


def houses(reading: Reading) -> list[tuple[Span, tuple[str, ...]]]:
    """Whom an account is by, as its dateline or first words say it: place and sounds."""
    text = reading.account.text
    found = []
    for match in _DATELINE.finditer(text, 0, _HEAD):
        group = next(g for g in range(1, 4) if match.group(g))
        span = Span(*match.span(group))
        found.append((span, tuple(sound(w.text) for w in words_of(text, span.start, span.end))))
    return [(s, w) for s, w in found if any(len(x) >= 2 for x in w)]


def by_house(pair: Parallel) -> Way:
    """The direction where one account stands under an agency's dateline and the other, which
    stands under none, credits nobody: what is printed without its agency came from it.
    """
    one, two = houses(pair.a), houses(pair.b)
    if one and not two:
        return Way("a>b", (Evidence("credit", one[0][0], None, "dateline"),),
                   "the first is under an agency's dateline, the second under none")  # fmt: skip
    if two and not one:
        return Way("b>a", (Evidence("credit", None, two[0][0], "dateline"),),
                   "the second is under an agency's dateline, the first under none")  # fmt: skip
    return UNKNOWN


def _credits(reading: Reading, other: Reading) -> tuple[Span, Span] | None:
    """Where an account credits the house of another, and where that house stands there."""
    text = reading.account.text
    own = [s for s, _ in houses(reading)]
    for place, sounds in houses(other):
        if _own_house(sounds, reading):
            continue
        for credit in reading.credits:
            low, high = max(0, credit.start - _NEAR // 2), min(len(text), credit.end + _NEAR)
            if any(credit.overlap(s) for s in own):
                continue
            at = _named(text, low, high, sounds, reading)
            if at is not None:
                return Span(min(credit.start, at.start), max(credit.end, at.end)), place
    return None


def _own_house(sounds: tuple[str, ...], reading: Reading) -> bool:
    """Whether an account is by that house itself."""
    return any(same_name(sounds, own) > 0 for _, own in houses(reading))


def _named(
    text: str, low: int, high: int, sounds: tuple[str, ...], reading: Reading
) -> Span | None:
    """A house named in a stretch: all its words, or its first where that is long (the rest of a
    name is often translated: Press, Agency).
    """
    telling = max(sounds, key=len)
    for wanted in (sounds, (telling,) if len(telling) >= 3 else ()):
        if not wanted:
            continue
        for spans in sought(text[low:high], reading.lists, [wanted]).values():
            for span in spans:
                return span.shifted(low)
    return None


def by_date(a: Reading, b: Reading) -> Way:
    """The direction by the days of publication, where both are known and differ."""
    one, two = a.account.published, b.account.published
    if one is None or two is None or one.value[:10] == two.value[:10]:
        return UNKNOWN
    if len(one.value) < 10 or len(two.value) < 10:
        return UNKNOWN
    first = one.value[:10] < two.value[:10]
    return Way("a>b" if first else "b>a", (), "one was published on an earlier day")


def by_length(share_a: float, share_b: float) -> Way:
    """The direction where all of the one stands in the other, and much of that not in it."""
    if share_b >= WHOLE and share_a <= SHORTER:
        return Way("a>b", (), "all of the second stands in the first, which has more")
    if share_a >= WHOLE and share_b <= SHORTER:
        return Way("b>a", (), "all of the first stands in the second, which has more")
    return UNKNOWN


def standings(ids: Sequence[str], pairs: Mapping[tuple[str, str], Parallel]) -> dict[str, Standing]:
    """For each of three or more accounts of one text what it alone has otherwise.

    Args:
        ids: the accounts.
        pairs: for both orders of every two of them that are linked.
    """
    made = {i: Standing() for i in ids}
    for x in ids:
        others = [y for y in ids if (x, y) in pairs and y != x]
        if len(others) < 2:
            continue
        made[x].added = _added(x, others, pairs)
        made[x].dropped = _dropped(x, others, pairs)
        made[x].changed = _changed(x, others, pairs)
    return made


def _added(x: str, others: Sequence[str], pairs: Mapping[tuple[str, str], Parallel]) -> int:
    """Sentences of an account that none of the others has."""
    reading = pairs[x, others[0]].a
    had = {m.a for y in others for m in pairs[x, y].matches}
    weak = {
        i for i in range(len(reading.sentences))
        if all(pairs[x, y].likeness[i].max(initial=0.0) < 0.3 for y in others)
    }  # fmt: skip
    return len(weak - had)


def _dropped(x: str, others: Sequence[str], pairs: Mapping[tuple[str, str], Parallel]) -> int:
    """Sentences that two of the others share and the account has not."""
    found = 0
    for k, y in enumerate(others):
        lacking = {
            i for i in range(len(pairs[y, x].a.sentences))
            if pairs[y, x].likeness[i].max(initial=0.0) < 0.3
        }  # fmt: skip
        for z in others[k + 1 :]:
            if (y, z) in pairs:
                shared = {m.a for m in pairs[y, z].matches if m.mutual and m.score >= 0.6}
                found = max(found, len(lacking & shared))
    return found


def _changed(x: str, others: Sequence[str], pairs: Mapping[tuple[str, str], Parallel]) -> int:
    """Figures of matched sentences that two of the others give alike and the account otherwise."""
    found = set()
    for k, y in enumerate(others):
        for m in pairs[x, y].matches:
            mine = {f.value for f in pairs[x, y].a.sentences[m.a].figures if f.value > 2}
            theirs = {f.value for f in pairs[x, y].b.sentences[m.b].figures if f.value > 2}
            odd, even = mine - theirs, theirs - mine
            if not odd or not even or len(mine) != len(theirs):
                continue
            for z in others[k + 1 :]:
                if (x, z) not in pairs:
                    continue
                third = {f.value for f in pairs[x, z].b.figures}
                if even <= third and not odd & third:
                    found.add((m.a, tuple(sorted(odd))))
    return len(found)
