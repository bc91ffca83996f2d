"""Which of two dependent accounts came from the other.

Only signs that cannot arise the other way round decide: who is credited, who
is cited, what a copy loses ("told CNN" left out, a quotation turned into the
narrator's words), which page is earlier.  Length decides nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from twosource.trace.cited import Cited, canonical, citations
from twosource.trace.credits import credited
from twosource.trace.features import Pair
from twosource.trace.lexicon import aggregators, families
from twosource.trace.versions import later, one_page
from twosource.types import Account, Credit, Direction, Evidence

_QUOTES_LOST = 3  # fewer may be a quotation mark lost from a page


@dataclass(frozen=True, slots=True)
class Verdict:
    """A direction, why, and what shows it."""

    direction: Direction
    reason: str
    evidence: tuple[Evidence, ...] = ()


def _is_outlet(account: Account, name: str) -> bool:
    """Whether an account was published by that agency or outlet itself."""
    low = name.lower().replace(" ", "").removeprefix("the")
    for own in (account.outlet, account.publisher):
        if not own:
            continue
        if canonical(own) == name or _bare(own) == low:
            return True
        if own.lower().removeprefix("www.").split(".")[0].replace(" ", "") == low:
            return True
    return False


def _bare(outlet: str) -> str:
    """An outlet's name as a dateline shortens it: "Meridian" of "Meridian Press"."""
    words = outlet.lower().removeprefix("the ").split()
    if len(words) > 1 and words[-1] in {"press", "news", "agency", "wire"}:
        words.pop()
    return "".join(words)


def same_house(a: Account, b: Account) -> str:
    """The family two accounts' publishers belong to, or ``""``."""
    table = families()
    for x in (a.outlet, a.publisher):
        for y in (b.outlet, b.publisher):
            family = table.get((x or "").lower().removeprefix("www."), "")
            if family and family == table.get((y or "").lower().removeprefix("www.")):
                return family
    return ""


def direct(pair: Pair, credits_a: tuple[Credit, ...], credits_b: tuple[Credit, ...]) -> Verdict:
    """The direction of a dependent pair; an attribution that one of them lost is
    shown whatever decided.
    """
    a, b = pair.a.account, pair.b.account
    lost = _by_loss(pair)
    if one_page(a, b):
        version = later(a, b)
        if version is not None:
            return Verdict(*version)
    for found in (
        _by_credit(a, b, credits_a, credits_b),
        _by_citation(a, b),
        _by_aggregator(a, b),
    ):
        if found is not None:
            return _also(found, lost)
    for found in (lost, _by_date(a, b), _by_quotes(pair)):
        if found is not None:
            return found
    return Verdict("unknown", "nothing in either text or its page shows which came first")


def _also(found: Verdict, lost: Verdict | None) -> Verdict:
    if lost is None:
        return found
    reason = f"{found.reason}; {lost.reason}"
    return Verdict(found.direction, reason, (*found.evidence, *lost.evidence))


def _by_credit(
    a: Account, b: Account, of_a: tuple[Credit, ...], of_b: tuple[Credit, ...]
) -> Verdict | None:
    names_a, names_b = credited(of_a), credited(of_b)
    ranks = {n: min(ns.index(n) for ns in (names_a, names_b) if n in ns) for n in names_a + names_b}
    names = sorted(ranks, key=lambda n: (ranks[n], n))
    for name in names:
        own_a, own_b = _is_outlet(a, name), _is_outlet(b, name)
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
    """Where an account says that it has something from the outlet of another."""
    named = (c for c in citations(account.text) if c.kind == "report" and c.holder)
    return next((c for c in named if _is_outlet(source, c.holder)), None)


def _hosts(account: Account) -> set[str]:
    named = {n.lower().removeprefix("www.") for n in (account.outlet, account.publisher) if n}
    if account.url:
        named.add(account.url.partition("//")[2].partition("/")[0].lower().removeprefix("www."))
    return named


def _by_aggregator(a: Account, b: Account) -> Verdict | None:
    of_a, of_b = _hosts(a), _hosts(b)
    again_a, again_b = bool(of_a & aggregators()), bool(of_b & aggregators())
    if not of_a or not of_b or again_a == again_b:
        return None
    if again_b:
        return Verdict("a>b", "the second page republishes what others wrote")
    return Verdict("b>a", "the first page republishes what others wrote")


def _told(text: str) -> tuple[Cited, ...]:
    return tuple(c for c in citations(text) if c.kind == "interview" and c.holder)


def _by_loss(pair: Pair) -> Verdict | None:
    """One says to whom the words were spoken, the other leaves that out."""
    told_a, told_b = _told(pair.a.account.text), _told(pair.b.account.text)
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
    if x[:10] == y[:10] or "T" in x + y:
        return None
    way: Direction = "a>b" if x < y else "b>a"
    return Verdict(way, f"published {min(x, y)[:10]}, the other {max(x, y)[:10]}")


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
