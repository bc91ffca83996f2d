"""The lexicons of positions: frames of words, and cues of plain speech."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast, get_args

from twosource.errors import ModelError
from twosource.packaged import rows, table
from twosource.types import PositionKind

KINDS: frozenset[str] = frozenset(get_args(PositionKind))
NEEDS = frozenset(
    {
        "-",
        "inf",
        "that",
        "obj",
        "clause",
        "neg",
        "exchange",
        "modal",
        "attempt",
        "wish",
        "bad",
        "plans",
    }
    | {"other", "spectre", "for", "against", "of", "from"}
    | {"bare", "actor", "offered", "ahead", "coming", "harm", "disputed"}
)


@dataclass(frozen=True, slots=True)
class PositionFrame:
    """A row of ``position_words.tsv`` for one word.

    Attributes:
        pos: ``v``, ``n`` or ``a``.
        content: slots in order; ``whole`` is the predicate itself.
        said: a saying is reported, so the voice is indirect and not the narrator's.
    """

    rule: str
    kind: PositionKind
    lemma: str
    pos: str
    particle: str
    content: tuple[str, ...]
    addressee: tuple[str, ...]
    needs: str
    said: bool


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], tuple[PositionFrame, ...]]:
    """Frames by (part of speech, lemma), in the order in which they are tried.

    Raises:
        ModelError: ``TS-MODEL-03`` for a kind or need that is not known.
    """
    found: dict[tuple[str, str], list[PositionFrame]] = {}
    for number, row in enumerate(rows("find", "position_words", 6), 1):
        kind, words, content, addressee, needs, voice = row
        if kind not in KINDS or needs not in NEEDS or voice not in {"say", "act"}:
            raise ModelError("TS-MODEL-03", f"position_words.tsv: row {number}")
        for word in words.split("|"):
            pos, _, rest = word.rpartition(":")
            lemma, _, particle = rest.partition("_")
            frame = PositionFrame(
                rule=f"positions:word:{number}:{word}",
                kind=cast(PositionKind, kind),
                lemma=lemma,
                pos=pos or "v",
                particle=particle,
                content=tuple(content.split(",")),
                addressee=() if addressee == "-" else tuple(addressee.split(",")),
                needs=needs,
                said=voice == "say",
            )
            found.setdefault((frame.pos, lemma), []).append(frame)
    return {
        key: tuple(sorted(group, key=lambda f: (not f.particle, f.needs == "-")))
        for key, group in sorted(found.items())
    }


@lru_cache(maxsize=1)
def _cues() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in table("find", "position_cues").items()}


def cue(name: str) -> frozenset[str]:
    """One list of ``position_cues.toml``."""
    return _cues()[name]
