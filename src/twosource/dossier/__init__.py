"""Story -> the report: an HTML page or Markdown, and the check of all its spans."""

from twosource.dossier.check import check_spans
from twosource.dossier.html import render_html
from twosource.dossier.markdown import render_markdown

__all__ = ["check_spans", "render_html", "render_markdown"]
