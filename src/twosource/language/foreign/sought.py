"""Names that other accounts tell, sought in a text whose script sets no names off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz

from twosource.language.foreign.glosses import GLOSSED, listed
from twosource.language.foreign.lists import Lists
from twosource.language.foreign.sounds import alike, letters, sound, spelling
from twosource.language.foreign.spans import words_of
from twosource.types import Span

LIKE, EXACT = 0.74, 0.95
"""Likeness of sounds from which a word is a name: of three classes and more, and of two."""
HAN = 0.66
"""The same of a Chinese name that is spelt like it too."""
_FEW = 7
"""Sounds of several words under which their letters are checked too."""
_NAMES, _HAN_MOST = 120, 8000
"""Names that are sought in a text, and code points of a Chinese one they are sought in."""
_WRITTEN = 60.0
"""Likeness of letters from which a short name is one; vowels may be missing."""
_SHORT = 75.0
"""The same of a name of two classes."""
_HAN = re.compile(r"[\u3400-\u9fff]+")


def sought(
    text: str,
    lists: Lists,
    names: Iterable[tuple[str, ...]],
    spelt: Mapping[tuple[str, ...], tuple[str, ...]] | None = None,
) -> dict[tuple[str, ...], list[Span]]:
    """For each name (its sounds, one a word) the stretches of a text that sound like it;
    ``spelt`` gives its words, by whose letters a name of few sounds is checked.

    Words of a name are sought next to one another; the last word alone (a surname) also by
    itself where it is long enough.
    """
    words = words_of(text) if lists.spaced else []
    places = [(w.start, w.end, sounds) for w in words if (sounds := _sounds(w.text, lists))]
    found: dict[tuple[str, ...], list[Span]] = {}
    for name in list(names)[:_NAMES]:
        spans = (
            _full(places, name)
            if lists.spaced
            else _han_full(text, name, lists, (spelt or {}).get(name, ()))
        )
        written = (spelt or {}).get(name)
        if written is not None and lists.spaced:
            spans = [s for s in spans if _lettered(s.of(text), written)]
        if spelt is not None and lists.spaced:
            spans = _told(text, lists, name, spans)
        if spans:
            found[name] = spans
    return found


def _told(text: str, lists: Lists, name: tuple[str, ...], spans: list[Span]) -> list[Span]:
    """The stretches that are no words of the language, and a surname alone only where the full
    name stands in the text too.
    """
    telling = sum(len(s) >= 2 for s in name)
    full = telling > 1 and any(len(s.of(text).split()) > 1 for s in spans)
    return [
        s for s in spans
        if len(s.of(text).split()) > 1
        or ((full or telling == 1) and not common(s.of(text), lists))
    ]  # fmt: skip


def common(word: str, lists: Lists) -> bool:
    """Whether a list of the language has a word, or its glosses have."""
    low = word.lower()
    if low in lists.stops or low in lists.numbers or low in lists.scales:
        return True
    held = (lists.verbs, lists.negation, lists.weekdays, *lists.roles.values(),
            *lists.bodies.values(), *lists.units.values(), *lists.month_patterns)  # fmt: skip
    return any(w.fullmatch(word) for w in held) or (lists.code in GLOSSED and listed(word, lists))


def _lettered(found: str, words: tuple[str, ...]) -> bool:
    """Whether a stretch is also written like a name, where its sounds are few."""
    wanted = "".join(letters(w) for w in words)
    got = letters(found)
    if len(found.split()) > 1:
        few = sum(len(sound(w)) for w in found.split()) < _FEW
        return not few or fuzz.ratio(got, wanted) >= _WRITTEN - 5
    of = [words[-1]] if len(words) > 1 else list(words)
    best = max(fuzz.ratio(spelling(found), spelling(w)) for w in of)
    return best >= (_WRITTEN if len(sound(found).replace("U", "")) >= 3 else _SHORT)


def _sounds(word: str, lists: Lists) -> tuple[tuple[int, str], ...]:
    """The sounds of a word, with and without the particles joined to it: how many letters were
    taken off, and what is left.
    """
    out = [(0, sound(word))]
    for prefix in lists.prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            out.append((len(prefix), sound(word[len(prefix) :])))
    return tuple((n, s) for n, s in out if len(s) >= 2)


Place = tuple[int, int, tuple[tuple[int, str], ...]]


def _hit(place: Place, wanted: str) -> tuple[float, int]:
    """How alike a word is to one of a name, and where the name begins in it."""
    return max(((alike(s, wanted), place[0] + n) for n, s in place[2]), default=(0.0, place[0]))


def _full(places: list[Place], name: tuple[str, ...]) -> list[Span]:
    spans: list[Span] = []
    words = [s for s in name if len(s) >= 2]
    if not words:
        return []
    for k, place in enumerate(places):
        score, start = _hit(place, words[0])
        if len(words) > 1 and score >= LIKE - 0.1 and k + 1 < len(places):
            rest = [
                _hit(places[k + 1 + d], w)
                for d, w in enumerate(words[1:])
                if k + 1 + d < len(places)
            ]
            close = len(rest) == len(words) - 1 and all(
                places[k + d + 1][0] - places[k + d][1] <= 3 for d in range(len(rest))
            )
            if (
                close
                and sum(r[0] for r in rest) / len(rest) >= LIKE - 0.05
                and ((score + sum(r[0] for r in rest)) / len(words) >= LIKE)
            ):
                spans.append(Span(start, places[k + len(rest)][1]))
                continue
        if any(s.end >= place[1] for s in spans):
            continue
        last, begins = _hit(place, words[-1])
        short = len(words[-1]) < 3
        if short and len(words) > 1:  # the short surname of a longer name is any word's sound
            continue
        if last >= (EXACT if short else LIKE + 0.06):
            spans.append(Span(begins, place[1]))
    return spans


def _drawn(text: str, span: Span, lists: Lists) -> Span:
    """A Chinese name with its last vowel, which no consonant shows (特尔维亚)."""
    end = span.end
    if lists.transliteration and text[end : end + 1] in lists.transliteration and not sound(
        text[end : end + 1]
    ):  # fmt: skip
        end += 1
    return Span(span.start, end)


def _spelt(chars: str, words: tuple[str, ...]) -> bool:
    return any(fuzz.ratio(spelling(chars), spelling(w)) >= _WRITTEN for w in words)


def _han_full(
    text: str, name: tuple[str, ...], lists: Lists, spelt: tuple[str, ...] = ()
) -> list[Span]:
    """Windows of characters that sound like the words of a name."""
    words = [s for s in name if len(s) >= 3] or [s for s in name if len(s) >= 2][-1:]
    out: list[Span] = []
    for word in words:
        best: list[tuple[float, Span]] = []
        for run in _HAN.finditer(text, 0, _HAN_MOST):
            chars = run.group()
            heads = [sound(c)[:1].upper() for c in chars]
            for at in range(len(chars)):
                if heads[at] != word[:1] and not (heads[at] == "W" and word[0] == "B"):
                    continue
                for size in range(max(2, len(word) - 1), min(len(word) + 3, len(chars) - at + 1)):
                    if lists.transliteration and not lists.transliteration.issuperset(
                        chars[at : at + size]
                    ):
                        break
                    score = alike(sound(chars[at : at + size]), word)
                    if score >= (EXACT if len(word) < 3 else 0.8) or (
                        size > 2 and score >= HAN and _spelt(chars[at : at + size], spelt)
                    ):
                        best.append((score, Span(run.start() + at, run.start() + at + size)))
        for _, span in sorted(best, key=lambda b: (-b[0], len(b[1]), b[1])):
            if not any(span.overlap(o) for o in out):
                out.append(span)
    out = sorted(_drawn(text, s, lists) for s in out)
    joined: list[Span] = []
    for span in out:
        if joined and span.start - joined[-1].end <= 1:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
