"""The pipeline's attribute ruler, with its answers remembered.

spaCy's attribute ruler turns tag, word and dependency of a token into part of
speech, morphology and lemma.  It asks a matcher with some 180 patterns about
every token, which costs as much as the tagger and the parser's own layers
together, though a pattern of one token can only ever give the same answer for
the same tag, word and dependency.  Here that answer is looked up once and kept;
texts in which a pattern of several tokens occurs still go to the ruler itself.
The result is the ruler's, token for token.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc, MorphAnalysis, Token

NAME = "attribute_ruler"
OURS = "remembering_ruler"
_SEEN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""What the patterns may look at for a token's answer to depend on its key alone."""

_LIMIT = 200_000
"""Answers kept; a longer-lived process starts afresh rather than grow for ever."""

_Key = tuple[int, int, int]
_Pattern = list[dict[str, Any]]


class _Answer(NamedTuple):
    tag: int
    pos: int
    morph: MorphAnalysis
    lemma: int
    dep: int


class RememberingRuler:
    """Calls like the ruler it stands for: ``doc`` in, the same ``doc`` out."""

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.matcher import Matcher

        self._ruler = ruler
        self._known: dict[_Key, _Answer] = {}
        self._words: dict[int, int] = {}
        self._named, self._shapes = _named(ruler)
        self._strings = ruler.vocab.strings
        self._several = Matcher(ruler.vocab)
        several = [p for p in _patterns(ruler) if len(p) > 1]
        if several:
            self._several.add("several", several)

    def __call__(self, doc: Doc) -> Doc:
        """Set tag, part of speech, morphology, lemma and dependency of every token."""
        if self._several(doc):
            return self._ruler(doc)
        words = self._words
        keys: list[_Key] = []
        for token in doc:
            word = words.get(token.lower)
            keys.append((token.tag, self._word(token) if word is None else word, token.dep))
        known = self._known
        if not all(key in known for key in keys):
            self._ruler(doc)
            if len(known) > _LIMIT:
                known.clear()
            known.update(zip(keys, map(_answer, doc), strict=True))
            return doc
        for token, key in zip(doc, keys, strict=True):
            _set(token, known[key])
        return doc

    def _word(self, token: Token) -> int:
        """The word as far as the patterns can tell it from others: itself, or 0."""
        if len(self._words) > _LIMIT:
            self._words.clear()
        text = self._strings[token.lower]
        told = token.is_space or text in self._named or any(s.search(text) for s in self._shapes)
        return self._words.setdefault(token.lower, token.lower if told else 0)


def _answer(token: Token) -> _Answer:
    return _Answer(token.tag, token.pos, token.morph, token.lemma, token.dep)


def _set(token: Token, answer: _Answer) -> None:
    if answer.tag != token.tag:
        token.tag = answer.tag
    token.pos = answer.pos
    token.morph = answer.morph
    token.lemma = answer.lemma
    if answer.dep != token.dep:
        token.dep = answer.dep


def _patterns(ruler: AttributeRuler) -> list[_Pattern]:
    """Every pattern of the ruler: one list of token tests each."""
    entries: Any = ruler.patterns
    return [p for entry in entries for p in entry["patterns"]]


def _named(ruler: AttributeRuler) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The lower-case words the patterns name, and the expressions they hold words against."""
    words: set[str] = set()
    shapes: set[str] = set()
    for test in (token.get("LOWER") for p in _patterns(ruler) for token in p):
        if isinstance(test, str):
            words.add(test)
        elif test:
            words.update(test.get("IN", ()))
            shapes.update(s for s in [test.get("REGEX")] if s)
    return frozenset(words), tuple(re.compile(s) for s in sorted(shapes))


def _depends_on_key(pattern: _Pattern) -> bool:
    """Whether the pattern asks for nothing but tag, dependency and words we can tell apart."""
    for token in pattern:
        word = token.get("LOWER", "")
        if not _SEEN.issuperset(token):
            return False
        if not isinstance(word, str) and not {"IN", "REGEX"}.issuperset(word):
            return False
    return True


def _make(nlp: Any, name: str) -> RememberingRuler:
    """What spaCy calls to build the component; ``name`` is its place in the pipeline."""
    ruler: AttributeRuler = nlp.get_pipe(NAME)
    return RememberingRuler(ruler)


def remember(nlp: Language) -> None:
    """Let a pipeline's attribute ruler remember, where its patterns allow it.

    A pipeline without a ruler, or one whose patterns look at more than tag,
    word and dependency, is left as it is.
    """
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler

    if NAME not in nlp.pipe_names:
        return
    ruler = nlp.get_pipe(NAME)
    if not isinstance(ruler, AttributeRuler):
        return
    if not all(_depends_on_key(p) for p in _patterns(ruler)):
        return
    Language.factory(OURS, func=_make)
    nlp.add_pipe(OURS, before=NAME)
    nlp.remove_pipe(NAME)
