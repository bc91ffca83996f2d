"""Story -> the report: an HTML page or Markdown, and the check of all its spans.

The page is loaded when it is first made: most calls write none.
"""

from typing import TYPE_CHECKING

from twosource.dossier.check import check_spans
from twosource.late import late

if TYPE_CHECKING:
    from twosource.dossier.html import render_html
    from twosource.dossier.markdown import render_markdown

__all__ = ["check_spans", "render_html", "render_markdown"]

__getattr__ = late(__name__, {"html": "render_html", "markdown": "render_markdown"})
