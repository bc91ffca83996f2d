"""Names: what a run of capitals holds (title, state, person, organisation, place)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.parties.mentions.phrase import Phrase
from twosource.parties.mentions.titles import dress
from twosource.parties.words.capitals import capital, listed, runs
from twosource.parties.words.lexicon import Known, lexicon
from twosource.parties.words.nouns import can_be_person, is_person
from twosource.parties.words.words import Words

_AFFILIATION = re.compile(r"(?:[DRI]|Lib|Lab|Con)-[A-Z][\w.]*$|\w$|(?:Sept|Sens|Reps|Gov|Lt)\.?$")
"""A lawmaker's party and state ("D-Ohio"), single letters, abbreviations left alone."""
_OF = {"of", "for", "on", "against"}
_STANDING = {"Former", "Acting", "Interim", "Senior"}
"""Opening words that belong to the office behind the name ("Former Oster mayor Ada Brandt")."""
_STANDS = {
    "outgoing",
    "former",
    "new",
    "acting",
    "then",
    "ousted",
    "incoming",
    "interim",
    "ex",
    "deputy",
}
"""Small words that belong to the office behind them ("the outgoing Prime Minister")."""
_QUARTERS = {"Eastern", "Western", "Northern", "Southern"}
_QUARTER_OF = {"Middle", "Far", "Near", "North", "South", "Central"}
_ADVERB = ("ately", "ingly", "ously", "fully", "ently", "antly", "ively", "ically")
_GENERATION = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"}
_PLACES = {"GPE", "LOC", "FAC"}
_THINGS = {"WORK_OF_ART", "EVENT", "LAW", "PRODUCT", "LANGUAGE", "DATE", "TIME"}


def find_names(
    words: Words, section: int, seen: frozenset[str], small: frozenset[str]
) -> list[Phrase]:
    """Named mentions of one section, in order, each a tight name without its title.

    Args:
        words: the section.
        section: its number, kept in the phrases.
        seen: words seen with a capital inside sentences of the account.
        small: words seen without one.
    """
    found: list[Phrase] = []
    skip = 0
    for a, b in runs(words, seen, small):
        if a < skip:
            a = min(skip, b)
        if a < b:
            b = _extend(words, a, b)
            found += [p for p in _read(words, section, a, b) if not _noise(words, p)]
            skip = b
    return found


def _noise(words: Words, phrase: Phrase) -> bool:
    """Capitals that name nobody: words of a headline, "D-Ohio", "FULL TEXT"."""
    if phrase.kind != "unknown" or phrase.form != "name":
        return False
    if words.headline[phrase.a] and phrase.b - phrase.a > 1:
        return True
    loud = phrase.text.isupper() and phrase.b - phrase.a > 1
    return loud or _AFFILIATION.match(phrase.text) is not None


def _extend(words: Words, a: int, b: int) -> int:
    """Take in "of X" behind a head word of organisations ("Ministry of Health")."""
    lex = lexicon()
    while b < len(words) and words.text[b - 1] in lex.organisation | {"Houses", "Doctors"}:
        at = b
        if words.lower[at] not in _OF:
            break
        at += 1
        if at < len(words) and words.lower[at] == "the":
            at += 1
        end = at
        while end < len(words) and (capital(words, end) or words.text[end] == "-"):
            end += 1
        if end == at or words.sent[end - 1] != words.sent[a]:
            break
        b = end
    return b


def _make(words: Words, section: int, a: int, b: int, kind: str, type: str = "") -> Phrase:
    return Phrase(
        section=section,
        a=a,
        b=b,
        head=b - 1,
        span=words.span(a, b),
        form="name",
        text=words.say(a, b),
        kind=kind,
        type=type,
    )


def _read(words: Words, section: int, a: int, b: int) -> list[Phrase]:
    """What stands in the run ``[a, b)``."""
    lex = lexicon()
    whole = lex.known.get(words.say(a, b))
    if whole and not (b - a == 1 and _person_here(words, a)):
        return [_known(words, section, a, b, whole)]
    if b - a > 1 and (words.text[a] in _STANDING or _describes(words, a, b)):
        return _read(words, section, a + 1, b)
    title = _last_title(words, a, b)
    if title is None and _opens_with_trade(words, a, b):
        title = a
    if title is not None and title + 1 < b and _could_be_person(words, title + 1, b, titled=True):
        person = _person(words, section, title + 1, b)
        person.roles.append(words.say(a, title + 1))
        return [*_read_front(words, section, a, title, person), person]
    if title is not None and title + 1 == b:
        return _office(words, section, a, b)
    split = _first_name_inside(words, a, b)
    if split is not None:
        person = _person(words, section, split, b)
        person.roles.append(words.say(a, split))
        return [*_read(words, section, a, split), person]
    return _plain(words, section, a, b)


