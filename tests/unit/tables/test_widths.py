"""Widths taken on trust: whatever the parser makes of a line, a wrong width is found."""

from __future__ import annotations

import random

import polars as pl
import pytest

from sqeval.tables import widths
from sqeval.tables.account import account_on_trust
from sqeval.tables.dialect import Layout
from sqeval.tables.encoding import Text
from sqeval.tables.header import Wanted
from sqeval.tables.parse import LINE
from sqeval.tables.records import Records, read_records
from sqeval.tables.source import source_of
from sqeval.tables.widths import pays, proven

ALL = tuple(Wanted(name, ((name,),), required=True) for name in "abc")
SOME = ALL[:1]


def read(body: str, wanted: tuple[Wanted, ...]) -> Records:
    return read_records(source_of("x.csv", f"a,b,c\n{body}".encode()), wanted, encoding=None)


#: Enough good rows that the odd one is not among the lines looked at beforehand, and long enough
#: that their widths are taken on trust.
MANY = [f"{i},x,{'y' * 110}" for i in range(20_000)]

ODD_ONES = {
    "too few": ("1,2", "too-few-fields"),
    "too many": ("1,2,3,4", "too-many-fields"),
    "too many, the last empty": ("1,2,3,", "too-many-fields"),
    "too few, the last empty": ("1,", "too-few-fields"),
    "a quote out of place": ('1,6" cable,7" cable', "broken-quote"),
    "a quote out of place, too few": ('1,6" and 7" cable', "broken-quote"),
    "a NUL": ("1,\0,3", "nul-byte"),
    "a carriage return": ("1,\r,3", "stray-cr"),
}


@pytest.mark.parametrize("wanted", [ALL, SOME], ids=["all columns", "one column"])
@pytest.mark.parametrize(("line", "code"), ODD_ONES.values(), ids=ODD_ONES)
def test_one_damaged_line_among_many_is_rejected(
    line: str, code: str, wanted: tuple[Wanted, ...]
) -> None:
    records = read("\n".join([*MANY[:10_003], line, *MANY[10_003:]]) + "\n", wanted)
    assert [(r.line, r.code, r.raw) for r in records.rejects] == [(10_005, code, line)]
    assert records.frame["a"].to_list() == [str(i) for i in range(20_000)]


def test_a_field_too_few_and_one_too_many_do_not_make_up_for_one_another() -> None:
    """Polars says nothing of a delimiter too many at the very end of a file."""
    records = read("\n".join([*MANY[:10_003], "1,2", *MANY[10_003:], "1,2,3,"]), ALL)
    assert [r.code for r in records.rejects] == ["too-few-fields", "too-many-fields"]
    assert records.frame.height == 20_000


def test_a_line_of_another_width_within_a_text_is_no_row() -> None:
    rows = [*MANY[:10_003], '1,"one', "two", "", 'three, four",3', *MANY[10_003:]]
    records = read("\n".join(rows) + "\n", ALL)
    assert not records.rejects
    assert records.frame.filter(pl.col("a") == "1")["b"].to_list() == [
        "x",
        "one\ntwo\n\nthree, four",
    ]
    assert records.frame[LINE].to_list()[10_003:10_005] == [10_005, 10_009]


def test_lines_of_another_width_within_a_text_do_not_undo_the_trust() -> None:
    """Such a line, were it taken for a row, would have the shape of one and cast doubt on all."""
    rows = ["a,b,c", *MANY[:99], '1,"one', "12,ab", 'end",3', *MANY[99:]]
    text = Text("\n".join(rows).encode(), "utf-8", classic=False)
    layout = Layout(",", 0, 0, ("a", "b", "c"))
    account = account_on_trust(pl.Series("line", rows), text, layout)
    assert account is not None
    assert account.continued.to_list() == [101, 102]


@pytest.mark.parametrize("end", [b"1,x,\xe5", b'1,x,"y'])
def test_a_row_cut_off_by_the_end_of_a_large_file_is_told_as_such(end: bytes) -> None:
    data = "\n".join(["a,b,c", *MANY, ""]).encode() + end
    records = read_records(source_of("x.csv", data), ALL, encoding=None)
    assert [r.code for r in records.rejects] == ["truncated"]


@pytest.mark.parametrize("line", ["", ",,", " , ,\t", "\u3000,\u00a0,", '"",,""'])
def test_a_blank_line_among_many_is_counted(line: str) -> None:
    records = read("\n".join([*MANY[:10_003], line, *MANY[10_003:]]) + "\n", ALL)
    assert (records.blank, records.frame.height, records.rejects) == (1, 20_000, ())
    assert records.frame[LINE].to_list()[10_003] == 10_006


@pytest.mark.parametrize(
    ("rows", "lengths", "quoted", "right"),
    [
        ([("ab", "c")], [4], [False], True),
        ([("ab", "")], [2], [False], False),
        ([("ab", "c")], [6], [False], False),
        ([("ab", "c")], [8], [True], True),
        ([("ab", "c"), ("d", "")], [4, 1], [False, False], False),
        ([("ä", "c")], [4], [False], True),
    ],
)
def test_the_bytes_of_cells_and_delimiters_make_up_the_line(
    rows: list[tuple[str, str]], lengths: list[int], quoted: list[bool], *, right: bool
) -> None:
    cells = pl.DataFrame(rows, schema=["column_1", "column_2"], orient="row")
    starts = pl.int_range(1, len(lengths) + 1, eager=True)
    given = pl.Series(lengths, dtype=pl.UInt32), pl.Series(quoted), starts
    assert proven(cells, *given) is right


def test_another_number_of_rows_than_of_records_proves_nothing() -> None:
    cells = pl.DataFrame({"column_1": ["a"], "column_2": ["b"]})
    two = pl.Series([3, 3], dtype=pl.UInt32), pl.Series([False, False]), pl.Series([1, 2])
    assert not proven(cells, *two)


def test_all_columns_are_parsed_for_the_proof_only_where_most_are_needed() -> None:
    assert [pays(widths.FEW, n, 8) for n in (1, 5, 6, 8)] == [False, False, True, True]
    assert not pays(widths.FEW - 1, 8, 8)


PIECES = ("1,x,y\n",) * 12 + (
    "1,x\n",
    '2,"x","y"\n',
    '3,"a\n',
    'b",4\n',
    "\n",
    ",,\n",
    "5,,\n",
    "6,x,y,\n",
)
RARE = (
    '7,6" x,y\n',
    "a,b,c\n",
    "Total,9,\n",
    '"",,\n',
    '8,"say ""a""",\n',
    "no,comma\nat,all",
    "9,x",
    " , ,\n",
)


@pytest.mark.parametrize("seed", range(300))
def test_what_is_proven_is_what_is_counted(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret depends on it
    pool = PIECES[: chance.choice((12, 14, 18, 20))] + chance.choice(((), RARE))
    body = "".join(chance.choice(pool) for _ in range(chance.randint(1, 40)))
    counted = read(body, ALL)
    monkeypatch.setattr(widths, "FEW", 0)
    trusted = read(body, ALL)
    assert trusted.frame.equals(counted.frame)
    assert trusted.rejects == counted.rejects
    assert (trusted.read, trusted.blank) == (counted.read, counted.blank)
