"""Compare several accounts of one event.

Who said what to whom, who did what to whom, which account was derived from
which, how many independent origins each statement has, and where the accounts
differ; every line of it on an exact span of a source.

>>> import twosource
>>> (dossier,) = twosource.dossier("wire.html", "rewrite.txt")  # doctest: +SKIP
>>> [f.reason for f in dossier.findings if f.kind == "differ"]  # doctest: +SKIP
"""

# `twosource.read`, `.group`, `.trace`, `.compare` and `.dossier` are functions here
# and packages of the same name inside.  api imports those packages first, so the
# functions bound below are what a user of the package root sees, always.
from twosource.api import (
    Reading,
    Source,
    compare,
    compare_pair,
    dossier,
    events,
    group,
    positions,
    read,
    statements,
    trace,
)
from twosource.dossier import render_html, render_markdown
from twosource.errors import (
    InputError,
    LimitError,
    ModelError,
    SpanError,
    TwosourceError,
    UsageError,
)

__version__ = "0.1.0"

__all__ = [
    "InputError",
    "LimitError",
    "ModelError",
    "Reading",
    "Source",
    "SpanError",
    "TwosourceError",
    "UsageError",
    "__version__",
    "compare",
    "compare_pair",
    "dossier",
    "events",
    "group",
    "positions",
    "read",
    "render_html",
    "render_markdown",
    "statements",
    "trace",
]
