"""Short invented accounts, and ways to look at their register."""

from __future__ import annotations

from twosource.language import parse
from twosource.parties import resolve
from twosource.types import Account, Actor, Register


def account(text: str, id: str = "a", title: str | None = None) -> Account:
    return Account(id=id, text=text, sha256="", title=title)


def register_of(*texts: str) -> Register:
    """The register of several texts; their accounts are ``a``, ``b`` ..."""
    return resolve([parse(account(t, "abcdefgh"[n])) for n, t in enumerate(texts)])


def words_of(register: Register, actor: str, *texts: str) -> list[str]:
    """What the mentions of an actor say, in order."""
    return [
        m.span.of(texts["abcdefgh".index(m.account)])
        for m in register.mentions
        if m.actor == actor and m.part == "text"
    ]


def one(register: Register, name: str) -> Actor:
    """The only actor of that name."""
    found = [a for a in register.actors if a.name == name]
    assert len(found) == 1, [a.name for a in register.actors]
    return found[0]


def actor_of(register: Register, text: str, words: str, id: str = "a", nth: int = 0) -> str | None:
    """The actor of the nth mention with exactly these words."""
    found = [m.actor for m in register.mentions if m.account == id and m.span.of(text) == words]
    assert len(found) > nth, [m.span.of(text) for m in register.mentions]
    return found[nth]
