"""The names of an account that may be parties: set off by its script, or sought in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from twosource.language.foreign.lists import Lists
from twosource.language.foreign.names import Name, bare, capital
from twosource.language.foreign.reading import Reading
from twosource.language.foreign.shared_names import same_name
from twosource.language.foreign.sought import common, sought
from twosource.language.foreign.sounds import sound, spelling
from twosource.language.foreign.spans import words_of
from twosource.types import Span

Known = Mapping[tuple[str, ...], tuple[str, ...]]
"""Names of a call by their sounds, with their words."""


def names_in(reading: Reading, known: Known) -> Iterator[Name]:
    """Names that the script sets off, and those of others that are found in the text."""
    text, lists = reading.account.text, reading.lists
    own = titleless(reading)
    if lists.code == "zh":
        own = [_cut(n, known) for n in own]
    if lists.code == "de":  # every noun has a capital
        own = [_placed(n, reading) for n in own]
        full = [*known, *(n.sounds for n in own if len(n.words) >= 2)]
        own = [n for n in own if len(n.words) >= 2 or _known(n.sounds, full)]
    yield from own
    taken = [n.span for n in own]
    if lists.spaced and not lists.cased:
        own_ones = list(apposed(reading))
        yield from own_ones
        taken += [n.span for n in own_ones]
    if lists.cased:
        heads = list(_heads(reading, known, taken))
        yield from heads
        taken += [n.span for n in heads]
    if lists.code == "ja" or (lists.cased and lists.code != "de"):
        return
    wanted = sorted(known, key=lambda k: (-len(k), k))
    if lists.code == "zh":  # names of several words have their dots
        again = list(_again(text, own))
        yield from again
        taken += [n.span for n in again]
        wanted = [k for k in wanted if len(k) == 1]
    if lists.code == "de":  # a name at the head of a sentence shows itself by nothing
        wanted = [k for k in wanted if len(k) >= 2 and all(w[:1].isupper() for w in known[k])]
    for sounds, spans in sought(text, lists, wanted, known).items():
        for span in spans:
            if not any(span.overlap(t) for t in taken):
                taken.append(span)
                words = tuple(w.text for w in words_of(text, span.start, span.end))
                yield Name(span, words or (span.of(text),), sounds[-max(len(words), 1) :])


def _again(text: str, own: Sequence[Name]) -> Iterator[Name]:
    """The last words of names with dots, where they stand alone in the text."""
    taken = [n.span for n in own]
    for word in sorted({n.words[-1] for n in own if len(n.words) > 1 and len(n.words[-1]) > 1}):
        for match in re.finditer(re.escape(word), text):
            span = Span(*match.span())
            if not any(span.overlap(t) for t in taken):
                yield Name(span, (word,), (sound(word),))


def _heads(reading: Reading, known: Known, taken: Sequence[Span]) -> Iterator[Name]:
    """Names of one word that head a sentence, where their capital tells nothing, or that are German
    nouns by their looks: those that other accounts spell so.
    """
    wanted = {spelling(w[0]) for w in known.values() if len(w) == 1 and len(w[0]) > 3}
    for word in words_of(reading.account.text):
        spoken = bare(word.text)
        if not word.text[0].isupper() or len(spoken) < 4:
            continue
        span = Span(word.start, word.start + len(spoken))
        free = not any(span.overlap(t) for t in taken)
        if spelling(spoken) in wanted and free and not common(spoken, reading.lists):
            yield Name(span, (spoken,), (sound(spoken),))


def telling(reading: Reading, span: Span) -> Name | None:
    """The name in a phrase that says who speaks, in a script that sets none off: what stands behind
    its last comma, or all of it, or what stands behind the word of an office alone, where no list
    has a word of it.
    """
    text, lists = reading.account.text, reading.lists
    phrase = span.of(text)
    if lists.code == "zh":
        if 2 <= len(phrase) <= 6 and lists.transliteration.issuperset(phrase):
            return Name(span, (phrase,), (sound(phrase),))
        return None
    if lists.cased or not lists.spaced:
        return None
    comma = max(phrase.rfind(","), phrase.rfind("،"))
    words = words_of(text, span.start + comma + 1, span.end)
    if comma < 0 and len(words) > 1 and any(w.fullmatch(words[0].text)
                                            for w in lists.roles.values()):  # fmt: skip
        words = words[1:] if len(words) == 3 else []
    if not 1 <= len(words) <= 3 or any(common(w.text, lists) for w in words):
        return None
    if any(w.text[0].isdigit() for w in words) or text[words[0].end : words[-1].start].count(","):
        return None
    spoken = tuple(w.text for w in words)
    return Name(Span(words[0].start, words[-1].end), spoken, tuple(map(sound, spoken)))


def apposed(reading: Reading) -> Iterator[Name]:
    """Names between commas behind an office, where no capitals show them: ``מנהלת בית החולים, דנה
    רוזן, סיפרה``; two or three words of which no list has any.
    """
    text, lists = reading.account.text, reading.lists
    for sentence in reading.sentences:
        words = words_of(text, sentence.span.start, sentence.span.end)
        for k, word in enumerate(words):
            if not any(r.fullmatch(word.text) for r in lists.roles.values()):
                continue
            at = next(
                (j for j in range(k, min(k + 5, len(words) - 1))
                 if text[words[j].end : words[j + 1].start].strip() in {",", "،"}), None,
            )  # fmt: skip
            if at is None:
                continue
            kept = []
            for j in range(at + 1, min(at + 5, len(words))):
                kept.append(words[j])
                behind = text[words[j].end : words[j].end + 2].strip()[:1]
                if behind in {",", "،"} or lists.verbs.fullmatch(
                    words[j + 1].text if j + 1 < len(words) else ""
                ):
                    break
            else:
                continue
            titles = lists.roles.values()
            while len(kept) > 2 and any(r.search(kept[0].text) for r in titles):
                kept = kept[1:]
            if not 2 <= len(kept) <= 3 or any(common(w.text, lists) for w in kept):
                continue
            spoken = tuple(w.text for w in kept)
            span = Span(kept[0].start, kept[-1].end)
            yield Name(span, spoken, tuple(map(sound, spoken)))


_NOUN = frozenset(
    {"der", "die", "das", "den", "dem", "des", "zur", "zum", "im", "am", "vom", "beim", "ins",
     "einer", "eines", "einem", "einen", "ein", "eine"}
)  # fmt: skip


def _placed(name: Name, reading: Reading) -> Name:
    """A German name without the noun that an article shows to be none: ``der Altstadt von Merzau``
    names Merzau.
    """
    text = reading.account.text
    before = words_of(text, max(0, name.span.start - 30), name.span.start)[-2:]
    if len(before) == 2 and before[1].text[0].islower() and before[1].low not in _NOUN:
        before = before[:1]  # "des größten Hafens von Marenien"
    before = before[-1:]
    words = words_of(text, name.span.start, name.span.end)
    joint = max((k for k, w in enumerate(words) if w.low in {"von", "der"}), default=0)
    if not before or before[0].low not in _NOUN or len(words) < 2 or joint == len(words) - 1:
        return name
    kept = [w for w in words[joint + 1 :] if capital(w.text)]
    if not kept:
        return name
    spoken = tuple(w.text for w in kept)
    span = Span(kept[0].start, name.span.end)
    return Name(span, spoken, tuple(sound(w) for w in spoken))


def _cut(name: Name, known: Known) -> Name:
    """A Chinese name without what stands joined before it, where one of another account shows
    where it begins.
    """
    best = (0.0, 0)
    first = name.words[0]
    for cut in range(len(first) - 1):
        sounds = (sound(first[cut:]), *name.sounds[1:])
        score = max((same_name(sounds, k) for k in known if len(k) >= 2), default=0.0)
        best = max(best, (round(score, 3), -cut))
    cut = -best[1] if best[0] > 0 else 0
    words = (first[cut:], *name.words[1:])
    span = Span(name.span.start + cut, name.span.end)
    return Name(span, words, tuple(sound(w) for w in words))


def _known(sounds: tuple[str, ...], known: Iterable[tuple[str, ...]]) -> bool:
    return any(sounds[-1] in k and len(sounds[-1]) >= 3 for k in known)


def titleless(reading: Reading) -> list[Name]:
    """The names of a text without the words of office before them."""
    out = []
    for name in reading.names:
        text = reading.account.text
        words = words_of(text, name.span.start, name.span.end) if reading.lists.spaced else []
        k = 0
        while k < len(words) - 1 and office(words[k].text, reading.lists):
            k += 1
        if k:
            kept = [w for w in words[k:] if capital(w.text)]
            if not kept:
                continue
            spoken = tuple(w.text for w in kept)
            span = Span(words[k].start, name.span.end)
            name = Name(span, spoken, tuple(sound(w) for w in spoken))
        if all(office(w, reading.lists) for w in name.words):
            continue
        if any(len(s) >= 2 for s in name.sounds):
            out.append(name)
    return out


def office(word: str, lists: Lists) -> bool:
    return any(w.fullmatch(word) for w in (*lists.roles.values(), *lists.bodies.values()))
