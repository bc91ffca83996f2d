"""Story -> the report: an HTML page or Markdown, and the check of all its spans.

The page is loaded when it is first made: most calls write none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from twosource.dossier.check import check_spans

if TYPE_CHECKING:
    from twosource.dossier.html import render_html
    from twosource.dossier.markdown import render_markdown

__all__ = ["check_spans", "render_html", "render_markdown"]

_HOMES = {"render_html": "html", "render_markdown": "markdown"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
