"""Parses of a call -> the register of its parties."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.parties.across.call import gather
from twosource.parties.across.join import join_all
from twosource.parties.across.lore import common_lore
from twosource.parties.labels import put_labels
from twosource.parties.mentions.account import Names, full_names, read_names, reread_names
from twosource.parties.mentions.kinds import settle_kinds
from twosource.parties.mentions.stories import tell_stories
from twosource.parties.overrides import Overrides, apply
from twosource.parties.register import write_register
from twosource.parties.within.account import put_names
from twosource.parties.within.anaphora import point_back
from twosource.parties.within.cataphora import name_after_role
from twosource.parties.within.reading import Reading
from twosource.types import Parse, Register


def resolve(parses: Sequence[Parse], overrides: Overrides | None = None) -> Register:
    """Find the parties of a call and every mention of them.

    Args:
        parses: the accounts of the call.
        overrides: the user's corrections, see :func:`load_overrides`.

    Returns:
        One register over all accounts.  Mentions are tight: a name without its title, a
        nominal from its first word to its head.  A mention of an uncertain party has no actor
        and its reason says why.  Ids come from names and do not depend on the order of the
        accounts, but for parties without a name that share one wording.
    """
    if any(p.by_lists for p in parses):
        from twosource.parties.foreign import joined

        return joined(resolve([p for p in parses if not p.by_lists]), parses, overrides)
    ordered = sorted(parses, key=lambda parse: parse.account.id)
    names, story = _names_of(ordered)
    readings = _readings_of(names, story)
    call = gather(readings, story)
    register = put_labels(write_register(call, join_all(call)), parses)
    if overrides is None:
        return register
    texts = {(p.account.id, s.part): s.text for p in parses for s in p.sections}
    return apply(register, overrides, texts)


def _names_of(parses: Sequence[Parse]) -> tuple[list[Names], list[int]]:
    """The names of each account, with all that its story shows of them; and per account, the
    number of its story.
    """
    first_read = [read_names(parse, number) for number, parse in enumerate(parses)]
    story = tell_stories(first_read)
    return settle_kinds(reread_names(first_read, story), story), story


def _readings_of(names: Sequence[Names], story: Sequence[int]) -> list[Reading]:
    """The parties of each account: those it names, then, knowing what its story says of them,
    what points back to them, then roles that were told before the name.
    """
    told = full_names(names, story)
    named = [put_names(account, told[story[account.number]]) for account in names]
    lore = common_lore(named, story)
    read_on = [point_back(reading, lore) for reading in named]
    return name_after_role(read_on, story)
