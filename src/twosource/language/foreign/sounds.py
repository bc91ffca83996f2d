"""How alike two names of different scripts sound: their consonants, in coarse classes.

Names are brought to Latin letters by ``anyascii`` and their consonants to classes that survive
most ways of writing a name in another script: Arabic has no p or v, Japanese no l or v, Hebrew
and Arabic leave vowels out, Chinese gives syllables.  Classes are compared by a weighted edit
distance; what one script cannot tell apart costs little.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_CLASSES = {
    "b": "B", "p": "B", "f": "B", "v": "B", "w": "W", "d": "T", "t": "T", "k": "K", "q": "K",
    "g": "K", "c": "K", "s": "S", "z": "S", "j": "J", "l": "R", "r": "R", "m": "M", "n": "N",
    "h": "H", "x": "S", "ŵ": "U",
}  # fmt: skip
_GROUPS = (
    ("tsch", "S"), ("shch", "S"), ("sch", "S"), ("szcz", "S"), ("ch", "S"), ("sh", "S"),
    ("zh", "S"), ("ts", "S"), ("tz", "S"), ("cz", "S"), ("sz", "S"), ("rz", "S"), ("dz", "S"),
    ("dj", "J"), ("dzh", "J"), ("dsch", "J"), ("kh", "H"), ("gh", "K"), ("ph", "B"), ("th", "T"),
    ("dh", "T"), ("ck", "K"), ("qu", "K"),
)  # fmt: skip
_SOFT = re.compile(r"c(?=[eiy])")
_DROPPED = 0.5
_LOOSE = {"H": 0.3, "W": 0.4, "J": 0.5, "U": 0.1}
_NEAR = {
    frozenset("HK"): 0.4, frozenset("WB"): 0.3, frozenset("JS"): 0.3, frozenset("JK"): 0.5,
    frozenset("TS"): 0.6, frozenset("MN"): 0.6, frozenset("HB"): 0.7, frozenset("SK"): 0.7,
    frozenset("UB"): 0.3, frozenset("UW"): 0.1, frozenset("NR"): 0.8, frozenset("WK"): 0.8,
}  # fmt: skip
ARTICLES = (
    "al-", "el-", "ad-", "ar-", "as-", "ash-", "at-", "az-", "an-",
    "аль-", "эль-", "ар-", "аш-", "ас-", "ад-", "ат-", "ан-",
    "eş-", "er-", "es-", "et-", "ed-", "en-",
)  # fmt: skip
"""Arabic articles as names are written with them in other scripts; they are left out."""


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The consonant classes of a name in any script: ``Marrant`` and ``マラント`` give ``MRNT``,
    ``马兰特``, in small letters, ``mrnt``.
    """
    low = word.lower()
    for article in ARTICLES:
        if low.startswith(article) and len(low) > len(article) + 2:
            low = low[len(article) :]
            break
    if low.startswith("ال") and len(low) > 4:
        low = low[2:]
    pinyin = any("\u3400" <= c <= "\u9fff" for c in low)
    low = low.replace("ы", "и")
    low = low.replace("ו", "ŵ").replace("و", "ŵ")  # a vowel or a consonant
    kana = any("\u3040" <= c <= "\u30ff" for c in low)  # their voicing marks are no ornament
    plain = low if kana else unicodedata.normalize("NFKD", low.replace("ŵ", "\ue000"))
    bare = "".join(c for c in plain if not unicodedata.combining(c)).translate(_SPECIAL)
    bare = bare.replace("\ue000", "ŵ")
    parts = (anyascii(p).lower() for p in bare.split("ŵ"))
    latin = "ŵ".join(re.sub(r"[^a-z]", "", p) for p in parts)
    if pinyin:
        latin = re.sub(r"ng(?=$|[^aeiouv])", "n", latin).replace("q", "s").replace("x", "s")
    found = _classes(latin, pinyin=pinyin)
    return found.lower() if pinyin else found


_SPECIAL = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "đ": "d", "ı": "i", "ع": "", "ء": "",
                          "ئ": "", "ؤ": "", "أ": "a", "إ": "i", "ة": "", "ى": "a", "צ": "ts",
                          "ע": "", "א": "", "ץ": "ts", "ח": "h"})  # fmt: skip


def letters(word: str) -> str:
    """A name in Latin letters, with the vowels that a script leaves to the reader made plain."""
    low = word.lower().replace("ו", "o").replace("و", "o").replace("ي", "i").replace("ی", "i")
    low = low.replace("י", "i").replace("أ", "a").replace("إ", "i")
    return re.sub(r"[^a-z]", "", anyascii(low).lower())


_FOLD = str.maketrans({"p": "b", "f": "b", "v": "b", "w": "b", "z": "s", "c": "k", "q": "k",
                       "g": "k", "d": "t", "l": "r", "y": "i", "j": "i", "x": "k", "h": None,
                       "e": "i", "u": "o"})  # fmt: skip


@lru_cache(maxsize=20_000)
def spelling(word: str) -> str:
    """A name's letters with those made one that scripts do not keep apart: vowels and all."""
    return letters(word).translate(_FOLD)


def _classes(latin: str, *, pinyin: bool) -> str:
    out: list[str] = []
    text = _SOFT.sub("s", latin) if not pinyin else latin
    text = text.replace("x", "ks") if not pinyin else text
    at = 0
    while at < len(text):
        group = next((g for g in _GROUPS if text.startswith(g[0], at)), None)
        if group is not None:
            found, step = group[1], len(group[0])
        else:
            found, step = _CLASSES.get(text[at], ""), 1
        if pinyin and found == "S" and group is not None and group[0] == "ts":
            found = "S"
        if found and found != (out[-1] if out else ""):
            out.append(found)
        at += step
    return "".join(out)


@lru_cache(maxsize=200_000)
def distance(one: str, two: str) -> float:
    """The weighted edit distance of two sounds; Chinese ones are in small letters, and an r or l
    that they leave out costs less (Orvar is 奥瓦尔).
    """
    loose = _LOOSE | {"R": _DROPPED} if one.islower() or two.islower() else _LOOSE
    one, two = one.upper(), two.upper()
    row = [0.0]
    for b in two:
        row.append(row[-1] + loose.get(b, 1.0))
    for a in one:
        drop = loose.get(a, 1.0)
        new = [row[0] + drop]
        for j, b in enumerate(two, 1):
            same = 0.0 if a == b else _NEAR.get(frozenset((a, b)), 1.0)
            new.append(min(row[j] + drop, new[j - 1] + loose.get(b, 1.0), row[j - 1] + same))
        row = new
    return row[-1]


def alike(one: str, two: str) -> float:
    """0 to 1: how alike two sounds are; of less than two classes nothing is told."""
    if len(one) < 2 or len(two) < 2:
        return 0.0
    return max(0.0, 1.0 - distance(one, two) / max(len(one), len(two)))
