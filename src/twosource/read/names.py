"""Who wrote it and who published it, from lines of a dump or page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from twosource.patterns import deferred
from twosource.read.blocks import Block
from twosource.read.found.byline_blocks import block_byline
from twosource.read.found.bylines import Byline
from twosource.read.found.days import days
from twosource.read.found.persons import NICKNAME, is_owner, is_person
from twosource.read.label import Labelled
from twosource.read.label.labels import CONTENT
from twosource.read.metadata.names import is_team, split_names, without_owner

_BY = deferred(
    r"(?:^|[|•·–—]\s*|\b\d{4},?\s+|\d\s?[ap]\.?m\.?\s+|uhr\s+\|\s+)(?:(?:written|posted|published|words|reported|story|authored|created|"
    r"erstellt|verfasst|geschrieben|escrito|publicado|écrit|scritto)\s+)?"
        r"(?:by|von|par|por|av|af|door|автор)(?:\b:?\s+|(?=[A-Z]))(?P<names>[^\n|"
        r"•·]{3,110})", re.I)  # fmt: skip
_STOP = deferred(
    rf"\s+(?:\||•|·|–|—|-)\s+|\s*\((?!(?-i:{NICKNAME}))|,?\s+(?:staff|senior|updated|published|posted|for|correspondent|writer|"
    r"on behalf of|reporter|"
    r"associated|in\b|on\s+\w+\s+\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d)"
        r"|(?<=[a-z])(?=\d)|(?<=[a-z])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
        r"Dec)[a-z]*\.? \d)"
    r"|,(?=\s+[A-Z]\w+\.?\s+\d)", re.I)  # fmt: skip
_LOWER_BY = deferred(r"^by\s+(?P<name>[\w.'’-]{3,24}(?:\s[\w.'’-]{2,20}){0,2})$", re.I)
BEFORE, AFTER = 14, 3
"""Blocks before the body, and after its first, among which a byline stands."""


BEYOND = 3
"""Blocks behind the body among which its author may be named once more."""


def _behind(items: Sequence[Labelled]) -> list[Labelled]:
    inside = [i for i, item in enumerate(items) if item.label in CONTENT]
    return list(items[inside[-1] + 1 : inside[-1] + 1 + BEYOND]) if inside else []


def near(items: Sequence[Labelled]) -> Iterator[Labelled]:
    """The blocks before the body and its first: from the headline on, then those above
    it, which may be cards of other stories; posts of others not.
    """
    inside = [i for i, item in enumerate(items) if item.label in CONTENT]
    if inside:
        start, end = max(0, inside[0] - BEFORE), inside[0] + AFTER
        head = next((i for i in range(start, inside[0]) if items[i].label == "title"), start)
        yield from (i for i in (*items[head:end], *items[start:head]) if i.label != "post")


def written_names(block: Block, owners: Sequence[str]) -> tuple[str, ...]:
    """Persons of a "By ..." line: all who wrote where every part of it is understood,
    else those up to the first role, date or bar.
    """
    found = block_byline(block, owners)
    if found is not None:
        return found.writers if found.led else ()
    m = _BY.search(block.text)
    if not m:
        return ()
    names = [without_owner(n, owners) for n in split_names(_STOP.split(m["names"], 1)[0])]
    good = [n for n in names if is_person(n) and not is_owner(n, owners)]
    firms = [n for n in names if _FIRM.search(n)]
    persons = [n for n in good if n not in firms] or good
    if persons and len(good) == len(names):
        return tuple(dict.fromkeys(persons))
    return ()


def _alone(text: str, owners: Sequence[str]) -> tuple[str, ...]:
    """What stands by itself behind "By", though it reads like no person."""
    alone = _LOWER_BY.match(_STOP.split(text, maxsplit=1)[0].strip(" ,"))
    return (alone["name"],) if alone and not is_owner(alone["name"], owners) else ()


_FIRM = deferred(
    r"\b(?:Collective|Group|Institute|Foundation|Network|Association|Society|Cent(?:er|re)|Council|"
    r"Committee|Media|Magazine|Times|Herald|Tribune|Gazette|Journal|Agency|Partners|Project|Lab)$"
)
"""Last words of a firm's or outlet's name, set behind a person's in a byline."""


def _undated(text: str) -> str:
    """A line without the date it opens with ("3 May 2031 · A. Name")."""
    day = next(days(text[:60]), None)
    if day is None or day.start > 10:
        return text
    rest = text[day.end :].lstrip(" ,")
    return rest[1:].lstrip() if rest[:1] in tuple("·|•–—-") else text


def _marked(block: Block, owners: Sequence[str]) -> tuple[str, ...]:
    """Names of a block that the page marks as its author's."""
    found = block_byline(block, owners)
    return found.writers if found is not None else _plain(block.text, owners)


def _plain(text: str, owners: Sequence[str] = ()) -> tuple[str, ...]:
    """Names of a block that holds names and at most a role or a date."""
    line = without_owner(_undated(text), owners)
    names = tuple(dict.fromkeys(split_names(_STOP.split(line, maxsplit=1)[0])))
    good = all(is_person(n) and not is_owner(n, owners) for n in names)
    return names if names and good else ()


def _vouched(name: str, items: Sequence[Labelled]) -> bool:
    """Whether another block says that this is an author: "About X", "by X", or a
    block marked as the author's.
    """
    for item in items:
        text = item.block.text
        if name in text and len(text) < 200 and len(text) > len(name):
            before = text[: text.index(name)].lower().rstrip()
            if before.endswith(("by", "about", "von", "author", "par", "por")):
                return True
        if item.label == "byline" and text == name:
            return True
    return False


