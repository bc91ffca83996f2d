"""Who wrote a piece, from a byline as newsrooms write it.

A line is cut at its marks and conjunctions, and every part has to be understood: a name,
a post somebody holds, a place, an outlet or agency, a date, an address.  A line with a
part that is none of these is no byline.  What opens a part ("By", "Reporting by",
"photos by") says what those named behind it did; only those who wrote count.
The words stand in ``data/bylines.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from twosource.read.blocks import SEAM, Block
from twosource.read.found.credits import agency_of_name
from twosource.read.found.days import days
from twosource.read.found.persons import NICKNAME, is_full_name, is_owner
from twosource.read.found.stamps import said
from twosource.read.lexicon import any_of, load

LONG = 240
"""Characters of a byline at most."""
_ADDRESS = re.compile(r"[(\[<]?(?:mailto:)?\S+@\S+\.\w+[)\]>]?|https?://\S+|(?<!\w)@\w{2,30}|www\.\S+")
_CUT = re.compile(
    rf"\s*(?:[|•·;\n\t\u3000{SEAM}▪●►»、／]|\s[-–—―]{{1,2}}\s|(?<=\w)\s?[—–]\s?(?=\w)|/)\s*"
    r"|\s*,(?!\s*(?:[JS]r|I{2,3})\b)\s*"
)
_BRACKET = re.compile(rf"\s*[(\[（](?!{NICKNAME})(?P<aside>[^()\[\]（）]{{0,60}})[)\]）]")
_JUNIOR = re.compile(r"(?<=[ ,])[JS]r$")
_DEGREE = re.compile(r"(?:MS|MPH|M\.P\.H|RDN|R\.D|LD|CPT|CFP|Ph\.?\s?D|M\.?D|M\.?A|MBA|M\.?Sc|RN|J\.?D|LL\.?M|CFA|RD|DVM|FRS|OBE|MP|MEP)\.?")
_LAST = re.compile(r"\s+(?:on|at|am|le|el|il|em|op|den|kl|um|à|den|dne|dnia)\.?$", re.I)
"""What is left behind a name of the date that stood there."""
_SINGLE = re.compile(r"^(?:y|e|i|a|u|o|en)$", re.I)
_FIRM = re.compile(
    r"\b(?:Courier|Gazette|Herald|Times|Tribune|Post|News|Chronicle|Journal|Star|Sun|Echo|Mail|Mirror|Daily|Weekly|"
    r"Press|Guardian|Observer|Telegraph|Standard|Sentinel|Register|Argus|Record|Review|Wire|Network|TV|Radio|Media|"
    r"Magazine|Agency|Zeitung|Tagblatt|Anzeiger|Nachrichten|Presse|Kurier|Bote|Rundschau|Blatt|University|Institute|"
    r"Foundation|Center|Centre|Group|Project|Collective|Association|Society|Council|Today|Online|Digital|Leader|Advertiser|Examiner|Inquirer|Dispatch|Globe|Independent|Bulletin|Watch|"
    r"Sentinel|Enterprise|Free Press|Democrat|Republic|Broadcasting|Report|Insider|Books|Data|Blog)$", re.I
)
"""Last words of names that are no person's, where they stand behind one."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says.

    Attributes:
        writers: those who wrote, as written.
        others: those who did something else: pictures, editing, translation.
        led: whether it opens with a word for writing ("By", "Text:").
        sure: whether anything but names stands in it (such a word, a post, an agency).
    """

    writers: tuple[str, ...]
    others: tuple[str, ...]
    led: bool
    sure: bool


@cache
def _lead(kind: str) -> re.Pattern[str]:
    """What opens a part, up to the name: "By ", "Text: ", "Foto/"."""
    words = any_of(load("bylines")["lead"][kind])
    return re.compile(rf"^(?:{words})(?:\s*[:：／/・]\s*|\s+|(?-i:(?=[A-ZÀ-Þ][a-zß-ÿ]))|$)", re.I)


@cache
def _list(table: str, name: str) -> frozenset[str]:
    return frozenset(load("bylines")[table][name])


@cache
def _joints() -> re.Pattern[str]:
    words = any_of(w for w in load("bylines")["around"]["join"] if w[0].isalpha())
    return re.compile(rf"(?:(?:^|(?<=[\s{SEAM}]))(?:{words})(?=$|[\s{SEAM}])|&|\+)", re.I)


def _is_post(words: Sequence[str]) -> bool:
    """Whether some words are a post ("transport editor", "Senior Reporter")."""
    low = [w.lower().strip(".,:'’") for w in words]
    nouns, kinds = _list("post", "noun"), _list("post", "kind")
    known = [w in nouns or w in kinds or w in _list("post", "pictures") for w in low]
    return bool(low) and len(low) <= 8 and all(known)


def _holds_post(words: Sequence[str]) -> bool:
    """Whether a description in small letters or a title names a post."""
    low = [w.lower().strip(".,:'’") for w in words]
    return any(w in _list("post", "noun") for w in low) and len(low) <= 9


def _pictures(words: Sequence[str]) -> bool:
    low = [w.lower().strip(".,:'’") for w in words]
    pictures = _list("post", "pictures")
    rest = _list("post", "kind") | _list("post", "noun") | pictures
    return bool(low) and any(w in pictures for w in low) and all(w in rest for w in low)


@dataclass(slots=True)
class _Named:
    """A name in a line, what it did, and whether it stands where an outlet may: behind a
    comma after a post or after a pair ("A and B, Harsby Leader").
    """

    name: str
    did: str
    late: bool


@dataclass(slots=True)
class _Reading:
    """What has been read of a line so far."""

    owners: Sequence[str]
    names: list[_Named] = field(default_factory=list)
    post: bool = False  # whether the part before was a post
    pair: bool = False  # whether a conjunction stood before a part
    did: str = "writer"
    led: bool = False
    sure: bool = False
    fits: bool = True
    loose: bool = False  # a word before any name that only a lead makes a place

    def part(self, text: str, joined: bool, aside: bool = False) -> None:
        """Read one part; ``joined`` says that a conjunction stands before it, ``aside``
        that it stands in brackets.
        """
        self.pair |= joined
        post, self.post = self.post, False
        text = _LAST.sub("", text.strip(" .,:-–—'\"“”|*_"))
        if _JUNIOR.search(text):
            text += "."
        if not text or _DEGREE.fullmatch(text) or _is_noise(text):
            return
        rest = self.lead(text, aside)
        if not rest:
            return
        words = rest.split()
        if _pictures(words):
            self.mark(aside or not joined)
        elif aside and rest.lower() in _list("post", "writing"):
            self.sure = True
        elif self.known(rest, words):
            self.sure = self.post = True
        elif self.names and not joined and rest == text and _FIRM.search(rest):
            self.sure = True
        elif name := self.name(words):
            if _owned(name, self.owners) or (_FIRM.search(name) and not joined):
                self.sure = True
            else:
                late = not joined and not aside and rest == text and (post or self.pair)
                self.names.append(_Named(name, self.did, late and len(self.names) > 0))
        elif not self.beside(rest, words, aside, joined):
            self.fits = False

    def lead(self, text: str, aside: bool) -> str:
        """A part without the words that open it, which say what comes."""
        for kind in ("other", "writer"):
            m = _lead(kind).match(text)
            if m is None:
                continue
            word = text[: m.end()].strip(" :：／/").lower()
            rest = text[m.end() :].strip(" :：")
            weak = word in _list("lead", "only_names") and ":" not in m.group()
            if rest and weak and self.name(rest.split()) is None:
                continue
            if not rest and (self.names and not aside and _is_post(text.split())):
                continue  # "Lena Brock, editor"
            if not rest and aside:
                continue
            if word == _TOLD:
                for name in self.names:
                    name.did = "other"
            self.did, self.sure = kind, True
            self.led |= kind == "writer" and not self.names and not weak
            return rest
        return text

    def known(self, text: str, words: Sequence[str]) -> bool:
        """Whether a part is an agency, the outlet, a post, a place or nobody."""
        low = text.lower().removeprefix("the ")
        if low in _list("around", "nobody") or _owned(text, self.owners):
            return True
        if self.names and _is_place(words):
            return True
        if self.names and words[0].lower() in _list("around", "outlet"):
            return len(words) > 1
        return any(_is_post(words[:end]) and _is_place(words[end:]) for end in range(1, len(words))) or _is_post(words)

    def name(self, words: Sequence[str]) -> str | None:
        """The name in a part, without the post, place or outlet round it."""
        if words[0].lower() == "the":
            words = words[1:]
        start = _post_before(words)
        words = list(words[start:])
        ends = [end for end in range(1, len(words)) if _behind(words[end:], self.owners)]
        for end in (*ends, len(words)):
            name = " ".join(words[:end])
            if _is_name(name):
                self.sure |= bool(start) or end < len(words)
                return name
        return None

    def beside(self, text: str, words: Sequence[str], aside: bool, joined: bool) -> bool:
        """Whether a part that is neither name nor known may stand behind a name (a place
        or an outlet of one word, a description in small letters) or, of one word, before
        the word for writing ("OSTLEY - By ...").
        """
        if aside and self.names and len(words) <= 5:
            return True
        if self.names and not joined and len(words) <= 5 and _FIRM.search(text):
            return True
        if len(words) == 1 and words[0][0].isupper() and words[0].replace(".", "").isalpha():
            self.loose |= not self.names
            return bool(self.names) or words[0].isupper()
        described = any(_is_place(words[at:]) for at in range(1, len(words)))
        described = words[0][0].islower() and described and len(words) <= 9
        return bool(self.names) and not joined and (described or _holds_post(words))

    def mark(self, last: bool) -> None:
        """A word for pictures: those named last made them, or those named next did."""
        self.sure = True
        if last and self.names:
            self.names[-1].did = "other"
        else:
            self.did = "other"


@lru_cache(maxsize=4096)
def _is_name(name: str) -> bool:
    words = name.lower().split()
    small = _list("around", "small") - _list("around", "particle")
    if name.isupper() and len(words) > 4:  # a headline in capitals
        return False
    clean = not any(w in small for w in words) and not agency_of_name(name.split()[0])
    return clean and is_full_name(name, _list("around", "particle"))


def _owned(text: str, owners: Sequence[str]) -> bool:
    """Whether a text is the name of an agency or of the outlet."""
    bare = text.removeprefix("The ").removeprefix("the ")
    spelt = (text, bare, bare.title() if bare.isupper() else bare)
    return any(agency_of_name(t) or is_owner(t, owners) for t in spelt)


_GROUPS = frozenset({"team", "desk", "newsroom", "staff", "bureau", "redaktion", "special"})


def _post_before(words: Sequence[str]) -> int:
    """How many words of a post stand before a name ("Staff writer Lena Brock")."""
    for start in range(min(len(words) - 2, 6), 0, -1):
        head = words[:start]
        if head[-1].lower() in _GROUPS:
            continue
        if _is_post(head) and _holds_post(head) and _is_name(" ".join(words[start:])):
            return start
    return 0


def _is_place(words: Sequence[str]) -> bool:
    """Whether some words say where ("in Ostley", "at the White House")."""
    if len(words) < 2 or words[0].lower() not in _list("around", "place"):
        return False
    named = words[2:] if words[1].lower() in _ARTICLES else words[1:]
    return 0 < len(named) <= 6 and (named[0][0].isupper() or not named[0].isascii())


_ARTICLES = frozenset({"the", "la", "le", "el", "der", "den", "dem"})


def _behind(rest: Sequence[str], owners: Sequence[str]) -> bool:
    """Whether what stands right behind a name is a place, an outlet, a post, a word for
    reporting, or a button ("Follow").
    """
    head = rest[0].lower()
    if all(_DEGREE.fullmatch(w.strip(",")) for w in rest):
        return True
    if head in _list("around", "verb"):
        return len(rest) == 1 or _is_place(rest[1:])
    if _owned(" ".join(rest), owners) or (_is_post(rest) and _holds_post(rest)):
        return True
    if _is_noise(" ".join(rest)) or _is_place(rest):
        return True
    if len(rest) > 1 and rest[0].isupper() and _FIRM.search(" ".join(rest)):
        return True
    return head in _list("around", "outlet") and 1 < len(rest) <= 7


@lru_cache(maxsize=2048)
def _is_noise(text: str) -> bool:
    """Whether a part says nothing of anybody: a clock, a count, a word for a date."""
    bare = re.sub(r"[\d:.+()]+", " ", text.lower())
    words = bare.split()
    if not words or " ".join(words) in _list("around", "noise"):
        return True
    left = bare
    for start, end, _ in reversed(said(bare)):
        left = left[:start] + left[end:]
    if sum(c.isalpha() for c in left) <= 4 and left != bare:
        return True
    noisy = {w for entry in _list("around", "noise") for w in entry.split()}
    return any(c.isdigit() for c in text) and all(w in noisy or len(w) <= 3 for w in words)


def _without_dates(text: str) -> str:
    for day in reversed(list(days(text))):
        text = f"{text[: day.start]} | {text[day.end :]}"
    return text


_TEXT = "Text: "
_TOLD = "as told to"
"""Who stands before these words spoke, who stands behind wrote."""


@cache
def _both() -> re.Pattern[str]:
    """Words for writing and for pictures that open a line as one ("Text and photos by")."""
    writing, pictures = (any_of(load("bylines")["post"][k]) for k in ("writing", "pictures"))
    return re.compile(
        rf"^(?:{writing})\s(?:and|und|et|y|e|og|och|en|i|&|\+)\s(?:{pictures})"
        r"(?:\s?:|\s(?:by|von|par|por|de|di|av|af|door|:))\s*", re.I,
    )  # fmt: skip


@cache
def _eastern() -> re.Pattern[str]:
    """A word for who did what that a slash parts from the name ("写真／")."""
    lead = load("bylines")["lead"]
    words = any_of(w for w in (*lead["writer"], *lead["other"]) if w[0] >= "\u3040")
    return re.compile(rf"(?:{words})(?=／)")


@cache
def _inner() -> re.Pattern[str]:
    """Words of :func:`_lead` in the middle of a part, where a new one begins."""
    lead = load("bylines")["lead"]
    every = any_of([*lead["writer"], *lead["other"]])
    plain = any_of(w for w in lead["other"] if w not in _list("post", "noun"))
    return re.compile(
        rf"(?<=[\s.])(?:(?i:{every})\s?[:：](?=\s)|(?i:{plain})\s+(?=[A-ZÀ-ÞА-Я]))"
    )


def _parts(text: str) -> list[tuple[str, bool, bool]]:
    """The parts of a line: text, whether a conjunction stands before it, whether it
    stands in brackets.
    """
    out: list[tuple[str, bool, bool]] = []
    joined = False
    for piece in _CUT.split(text):
        at, before = 0, 0
        marks = [(m.start(), m.end(), m["aside"]) for m in _BRACKET.finditer(piece)]
        marks += [(m.start(), m.end(), None) for m in _joints().finditer(piece)]
        marks += [(m.start(), m.start(), "") for m in _inner().finditer(piece)]
        for start, end, aside in sorted(marks, key=lambda m: (m[0], -m[1])):
            if start < at:
                continue
            if aside is None and not _splits(piece[before:start], piece[start:end], piece[end:]):
                continue
            out.append((piece[before:start], joined, False))
            joined = aside is None
            if aside is not None:
                out.append((aside, False, True))
            at = before = end
        if piece[before:].strip():  # else a conjunction in an element of its own
            out.append((piece[before:], joined, False))
            joined = False
    return out


def _splits(left: str, word: str, right: str) -> bool:
    """Whether a conjunction stands between two parts, not inside one: behind a letter
    like "y" a single word is the rest of a name ("Ortega y Gasset").
    """
    if not right.strip():
        return not left.strip()
    if _SINGLE.match(word):
        following = _joints().split(_BRACKET.sub(" ", right))[0].split()
        if " ".join(following).lower() in _list("around", "nobody"):
            return True
        named = len(following) >= 2 and following[0][:1].isupper()
        return named and (not left.strip() or len(left.split()) >= 2)
    return True


def _read(text: str, owners: Sequence[str]) -> _Reading | None:
    """A line read part by part; ``None`` where one of them is not understood."""
    if not 3 <= len(text) <= LONG or text[-1] in "?!":
        return None
    reading = _Reading(owners)
    text = _both().sub(_TEXT, text)
    text = text.replace(f" {_TOLD} ", f" | {_TOLD} ")
    plain = _ADDRESS.sub(" | ", _eastern().sub(r"\g<0>：", text).replace("：／", "："))
    undated = _without_dates(plain)
    reading.sure = undated != text
    for part, joined, aside in _parts(undated):
        reading.part(part, joined, aside)
        if not reading.fits:
            return None
    if reading.names and reading.names[-1].late and not reading.post:
        reading.names.pop()
    return None if reading.loose and not reading.led else reading


def read_byline(text: str, owners: Sequence[str] = ()) -> Byline | None:
    """What a byline says; ``None`` where a part of it is not understood or it names
    nobody.  ``owners`` are names of the outlet.
    """
    reading = _read(text, owners)
    if reading is None or not reading.names:
        return None
    writers = tuple(dict.fromkeys(n.name for n in reading.names if n.did == "writer"))
    others = tuple(dict.fromkeys(n.name for n in reading.names if n.did == "other"))
    return Byline(writers, others, reading.led, reading.sure or reading.led)


def is_beside_names(text: str, owners: Sequence[str] = ()) -> bool:
    """Whether a line names nobody but is such as stands beside a name: a post, an
    agency, the outlet, "By".
    """
    reading = _read(text, owners)
    return reading is not None and not reading.names and reading.sure


MANY = 4
"""Words of a name that may be two persons' in elements of their own."""


def _spellings(block: Block) -> list[str]:
    """A block's text as it may be meant: elements that touch are parts of their own
    ("Lena Brock" + "Reporter"); or nothing is parted; or all of them are.
    """
    text, seamed = block.text, block.seamed
    if SEAM not in seamed or "".join(seamed.replace(SEAM, "").split()) != "".join(text.split()):
        return [text]
    touching = _SPACED.sub(" ", seamed).strip(f"{SEAM} ")
    glued = _GLUED.search(seamed) is not None
    return [touching, seamed, _TOUCHING.sub(" ", touching)] + ([] if glued else [text])


_SPACED = re.compile(rf"\s{SEAM}+\s?|{SEAM}+\s")
_TOUCHING = re.compile(rf"{SEAM}+")
_GLUED = re.compile(rf"[^\W\d_]{SEAM}+[^\W\d_]")


def block_byline(block: Block, owners: Sequence[str] = ()) -> Byline | None:
    """:func:`read_byline` of a block, its inline elements minded."""
    found = [b for text in _spellings(block) if (b := read_byline(text, owners))]
    if len(found) > 1 and any(len(n.split()) >= MANY for n in found[0].writers):
        return max(found[:2], key=lambda b: len(b.writers))
    return found[0] if found else None
