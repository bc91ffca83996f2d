"""Statements of two accounts that are one utterance, paired one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from twosource.find.matching.drops import Telling, fidelity_of, form_of
from twosource.find.matching.likeness import Weights, clash, likeness, shared
from twosource.find.matching.pieces import pieces
from twosource.find.matching.speakers import Voices
from twosource.find.matching.wording import Wording, denied, wording
from twosource.find.statements.fidelity import Drop, Kind
from twosource.types import Answer, Parse, Register, Section, Span, Statement

SAME = 0.26
"""Least likeness where the speaker is the same party."""
UNSURE = 0.4
"""Least likeness where a speaker is not resolved: the words must do more."""
ENOUGH = 1.2
"""Mass of words to share where a speaker is not resolved: more than one rare word, so that a
name or a noun of the story's topic joins nothing."""
VETOED = 0.9
"""From here on two direct quotes are one, edited: a difference of number or polarity
is then no second utterance but the very change to warn of."""


@dataclass(frozen=True, slots=True)
class Match:
    """One utterance in two accounts.

    Attributes:
        a, b: (account id, statement id), in the order of the parses; the id is ``""``
            where the writer tells it (:func:`told_by_narrator`).
        a_content, b_content: the spans that were matched, of the statements' contents.
        score: how sure, 0 to 1.
        fidelity: how the other wording stands to the fuller one.
        fuller: the side with the more direct wording, or the longer of two alike.
        dropped: what the other side lost: ``negation``, ``condition``.
        rule: what it rests on: ``match:speaker``, ``match:wording`` or
            ``match:narrator``.
    """

    a: tuple[str, str]
    b: tuple[str, str]
    a_content: tuple[Span, ...]
    b_content: tuple[Span, ...]
    score: float
    fidelity: Kind
    fuller: Literal["a", "b"]
    dropped: tuple[Drop, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of a statement."""

    statement: Statement
    section: Section
    spans: tuple[Span, ...]
    words: Wording
    voiced: bool


def match_statements(
    statements: Sequence[Statement], parses: Sequence[Parse], register: Register
) -> tuple[Match, ...]:
    """Tell which statements of every two accounts are one utterance.

    Two are one where the speaker is one party (or unresolved, and the wording alone
    says so), the words of one recur in the other as lemmas, stems or exchangeable
    words, and neither numbers, polarity nor the day of saying speak against it.
    Sentences are paired one to one, so a statement of several sentences may meet
    several statements of the other account.

    Args:
        statements: of all accounts, as :func:`twosource.find.find_statements` gives them.
        parses: the parses they were found in.
        register: the parties of the call, which tells who speaks for whom.

    Returns:
        The matches, by the order of the parses, then by place in the first account.
        Statements of accounts without a parse are left out.
    """
    sections = {(p.account.id, s.part): s for p in parses for s in p.sections}
    told: dict[str, list[_Piece]] = defaultdict(list)
    for statement in statements:
        section = sections.get((statement.account, statement.part))
        if section is not None:
            told[statement.account] += _pieces(statement, section)
    weights = Weights.over(piece.words for each in told.values() for piece in each)
    voices = Voices.of((p.statement for each in told.values() for p in each), register)
    order = dict.fromkeys(p.account.id for p in parses)
    return tuple(
        match
        for a, b in combinations(order, 2)
        for match in _between(told[a], told[b], weights, voices)
    )


def _pieces(statement: Statement, section: Section) -> list[_Piece]:
    source = " ".join(span.of(section.text) for span in statement.source).lower()
    name = statement.speaker.name.lower().split() if statement.speaker else []
    voiced = bool(name) and name[-1] in source
    return [
        _Piece(statement, section, spans, wording(section, spans, denied=denied(statement)), voiced)
        for spans in pieces(statement, section)
    ]


def _between(
    told_a: Sequence[_Piece], told_b: Sequence[_Piece], weights: Weights, voices: Voices
) -> list[Match]:
    """Greedy, the likeliest first: with few rivals per speaker the best assignment
    differs too rarely to pay for.
    """
    scored = []
    for i, a in enumerate(told_a):
        for j, b in enumerate(told_b):
            score, rule = _score(a, b, weights, voices)
            if rule:
                scored.append((-score, i, j, rule))
    used_a: dict[int, int] = {}
    used_b: set[int] = set()
    joined: dict[tuple[str, str], list[tuple[_Piece, _Piece, float, str]]] = {}
    for score, i, j, rule in sorted(scored):
        if i not in used_a and j not in used_b:
            used_a[i] = j
            used_b.add(j)
            a, b = told_a[i], told_b[j]
            joined.setdefault((a.statement.id, b.statement.id), []).append((a, b, -score, rule))
    matches = [_match(group) for group in joined.values()]
    return sorted(matches, key=lambda m: (m.a_content, m.b_content, m.a, m.b))


def _score(a: _Piece, b: _Piece, weights: Weights, voices: Voices) -> tuple[float, str]:
    """The score and the rule, which is ``""`` where they are two utterances."""
    who = _who(a, b, voices)
    if who == "no" or other_occasion(a.statement, b.statement):
        return 0.0, ""
    score = likeness(a.words, b.words, weights)
    if score < (SAME if who == "yes" else UNSURE):
        return 0.0, ""
    if who != "yes" and shared(a.words, b.words, weights) < ENOUGH:
        return 0.0, ""
    quoted = a.statement.form == b.statement.form == "direct" and score >= VETOED
    if not quoted and clash(a.words, b.words):
        return 0.0, ""
    return score, "match:speaker" if who == "yes" else "match:wording"


def _who(a: _Piece, b: _Piece, voices: Voices) -> Answer:
    """A party that a pronoun or a noun was resolved to may be the wrong one."""
    who = voices.fit(a.statement, b.statement)
    return "not established" if who == "no" and not (a.voiced and b.voiced) else who


def other_occasion(a: Statement, b: Statement) -> bool:
    """Whether both days of saying are known and differ."""
    days = [s.said_at.value[:10] for s in (a, b) if s.said_at and s.said_at.value]
    return len(days) == 2 and all(len(d) == 10 for d in days) and days[0] != days[1]


def _match(group: Sequence[tuple[_Piece, _Piece, float, str]]) -> Match:
    """One match of all the sentences two statements share."""
    a, b, score, rule = max(group, key=lambda g: g[2])
    a_spans = tuple(sorted({span for g in group for span in g[0].spans}))
    b_spans = tuple(sorted({span for g in group for span in g[1].spans}))
    fuller, kind, dropped = fidelity_of(_telling(a, a_spans), _telling(b, b_spans))
    return Match(
        (a.statement.account, a.statement.id), (b.statement.account, b.statement.id),
        a_spans, b_spans, score, kind, fuller, dropped, rule,
    )  # fmt: skip


def _telling(piece: _Piece, spans: Sequence[Span]) -> Telling:
    """With the whole of the quotes the spans stand in: a sentence cut away inside one
    is a trim.
    """
    whole = [c for c in piece.statement.content if any(c.overlap(s) for s in spans)]
    words = wording(piece.section, whole, denied=denied(piece.statement))
    return Telling(words, form_of(whole, piece.section))
