"""Where the bytes come from: names, pipes, files that change, and several files of one table."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from sqeval.api import Options, open_sources, scored
from sqeval.problems import Exit, InputError
from sqeval.tables import source as source_module
from sqeval.tables.source import open_source
from tests.reader.cases import HEADER, TICKETS, A, B, C, D, changed, file
from tests.reader.desk import Outcome, outcome, rules, run
from tests.reader.reference import figures
from tests.reader.verdict import same

ALL = [TICKETS[name] for name in "ABCD"]


def score(*paths: Path) -> Outcome:
    sources = open_sources(rules(), {"tickets": [str(path) for path in paths]})
    return outcome(scored(rules(), sources, Options(max_rejected=1.0)))


def assert_whole(read: Outcome) -> None:
    """All four tickets were used, and the figures are theirs."""
    for name, figure in figures(ALL).items():
        assert same(read.figures[name], figure), name


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        score(path)
    assert caught.value.exit_code is Exit.REFUSED
    return str(caught.value)


@pytest.mark.parametrize("name", ["t[1].csv", "*.csv", "t?.csv", "工单 1月.csv", "-x.csv", "{a,b}"])
def test_a_name_is_that_very_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "t1.csv").write_bytes(file(A))
    path = tmp_path / name
    path.write_bytes(file(A, B, C, D))
    assert_whole(score(path))


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(file(A, B, C, D))
    (tmp_path / "link.csv").symlink_to(tmp_path / "t.csv")
    assert_whole(score(tmp_path / "link.csv"))


@pytest.mark.parametrize("change", ["append", "truncate", "replace", "touch"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(file(A, B, C, D))
    os.utime(path, (1, 1))
    real = os.fstat

    def stat_then_change(descriptor: int) -> os.stat_result:
        before = real(descriptor)
        if change == "append":
            path.write_bytes(file(A, B, C, D, changed(D, 0, "E-5")))
        elif change == "truncate":
            path.write_bytes(file(A, B))
        elif change == "replace":
            path.unlink()
            path.write_bytes(file(A, B, C, D))
        else:
            os.utime(path, (2, 2))
        return before

    monkeypatch.setattr(os, "fstat", stat_then_change)
    message = refused(path)
    assert "SQ503" in message
    assert "wait until the export is complete" in message


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(file(A, B, C, D),))
    writer.start()
    assert open_source(str(path)).data == file(A, B, C, D)
    writer.join()


def test_a_pipe_without_a_writer_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(source_module, "FIFO_WAIT", 0.01)
    assert "SQ501" in refused(tmp_path / "pipe")


def test_columns_of_several_files_are_matched_by_name() -> None:
    names = HEADER.split(",")
    turned = [",".join(reversed(line.split(","))) for line in (HEADER.upper(), C, D)]
    read = run([file(A, B), file(*turned[1:], header=turned[0])], rules())
    assert_whole(read)
    assert read.table.frame["subject"].to_list() == ["printer", "screen", "badge", "login"]
    assert [one.rows for one in read.table.files] == [2, 2]
    assert len(names) == 7


def test_each_file_has_its_own_encoding_mark_delimiter_and_line_ends() -> None:
    second = file(C, D).replace(b",", b";").replace(b"\n", b"\r\n")
    read = run([file(A, B).decode().encode("utf-16"), second], rules())
    assert_whole(read)
    assert [(one.encoding, one.delimiter) for one in read.table.files] == [
        ("utf-16", ","),
        ("utf-8", ";"),
    ]


def test_rejects_are_counted_by_file_and_line() -> None:
    read = run([file("", A, B + ","), file(C, D, "x")], rules())
    rejects = [(r.file, r.line, r.code) for r in read.table.ledger.rejects]
    assert rejects == [("1.csv", 4, "too-many-fields"), ("2.csv", 4, "footer")]
    assert read.ledger == (6, 1, 2, 0, 3)
    assert [one.rows for one in read.table.files] == [3, 3]


def test_a_column_that_one_file_lacks_is_told() -> None:
    short = "\n".join(line.rsplit(",", 1)[0] for line in (HEADER, C, D)).encode()
    read = run([file(A, B), short], rules())
    assert_whole(read)
    assert "SQ533" in {notice.code for notice in read.notices}
    assert read.table.frame["subject"].to_list() == ["printer", "screen", None, None]


def test_what_a_file_lacks_is_not_known_and_never_empty() -> None:
    optional = rules((("solved_at", "{from: [Solved at], type: datetime, required: false}"),))
    whole = run([file(A, B)], optional)
    short = [",".join(cells[:2] + cells[3:]) for cells in (s.split(",") for s in (HEADER, C, D))]
    read = run([file(A, B), file(*short[1:], header=short[0])], optional)
    assert read.ledger == (4, 0, 0, 0, 4)
    assert read.invalid == {"solved_at": {"absent-column": 2}}
    for name in ("time_to_solve", "on_time"):
        figure = read.figures[name]
        assert (figure.value, figure.n) == (whole.figures[name].value, whole.figures[name].n)
        assert figure.excluded["invalid-cell"] == 2
    assert "SQ533" in {notice.code for notice in read.notices}


def test_the_order_of_day_and_month_is_that_of_each_file() -> None:
    first = file(*(changed(line, 1, f"{day}/01/2026 09:00") for line, day in ((A, 5), (B, 31))))
    second = file(*(changed(line, 1, f"01/{day}/2026 09:00") for line, day in ((C, 6), (D, 31))))
    read = run([first, second], rules())
    days = [moment.strftime("%m-%d") for moment in read.table.frame["created_at"]]
    assert days == ["01-05", "01-31", "01-06", "01-31"]


def test_a_file_that_does_not_tell_day_and_month_learns_nothing_from_another() -> None:
    telling = file(*(changed(line, 1, f"{day}/01/2026 09:00") for line, day in ((A, 5), (B, 31))))
    silent = file(changed(C, 1, "03/04/2026 09:00"), changed(D, 1, "04/04/2026 09:00"))
    with pytest.raises(InputError) as caught:
        run([telling, silent], rules())
    assert str(caught.value).startswith("2.csv:2: SQ525")


def test_a_clock_that_cannot_be_read_in_one_file_is_refused_for_it() -> None:
    serials = file(changed(C, 1, "46040.5"), changed(D, 1, "46042.5"))
    with pytest.raises(InputError) as caught:
        run([file(A, B), serials], rules())
    (problem,) = caught.value.problems
    assert problem.code == "SQ554"
    assert "created_at in 2.csv: 2 of 2 cells cannot be read" in problem.message


def test_a_required_column_that_one_file_lacks_is_refused_by_its_name() -> None:
    with pytest.raises(InputError) as caught:
        run([file(A, B), file(C, D, header=HEADER.replace("Effort", "x"))], rules())
    assert str(caught.value).startswith("2.csv:1: SQ506")


def test_a_record_that_two_files_hold_counts_once() -> None:
    read = run([file(A, B, C), file(C, D)], rules())
    assert_whole(read)
    assert read.ledger == (5, 0, 0, 1, 4)