def _describes(words: Words, a: int, b: int) -> bool:
    """Whether a run starts with an adjective before a listed name ("Controversial Gaza")."""
    ends = ("ial", "ous", "ful", "ive", "able", "ible", "less", "ing", "ent")
    told = words.first[a] and words.lower[a].endswith(ends)
    return told and words.say(a + 1, b) in lexicon().known


def _read_front(words: Words, section: int, a: int, title: int, person: Phrase) -> list[Phrase]:
    """The names inside a title: "US" in "US President", "Hamas" in "Hamas Commander"."""
    lex = lexicon()
    end = title
    while end > a and words.text[end - 1] in lex.title:
        end -= 1
    if end <= a:
        return []
    front = [p for p in _read(words, section, a, end) if p.kind != "person"]
    if front:
        person.of = front[-1].text
    elif end - a == 1 and words.text[a] in lex.demonyms:
        person.of = lex.demonyms[words.text[a]]
    return front


def _acting_capital(words: Words, i: int) -> str:
    """The state that a capital stands for where it acts ("Oslo said"), or ``""``."""
    lex = lexicon()
    state = lex.capitals.get(words.text[i], "")
    if not state or words.dep[i] != "nsubj" or words.ent[i] == "PERSON":
        return ""
    return state if words.lemma[words.head[i]] in lex.saying | lex.acting else ""


def _known(words: Words, section: int, a: int, b: int, entry: Known) -> Phrase:
    phrase = _make(words, section, a, b, entry.kind, entry.type)
    phrase.of = entry.of
    return phrase


def _last_title(words: Words, a: int, b: int) -> int | None:
    lex = lexicon()
    for i in range(b - 1, a - 1, -1):
        if words.text[i] in lex.title:
            # "Former" of "Former Oster mayor", "Health" of "Ministry of Health"
            return None if words.text[i] in lex.title_lead else i
    return None


def _opens_with_trade(words: Words, a: int, b: int) -> bool:
    """Whether a trade with the capital of a first word stands before a name ("Climatologist
    Ravi Holm"); "Baker" alone may be a name, so one that only looks like a trade asks for two
    words after it.
    """
    word = words.text[a]
    if not (words.first[a] or words.headline[a]) or word in lexicon().first or b - a < 2:
        return False
    low = word.lower()
    return is_person(low) or (b - a > 2 and can_be_person(low))


def _person_here(words: Words, i: int) -> bool:
    """A listed word used as a person's name ("Paris" the woman): the tagger says so."""
    return words.ent[i] == "PERSON" and words.text[i] in lexicon().capitals


def _could_be_person(words: Words, a: int, b: int, titled: bool = False) -> bool:
    lex = lexicon()
    if b - a > 5 and "-" not in words.text[a:b]:
        return False
    last = words.text[b - 1]
    if last in lex.organisation or last in lex.place or last in lex.thing:
        return False
    if words.say(a, b) in lex.known or any(words.text[i] in lex.organisation for i in range(a, b)):
        return False
    labels = [words.ent[i] for i in range(a, b)]
    if titled:
        odd = words.text[a - 1] in {"General", "First", "Major", "Home", "Crown", "St.", "Saint"}
        return not (odd and "PERSON" not in labels) and words.text[a] not in lex.demonyms
    return "PERSON" in labels


def _person(words: Words, section: int, a: int, b: int) -> Phrase:
    phrase = _make(words, section, a, b, "person")
    lex, end = lexicon(), b
    while end > a + 1 and words.text[end - 1] in lex.suffix - _GENERATION:
        end -= 1
    if end < b or words.text[b - 1] in _GENERATION:
        phrase.text = words.say(a, end)  # honours are said of the person, "Jr." tells two apart
        phrase.head = next((i for i in range(a, b) if not a <= words.head[i] < b), b - 1)
    dress(words, phrase)
    shares = a > 1 and words.lower[a - 1] in {"and", "&"} and words.text[a - 2] in lex.first
    if shares and b - a > 1:
        phrase.type = "family"  # "Lena and Ada Brandt": the surname is shared
    return phrase


