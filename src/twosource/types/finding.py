"""One matter as several accounts tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from twosource.types.judgement import Gloss, Judgement
from twosource.types.lineage import SourceRange
from twosource.types.review import Reviewed
from twosource.types.span import Span, need
from twosource.types.words import FindingKind, FindingType, Part


@dataclass(frozen=True, slots=True)
class Finding:
    """One matter as several accounts tell it.

    Attributes:
        spans: account id to the span that shows it (the detail, for
            ``differ``); for ``only`` just the account that has it.
        parts: account id to part, for spans outside ``text``.
        align: same matter, 0 to 1.  score: sure of the kind, 0 to 1.
        reason: one plain sentence.
        severity: 0 (wording) to 1 (a changed figure).
        sources: for a proposition, its independent-source range.
        proposition: findings about one proposition share this value.
        judged: what a judge said of it, where one was asked.
        reviewed: what a person decided of it.
        glosses: account id to what its sentences there say in English, where a judge was asked.
    """

    id: str
    kind: FindingKind
    type: FindingType
    spans: Mapping[str, Span]
    align: float
    score: float
    reason: str
    rule: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    severity: float = 0.0
    sources: SourceRange | None = None
    proposition: str | None = None
    judged: Judgement | None = None
    reviewed: Reviewed | None = None
    glosses: Mapping[str, Gloss] = field(default_factory=dict)

    def __post_init__(self) -> None:
        need(self.spans.values(), "a finding without a span")