AGAIN = 3
"""Times a name stands by itself on a page (headline, author box, card) to vouch for
itself where one of them is right above the body."""


def _above_body(items: Sequence[Labelled]) -> tuple[str, ...]:
    """A name of nothing else right above the body that the page repeats."""
    first = next((i for i, item in enumerate(items) if item.label in CONTENT), 0)
    text = items[first - 1].block.text if first else ""
    again = sum(item.block.text == text for item in items) >= AGAIN
    return (text,) if again and is_person(text) else ()


def _signed(items: Sequence[Labelled]) -> tuple[str, ...]:
    """A person's name that stands alone in bold or italics as the first or last block
    of the body.
    """
    inside = [item.block for item in items if item.label in CONTENT]
    for block in (*inside[:1], *inside[-1:]) if len(inside) > ENOUGH else ():
        text = block.text
        if block.emphasised >= 0.9 * len(text) and len(text.split()) <= 3 and is_person(text):
            return (text,)
    return ()


ENOUGH = 3
"""Blocks of a body at least whose first or last may be its author's name."""


_BETWEEN = deferred(r"\s[|•·–—-]\s")


def _dated(item: Labelled, owners: Sequence[str]) -> tuple[str, ...]:
    """Names that a bar parts from a date behind them: "A. Name | 3 May 2031"."""
    if item.label in {"title", "repeat"}:
        return ()
    found = block_byline(item.block, owners)
    if found is None or not all(" " in n for n in found.writers):
        found = None
    if found and _BETWEEN.search(item.block.text) and next(days(item.block.text), None):
        return found.writers
    name, bar, rest = item.block.text.partition("|")
    day = next(days(rest[:24]), None) if bar else None
    return _plain(name.strip(), owners) if day is not None and day.start <= 2 else ()


def _first_of(
    lines: Sequence[Labelled],
    items: Sequence[Labelled],
    names_of: Callable[[Labelled], tuple[str, ...]],
) -> tuple[str, ...]:
    """The names of the first line that has any, and of those of its kind right behind it
    among the ``items`` of the page: several authors may have a line each.
    """
    at = {id(item): i for i, item in enumerate(items)}
    first = next((i for i, item in enumerate(lines) if names_of(item)), len(lines))
    found: list[str] = []
    for i, item in enumerate(lines[first:], start=first):
        if found and at[id(item)] != at[id(lines[i - 1])] + 1:
            break
        names = names_of(item)
        more = block_byline(item.block) if found and names else None
        if found and (item.label != "byline" or (names and (more is None or _post(more)))):
            break
        found += names
    return tuple(dict.fromkeys(found))


def _post(line: Byline) -> bool:
    """Whether a line says more than names, with no word for writing before them."""
    return line.sure and not line.led


def shown(items: Sequence[Labelled], owners: Sequence[str]) -> tuple[str, ...]:
    """Names that the page shows as its author's beyond doubt."""
    around = [i for i in near(items) if i.label not in CONTENT]
    short = [i for i in around if len(i.block.text) < 140]
    if names := _first_of(short, items, lambda item: written_names(item.block, owners)):
        return names
    marked = [item for item in short if item.label == "byline"]
    if names := _first_of(short, items, lambda i: _marked(i.block, owners) if i in marked else ()):
        return names
    for item in short:
        if names := _dated(item, owners):
            return names
    for item in [i for i in _behind(items) if len(i.block.text) < 80]:
        text = item.block.text
        signed = text.lower().startswith(("written by", "words by", "story by"))
        if signed and (names := written_names(item.block, owners)):
            return names
        if item.label == "byline" and (names := _marked(item.block, owners)):
            return names
    return _signed(items)


BIOGRAPHY = 8
"""Blocks behind the body among which a note on the author stands."""


def presented(items: Sequence[Labelled]) -> tuple[str, ...]:
    """A single name by the headline with which a note behind the body opens ("Name is
    a reporter ...").
    """
    inside = [i for i, item in enumerate(items) if item.label in CONTENT]
    behind = items[inside[-1] + 1 : inside[-1] + 1 + BIOGRAPHY] if inside else ()
    notes = [i.block.text for i in behind if len(i.block.text) > 60]
    for item in near(items):
        text = item.block.text
        named = 2 < len(text) < 25 and text.isalpha() and text.istitle()
        outside = item.label in {"byline", "navigation"}
        if named and outside and any(_opens(n, text) for n in notes):
            return (text,)
    return ()


def _opens(note: str, name: str) -> bool:
    return note.startswith((f"{name} is ", f"{name}, ", f"{name} ist ", f"{name} est "))


def byline_of(items: Sequence[Labelled], owners: Sequence[str] = ()) -> tuple[str, ...]:
    """Names in a "By ..." line near the headline; else in a block marked as the
    author's that holds names and nothing else, or before a bar and a date, or a
    "Written by ..." right behind the body, or alone in bold at its end; else what a
    "By ..." line names that is no person; else in a line of nothing but a name that
    others on the page vouch for; else the outlet's own team.

    ``owners`` are names of the outlet: it is not its author.
    """
    if names := shown(items, owners):
        return names
    around = list(near(items))
    short = [i for i in around if len(i.block.text) < 140 and i.label not in CONTENT]
    for item in short:
        if names := _alone(item.block.text, owners):
            return names
    for item in short:
        if item.label in {"title", "repeat", "caption"}:
            continue
        names = _plain(item.block.text, owners) if len(item.block.text) < 60 else ()
        if names and all(_vouched(n, items) for n in names):
            return names
    if names := _above_body(items) or presented(items):
        return names
    for item in around:
        if is_team(item.block.text, owners) and item.label not in {"title", "repeat", "caption"}:
            return (item.block.text,)
    return ()
