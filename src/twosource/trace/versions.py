"""Two versions of one page: which is the later, what it says of that, what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz.distance import Levenshtein

from twosource.trace.lexicon import version_notes
from twosource.trace.telling import Telling
from twosource.types import Account, Direction, Evidence, Span

_MOST = 40  # differences shown
_MOST_WORDS = 6000  # of a text; the differences of longer ones are not sought
_NEAR = 2  # equal words between two differences that make them one
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|ref|cmpid|ocid|smid|mc_[ce]id)$")
DIFFERENCES = frozenset({"changed", "added", "dropped"})


def page_of(url: str | None) -> str:
    """An address without what does not change the page: scheme, "www.", anchor,
    tracking, a slash at the end.  ``""`` for none.
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    query = [(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k.lower())]
    return f"{host}{parts.path.rstrip('/')}?{urlencode(query)}" if host else ""


def one_page(a: Account, b: Account) -> bool:
    """Whether two accounts were read from one address."""
    page = page_of(a.url)
    return bool(page) and page == page_of(b.url)


def later(a: Account, b: Account) -> tuple[Direction, str, tuple[Evidence, ...]] | None:
    """Which version came from which, why, and the note that shows it."""
    for kind, pattern in version_notes():
        in_a, in_b = pattern.search(a.text), pattern.search(b.text)
        if in_b is not None and in_a is None:
            shown = Evidence(kind, None, Span(*in_b.span()))
            return "a>b", f"the second says that it is the later version ({kind})", (shown,)
        if in_a is not None and in_b is None:
            shown = Evidence(kind, Span(*in_a.span()), None)
            return "b>a", f"the first says that it is the later version ({kind})", (shown,)
    times = _time(a), _time(b)
    if times[0] is None or times[1] is None or times[0] == times[1]:
        return None
    if (times[0].tzinfo is None) != (times[1].tzinfo is None):
        return None
    if times[0] < times[1]:
        return "a>b", "the second is dated later", ()
    return "b>a", "the first is dated later", ()


def _time(account: Account) -> datetime | None:
    try:
        return datetime.fromisoformat(account.published.value) if account.published else None
    except ValueError:  # no day known
        return None


def differences(a: Telling, b: Telling) -> Iterator[Evidence]:
    """What one version has otherwise than the other, in the order of the texts."""
    if max(len(a.words), len(b.words)) > _MOST_WORDS:
        return
    spans: list[tuple[int, int, int, int]] = []
    for step in Levenshtein.opcodes(a.letters, b.letters):
        if step.tag == "equal":
            continue
        new = (step.src_start, step.src_end, step.dest_start, step.dest_end)
        if spans and new[0] - spans[-1][1] <= _NEAR:
            new = (spans[-1][0], new[1], spans[-1][2], new[3])
            spans.pop()
        spans.append(new)
    for from_a, to_a, from_b, to_b in spans[:_MOST]:
        in_a = a.span(from_a, to_a) if to_a > from_a else None
        in_b = b.span(from_b, to_b) if to_b > from_b else None
        yield Evidence("changed" if in_a and in_b else "dropped" if in_a else "added", in_a, in_b)
