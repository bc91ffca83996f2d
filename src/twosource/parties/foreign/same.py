"""Which places of several accounts name one party: by sound, office, body and context.

Two places are one party where their names sound alike in full; where, within an account, one is
the surname of a full name; where two bodies of one kind hold one name, or stand alone of their
kind in sentences that tell the same; and where those who speak the same words hold one office.
Two names that one account tells apart are never joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from twosource.language.foreign.parallel import Parallel, lay
from twosource.language.foreign.reading import Reading
from twosource.language.foreign.shared_names import same_name
from twosource.language.foreign.sounds import ARTICLES, alike, spelling
from twosource.parties.foreign.groups import Groups, nearest
from twosource.parties.foreign.mentions import Place
from twosource.parties.foreign.worded import worded

NEAR = 0.55
"""Likeness of sounds from which, in sentences that tell the same, a name is one."""
SURE = 0.6
"""Likeness of two sentences from which their words are laid beside one another."""
SPELT = 80.0
"""Likeness of letters from which two words of one account are one: endings differ."""
SOUND = 0.8
"""Likeness of sounds that they have then."""
SINGLE = 0.85
"""Likeness of sounds from which single words of two accounts are one name."""
Pairs = Iterator[tuple[int, int, str]]
Step = Callable[[Sequence[Place], Groups, Mapping[str, Reading]], Pairs]


def grouped(places: Sequence[Place], readings: Mapping[str, Reading]) -> Groups:
    """The places of a call with those of one party joined."""
    groups = Groups(places)
    steps: tuple[Step, ...] = (_own, _named, _single, worded, _bodies, _context, _short)
    for step in steps:
        for i, j, why in list(step(places, groups, readings)):
            if not (places[i].loose or places[j].loose):
                groups.join(i, j, why)
    if any(p.loose for p in places):  # when the named ones are told apart
        for step in (_own, worded, _bodies, _context):
            for i, j, why in list(step(places, groups, readings)):
                groups.join(i, j, why)
    return groups


def _by_account(places: Sequence[Place]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for k, place in enumerate(places):
        found.setdefault(place.account, []).append(k)
    return found


def _own(places: Sequence[Place], groups: Groups, readings: Mapping[str, Reading]) -> Pairs:
    """Within an account: parties of the English register; the same words; a surname."""
    for members in _by_account(places).values():
        for n, i in enumerate(members):
            one = places[i]
            for j in members[n + 1 :]:
                two = places[j]
                if one.actor is not None or two.actor is not None:
                    if one.actor == two.actor:
                        yield i, j, "one party of its account"
                elif (
                    one.words
                    and two.words
                    and _spelt(one, two)
                    and (one.plain == two.plain or bool(one.bodies) == bool(two.bodies))
                ):
                    yield i, j, "the same name in its account"
        yield from _bare(places, members, readings)


def _bare(
    places: Sequence[Place], members: Sequence[int], readings: Mapping[str, Reading]
) -> Pairs:
    """A word for a body alone ("the authority") and the last body of that kind that was named."""
    last: dict[str, int] = {}
    for k in members:
        place = places[k]
        if not place.bodies or place.roles or place.actor is not None:
            continue
        text = place.span.of(readings[place.account].account.text)
        if len(text.split()) == 1 and not place.words:
            before = next((last[b] for b in sorted(place.bodies) if b in last), None)
            if before is not None:
                yield before, k, "the body of that kind named before"
        else:
            last |= dict.fromkeys(place.bodies, k)


def _spelt(one: Place, two: Place) -> bool:
    """Whether two names of one account are written alike, word by word."""
    if len(one.words) != len(two.words):
        return False
    pairs = zip(one.words, two.words, strict=True)
    return all(fuzz.ratio(x.lower(), y.lower()) >= SPELT for x, y in pairs) and all(
        alike(x, y) >= SOUND or min(len(x), len(y)) < 2
        for x, y in zip(one.sounds, two.sounds, strict=False)
    )


def _named(places: Sequence[Place], groups: Groups, readings: Mapping[str, Reading]) -> Pairs:
    """Across accounts: full names that sound alike, the surest first."""
    found = []
    for i, one in enumerate(places):
        for j in range(i + 1, len(places)):
            two = places[j]
            if one.account == two.account or len(one.sounds) < 2 or len(two.sounds) < 2:
                continue
            bodied = bool(one.bodies) != bool(two.bodies) and not (one.roles or two.roles)
            if bodied and len(one.sounds) != len(two.sounds):
                continue
            score = same_name(one.sounds, two.sounds)
            if score > 0:
                found.append((-score, abs(len(one.sounds) - len(two.sounds)), i, j))
    for score, _, i, j in sorted(found):
        words = f"{' '.join(places[i].words)} = {' '.join(places[j].words)}"
        yield i, j, f"{words}: alike by sound ({-score:.2f})"


def _single(places: Sequence[Place], groups: Groups, readings: Mapping[str, Reading]) -> Pairs:
    """Across accounts: names of one word that sound the same and are no body's on one side only."""
    ones = [k for k, p in enumerate(places) if len(p.sounds) == 1 and len(p.sounds[0]) >= 2]
    found = []
    for n, i in enumerate(ones):
        for j in ones[n + 1 :]:
            one, two = places[i], places[j]
            if one.account == two.account or bool(one.bodies) != bool(two.bodies):
                continue
            if bool(one.roles) != bool(two.roles):
                continue
            score = same_name(one.sounds, two.sounds)
            few = min(len(one.sounds[0]), len(two.sounds[0])) < 3
            if few and fuzz.ratio(spelling(one.words[0]), spelling(two.words[0])) < SPELT - 1:
                continue
            if score >= SINGLE:
                found.append((-score, i, j))
    for score, i, j in sorted(found):
        yield i, j, f"{places[i].words[0]} = {places[j].words[0]}: alike by sound ({-score:.2f})"


