"""What differs in a quotation: the speaker's words alone, and not what stands between them."""

from __future__ import annotations

import pytest

from compare.tellings import account, aligned
from twosource.compare.align.alignment import align_sides
from twosource.compare.cut.accounts import sides
from twosource.compare.details.quotes import whole
from twosource.engine import analyse

REST = "The council of Velmora met the owners of the western quay in the town hall."


def quoted(a: str, b: str) -> set[str]:
    laid = aligned(f"{a}\n\n{REST}", f"{b}\n\nIt rained on the cranes all night.")
    return {d.rule for d in whole(laid) if d.kind == "differ"}


WHOLE = (
    "“We were told of the crane on Monday, and we were hardly surprised. From the beginning the "
    "owners have wanted the quay for themselves,” Brandt said."
)
OTHER = WHOLE.replace("Brandt said", "as the union put it")


@pytest.mark.parametrize(
    "other",
    [
        # one speaker's frame, another's, and none
        "“We were told of the crane on Monday, and we were hardly surprised,” said the statement "
        "of the union, which was read out by its lawyer Otto Reyl in front of the town hall. “From "
        "the beginning the owners have wanted the quay for themselves.”",
        "“We were told of the crane on Monday, and we were hardly surprised,” she said. “From the "
        "beginning the owners have wanted the quay for themselves.”",
        # joining words
        "“We were told of that crane on Monday, and that we were hardly surprised. From the "
        "beginning the owners have wanted the quay for themselves,” Brandt said.",
        # left out openly, and nothing turns on it
        "“We were told of the crane … and we were hardly surprised. From the beginning the "
        "owners have wanted the quay for themselves,” Brandt said.",
        # what fills a pause
        "“We were told of the crane on Monday, and, um, well, we were hardly surprised. Oh, from "
        "the beginning the owners have wanted the quay for themselves,” Brandt said.",
    ],
)
def test_the_same_words_told_otherwise(other: str) -> None:
    assert not quoted(WHOLE, other) & {"quote/reworded", "quote/cut", "quote/elided"}


def test_an_office_in_short() -> None:
    told = "“The law protects the freedom of the quay. {} Reyl respects that law,” Brandt said."
    assert not quoted(told.format("Senator"), told.format("Sen."))


def test_two_that_cut_openly_elsewhere_do_not_differ() -> None:
    full = "“Any post, any pay, any ticket for the ferry,” to a guest “as thanks for the vote”"
    dots = "“Any post, any pay...or a share made from the tax...as thanks for the vote,”"
    assert not quoted(full + " Brandt read.", dots + " the letter says.")


def test_what_is_shown_ends_where_the_narrator_takes_over() -> None:
    one = "“The owners came closer to a closed quay,” Brandt said. “The town must act on it.”"
    two = (
        "“The owners came closer to shut gates,” Brandt is heard saying.\n\nA film that looks like "
        "“Cranes” runs behind her. “The town must act on it,” she says."
    )
    laid = aligned(f"{one}\n\n{REST}", f"{two}\n\nIt rained on the cranes all night.")
    (found,) = [d for d in whole(laid) if d.kind == "differ"]
    assert laid.a.text(found.a) == "closer to a closed quay,"
    assert laid.b.text(found.b) == "closer to shut gates,"


def test_narration_beside_a_quotation_is_no_quotation() -> None:
    a = "“We will not tax the quay before the election, and that is a promise,” Brandt said."
    b = "Brandt will not tax the quay before the election. “By June it will be ours,” she said."
    assert not quoted(a, b) & {"quote/reworded", "quote/cut"}


def test_another_word_is_seen() -> None:
    assert quoted(WHOLE, OTHER.replace("hardly", "deeply")) == {"quote/reworded"}


def test_words_left_out_in_silence_are_seen() -> None:
    cut = OTHER.replace(" and we were hardly surprised.", "").replace("Monday,", "Monday.")
    assert quoted(WHOLE, cut) == {"quote/cut"}


def test_words_left_out_openly_are_told_where_they_turn_what_is_said() -> None:
    full = "“We will open the quay in spring if they pay us at last for the crane,” Brandt said."
    cut = "“We will open the quay in spring … at last for the crane,” Reyl heard her say."
    assert quoted(full, cut) == {"quote/elided"}


def test_two_quotations_that_begin_and_end_alike_are_two() -> None:
    a = (
        "The letter calls it a “reason for gutting public works.” The writers say it is “no free "
        "pass to take the quay apart” and asks the higher levels of the town to pay for it."
    )
    b = (
        "The letter calls it “a reason gutting public works.” The writers hold that “small "
        "villages may solve much alone. But it also demands that the higher levels of the town to "
        "pay for it.”"
    )
    assert not quoted(a, b) & {"quote/reworded", "quote/cut"}


def test_words_of_two_speakers_are_two_quotations() -> None:
    told = (
        "It rained. {} said: “We were told of the crane on Monday, and we were {} surprised. From "
        "the beginning the owners have wanted the quay for themselves.”\n\n{}"
    )

    def rules(one: str, two: str) -> set[str]:
        made = analyse(
            [
                account("a", told.format(one, "hardly", REST)),
                account("b", told.format(two, "deeply", "The cranes stood still all night.")),
            ]
        )
        laid = align_sides("text", *sides(made, "text"))
        return {d.rule for d in whole(laid) if d.kind == "differ"}

    assert rules("Ilsa Brandt", "Ilsa Brandt") == {"quote/reworded"}
    assert rules("Ilsa Brandt", "Otto Reyl") == set()


def test_a_word_for_what_was_just_named_is_no_other_word() -> None:
    told = "“The owners asked for all of the western quay. {} is not ours to give,” Brandt said."
    assert not quoted(told.format("The quay"), told.format("That"))
    assert quoted(told.format("The harbour"), told.format("The town")) == {"quote/reworded"}


def test_a_phrase_that_a_speaker_used_twice_is_no_other_wording() -> None:
    short = "Brandt said a closure “would greatly raise the risk” of a strike by dockers in May."
    long = "“If they shut it it will surely raise the risk of a strike,” Brandt said at noon."
    assert not quoted(short, long)
