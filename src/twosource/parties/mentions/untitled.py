"""Names without a title before them: states, bodies, peoples, places, things, persons."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.parties.mentions.persons import PLACE_LABELS, is_person_name, person_phrase
from twosource.parties.mentions.phrase import Phrase, name_phrase
from twosource.parties.words.capitals import listed
from twosource.parties.words.lexicon import Known, lexicon
from twosource.parties.words.words import Words

_QUARTERS = {"Eastern", "Western", "Northern", "Southern"}


_QUARTER_OF = {"Middle", "Far", "Near", "North", "South", "Central"}


_ADVERB = ("ately", "ingly", "ously", "fully", "ently", "antly", "ively", "ically")


_THINGS = {"WORK_OF_ART", "EVENT", "LAW", "PRODUCT", "LANGUAGE", "DATE", "TIME"}


def _acting_capital(words: Words, i: int) -> str:
    """The state that a capital stands for where it acts ("Oslo said"), or ``""``."""
    lex = lexicon()
    state = lex.capitals.get(words.text[i], "")
    if not state or words.dep[i] != "nsubj" or words.ent[i] == "PERSON":
        return ""
    return state if words.lemma[words.head[i]] in lex.saying | lex.acting else ""


def listed_phrase(words: Words, section: int, a: int, b: int, entry: Known) -> Phrase:
    phrase = name_phrase(words, section, a, b, entry.kind, entry.type)
    phrase.of = entry.of
    return phrase


def read_untitled(words: Words, section: int, a: int, b: int) -> list[Phrase]:
    """A run without a title."""
    lex = lexicon()
    first, last = words.text[a], words.text[b - 1]
    if b - a == 1 and first in lex.demonyms:
        return _demonym(words, section, a)
    if b - a == 1 and first in lex.members:
        return []  # a noun for people: a nominal
    if b - a == 1 and first in lex.organisation:
        return _bare_body(words, section, a)
    labels = [words.ent[i] for i in range(a, b)]
    if last in lex.organisation and b - a > 1:
        return [name_phrase(words, section, a, b, "organisation")]
    if first in lex.demonyms and not (words.text[a + 1] == "-" and b - a == 3):
        rest = read_untitled(words, section, a + 1, b) if words.text[a + 1] != "-" else []
        if rest and rest[-1].kind == "person":
            rest[-1].of = rest[-1].of or lex.demonyms[first]
            return rest
        return [name_phrase(words, section, a, b, _by_label(labels, "organisation"))]
    if all(_of_a_state(words.text[i]) for i in range(a, b)):
        return []  # "US-Israeli", "American-Israeli"
    if words.ent[a] == "NORP" and words.pos[b - 1] == "ADJ" and not last.endswith("s"):
        return []  # "Middle Eastern"
    if b - a == 2 and last in _QUARTERS and first in _QUARTER_OF:
        return []
    adverb = words.first[a] or words.tag[a] == "RB" or first.endswith(_ADVERB)
    if b - a == 1 and first.endswith("ly") and adverb and words.ent[a] != "PERSON":
        return []  # an adverb taken for a name
    fixed = listed(words, a, b)
    if a < fixed < b and words.text[fixed] not in "-‑" and first not in lex.first:
        whole_person = all(label == "PERSON" for label in labels)
        entry = lex.known[words.say(a, fixed)]
        rest = read_untitled(words, section, fixed, b)
        if not whole_person and rest and rest[-1].kind in {"person", "thing"}:
            return [listed_phrase(words, section, a, fixed, entry), *rest]
        if not whole_person and words.headline[a]:
            return [listed_phrase(words, section, a, fixed, entry), *rest]
    if b - a > 1 and last in lex.place:
        return [name_phrase(words, section, a, b, "place")]
    if last in lex.thing:
        return [name_phrase(words, section, a, b, "thing")]
    if is_person_name(words, a, b, labels):
        return [person_phrase(words, section, a, b)]
    phrase = name_phrase(words, section, a, b, _by_label(labels, _guess(words, a, b)))
    if words.tag[b - 1] == "NNPS" and last.endswith("s") and phrase.kind != "organisation":
        phrase.kind, phrase.plural = "group", True  # "Hispanics"
    state = _acting_capital(words, a) if b - a == 1 else ""
    if state:
        phrase.kind, phrase.type, phrase.of = "place", "capital", state
    return [phrase]


def _of_a_state(word: str) -> bool:
    lex = lexicon()
    entry = lex.known.get(word)
    return word in lex.demonyms or word in "-‑" or (entry is not None and entry.type == "country")


def _by_label(labels: Sequence[str], default: str) -> str:
    """The kind the tagger's labels speak for."""
    if "ORG" in labels:
        return "organisation"
    if any(label in PLACE_LABELS for label in labels):
        return "place"
    if any(label in _THINGS for label in labels):
        return "thing"
    return default


def _guess(words: Words, a: int, b: int) -> str:
    """Without a label: short capitals are organisations."""
    text = words.say(a, b)
    if b - a == 1 and text.isupper() and 2 <= len(text) <= 6:
        return "organisation"
    return "unknown"


def _bare_body(words: Words, section: int, i: int) -> list[Phrase]:
    """A nominal that points back ("the Church"); without article no mention."""
    if i == 0 or words.lower[i - 1] not in {"the", "this", "that"}:
        return []
    phrase = name_phrase(words, section, i, i + 1, "organisation")
    phrase.form, phrase.noun, phrase.definite = "nominal", words.lower[i], True
    phrase.a, phrase.span = i - 1, words.span(i - 1, i + 1)
    phrase.text = words.say(i - 1, i + 1)
    return [phrase]


def _demonym(words: Words, section: int, i: int) -> list[Phrase]:
    """The noun "Israelis" is a people; "Israeli" an adjective, and no mention."""
    lex = lexicon()
    text = words.text[i]
    if text not in lex.peoples and not words.tag[i].endswith("PS"):
        return []
    phrase = name_phrase(words, section, i, i + 1, "group", "people")
    phrase.plural, phrase.of = True, lex.demonyms[text]
    return [phrase]
