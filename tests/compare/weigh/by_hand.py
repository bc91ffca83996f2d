"""Two aligned accounts made by hand, so that every number of a draft can be worked out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

from twosource.compare.align.matches import Match
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.passages import Passage
from twosource.compare.cut.terms import Term
from twosource.compare.details.drafts import Draft
from twosource.types import Quote, Section, Span

TEXT_A = "Osk shut nine quays . It rained ."
TEXT_B = "Osk sealed two “ docks ” . Fog came ."


def _doc(text: str, heads: list[int], pos: list[str], deps: list[str]) -> Doc:
    words = text.split()
    lemmas = [w.lower().removesuffix("s") for w in words]
    return Doc(Vocab(), words=words, heads=heads, pos=pos, deps=deps, lemmas=lemmas)


def _side(name: str, doc: Doc, text: str, terms: dict[int, tuple[str, float]], full: int) -> Side:
    """``full``: the token that ends the first sentence; each sentence is one passage."""

    def passage(index: int, first: int, last: int) -> Passage:
        inside = tuple(
            Term(
                doc[i].idx,
                doc[i].idx + len(doc[i]),
                i,
                doc[i].text.lower(),
                kind,
                weight,
                doc[i].pos_,
            )
            for i, (kind, weight) in terms.items()
            if first <= i < last
        )
        end = doc[last - 1].idx + len(doc[last - 1])
        return Passage(
            name, "text", index, index, Span(doc[first].idx, end), first, last, inside, 0
        )

    passages = (passage(0, 0, full + 1), passage(1, full + 1, len(doc)))
    quotes = []
    if "“" in text:
        at, end = text.index("“"), text.index("”") + 1
        quotes.append(Quote(Span(at, end), Span(at + 1, end - 1), True, True, 1))
    section = Section("text", text, doc, (), tuple(quotes), (), ())
    return Side(name, section, passages, (), SimpleNamespace())  # type: ignore[arg-type]


def laid(derived: bool = False, sure: float = 0.8) -> Any:
    """ "Osk shut nine quays. It rained." beside "Osk sealed two “docks”. Fog came."

    Terms of the one: osk 1.0, shut 0.5, nine 2.0 (a number), quays 0.8, rained 0.7; of the
    other: osk 1.0, sealed 0.4, two 1.5 (a number), docks 0.6, fog 0.9.
    """
    doc_a = _doc(
        TEXT_A, [1, 1, 3, 1, 1, 6, 6, 6],
        ["PROPN", "VERB", "NUM", "NOUN", "PUNCT", "PRON", "VERB", "PUNCT"],
        ["nsubj", "ROOT", "nummod", "dobj", "punct", "nsubj", "ROOT", "punct"],
    )  # fmt: skip
    doc_b = _doc(
        TEXT_B, [1, 1, 4, 4, 1, 4, 1, 8, 8, 8],
        ["PROPN", "VERB", "NUM", "PUNCT", "NOUN", "PUNCT", "PUNCT", "NOUN", "VERB", "PUNCT"],
        ["nsubj", "ROOT", "nummod", "punct", "dobj", "punct", "punct", "nsubj", "ROOT", "punct"],
    )  # fmt: skip
    a = _side("a", doc_a, TEXT_A, {
        0: ("name", 1.0), 1: ("word", 0.5), 2: ("number", 2.0), 3: ("word", 0.8),
        6: ("word", 0.7),
    }, 4)  # fmt: skip
    b = _side("b", doc_b, TEXT_B, {
        0: ("name", 1.0), 1: ("word", 0.4), 2: ("number", 1.5), 4: ("word", 0.6),
        7: ("word", 0.9),
    }, 6)  # fmt: skip
    near = np.array([
        [1.0, 0.0, 0.0, 0.0, 0.0],  # osk
        [0.0, 0.7, 0.0, 0.0, 0.0],  # shut
        [0.0, 0.0, 0.2, 0.0, 0.9],  # nine: the other account has it in its second sentence
        [0.0, 0.0, 0.0, 0.6, 0.0],  # quays
        [0.0, 0.0, 0.0, 0.0, 0.3],  # rained
    ], np.float32)  # fmt: skip
    grid = SimpleNamespace(
        near=near, at_a=(0, 4, 5), at_b=(0, 4, 5), a=a.passages, b=b.passages,
        ab=np.array([[0.55, 0.1], [0.2, 0.3]]), ba=np.array([[0.45, 0.15], [0.25, 0.35]]),
    )  # fmt: skip
    sureness = np.array([[sure, 0.4], [0.1, 0.2]])
    match = Match((0,), (0,), ((0, 0, sure),), sure)
    return SimpleNamespace(
        a=a, b=b, grid=grid, sure=sureness, matches=(match,), derived=derived, part="text",
        known={},
    )  # fmt: skip


def draft(
    a: str = "nine quays", b: str = "two “ docks ”", rule: str = "number/other",
    type_: Any = "number", align: float = 0.81, match: int = 0,
) -> Draft:  # fmt: skip
    """A draft that holds some words of the one against some words of the other."""
    at, to = TEXT_A.index(a), TEXT_B.index(b)
    return Draft(
        "differ", type_, "text", Span(at, at + len(a)), Span(to, to + len(b)), align, 0.0, "",
        rule, match,
    )  # fmt: skip
