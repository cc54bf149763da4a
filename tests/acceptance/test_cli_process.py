"""The command as a process: terminals, pipes, signals, and that nothing of the host shows."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from sqeval.problems import cells
from tests.acceptance.desk import PATIENCE, ROOT, TICKETS, Desk, finish

_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def on_a_terminal(desk: Desk, width: int, *arguments: str, **environment: str) -> str:
    """Score with stdout on a terminal, and return what it would have shown."""
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    process = desk.start(
        "score",
        "tickets.csv",
        "--by",
        "team",
        *arguments,
        stdout=inner,
        environment={"TERM": "xterm"} | environment,
    )
    os.close(inner)
    shown = b""
    try:
        while part := os.read(outer, 1 << 16):
            shown += part
    except OSError:  # the other end is closed
        pass
    os.close(outer)
    done = finish(process)
    assert done.exit == 0, done.err
    return shown.decode().replace("\r\n", "\n")


def test_a_terminal_of_80_columns_is_kept_to(desk: Desk) -> None:
    desk.write("tickets.csv", TICKETS.replace("EMEA", "a team whose name goes on and on " * 4))
    shown = on_a_terminal(desk, 80)
    assert _ESCAPE.search(shown)
    plain = _ESCAPE.sub("", shown)
    assert max(cells(line) for line in plain.splitlines()) <= 80
    piped = desk.score("tickets.csv", "--by", "team").out
    assert max(cells(line) for line in piped.splitlines()) > 80


def test_a_wider_terminal_is_used(desk: Desk) -> None:
    desk.write("tickets.csv", TICKETS.replace("EMEA", "a team whose name goes on and on " * 4))
    lines = _ESCAPE.sub("", on_a_terminal(desk, 120)).splitlines()
    assert 80 < max(cells(line) for line in lines) <= 120


@pytest.mark.parametrize(
    ("arguments", "environment"), [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), (["-fcsv"], {})]
)
def test_a_terminal_without_colour(
    desk: Desk, arguments: list[str], environment: dict[str, str]
) -> None:
    shown = on_a_terminal(desk, 80, *arguments, **environment)
    assert "solve_time" in shown
    assert "\x1b" not in shown


# --- pipes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("fmt", ["table", "json"])
def test_a_reader_that_stops_early_is_no_error(desk: Desk, fmt: str) -> None:
    process = desk.start("score", "tickets.csv", "-q", "-f", fmt)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    done = finish(process)
    assert (done.exit, done.err) == (0, "")


def test_a_full_disk_behind_stdout_is_exit_5(desk: Desk) -> None:
    with Path("/dev/full").open("w") as full:
        done = finish(desk.start("score", "tickets.csv", "-q", stdout=full))
    done.refused(5, "SQ701 not-written")


def test_a_pipe_is_read_to_its_end(desk: Desk) -> None:
    process = desk.start("score", "-", "-q", "-fjson", stdin=-1)
    done = finish(process, TICKETS.encode())
    assert done.report["tables"][0]["rows"]["used"] == 7


# --- signals --------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["-", "pipe.csv"])
def test_an_interrupt_is_exit_130_without_a_traceback(desk: Desk, source: str) -> None:
    pipe = desk.folder / "pipe.csv"
    os.mkfifo(pipe)
    desk.write("r.json", "old\n")
    held = os.open(pipe, os.O_RDWR)  # a writer that writes half a row and never ends
    os.write(held, TICKETS[:100].encode())
    try:
        process = desk.start("score", source, "-o", "r.json", stdin=-1)
        assert process.stderr is not None
        said = process.stderr.readline().decode()  # the rules are said before the export is read
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        said += process.stderr.read().decode()
    finally:
        os.close(held)
    for stream in (process.stdin, process.stdout, process.stderr):
        assert stream is not None
        stream.close()
    assert said.splitlines() == ["sqeval: rules: sqeval.yaml", "sqeval: interrupted"]
    assert (desk.folder / "r.json").read_text() == "old\n"


# --- the host does not show -----------------------------------------------------------------------

HOSTS = [
    {"TZ": "UTC", "PYTHONHASHSEED": "0", "POLARS_MAX_THREADS": "1", "LC_ALL": "C"},
    {"TZ": "America/New_York", "PYTHONHASHSEED": "7", "POLARS_MAX_THREADS": "2", "LC_ALL": "C"},
    {
        "TZ": "Asia/Kathmandu",
        "PYTHONHASHSEED": "42",
        "POLARS_MAX_THREADS": "7",
        "LC_ALL": "C.UTF-8",
    },
]


def many_tickets(n: int) -> str:
    rows = [
        f"T{i},2026-01-{1 + i * 7 % 28:02d} {i % 24:02d}:{i * 13 % 60:02d},"
        f"2026-02-{1 + i * 11 % 28:02d} {i * 5 % 24:02d}:{i * 17 % 60:02d}:{i % 60:02d},"
        f"2026-03-{1 + i * 3 % 28:02d} 10:00,{('P1', 'P2')[i % 2]},组{i % 7},a{i % 11},x"
        for i in range(n)
    ]
    return "\n".join([TICKETS.splitlines()[0], *rows]) + "\n"


def outputs(desk: Desk, number: int) -> list[bytes]:
    return [(desk.folder / f"r{number}.{suffix}").read_bytes() for suffix in ("json", "csv", "txt")]


def test_the_same_bytes_on_every_host(desk: Desk) -> None:
    desk.write("tickets.csv", many_tickets(2000))
    processes = []
    for number, host in enumerate(HOSTS):
        files = [x for suffix in ("json", "csv", "txt") for x in ("-o", f"r{number}.{suffix}")]
        by = ["--by", "team,agent", "--by", "week"]
        arguments = ["score", "tickets.csv", "--period", "2026", *by, *files]
        processes.append(desk.start(*arguments, environment=host))
    ended = [finish(process) for process in processes]
    assert {done.exit for done in ended} == {0}
    assert len({done.err for done in ended}) == 1
    first, *others = (outputs(desk, number) for number in range(len(HOSTS)))
    assert others == [first, first]
    assert first[0].count(b'"by": {') > 77


def test_the_same_bytes_again_in_one_process(desk: Desk) -> None:
    options = ["tickets.csv", "--survey", "surveys.csv", "--by", "team", "-f", "json"]
    assert desk.score(*options) == desk.score(*options)


def test_the_name_of_the_folder_does_not_show(desk: Desk) -> None:
    assert str(desk.folder) not in desk.score("tickets.csv", "-f", "json").out


@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "sqeval.yaml"], 0),
        (["check", "absent.yaml"], 1),
        (["score", "tickets.csv", "-o", "r.json"], 0),
        (["score", "absent.csv"], 3),
        (["test", "sqeval.yaml"], 2),
    ],
)
def test_a_run_ends_as_it_would_where_nothing_can_be_said(
    desk: Desk, stderr: str, arguments: list[str], code: int
) -> None:
    shell = f'exec "$0" -m sqeval "$@" {stderr} >out.txt'
    process = subprocess.run(  # noqa: S603 - the project's own command
        ["/bin/sh", "-c", shell, sys.executable, *arguments],
        cwd=desk.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        timeout=PATIENCE,
        check=False,
    )
    assert process.returncode == code
    assert (desk.folder / "r.json").exists() is ("r.json" in arguments)
