from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.read import read_bytes
from twosource.read.blocks import dump_blocks
from twosource.types import Account

BODY = [
    "(AP) — The river Osk burst its banks early on Friday and flooded the lower town "
    "of Varn, forcing about 300 people from their homes, officials said.",
    "Fire crews worked through the night to carry residents to a school on higher "
    "ground. “We have not lost anyone,” said Marta Quill, the mayor, who called the "
    "flood the worst in forty years.",
    "The water began to fall on Saturday, but the bridge to the station stayed "
    "closed and engineers warned that its piers might have been weakened by drifting "
    "logs.",
    "Farmers in the valley said that they had lost winter feed and some of their "
    "animals, and asked the regional government for help before the frost set in.",
]
TITLE = "River floods lower town of Varn, hundreds leave homes"
DUMP = f"""The Osk Valley Post
Home World Business Sport
Today: March 03, 2033

{TITLE}

{BODY[0]}

{BODY[1]}

{TITLE}
Residents wade through the market square of Varn on February 27, 2033.

{BODY[2]}

{BODY[3]}

© 2033 The Associated Press. All rights reserved.

Share This

Popular

Council postpones vote on tram line again, citing the rising cost of steel and copper

Mayor of Osk denies that she plans to stand for the regional assembly next spring
"""


def read_dump(text: str) -> Account:
    return read_bytes(text.encode(), "dump.txt")


def test_dump_is_cut_into_account_and_furniture() -> None:
    account = read_dump(DUMP)
    assert account.text == "\n\n".join(BODY)
    assert account.title == TITLE
    assert account.outlet == "The Osk Valley Post"
    assert account.agency == ("Associated Press",)
    assert [c.text for c in account.captions] == [
        "Residents wade through the market square of Varn on February 27, 2033."
    ]
    kinds = {f.kind for f in account.furniture}
    assert {"repeat", "legal", "share", "stamp", "related"} <= kinds


def test_a_crawl_stamp_is_never_the_publication_date() -> None:
    account = read_dump(DUMP)
    assert account.published is None
    assert account.published_reason
    assert {(d.kind, d.value) for d in account.dates} >= {
        ("crawled", "2033-03-03"),
        ("photo", "2033-02-27"),
        ("copyright", "2033"),
    }


def test_spans_and_source_map_are_exact() -> None:
    account = read_dump(DUMP)
    assert [s.of(account.text) for s in account.paragraphs] == BODY
    for ours, theirs in account.source_map:
        assert ours.of(account.text) == theirs.of(DUMP)
    dateline = next(c for c in account.credits if c.kind == "dateline")
    assert dateline.span is not None
    assert dateline.span.of(account.text) == "(AP) —"


def test_damaged_dump_is_mended_and_maps_to_its_damaged_words() -> None:
    damaged = DUMP.encode().decode("cp1252", "replace").replace("\ufffd", "")
    account = read_dump(damaged)
    assert account.text == "\n\n".join(BODY)
    assert [r.kind for r in account.repairs] == ["utf-8 read as windows-1252"]
    ours, theirs = account.source_map[1]
    assert "â€œWe have not lost anyone" in theirs.of(damaged)
    assert "“We have not lost anyone" in ours.of(account.text)


def test_a_comment_form_ends_the_account() -> None:
    account = read_dump(
        f"{TITLE}\n\n"
        + "\n\n".join(BODY)
        + "\n\nLeave a Reply\n\n"
        + "Your email address will not be published. Required fields are marked *"
    )
    assert account.text == "\n\n".join(BODY)
    assert [f.kind for f in account.furniture] == ["comment", "comment"]


def test_a_headline_over_each_picture_is_no_wrapped_text() -> None:
    head = "Islanders keep the night ferry after a long evening of speeches in the council hall"
    captions = ["The night ferry at the pier.", "The baker of Fennmark with her last loaves."]
    pictures = [f"{head}\n{caption}" for caption in captions]
    dump = "\n\n".join([head, head, BODY[0], pictures[0], BODY[1], pictures[1], *BODY[2:]])
    account = read_bytes(dump.encode(), "ferry")
    assert [c.text for c in account.captions] == captions
    assert all(head not in s.of(account.text) for s in account.paragraphs)


def test_hard_wrapped_lines_become_paragraphs() -> None:
    import textwrap

    wrapped = "\n\n".join("\n".join(textwrap.wrap(p, 72)) for p in BODY * 2)
    blocks = dump_blocks(wrapped).blocks
    assert [b.text for b in blocks] == BODY * 2


def test_nul_bytes_and_mixed_encodings_are_read() -> None:
    data = BODY[0].encode() + b"\x00\n\ncaf\xe9 owners were cut off, they said on Friday afternoon."
    account = read_bytes(data, "x")
    assert "café owners" in account.text
    assert "not, read as windows-1252" in account.charset_reason


@given(st.text(max_size=400))
@settings(max_examples=100, deadline=None)
def test_blocks_are_exact_slices(text: str) -> None:
    for block in dump_blocks(text).blocks:
        assert block.text
        assert "".join(block.text.split()) == "".join(text[block.start : block.end].split())
