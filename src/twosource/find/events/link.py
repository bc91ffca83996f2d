"""Which mentions tell of one event, within an account and over accounts.

Method: two mentions can be one event only where their triggers share a word stem (or are
synonyms in one row of the lexicon).  How likely they are one is then mostly a matter of how
alike the two accounts are (one arrest in two tellings of a story; another in another story),
a little of how alike their sentences are, and of shared or other participants.  Acts of
speech and will recur within a story, so they need a shared party or like sentences as well.
A contradiction (other party in the same role, another day, one negated, another thing
refused or vowed) forbids it.  Joined surest first; two clusters become one while half of the
pairs over them would be joined by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.find.events.lexicon import words
from twosource.find.events.likeness import Vector, cosine
from twosource.find.events.mention import Mention, mention_of, profiles
from twosource.types import Actor, Event, Parse, Register

ENOUGH = 0.2
"""Least score.  This and the weights below: a logistic regression over pairs of one stem,
rounded, on twelve topics of ECB+ (the odd ones and 16), then single trials there; the table
is of even topics."""
SENTENCE = 0.2
SHARED_ROLE = 0.07
OTHER_ROLE = 0.02
SYNONYM = 0.3
WITHIN = 0.26
"""Kinship of an account with itself: it tells of one event more often in other words, and
one word in it more often stands for several events."""
RECURRING = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "COOPERATE"}
)
"""Types of acts of speech and will, of which a story holds many by one name."""
LIKE = 0.3
"""Cosine from which two sentences may speak for a recurring act without a shared party."""
LARGEST = 300
"""Mentions under one key that are compared pairwise; more are a stock phrase."""
CHECKED = 12


def link_events(
    events: Sequence[Event], parses: Sequence[Parse], register: Register
) -> tuple[Event, ...]:
    """The same events in the same order, with ``same`` filled: one value for all
    mentions of one event.  The value is that of its first mention, ``account/id``.
    """
    docs = {(p.account.id, s.part): s.doc for p in parses for s in p.sections}
    weights, accounts = profiles(parses)
    mentions = [mention_of(e, docs.get((e.account, e.part)), weights) for e in events]
    linker = _Linker(mentions, accounts)
    groups: list[list[int]] = [[i] for i in range(len(events))]
    where = list(range(len(events)))
    for i, j in linker.pairs():
        a, b = where[i], where[j]
        if a == b or not linker.clusters_fit(groups[a], groups[b]):
            continue
        groups[a] += groups[b]
        for k in groups[b]:
            where[k] = a
        groups[b] = []
    first = {g: min(groups[g]) for g in set(where)}
    names = [f"{events[first[g]].account}/{events[first[g]].id}" for g in where]
    return tuple(replace(e, same=name) for e, name in zip(events, names, strict=True))


class _Linker:
    """Scores of pairs, each computed once."""

    def __init__(self, mentions: Sequence[Mention], accounts: Mapping[str, Vector]) -> None:
        self._mentions = mentions
        self._accounts = accounts
        self._kin: dict[tuple[str, str], float] = {}
        self._scores: dict[tuple[int, int], float] = {}

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs that are one event, surest first."""
        keys: dict[str, list[int]] = {}
        for i, mention in enumerate(self._mentions):
            for name in sorted(mention.names | mention.acts | mention.rows):
                keys.setdefault(name, []).append(i)
        seen: dict[tuple[int, int], float] = {}
        for group in keys.values():
            for position, i in enumerate(group):
                for j in group[position + 1 : position + LARGEST]:
                    seen[i, j] = self.score(i, j)
        good = [pair for pair, score in seen.items() if score >= ENOUGH]
        yield from sorted(good, key=lambda p: (-seen[p], p))

    def clusters_fit(self, a: Sequence[int], b: Sequence[int]) -> bool:
        """Whether at least half of the pairs over two clusters are good; of large
        clusters the first :data:`CHECKED` speak for all.
        """
        near = [self.score(x, y) >= ENOUGH for x in a[:CHECKED] for y in b[:CHECKED]]
        return 2 * sum(near) >= len(near)

    def score(self, i: int, j: int) -> float:
        """How surely two mentions are one event; 0 where they contradict."""
        pair = (min(i, j), max(i, j))
        if pair not in self._scores:
            a, b = self._mentions[pair[0]], self._mentions[pair[1]]
            self._scores[pair] = self._scored(a, b)
        return self._scores[pair]

    def _scored(self, a: Mention, b: Mention) -> float:
        near = _nearness(a, b)
        if near is None or not _compatible(a, b):
            return 0.0
        like = cosine(a.sentence, b.sentence)
        shared = sum(_shares(a, b, role) for role in ("source", "target"))
        within = a.event.account == b.event.account
        if not shared and like < LIKE and a.event.type in RECURRING:
            return 0.0
        other = sum(
            1 for role in a.parties if role in b.parties and not _shares(a, b, role)
        )  # fmt: skip
        kin = WITHIN if within else self._kinship(a.event.account, b.event.account)
        return kin + SENTENCE * like + SHARED_ROLE * shared - OTHER_ROLE * other - near

    def _kinship(self, a: str, b: str) -> float:
        key = (min(a, b), max(a, b))
        if key not in self._kin:
            self._kin[key] = cosine(self._accounts.get(a, {}), self._accounts.get(b, {}))
        return self._kin[key]


