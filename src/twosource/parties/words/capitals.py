"""Runs of capitalised words: where names may stand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.words import Words

_LONGEST = 7
"""Words in the longest listed name ("Organization for Security and Co-operation in Europe"
has 7)."""


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """First words of listed names of several words."""
    return frozenset(name.replace("-", " ").split()[0] for name in lexicon().known if " " in name)


def listed(words: Words, i: int, stop: int | None = None) -> int:
    """The end of the longest listed name that starts at word ``i``, or ``i``."""
    lex = lexicon()
    if words.text[i] in _openers() or words.glued(i):
        limit = min(len(words), i + _LONGEST, stop if stop is not None else len(words))
        for b in range(limit, i + 1, -1):
            if words.pos[b - 1] != "SPACE" and words.say(i, b) in lex.known:
                return b
    return i + 1 if words.text[i] in lex.known else i


def capital(words: Words, i: int) -> bool:
    """Whether word ``i`` has the look of (a part of) a name."""
    text = words.text[i]
    if not text[0].isupper() or text in lexicon().stop:
        return False
    return words.pos[i] not in {"PUNCT", "SPACE", "SYM", "NUM"}


def seen_capitals(views: Iterable[Words]) -> frozenset[str]:
    """Words seen with a capital where a plain word would have none."""
    seen: set[str] = set()
    for words in views:
        for i, text in enumerate(words.text):
            if text[0].isupper() and not words.first[i] and not words.headline[i]:
                seen.add(text)
    return frozenset(seen)


def seen_small(views: Iterable[Words]) -> frozenset[str]:
    """Words seen without a capital."""
    return frozenset(w for words in views for w in words.text if w[0].islower())


def _more(words: Words, i: int) -> bool:
    return i + 1 < len(words) and capital(words, i + 1)


def _opens(words: Words, i: int, seen: frozenset[str], small: frozenset[str]) -> bool:
    """Whether a capital that proves nothing (sentence start, headline) is a name's."""
    lex = lexicon()
    text = words.text[i]
    plain = text.lower() in small
    if plain and words.tag[i] in {"NNS", "NNPS"} and not _more(words, i):
        return False  # "Fishers offer": "the fishers" elsewhere
    if plain and words.headline[i] and text not in seen and text not in lex.title:
        return False  # "Bad Faith" of a headline is no Faith
    if text.isupper() and len(text) > 2 and text.title() in seen and _more(words, i):
        return True  # "PORT VELLIN" of a place line
    if text in seen or text in lex.demonyms or text in lex.first or listed(words, i) > i:
        return True
    if text.lower() in small or text.lower() in lex.person | lex.body | lex.people | lex.document:
        return text in lex.title and i + 1 < len(words) and capital(words, i + 1)
    if words.headline[i]:
        return words.ent[i] in {"PERSON", "GPE", "NORP"} and words.pos[i] == "PROPN"
    if text in lex.title:
        return True
    # The tagger calls many a first word a name; something else must speak for it.
    more = i + 1 < len(words) and capital(words, i + 1)
    return words.pos[i] == "PROPN" and (words.ent[i] != "" or words.dep[i] == "nsubj" or more)


def runs(words: Words, seen: frozenset[str], small: frozenset[str]) -> list[tuple[int, int]]:
    """Stretches ``[a, b)`` of words that may hold names: capitals, joined by hyphens, by "&"
    and by small words inside family names ("bin", "al-", "van der").
    """
    lex = lexicon()
    size = len(words)
    found: list[tuple[int, int]] = []
    i = 0
    while i < size:
        if not _starts(words, i, seen, small):
            i += 1
            continue
        b = i + 1 if capital(words, i) else i + 2
        fixed = listed(words, i)
        b = max(b, fixed)
        while b < size:
            text = words.text[b]
            if words.sent[b] != words.sent[i] or words.paragraph[b] != words.paragraph[i]:
                break
            if capital(words, b):
                shy = words.headline[b] or words.first[b]
                if shy and not _opens(words, b, seen, small):
                    break
                b = max(b + 1, listed(words, b))
            elif _joins(words, b):
                b += 2
            elif text in lex.particle and _name_after(words, b):
                b += 1
            else:
                break
        found.append((i, b))
        i = b
    return found


def _starts(words: Words, i: int, seen: frozenset[str], small: frozenset[str]) -> bool:
    if words.lower[i] in {"al", "el"} and i + 2 < len(words) and words.text[i + 1] == "-":
        return words.glued(i) and words.text[i + 2][0].isupper()
    if not capital(words, i):
        return words.text[i][0].isupper() and listed(words, i) > i + 1
    if words.first[i] or words.headline[i]:
        return _opens(words, i, seen, small)
    return True


def _joins(words: Words, mark: int) -> bool:
    """Whether a hyphen, "&" or the mark of a genitive goes on with the name."""
    if words.text[mark] in {"'", "’"}:
        return _body_of_many(words, mark)
    return words.text[mark] in {"-", "‑", "&"} and mark + 1 < len(words) and _after(words, mark)


def _body_of_many(words: Words, mark: int) -> bool:
    """Whether a body of several follows ("the Oster Miners' Federation")."""
    if mark + 1 >= len(words) or words.sent[mark + 1] != words.sent[mark]:
        return False
    members = words.tag[mark - 1] in {"NNPS", "NNS", "NNP"} and words.text[mark - 1][-1] == "s"
    known = words.text[mark - 1] in lexicon().known
    return members and not known and words.text[mark + 1] in lexicon().organisation


def _after(words: Words, hyphen: int) -> bool:
    tight = words.glued(hyphen) and words.glued(hyphen - 1)
    nxt = words.text[hyphen + 1]
    if words.text[hyphen] == "&":
        return nxt[0].isupper()
    return tight and (nxt[0].isupper() or nxt[0].isdigit())


def _name_after(words: Words, i: int) -> bool:
    """A small word of a name must lead to a capital, at most two words on."""
    lex = lexicon()
    for step in (1, 2, 3):
        if i + step >= len(words):
            return False
        text = words.text[i + step]
        if text[0].isupper() and text not in lex.stop:
            return True
        if text not in lex.particle and text != "-":
            return False
    return False
