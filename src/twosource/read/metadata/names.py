"""Authors and outlet from a page's metadata; nobody is invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from twosource.patterns import deferred
from twosource.read.found.bylines import read_byline
from twosource.read.found.credits import agency_of_name
from twosource.read.found.persons import NICKNAME, is_owner, is_person
from twosource.read.metadata.cards import own_elements
from twosource.read.metadata.hints import clean
from twosource.read.metadata.linked import Item, kinds, text_of

AUTHOR_META = (
    "parsely-author", "sailthru.author", "author", "article:author", "article:author_name", "byl",
    "dc.creator", "dcterms.creator", "og:article:author", "dc.creator.name", "citation_author",
    "cxenseparse:author", "rnews:author", "og:author", "creator", "byline",
)  # fmt: skip
_BY = deferred(
    r"^\s*(?:(?:written|posted|reviewed|story|words|article|reported|analysis|opinion|text)\s+)?"
    r"(?:by|von|par|por|di|av|af|door|från|przez|автор|text)\s*:?\s+", re.I)  # fmt: skip
_SPLIT = deferred(
        r"\s*(?:,(?!\s*(?:jr|sr|md|phd|ph\.d|m\.d|iii?)\b)|;|\||•|·|/|&|\n|\b(?:and|und|"
        r"et|y|e|og|och|en|i|with)\b(?=\s+[A-ZÀ-ÞА-Я]))\s*", re.I)  # fmt: skip
_BAD = deferred(r"https?:|www\.|@|\d{2}|[<>{}=_#]")
_ASIDE = deferred(rf"\s*\((?!{NICKNAME})[^)]{{0,30}}\)?")
# An outlet in capitals set behind a name; degrees set behind one with a comma.
_SHOUT = deferred(r"(?<=[a-zà-ÿ])(?:\s+[A-Z]{2,}){2,}$")
_TITLES = deferred(r"(?:,?\s+(?:MS|MA|MD|MPH|MBA|RD|RDN|LD|RN|CPT|PhD|Ph\.D|DO|DVM|JD|CFP))+$")
_JUNIOR = deferred(r"(?<= )([JS]r)$")
_DEGREE = deferred(r"^(?:[A-Z]{2,4}(?:-[A-Z]{2,4})?[®™]?|(?:[A-Z]\.)+[A-Z]?|The\s.*)$")


def _untitled(name: str) -> str:
    """The name without what stands behind it; "Jr" gets its full stop back."""
    name = _JUNIOR.sub(r"\1.", _SHOUT.sub("", name))
    bare = _TITLES.sub("", name)
    return bare if len(bare.split()) > 1 else name


def split_names(text: str) -> list[str]:
    """Names in a byline as written: "By A. Name and B. Name" -> two."""
    text = _ASIDE.sub("", clean(text))
    stopped = re.search(r"\b[JS]r\.$", text) is not None
    text = _BY.sub("", text).strip(" ,.-–—|•·") + ("." if stopped else "")
    if not text or _BAD.search(text):
        return []
    names = [_untitled(n.strip(" ,-–—|•·()")) for n in _SPLIT.split(text)]
    first = names[:1]
    return [n for n in first + [n for n in names[1:] if not _DEGREE.match(n)] if n]


_GENERIC = frozenset(
    [
        "admin",
        "administrator",
        "author",
        "editor",
        "editors",
        "staff",
        "webmaster",
        "guest",
        "guestauthor",
        "contributor",
        "root",
        "user",
        "newsdesk",
        "newsroom",
        "redaktion",
        "redaction",
        "redaccion",
        "editorial",
        "team",
        "unknown",
        "anonymous",
        "none",
    ]
)


def _owned(name: str, outlet: Sequence[str]) -> bool:
    """Whether a name is the outlet's own, or nobody's."""
    bare = re.sub(r"\W+", "", name).lower()
    owners = {re.sub(r"\W+", "", o).lower() for o in outlet if o}
    return bare in owners or bare in _GENERIC or not bare


def without_owner(name: str, outlet: Sequence[str]) -> str:
    """A name without the outlet's set right behind it ("A. Name Harbour Gazette") or,
    with a dash, before it ("Gazette - A. Name").
    """
    for owner in outlet:
        bare = name.removesuffix(owner).rstrip(" ,")
        if owner and bare != name and len(bare.split()) >= 2:
            return bare
        before, dash, rest = name.partition(" - ")
        if dash and is_owner(before, (owner,)):
            return rest.strip()
    return name


def is_team(line: str, outlet: Sequence[str]) -> bool:
    """Whether a line is the outlet's name and "Team" or "Staff", and nothing else."""
    bare = re.sub(r"\s+(?:Team|Staff|Editors|Newsroom|Redaktion)$", "", line)
    return bare != line and bare in outlet


