"""Words that change nothing, and offices in short."""

from __future__ import annotations

EMPTY = {
    "the", "a", "an", "of", "to", "that", "and", "has", "had", "have", "was", "is", "are",
    "were", "be", "been", "in", "on", "at", "by", "for", "said", "also", ",", "'s",
    "this", "these", "those",
}  # fmt: skip
"""Words whose coming and going changes nothing."""
SHORT = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general",
         "col": "colonel", "capt": "captain", "lt": "lieutenant", "prof": "professor",
         "pres": "president", "sgt": "sergeant", "supt": "superintendent", "insp": "inspector",
         "det": "detective", "rev": "reverend", "cllr": "councillor", "coun": "councillor",
         "maj": "major", "dir": "director", "sec": "secretary", "min": "minister"}  # fmt: skip
"""Offices in short before a name, without their point."""
PLACES = {"mt": "mount", "ft": "fort", "st": "saint", "ste": "sainte"}
"""Words of place names in short, without their point."""

STANDING = {"former": "former", "ex": "former", "past": "former", "onetime": "former",
            "retired": "retired", "acting": "acting", "interim": "acting", "incoming": "incoming",
            "outgoing": "outgoing"}  # fmt: skip
"""Words that change who holds an office now, and what they say; others only describe ("the late
senator", "then a minister")."""
DESCRIBING = {"late", "then"}
