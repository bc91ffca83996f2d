"""Patterns that are compiled when first used.

A call uses a tenth of the patterns there are, and compiling all of them took longer than reading
a page.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = frozenset({
    "match", "search", "fullmatch", "finditer", "findall", "sub", "subn", "split", "scanner",
})  # fmt: skip


class _Deferred:
    """Stands for a pattern; its methods are those of the compiled one from the first use on."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._given = flags

    def __getattr__(self, name: str) -> Any:
        # Called for what is not set yet; two threads that come at once set the same.
        if name not in _METHODS and name not in {"flags", "groups", "groupindex"}:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._given)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"deferred({self.pattern!r}, {self._given!r})"


def deferred(text: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """A pattern as :func:`re.compile` makes it, compiled when first used.

    For what is set once, as a module loads; where a pattern is made in a function that is
    called for it, compile it there.  An ill-formed pattern raises :class:`re.error` at its
    first use.  It is not to be given to the functions of :mod:`re`, which take compiled ones.
    """
    return cast("re.Pattern[str]", _Deferred(text, int(flags)))
