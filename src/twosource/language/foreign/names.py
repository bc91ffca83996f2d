"""Names of a text: by capitals where the script has them, else by the marks that set them off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.language.foreign.lists import Lists
from twosource.language.foreign.sounds import sound
from twosource.language.foreign.spans import Word, words_of
from twosource.types import Span

_PARTICLES = frozenset(
    {"de", "del", "della", "di", "da", "do", "dos", "van", "von", "der", "den", "el", "al", "bin",
     "ibn", "ben", "bint", "abu", "le", "la", "du", "ибн", "аль", "оглу", "y"}
)  # fmt: skip
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}(?:[・＝=][\u30a1-\u30fa\u30fc]{2,})*")
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·・‧•][\u3400-\u9fff]{1,5})+")
_ELIDED = re.compile(r"[dl][’'][^\W\d_a-zà-ÿ]")
_ARTICLED = re.compile(r"[^\W\d_]{2,3}-[^\W\d_a-zа-яёіїєґçğışöü]")
_LONGEST = 4
"""Characters of a first name; what stands before them is an office."""
_POSSESSIVE = re.compile(
    r"[’'](?:s|in|ın|un|ün|nin|nın|nun|nün|de|da|te|ta|den|dan|e|a|ye|ya|i|ı|u|ü|yi|yı|yu|yü|le|la|yle|yla|ne|na|ni|nı|nda|nde|ndan|nden|ten|tan|na|ki|teki|deki|daki|taki)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name and its words; ``sounds`` as :func:`sounds.sound` gives them, one a word."""

    span: Span
    words: tuple[str, ...]
    sounds: tuple[str, ...]


def bare(word: str) -> str:
    """A name without the ending that an apostrophe sets off (``Osira's``, ``Telmar’ın``)."""
    return _POSSESSIVE.sub("", word)


def names_of(text: str, lists: Lists, sentences: Sequence[Span]) -> tuple[Name, ...]:
    """The names of a text, in order.  In Arabic, Persian and Hebrew nothing sets names off: none
    (see :func:`twosource.language.foreign.sought.sought`).
    """
    if lists.code == "ja":
        return tuple(
            n for m in _KATAKANA.finditer(text)
            if (n := _name(m.start(), re.split("[・＝=]", m.group()))).words
        )  # fmt: skip
    if lists.code == "zh":
        return tuple(_dotted(m, lists) for m in _DOTTED.finditer(text))
    return _capitals(text, lists, sentences) if lists.cased else ()


def _name(start: int, words: Sequence[str]) -> Name:
    end = start + sum(len(w) for w in words) + len(words) - 1
    words = [w for w in words if w != "アンド"]  # "and"
    return Name(Span(start, end), tuple(words), tuple(sound(w) for w in words))


def _dotted(match: re.Match[str], lists: Lists) -> Name:
    """A Chinese name with a dot, without the words of office that stand joined before it."""
    parts = re.split("[·・‧•]", match.group())
    cut = 0
    for words in (*lists.roles.values(), *lists.bodies.values(), lists.verbs):
        for hit in words.finditer(parts[0]):
            if hit.end() < len(parts[0]):
                cut = max(cut, hit.end())
    cut = max(cut, len(parts[0]) - _LONGEST)
    known = lists.transliteration
    if known:  # 议员尼尔斯·奥瓦尔要求
        strange = [k for k, c in enumerate(parts[0]) if c not in known]
        cut = max(cut, strange[-1] + 1) if strange and strange[-1] + 1 < len(parts[0]) else cut
        end = next((k for k, c in enumerate(parts[-1]) if c not in known), len(parts[-1]))
        parts[-1] = parts[-1][: max(end, 1)]
    for k, last in enumerate(parts[1:], 1):
        hits = [h.start() for w in lists.roles.values() if (h := w.search(last)) and h.start() > 0]
        parts[k] = last[: min(hits, default=len(last))]
    return _name(match.start() + cut, [parts[0][cut:], *parts[1:]])


