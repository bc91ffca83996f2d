"""Asking the judge: from the cache first, then at its address, within the budget."""

from __future__ import annotations

from collections import Counter
from types import TracebackType
from typing import TypeVar

from twosource.errors import JudgeError
from twosource.judge.answers import Answer, completion, read
from twosource.judge.budget import Budget, estimated
from twosource.judge.cache import Cache
from twosource.judge.client import Client, Reply
from twosource.judge.dialect import ADAPTED, Dialect
from twosource.judge.prompt import Question
from twosource.judge.settings import Judge
from twosource.types import Failure

A = TypeVar("A", bound=Answer)
PATIENCE = 2
"""Questions in a row that may fail before nothing more is asked: a server that is down stays
down, and one bad answer is no sign of it."""
_HOPELESS = frozenset({"TS-JUDGE-01", "TS-JUDGE-02", "TS-JUDGE-03"})
"""Failures after which nothing more is asked at once."""


class Asking:
    """One call of the program with its judge: what was spent, and what went wrong.

    Args:
        judge: whom to ask, and within which bounds.

    Raises:
        UsageError: ``TS-USE-07`` for a key that no header may hold.
    """

    def __init__(self, judge: Judge) -> None:
        self.model = judge.model
        self._judge = judge
        self._budget = Budget(judge.calls, judge.tokens, judge.seconds)
        self._cache = Cache(judge.folder)
        self._client = Client(judge)
        self._dialect = Dialect()
        self._failed = 0
        self._stopped = False
        self._told: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def __enter__(self) -> Asking:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._client.close()

    def ask(self, question: Question, kind: type[A], lines: int = 0) -> A | None:
        """The answer to a question, or ``None`` where there is none (:attr:`warnings` says why).

        Args:
            question: what is asked.
            kind: what its answer must be.
            lines: how many lines stay unjudged without it.
        """
        asked = question.hashed(self._judge.endpoint, self.model)
        kept = self._cache.get(asked)
        answer = read(kind, kept) if kept is not None else None
        if answer is not None:
            return answer
        if not self._stopped:
            try:
                content, answer = self._fresh(question, kind)
                self._failed = 0
                self._keep(asked, content)
                return answer
            except JudgeError as error:
                self._failing(error)
        self._counts["unjudged"] += lines
        return None

    def dropped(self, code: str, number: int) -> None:
        """Count what was left out of an answer."""
        if number:
            self._counts[code] += number

    @property
    def warnings(self) -> tuple[Failure, ...]:
        """What went wrong, one message a kind, with its code and the next step."""
        told = dict(self._told)
        for code in ("TS-JUDGE-07", "TS-JUDGE-08"):
            if self._counts[code]:
                told[code] = f"{self._judge.shown} ({self._counts[code]} left out)"
        left = self._counts["unjudged"]
        out = []
        for number, (code, where) in enumerate(told.items()):
            more = f"{where}; {left} lines stand unjudged" if left and number == 0 else where
            out.append(Failure(self._judge.shown, code, str(JudgeError(code, more))))
        return tuple(out)

    def _failing(self, error: JudgeError) -> None:
        self._told.setdefault(error.code, error.where)
        self._failed += 1
        spent = error.code == "TS-JUDGE-06"
        self._stopped = spent or error.code in _HOPELESS or self._failed >= PATIENCE

    def _keep(self, asked: str, content: str) -> None:
        try:
            self._cache.put(asked, self.model, content)
        except (OSError, ValueError) as error:
            self._told.setdefault("TS-JUDGE-09", f"{self._judge.folder} ({type(error).__name__})")

    def _fresh(self, question: Question, kind: type[A]) -> tuple[str, A]:
        """Ask, in looser and looser forms where the server does not know the stricter one."""
        while True:
            reply, sent = self._send(question)
            said = completion(reply.data) if reply.status == 200 else None
            self._budget.spend(max(said.tokens if said else 0, estimated(sent, reply.data)))
            if reply.status != 200:
                if reply.status in ADAPTED and self._dialect.refused(reply.data):
                    continue
                raise JudgeError("TS-JUDGE-02", f"{self._judge.shown} (HTTP {reply.status})")
            content = said.content if said is not None else ""
            answer = read(kind, content) if not self._leaks(content) else None
            if answer is not None:
                return content, answer
            if said is None or not self._dialect.looser():
                raise JudgeError("TS-JUDGE-04", self._judge.shown)

    def _send(self, question: Question) -> tuple[Reply, bytes]:
        sent = self._dialect.body(
            self.model, list(question.messages), question.schema, question.tokens
        )
        short = self._budget.short_of(estimated(sent) + question.tokens)
        if short:
            raise JudgeError("TS-JUDGE-06", f"{self._judge.shown} ({short})")
        try:
            with self._budget.calling():
                seconds = min(self._judge.timeout, self._budget.seconds)
                return self._client.post(sent, seconds), sent
        except JudgeError as error:
            self._budget.spend(estimated(sent))
            if error.code == "TS-JUDGE-05" and self._budget.seconds <= 0:
                raise JudgeError("TS-JUDGE-06", f"{self._judge.shown} (seconds)") from error
            raise

    def _leaks(self, content: str) -> bool:
        """Whether an answer holds the key: it would be kept, and stand in the dossier."""
        return self._client.secret is not None and self._client.secret in content
