"""A question as it is sent: rules from us, and account text as data between two marks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from twosource.judge.answers import gloss_schema, proposal_schema, verdict_schema
from twosource.packaged import table
from twosource.types import FindingType, PositionKind

UNPROPOSED = frozenset({"caption", "boilerplate", "context_omitted", "opinion"})
"""Types of differences that nobody is asked to propose: they are no difference of two values."""
VERDICT_TOKENS, PROPOSAL_TOKENS, GLOSS_TOKENS = 1200, 2400, 2000
"""Tokens of an answer, at most: twice what a full one has."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        messages: of the chat; the same for the same accounts and notes.
        schema: JSON schema of the answer.
        tokens: of the answer, at most.
    """

    messages: tuple[dict[str, str], ...]
    schema: dict[str, Any]
    tokens: int

    def hashed(self, endpoint: str, model: str) -> str:
        """What its answer is kept under: address, model and all that is asked."""
        whole = [endpoint, model, self.tokens, self.schema, list(self.messages)]
        text = json.dumps(whole, ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()


def _rules(name: str) -> str:
    return str(table("judge", "prompts")[name]["rules"]).strip()


def _question(rules: str, data: Any, schema: dict[str, Any], tokens: int) -> Question:
    """Text of accounts stands in JSON strings alone, and between marks that hold its own
    hash: no text can hold the hash of what it stands in, so none can close the marks.
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    messages = (
        {"role": "system", "content": f"{rules}\n\n{_rules('data')}"},
        {"role": "user", "content": f"DATA {mark}\n{text}\nEND {mark}"},
    )
    return Question(messages, schema, tokens)


def verdict_question(notes: Sequence[Mapping[str, Any]]) -> Question:
    """The question for verdicts on notes; each has its ``id``."""
    return _question(_rules("verdicts"), {"notes": list(notes)}, verdict_schema(), VERDICT_TOKENS)


def gloss_question(sentences: Sequence[Mapping[str, str]]) -> Question:
    """The question for what sentences say in English; each has its ``id``."""
    data = {"sentences": list(sentences)}
    return _question(_rules("glosses"), data, gloss_schema(), GLOSS_TOKENS)


def proposal_question(a: str, b: str, known: Sequence[Mapping[str, str]]) -> Question:
    """The question for what two texts tell beside what is known of them."""
    types = tuple(t for t in get_args(FindingType) if t not in UNPROPOSED)
    kinds = tuple(get_args(PositionKind))
    rules = _rules("proposals").replace("TYPES", ", ".join(types))
    rules = rules.replace("KINDS", ", ".join(kinds))
    data = {"accounts": {"A": a, "B": b}, "known": list(known)}
    return _question(rules, data, proposal_schema(types, kinds), PROPOSAL_TOKENS)
