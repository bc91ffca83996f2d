"""The part of an account that a finding's spans index."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.types import Part


def parts_of(ids: Sequence[str], part: Part) -> dict[str, Part]:
    """What ``Finding.parts`` holds for some accounts: nothing where it is the text."""
    return {} if part == "text" else dict.fromkeys(ids, part)
