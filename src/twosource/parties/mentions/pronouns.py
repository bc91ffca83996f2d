"""Pronouns as mentions: which words they are, with gender and number."""

from __future__ import annotations

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.words.words import Words

_PRONOUNS = {
    "he": ("m", False), "him": ("m", False), "his": ("m", False), "himself": ("m", False),
    "she": ("f", False), "her": ("f", False), "hers": ("f", False), "herself": ("f", False),
    "it": ("n", False), "its": ("n", False), "itself": ("n", False),
    "they": ("", True), "them": ("", True), "their": ("", True), "themselves": ("", True),
    "i": ("I", False), "me": ("I", False), "my": ("I", False), "myself": ("I", False),
    "we": ("we", True), "us": ("we", True), "our": ("we", True), "ourselves": ("we", True),
    "who": ("who", False),
}  # fmt: skip


def find_pronouns(words: Words, section: int) -> list[Phrase]:
    """Personal pronouns and "who"; ``gender`` also holds ``n`` ("it"), ``I`` and ``we``."""
    found = []
    for i, low in enumerate(words.lower):
        if low not in _PRONOUNS or words.text[i] == "US":
            continue
        if low == "i" and words.text[i] != "I":
            continue
        gender, plural = _PRONOUNS[low]
        phrase = Phrase(section, i, i + 1, i, words.span(i, i + 1), "pronoun", words.text[i])
        phrase.gender, phrase.plural, phrase.noun = gender, plural, low
        found.append(phrase)
    return found
