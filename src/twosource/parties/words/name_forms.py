"""Whether two names may be forms of one: short first names, initials, misprints."""

from __future__ import annotations

from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.normalise import fold
from twosource.parties.words.person_names import generation, given, surname
from twosource.parties.words.spelling import near, one_spelling, sound, spelt

_LEAST = 6
"""Letters that a family name needs for one letter to be a misprint: "Berg" and "Borg" are two."""


def one_name(lesser: str, fuller: str) -> bool:
    """Whether a name may be another form of a fuller one: a part of its end ("Rathi Deo"), an
    initial, a short form of the first name, a misprint.
    """
    a, b = fold(lesser).split(), fold(fuller).split()
    if len(a) >= 2 and len(a) < len(b) and b[-len(a) :] == a:
        return True
    first, other = given(lesser), given(fuller)
    if len(a) == 1 and other and a[0] in {other, *lexicon().short_name.get(other, frozenset())}:
        return True
    if not other or generation(lesser) not in {"", generation(fuller)}:
        return False
    same = surname(lesser) == surname(fuller)
    if not first:
        return False
    if same:
        return first != other and (first == other[0] or short_form(first, other))
    alike = _misprint(surname(lesser), surname(fuller))
    initials = first[0] == other[0] and min(len(first), len(other)) <= 2
    return alike and (first == other or initials or _sounds(lesser, fuller))


def _sounds(one: str, two: str) -> bool:
    return one_spelling(spelt(one)[0], spelt(two)[0])


def _misprint(one: str, two: str) -> bool:
    """Whether two family names are a letter apart, in writing or in sound."""
    if sound(one) == sound(two):
        return True
    return min(len(one), len(two)) >= _LEAST and one[:2] == two[:2] and (
        near(one, two) or near(sound(one), sound(two))
    )  # fmt: skip


def short_form(short: str, full: str) -> bool:
    """Whether a first name is a short form of another ("Roz" of "Rosalind",
    "Bill" of "William").
    """
    if short in lexicon().short_name.get(full, frozenset()):
        return True
    start = sound(short).removesuffix("i")
    return len(start) >= 3 and len(short) < len(full) and sound(full).startswith(start)
