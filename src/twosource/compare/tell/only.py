"""What only one account has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare.align.alignment import Alignment
from twosource.compare.cut.accounts import Side
from twosource.compare.cut.lexicon import lexicon
from twosource.compare.cut.passages import Passage
from twosource.compare.details.drafts import quoted_words
from twosource.compare.tell.parts import parts_of
from twosource.compare.weigh.severity import severity
from twosource.types import Analysis, Finding, FindingType, Part, SourceRange, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Token

ALONE = 0.4
"""Sureness under which a passage counts as told by nobody else."""


LONG_RUN, SHORT_PIECE = 20, 7
"""Tokens beyond which a lone run of the narrator is cut at a clause, and the fewest a
piece keeps: two facts in one sentence are two findings."""


SCRAP = 5
"""Words up to which a passage without a verb tells nothing: "Order online", "Pic by ..."."""


def lone_runs(side: Side, best: NDArray[np.float32], least: float = ALONE) -> list[list[int]]:
    """Runs of passages without a match: neighbours of one sentence are one run, and so
    are neighbouring sentences of one quotation.
    """
    runs: list[list[int]] = []
    passages = side.passages
    for k, passage in enumerate(passages):
        if best[k] >= least:
            continue
        if runs and runs[-1][-1] == k - 1 and _joined(passages[k - 1], passage):
            runs[-1].append(k)
        else:
            runs.append([k])
    return [piece for run in runs for piece in _pieces(side, run)]


def _pieces(side: Side, run: Sequence[int]) -> list[list[int]]:
    """A run cut at clauses where it grows long; quotations stay whole."""
    size = {k: side.passages[k].last - side.passages[k].first for k in run}
    pieces: list[list[int]] = []
    for k in run:
        held = sum(size[x] for x in pieces[-1]) if pieces else 0
        cut = held >= SHORT_PIECE and size[k] >= SHORT_PIECE and held + size[k] > LONG_RUN
        if pieces and not (cut and side.passages[k].quoted <= 0.5):
            pieces[-1].append(k)
        else:
            pieces.append([k])
    return pieces


def _joined(one: Passage, two: Passage) -> bool:
    if one.sentence == two.sentence:
        return True
    return one.quoted > 0.5 and two.quoted > 0.5


def lone_type(side: Side, indices: Sequence[int]) -> FindingType:
    """What kind of matter a lone stretch is: quote, opinion, condition, number, fact, or a scrap
    of the page (``boilerplate``).
    """
    lex = lexicon()
    passages = [side.passages[i] for i in indices]
    terms = [t for p in passages for t in p.terms]
    if sum(p.quoted * len(p.span) for p in passages) > 0.3 * sum(len(p.span) for p in passages):
        return "quote"
    doc = side.section.doc
    tokens = [t for p in passages for t in doc[p.first : p.last]]
    judged = any(t.lemma_.lower() in lex.evaluative for t in tokens)
    said = any(t.lemma_.lower() in lex.acts for t in tokens)
    if judged and not said and not any(t.kind in {"number", "time"} for t in terms):
        return "opinion"
    if any(t.lower_ in {"if", "unless", "until"} for t in tokens[:2]):
        return "condition"
    if any(t.kind == "number" for t in terms) and len(terms) < 8:
        return "number"
    words = [t for t in tokens if t.is_alpha]
    whole = bool(tokens) and _is_whole(tokens)
    if whole and len(words) <= SCRAP and not any(t.pos_ in {"VERB", "AUX"} for t in words):
        return "boilerplate"
    return "fact"


def _is_whole(tokens: Sequence[Token]) -> bool:
    """Whether some tokens are all of their sentence but for its end."""
    sentence = tokens[0].sent
    after = (t for t in sentence if t.i > tokens[-1].i)
    return tokens[0].i == sentence.start and all(t.is_punct or t.is_space for t in after)


def lone_findings(
    all_sides: Sequence[Side],
    laid: Mapping[tuple[str, str], Alignment],
    part: Part,
    sourced: Callable[[Mapping[str, Span]], SourceRange | None],
) -> list[Finding]:
    """What only one account has, measured against all others."""
    out: list[Finding] = []
    for side in all_sides:
        best = np.zeros(len(side.passages), np.float32)
        for (one, two), pair in laid.items():
            if side.account == one:
                best = np.maximum(best, pair.sure.max(1))
            elif side.account == two:
                best = np.maximum(best, pair.sure.max(0))
        if len(all_sides) < 2:
            continue
        for run in lone_runs(side, best):
            span = side.span(run)
            score = 1 - float(max(best[k] for k in run))
            type_ = lone_type(side, run)
            out.append(
                Finding(
                    id="",
                    kind="only",
                    type=type_,
                    spans={side.account: span},
                    align=round(1 - score, 3),
                    score=round(score, 3),
                    reason=f"Only {side.account} tells this: {quoted_words(side.text(span))}.",
                    rule="only/no-passage-like-it",
                    parts=parts_of([side.account], part),
                    severity=severity("only", type_, score),
                    sources=sourced({side.account: span}),
                )
            )
    return out


def caption_findings(analysis: Analysis) -> list[Finding]:
    """Captions that no other account has; they are never compared with the text."""
    seen: dict[str, list[str]] = {}
    for account in analysis.accounts:
        for caption in account.captions:
            seen.setdefault(" ".join(caption.text.lower().split()), []).append(account.id)
    out = []
    for account in analysis.accounts:
        for k, caption in enumerate(account.captions):
            key = " ".join(caption.text.lower().split())
            if key and set(seen[key]) == {account.id}:
                out.append(
                    Finding(
                        id="",
                        kind="only",
                        type="caption",
                        spans={account.id: Span(0, len(caption.text))},
                        align=0.0,
                        score=1.0,
                        reason=f"Only {account.id} has this caption: {quoted_words(caption.text)}.",
                        rule="only/caption",
                        parts={account.id: f"caption:{k}"},
                        severity=severity("only", "caption", 1.0),
                    )
                )
    return out
