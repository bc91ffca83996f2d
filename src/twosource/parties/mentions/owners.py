"""Whose one a nominal is ("the leader of Hamas"), and how far a role reaches."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.words import Words

OF_WORDS = {"of", "for", "at", "from"}


_SENT = {
    "ambassador", "envoy", "adviser", "advisor", "aide", "undersecretary", "secretary",
    "representative", "delegate", "assistant", "deputy",
}  # fmt: skip
"""Offices that are held "to" somebody."""


_OF_VERBS = {
    "accuse", "convict", "suspect", "acquit", "clear", "warn", "remind", "rob", "strip", "deprive",
    "assure", "inform", "notify", "rid",
}  # fmt: skip
"""Verbs whose "of" says of what, not whose."""


REACH = 14
"""Most words between a nominal and the name in apposition to it ("the envoy for X and Y,")."""


def role_text(words: Words, nominal: Phrase) -> str:
    """A role as it stands, with what it is the role of: "US envoy for the Gulf"."""
    start, end = possessed(words, nominal), nominal.b
    size = min(len(words), nominal.b + 10)
    link = end
    accused = any(words.lemma[i].lower() in _OF_VERBS for i in range(max(0, start - 3), start))
    while end < size and words.sent[end] == words.sent[nominal.a]:
        if words.paragraph[end] != words.paragraph[nominal.a]:
            break
        low = words.lower[end]
        if end == link:
            if low not in OF_WORDS and not (low == "to" and nominal.noun in _SENT):
                break
            if low == "of" and accused:
                break  # "accused the minister of bad faith"
        elif words.pos[end] == "ADP" or low == "and":
            if low not in {"of", "for", "and"}:
                break
        elif words.text[end] in lexicon().title and words.pos[end - 1] == "NOUN":
            break  # the next office starts here
        elif words.pos[end] not in {"NOUN", "PROPN", "ADJ", "DET", "PART"} and low not in "-'’s":
            break
        end += 1
    while end > nominal.b and words.pos[end - 1] in {"ADP", "DET", "CCONJ", "PART", "ADJ", "PUNCT"}:
        end -= 1
    return words.say(start, end)


def possessed(words: Words, nominal: Phrase) -> int:
    """Where a role starts with whose it is: "the dockers' " of "the dockers' leader"."""
    start = nominal.a
    if start > 1 and words.dep[start - 1] == "case" and words.sent[start - 1] == words.sent[start]:
        owner = words.head[start - 1]
        if not start - REACH < owner < start - 1:
            return start
        start = owner
        while start > 0 and words.head[start - 1] in range(start, owner + 1):
            start -= 1
    return start


def find_owners(words: Words, phrases: Sequence[Phrase]) -> None:
    """Tie each nominal to the phrase it is of: "Brightwater" of "Brightwater's boss" and of
    "the boss of Brightwater", "its" of "its boss".
    """
    by_word: dict[int, Phrase] = {}
    for phrase in sorted(phrases, key=lambda p: p.a - p.b):
        for i in range(phrase.a, phrase.b):
            by_word[i] = phrase  # the shortest one, last
    for phrase in phrases:
        if phrase.form == "nominal":
            phrase.owner = _owner(words, phrase, by_word)


def _owner(words: Words, phrase: Phrase, by_word: dict[int, Phrase]) -> Phrase | None:
    for child in words.children[phrase.head]:
        found = None
        if words.dep[child] == "poss":
            found = by_word.get(child)
        elif child == phrase.b and words.dep[child] == "prep" and words.lower[child] in OF_WORDS:
            objects = [c for c in words.children[child] if words.dep[c] == "pobj"]
            found = by_word.get(objects[0]) if objects else None
        sent = phrase.noun in _SENT and words.dep[child] == "prep" and words.lower[child] == "for"
        if found is not None and found is not phrase and not (sent and phrase.of):
            return found
    return phrase.modifiers[-1] if phrase.modifiers else None