def _resolved(entry: Any, items: Sequence[Item]) -> Any:
    """An author given by its ``@id`` alone: the object of that id."""
    if isinstance(entry, dict) and "@id" in entry and not entry.get("name"):
        return next((i for i in items if i.get("@id") == entry["@id"] and i.get("name")), entry)
    return entry


def _is_declared(entry: Any) -> bool:
    if not isinstance(entry, dict):
        return False
    named = kinds(entry) & {"Person", "Organization", "NewsMediaOrganization"}
    return bool(named) or "/schema/person/" in str(entry.get("@id", ""))


def _entries(own: Item | None, items: Sequence[Item]) -> list[Any]:
    value = (own or {}).get("author") or (own or {}).get("creator")
    entries = value if isinstance(value, list) else [value]
    return [_resolved(e, items) for e in entries[:20] if e]


def names_in(text: str, outlet: Sequence[str] = ()) -> list[str]:
    """The names in what a field gives as author: what stands between its commas and
    conjunctions; where that holds more or less than persons and all of it is understood
    as a byline, those who wrote ("A. Name, Gazette", "A. Name Senior Reporter").
    """
    split = split_names(text)
    found = read_byline(clean(text), outlet)
    if found is None or not found.writers:
        return split
    persons = good_names(split, outlet)
    return list(found.writers) if set(found.writers) < set(persons) or not persons else split


def _texts_of(entry: Any) -> list[str]:
    """The names an author of linked data is given: one, a list of them, or its parts."""
    if not isinstance(entry, dict):
        return [text_of(entry)]
    name = entry.get("name")
    if isinstance(name, list):
        return [text for part in name[:20] if (text := text_of(part))]
    if not name and entry.get("familyName"):
        return [f"{text_of(entry.get('givenName'))} {text_of(entry['familyName'])}".strip()]
    return [text_of(entry)]


def _linked(entries: Sequence[Any], outlet: Sequence[str]) -> list[str]:
    """Author names of linked data. What is declared a person is believed whatever
    its name looks like; an organisation only where it is not the outlet itself.
    """
    names: list[str] = []
    for entry in entries:
        declared = _is_declared(entry)
        split = [n for text in _texts_of(entry) for n in names_in(text, outlet)]
        for name in split:
            shaped = is_person(name) or (declared and len(name) <= 48 and len(name.split()) <= 5)
            if _LOGIN.match(name):
                continue
            if shaped and not _owned(name, outlet) and not _SITE.search(name):
                names.append(name)
    return names


def _stated(entries: Sequence[Any], found: dict[str, list[str]]) -> list[str]:
    """What the page gives as its author though it reads like no person: the outlet
    itself, a desk, one word.  Nobody's names (admin, editor) and addresses are not it.
    """
    firms = [clean(text_of(e)) for e in entries if not _is_person_object(e)]
    given = [clean(text_of(e)) for e in entries if _is_person_object(e)] + list(
        map(clean, found.get("author", ()))
    )
    good = [n for n in firms if nameable(n)] + [
        n for n in given if nameable(n) and (len(n.split()) > 1 or not n.isascii())
    ]
    return good[:1] if not firms else [n for n in good if n in firms] or good[:1]


