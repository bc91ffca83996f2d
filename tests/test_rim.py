"""The rim of the program: help, messages, and output where writing goes wrong."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pytest

from conftest import HARBOUR, Done, Run, lines
from twosource.cli.commands import HOMES
from twosource.cli.main import cli

TEXT = (
    "Tern Bridge shut after inspection\n\n"
    "The Tern Bridge was closed on Monday after inspectors found cracks, the mayor said.\n\n"
    "“We will not reopen it until it is safe,” Ada Moor told reporters at the town hall.\n"
)
PROGRAM = [sys.executable, "-m", "twosource"]
KINDS = ("HTML", "MHTML", "dumps", ".eml", ".mbox", "PDF", "WARC", "WACZ", "zip", "RSS", "Atom",
         "JSON Feed", "OPML", "JSON Lines", "folders", "URLs", "standard input")  # fmt: skip


def test_summaries_are_whole_at_eighty_columns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run("--help")
    commands = done.stdout.partition("Commands:")[2]
    assert len(commands.splitlines()) > len(HOMES)
    assert "..." not in commands
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_the_list_of_commands_says_what_the_commands_say() -> None:
    ctx = click.Context(cli)
    for name, (_, _, summary) in HOMES.items():
        command = cli.get_command(ctx, name)
        assert command is not None
        assert (command.name, command.get_short_help_str(100)) == (name, summary)
    assert cli.get_command(ctx, "no-such") is None


def test_help_loads_no_stage(process: Run) -> None:
    """Nor a library of one: it is asked for before anything else, and by tab completion."""
    code = (
        "import sys; from twosource.cli.main import cli; "
        "cli(['--help'], standalone_mode=False); "
        "print(sorted({'numpy', 'pydantic', 'spacy', 'tqdm'} & {m for m in sys.modules}), "
        "[m for m in sys.modules if m.startswith('twosource.') and m.count('.') > 1 "
        "and not m.startswith('twosource.cli.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] []"


def test_help_names_every_kind_of_input(run: Run) -> None:
    for command in ("dossier", "read", "statements", "trace", "compare"):
        said = " ".join(run(command, "--help").stdout.split())
        assert [k for k in KINDS if k not in said] == [], command


def test_help_is_set_flush(run: Run) -> None:
    assert "\n  Example" in run("read", "--help").stdout
    assert "\n  Example" in run("dossier", "--help").stdout


def test_no_bar_where_stderr_is_no_terminal(process: Run) -> None:
    done = process("statements", HARBOUR)
    assert (done.returncode, done.stderr) == (0, "")


def on_a_terminal(*args: str) -> bytes:
    """What a call writes on a terminal of 80 columns."""
    import fcntl
    import termios

    pid, fd = pty.fork()
    if pid == 0:
        fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execv(sys.executable, [sys.executable, *args])
    out = b""
    while True:
        try:
            more = os.read(fd, 4096)
        except OSError:
            break
        if not more:
            break
        out += more
    os.waitpid(pid, 0)
    os.close(fd)
    return out


def screen(written: bytes) -> str:
    """The last line that a terminal shows."""
    line = written.decode().rstrip("\r\n").rpartition("\n")[2]
    shown: list[str] = []
    for stretch in line.split("\r"):
        shown[: len(stretch)] = stretch
    return "".join(shown).strip()


def test_no_bar_is_left_on_a_terminal() -> None:
    slow = (
        "import time\nfrom twosource.cli.inputs import Call\nfrom twosource.types import Failure\n"
        "call = Call()\ndef items():\n"
        "    for n in range(3):\n        time.sleep(.7)\n        yield n\n"
        "for n in call.track(items(), 'reading', None):\n"
        "    if n == 1: call.fail([Failure('x', 'TS-READ-01', 'TS-READ-01 x: named')])\n"
    )
    written = on_a_terminal("-c", slow)
    assert b"reading" in written
    assert "\rtwosource: TS-READ-01 x: named" in re.sub(r" +\r", "\r", written.decode())
    assert screen(written) in {"", "twosource: TS-READ-01 x: named"}


def test_one_short_file_leaves_nothing_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    args = ["-m", "twosource", "statements", str(tmp_path / "a.txt"), "-o", str(tmp_path / "o")]
    assert screen(on_a_terminal(*args)) == ""


def called(*args: str | Path, **more: Any) -> Done:
    made = subprocess.run([*PROGRAM, *map(str, args)], capture_output=True, timeout=120, **more)
    return Done(made.returncode, made.stdout.decode(), made.stderr.decode())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_full_disk_keeps_the_old_file(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old\n")

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = called("read", source, "-o", out, preexec_fn=full)
    assert done.returncode == 1
    assert "TS-RUN-04" in done.stderr
    assert out.read_text() == "old\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "out.jsonl"]


def test_a_full_standard_output_is_named(source: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        made = subprocess.run([*PROGRAM, "read", str(source)], stdout=full,
                              stderr=subprocess.PIPE, timeout=120)  # fmt: skip
    assert made.returncode == 1
    assert b"TS-RUN-04 standard output" in made.stderr
    assert b"Traceback" not in made.stderr


def test_a_closed_standard_output_is_named(source: Path) -> None:
    made = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *PROGRAM, "read", str(source)],
        stderr=subprocess.PIPE, timeout=120,
    )  # fmt: skip
    assert made.returncode == 1
    assert b"TS-RUN-04" in made.stderr
    assert b"Traceback" not in made.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(900)))
    made = subprocess.run(
        ["/bin/sh", "-c", '"$@" | head -n 1', "sh", *PROGRAM, "read", str(path)],
        capture_output=True, timeout=120,
    )  # fmt: skip
    assert len(made.stdout.splitlines()) == 1
    assert made.stderr == b""


def test_a_folder_that_cannot_be_made_is_named(source: Path, tmp_path: Path) -> None:
    done = called("read", source, "-o", tmp_path / "a.txt" / "out.jsonl")
    assert done.returncode == 1
    assert "TS-RUN-04" in done.stderr
    done = called("read", source, "-o", tmp_path)
    assert done.returncode == 1
    assert "TS-RUN-04" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_nobody_may_write_to_is_named(source: Path, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    (shut / "out.jsonl").write_text("old\n")
    (shut / "out.jsonl").chmod(0o444)
    shut.chmod(0o555)
    # Permissions do not bind root, who cannot write to /proc either.
    out = Path("/proc/out.jsonl") if os.access(shut, os.W_OK) else shut / "out.jsonl"
    for command in (["read"], ["dossier", "--format", "html"]):
        done = called(*command, source, "-o", out)
        assert (done.returncode, done.stdout) == (1, "")
        assert "TS-RUN-04" in done.stderr
        assert str(out) in done.stderr
        assert "Traceback" not in done.stderr
    shut.chmod(0o755)
    assert (shut / "out.jsonl").read_text() == "old\n"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_in_the_middle_keeps_the_old_file(stop: signal.Signals, tmp_path: Path) -> None:
    feed, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    os.mkfifo(feed)
    out.write_text("old\n")
    made = subprocess.Popen(
        [*PROGRAM, "read", str(feed), "-o", str(out)], stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(stop, signal.SIG_DFL),  # ignored where CI runs detached
    )  # fmt: skip
    with feed.open("w") as writer:
        for n in range(300):
            writer.write(json.dumps({"id": str(n), "text": TEXT}) + "\n")
        writer.flush()
        part = tmp_path / f"out.jsonl.{made.pid}.part"
        for _ in range(300):
            if part.exists():
                break
            time.sleep(0.1)
        assert part.exists()
        made.send_signal(stop)
        _, told = made.communicate(timeout=60)
    assert made.returncode == 128 + stop
    assert b"Traceback" not in told
    assert out.read_text() == "old\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"LANG": "xx_YY.nonsense", "LC_ALL": "xx_YY.nonsense", "TZ": "Nowhere/At_All"},
        {"TZ": "Pacific/Kiritimati", "LANGUAGE": "ar"},
        {"HOME": "/nowhere/at/all"},
    ],
    ids=str,
)
def test_the_same_bytes_whatever_the_surroundings(
    environment: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT + "\nقال الوزير إن الجسر مغلق. 🙂\n", encoding="utf-8")
    usual = called("read", path)
    assert usual.returncode == 0
    assert called("read", path, env={**os.environ, **environment}) == usual
    bare = {k: v for k, v in os.environ.items() if k not in {"HOME", "TERM", "LANG"}}
    assert called("read", path, env=bare) == usual


def test_a_deleted_working_folder(source: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'cd {gone} && rmdir {gone} && exec "$@"'
    made = subprocess.run(
        ["/bin/sh", "-c", command, "sh", *PROGRAM, "read", str(source), "nothing.txt"],
        capture_output=True, timeout=120,
    )  # fmt: skip
    assert made.returncode == 1
    assert b"TS-READ-03" in made.stderr
    assert b"Traceback" not in made.stderr
    assert lines(made.stdout.decode())[0]["id"] == "a.txt"


def test_output_into_a_deleted_working_folder(source: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'cd {gone} && rmdir {gone} && exec "$@"'
    made = subprocess.run(
        ["/bin/sh", "-c", command, "sh", *PROGRAM, "read", str(source), "-o", "out.jsonl"],
        capture_output=True, timeout=120,
    )  # fmt: skip
    assert made.returncode == 1
    assert b"TS-RUN-04" in made.stderr
    assert b"Traceback" not in made.stderr


def test_a_name_that_is_no_utf8_is_written_with_marks(run: Run, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT, encoding="utf-8")
    (tmp_path / os.fsdecode(b"\xff.txt")).write_bytes(b"")
    done = run("dossier", tmp_path)
    assert done.returncode == 1
    (made,) = lines(done.stdout)
    assert made["accounts"][0]["id"] == "caf\ufffd.txt"
    assert "TS-READ-01" in made["failures"][0]["message"]
