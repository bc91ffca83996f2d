"""Sentences of a language that the encoder does not know, word by word in English.

No translation: a row of words, each from a list, good for nothing but to be laid beside others.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from twosource.language.foreign.lists import Lists, Words
from twosource.language.foreign.spans import words_of
from twosource.packaged import rows

GLOSSED = frozenset({"he", "fa"})
"""Languages that the encoder does not know and a list of words does."""
_ENDINGS = {
    "he": ("ים", "ות", "יהם", "ינו", "נו", "יו", "ה", "י", "ת", "ו", "ם"),
    "fa": ("‌های", "‌ها", "های", "ها", "هایی", "ان", "ی", "ای", "ات", "ش", "ند", "م", "د", "ه"),
}  # fmt: skip
_BEGINNINGS = {"he": (), "fa": ("نمی‌", "می‌", "ن", "ب")}


@lru_cache(maxsize=4)
def _table(code: str) -> dict[str, str]:
    return dict(rows("language", f"glosses/{code}", 2))


def known() -> frozenset[str]:
    """The languages that have a list."""
    folder = files("twosource.language").joinpath("data/glosses")
    return frozenset(f.name[:-4] for f in folder.iterdir() if f.name.endswith(".tsv"))


def gloss(sentence: str, lists: Lists) -> str:
    """The words of a sentence in English, unknown ones left out."""
    table = _table(lists.code)
    words = words_of(sentence)
    out: list[str] = []
    at = 0
    while at < len(words):
        two = " ".join(w.text for w in words[at : at + 2])
        found = table.get(two)
        if found is not None:
            out.append(found)
            at += 2
            continue
        out.append(_one(words[at].text, lists, table))
        at += 1
    return " ".join(w for w in out if w)


def listed(word: str, lists: Lists) -> bool:
    """Whether the list has a word as it is written."""
    return word in _table(lists.code)


def _one(word: str, lists: Lists, table: dict[str, str]) -> str:
    for form in _forms(word, lists):
        if form in table:
            return table[form]
    return _concept(word, (*lists.roles.items(), *lists.bodies.items()))


def _forms(word: str, lists: Lists) -> list[str]:
    """A word, and what it is without particles and endings, the longer forms first."""
    heads = [word, *(word[len(p) :] for p in lists.prefixes if word.startswith(p))]
    heads += [word[len(b) :] for b in _BEGINNINGS[lists.code] if word.startswith(b)]
    forms = [h for h in heads if len(h) >= 2]
    for head in heads:
        for ending in _ENDINGS[lists.code]:
            if head.endswith(ending) and len(head) - len(ending) >= 2:
                stem = head[: -len(ending)]
                forms += [stem, stem + "ה"] if lists.code == "he" else [stem]
    return forms


def _concept(word: str, concepts: tuple[tuple[str, Words], ...]) -> str:
    return next((name for name, words in concepts if words.fullmatch(word)), "")
