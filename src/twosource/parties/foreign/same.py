"""Which places of several accounts name one party: by sound, office, body and context.

Two places are one party where their names sound alike in full; where one is the surname of a
full name of its own account; and, in sentences that tell the same, where the only body of its
kind stands in both, or those who speak the same words hold one office.  Two names that one
account tells apart are never joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.language.foreign.parallel import Parallel, lay
from twosource.language.foreign.reading import Reading
from twosource.language.foreign.shared_names import same_name
from twosource.language.foreign.sounds import alike
from twosource.parties.foreign.mentions import Place

NEAR = 0.5
"""Likeness of sounds from which, in sentences that tell the same, a name is one."""
SURE = 0.6
"""Likeness of two sentences from which their words are laid beside one another."""


@dataclass(slots=True)
class Groups:
    """Places joined step by step; ``why`` says of each group what joined it."""

    places: Sequence[Place]
    parent: list[int] = field(default_factory=list)
    why: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parent = list(range(len(self.places)))

    def root(self, k: int) -> int:
        """The number that stands for the group of a place."""
        while self.parent[k] != k:
            self.parent[k] = self.parent[self.parent[k]]
            k = self.parent[k]
        return k

    def members(self) -> dict[int, list[int]]:
        """Every group by its lowest place."""
        out: dict[int, list[int]] = {}
        for k in range(len(self.places)):
            out.setdefault(self.root(k), []).append(k)
        return out

    def join(self, i: int, j: int, why: str) -> None:
        """Join two places unless an account tells their groups apart."""
        a, b = self.root(i), self.root(j)
        if a == b or self._apart(a, b):
            return
        low, high = min(a, b), max(a, b)
        self.parent[high] = low
        reasons = self.why.setdefault(low, [])
        for reason in (*self.why.pop(high, ()), why):
            if reason not in reasons and len(reasons) < 8:
                reasons.append(reason)

    def _apart(self, a: int, b: int) -> bool:
        mine = [self.places[k] for k in range(len(self.places)) if self.root(k) == a]
        theirs = [self.places[k] for k in range(len(self.places)) if self.root(k) == b]
        actors = {p.actor for p in (*mine, *theirs) if p.actor is not None}
        if len(actors) > 1:
            return True
        return any(_other(x, y) for x in mine for y in theirs)


def _other(one: Place, two: Place) -> bool:
    """Whether two places cannot be one party: another full name, or a person and a body."""
    if one.person != two.person and (one.bodies or two.bodies) and not (one.roles and two.roles):
        return True
    if not one.sounds or not two.sounds:
        return False
    if one.account == two.account:
        return same_name(one.sounds, two.sounds) == 0
    full = len(one.sounds) >= 2 and len(two.sounds) >= 2
    return full and one.person and two.person and same_name(one.sounds, two.sounds) == 0 and (
        _nearest(one, two) < NEAR
    )


def grouped(places: Sequence[Place], readings: Mapping[str, Reading]) -> Groups:
    """The places of a call with those of one party joined."""
    groups = Groups(places)
    for step in (_own, _named, _context, _short):
        for i, j, why in list(step(places, groups, readings)):
            groups.join(i, j, why)
    return groups


Pairs = Iterator[tuple[int, int, str]]


def _own(places: Sequence[Place], groups: Groups, readings: Mapping[str, Reading]) -> Pairs:
    """Within an account: the parties of the English register; the same words; a surname."""
    for i, one in enumerate(places):
        for j in range(i + 1, len(places)):
            two = places[j]
            if one.account != two.account:
                continue
            if one.actor is not None and one.actor == two.actor:
                yield i, j, "one party of its account"
            elif one.actor is None and two.actor is None and one.words and two.words:
                if one.words == two.words or same_name(one.sounds, two.sounds) > 0.9:
                    yield i, j, "the same name in its account"


def _named(places: Sequence[Place], groups: Groups, readings: Mapping[str, Reading]) -> Pairs:
    """Across accounts: full names that sound alike, the surest first."""
    found = []
    for i, one in enumerate(places):
        for j in range(i + 1, len(places)):
            two = places[j]
            if one.account == two.account or len(one.sounds) < 2 or len(two.sounds) < 2:
                continue
            score = same_name(one.sounds, two.sounds)
            if score > 0:
                found.append((-score, i, j))
    for score, i, j in sorted(found):
        words = f"{' '.join(places[i].words)} = {' '.join(places[j].words)}"
        yield i, j, f"{words}: alike by sound ({-score:.2f})"


def _context(places: Sequence[Place], groups: Groups, readings: Mapping[str, Reading]) -> Pairs:
    """In sentences that tell the same: near names, one body of a kind, one who speaks."""
    by_account: dict[str, list[int]] = {}
    for k, place in enumerate(places):
        by_account.setdefault(place.account, []).append(k)
    accounts = sorted(by_account)
    for n, x in enumerate(accounts):
        for y in accounts[n + 1 :]:
            if readings[x].lists.code != readings[y].lists.code:
                pair = lay(readings[x], readings[y])
                yield from _matched(places, pair, by_account[x], by_account[y])


def _matched(
    places: Sequence[Place], pair: Parallel, mine: Sequence[int], theirs: Sequence[int]
) -> Pairs:
    for match in pair.matches:
        if not match.mutual or match.score < SURE:
            continue
        one, two = pair.a.sentences[match.a].span, pair.b.sentences[match.b].span
        here = [k for k in mine if places[k].span.overlap(one)]
        there = [k for k in theirs if places[k].span.overlap(two)]
        for i in here:
            for j in there:
                why = _why(places, i, j, here, there)
                if why:
                    yield i, j, why


def _why(
    places: Sequence[Place], i: int, j: int, here: Sequence[int], there: Sequence[int]
) -> str:
    one, two = places[i], places[j]
    if one.sounds and two.sounds and one.person == two.person:
        if _nearest(one, two) >= NEAR and _best(places, i, there) == j and (
            _best(places, j, here) == i
        ):
            return "names alike by sound in sentences that tell the same"
    if one.bodies & two.bodies and not one.roles and not two.roles:
        kinds = one.bodies & two.bodies
        alone = [k for k in here if places[k].bodies & kinds and not places[k].roles]
        others = [k for k in there if places[k].bodies & kinds and not places[k].roles]
        if len(alone) == len(others) == 1:
            return "the only body of its kind in sentences that tell the same"
    if one.speaks and two.speaks and one.roles & two.roles:
        return "who speaks in sentences that tell the same, with one office"
    return ""


def _nearest(one: Place, two: Place) -> float:
    short, long = sorted((one.sounds, two.sounds), key=len)
    words = [s for s in short if len(s) >= 2]
    if not words:
        return 0.0
    return sum(max((alike(w, x) for x in long), default=0.0) for w in words) / len(words)


def _best(places: Sequence[Place], i: int, among: Sequence[int]) -> int:
    return max(among, key=lambda k: (_nearest(places[i], places[k]), -k))


def _short(places: Sequence[Place], groups: Groups, readings: Mapping[str, Reading]) -> Pairs:
    """A surname, or an office without a name, of the one party of the account that has it."""
    by_account: dict[str, list[int]] = {}
    for k, place in enumerate(places):
        by_account.setdefault(place.account, []).append(k)
    for members in by_account.values():
        full = [k for k in members if len(places[k].sounds) >= 2]
        for k in members:
            place = places[k]
            if place.actor is not None or len(place.sounds) >= 2:
                continue
            if len(place.sounds) == 1:
                hosts = {groups.root(f) for f in full if same_name(place.sounds, places[f].sounds) > 0}
                if len(hosts) == 1:
                    yield k, hosts.pop(), "a surname of its account"
            elif place.roles and place.speaks:
                hosts = {groups.root(f) for f in full if places[f].roles & place.roles}
                if len(hosts) == 1:
                    yield k, hosts.pop(), "the one of that office in its account"
