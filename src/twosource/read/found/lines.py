"""Dates written in the lines of a page or dump, each with its kind and its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.read.found.days import days
from twosource.read.label import Labelled
from twosource.read.label.labels import CONTENT
from twosource.types import DateCandidate

_STAMP = {
    "crawled": re.compile(r"^\s*(?:today|heute|aujourd.hui|hoy|oggi|сегодня)\b", re.I),
    "updated": re.compile(
        r"\b(?:updated|modified|aktualisiert|mis à jour|actualizado|aggiornato|обновлено|"
        r"оновлено|edited|aktualisierung|stand|modifié|ultimo aggiornamento|última actualización|"
        r"bijgewerkt|uppdaterad|opdateret|päivitetty|zaktualizowano|güncelleme|تحديث)\b",
        re.I,
    ),
    "copyright": re.compile(r"©|\(c\)|copyright", re.I),
}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FOUR = re.compile(r"\d{4}")
"""Every date of a line has a year: the figures of any script in a row."""


_STATED = re.compile(
    r"\b(?:published|posted|publié|mis en ligne|veröffentlicht|erstellt|publicado|pubblicato|"
    r"опубликовано|опубліковано|gepubliceerd|publicerad|julkaistu|opublikowano|yayınlanma|oluşturulma|"
    r"publicerat|udgivet|erschienen|eingestellt|geschrieben|verfasst|datum|date|data|fecha|дата|"
    r"تاريخ|نشر|입력|등록|公開|掲載|发布|發布)(?![^\W\d])"
    r"|\b(?:artikel|beitrag|article|post|entry|artículo|articolo)\s+"
    r"(?:wurde|was|fue|è stato)\b", re.I)  # fmt: skip
NEAR, FAR, BEHIND = 8, 24, 3
"""Blocks before the body where a bare date is likely that of publication, where it may
be, and blocks after its first line (a byline under the dek)."""


FOOT = 12
"""Blocks behind the body in which "This article was written on ..." still speaks of it."""
_WHOLE = re.compile(
    r"\b(?:artikel|beitrag|article|post|entry|artículo|articolo|publié|posted|published)\b", re.I
)
_BARE = re.compile(r"[^\W\d_]+")


def _opening(text: str, machine: bool, order: str) -> DateCandidate | None:
    """A date that opens the body: "(18.01.2031) The council ...", or a line of hardly
    anything but a date ("Date: 22.12.2031, section: economy").
    """
    day = next(days(text[:120], order), None)
    if day is None or _STAMP["updated"].search(text[: day.start]):
        return None
    bracketed = day.start == 1 and text[0] in "([" and text[day.end : day.end + 1] in {")", "]"}
    before, after = _BARE.findall(text[: day.start]), _BARE.findall(text[day.end :])
    alone = len(text) <= 60 and len(before) <= 1 and len(after) <= 2
    named = bool(before) and _STATED.search(text[: day.start]) is not None
    if not (bracketed or (alone and (named or len(before) + len(after) <= 1))):
        return None
    sure = (0.74 if bracketed or named else 0.72) - (0.2 if machine else 0.0)
    return DateCandidate(day.value, day.precision, "published", f'line "{text[:120]}"', sure)


def _line_confidence(text: str, before: int, machine: bool) -> float:
    """How sure a written date is the publication date; ``before`` counts blocks from
    the line to the body (negative after its start).
    """
    if _STATED.search(text):
        sure = 0.78
    elif before > 0 and before <= NEAR:
        sure = 0.72
    else:
        sure = 0.64 if -BEHIND <= before <= FAR else 0.0
    return sure - (0.2 if machine else 0.0)


def _line(text: str, before: int, behind: bool, machine: bool, order: str) -> list[DateCandidate]:
    """Candidates of one line outside the body."""
    evidence = f'line "{text}"'
    if _STAMP["copyright"].search(text):
        m = _YEAR.search(text)
        return [DateCandidate(m.group(), "year", "copyright", evidence, 0.9)] if m else []
    found = []
    limit = 300 if _WHOLE.search(text[:40]) else 120
    for day in days(text, order) if len(text) <= limit else ():
        if _STAMP["crawled"].match(text):
            found.append(DateCandidate(day.value, day.precision, "crawled", evidence, 0.9))
        elif _STAMP["updated"].search(text[: day.start]):
            found.append(DateCandidate(day.value, day.precision, "updated", evidence, 0.7))
        else:
            sure = _line_confidence(text, before, machine)
            if behind and not _STATED.search(text):
                # A line that opens with day and clock right under the text is its stamp.
                stamp = day.start <= 2 and day.precision != "day"
                sure = (0.62 if stamp else 0.5) - (0.2 if machine else 0.0)
            if sure > 0.2:
                found.append(DateCandidate(day.value, day.precision, "published", evidence, sure))
    return found


def line_dates(
    items: Sequence[Labelled], machine: bool = False, order: str = ""
) -> list[DateCandidate]:
    """Dates written on the page, each with its kind and the line it stands in.

    ``machine`` says that the page gives a publication date in fields of its own: then
    lines count less.  ``order`` is that of figures (:func:`twosource.read.found.days.days`).
    """
    found: list[DateCandidate] = []
    bodies = [i for i, item in enumerate(items) if item.label in CONTENT]
    first, last = (bodies[0], bodies[-1]) if bodies else (0, -1)
    for i, item in enumerate(items):
        text = item.block.text
        if not _FOUR.search(text):
            continue
        if item.label == "caption":
            evidence = f'caption "{text}"'
            found += [
                DateCandidate(d.value, d.precision, "photo", evidence, 0.8)
                for d in days(text, order)
            ]
        elif item.label not in CONTENT and len(text) <= 400:
            behind = last < i <= last + 2
            near = behind or first - FAR <= i <= first + BEHIND
            near = near or (first < i <= last + FOOT and _WHOLE.search(text) is not None)
            candidates = _line(text, first - i, behind, machine, order)
            found += [c for c in candidates if near or c.kind != "published"]
        elif first <= i < first + BEHIND and (candidate := _opening(text, machine, order)):
            found.append(candidate)
    return list(dict.fromkeys(found))
