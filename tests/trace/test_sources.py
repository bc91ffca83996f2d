"""Origins and the range of independent sources, on invented accounts."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from twosource.trace import find_origins, independent_sources, trace
from twosource.trace.cited import canonical, citations
from twosource.types import (
    Account,
    Actor,
    Analysis,
    Mention,
    Parse,
    Register,
    Span,
    Statement,
)

sys.path.insert(0, str(Path(__file__).parent))
from invented import APART, REWRITE, WIRE, account

KELDAN = Actor("p1", "Marta Keldan", "person")


def analysis(accounts: Sequence[Account], said: dict[str, Sequence[str]]) -> Analysis:
    """Every given content as a statement of Keldan's."""
    statements = []
    for a in accounts:
        for n, content in enumerate(said.get(a.id, ())):
            at = a.text.index(content)
            span = Span(at, at + len(content))
            statements.append(
                Statement(
                    a.id, f"s{n}", "text", (), (), (span,), "direct", KELDAN, None, "affirmed",
                    "actual", "test",
                )
            )  # fmt: skip
    mentions = tuple(
        Mention(a.id, "text", Span(*m.span()), "p1")
        for a in accounts
        for m in re.finditer("Keldan", a.text)
    )
    parses = tuple(Parse(a, (), "none") for a in accounts)
    return Analysis(parses, Register((KELDAN,), mentions), tuple(statements), (), ())


def span(a: Account, text: str) -> Span:
    at = a.text.index(text)
    return Span(at, at + len(text))


A, B, C = account("a", REWRITE), account("b", WIRE), account("c", APART)
SAID = {
    "a": ["1,250 fishing boats will stay in port"],
    "b": ["1,250 fishing boats would stay in port", "nobody who works at sea can pay such a sum"],
}


def test_the_interview_is_found_with_its_holder_speaker_and_accounts() -> None:
    found = analysis([A, B], SAID)
    origins = find_origins(found, trace([A, B]))
    interview = next(o for o in origins if o.kind == "interview")
    assert interview.name == "Reuters's interview with Marta Keldan"
    assert (interview.holder, interview.speaker) == ("Reuters", "p1")
    assert interview.accounts == ("a", "b")
    assert any(o.kind == "agency" and o.name == "the Reuters report" for o in origins)
    for origin in origins:
        for key, spans in origin.spans.items():
            assert all(s.end <= len({"a": REWRITE, "b": WIRE}[key]) for s in spans)


def test_what_two_dependent_accounts_carry_has_one_source() -> None:
    found = analysis([A, B], SAID)
    links = trace([A, B])
    carriers = {"a": span(A, SAID["a"][0]), "b": span(B, SAID["b"][0])}
    count = independent_sources(carriers, found, links, find_origins(found, links))
    assert (count.at_least, count.at_most) == (1, 1)
    assert any("not independent" in r for r in count.reasons)


def test_what_the_rewrite_alone_has_has_no_known_origin() -> None:
    found = analysis([A, B], SAID)
    links = trace([A, B])
    carriers = {"a": span(A, "about 3 million crowns")}
    count = independent_sources(carriers, found, links, find_origins(found, links))
    assert (count.at_least, count.at_most) == (0, 1)
    assert any("no origin is known" in r for r in count.reasons)


def test_an_account_of_unknown_lineage_raises_only_the_high_end() -> None:
    found = analysis([A, B, C], {})
    links = trace([A, B, C])
    carriers = {
        "b": span(B, "it had doubled the fees"),
        "c": span(C, "higher berthing charges"),
    }
    count = independent_sources(carriers, found, links, find_origins(found, links))
    assert (count.at_least, count.at_most) == (1, 2)


def test_two_agencies_apart_are_two_sources() -> None:
    other = account("d", "HESK (AFP) — " + APART)
    found = analysis([B, other], {})
    links = trace([B, other])
    carriers = {
        "b": span(B, "it had doubled the fees"),
        "d": span(other, "higher berthing charges"),
    }
    count = independent_sources(carriers, found, links, find_origins(found, links))
    assert (count.at_least, count.at_most) == (2, 2)


def test_quoting_the_same_words_is_no_second_source() -> None:
    found = analysis([B, C], {})
    carriers = {"b": span(B, "“plain robbery”"), "c": span(C, "“plain robbery”")}
    count = independent_sources(carriers, found, (), ())
    assert count.at_most == 1


def test_nobody_carries_it() -> None:
    assert independent_sources({}, analysis([], {}), (), ()).at_most == 0


def test_occasions_and_their_holders() -> None:
    cases = {
        "She told Reuters that it was over.": ("interview", "Reuters"),
        "In an interview with the Veller Zeitung he agreed.": ("interview", "Veller Zeitung"),
        "He said so in an interview on CBS News.": ("interview", "CBS"),
        "The minister told reporters that it was over.": ("press conference", ""),
        "He said at a news conference in Vell that it was over.": ("press conference", ""),
        "The firm said in a written statement that it was over.": ("document", ""),
        "She posted on X that it was over.": ("document", "X"),
        "According to a report by the Hesk Gazette it is over.": ("report", "Hesk Gazette"),
    }
    for text, expected in cases.items():
        assert [(c.kind, c.holder) for c in citations(text)] == [expected], text
    assert citations("She told her brother that it was over.") == ()
    assert canonical("the Associated Press") == "AP"


BOARD = Actor("p2", "Harbour Board", "organisation")


def test_an_interview_is_with_its_subject_not_with_who_speaks_in_the_clause_behind() -> None:
    text = (
        "Marta Keldan was speaking to Reuters on Hesk after the Harbour Board confirmed that it "
        "had doubled the fees. “Nobody here can pay such a sum,” Keldan said."
    )
    told = account("a", text)
    confirmed = Statement(
        "a", "s1", "text", (span(told, "the Harbour Board"),), (span(told, "confirmed"),),
        (span(told, "it had doubled the fees"),), "indirect", BOARD, None, "affirmed", "actual",
        "test",
    )  # fmt: skip
    mentions = tuple(
        Mention("a", "text", Span(*m.span()), actor.id)
        for actor, name in ((KELDAN, "Marta Keldan"), (BOARD, "the Harbour Board"))
        for m in re.finditer(name, text)
    )
    register = Register((KELDAN, BOARD), mentions)
    found = Analysis((Parse(told, (), "none"),), register, (confirmed,), (), ())
    interviews = [o for o in find_origins(found, ()) if o.kind == "interview"]
    assert [(o.name, o.speaker) for o in interviews] == [
        ("Reuters's interview with Marta Keldan", "p1")
    ]