def _bodies(places: Sequence[Place], groups: Groups, readings: Mapping[str, Reading]) -> Pairs:
    """Across accounts: bodies of one kind that hold one name (an authority of Tarvona), and the
    only bodies of a kind that both accounts name.
    """
    bodies = [k for k, p in enumerate(places) if p.bodies and not p.roles]
    kinds: dict[tuple[str, str], set[int]] = {}
    for k in bodies:
        for kind in places[k].bodies:
            kinds.setdefault((places[k].account, kind), set()).add(groups.root(k))
    for n, i in enumerate(bodies):
        for j in bodies[n + 1 :]:
            one, two = places[i], places[j]
            shared = one.bodies & two.bodies
            if one.account == two.account or not shared:
                continue
            if any(
                same_name((x,), (y,)) >= SINGLE
                for x in one.sounds
                for y in two.sounds
                if (len(x) >= 3 and len(y) >= 3)
            ):
                yield i, j, "bodies of one kind with one name"
            elif all(len(kinds[p.account, k]) == 1 for p in (one, two) for k in shared):
                yield i, j, "the only body of its kind in both accounts"


def _context(places: Sequence[Place], groups: Groups, readings: Mapping[str, Reading]) -> Pairs:
    """In sentences that tell the same: near names, one body of a kind, one who speaks."""
    by_account = _by_account(places)
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


def _why(places: Sequence[Place], i: int, j: int, here: Sequence[int], there: Sequence[int]) -> str:
    one, two = places[i], places[j]
    if (
        one.sounds
        and two.sounds
        and one.person == two.person
        and (
            bool(one.bodies) == bool(two.bodies)
            and nearest(one, two) >= NEAR
            and _best(places, i, there) == j
            and _best(places, j, here) == i
        )
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


def _best(places: Sequence[Place], i: int, among: Sequence[int]) -> int:
    return max(among, key=lambda k: (nearest(places[i], places[k]), -k))


def _short(places: Sequence[Place], groups: Groups, readings: Mapping[str, Reading]) -> Pairs:
    """A surname, or an office without a name, of the one party of the account that has it."""
    for members in _by_account(places).values():
        full = [k for k in members if len(places[k].words) >= 2]
        for k in members:
            place = places[k]
            if place.actor is not None or len(place.words) >= 2:
                continue
            if len(place.words) == 1:
                hosts = {groups.root(f) for f in full if _part(place, places[f])}
                if len(hosts) == 1:
                    yield k, hosts.pop(), "a surname of its account"
            elif place.roles:
                hosts = {groups.root(f) for f in full if places[f].roles & place.roles}
                if len(hosts) == 1:
                    yield k, hosts.pop(), "the one of that office in its account"


def _part(short: Place, full: Place) -> bool:
    """Whether a word is one of a fuller name of its account, the last one of a person's."""
    among = full.words if full.bodies and not full.roles else full.words[-1:]
    word = short.words[0].lower()
    if full.bodies and not full.roles:
        among = full.words[:1]
    return any(fuzz.ratio(word, _unarticled(w.lower())) >= SPELT for w in among)


def _unarticled(word: str) -> str:
    """A name without the Arabic article before it."""
    return next((word[len(a) :] for a in ARTICLES if word.startswith(a)), word)
