"""Titles, appositions and "X is a Y": which nominal stands for which name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.parties.mentions.owners import OF_WORDS, REACH, possessed
from twosource.parties.mentions.phrase import Phrase
from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.words import Words

_PREPOSITIONS = {"of", "for", "at", "in", "to", "from", "on", "with", "and"}
_KIN = {"friend", "supporter", "ally", "critic", "opponent", "fan", "victim", "colleague"}
"""Nouns whose "of" leads to somebody else."""
_INSIDE = {"NOUN", "PROPN", "ADJ", "ADP", "CCONJ", "DET"}
_APPOINT = {
    "name", "appoint", "elect", "reelect", "swear", "install", "crown", "ordain", "promote",
    "confirm", "nominate", "instal", "reinstate", "anoint", "hire",
}  # fmt: skip


def appositions(
    words: Words, names: Sequence[Phrase], nominals: Sequence[Phrase]
) -> Iterator[tuple[Phrase, Phrase, str]]:
    """Pairs (name, nominal, why) that stand for one party.

    Three shapes: nominal directly before a name ("team captain Ada Brandt", "the firm Acme"),
    nominal and name set off by commas in either order, and a copula or relative clause.
    """
    by_end = {p.b: p for p in nominals if not p.plural}
    by_head = {p.head: p for p in nominals if not p.plural}
    tight = [p for p in nominals if not p.plural]
    starts = {possessed(words, p): p for p in tight}
    for name in names:
        if name.kind == "thing" or name.type == "people":
            continue
        before = by_end.get(name.a)
        if before is not None and _fits(name, before):
            yield name, before, "title"
        called = by_end.get(_called_from(words, name.a))
        if called is not None and _fits(name, called):
            yield name, called, "called so"
            # "The foreperson, a retired driver named Hal Dunphy, told ..."
            before_it = by_end.get(called.a - 1) if words.text[called.a - 1] == "," else None
            if before_it is not None and _fits(name, before_it):
                yield name, before_it, "apposition"
        office = _office_before(words, name, by_end)
        if office is not None and office is not before and _fits(name, office):
            yield name, office, "title"
        for nominal, why in _set_off(words, name, starts, by_end):
            if _fits(name, nominal):
                yield name, nominal, why
        for nominal, why in _copula(words, name, by_head):
            if _fits(name, nominal):
                yield name, nominal, why


_CALLED = (("who", "goes", "by", "the", "name", "of"), ("by", "the", "name", "of"),
           ("popularly", "known", "as"), ("better", "known", "as"), ("known", "only", "as"),
           ("known", "as"), ("named",), ("called",), ("nicknamed",), ("dubbed",))  # fmt: skip
"""What ties a nominal to the name behind it ("a docker named Brandt")."""


def _called_from(words: Words, a: int) -> int:
    """Where the words end that a name at ``a`` is given to, or -1."""
    for tie in _CALLED:
        if tuple(words.lower[max(0, a - len(tie)) : a]) == tie:
            return a - len(tie)
    return -1


def _office_before(words: Words, name: Phrase, ends: dict[int, Phrase]) -> Phrase | None:
    """An office without article whose "of ..." runs up to the name ("Superintendent of Police
    Ada Brandt"); with an article it may be somebody else ("a friend of Ada Brandt").
    """
    start = name.a
    while start > 0 and words.text[start - 1] in lexicon().title:
        start -= 1
    for end in range(start - 2, max(0, start - REACH - 1), -1):
        nominal = ends.get(end)
        if nominal is None or words.lower[nominal.b] not in OF_WORDS:
            continue
        if nominal.definite or words.lower[nominal.a] in {"a", "an"} or nominal.noun in _KIN:
            continue
        if words.sent[nominal.a] != words.sent[name.a]:
            continue
        tight = all(
            words.pos[i] in _INSIDE or words.text[i] in "()" for i in range(nominal.b, start)
        )
        if tight:
            return nominal
    return None


def _fits(name: Phrase, nominal: Phrase) -> bool:
    if name.kind == "person":
        return nominal.kind == "person" and not (
            name.gender and nominal.gender and name.gender != nominal.gender
        )
    if name.kind in {"organisation", "unknown", "place"}:
        return nominal.kind == "organisation"
    return False


def _set_off(
    words: Words, name: Phrase, starts: dict[int, Phrase], ends: dict[int, Phrase]
) -> Iterator[tuple[Phrase, str]]:
    """Appositions with commas: "Ada Brandt, the mayor of X," and "The mayor of X, Ada Brandt,"."""
    size = len(words)
    if name.b + 1 < size and words.text[name.b] == ",":
        at = name.b + 1
        if words.text[at].isdigit() and at + 2 < size and words.text[at + 1] == ",":
            at += 2
        behind = starts.get(at)
        if behind is not None and _closed(words, behind.b, name.a):
            yield behind, "apposition"
    comma = name.a - 1
    while comma > 0 and words.text[comma] in lexicon().title:
        comma -= 1  # "whose boss, Mr Brandt,"
    if comma > 0 and words.text[comma] == "," and _closed(words, name.b, name.a):
        direct = ends.get(comma)
        if direct is not None and _fits(name, direct):
            yield direct, "apposition"
            return
        for i in range(comma - 1, max(-1, comma - REACH), -1):
            stop = words.text[i] in {",", ";", ":", "(", ")", "—", "–"}
            if stop or words.pos[i] in {"VERB", "AUX"}:
                break
            ahead = starts.get(i)
            if ahead is not None and _fits(name, ahead) and _reaches(words, ahead.b, comma):
                yield ahead, "apposition"
                break


def _closed(words: Words, b: int, a: int) -> bool:
    """Whether the apposition that ends at ``b`` (prepositional phrases may follow) ends in a
    comma or stop and is no item of a list.  A verb right behind means that the words are its
    subject ("According to Brandt, a detective was ...").
    """
    for i in range(b, min(len(words), b + REACH)):
        if words.sent[i] != words.sent[a]:
            return True
        text = words.text[i]
        if text in {",", ".", ";", ")", "—", "–", ":", "”", '"', "?", "!"}:
            return not (text == "," and i + 1 < len(words) and words.lower[i + 1] in {"and", "or"})
        if words.lower[i] in {"who", "which", "that", "whose"}:
            return True
        if words.pos[i] in {"VERB", "AUX"} and words.dep[i] not in {"amod", "acl"}:
            return False
        if words.lower[i] in {"and", "or"} and i == b:
            beyond = i + 1 < len(words) and words.lower[i + 1] not in {"a", "an", "the"}
            if not beyond or words.pos[i + 1] not in {"NOUN", "ADJ"}:
                return False
    return False


def _reaches(words: Words, b: int, comma: int) -> bool:
    """Whether only prepositional phrases stand between a nominal and the comma."""
    return b == comma or words.lower[b] in _PREPOSITIONS - {"and"}


def _copula(words: Words, name: Phrase, by_head: dict[int, Phrase]) -> Iterator[tuple[Phrase, str]]:
    """Shapes like "Ada Brandt is a lawyer", "Brandt, who is also a member of X"."""
    head = name.head
    verbs = []
    if words.dep[head] == "nsubj" and words.lemma[words.head[head]] == "be":
        verbs.append(words.head[head])
    verbs += [c for c in words.children[head] if words.dep[c] == "relcl" and words.lemma[c] == "be"]
    for verb in verbs:
        if any(words.dep[c] == "neg" for c in words.children[verb]):
            continue
        for child in words.children[verb]:
            if words.dep[child] == "attr" and child in by_head:
                yield by_head[child], "copula"
    for verb in _given(words, head):
        for child in _as_what(words, verb):
            if child in by_head:
                yield by_head[child], "office given"


def _given(words: Words, head: int) -> list[int]:
    """Verbs that put the person at ``head`` into an office ("was named", "who has been sworn in
    as").
    """
    verbs = [words.head[head]] if words.dep[head] == "nsubjpass" else []
    verbs += [c for c in words.children[head] if words.dep[c] in {"relcl", "acl"}]
    return [v for v in verbs if words.lemma[v] in _APPOINT and words.tag[v] == "VBN"]


def _as_what(words: Words, verb: int) -> Iterator[int]:
    for child in words.children[verb]:
        if words.dep[child] in {"oprd", "attr", "xcomp"} and words.pos[child] in {"NOUN", "PROPN"}:
            yield child
        if words.dep[child] == "prep" and words.lower[child] in {"as", "in"}:
            below = [*words.children[child], *(g for c in words.children[child]
                                               for g in words.children[c])]  # fmt: skip
            yield from (g for g in below if words.dep[g] == "pobj")
