"""What an account found out itself: talks it had, and talks that it prints."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.trace.cited import Cited, sentence_at
from twosource.trace.lexicon import own_patterns
from twosource.trace.telling import quotations
from twosource.types import Account, Span

_TURN = re.compile(r"^[^\W\d_][^\n:.!?]{0,40}?(?: \([^()\n]{1,40}\))?: +\S[^\n]*", re.MULTILINE)
_LEAST_TURNS = 4
_LEAST_SHARE = 0.3  # of the text that the turns of a printed talk are
_TWICE = 2  # speakers of a talk have more than one turn
_NOBODY = r"(?!)"


def own_occasions(account: Account) -> tuple[Cited, ...]:
    """Where an account says that somebody told it so itself, in order.

    "Me" in a quotation, or in a talk that is printed turn by turn, is whoever
    speaks there.
    """
    found: list[Cited] = []
    others = (*quotations(account.text), *turns(account))
    for pattern in _patterns(account.outlet or ""):
        for match in pattern.finditer(account.text):
            span = Span(*match.span())
            if not any(span.overlap(o) for o in (*others, *(f.span for f in found))):
                sentence = sentence_at(account.text, span)
                found.append(Cited("own report", "", account.outlet or "", span, sentence))
    return tuple(sorted(found, key=lambda c: c.span))


@lru_cache(maxsize=256)
def _patterns(outlet: str) -> tuple[re.Pattern[str], ...]:
    named = outlet.replace("’", "'").split()
    if named[:1] == ["The"] or named[:1] == ["THE"]:
        named = named[1:]
    forms = {" ".join(named), *named[-1:]} if named else set()
    forms |= {f.title() for f in forms if f.isupper()}
    own = "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f))) or _NOBODY
    own = rf"(?:[Tt]he )?(?:{own})"
    return tuple(re.compile(p.replace("OWN", own)) for p in own_patterns())


def turns(account: Account) -> tuple[Span, ...]:
    """The turns of a talk that an account prints ("NAME: words"), none where it
    prints none.
    """
    text = account.text
    found = list(_TURN.finditer(text))
    names = [m[0].partition(":")[0] for m in found]
    kept = [m for m, name in zip(found, names, strict=True) if names.count(name) >= _TWICE]
    spans = tuple(Span(*m.span()) for m in kept)
    enough = len(spans) >= _LEAST_TURNS and sum(map(len, spans)) >= _LEAST_SHARE * len(text)
    return spans if enough else ()
