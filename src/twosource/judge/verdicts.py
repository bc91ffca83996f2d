"""Verdicts on notes: what the judge said of each, as far as it can be used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from twosource.judge.answers import VerdictItem, Verdicts, items
from twosource.judge.asking import Asking
from twosource.judge.notes import Note, batches
from twosource.judge.prompt import verdict_question
from twosource.judge.quotations import reason
from twosource.types import Judgement

Said = dict[tuple[str, ...], Judgement]
"""Line, see :func:`twosource.judge.notes.key_of` -> verdict."""
_MEANT: dict[str, Literal["confirmed", "struck"]] = {"confirm": "confirmed", "strike": "struck"}


def heard(asking: Asking, notes: Iterable[Note], texts: Sequence[str]) -> Said:
    """The verdicts on notes.

    Args:
        asking: whom to ask.
        notes: in order; where the budget ends, the later ones stay unjudged.
        texts: of the accounts; words that a reason quotes must stand in one of them.
    """
    out: Said = {}
    for batch in batches(notes):
        shown = [{"id": str(n), **note.shown} for n, note in enumerate(batch, 1)]
        answer = asking.ask(verdict_question(shown), Verdicts, sum(len(n.keys) for n in batch))
        if answer is None:
            continue
        for number, item in _usable(asking, answer, len(batch)).items():
            if item.verdict not in _MEANT:
                continue
            said, dropped = reason(item.reason, texts)
            asking.dropped("TS-JUDGE-08", int(dropped))
            made = Judgement(asking.model, _MEANT[item.verdict], said)
            out.update(dict.fromkeys(batch[number - 1].keys, made))
    return out


def _usable(asking: Asking, answer: Verdicts, notes: int) -> dict[int, VerdictItem]:
    """The verdicts by number of the note: without those on others, and without those on a note
    that has two unlike ones.
    """
    good, bad = items(VerdictItem, answer.verdicts, 4 * notes)
    ids = {str(n): n for n in range(1, notes + 1)}
    out: dict[int, VerdictItem] = {}
    torn: set[int] = set()
    for item in good:
        number = ids.get(str(item.id).strip())
        if number is None:
            bad += 1
        elif number in out and out[number].verdict != item.verdict:
            torn.add(number)
        else:
            out.setdefault(number, item)
    asking.dropped("TS-JUDGE-07", bad + len(torn))
    return {n: item for n, item in out.items() if n not in torn}
