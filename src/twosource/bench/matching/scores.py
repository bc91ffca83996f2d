"""Matches and speakers of invented stories against their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from twosource.bench.data import say
from twosource.bench.matching.gold import Said, Told
from twosource.find import Match, find_statements, match_statements
from twosource.language import parse_all
from twosource.parties import resolve
from twosource.types import Account, Span, Statement

ENOUGH = 0.5
"""Least share of the shorter of two contents that both must have to be one place."""


@dataclass(slots=True)
class Score:
    """Counts over stories.

    Attributes:
        due, made, right, met: gold pairs, matches made, matches that are gold, gold
            pairs matched.
        said, found: labelled statements, and those of them found.
        one, named: found statements under their speaker's identity, of those found.
        two, merged: pairs of statements by two speakers, and those under one identity.
        kinds, kinds_right, drops, drops_made, drops_right: fidelity over met pairs.
        misses: what went wrong, in words.
    """

    due: int = 0
    made: int = 0
    right: int = 0
    met: int = 0
    said: int = 0
    found: int = 0
    one: int = 0
    named: int = 0
    two: int = 0
    merged: int = 0
    kinds: int = 0
    kinds_right: int = 0
    drops: int = 0
    drops_made: int = 0
    drops_right: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the matches that are gold."""
        return self.right / max(1, self.made)

    @property
    def recall(self) -> float:
        """Share of the gold pairs that are matched."""
        return self.met / max(1, self.due)

    @property
    def f1(self) -> float:
        """Of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score(stories: Iterable[Told]) -> Score:
    """Find, match and compare with the labels."""
    total = Score()
    for told in stories:
        say("matching", told.name)
        statements, matches = analyse(told.accounts)
        _count(told, statements, matches, total)
    return total


def analyse(accounts: Sequence[Account]) -> tuple[tuple[Statement, ...], tuple[Match, ...]]:
    """All statements of a story, and which of them are one."""
    parses = list(parse_all(accounts))
    register = resolve(parses)
    statements = tuple(s for parse in parses for s in find_statements(parse, register))
    return statements, match_statements(statements, parses, register)


def _count(
    told: Told, statements: Sequence[Statement], matches: Sequence[Match], total: Score
) -> None:
    by_id = {(s.account, s.id): s for s in statements}
    keys = {place: _keys(s, told) for place, s in by_id.items()}
    gold = {(p.a, p.b, p.key): p for p in told.pairs}
    met: dict[tuple[str, str, str], Match] = {}
    for m in matches:
        hits = sorted(keys[m.a] & keys[m.b])
        # A statement of the title is not labelled: with the one it repeats it is right,
        # else it counts as wrong.
        due = [(m.a[0], m.b[0], key) for key in hits if (m.a[0], m.b[0], key) in gold]
        total.made += 1
        total.right += bool(due)
        if not due:
            total.misses.append(f"wrong {told.name} {_tell(by_id[m.a], told)} = "
                                f"{_tell(by_id[m.b], told)} {m.score}")  # fmt: skip
        for key in due:
            met.setdefault(key, m)
    total.due += len(gold)
    total.met += len(met)
    total.misses += [f"missed {told.name} {key}" for key in sorted(set(gold) - set(met))]
    for key, m in met.items():
        pair = gold[key]
        if pair.fidelity:
            total.kinds += 1
            total.kinds_right += pair.fidelity == m.fidelity
            if pair.fidelity != m.fidelity:
                total.misses.append(f"kind {told.name} {key} {pair.fidelity}: {m.fidelity}")
        total.drops += len(pair.dropped)
        total.drops_made += len(m.dropped)
        total.drops_right += len(set(pair.dropped) & set(m.dropped))
        if set(pair.dropped) != set(m.dropped):
            total.misses.append(f"drop {told.name} {key} {pair.dropped}: {m.dropped}")
    _count_speakers(told, statements, total)


def _count_speakers(told: Told, statements: Sequence[Statement], total: Score) -> None:
    """Under one identity: the one most statements of the speaker have."""
    actors: list[tuple[Said, str | None]] = []
    for place, said in sorted(told.said.items()):
        found = max((s for s in statements if _same_place(s, said)),
                    key=lambda s: (_iou(s.content, said.content), s.id), default=None)  # fmt: skip
        total.said += 1
        total.found += found is not None
        if found is None:
            total.misses.append(f"unfound {told.name} {place}")
        else:
            actors.append((said, found.speaker.id if found.speaker else None))
    usual: dict[str, Counter[str]] = {}
    for said, actor in actors:
        if actor is not None:
            usual.setdefault(said.speaker, Counter())[actor] += 1
    for said, actor in actors:
        best = max(usual.get(said.speaker, Counter()).items(), key=lambda n: (n[1], n[0]),
                   default=(None, 0))[0]  # fmt: skip
        total.named += 1
        total.one += actor is not None and actor == best
        if actor is None or actor != best:
            total.misses.append(f"speaker {told.name} {said.account}{said.key} {actor} not {best}")
    for (x, a), (y, b) in combinations(actors, 2):
        if x.speaker != y.speaker:
            total.two += 1
            total.merged += a is not None and a == b


def _keys(statement: Statement, told: Told) -> set[str]:
    return {
        key
        for (account, key), said in told.said.items()
        if account == statement.account and _same_place(statement, said)
    }


def _same_place(statement: Statement, said: Said) -> bool:
    if statement.account != said.account or statement.part != "text":
        return False
    shared = _shared(statement.content, said.content)
    shorter = min(_size(statement.content), _size(said.content))
    return shared >= ENOUGH * shorter


def _shared(a: Sequence[Span], b: Sequence[Span]) -> int:
    return sum(x.overlap(y) for x in a for y in b)


def _size(spans: Sequence[Span]) -> int:
    return sum(len(span) for span in spans)


def _iou(a: Sequence[Span], b: Sequence[Span]) -> float:
    shared = _shared(a, b)
    return shared / max(1, _size(a) + _size(b) - shared)


def _tell(statement: Statement, told: Told) -> str:
    account = next(a for a in told.accounts if a.id == statement.account)
    text = account.part(statement.part)
    return f"{statement.account}:{statement.part}:" + " ".join(
        span.of(text) for span in statement.content
    )
