"""By whom an account was published, and whether that is an outlet someone names."""

from __future__ import annotations

from twosource.trace.cited import canonical
from twosource.trace.lexicon import families
from twosource.types import Account, Credit

_GENERIC = frozenset({"press", "news", "agency", "wire"})
_FIRST_NAMES = frozenset({"the"})


def is_outlet(account: Account, name: str) -> bool:
    """Whether an account was published by that agency or outlet itself.

    A name may be shortened: "the Clarion" for the Daily Clarion, "Meridian" for
    Meridian Press; it must be the beginning or the end of the full one.
    """
    short = _words(name)
    for own in (account.outlet, account.publisher):
        if not own:
            continue
        if canonical(own) == name:
            return True
        if own.lower().removeprefix("www.").split(".")[0].replace(" ", "") == "".join(short):
            return True
        full = _words(own)
        if short and (full[: len(short)] == short or full[-len(short) :] == short):
            return set(short) - _GENERIC != set()
    return False


def _words(name: str) -> list[str]:
    return [w for w in name.lower().replace("’", "'").split() if w not in _FIRST_NAMES]


def hosts(account: Account) -> set[str]:
    """Under which names and addresses an account was published."""
    named = {n.lower().removeprefix("www.") for n in (account.outlet, account.publisher) if n}
    if account.url:
        named.add(account.url.partition("//")[2].partition("/")[0].lower().removeprefix("www."))
    return named


def is_wire(account: Account, name: str, credits: tuple[Credit, ...]) -> bool:
    """Whether an account is an agency's text as the agency sent it: published by
    the agency, or with its dateline and by nobody else.
    """
    if is_outlet(account, name):
        return True
    signed = any(c.name == name and c.kind == "dateline" for c in credits)
    return signed and not hosts(account)


def same_house(a: Account, b: Account) -> str:
    """The family two accounts' publishers belong to, or ``""``."""
    table = families()
    for x in (a.outlet, a.publisher):
        for y in (b.outlet, b.publisher):
            family = table.get((x or "").lower().removeprefix("www."), "")
            if family and family == table.get((y or "").lower().removeprefix("www.")):
                return family
    return ""