def _first_name_inside(words: Words, a: int, b: int) -> int | None:
    """Where a person's name starts behind an organisation or office in one run."""
    lex = lexicon()
    for i in range(a + 1, b - 1):
        if words.text[i] not in lex.first or words.text[i - 1] in {"-", "&"} | lex.particle:
            continue
        front = words.text[i - 1]
        heavy = front in lex.organisation or front in lex.title or front in lex.demonyms
        if (heavy or listed(words, a, i) == i) and _could_be_person(words, i, b, titled=True):
            return i
        if words.ent[i] == "PERSON" and words.ent[a] not in {"PERSON", ""}:
            return i
    return None


def _office(words: Words, section: int, a: int, b: int) -> list[Phrase]:
    """A capitalised office without a name: "the Prime Minister", "Hamas Commander"."""
    lex = lexicon()
    word = words.lower[b - 1]
    phrase = _make(words, section, a, b, "person")
    phrase.form, phrase.noun = "nominal", word
    phrase.gender = lex.gender.get(word, "")
    start = a
    while start > 0 and words.lower[start - 1] in _STANDS:
        start -= 1
    before = words.lower[start - 1] if start else ""
    phrase.definite = before in {"the", "this", "that", "'s", "’s"}
    if before in {"the", "a", "an", "this", "that"}:
        start -= 1
    if start < a:
        phrase.a = start
        phrase.span, phrase.text = words.span(start, b), words.say(start, b)
    front = _read_front(words, section, a, b - 1, phrase)
    phrase.modifiers = list(front)
    return [*front, phrase]


def _plain(words: Words, section: int, a: int, b: int) -> list[Phrase]:
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
        return [_make(words, section, a, b, "organisation")]
    if first in lex.demonyms and not (words.text[a + 1] == "-" and b - a == 3):
        rest = _plain(words, section, a + 1, b) if words.text[a + 1] != "-" else []
        if rest and rest[-1].kind == "person":
            rest[-1].of = rest[-1].of or lex.demonyms[first]
            return rest
        return [_make(words, section, a, b, _by_label(labels, "organisation"))]
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
        rest = _plain(words, section, fixed, b)
        if not whole_person and rest and rest[-1].kind in {"person", "thing"}:
            return [_known(words, section, a, fixed, entry), *rest]
        if not whole_person and words.headline[a]:
            return [_known(words, section, a, fixed, entry), *rest]
    if b - a > 1 and last in lex.place:
        return [_make(words, section, a, b, "place")]
    if last in lex.thing:
        return [_make(words, section, a, b, "thing")]
    if _is_person(words, a, b, labels):
        return [_person(words, section, a, b)]
    phrase = _make(words, section, a, b, _by_label(labels, _guess(words, a, b)))
    if words.tag[b - 1] == "NNPS" and last.endswith("s") and phrase.kind != "organisation":
        phrase.kind, phrase.plural = "group", True  # "Hispanics"
    state = _acting_capital(words, a) if b - a == 1 else ""
    if state:
        phrase.kind, phrase.type, phrase.of = "place", "capital", state
    return [phrase]


def _does(words: Words, b: int) -> bool:
    """Whether the run that ends at ``b`` does what places do not: it says, acts or is told of
    behind a comma ("Mona Lund, a teacher,").
    """
    lex = lexicon()
    verb = words.head[b - 1]
    if words.dep[b - 1] == "nsubj" and words.lemma[verb] in lex.saying | lex.acting:
        return True
    return b + 1 < len(words) and words.text[b] == "," and words.lower[b + 1] in {"a", "an", "who"}


def _of_a_state(word: str) -> bool:
    lex = lexicon()
    entry = lex.known.get(word)
    return word in lex.demonyms or word in "-‑" or (entry is not None and entry.type == "country")


def _is_person(words: Words, a: int, b: int, labels: Sequence[str]) -> bool:
    lex = lexicon()
    if words.text[a] in lex.first and b - a > 1 and _could_be_person(words, a, b, titled=True):
        return not all(label in _PLACES for label in labels) or _does(words, b)
    if a and words.text[a - 1] in lex.courtesy:
        return True
    if a and words.lower[a - 1] in lex.person and b - a in {2, 3}:
        return "ORG" not in labels
    votes = sum(label == "PERSON" for label in labels)
    return votes * 2 > b - a and _could_be_person(words, a, b)


def _by_label(labels: Sequence[str], default: str) -> str:
    """The kind the tagger's labels speak for."""
    if "ORG" in labels:
        return "organisation"
    if any(label in _PLACES for label in labels):
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
    phrase = _make(words, section, i, i + 1, "organisation")
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
    phrase = _make(words, section, i, i + 1, "group", "people")
    phrase.plural, phrase.of = True, lex.demonyms[text]
    return [phrase]
