"""Which of two dependent accounts came from the other.

Signs that cannot arise the other way round decide first: a body's own release is
the source; who is credited, who is cited, to whom words were spoken; which page or
take is earlier.  Where none speaks, what a copy loses does: quotations cut, doubts
and attributions left out, what only the source has.  Length decides nothing by
itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from twosource.trace.cited import Cited, citations
from twosource.trace.credits import credited
from twosource.trace.features import Pair
from twosource.trace.lexicon import aggregators
from twosource.trace.losses import losses
from twosource.trace.naming import hosts, is_outlet, is_wire
from twosource.trace.released import released
from twosource.trace.takes import later_take
from twosource.trace.versions import later, one_page
from twosource.types import Account, Credit, Direction, Evidence

_QUOTES_LOST = 3  # fewer may be a quotation mark lost from a page


@dataclass(frozen=True, slots=True)
class Verdict:
    """A direction, why, and what shows it; ``stated`` where an account says so itself (a credit,
    a release, a page that names the other), or both are one page.
    """

    direction: Direction
    reason: str
    evidence: tuple[Evidence, ...] = ()
    stated: bool = False


def direct(pair: Pair, credits_a: tuple[Credit, ...], credits_b: tuple[Credit, ...]) -> Verdict:
    """The direction of a dependent pair; an attribution that one of them lost is
    shown whatever decided.
    """
    a, b = pair.a.account, pair.b.account
    lost = _by_loss(pair)
    if one_page(a, b):
        version = later(a, b)
        if version is not None:
            return Verdict(*version, stated=True)
    for found in (
        _by_release(a, b),
        _by_credit(a, b, credits_a, credits_b),
        _by_citation(a, b),
        _by_aggregator(a, b),
    ):
        if found is not None:
            return replace(_also(found, lost), stated=True)
    for found in (lost, _by_date(a, b), _by_losses(pair), _by_quotes(pair), _by_own_word(a, b)):
        if found is not None:
            return found
    return Verdict("unknown", "nothing in either text or its page shows which came first")


def _also(found: Verdict, lost: Verdict | None) -> Verdict:
    if lost is None or lost.direction != found.direction:
        return found
    reason = f"{found.reason}; {lost.reason}"
    return Verdict(found.direction, reason, (*found.evidence, *lost.evidence))


def _by_release(a: Account, b: Account) -> Verdict | None:
    of_a, of_b = released(a), released(b)
    if bool(of_a) == bool(of_b):
        return None
    if of_a:
        return Verdict("a>b", f"the first is a release of the body itself ({of_a})")
    return Verdict("b>a", f"the second is a release of the body itself ({of_b})")


def _by_credit(
    a: Account, b: Account, of_a: tuple[Credit, ...], of_b: tuple[Credit, ...]
) -> Verdict | None:
    names_a, names_b = credited(of_a), credited(of_b)
    ranks = {n: min(ns.index(n) for ns in (names_a, names_b) if n in ns) for n in names_a + names_b}
    names = sorted(ranks, key=lambda n: (ranks[n], n))
    for name in names:
        own_a, own_b = is_wire(a, name, of_a), is_wire(b, name, of_b)
        if own_a and own_b and name in names_a and name in names_b:
            take = later_take(a, b)
            if take is not None:
                return Verdict(*take)
        if own_a and not own_b and name in names_b:
            return Verdict("a>b", f"the second credits {name}, which published the first")
        if own_b and not own_a and name in names_a:
            return Verdict("b>a", f"the first credits {name}, which published the second")
        if own_a and not own_b and not names_b:
            return Verdict("a>b", f"the second has without saying so what {name} published")
        if own_b and not own_a and not names_a:
            return Verdict("b>a", f"the first has without saying so what {name} published")
    both = [n for n in names if n in names_a and n in names_b]
    if both:
        return Verdict("common", f"both carry the credit of {both[0]}")
    if names_a and names_b:
        return Verdict(
            "common", f"one credits {names_a[0]}, the other {names_b[0]}: an agency stands behind"
        )
    if names_a or names_b:
        name, which = (names_a[0], "first") if names_a else (names_b[0], "second")
        return Verdict(
            "common",
            f"only the {which} credits {name}; the other has that agency's text without saying so, "
            f"from it or from {name} itself",
        )
    return None


def _by_citation(a: Account, b: Account) -> Verdict | None:
    """One names the other as its source; where each names the other nothing shows."""
    in_a, in_b = _names(a, b), _names(b, a)
    if in_a is not None and in_b is not None:
        return None
    if in_b is not None:
        shown = Evidence("citation", None, in_b.span)
        return Verdict("a>b", f"the second names {in_b.holder} as its source", (shown,))
    if in_a is not None:
        shown = Evidence("citation", in_a.span, None)
        return Verdict("b>a", f"the first names {in_a.holder} as its source", (shown,))
    return None


def _names(account: Account, source: Account) -> Cited | None:
    """Where an account says that it has something from the outlet of another: from
    its report, or from what it was told.
    """
    named = (c for c in citations(account.text) if c.kind in {"report", "interview"} and c.holder)
    return next((c for c in named if is_outlet(source, c.holder)), None)


def _by_aggregator(a: Account, b: Account) -> Verdict | None:
    of_a, of_b = hosts(a), hosts(b)
    again_a, again_b = bool(of_a & aggregators()), bool(of_b & aggregators())
    if not of_a or not of_b or again_a == again_b:
        return None
    if again_b:
        return Verdict("a>b", "the second page republishes what others wrote")
    return Verdict("b>a", "the first page republishes what others wrote")


def _told(account: Account) -> tuple[Cited, ...]:
    """Where an account says to which other outlet something was said."""
    spoken = (c for c in citations(account.text) if c.kind == "interview" and c.holder)
    return tuple(c for c in spoken if not is_outlet(account, c.holder))


def _by_loss(pair: Pair) -> Verdict | None:
    """One says to whom the words were spoken, the other leaves that out."""
    told_a, told_b = _told(pair.a.account), _told(pair.b.account)
    if bool(told_a) == bool(told_b):
        return None
    cited = (told_a or told_b)[0]
    if told_a:
        shown = Evidence("attribution lost", cited.span, None, cited.holder)
        return Verdict("a>b", f"the second leaves out that it was said to {cited.holder}", (shown,))
    shown = Evidence("attribution lost", None, cited.span, cited.holder)
    return Verdict("b>a", f"the first leaves out that it was said to {cited.holder}", (shown,))


def _by_date(a: Account, b: Account) -> Verdict | None:
    if a.published is None or b.published is None:
        return None
    x, y = a.published.value, b.published.value
    if x[:10] == y[:10]:
        return None
    way: Direction = "a>b" if x < y else "b>a"
    return Verdict(way, f"published {min(x, y)[:10]}, the other {max(x, y)[:10]}")


def _by_losses(pair: Pair) -> Verdict | None:
    way, signs = losses(pair)
    if not way:
        return None
    reason = "; ".join(dict.fromkeys(words for words, _ in signs))
    return Verdict("a>b" if way > 0 else "b>a", reason, tuple(e for _, e in signs if e))


def _by_own_word(a: Account, b: Account) -> Verdict | None:
    """One says that it was itself told so.  The weakest sign: a rewriter puts his
    own paper in the place of the one that asked.
    """
    mine, theirs = (
        [c for c in citations(x.text) if c.kind == "interview" and is_outlet(x, c.holder)]
        for x in (a, b)
    )
    if bool(mine) == bool(theirs):
        return None
    if mine:
        shown = Evidence("told itself", mine[0].span, None, mine[0].holder)
        return Verdict("a>b", f"the first says that {mine[0].holder} was told so", (shown,))
    shown = Evidence("told itself", None, theirs[0].span, theirs[0].holder)
    return Verdict("b>a", f"the second says that {theirs[0].holder} was told so", (shown,))


def _by_quotes(pair: Pair) -> Verdict | None:
    """Words one account quotes, the other gives as its own."""
    only_a = only_b = 0
    for run in pair.runs:
        in_a = pair.a.quoted[run.a : run.a + run.size].mean() > 0.8
        in_b = pair.b.quoted[run.b : run.b + run.size].mean() > 0.8
        only_a += in_a and not in_b
        only_b += in_b and not in_a
    if max(only_a, only_b) < _QUOTES_LOST or min(only_a, only_b) > 0:
        return None
    if only_a:
        return Verdict("a>b", "the second gives as its own words what the first quotes")
    return Verdict("b>a", "the first gives as its own words what the second quotes")
