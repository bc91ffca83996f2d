"""Parties of several accounts put together: one identity over a call."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from twosource.parties.across.call import Call
from twosource.parties.across.executives import join_executives
from twosource.parties.across.firms import join_firms
from twosource.parties.across.names import join_names, join_spellings
from twosource.parties.across.possessives import join_owned
from twosource.parties.across.quotations import join_quotes
from twosource.parties.across.roles import join_roles
from twosource.parties.across.short_bodies import join_short
from twosource.parties.across.surnames import join_surnames
from twosource.parties.across.trades import join_trades
from twosource.parties.across.unnamed import join_unnamed, join_worded
from twosource.parties.across.variants import join_bearers
from twosource.parties.union import Union

Rule = Callable[[Call, Union], None]
"""Joins parties of the call; each rule builds on what those before it joined."""

_BY_NAME: tuple[Rule, ...] = (
    join_names, join_firms, join_spellings, join_bearers, join_surnames,
)  # fmt: skip
_BY_WORDS: tuple[Rule, ...] = (
    join_executives, join_unnamed, join_worded, join_short, join_trades,
)  # fmt: skip
_BY_SPEECH: tuple[Rule, ...] = (join_roles, join_quotes, join_owned)


def join_named(call: Call) -> Union:
    """Which parties of the call are one by their names alone."""
    return _joined(call, _BY_NAME)


def join_all(call: Call) -> Union:
    """Which parties of the call are one: by name, then bodies and groups without a name by their
    words, then persons without a name by role, quotation and whose they are.
    """
    return _joined(call, (*_BY_NAME, *_BY_WORDS, *_BY_SPEECH))


def _joined(call: Call, rules: Iterable[Rule]) -> Union:
    union = Union(len(call.entities))
    for rule in rules:
        rule(call, union)
    return union