def _nearness(a: Mention, b: Mention) -> float | None:
    """What the score loses for the difference of the triggers; ``None`` where they
    cannot be one event.
    """
    if a.acts and b.acts and not a.acts & b.acts:
        return None
    if a.names & b.names:
        return 0.0
    if a.event.type == b.event.type:
        if (a.names | a.acts) & (b.names | b.acts):
            return 0.0
        if a.rows & b.rows:
            return SYNONYM
    return None


def _shares(a: Mention, b: Mention, role: str) -> bool:
    """Whether one party stands in the role of both, by the register or by a word."""
    mine, theirs = a.parties.get(role), b.parties.get(role)
    if mine is not None and mine == theirs:
        return True
    if mine is not None and theirs is not None and mine[:6] == theirs[:6] == "actor:":
        return False
    return bool(a.phrases.get(role, frozenset()) & b.phrases.get(role, frozenset()))


def _compatible(a: Mention, b: Mention) -> bool:
    negated = ("negated" in a.event.flags) == ("negated" in b.event.flags)
    if not negated or (a.day and b.day and not _same_day(a.day, b.day)):
        return False
    return not any(_clash(a, b, role) for role in ("source", "target"))


def _clash(a: Mention, b: Mention, role: str) -> bool:
    """Whether another party stands in the role: another name of the same kind, or as
    target another kind of people ("the mayor" and "two students").  A name and a
    description may be one party, and so may a place and who was hurt there.
    """
    mine, theirs = a.actors.get(role), b.actors.get(role)
    if mine is not None and mine in b.actors.values():
        return False
    if theirs is not None and theirs in a.actors.values():
        return False
    if mine is not None and theirs is not None and mine.id != theirs.id:
        if role == "target" and a.event.type in RECURRING and _holds_name(mine, theirs):
            return True
        if is_name(mine) and is_name(theirs):
            return _other_name(mine, theirs)
    if role == "target" and _other_portion(a, b):
        return True
    people = words("people", "human")
    first, second = a.heads.get(role, ""), b.heads.get(role, "")
    other = first in people and second in people and first != second
    return role == "target" and other and not _shares(a, b, role)


def is_name(actor: Actor) -> bool:
    """Whether a party is known by a name, not by a description only."""
    parts = actor.name.split()
    return all(p[0].isupper() for p in (parts[0], parts[-1])) if parts else False


def _other_portion(a: Mention, b: Mention) -> bool:
    """Other ones of the same sort: "more hostages", "all hostages"."""
    mine = a.phrases.get("target", frozenset()) & words("people", "portion")
    theirs = b.phrases.get("target", frozenset()) & words("people", "portion")
    return bool(mine and theirs and not mine & theirs)


def _holds_name(*actors: Actor) -> bool:
    """Whether a name is in how each is known ("the Velm council"): who accuses a mayor
    and then her council accuses twice.
    """
    return all(any(p[0].isupper() for p in actor.name.split()) for actor in actors)


def _other_name(a: Actor, b: Actor) -> bool:
    """Two names of one kind with no word in common, neither speaking for the other."""
    if a.kind != b.kind or a.id == b.of or b.id == a.of:
        return False
    return not set(a.name.lower().split()) & set(b.name.lower().split())


def _same_day(a: str, b: str) -> bool:
    """Equal as far as both are precise."""
    size = min(len(a), len(b))
    return a[:size] == b[:size]
