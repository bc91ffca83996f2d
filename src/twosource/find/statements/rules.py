"""All drafts the rules find in one section."""

from __future__ import annotations

from twosource.find.statements.draft import Draft
from twosource.find.statements.other_cues import according_drafts, line_drafts, noun_drafts
from twosource.find.statements.verb_cues import verb_drafts
from twosource.language.quotes import split_paragraphs
from twosource.types import Section


def rule_drafts(section: Section) -> list[Draft]:
    """Drafts of verbs, nouns, "according to", headlines and signatures."""
    return [
        *verb_drafts(section),
        *according_drafts(section),
        *noun_drafts(section),
        *line_drafts(section, split_paragraphs(section.text)),
    ]
