"""PDF files: columns, divided words, running heads, scans, locked and broken ones."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.read import read
from twosource.read.sources import pdf as pdf_module
from twosource.read.sources.pdf_layout import Page, Piece, columns, lines_of
from twosource.read.sources.pdf_text import lay, text_of
from twosource.types import Account, Failure

sys.path.insert(0, str(Path(__file__).parent))
from pdf_maker import Pdf, Sheet, Text, column, stacked

pytest.importorskip("pypdfium2")

MARKED = (
    "The council of Varn voted on Tuesday to close the Tern Bridge after in|spec|tors found "
    "cracks in two of its four piers, the mayor said, adding that no|body would be asked to "
    "wait for a ferry longer than twenty min|utes.",
    "“We will not re|open it until it is safe,” Ada Moor told re|porters at the town hall, a "
    "building that stands beside the river and has been flood|ed three times since it was built.",
    "Oto Ferrin, who owns the ferry line, said that his boats would carry school|children for "
    "nothing and every|body else for a crown, and that the skip|pers had agreed to it.",
    "The town will pay for the re|pair of the piers from what the har|bour earns, which was more "
    "last year than in any year be|fore, and hopes to open the bridge again in the autumn.",
)
PLAIN = tuple(p.replace("|", "") for p in MARKED)
HEAD = "Tern Bridge shut"


def opened(data: bytes, tmp_path: Path) -> list[Account | Failure]:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return list(read([path]))


def one(data: bytes, tmp_path: Path) -> Account:
    found = opened(data, tmp_path)
    assert [type(f) for f in found] == [Account], found
    assert isinstance(found[0], Account)
    return found[0]


def told(account: Account) -> list[str]:
    return [s.of(account.text) for s in account.paragraphs]


def two_columns(marked: tuple[str, ...] = MARKED) -> Sheet:
    texts = [Text(HEAD, 50, 730, 24), Text("By Ida Holm", 50, 705, 9)]
    texts += stacked(marked[:2], 50, 660, 214) + stacked(marked[2:], 310, 660, 214)
    return Sheet(texts)


def test_one_column(tmp_path: Path) -> None:
    texts = [Text(HEAD, 50, 730, 24), Text("By Ida Holm", 50, 705, 9),
             Text("6 May 2031", 50, 690, 9), *stacked(MARKED, 50, 660, 400)]  # fmt: skip
    account = one(Pdf([Sheet(texts)]).data(), tmp_path)
    assert told(account) == list(PLAIN)
    assert account.title == HEAD
    assert account.byline == ("Ida Holm",)
    assert account.published is not None
    assert account.published.value == "2031-05-06"
    assert account.charset_reason == "text layer of a PDF, 1 page"
    assert account.id == "a.pdf"


def test_two_columns_under_a_headline(tmp_path: Path) -> None:
    account = one(Pdf([two_columns()]).data(), tmp_path)
    assert told(account) == list(PLAIN)
    (repair,) = account.repairs
    assert repair.kind == "word divided at the end of a line"
    assert repair.count == sum(t.words.endswith("-") for t in two_columns().texts) > 0


def test_columns_whose_lines_are_written_across(tmp_path: Path) -> None:
    """The content goes line by line over both columns, as some programs write it."""
    sheet = two_columns()
    texts = sorted(sheet.texts, key=lambda t: (-t.y, t.x))
    assert told(one(Pdf([Sheet(texts)]).data(), tmp_path)) == list(PLAIN)


def test_three_columns_in_any_order(tmp_path: Path) -> None:
    texts = [Text(HEAD + " after cracks are found", 50, 730, 24)]
    texts += stacked(MARKED[:1], 50, 690, 150) + stacked(MARKED[1:3], 220, 690, 150)
    texts += stacked(MARKED[3:], 390, 690, 150)
    random.Random(7).shuffle(texts)
    account = one(Pdf([Sheet(texts)]).data(), tmp_path)
    assert told(account) == list(PLAIN)
    assert account.title == HEAD + " after cracks are found"


def test_running_heads_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    sheets = []
    for n in range(3):
        edge = [Text("The Varn Courier", 50, 780, 8), Text(f"Page {n + 1} of 3", 270, 20, 8)]
        first = [Text(HEAD, 50, 740, 24)] if n == 0 else []
        sheets.append(Sheet([*edge, *first, *stacked([MARKED[n]], 50, 700, 400)]))
    account = one(Pdf(sheets).data(), tmp_path)
    assert told(account) == list(PLAIN[:3])
    running = [(f.text, f.reason) for f in account.furniture if f.kind == "running"]
    assert running == [
        ("The Varn Courier", "stands at the edge of 3 of 3 pages"),
        ("Page 1 of 3", "stands at the edge of 3 of 3 pages"),
    ]


def test_a_paragraph_goes_on_over_columns_and_pages(tmp_path: Path) -> None:
    lines = column(MARKED[0], 50, 660, 230)
    cut = [*lines[:3], *[Text(t.words, 310, 660 - 12 * n, 10) for n, t in enumerate(lines[3:])]]
    more = column(MARKED[1], 310, cut[-1].y - 12, 230)
    rest = [Text(t.words, 50, 700 - 12 * n, 10) for n, t in enumerate(more[2:])]
    account = one(Pdf([Sheet([*cut, *more[:2]]), Sheet(rest)]).data(), tmp_path)
    assert told(account) == list(PLAIN[:2])


def test_hyphens_that_belong_to_a_word_stay(tmp_path: Path) -> None:
    lines = (
        "The twenty-year-old bridge was built by the engineer Jean-",
        "Luc Maran, and the so-called twenty-",
        "year rule, a well-known one, says that a well-",
        "known bridge is looked at by inspec-",
        "tors each spring, the mayor of Varn said.",
    )
    texts = [Text(t, 50, 700 - 12 * n) for n, t in enumerate(lines)]
    account = one(Pdf([Sheet(texts)]).data(), tmp_path)
    assert account.text == (
        "The twenty-year-old bridge was built by the engineer Jean-Luc Maran, and the so-called "
        "twenty-year rule, a well-known one, says that a well-known bridge is looked at by "
        "inspectors each spring, the mayor of Varn said."
    )


def test_other_scripts_ligatures_and_packed_streams(tmp_path: Path) -> None:
    words = (
        "Совет порта решил во вторник закрыть мост после того, как в опорах нашли трещины, "
        "сказал мэр. Никто не пострадал, и паром будет возить детей бесплатно."
    )
    texts = column(words, 50, 700, 400) + column("The ﬁrst oﬃcial ﬂoat sailed on Monday at noon.",
                                                 50, 600, 400)  # fmt: skip
    account = one(Pdf([Sheet(texts)], packed=True).data(), tmp_path)
    assert words in account.text
    assert "The first official float sailed" in account.text


def test_a_scan_is_named_as_one(tmp_path: Path) -> None:
    (found,) = opened(Pdf([Sheet(picture=True)] * 2).data(), tmp_path)
    assert isinstance(found, Failure)
    assert found.code == "TS-READ-17"
    assert "ocrmypdf" in found.message
    account, named = opened(Pdf([two_columns(), Sheet(picture=True)]).data(), tmp_path)
    assert isinstance(account, Account)
    assert told(account) == list(PLAIN)
    assert isinstance(named, Failure)
    assert (named.code, "1 of 2 pages: 2" in named.message) == ("TS-READ-17", True)


def test_an_empty_and_a_locked_file_are_named(tmp_path: Path) -> None:
    (found,) = opened(Pdf([Sheet()]).data(), tmp_path)
    assert isinstance(found, Failure)
    assert found.code == "TS-READ-01"
    (found,) = opened(Pdf([two_columns()], locked=True).data(), tmp_path)
    assert isinstance(found, Failure)
    assert found.code == "TS-READ-18"


def test_what_can_be_mended_is_read_and_the_rest_named(tmp_path: Path) -> None:
    data = Pdf([two_columns()]).data()
    lost = data.replace(b"startxref\n", b"startxref\n9")
    for damaged in (lost, b"junk \0\1\2\3\4\5\n" + data, data + b"\0" * 99):
        assert told(one(damaged, tmp_path)) == list(PLAIN)
    (found,) = opened(data[:300], tmp_path)
    assert isinstance(found, Failure)
    assert found.code == "TS-READ-11"


def test_title_and_day_of_the_file(tmp_path: Path) -> None:
    info = {"Title": "The bridge in spring", "CreationDate": "D:20310507120000Z"}
    account = one(Pdf([Sheet(stacked(MARKED, 50, 700, 400))], info=info).data(), tmp_path)
    assert account.title == "The bridge in spring"
    assert [(d.value, d.kind, d.evidence) for d in account.dates] == [
        ("2031-05-07", "crawled", "PDF field CreationDate")
    ]
    assert account.published is None


def worker(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put another program in the worker's place."""
    path = tmp_path / "worker.py"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(pdf_module.pdf_worker, "__file__", str(path))


