"""Links between invented accounts, with evidence that lies in the texts."""

from __future__ import annotations

import itertools
import random
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.trace import explain, trace
from twosource.types import Account, DateCandidate, Derivation

sys.path.insert(0, str(Path(__file__).parent))
from invented import APART, HEARD_ONE, HEARD_TWO, REWRITE, WIRE, account

FILLER = "The ferry to Hesk left on time and nobody aboard spoke of fees, boats or the governor."

STRANGER = "Astronomers counted the moons of a dwarf planet again last year and found one more."


def one(a: Account, b: Account) -> Derivation:
    (link,) = trace([a, b], all_pairs=True)
    return link


def test_a_copy_is_verbatim() -> None:
    link = one(account("a", WIRE), account("b", WIRE.replace("“", '"').replace("”", '"')))
    assert link.relation == "verbatim"
    assert link.score > 0.95
    assert link.direction == "common"


def test_an_excerpt_is_contained() -> None:
    part = "\n\n".join([*WIRE.split("\n\n")[1:4], FILLER])
    link = one(account("a", WIRE.replace("(Reuters)", "")), account("b", part))
    assert link.relation == "contained"


def test_a_rewrite_is_found_and_comes_from_the_wire() -> None:
    link = one(account("a", REWRITE), account("b", WIRE))
    assert link.relation in {"rewritten", "edited"}
    assert link.direction in {"b>a", "common"}
    assert "Reuters" in link.reason
    assert {"run", "quote", "figure", "credit"} <= {e.kind for e in link.evidence}


def test_an_independent_report_is_not_linked() -> None:
    assert one(account("a", APART), account("b", WIRE)).relation == "independent"
    assert trace([account("a", APART), account("b", WIRE)]) == ()


def test_two_reports_of_one_speech_are_not_linked() -> None:
    link = one(account("a", HEARD_ONE), account("b", HEARD_TWO))
    assert link.relation in {"independent", "not-established"}


def test_turning_a_pair_round_turns_the_direction_only() -> None:
    turned = {"a>b": "b>a", "b>a": "a>b"}
    for x, y in itertools.combinations((WIRE, REWRITE, APART), 2):
        there = one(account("x", x), account("y", y))
        back = one(account("y", y), account("x", x))
        assert there.relation == back.relation
        assert there.score == back.score
        assert back.direction == turned.get(there.direction, there.direction)


def test_the_order_of_arrival_changes_no_link() -> None:
    named = [account(str(n), t) for n, t in enumerate((WIRE, REWRITE, APART, HEARD_ONE, HEARD_TWO))]
    expected = {frozenset((d.a, d.b)): (d.relation, d.score) for d in trace(named)}
    for seed in range(3):
        random.Random(seed).shuffle(named)
        assert {frozenset((d.a, d.b)): (d.relation, d.score) for d in trace(named)} == expected


def test_all_pairs_gives_every_pair_once_and_only_links_without() -> None:
    named = [account(str(n), t) for n, t in enumerate((WIRE, REWRITE, APART, "", "One."))]
    every = trace(named, all_pairs=True)
    assert [(d.a, d.b) for d in every] == list(itertools.combinations("01234", 2))
    assert [d for d in every if d.relation != "independent"] == list(trace(named))


def test_scores_rank_copies_over_rewrites_over_strangers() -> None:
    copy = one(account("a", WIRE), account("b", WIRE)).score
    rewrite = one(account("a", WIRE), account("b", REWRITE)).score
    apart = one(account("a", WIRE), account("b", APART)).score
    stranger = one(account("a", WIRE), account("b", STRANGER)).score
    assert copy > rewrite > 0.5 > apart > stranger


def test_versions_of_one_page_are_named_so() -> None:
    later = WIRE.replace("1,250", "1,520")
    url = "https://example.org/fees"
    link = one(account("a", WIRE, url=url), account("b", later, url=url))
    assert "versions of one page" in link.reason


def test_the_page_that_republishes_is_the_later_one() -> None:
    plain = WIRE.replace("(Reuters) ", "").replace("Reuters", "this newspaper")
    link = one(
        account("a", plain, outlet="news.yahoo.com"),
        account("b", plain, outlet="veller-bote.example"),
    )
    assert link.direction == "b>a"


def test_the_earlier_page_is_the_source() -> None:
    plain = WIRE.replace("(Reuters) ", "").replace("Reuters", "this newspaper")
    early = DateCandidate("2031-05-04", "day", "published", "meta", 0.9)
    late = DateCandidate("2031-05-06", "day", "published", "meta", 0.9)
    link = one(account("a", plain, published=late), account("b", plain, published=early))
    assert link.direction == "b>a"


def test_a_lent_credit_settles_two_copies_without_one() -> None:
    bare = WIRE.replace("(Reuters) ", "").replace("told Reuters", "said").replace("to Reuters ", "")
    named = [account("a", bare), account("b", bare + "\n\n" + FILLER), account("c", WIRE)]
    link = next(d for d in trace(named) if (d.a, d.b) == ("a", "b"))
    assert link.direction == "common"
    assert "c credits" in link.reason
    assert trace(named[:2])[0].direction == "unknown"


