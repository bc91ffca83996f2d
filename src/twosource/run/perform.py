"""A task, told as text -> its files.  All that an engine has to call."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from twosource.errors import RunError, TwosourceError
from twosource.run.work import Task, Writing, code_version, done, task_of

STAGES = {
    "read": "reading:perform", "sign": "signing:perform", "number": "numbering:perform",
    "near": "nearing:perform", "pair": "pairing:perform", "compare": "comparing:perform",
    "settle": "settling:perform", "group": "grouping:perform", "accounts": "tabling:accounts",
    "links": "tabling:links", "stories": "tabling:stories", "analyse": "analysing:perform",
}  # fmt: skip
"""Stage -> the function that does it, in :mod:`twosource.run.stages`."""


def perform(text: str) -> str:
    """Do a task, unless it is done.

    Args:
        text: what :meth:`twosource.run.work.Task.text` told.

    Returns:
        ``""``, or what went wrong, coded.
    """
    task = task_of(text)
    try:
        if code_version() != task.code:
            raise RunError("TS-RUN-08", f"{task.stage} {task.name}")
        if done(task) is None:
            _function(task)(task, Writing(task))
    except TwosourceError as error:
        return str(error)
    except Exception as error:
        where = f"{task.stage} {task.name} ({type(error).__name__}: {error})"
        return str(RunError("TS-RUN-09", where))
    return ""


def _function(task: Task) -> Callable[[Task, Writing], None]:
    module, _, name = STAGES[task.stage].partition(":")
    found: Callable[[Task, Writing], None] = getattr(
        import_module(f"twosource.run.stages.{module}"), name
    )
    return found
