"""The forms of one request that servers of this protocol know, the strictest first.

All take ``model`` and ``messages`` (OpenAI API reference, chat completions).  Not all take
a JSON schema: llama.cpp, vLLM, Ollama and LM Studio do, some rented ones only
``json_object``, some neither; LM Studio refuses ``json_object``.  Newer models of OpenAI
want ``max_completion_tokens`` and no ``temperature``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

FORMS = ("json_schema", "json_object", "text")
"""Forms of an answer to ask for, in order."""
ADAPTED = frozenset({400, 415, 422, 500, 501})
"""HTTP statuses with which servers refuse a field they do not know."""


@dataclass(slots=True)
class Dialect:
    """What this server has taken so far; learnt from its refusals."""

    form: int = 0
    limit: str = "max_tokens"
    fixed: dict[str, int] = field(default_factory=lambda: {"temperature": 0, "seed": 0})

    def body(
        self, model: str, messages: list[dict[str, str]], schema: dict[str, Any], tokens: int
    ) -> bytes:
        """The request.

        Args:
            model: as the server knows it.
            messages: of the chat.
            schema: JSON schema of the answer.
            tokens: of the answer, at most.
        """
        request: dict[str, Any] = {
            "model": model, "messages": messages, "stream": False, self.limit: tokens,
            **self.fixed,
        }  # fmt: skip
        if FORMS[self.form] == "json_schema":
            named = {"name": "answer", "strict": True, "schema": schema}
            request["response_format"] = {"type": "json_schema", "json_schema": named}
        elif FORMS[self.form] == "json_object":
            request["response_format"] = {"type": "json_object"}
        return json.dumps(request, ensure_ascii=True, separators=(",", ":")).encode("ascii")

    def refused(self, said: bytes) -> bool:
        """Change one thing after a refusal.

        Returns:
            Whether there was anything left to change.
        """
        told = said.decode("utf-8", "replace").casefold()
        if self.limit == "max_tokens" and "max_completion_tokens" in told:
            self.limit = "max_completion_tokens"
            return True
        for name in ("temperature", "seed"):
            if name in self.fixed and name in told:
                del self.fixed[name]
                return True
        return self.looser()

    def looser(self) -> bool:
        """Ask for the next form of answer; ``False`` where there is none."""
        if self.form + 1 >= len(FORMS):
            return False
        self.form += 1
        return True