def test_a_german_copy_with_changes_is_found() -> None:
    text = (
        "Der Hafenmeister von Vell hat am Montag angekündigt, die Gebühren für Fischerboote zu "
        "verdoppeln. Die Fischer wollen deshalb bis auf weiteres im Hafen bleiben. Der "
        "Bürgermeister rief beide Seiten zu Gesprächen im Rathaus auf."
    )
    changed = text.replace("am Montag", "am Dienstag").replace("beide Seiten", "alle")
    assert one(account("a", text), account("b", changed)).relation in {"edited", "verbatim"}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (
            "Губернатор области заявил в понедельник, что новый мост через реку откроют только "
            "весной, потому что подрядчик не успел завершить работы. Жители посёлка просят вернуть "
            "паром и обещают перекрыть дорогу, если их не услышат.",
            ("в понедельник", "во вторник"),
        ),
        (
            "قال محافظ المدينة يوم الاثنين إن الجسر الجديد فوق النهر لن يفتح قبل الربيع "
            "لأن المقاول لم ينه الأعمال في موعدها. ويطالب سكان القرية "
            "بإعادة العبارة ويهددون بإغلاق الطريق.",
            ("الاثنين", "الثلاثاء"),
        ),
        (
            "市长周一表示，由于承包商未能按时完工，跨河新桥要到春天才能通车。村民要求恢复渡轮，并威胁说"
            "如果没有人听取他们的意见，他们将封锁道路。",
            ("周一", "周二"),
        ),
    ],
    ids=["russian", "arabic", "chinese"],
)
def test_copies_are_found_in_other_scripts(text: str, changes: tuple[str, str]) -> None:
    assert one(account("a", text), account("b", text)).relation == "verbatim"
    changed = one(account("a", text), account("b", text.replace(*changes)))
    assert changed.relation in {"verbatim", "contained", "edited"}


def test_the_family_of_two_publishers_is_named() -> None:
    link = one(
        account("a", WIRE, outlet="miamiherald.com"), account("b", WIRE, outlet="www.sacbee.com")
    )
    assert "both publishers belong to McClatchy" in link.reason
    apart = one(account("a", WIRE, outlet="miamiherald.com"), account("b", WIRE, outlet="nj.com"))
    assert "belong" not in apart.reason


def test_explain_shows_the_texts_and_both_sides() -> None:
    a, b = account("a", REWRITE), account("b", WIRE)
    words = explain(one(a, b), a, b)
    assert "a came from b" in words or "both came from one text" in words
    assert "the first" not in words
    assert "For dependence:" in words
    assert re.search(r"1,250: a \[\d+:\d+\], b \[\d+:\d+\]", words)
    shown = re.findall(r"^    (a|b) \[(\d+):(\d+)\] ([^…\n]+)$", words, re.M)
    assert len(shown) > 6
    for key, start, end, text in shown:
        held = {"a": a, "b": b}[key].text[int(start) : int(end)]
        assert " ".join(held.split()) == text
    assert "Against:" in words
    assert "the authority has refused to meet the skippers’ union" in words


def test_explain_says_why_there_is_no_link() -> None:
    a, b = account("a", APART), account("b", WIRE)
    words = explain(one(a, b), a, b)
    assert "nothing shows that one writer used the other" in words
    assert "100% of the text of a has no counterpart in b" in words


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*WIRE.split(" "), "“", "”", "\n", "👍", "שלום"]), max_size=120),
    st.lists(st.sampled_from([*WIRE.split(" "), "“", "”", "\n", "👍", "שלום"]), max_size=120),
)
def test_evidence_lies_in_the_texts(a: list[str], b: list[str]) -> None:
    named = [account("a", " ".join(a) + WIRE[:200]), account("b", WIRE[:200] + " ".join(b))]
    texts = {x.id: x.text for x in named}
    for link in trace(named, all_pairs=True):
        assert 0.0 <= link.score <= 1.0
        for evidence in link.evidence:
            for span, text in ((evidence.a, texts[link.a]), (evidence.b, texts[link.b])):
                assert span is None or span.end <= len(text)


def test_odd_texts_never_raise() -> None:
    odd = ["", "\n", "“", "x" * 20_000, "“" * 2_000, '"a ' * 3_000, "Hi. " * 3_000, "\ud800 one"]
    named = [account(str(n), t) for n, t in enumerate(odd)]
    assert len(trace(named, all_pairs=True)) == len(odd) * (len(odd) - 1) // 2


def test_a_short_rewrite_that_turns_quotes_into_narration_is_found() -> None:
    report = (
        "Some 1,200 tram drivers in Lomar stayed at home on Monday. Union head Ivo Strell said the "
        "drivers “will not go back to work before the night shifts are paid in full”. Mayor Ada "
        "Quill called the strike “a blow to every school and every hospital in the town”."
    )
    rewrite = (
        "About 1,500 tram drivers stayed at home in Lomar on Monday. They will not go back to work "
        "before the night shifts are paid in full, union head Ivo Strell said. For mayor Ada Quill "
        "the strike is a blow to every school and every hospital in the town."
    )
    link = one(account("a", report), account("b", rewrite))
    assert link.relation in {"rewritten", "edited"}


def test_what_an_agency_published_comes_before_an_uncredited_copy() -> None:
    copy = WIRE.replace("(Reuters) ", "").replace("told Reuters", "said")
    link = one(account("a", copy), account("b", WIRE, outlet="reuters.com"))
    assert link.direction == "b>a"
