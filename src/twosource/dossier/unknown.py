"""What the dossier cannot say, one short sentence each."""

from __future__ import annotations

from twosource.dossier.lineage import APART
from twosource.dossier.moments import Timeline
from twosource.dossier.names import Names
from twosource.dossier.words import count, listed
from twosource.types import Dossier

NAMED = 6
"""Accounts named by letter; of more it says how many."""


def unknown(dossier: Dossier, names: Names, when: Timeline) -> tuple[str, ...]:
    """The open questions of a story.

    Args:
        dossier: the story.
        names: its letters and folds.
        when: its timeline, for what has no date.
    """
    out = []
    if when.unpublished:
        letters = [letter for letter, _, _ in when.unpublished]
        few = len(letters) <= NAMED
        who = listed(letters) if few else count(len(letters), "account")
        out.append(f"When {who} {'was' if len(letters) == 1 else 'were'} published.")
    within = [k for k in dossier.links
              if names.folded.get(k.a) == k.a and names.folded.get(k.b) == k.b]  # fmt: skip
    known = {a for o in dossier.origins if o.kind != "unknown" for a in o.accounts}
    known |= {a.id for a in dossier.analysis.accounts if a.agency}
    known |= {lead for a, lead in names.folded.items() if a in known}
    origin = [names.letters[a] for a in dict.fromkeys(names.folded.values()) if a not in known]
    if origin:
        who = listed(origin) if len(origin) <= NAMED else count(len(origin), "account")
        out.append(f"Where the news of {who} comes from.")
    open_pairs = [k for k in within if k.relation == "not-established"]
    if open_pairs:
        out.append(f"Whether {count(len(open_pairs), 'pair')} of accounts depend on each other.")
    unsure = [k for k in within if k.relation not in APART and k.direction == "unknown"]
    if unsure:
        pairs = count(len(unsure), "pair")
        out.append(f"Which of the two came first, in {pairs} of accounts that share text.")
    nobody = sum(1 for s in dossier.analysis.statements
                 if s.speaker is None and names.folded.get(s.account) == s.account)  # fmt: skip
    if nobody:
        out.append(f"Who said it, for {count(nobody, 'statement')}.")
    if when.undated:
        out.append(f"When {count(when.undated, 'event')} took place.")
    out += _languages(dossier, names)
    out.append("What is true. The dossier says who told what, and from where; no more.")
    return tuple(out)


def _languages(dossier: Dossier, names: Names) -> list[str]:
    """What is not looked for in accounts that are read by the lists of their language."""
    listed_ = [p.account for p in dossier.analysis.parses if p.by_lists]
    if not listed_:
        return []
    from twosource.language.foreign import code_of, lists_of
    from twosource.language.foreign.vectors import available

    tongues = sorted({lists_of(code_of(a.language)).name for a in listed_})
    out = [
        f"What {listed(tongues)} accounts tell beyond figures, dates, quotations, names, offices "
        "and who says it: between languages, wording, doubt and scope are not compared, and no "
        "events or positions are looked for in them."
    ]
    if not available():
        out.append(
            "What other sentences of two languages say alike: the encoder of the extra "
            "twosource[languages] is not installed, so figures, names and quotations tied them."
        )
    return out
