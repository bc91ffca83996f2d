"""Exchange: dossiers in the formats that other tools open, and people's annotations back."""

from typing import TYPE_CHECKING

from twosource.late import late

if TYPE_CHECKING:
    from twosource.exchange.formats import Format, format_of, matters, names
    from twosource.exchange.given import (
        distinct,
        stories_of,
        stories_of_file,
        story_of,
    )
    from twosource.exchange.importing import reviews, reviews_of
    from twosource.exchange.known import is_dossier, is_dossier_file
    from twosource.exchange.reviewed import Dossiers
    from twosource.exchange.saving import save
    from twosource.exchange.told import RawInput, Told

__all__ = [
    "Dossiers",
    "Format",
    "RawInput",
    "Told",
    "distinct",
    "format_of",
    "is_dossier",
    "is_dossier_file",
    "matters",
    "names",
    "reviews",
    "reviews_of",
    "save",
    "stories_of",
    "stories_of_file",
    "story_of",
]

__getattr__ = late(__name__, {
    "formats": "Format format_of matters names",
    "given": "distinct stories_of stories_of_file story_of",
    "importing": "reviews reviews_of",
    "known": "is_dossier is_dossier_file",
    "reviewed": "Dossiers",
    "saving": "save",
    "told": "RawInput Told",
})  # fmt: skip
