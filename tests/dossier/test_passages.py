from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.dossier.beside import strip
from twosource.dossier.passages import align

A = ["The ferry will not sail on Sunday.", "It needs 12 new bolts.", "The mayor is away.",
     "A bus will run instead.", "Tickets stay valid for a month."]  # fmt: skip
B = ["The mayor is away.", "The ferry will not sail on Sunday!", "It needs 20 new bolts.",
     "A bus may run instead.", "Gulls have nested in the hull."]  # fmt: skip


def kinds(left: list[str], right: list[str]) -> list[tuple[str, str]]:
    rows = align(left, right, set(), set()).rows
    return [(r.kind, "".join(p.text for p in (r.right or r.left))) for r in rows]


def test_each_fate_of_a_passage_is_told() -> None:
    assert kinds(A, B) == [
        ("moved", "The mayor is away."),
        ("kept", "The ferry will not sail on Sunday."),
        ("changed", "It needs 20 new bolts."),
        ("reworded", "A bus may run instead."),
        ("added", "Gulls have nested in the hull."),
        ("dropped", "Tickets stay valid for a month."),
    ]
    assert align(A, B, set(), set()).fate == ("kept", "changed", "moved", "reworded", "dropped")


def test_only_the_words_that_changed_are_marked() -> None:
    (row,) = align(["A bus will run instead."], ["A bus may run instead."], set(), set()).rows
    assert [(p.text, p.kind) for p in row.left if p.kind != "same"] == [("will ", "cut")]
    assert [(p.text, p.kind) for p in row.right if p.kind != "same"] == [("may ", "new")]


def test_a_passage_that_changed_mostly_stands_before_and_after_unmarked() -> None:
    left, right = "Nobody on the quay had been told a thing.", "Word never got out, said Ida."
    (row,) = align([left], [right], {(0, 0)}, set()).rows
    assert {p.kind for p in (*row.left, *row.right)} == {"same"}


def test_a_difference_makes_a_passage_changed() -> None:
    left, right = ["The minister will go to Senn."], ["The minister may go to Senn."]
    assert align(left, right, set(), set()).rows[0].kind == "reworded"
    assert align(left, right, set(), {(0, 0)}).rows[0].kind == "changed"


SENTENCES = st.lists(st.sampled_from([*A, *B]), max_size=8)


@given(SENTENCES, SENTENCES)
def test_no_sentence_is_lost_and_none_stands_twice(left: list[str], right: list[str]) -> None:
    laid = align(left, right, set(), set())
    assert len(laid.fate) == len(left)
    shown = " ".join("".join(p.text for p in r.right) if r.right else
                     "".join(p.text for p in r.left) if r.kind in {"kept", "moved"} else ""
                     for r in laid.rows)  # fmt: skip
    assert len(shown.split()) == sum(len(s.split()) for s in right)
    dropped = " ".join("".join(p.text for p in r.left) for r in laid.rows if r.kind == "dropped")
    assert len(dropped.split()) == sum(
        len(s.split()) for s, fate in zip(left, laid.fate, strict=True) if fate == "dropped"
    )


def test_every_fate_has_its_own_shape() -> None:
    paths = dict(strip(("kept", "reworded", "changed", "moved", "dropped")).paths)
    shapes = {path.split("M", 1)[1].split(" ", 1)[1].replace("H", "") for path in paths.values()}
    assert len(paths) == 5 == len(shapes)
