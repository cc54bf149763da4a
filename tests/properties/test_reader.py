"""Whatever a correct writer writes is read back exactly; whatever damage does stays where it is."""

from __future__ import annotations

import csv
import io
from typing import Literal

from hypothesis import assume, given
from hypothesis import strategies as st

from sqeval.tables.header import Wanted
from sqeval.tables.parse import LINE
from sqeval.tables.records import Records, read_records
from sqeval.tables.source import source_of

DELIMITERS = ",;\t|"
CELLS = st.text(alphabet="ab1 -,;\t|\"\n\r\\'工é\u2028", max_size=12)
ENDS = st.sampled_from(["\n", "\r\n"])


def wanted(columns: int) -> list[Wanted]:
    return [Wanted(f"c{i}", ((f"Column {i}",),), required=True) for i in range(columns)]


def written(rows: list[list[str]], delimiter: str, end: str, *, quote_all: bool) -> str:
    out = io.StringIO()
    # The module leaves a carriage return unquoted where lines end in a line feed.
    returns = any("\r" in cell for row in rows for cell in row)
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quote_all or returns else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow([f"Column {i}" for i in range(len(rows[0]))])
    writer.writerows(rows)
    return out.getvalue()


def read(text: str, columns: int) -> Records:
    return read_records(source_of("x.csv", text.encode()), wanted(columns), encoding=None)


def cells_of(records: Records) -> list[tuple[str, ...]]:
    return records.frame.drop(LINE).rows()


def swallows_a_line_of_full_width(rows: list[list[str]], delimiter: str) -> bool:
    """Whether some text holds what may be a record of the table by itself: that is refused."""
    width = len(rows[0]) - 1
    return any(
        line.count(delimiter) >= width for row in rows for cell in row for line in cell.split("\n")
    )


@given(
    rows=st.integers(4, 6).flatmap(
        lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=8)
    ),
    delimiter=st.sampled_from(DELIMITERS),
    end=ENDS,
    quote_all=st.booleans(),
)
def test_what_the_csv_module_writes_is_read_back_exactly(
    *, rows: list[list[str]], delimiter: str, end: str, quote_all: bool
) -> None:
    assume(not swallows_a_line_of_full_width(rows, delimiter))
    numbered = [[f"T-{i:04d}", *row] for i, row in enumerate(rows)]
    records = read(written(numbered, delimiter, end, quote_all=quote_all), len(numbered[0]))
    assert cells_of(records) == [tuple(row) for row in numbered]
    assert (records.blank, records.rejects) == (0, ())
    assert records.delimiter == delimiter


@given(
    rows=st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=8)
    ),
    delimiter=st.sampled_from(DELIMITERS),
    end=ENDS,
)
def test_a_record_that_comes_out_is_always_one_that_went_in(
    rows: list[list[str]], delimiter: str, end: str
) -> None:
    """Even where text imitates records, nothing is invented: rows are read, blank or rejected."""
    dated = [[f"T-{i:04d}", f"2026-01-{i + 1:02d}", *row] for i, row in enumerate(rows)]
    records = read(written(dated, delimiter, end, quote_all=False), len(dated[0]))
    out = cells_of(records)
    assert set(out) <= {tuple(row) for row in dated}
    assert records.read == records.blank + len(records.rejects) + len(out)


DAMAGE = st.sampled_from(['"', ",", "\\", "\0", "\r", "\n", '""', '",', ',"', ""])


@st.composite
def damaged_files(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], int, str]:
    """Return good rows, the one that is damaged, and the text of the damaged file."""
    texts = st.sampled_from(["printer", "two\nlines", 'say "hi"', "a, b", "", "Hello,\n\nbye"])
    count = draw(st.integers(3, 12))
    rows: list[tuple[str, ...]] = [
        (f"T-{i:04d}", f"2026-01-{i + 1:02d}", draw(texts), draw(texts), "end")
        for i in range(count)
    ]
    hit = draw(st.integers(0, count - 1))
    lines = [written([list(row)], ",", "\n", quote_all=False).split("\n", 1)[1] for row in rows]
    body = lines[hit].removesuffix("\n")
    at = draw(st.integers(0, len(body)))
    cut = draw(st.integers(0, 3))
    lines[hit] = body[:at] + draw(DAMAGE) + body[at + cut :] + "\n"
    header = written([list(rows[0])], ",", "\n", quote_all=False).split("\n", 1)[0] + "\n"
    return rows, hit, header + "".join(lines)


@given(damaged_files())
def test_damage_in_one_row_leaves_all_other_rows_unchanged(
    file: tuple[list[tuple[str, ...]], int, str],
) -> None:
    rows, hit, text = file
    out = cells_of(read(text, 5))
    others = [row for i, row in enumerate(rows) if i != hit]
    assert [row for row in out if row in others] == others
    assert len(out) - len(others) in {0, 1}
