"""Bad input never stops the rest: a coded message or a sensible dossier."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from conftest import HARBOUR, Run, lines

GOOD = (
    "Tern Bridge shut after inspection\n\n"
    "The Tern Bridge was closed on Monday after inspectors found cracks, the mayor said.\n\n"
    "“We will not reopen it until it is safe,” Ada Moor told reporters at the town hall.\n"
)

BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "TS-READ-01"),
    "blank.txt": (b" \n\t\r\n ", "TS-READ-01"),
    "binary.bin": (bytes(range(256)) * 64, "TS-READ-02"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 400, "TS-READ-02"),
    "broken.jsonl": (b'{"id": "a", "text": "x\n', "TS-READ-04"),
    "notext.jsonl": (b'{"id": "a", "title": "x"}\n', "TS-READ-05"),
    "cut.jsonl.gz": (
        gzip.compress(b'{"id": "a", "text": "x"}\n' * 99, mtime=0)[:-9],
        "TS-READ-11",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_is_named_and_the_rest_goes_on(name: str, run: Run, tmp_path: Path) -> None:
    data, code = BAD[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = run("statements", tmp_path / name, tmp_path / "good.txt")
    assert done.returncode == 1
    assert code in done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert any(r["account"] == "good.txt" for r in lines(done.stdout))


def test_missing_file(run: Run, tmp_path: Path) -> None:
    done = run("dossier", tmp_path / "nothing.txt")
    assert done.returncode == 1
    assert "TS-READ-03" in done.stderr
    assert done.stdout == ""


def test_over_the_size_limit(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text(GOOD * 40, encoding="utf-8")
    done = run("read", "--max-bytes", "2000", path)
    assert done.returncode == 1
    assert "TS-LIMIT-01" in done.stderr


def test_fifty_megabytes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_bytes(b"word word word. " * (50 * 65536))
    done = run("dossier", path)
    assert done.returncode == 1
    assert "TS-LIMIT-01" in done.stderr


def test_an_empty_folder_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    done = run("dossier", tmp_path)
    assert done.returncode in {1, 2}
    assert "TS-" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        '“An odd number of “marks, she said. He said nothing” more” to "anyone.',
        "<html><body><p>Broken <b>page <div><p>The mayor said it was over.</p>" + "<div>" * 3000,
        "The mayor said \udcff it was over.".encode("utf-8", "replace").decode(),
        "One.",
        "🙂🙂🙂 said the mayor. " * 3,
        "قال الوزير إن الجسر مغلق. " * 5,
    ],
)
def test_odd_texts_get_a_dossier_or_a_code(text: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(text, encoding="utf-8")
    done = run("dossier", path)
    assert "Traceback" not in done.stderr
    if done.returncode == 0:
        assert json.loads(done.stdout)["story"]["accounts"] == ["odd.txt"]
    else:
        assert done.returncode == 1
        assert "TS-" in done.stderr


def test_mixed_encodings_in_one_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    path.write_bytes(GOOD.encode("utf-8") + "\nThe café said “no”.\n".encode("cp1252"))
    done = run("read", path)
    assert done.returncode == 0, done.stderr
    (record,) = lines(done.stdout)
    assert "“We will not reopen it" in record["text"]


def test_one_account_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    (dossier,) = lines(run("dossier", "-q", path).stdout)
    assert dossier["links"] == []
    assert all(f["kind"] == "only" for f in dossier["findings"])


def test_records_without_a_title_get_a_dossier(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plain.jsonl"
    texts = {
        "a": "The ferry board said 12 boats stay in port. The board fined two skippers.",
        "b": "Fifteen boats stay in port, the ferry board of Osk said. “Enough,” it wrote.",
    }
    records = [{"id": k, "text": v} for k, v in texts.items()]
    records.append({"id": "c", "title": "", "text": "The ferry board met on Monday."})
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    for form in ("json", "html", "md"):
        done = run("dossier", "-q", "--one-story", "--format", form, path)
        assert (done.returncode, done.stderr) == (0, "")
    (dossier,) = lines(run("dossier", "-q", "--one-story", path).stdout)
    assert [a["title"] for a in dossier["accounts"]] == [None, None, None]
    assert any("board" in p["name"].lower() for p in dossier["parties"])


def test_two_unrelated_accounts_are_two_stories(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    other = (
        "Chess club wins regional cup\n\nThe Osel chess club won the regional cup on Sunday "
        "after a long final game that ended well past midnight.\n\n"
        "“Nobody slept,” trainer Imre Voll said with a laugh, holding the cup.\n"
    )
    (tmp_path / "other.txt").write_text(other, encoding="utf-8")
    done = run("dossier", "-q", tmp_path)
    assert len(lines(done.stdout)) == 2
    page = tmp_path / "page.html"
    assert run("dossier", "-q", tmp_path / "good.txt", tmp_path / "other.txt", "-o", page)
    data = '<script type="application/ld+json">'
    assert "<script" not in page.read_text(encoding="utf-8").replace(data, "", 1)


def test_the_same_file_twice_is_one_source(run: Run, tmp_path: Path) -> None:
    wire = HARBOUR / "1-meridian.html"
    (tmp_path / "copy").mkdir()
    again = tmp_path / "copy" / wire.name
    again.write_bytes(wire.read_bytes())
    done = run("dossier", "-q", wire, again)
    (dossier,) = lines(done.stdout)
    (link,) = dossier["links"]
    assert link["relation"] == "verbatim"
    assert not [f for f in dossier["findings"] if f["kind"] != "agree"]
    ranges = [f["sources"] for f in dossier["findings"] if f["sources"]]
    # a copy stands with its original, so there may be nothing left to compare
    assert all(r["at_most"] == 1 for r in ranges)


@pytest.mark.timeout(120)
def test_a_parse_that_goes_round_in_a_circle_ends(run: Run, tmp_path: Path) -> None:
    """Odd words gave the heads of the parse a circle."""
    odd = "${x}" * 40
    (tmp_path / "a.txt").write_text(
        "The council of Varn voted on Tuesday, 6 May 2031, to close the Tern Bridge after "
        "inspectors found cracks in two of its four piers, the mayor said.\n\n“We will not reopen "
        "it until it is safe,” Ada Moor told the Varn Courier. “Nobody wants a "
        "second ferry,” she added, “but 1,250 people cross every day.”\n\n"
        f"According to Oto Ferrin, who owns {odd}the ferry line, his boats would carry children "
        "for nothing if the town paid for the fuel. The skippers’ union refused.\n",
        encoding="utf-8",
    )
    (tmp_path / "b.txt").write_text(
        "Osel ferry late\n\n“We will not reopen it until it is safe,” Ada Moor told the Varn "
        "Courier. “Nobody wants a second ferry,” she added, “but 1,250 people cross every day.”"
        "\n\nAccording to Oto Ferrin, who owns the ferry line, his boats would carry children for "
        "nothing if the town paid for the fuel. The skippers’ union refused.\n",
        encoding="utf-8",
    )
    done = run("dossier", "--format", "html", "--one-story", tmp_path / "a.txt", tmp_path / "b.txt")
    assert done.returncode == 0
    assert "<html" in done.stdout
