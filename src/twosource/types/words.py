"""The closed vocabularies of the records."""

from __future__ import annotations

from typing import Literal

Part = str
"""``"text"``, ``"title"`` or ``"caption:N"`` (N counts from 0)."""

Answer = Literal["yes", "no", "not established"]
Form = Literal["direct", "indirect", "mixed"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "conditional", "hypothetical", "negated"]
Voice = Literal["direct", "indirect", "narrator"]
DateKind = Literal["published", "updated", "crawled", "copyright", "event", "photo"]
Precision = Literal["year", "month", "day", "minute", "second"]
AccountKind = Literal["article", "paywall", "live", "gallery", "index", "consent", "empty", "error"]
Flag = Literal["historical", "future", "hypothetical", "negated"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
PositionKind = Literal[
    "demand", "offer", "promise", "refusal", "threat",
    "accusation", "denial", "support", "appeal", "apology",
]  # fmt: skip
Relation = Literal[
    "verbatim", "contained", "edited", "rewritten", "translated", "common-origin",
    "independent", "not-established",
]  # fmt: skip
Direction = Literal["a>b", "b>a", "common", "unknown"]
FindingKind = Literal["agree", "differ", "only"]
FindingType = Literal[
    "fact", "quote", "number", "date", "name", "role", "status", "polarity", "hedging",
    "strength", "scope", "attribution", "context_omitted", "speech_act", "condition",
    "opinion", "caption", "boilerplate",
]  # fmt: skip
Verdict = Literal["confirmed", "struck", "proposed"]
"""What a judge, a language model that the user chose to ask, said of a line."""