_LABEL = deferred(
    r"(?:written|published|posted) by|authors?|by|(?:verfasst|geschrieben|veröffentlicht) von|"
    r"autore?n?|auteur|écrit par|(?:escrito|publicado) por|scritto da|geschreven door", re.I
)  # fmt: skip
_HANDLE = deferred(r"\s@\w+$")


def _labelled(found: dict[str, list[str]]) -> list[str]:
    """Authors in the pairs of label and value that blog software writes for cards
    ("Written by", "A. Name").  On the development pages 24 of 25 are the author as far
    as they read like a person.
    """
    names: list[str] = []
    for number in "1234":
        label = next(iter(found.get(f"twitter:label{number}", ())), "")
        if _LABEL.fullmatch(label.strip(" :")):
            for value in found.get(f"twitter:data{number}", ())[:1]:
                names += split_names(_HANDLE.sub("", value))
    return names


def _is_person_object(entry: Any) -> bool:
    return isinstance(entry, dict) and "Organization" not in "".join(kinds(entry))


def nameable(name: str) -> bool:
    """Whether a text may stand as an author though it is no person: no address, post."""
    fits = 2 < len(name) <= 48 and len(name.split()) <= 5 and not _BAD.search(name)
    return fits and not _ACCOUNT.search(name) and not _owned(name, ())


_LOGIN = deferred(r"^[a-z0-9]+[._][a-z0-9._]+$")
# A log-in name or a post held, not a name.
_ACCOUNT = deferred(
    r"^(?-i:[a-z][a-z0-9_-]*)$|\b(?:editors?|admin|author|contributor|writer|user|"
    r"(?:staff|news|guest|our|special|city|web) (?:reporter|correspondent)s?)\b",
    re.I,
)


_SITE = deferred(r"\.(?:com|org|net|de|co)\b|\bmedia\b", re.I)


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, spelling aside, in order."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(re.sub(r"\W+", "", name).lower(), name)
    return tuple(seen.values())


def good_names(names: Iterable[str], outlet: Sequence[str]) -> list[str]:
    """Those of some names that read like a person or agency and are not the outlet."""
    return [
        n
        for n in names
        if (is_person(n) or agency_of_name(n)) and not _owned(n, outlet) and not _SITE.search(n)
    ]


MOST, MANY = 40, 4
"""Elements marked as an author that are looked at, and those taken."""
AS_STATED = "author as stated"
"""Evidence of an author who is no person."""


def authors(
    tree: LexborHTMLParser,
    found: dict[str, list[str]],
    own: Item | None,
    outlet: Sequence[str],
    items: Sequence[Item] = (),
) -> tuple[tuple[str, ...], str]:
    """Names of the authors and where they were read.

    Linked data of the page's own article first, then author fields, then elements
    marked as the author; a name counts only where it reads like a person's and is
    not the outlet's.  Where no person is named anywhere, what the page states as its
    author (a desk, the outlet) is taken as it stands.
    """
    entries = _entries(own, items)
    if names := _linked(entries, outlet):
        return unique_names(names), "JSON-LD author"
    for field in AUTHOR_META:
        values = [
            without_owner(n, outlet) for v in found.get(field, ()) for n in names_in(v, outlet)
        ]
        if names := good_names(values, outlet):
            return unique_names(names), f"meta {field}"
    if names := good_names(_labelled(found), outlet):
        return unique_names(names), "meta twitter:label"
    for selector in ("[itemprop=author]", "a[rel~=author]", "[rel=author]"):
        nodes = own_elements(tree, tree.css(selector)[:MOST])[:MANY]
        texts = [node.text(separator=" ")[:120] for node in nodes]
        values = [n for text in texts for n in names_in(text, outlet)]
        if names := good_names(values, outlet):
            return unique_names(names), f"element {selector}"
    if names := _stated(entries, found):
        return unique_names(names), AS_STATED
    return (), ""
