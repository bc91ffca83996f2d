"""The numbers of a pair -> score and relation.

Every constant was chosen on the development halves (see docs/trace.md): copies
of agency copy, three outlets on one event, edited copies made by rule, and
answers written from an encyclopedia article.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from twosource.trace.features import Copied, Pair
from twosource.types import Derivation, Relation

RULE = "trace.rules.6"
DETAILS = "trace.details.6"
"""Rule of a link that the chance by rare details alone makes: no run of words, no credit."""
PARTS = "trace.parts.1"
"""Rule of a link by words between accounts that share parts alone (twosource.trace.parts)."""
VERBATIM = 0.85  # share of the words in common eight-word runs: nothing but the edges differ
EDITED = 0.30  # the same, of the account that has more of them: dependent by copy alone
# Narrator's words in common five-word runs, in the account with the smaller share plus half of
# the larger: no pair of 123 independent reports of one event passes .10, most pass .02 at most.
DEPENDENT = 0.12
DOUBTFUL = 0.08
# Less than this, and all they share is quotation: two reports of one speech, one poem, one prayer.
QUOTED_ONLY = 0.05
LONGEST = 8  # and one run of the narrator's own words this long
# Or, without a long run (short accounts, quotations given as the narrator's words): sentence after
# sentence of either has this share of its content in one sentence of the other, and the rare words
# are the same.  Of the 123 independent pairs none passes .39 on the first or .39 on the second.
TOLD_ALONG = 0.40
ONE_VOICE = 0.50
# The chance that one was written from the other by the rare details that stand together in both
# (twosource.trace.bonds): a logistic curve over that share, fitted on all development sets at once
# by training/trace_bonds.py, which prints what each set gives when it is held out.
BONDS, NO_BONDS = 4.44, 9.07
# Told from here: of held-out pairs between .5 and .8 hardly more than half are dependent, over .8
# four in five and more (docs/trace.md), and a false link makes two sources one.
LIKELY = 0.75
DOUBTFUL_CHANCE = 0.2
FIRM = 0.7  # score of a link by details with a chance of .9
# The same for an account that came from another through a third.  One in three independent reports
# would pass it, so it is asked only where two links lead there.
PASSED_ON = 0.02
# Shared runs this long on (weighted) average are whole passages taken over, not a text edited
# through; made excerpts lie above, edited copies with a change every other line below.
PASSAGE = 20.0
# Share of an account's words in the longest common subsequence from which its sentences were kept
# and words in them changed; below, they were built anew.  Where the shared runs are long they make
# the subsequence long by themselves, so the share must be higher by this much per word of mean run.
KEPT = 0.30
KEPT_PER_WORD = 0.03


# the share of bonds from which a pair is worth a word
DOUBTFUL_BONDS = 0.01 * math.expm1((NO_BONDS + math.log(1 / (1 / DOUBTFUL_CHANCE - 1))) / BONDS)


@dataclass(frozen=True, slots=True)
class Decision:
    """How much one account owes the other, whatever the direction."""

    relation: Relation
    score: float
    rule: str = RULE


def own_words(pair: Pair) -> float:
    """What two narrators share: each reporter of one speech quotes it, but tells
    it in words of his own.
    """
    return pair["short_narrator_low"] + 0.5 * pair["short_narrator_high"]


def told_again(bonded: float) -> float:
    """The chance that two accounts with that share of bonds in common are not two
    reporters' own.
    """
    return 1.0 / (1.0 + math.exp(NO_BONDS - BONDS * math.log1p(100.0 * bonded)))


def apart(found: Copied) -> bool:
    """Whether the common runs and bonds alone show that two accounts are independent, as
    :func:`decide` would say after the full comparison.
    """
    own = found.shares[3]
    if found.bonded >= DOUBTFUL_BONDS:
        return False
    return max(found.shares[4]) < EDITED and min(own) + 0.5 * max(own) < QUOTED_ONLY


def decide(pair: Pair) -> Decision:
    """Relation and score of a pair compared in full, which rest on it alone."""
    likeness = pair["cosine"]
    high, own = pair["cover_high"], own_words(pair)
    relation = _relation(pair, own)
    if relation in {"independent", "not-established"}:
        return Decision(relation, loose_score(likeness, max(own / DEPENDENT, high / EDITED)))
    if high >= EDITED:
        return Decision(relation, 0.75 + 0.25 * (high - EDITED) / (1.0 - EDITED))
    amount = 0.5 * high / EDITED + 0.25 * min(1.0, own) + 0.25 * likeness
    chance = told_again(pair["bonded"])
    amount = max(amount, 2.0 * chance - 1.0)
    rule = RULE if _by_words(pair, own) else DETAILS
    return Decision(relation, 0.5 + 0.25 * min(1.0, amount), rule)


def loose_score(likeness: float, amount: float = 0.0) -> float:
    """Score of a pair that is not linked: below one half, by likeness of
    subject first, then by the little copy there is.
    """
    return 0.4 * likeness + 0.09 * min(1.0, amount)


def firm(link: Derivation) -> bool:
    """Whether a link makes two accounts one, as surely as the first sentence of a page has to:
    the words of the whole are in common, or rare details of which nine in ten such pairs are
    dependent.
    """
    return link.rule != PARTS and (link.rule != DETAILS or link.score >= FIRM)


def kind(link: Derivation) -> str:
    """What holds two accounts together: "details" or "parts" where the link is not
    :func:`firm`, else "".
    """
    return "" if firm(link) else "parts" if link.rule == PARTS else "details"


def _by_words(pair: Pair, own: float) -> bool:
    """Whether the narrators' words alone show that one owes the other."""
    along = pair["sentence_low"] >= TOLD_ALONG and pair["cosine"] >= ONE_VOICE
    by_run = own >= DEPENDENT and pair["longest_narrator"] >= LONGEST
    return by_run or (own >= DOUBTFUL and along)


def _relation(pair: Pair, own: float) -> Relation:
    high, chance = pair["cover_high"], told_again(pair["bonded"])
    if pair["cover_low"] >= VERBATIM:
        return "verbatim"
    if high >= EDITED and own < QUOTED_ONLY and chance < LIKELY:
        return "not-established" if pair["told_high"] >= EDITED else "independent"
    if high >= VERBATIM:
        return "contained"
    if high < EDITED and not _by_words(pair, own):
        if chance >= LIKELY:
            return "rewritten"
        doubtful = own >= DOUBTFUL or chance >= DOUBTFUL_CHANCE
        return "not-established" if doubtful else "independent"
    if pair["mean_run"] >= PASSAGE:
        return "contained"
    kept = KEPT + KEPT_PER_WORD * pair["mean_run"]
    return "edited" if pair["sequence_high"] >= kept else "rewritten"
