"""Compare several accounts of one event.

Who said what to whom, who did what to whom, which account was derived from
which, how many independent origins each statement has, and where the accounts
differ; every line of it on an exact span of a source.

>>> import twosource
>>> (dossier,) = twosource.dossier("wire.html", "rewrite.txt")  # doctest: +SKIP
>>> [f.reason for f in dossier.findings if f.kind == "differ"]  # doctest: +SKIP
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from twosource.errors import (
    ExchangeError,
    InputError,
    JudgeError,
    LimitError,
    ModelError,
    SpanError,
    StoreError,
    TwosourceError,
    UsageError,
)

if TYPE_CHECKING:
    from twosource.api import (
        Reading,
        Reviews,
        Source,
        compare,
        compare_pair,
        dossier,
        events,
        export,
        group,
        import_reviews,
        positions,
        read,
        statements,
        trace,
    )
    from twosource.dossier import render_html, render_markdown
    from twosource.judge import Judge
    from twosource.store import Store, open_store

__version__ = "0.1.0"

__all__ = [
    "ExchangeError",
    "InputError",
    "Judge",
    "JudgeError",
    "LimitError",
    "ModelError",
    "Reading",
    "Reviews",
    "Source",
    "SpanError",
    "Store",
    "StoreError",
    "TwosourceError",
    "UsageError",
    "__version__",
    "compare",
    "compare_pair",
    "dossier",
    "events",
    "export",
    "group",
    "import_reviews",
    "open_store",
    "positions",
    "read",
    "render_html",
    "render_markdown",
    "statements",
    "trace",
]

# `twosource.read`, `.group`, `.trace`, `.compare` and `.dossier` are functions here and
# packages of the same name inside.  The functions are loaded when first asked for, so that
# `twosource --help` and tab completion wait for no stage; and when the import system binds
# a package to its name here, the function stays.
_HOMES = dict.fromkeys(
    ("Reading", "Reviews", "Source", "compare", "compare_pair", "dossier", "events", "export",
     "group", "import_reviews", "positions", "read", "statements", "trace"), "twosource.api",
) | dict.fromkeys(("render_html", "render_markdown"), "twosource.dossier") | {
    "Judge": "twosource.judge", "Store": "twosource.store", "open_store": "twosource.store"
}  # fmt: skip


class _Root(ModuleType):
    """The package root, with names that are loaded late."""

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_HOMES})


def _late(name: str, home: str) -> property:
    def get(root: ModuleType) -> Any:
        if name not in root.__dict__:
            root.__dict__[name] = getattr(import_module(home), name)
        return root.__dict__[name]

    def keep(root: ModuleType, value: object) -> None:
        if not isinstance(value, ModuleType):
            root.__dict__[name] = value

    return property(get, keep)


for _name, _home in _HOMES.items():
    setattr(_Root, _name, _late(_name, _home))
sys.modules[__name__].__class__ = _Root