def test_what_was_read_before_a_crash_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = '["The ferry was late on Tuesday, said the harbour master.", 50, 700, 300, 710, 10]'
    page = f'{{"width": 600, "height": 800, "pictures": 0, "pieces": [{piece}]}}'
    crash = f"""import os, signal, sys
sys.stdin.buffer.read()
print('{{"pages": 2}}', flush=True)
print('{page}', flush=True)
print('{{"width": 600, "he', flush=True)
os.kill(os.getpid(), signal.SIGSEGV)
"""
    worker(crash, tmp_path, monkeypatch)
    account, named = opened(Pdf([two_columns()]).data(), tmp_path)
    assert isinstance(account, Account)
    assert account.text.startswith("The ferry was late")
    assert isinstance(named, Failure)
    assert (named.code, "up to page 1" in named.message) == ("TS-READ-11", True)


def test_a_file_that_stalls_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker(
        "import time\nprint('{\"pages\": 1}', flush=True)\ntime.sleep(99)", tmp_path, monkeypatch
    )
    monkeypatch.setattr(pdf_module, "SECONDS", 1.0)
    (found,) = opened(Pdf([two_columns()]).data(), tmp_path)
    assert isinstance(found, Failure)
    assert found.code == "TS-LIMIT-03"


def test_without_the_library_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "pypdfium2.py").write_text("raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "lib"))
    (found,) = opened(Pdf([two_columns()]).data(), tmp_path)
    assert isinstance(found, Failure)
    assert found.code == "TS-READ-13"
    assert "pip install 'twosource[pdf]'" in found.message


numbers = st.floats(-50, 900, allow_nan=False)
pieces = st.builds(
    lambda text, x, y, w, size: Piece(text, x, y, x + w, y + size, size),
    st.text("ab- .é\u00adמ", min_size=1, max_size=12), numbers, numbers, st.floats(0, 400),
    st.floats(0.1, 40),
)  # fmt: skip


@given(st.lists(pieces, max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_piece_is_lost_or_told_twice(found: list[Piece]) -> None:
    laid = [p for col in columns(found) for p in col]
    assert sorted(laid, key=repr) == sorted(found, key=repr)
    lines = lines_of(found)
    assert sum(len("".join(ln.text.split())) for ln in lines) == sum(
        len("".join(p.text.split())) for p in found
    )
    text_of(lay([Page(600, 800, tuple(found))]))
