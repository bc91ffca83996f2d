"""The frozen public types every stage speaks in.

Offsets are Unicode code points, half open ``[start, end)``, into one *part* of
an account: its ``text``, its ``title`` or one of its captions (see
:data:`Part`).  Text is never altered after reading, so a span is valid for as
long as the account is.

Nothing here can be built without text to rest on: a :class:`Span` is never
empty, and a statement, event, position, link or finding refuses to exist
without at least one (``TS-TYPE-01``, ``TS-TYPE-02``).  That the spans lie
inside the text is checked where records meet their accounts
(:func:`twosource.dossier.check.check_spans`).
"""

from __future__ import annotations

from twosource.types.account import Account, Caption, Credit, DateCandidate, Furniture, Repair
from twosource.types.find import Event, Position, Statement
from twosource.types.finding import Finding
from twosource.types.judgement import Gloss, Judgement
from twosource.types.language import Parse, Quantity, Quote, Section, TimeExpression
from twosource.types.lineage import Derivation, Evidence, Origin, SourceRange, Story
from twosource.types.party import Actor, Mention, Register, Role
from twosource.types.review import Passage, Review, Reviewed, Standing
from twosource.types.span import Span
from twosource.types.whole import Analysis, Dossier, Failure
from twosource.types.words import (
    AccountKind,
    Answer,
    DateKind,
    Direction,
    EventType,
    FindingKind,
    FindingType,
    Flag,
    Form,
    Modality,
    Part,
    Polarity,
    PositionKind,
    Precision,
    Relation,
    Verdict,
    Voice,
)

__all__ = [
    "Account",
    "AccountKind",
    "Actor",
    "Analysis",
    "Answer",
    "Caption",
    "Credit",
    "DateCandidate",
    "DateKind",
    "Derivation",
    "Direction",
    "Dossier",
    "Event",
    "EventType",
    "Evidence",
    "Failure",
    "Finding",
    "FindingKind",
    "FindingType",
    "Flag",
    "Form",
    "Furniture",
    "Gloss",
    "Judgement",
    "Mention",
    "Modality",
    "Origin",
    "Parse",
    "Part",
    "Passage",
    "Polarity",
    "Position",
    "PositionKind",
    "Precision",
    "Quantity",
    "Quote",
    "Register",
    "Relation",
    "Repair",
    "Review",
    "Reviewed",
    "Role",
    "Section",
    "SourceRange",
    "Span",
    "Standing",
    "Statement",
    "Story",
    "TimeExpression",
    "Verdict",
    "Voice",
]
