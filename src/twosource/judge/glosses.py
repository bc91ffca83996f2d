"""What sentences in other languages say in English, by the judge: a gloss beside the words.

Only where the user asked for it.  A gloss is shown and decides nothing: no line is made, struck or
scored by it.  It stands beside the words it is of, marked as made by a machine, with the model.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from twosource.judge.answers import Glosses, GlossItem, items
from twosource.judge.asking import Asking
from twosource.judge.prompt import gloss_question
from twosource.judge.quotations import unseen
from twosource.judge.texts import Texts
from twosource.language.other import is_other
from twosource.types import Analysis, Finding, Gloss

BATCH, LETTERS = 6, 2400
"""Sentences of one question, and their code points."""
MOST = 120
"""Sentences of one story, those of the gravest lines first."""
SURE = 0.5
"""Score of the lines whose words are glossed first (:class:`~twosource.types.Finding`)."""
GROWN, LEAST, LONGEST = 4, 160, 1200
"""A gloss is no longer than so many times its sentence (Chinese is short), or this, or that."""
Key = tuple[str, str]
"""Language and words."""


def glossed(
    asking: Asking, analysis: Analysis, texts: Texts, findings: Sequence[Finding]
) -> list[Finding]:
    """The findings with glosses of their sentences in other languages than English.

    Args:
        asking: whom to ask; what goes wrong is told there.
        analysis: of the story.
        texts: of it.
        findings: the gravest first.
    """
    codes = {a.id: a.language.partition("-")[0] for a in analysis.accounts if is_other(a)}
    if not codes:
        return list(findings)
    of: dict[tuple[str, str], Key] = {}
    for finding in sorted(findings, key=lambda f: f.score < SURE):
        for account, span in finding.spans.items():
            if account in codes:
                words = texts.passage(account, finding.parts.get(account, "text"), span)
                of[finding.id, account] = (codes[account], " ".join(words.split()))
    wanted = [k for k in dict.fromkeys(of.values()) if k[1]][:MOST]
    said: dict[Key, Gloss] = {}
    for batch in _batches(wanted):
        said |= _answered(asking, batch)
    out = []
    for finding in findings:
        held = {i: said[k] for i in finding.spans
                if (k := of.get((finding.id, i))) is not None and k in said}  # fmt: skip
        out.append(replace(finding, glosses=held) if held else finding)
    return out


def _batches(wanted: Sequence[Key]) -> Iterator[list[Key]]:
    batch: list[Key] = []
    size = 0
    for key in wanted:
        if batch and (len(batch) >= BATCH or size + len(key[1]) > LETTERS):
            yield batch
            batch, size = [], 0
        batch.append(key)
        size += len(key[1])
    if batch:
        yield batch


def _answered(asking: Asking, batch: Sequence[Key]) -> dict[Key, Gloss]:
    shown = [{"id": str(n), "language": c, "words": w} for n, (c, w) in enumerate(batch, 1)]
    answer = asking.ask(gloss_question(shown), Glosses)
    if answer is None:
        return {}
    good, bad = items(GlossItem, answer.glosses, 2 * len(batch))
    ids = {str(n): key for n, key in enumerate(batch, 1)}
    out: dict[Key, Gloss] = {}
    for item in good:
        key = ids.get(str(item.id).strip())
        words = _line(item.english)
        if key is None or key in out or not _fits(words, key[1]):
            bad += 1
        else:
            out[key] = Gloss(asking.model, words)
    asking.dropped("TS-JUDGE-08", bad)
    return out


def _line(said: str) -> str:
    """One line without unseen letters."""
    line = "".join(" " if c.isspace() else c for c in said[: 2 * LONGEST])
    return " ".join("".join(c for c in line if not unseen(c)).split())


def _fits(gloss: str, words: str) -> bool:
    """Whether a gloss may be one: in Latin letters, not the words themselves, of their length."""
    letters = [c for c in gloss if c.isalpha()]
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if not letters or 2 * latin < len(letters) or gloss == words:
        return False
    if re.search(r"https?://", gloss) and "http" not in words:
        return False
    return len(gloss) <= min(LONGEST, max(LEAST, GROWN * len(words)))
