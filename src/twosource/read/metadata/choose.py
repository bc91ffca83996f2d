"""The choice of the publication date among all a page gives: blank rather than guessed.

A machine-readable field is believed before a written line, and a written line before
the address; but a field is software's, and is weighed against what the page tells its
readers.  One that gives the day on which the page says it was changed, while the page or
its address gives an earlier day as that of publication, is the date of the change.
Where two fields, or a field and what the page says, give two days and nothing else
decides, the date is not established.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from twosource.read.found.lines import LESS, SAYS
from twosource.read.metadata.dates import CALLED, apart
from twosource.types import DateCandidate

Dates = Sequence[DateCandidate]
SURE = 0.6
"""A date less sure than this is listed, not taken."""
BY_HEADLINE = 0.5
"""Lines that stand by the headline have at least this much, those further off less."""
FIELD = 0.85
"""Fields of at least this much are the page's own word; below stand those that software
fills with other days (``date``, ``dateCreated``) and those of other objects."""
WEST, EAST = 8, 13
"""Hours by which outlets' own clocks stand behind and before universal time (Pacific
coast, New Zealand in summer)."""


NO_DATE = "no publication date on the page"
"""How the reason opens where nothing gives one."""


def day_of(d: DateCandidate) -> str:
    """The day of a candidate."""
    return d.value[:10]


_HEAD = ("meta ", "JSON-LD ")


def _is_field(d: DateCandidate) -> bool:
    return d.evidence.startswith((*_HEAD, "element "))


def _by_headline(d: DateCandidate) -> bool:
    return d.evidence.startswith("line") and d.confidence >= BY_HEADLINE


def _shown(d: DateCandidate) -> bool:
    """Whether a reader sees this date: in the address or by the headline."""
    return d.evidence.startswith(("address", "element datePublished")) or _by_headline(d)


def _overwritten(dates: Dates) -> tuple[str, ...]:
    """The days that fields give as those of publication though the page calls them
    those of a change, and it or its address shows an earlier one.
    """
    published = [d for d in dates if d.kind == "published"]
    said = {
        day_of(d) for d in dates
        if d.kind == "updated" and d.evidence.startswith(("line", CALLED, "element dateModified"))
    }  # fmt: skip
    changed = said | {day_of(d) for d in dates if d.kind == "updated"}
    lines = [d for d in published if _by_headline(d)]
    shown = {day_of(d) for d in lines}
    told = {day_of(d) for d in published if d.evidence.startswith((SAYS, CALLED))} or (
        shown if len(shown) == 1 else set()
    )
    marked = {day_of(d) for d in published if d.evidence.startswith("element datePublished")}
    told |= marked if len(marked) == 1 else set()  # cards of other stories are marked too
    address = {day_of(d) for d in published if d.evidence.startswith("address")}
    return tuple(
        day
        for day in sorted({day_of(d) for d in published if _is_field(d)} - shown - told)
        if (day in said and any(t < day for t in told))
        or any(t < day for t in told & address)
        or (day in changed and any(t < day and apart(t, day) > 1 for t in address))
    )


def weighed(dates: Dates) -> tuple[DateCandidate, ...]:
    """The candidates with fields that were overwritten by a change taken for what they
    are; written lines then count in full.
    """
    lost = _overwritten(dates)
    if not lost:
        return tuple(dates)
    out = [
        replace(d, kind="updated")
        if d.kind == "published" and _is_field(d) and day_of(d) in lost
        else d
        for d in dates
    ]
    if any(d.kind == "published" and _is_field(d) for d in out):
        return tuple(out)
    return tuple(
        replace(d, confidence=round(d.confidence + LESS, 2))
        if d.kind == "published" and d.evidence.startswith("line")
        else d
        for d in out
    )


def _support(candidate: DateCandidate, options: Dates) -> float:
    """Its confidence, and a little for each further field that gives the same day."""
    same = {
        d.evidence.split(" ")[0] + d.evidence.split(" ")[1]
        for d in options
        if day_of(d) == day_of(candidate)
    }
    return candidate.confidence + 0.1 * (len(same) - 1)


def choose_date(dates: Dates) -> tuple[DateCandidate | None, str]:
    """The publication date, or ``None`` and why it is not established."""
    options = [d for d in dates if d.kind == "published" and d.precision not in {"year", "month"}]
    if not options:
        return _changed_only(dates)
    best = max(options, key=lambda d: _support(d, options))
    support = _support(best, options)
    if support < SURE:
        return None, f"only an unsure date: {best.evidence}"
    rivals = [d for d in options if apart(d.value, best.value) > 1]
    rival = max((_support(d, options) for d in rivals), default=0.0)
    if rival >= support - 0.05:
        if seen := _seen(options):
            return replace(seen, confidence=DOUBTED), ""
        clash = sorted({day_of(d) for d in (best, *rivals)})
        return None, f"the page's dates disagree: {', '.join(clash[:4])}"
    if other := _shown_otherwise(best, dates):
        return replace(other, confidence=DOUBTED), ""
    chosen = _local_day(best, options)
    if field := _other_field(chosen, options):
        if seen := _seen(options):
            return replace(seen, confidence=DOUBTED), ""
        return None, f"the page's data disagree: {field.evidence}, {chosen.evidence}"
    return chosen, ""


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if len(value) > 10 else None
    except ValueError:
        return None


def same_moment(a: str, b: str) -> bool:
    """Whether two times in ISO 8601 are one moment: equal, or one of them without a
    zone and as far from the other's universal time as a time zone is.
    """
    left, right = _moment(a), _moment(b)
    if left is None or right is None:
        return False
    if (left.tzinfo is None) == (right.tzinfo is None):
        return abs((left - right).total_seconds()) < 60
    zoned, bare = (left, right) if left.tzinfo else (right, left)
    offset = zoned.utcoffset()
    assert offset is not None
    minutes, rest = divmod((bare - (zoned.replace(tzinfo=None) - offset)).total_seconds(), 15 * 60)
    return min(rest, 15 * 60 - rest) < 60 and -12 * 4 <= minutes <= 14 * 4


def _local_day(best: DateCandidate, options: Dates) -> DateCandidate:
    """The day in the outlet's own time: a field in universal time one day off yields to
    the field that gives the same moment in local time, else to the day in the page's
    address or shown by the page, when a time zone explains the difference.
    """
    if not best.value.endswith("+00:00") or len(best.value) < 16:
        return best
    if any(d.precision == "day" and _shown(d) and day_of(d) == day_of(best) for d in options):
        return best
    for d in options:
        if apart(d.value, best.value) == 1 and _is_field(d) and same_moment(d.value, best.value):
            return d
    hour = int(best.value[11:13])
    for d in [d for d in options if d.precision == "day" and _shown(d)]:
        if apart(d.value, best.value) == 1 and (
            hour < WEST if d.value < best.value else hour >= 24 - EAST
        ):
            return d
    return best


def _other_field(chosen: DateCandidate, options: Dates) -> DateCandidate | None:
    """A field of the page's head or linked data that gives another day than the chosen
    one does, where neither is the other's moment in another zone and nothing that readers
    see gives the chosen day.  Elements are left out: cards of other stories have them too.
    """
    witnesses = [d for d in options if d is not chosen and _shown(d)]
    if not chosen.evidence.startswith(_HEAD) or day_of(chosen) in map(day_of, witnesses):
        return None
    own = {d.evidence.split(" ")[0] for d in options if day_of(d) == day_of(chosen)}
    for d in options:
        rival = (
            d.evidence.startswith(_HEAD) and d.confidence >= FIELD and day_of(d) != day_of(chosen)
        )
        if rival and d.evidence.split(" ")[0] not in own and not same_moment(d.value, chosen.value):
            return d
    return None


def _seen(options: Dates) -> DateCandidate | None:
    """The one day that a page shows its readers, where its fields give several."""
    shown = [d for d in options if d.evidence.startswith(("line", "address", "element time"))]
    if len({day_of(d) for d in shown}) != 1:
        return None
    return max(shown, key=lambda d: d.confidence)


def _changed_only(dates: Dates) -> tuple[DateCandidate | None, str]:
    """Where a page gives no day but that of its last change, that day, as one of little
    trust: the text as it stands was published then.  Nothing where it gives several.
    """
    changed = [d for d in dates if d.kind == "updated" and d.precision not in {"year", "month"}]
    fields = [d for d in changed if _is_field(d)] or [d for d in changed if SAYS in d.evidence]
    if fields and len({day_of(d) for d in fields}) == 1:
        best = max(fields, key=lambda d: d.confidence)
        return replace(best, confidence=DOUBTED), ""
    others = sorted({d.kind for d in dates})
    note = f"; only dates of other kinds ({', '.join(others)})" if others else ""
    return None, f"{NO_DATE}{note}"


DOUBTED = 0.55
"""How sure a day is that something else on the page speaks against."""


def _shown_otherwise(best: DateCandidate, dates: Dates) -> DateCandidate | None:
    """The day that the page tells its readers where its data say another: one it calls
    that of publication, one in its address, or one by the headline that its data give as
    the day of a change.  Nothing where any of these is the day of the data.

    On the development pages such a field was right as often as the shown day.
    """
    if not _is_field(best):
        return None
    published = [d for d in dates if d.kind == "published"]
    lines = [d for d in published if _by_headline(d)]
    if any(apart(d.value, best.value) <= 1 for d in lines):
        return None
    changed = {day_of(d) for d in dates if d.kind == "updated" and _is_field(d)}
    for d in sorted(lines, key=day_of):
        if d.evidence.startswith(SAYS) or day_of(d) in changed:
            return d
    address = [d for d in published if d.evidence.startswith("address")]
    return next((d for d in address if apart(d.value, best.value) > 1), None)