def _capitals(text: str, lists: Lists, sentences: Sequence[Span]) -> tuple[Name, ...]:
    words = words_of(text)
    starts = {s.start for s in sentences}
    low = {w.text for w in words if w.text[0].islower()}
    firm = {
        bare(w.text) for k, w in enumerate(words)
        if w.text[0].isupper() and not _heads(text, w, starts)
    }  # fmt: skip
    out: list[Name] = []
    at = 0
    while at < len(words):
        if not _may(text, words[at], lists, starts, low, firm):
            at += 1
            continue
        run, k = [words[at]], at + 1
        while k < len(words) and len(run) < 7:
            gap = text[run[-1].end : words[k].start]
            if gap.strip(" \u00a0-") or (
                run[-1].text[-2:-1] in "’'" and _POSSESSIVE.search(run[-1].text)
            ):
                break
            if (capital(words[k].text) and not lists.weekdays.fullmatch(words[k].text)) or (
                words[k].low in _PARTICLES and k + 1 < len(words) and words[k + 1].text[0].isupper()
            ):
                run.append(words[k])
            else:
                break
            k += 1
        kept = [w for w in run if capital(w.text)]
        last = run[-1]
        end = last.start + len(bare(last.text))
        spoken = tuple(bare(w.text) for w in kept)
        out.append(Name(Span(run[0].start, end), spoken, tuple(sound(w) for w in spoken)))
        at = k
    return tuple(out)


def capital(word: str) -> bool:
    """Whether a word begins with a capital, an Arabic article before it or not (``al-Khattar``)."""
    return word[0].isupper() or bool(_ARTICLED.match(word) or _ELIDED.match(word))


def month(word: str, lists: Lists) -> bool:
    """Whether a word is a month and no name: where months are written small, Julio is somebody."""
    small = lists.code not in {"de", "en", "tr", "nl"}
    return word.lower() in lists.months and not (small and word[0].isupper())


def _heads(text: str, word: Word, starts: set[int]) -> bool:
    """Whether a word stands first in a sentence or a quotation."""
    if word.start in starts:
        return True
    before = text[max(0, word.start - 3) : word.start].rstrip(" \u00a0")
    return not before or before[-1] in '«“„"‘‚»:.!?…—–-\n([【'


def _may(
    text: str, word: Word, lists: Lists, starts: set[int], low: set[str], firm: set[str]
) -> bool:
    """Whether a name may begin with a word."""
    if not word.text[0].isupper() or len(word.text) < 2:
        return False
    if lists.weekdays.fullmatch(word.text) or month(word.text, lists) or word.low in lists.stops:
        return False
    if lists.pronouns.fullmatch(word.text) or lists.verbs.fullmatch(word.text):
        return False
    if not _heads(text, word, starts):
        return True
    if text[word.end : word.end + 1] in '»”“"' and text[word.start - 1 : word.start] in '«“„"':
        return True  # a name in quotation marks
    if word.low in low:
        return False
    stem = bare(word.text)[: max(4, len(bare(word.text)) - 2)]
    if any(f.startswith(stem) for f in firm):
        return True
    return _german(text, word, lists) if lists.code == "de" else _followed(text, word)


_ADJECTIVES = re.compile(
    "(?:kein|jed|dies|mein|sein|ihr|unser|welch|manch|solch|groß|neu|alt|erst|letzt|nächst|ganz"
    "|wenig|viel|einig|mehrer|all|beid|ander|jung|gut|hoh|stark|schwer|klein|deutsch|rund|etwa)"
)
_TWO = re.compile(
    r"(?: (?:von|van|zu|al|el|de|der))* (?:(?:al|el|as|ash|ad|ar)-)?"
    r"([^\W\d_a-zäöüß][\w-]+)(,| [a-zäöüß]\w*)"
)


def _german(text: str, word: Word, lists: Lists) -> bool:
    """Whether a sentence begins with a name of two words: a verb in the singular, or a comma,
    follows (``Karin Wessel steht``, not ``Neue Zahlen zeigen``).
    """
    found = _TWO.match(text, word.end)
    if found is None or _ADJECTIVES.match(word.low) or word.low in lists.articles:
        return False
    if lists.articles & {found.group(1).lower()}:
        return False
    if any(w in lists.numbers or any(u.fullmatch(w) for u in lists.units.values())
           for w in (word.low, found.group(1).lower())):  # fmt: skip
        return False  # "Zehn Jahre lang"
    behind = found.group(2)
    return behind == "," or not behind.endswith("n")


def _followed(text: str, word: Word) -> bool:
    """Whether another capital follows, or a comma and one: ``Ilse Marrant``."""
    return bool(
        re.match(r"[ \u00a0](?:[a-zа-я]{2,3}[ -])?[^\W\d_a-zа-я]", text[word.end : word.end + 6])
    ) and (text[word.end + 1 : word.end + 2].isupper())
