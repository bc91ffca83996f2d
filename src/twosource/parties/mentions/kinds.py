"""What a name is: person, body or place, told by all that is said of it in the whole story.

The tagger labels one mention at a time and often calls a surname it has not met a place here
and a body there.  What stands around a name says more, and one account's "Mr Trask" is what
another account's bare "Trask" is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from twosource.parties.mentions.account import Names
from twosource.parties.mentions.clues import Votes, clues, sure_place
from twosource.parties.mentions.phrase import Phrase, copied
from twosource.parties.mentions.titles import dress
from twosource.parties.words.body_names import short_of
from twosource.parties.words.lexicon import lexicon, listed_as
from twosource.parties.words.normalise import bare, fold
from twosource.parties.words.person_names import surname
from twosource.parties.words.words import Words

_SIGN = 2.0
"""Votes of one plain sign that a name is a person's."""
_LEAD = 0.75
"""By how much a person's votes must lead the others', and the reverse, to change what a name
was first read as: more than the tagger's label alone, less than one plain sign."""


@dataclass(slots=True)
class _Seen:
    """A mention with the votes of its own place."""

    words: Words
    phrase: Phrase
    votes: Votes


def settle_kinds(accounts: Sequence[Names], story: Sequence[int]) -> list[Names]:
    """The same names, the kind of each told by the votes of all its mentions in its story.

    Args:
        accounts: the accounts, each name of the kind that it was first read as.
        story: per account, the number of its story.
    """
    accounts = [replace(a, names=[copied(names) for names in a.names]) for a in accounts]
    stories: dict[int, list[_Seen]] = {}
    for account, number in zip(accounts, story, strict=True):
        seen = stories.setdefault(number, [])
        for words, names in zip(account.views, account.names, strict=True):
            seen += [_Seen(words, p, clues(words, p)) for p in names if _open(p)]
    for number in sorted(stories):
        _settle(stories[number])
    return accounts


def _open(phrase: Phrase) -> bool:
    """Whether the kind is a question: the lists know nothing of the name."""
    lex = lexicon()
    if phrase.form != "name" or phrase.type:
        return False
    if phrase.kind == "group" and phrase.b - phrase.a > 1:
        return False  # else the tagger may have read "Mills" as several
    name = bare(phrase.text)
    if phrase.kind == "thing" and (" " in name or name in lex.thing):
        return False  # else only the tagger calls it one
    return listed_as(name) is None and name not in lex.capitals and name not in lex.demonyms


def _set(one: _Seen, kind: str) -> None:
    if kind == "person" and one.phrase.kind != kind:
        dress(one.words, one.phrase)
        one.phrase.plural = False
    if one.phrase.kind != "group" or kind == "person":
        one.phrase.kind = kind


def _settle(seen: Sequence[_Seen]) -> None:
    """Full names first: they say which single words are family names."""
    for one in _wares(seen):
        one.phrase.kind = "thing"
    votes = _count(seen)
    seen = [one for one in seen if not _is_craft(one, votes[_key(one.phrase)])]
    firms = {short_of(one.phrase.text) for one in seen if one.phrase.kind == "organisation"} - {""}
    families = _settle_full_names(seen, votes, firms)
    _settle_single_words(seen, votes, firms, families)


def _wares(seen: Sequence[_Seen]) -> list[_Seen]:
    """Plural names that the story counts somewhere."""
    wares = {_key(one.phrase) for one in seen if _counted(one)}
    return [one for one in seen if one.phrase.kind == "group" and _key(one.phrase) in wares]


def _count(seen: Sequence[_Seen]) -> dict[str, Votes]:
    """The votes for each name, over all its mentions in the story."""
    votes: dict[str, Votes] = {}
    for one in seen:
        votes.setdefault(_key(one.phrase), Votes()).add(one.votes)
    for key in _states(seen):
        votes[key].place += 2.0
    for key in _places(seen):
        votes[key].place += 1.5
    return votes


