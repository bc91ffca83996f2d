"""Short invented accounts, and ways to look at their register."""

from __future__ import annotations

from twosource.find import find_statements
from twosource.language import parse
from twosource.parties import resolve
from twosource.types import Account, Actor, Register

FRONT = (
    "A senior Karst Front official, Imran al-Sabek, has accused Veldanian President Ada Brandt "
    "of “plain bad faith” over the harbour. According to al-Sabek, the talks go on."
)
FRONT_TOLD = (
    "A senior Karst Front figure has accused President Ada Brandt of “plain bad faith” – but told "
    "Radio Oster that the talks would go on.\n\n"
    "Imran al-Sabek was speaking to Radio Oster after Veldania confirmed the talks.\n\n"
    "Sabek said the harbour must open. The Karst Front said it agreed."
)
"""Two accounts of one story; only the first ties the name to the role."""
ENVOY = (
    "The Veldanian envoy for the Northern Islands, Tomas al-Radi, has accused the port workers "
    "of stalling. Al-Radi said the talks had failed. Radi will return on Monday, and he expects "
    "a protest."
)


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


def called(register: Register, words: str) -> list[Actor]:
    """The actors in whose names the words stand."""
    return [a for a in register.actors if words.lower() in a.name.lower()]


def speakers_of(*texts: str) -> list[str | None]:
    """The names of the speakers, account by account."""
    parses = [parse(account(t, "abc"[n])) for n, t in enumerate(texts)]
    register = resolve(parses)
    found = [s for p in parses for s in find_statements(p, register)]
    return [s.speaker.name if s.speaker else None for s in found]
