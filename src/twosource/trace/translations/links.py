"""All pairs of different languages -> links ``translated``, put in the place of what was there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.language.foreign.candidates import pairs
from twosource.language.foreign.lists import code_of
from twosource.language.foreign.parallel import Parallel, lay
from twosource.language.foreign.reading import Reading, reading_of
from twosource.language.foreign.shared_names import shared_names
from twosource.language.other import is_other
from twosource.trace.lineage import components
from twosource.trace.translations.amount import DOUBTFUL, LIKELY, Amount, amount_of
from twosource.trace.translations.evidence import evidence_of
from twosource.trace.translations.towards import (
    UNKNOWN,
    Standing,
    Way,
    by_credit,
    by_date,
    by_house,
    by_length,
    standings,
)
from twosource.types import Account, Derivation, Evidence

RULE = "trace.translated.1"
THIRD = 0.15
"""Chance from which two accounts that are each a translation of one third are two of one text."""
_LESS = 3
"""Figures over a dozen, or names, that two accounts share at least before they are laid side by
side."""
Key = tuple[int, int]


class Translations:
    """Accounts whose number grows, and the links between their languages: every two are laid side
    by side once, and what third accounts show is worked out when links are asked for.
    """

    def __init__(self) -> None:
        self._readings: dict[int, Reading | None] = {}
        self._amounts: dict[Key, tuple[Parallel, Amount] | None] = {}

    def links(
        self, accounts: Sequence[Account], without: Collection[int] = ()
    ) -> dict[Key, Derivation]:
        """The links between languages by the numbers of their accounts, the lower first.

        Args:
            accounts: in the order they came; those of earlier calls first.
            without: numbers of accounts that are left out, as if they had not come.
        """
        readings = {}
        for number, account in enumerate(accounts):
            if number not in self._readings:
                self._readings[number] = reading_beside(account)
            found = self._readings[number]
            if found is not None and number not in without:
                readings[number] = found
        amounts = {}
        for key in pairs(readings):
            if key not in self._amounts:
                self._amounts[key] = _laid(*(readings[n] for n in key))
            held = self._amounts[key]
            if held is not None:
                amounts[key] = held
        return dict(_translated(accounts, amounts))


def merged(
    links: Mapping[Key, Derivation], found: Mapping[Key, Derivation]
) -> dict[Key, Derivation]:
    """Links found by words with those between languages, which go before pairs found independent
    or not established; by the numbers of their accounts, in order.
    """
    out = dict(links)
    for key, made in found.items():
        if key not in out or out[key].relation in {"independent", "not-established"}:
            out[key] = made
    return dict(sorted(out.items()))


def _laid(a: Reading, b: Reading) -> tuple[Parallel, Amount] | None:
    if not _worth(a, b):
        return None
    pair = lay(a, b)
    return pair, amount_of(pair)


def translated(a: Account, b: Account) -> Derivation | None:
    """The link of two accounts of two languages, from them alone; ``None`` where there is none."""
    found = Translations().links((a, b))
    return found.get((0, 1))


def _translated(
    accounts: Sequence[Account], amounts: dict[Key, tuple[Parallel, Amount]]
) -> Iterator[tuple[Key, Derivation]]:
    sure = {k for k, (_, amount) in amounts.items() if amount.chance >= LIKELY}
    through = {
        k: t for k in amounts if k not in sure and (t := _third(k, sure, amounts)) is not None
    }
    linked = sure | set(through)
    names = [a.id for a in accounts]
    home = components(names, ((names[i], names[j]) for i, j in sorted(linked)))
    alone = _standings(accounts, home, amounts, linked)
    ways = {k: _way(accounts, k, *amounts[k], alone) for k in sorted(linked)}
    for key, (pair, amount) in amounts.items():
        if key in linked:
            way = ways[key]
            if way.direction == "unknown":
                way = _common(key, ways, linked)
            yield key, _link(pair, amount, way, names[through[key]] if key in through else "")
        elif amount.chance >= DOUBTFUL:
            yield key, _doubtful(pair, amount)


def reading_beside(account: Account) -> Reading | None:
    """An account of another language, or an English one to lay beside it."""
    if code_of(account.language) == "und":
        return reading_of(replace(account, language="en"))
    english = code_of(account.language) == "en"
    return reading_of(account) if english or is_other(account) else None


def _worth(a: Reading, b: Reading) -> bool:
    """Whether two accounts share enough to be laid side by side."""
    figures = {f.value for f in a.figures if f.value > 12} & {f.value for f in b.figures}
    if len(figures) >= _LESS:
        return True
    return len(figures) + shared_names(a, b).count() >= _LESS or not (a.names or b.names)


def _third(key: Key, sure: set[Key], amounts: dict[Key, tuple[Parallel, Amount]]) -> int | None:
    """An account that both are surely translations of, or translated into, where they are not
    too unlike themselves.
    """
    if amounts[key][1].chance < THIRD:
        return None
    i, j = key
    mine = {x + y - i for x, y in sure if i in (x, y)}
    theirs = {x + y - j for x, y in sure if j in (x, y)}
    return min(mine & theirs, default=None)


def _standings(
    accounts: Sequence[Account],
    home: dict[str, str],
    amounts: dict[Key, tuple[Parallel, Amount]],
    linked: set[Key],
) -> dict[str, Standing]:
    groups: dict[str, list[str]] = {}
    for account in accounts:
        groups.setdefault(home[account.id], []).append(account.id)
    number = {a.id: n for n, a in enumerate(accounts)}
    out: dict[str, Standing] = {}
    for members in groups.values():
        if len(members) < 3:
            continue
        laid: dict[tuple[str, str], Parallel] = {}
        for x in members:
            for y in members:
                key = (number[x], number[y])
                if key in linked:
                    laid[x, y], laid[y, x] = amounts[key][0], amounts[key][0].turned()
        out |= standings(members, laid)
    return out


def _way(
    accounts: Sequence[Account],
    key: Key,
    pair: Parallel,
    amount: Amount,
    alone: dict[str, Standing],
) -> Way:
    way = by_credit(pair)
    if way.direction != "unknown":
        return way
    way = _told(accounts, key, pair, amount, alone)
    dated = by_date(pair.a, pair.b)
    if "unknown" not in {way.direction, dated.direction} and way.direction != dated.direction:
        return UNKNOWN  # nothing is translated on the day before it was published
    return way


def _told(
    accounts: Sequence[Account],
    key: Key,
    pair: Parallel,
    amount: Amount,
    alone: dict[str, Standing],
) -> Way:
    """The direction by what the texts show, without a credit."""
    way = by_house(pair)
    if way.direction != "unknown":
        return way
    one, two = alone.get(accounts[key[0]].id), alone.get(accounts[key[1]].id)
    if one is not None and two is not None and bool(one.alone) != bool(two.alone):
        first = not one.alone
        told = "second" if first else "first"
        return Way("a>b" if first else "b>a", (),
                   f"the {told} alone has things otherwise than all others of it")  # fmt: skip
    if one is None or two is None:
        dated = by_date(pair.a, pair.b)
        return dated if dated.direction != "unknown" else by_length(amount.share_a, amount.share_b)
    return UNKNOWN


def _common(key: Key, ways: dict[Key, Way], linked: set[Key]) -> Way:
    """Two accounts that both came from one third have it in common."""
    sources = [_sources(end, ways) for end in key]
    if sources[0] & sources[1]:
        return Way("common", (), "both came from one text")
    return UNKNOWN


def _sources(end: int, ways: dict[Key, Way]) -> set[int]:
    return {
        i + j - end for (i, j), way in ways.items()
        if end in (i, j) and way.direction == ("a>b" if end == j else "b>a")
    }  # fmt: skip


def _link(pair: Parallel, amount: Amount, way: Way, through: str) -> Derivation:
    evidence = (*evidence_of(pair, amount), *way.evidence)
    if not any(e.a or e.b for e in evidence):
        evidence = (Evidence("translated", pair.a.sentences[0].span, pair.b.sentences[0].span),)
    names = f"{pair.a.lists.name} and {pair.b.lists.name}"
    order = "in one order" if amount.order >= 0.8 else "in another order"
    reason = (
        f"{names}: {len(amount.own)} sentences of the narrators' own stand in both, {order} "
        f"({_percent(amount.share_a)} of the first, {_percent(amount.share_b)} of the second); "
        "two reporters at one event share quotations and figures, not these"
    )
    if through:
        reason += f"; through {through}"
    if way.reason:
        reason += f"; {way.reason}"
    if not pair.encoded:
        reason += "; by figures and names alone, as no encoder is installed"
    return Derivation(
        a=pair.a.account.id, b=pair.b.account.id, relation="translated", direction=way.direction,
        score=round(0.5 + 0.5 * amount.chance if not through else 0.6, 6), evidence=evidence,
        reason=reason, rule=RULE,
    )  # fmt: skip


def _doubtful(pair: Parallel, amount: Amount) -> Derivation:
    return Derivation(
        a=pair.a.account.id, b=pair.b.account.id, relation="not-established",
        direction="unknown", score=round(0.49 * amount.chance, 6),
        evidence=evidence_of(pair, amount),
        reason=f"{len(amount.own)} sentences of the narrators' own stand in both languages: more "
        "than chance explains, too few for a translation",
        rule=RULE,
    )  # fmt: skip


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"