def _settle_full_names(
    seen: Sequence[_Seen], votes: Mapping[str, Votes], firms: Set[str]
) -> set[str]:
    """Settle names of several words, but for those that are some firm's short name; the family
    names of the persons among them.
    """
    families: set[str] = set()
    for one in seen:
        key = _key(one.phrase)
        if " " not in key or key in firms:
            continue
        kind = votes[key].kind(_LEAD)
        if kind:
            _set(one, kind)
        if one.phrase.kind == "person":
            families.add(surname(one.phrase.text))
    return families


def _settle_single_words(
    seen: Sequence[_Seen], votes: Mapping[str, Votes], firms: Set[str], families: Set[str]
) -> None:
    """Settle single words, and names that are some firm's short name, in reading order."""
    named: dict[tuple[int, str], str] = {}
    for one in seen:
        key, place = _key(one.phrase), id(one.words)
        other = key in firms and named.get((place, key)) != "person"
        if other and one.votes.person < _SIGN:
            # A firm called after its founder: whoever was last named in full is meant.
            one.phrase.kind, one.phrase.apart = "organisation", True
        elif " " in key:
            if short_of(one.phrase.text):
                named[place, short_of(one.phrase.text)] = "firm"
            elif one.phrase.kind == "person":
                named[place, fold(surname(one.phrase.text))] = "person"
        else:
            _settle_word(one, votes[key], families)


def _settle_word(one: _Seen, votes: Votes, families: Set[str]) -> None:
    """Settle a single word: by its own place where that is plain, else as a family name, else by
    the votes of the story.
    """
    if sure_place(one.votes):
        one.phrase.kind = "place" if one.votes.place >= one.votes.body else "organisation"
        one.phrase.apart = True
        return
    several = one.phrase.kind == "group" and one.words.lower[one.phrase.a - 1] == "the"
    weak = one.votes.body < 2.0 or one.votes.person > one.votes.body
    if surname(one.phrase.text) in families and weak and not several and not _loud(one.phrase):
        _set(one, "person")
        return
    kind = votes.kind(_LEAD if one.phrase.kind not in {"thing", "group"} else 2.0)
    if kind:
        _set(one, kind)


def _counted(one: _Seen) -> bool:
    """Whether a plural name is counted, as wares are ("100 Brownies")."""
    a = one.phrase.a
    return one.phrase.kind == "group" and a > 0 and one.words.pos[a - 1] == "NUM"


def _is_craft(one: _Seen, votes: Votes) -> bool:
    """Whether a ship bears the name; if so the mention is set to be one."""
    craft = votes.vessel >= _SIGN and votes.vessel > max(votes.person, votes.place)
    if craft:
        one.phrase.kind, one.phrase.type = "thing", "craft"
    return craft


def _places(seen: Sequence[_Seen]) -> set[str]:
    """Names that places are called after: "Tamber", where one reads of Tamber Sound."""
    keys = {_key(one.phrase) for one in seen}
    heads = lexicon().place
    firsts = {
        fold(one.phrase.text.split()[0])
        for one in seen
        if one.phrase.b - one.phrase.a == 2 and one.phrase.text.split()[-1] in heads
    }
    return firsts & keys


def _states(seen: Sequence[_Seen]) -> set[str]:
    """Names whose adjective stands in the story: "Pellia", where one reads "the Pellian mayor"."""
    views = {id(one.words): one.words for one in seen}.values()
    adjectives = {
        words.text[i]
        for words in views
        for i in range(len(words) - 1)
        if words.text[i][-2:] == "an" and words.text[i][0].isupper() and words.head[i] > i
    }
    names = {one.phrase.text for one in seen if one.phrase.b - one.phrase.a == 1}
    return {
        fold(name)
        for name in names - lexicon().first
        if len(name) > 4 and name.endswith("a") and name + "n" in adjectives
    }


def _loud(phrase: Phrase) -> bool:
    """Whether the name is set in capitals, like an acronym."""
    return phrase.text.isupper() and len(phrase.text) > 1


def _key(phrase: Phrase) -> str:
    return fold(bare(phrase.text))
