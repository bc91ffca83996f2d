"""Quotations: their words, and who speaks them where the words around say so plainly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.parties.words.lexicon import lexicon
from twosource.parties.words.words import Words


def subject_of(words: Words, verb: int) -> int | None:
    """The subject's head word of a verb; that of the verb it is joined to, where it has none."""
    for _ in range(4):
        for child in words.children[verb]:
            if words.dep[child] in {"nsubj", "nsubjpass"}:
                return child
        if words.dep[verb] not in {"conj", "xcomp", "advcl"} or words.head[verb] == verb:
            return None
        verb = words.head[verb]
    return None


def quote_speakers(words: Words) -> dict[int, int]:
    """Quotation number -> head word of its speaker.

    The nearest reporting verb outside quotation marks in the same sentence decides, else one
    of the same paragraph, else (a paragraph of speech alone) the speaker before.
    """
    verbs_by_sent, verbs_by_par = _reporting(words)
    bounds: dict[int, list[int]] = {}
    for i, number in enumerate(words.quote):
        if number >= 0:
            bounds.setdefault(number, [i, i])[1] = i
    speakers: dict[int, int] = {}
    previous: tuple[int, int] | None = None
    for number, (a, b) in sorted(bounds.items(), key=lambda item: item[1]):
        near = verbs_by_sent.get(words.sent[a], []) + verbs_by_sent.get(words.sent[b], [])
        if not near:
            near = verbs_by_par.get(words.paragraph[a], []) + verbs_by_par.get(
                words.paragraph[b], []
            )
        chosen = _nearest(near, a, b)
        if chosen is not None:
            speakers[number] = chosen
            previous = (chosen, words.paragraph[b])
        elif previous is not None and words.paragraph[a] - previous[1] <= 2:
            speakers[number] = previous[0]
            previous = (previous[0], words.paragraph[b])
    return speakers


def _reporting(
    words: Words,
) -> tuple[dict[int, list[tuple[int, int]]], dict[int, list[tuple[int, int]]]]:
    """(verb, subject) pairs outside quotations, by sentence and by paragraph."""
    lex = lexicon()
    sentences: dict[int, list[tuple[int, int]]] = {}
    paragraphs: dict[int, list[tuple[int, int]]] = {}
    for i, lemma in enumerate(words.lemma):
        if words.quote[i] >= 0 or (lemma not in lex.saying and words.lower[i] != "according"):
            continue
        subject = _by_according(words, i)
        if subject is None and words.pos[i] == "VERB":
            subject = subject_of(words, i)
        if subject is not None and words.quote[subject] < 0:
            sentences.setdefault(words.sent[i], []).append((i, subject))
            paragraphs.setdefault(words.paragraph[i], []).append((i, subject))
    return sentences, paragraphs


def _by_according(words: Words, i: int) -> int | None:
    if words.lower[i] != "according" or i + 1 >= len(words):
        return None
    return next((c for c in words.children[i + 1] if words.dep[c] == "pobj"), None)


def _nearest(pairs: Sequence[tuple[int, int]], a: int, b: int) -> int | None:
    best: tuple[int, int] | None = None
    for verb, subject in pairs:
        distance = a - verb if verb < a else verb - b
        if best is None or distance < best[0]:
            best = (distance, subject)
    return best[1] if best else None


def quotations(words: Words) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The quotations of a section: number, and words in lower case without marks."""
    found: dict[int, list[str]] = {}
    for i, number in enumerate(words.quote):
        if number >= 0 and words.text[i][0].isalnum():
            found.setdefault(number, []).append(words.lower[i])
    for number, spoken in found.items():
        yield number, tuple(spoken)
