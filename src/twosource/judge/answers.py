"""The answers asked for: their schemas, and how they are read from what comes back."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from twosource.types import FindingType, PositionKind

_THOUGHT = "</think>"
"""Models that reason in the open put their thoughts before the answer, and this between."""


class Answer(BaseModel):
    """Base of what is read; what was not asked for is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class VerdictItem(Answer):
    """A verdict on one line."""

    id: str | int
    verdict: Literal["confirm", "strike", "unsure"]
    reason: str = ""


class DifferenceItem(Answer):
    """A difference proposed."""

    type: FindingType
    a: str
    b: str
    reason: str = ""


class AgreementItem(Answer):
    """An agreement proposed."""

    a: str
    b: str
    reason: str = ""


class PositionItem(Answer):
    """A position proposed."""

    account: str
    holder: str
    kind: PositionKind
    content: str
    condition: str = ""
    reason: str = ""


class Verdicts(Answer):
    """The answer to a question for verdicts; its items are read one by one, so that a bad
    one costs no other.
    """

    verdicts: list[Any]


class Proposals(Answer):
    """The answer to a question for what else there is."""

    differences: list[Any]
    agreements: list[Any]
    positions: list[Any]


class GlossItem(Answer):
    """What a sentence says in English."""

    id: str | int
    english: str


class Glosses(Answer):
    """The answer to a question for glosses; its items are read one by one."""

    glosses: list[Any]


class _Message(Answer):
    content: str | None = None


class _Choice(Answer):
    message: _Message


class Completion(Answer):
    """A chat completion as the protocol has it."""

    choices: list[_Choice]
    usage: Any = None

    @property
    def content(self) -> str:
        """What the model said; ``""`` where nothing."""
        return (self.choices[0].message.content or "") if self.choices else ""

    @property
    def tokens(self) -> int:
        """As the server counted them, 0 where it did not."""
        told = self.usage.get("total_tokens") if isinstance(self.usage, dict) else None
        return max(0, told) if type(told) is int else 0


A = TypeVar("A", bound=Answer)


def completion(data: bytes) -> Completion | None:
    """A body of the protocol; ``None`` where it is none."""
    try:
        return Completion.model_validate_json(data)
    except (ValidationError, ValueError):
        return None


def read(kind: type[A], content: str) -> A | None:
    """An answer from what the model said, without a fence, a thought or a word around it;
    ``None`` where there is none.
    """
    bare = content.rpartition(_THOUGHT)[2]
    first, last = bare.find("{"), bare.rfind("}")
    for text in (content, bare[first : last + 1]):
        try:
            return kind.model_validate_json(text)
        except (ValidationError, ValueError):
            continue
    return None


def items(kind: type[A], given: list[Any], most: int) -> tuple[list[A], int]:
    """The items that are what they should be, ``most`` at most, and how many are not."""
    good: list[A] = []
    bad = max(0, len(given) - most)
    for one in given[:most]:
        try:
            good.append(kind.model_validate(one, strict=True))
        except ValidationError:
            bad += 1
    return good, bad


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields),
            "additionalProperties": False}  # fmt: skip


def _many(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(fields)}


_TEXT = {"type": "string"}


def verdict_schema() -> dict[str, Any]:
    """JSON schema of :class:`Verdicts`, in the subset that strict servers take: every field
    required, nothing else allowed, no lengths (llama.cpp turns those into huge grammars).
    """
    said = {"type": "string", "enum": ["confirm", "strike", "unsure"]}
    return _object({"verdicts": _many({"id": _TEXT, "reason": _TEXT, "verdict": said})})


def gloss_schema() -> dict[str, Any]:
    """JSON schema of :class:`Glosses`."""
    return _object({"glosses": _many({"id": _TEXT, "english": _TEXT})})


def proposal_schema(types: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, Any]:
    """JSON schema of :class:`Proposals`.

    Args:
        types: of differences.
        kinds: of positions.
    """
    sides = {"a": _TEXT, "b": _TEXT, "reason": _TEXT}
    return _object({
        "differences": _many({"type": {"type": "string", "enum": list(types)}, **sides}),
        "agreements": _many(sides),
        "positions": _many({
            "account": _TEXT, "holder": _TEXT, "kind": {"type": "string", "enum": list(kinds)},
            "content": _TEXT, "condition": _TEXT, "reason": _TEXT,
        }),
    })  # fmt: skip
