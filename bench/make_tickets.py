"""Write a large export to measure with: `python bench/make_tickets.py 1000000`.

Writes `bench/data/tickets-N.csv` (14 columns) and `bench/data/surveys-N.csv` (one answer for every
fifth ticket) for the builtin service-desk rules. One subject in 20 is quoted for a comma, one in
100 for doubled quotes, one in 200 for a line break. The figures come from a mixing of row numbers,
so they do not depend on the random generator of any library; a number N always gives the same
tables.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import polars as pl

OUT = Path(__file__).parent / "data"
YEAR_START_MS = 1_735_660_800_000  # 2025-01-01T00:00 in Beijing
YEAR_MS = 365 * 86_400_000
MASK = (1 << 31) - 1
BEIJING = "Asia/Shanghai"

TEAMS = ["Service Desk", "Desktop Support", "网络组", "业务系统组", "Account & Access", "Server"]
CATEGORIES = ["Software", "Hardware", "Network", "Access", "Email", "Printing", "业务系统", ""]
PRIORITIES = ["Urgent", "High", *["Normal"] * 6, "Low", "Low"]
KINDS = [*["Incident"] * 6, *["Request"] * 3, "Question"]
LIMIT_S = {"Urgent": 900, "High": 1800, "Normal": 14_400, "Low": 28_800}


def mixed(salt: int) -> pl.Expr:
    """Scatter row numbers over 0..2^31-1, differently for each salt (two multiply-xor rounds)."""
    seed = (pl.int_range(pl.len(), dtype=pl.Int64) + salt * 7_919_317) & MASK
    for factor in (1_103_515_245, 1_597_334_677):
        seed = (seed * factor) & MASK
        seed = (seed ^ (seed // 65_536)) & MASK
    return seed


def below(end: int, salt: int) -> pl.Expr:
    """Draw whole numbers from 0 to `end - 1`."""
    return mixed(salt) % end


def one_of(values: list[str], salt: int) -> pl.Expr:
    """Draw one of the values for each row."""
    return pl.lit(pl.Series(values, dtype=pl.String)).gather(below(len(values), salt))


def long_tailed(median: pl.Expr, salt: int) -> pl.Expr:
    """Draw whole numbers around `median` with a long tail above (u / (1 - u) of a uniform u)."""
    draw = below(1000, salt)
    return median * draw // (1010 - draw) + 1


def instant(milliseconds: pl.Expr) -> pl.Expr:
    """Write milliseconds of the epoch as local time with its offset."""
    time = milliseconds.cast(pl.Datetime("ms")).dt.replace_time_zone("UTC")
    return time.dt.convert_time_zone(BEIJING).dt.strftime("%Y-%m-%d %H:%M:%S+08:00")


def subject() -> pl.Expr:
    """Write a subject line, now and then one that CSV must quote."""
    number = below(100_000, 20).cast(pl.String)
    which = below(200, 21)
    return (
        pl.when(which == 0)
        .then(pl.concat_str(pl.lit("Printer on floor "), number, pl.lit("\nsecond line, 第二行")))
        .when(which <= 2)  # noqa: PLR2004 - one in 100
        .then(pl.concat_str(pl.lit('Cable 6" "patch" '), number))
        .when(which <= 12)  # noqa: PLR2004 - one in 20
        .then(pl.concat_str(pl.lit("Laptop, slow, "), number))
        .otherwise(pl.concat_str(pl.lit("Request "), number))
    )


def drawn(count: int) -> pl.DataFrame:
    """Draw the tickets as numbers and texts, oldest first."""
    rows = pl.select(number=pl.int_range(count, dtype=pl.Int64)).with_columns(
        created=YEAR_START_MS + (pl.col("number") * YEAR_MS) // count,
        priority=one_of(PRIORITIES, 1),
        team=one_of(TEAMS, 2),
        agent=below(40, 3),
    )
    limit = pl.col("priority").replace_strict(LIMIT_S, return_dtype=pl.Int64)
    rows = rows.with_columns(
        replied=pl.col("created") + 1000 * long_tailed(limit // 5, 4),
    ).with_columns(
        solved=pl.when(below(50, 6) > 0).then(pl.col("replied") + 1000 * long_tailed(limit * 2, 5)),
    )
    end = YEAR_START_MS + YEAR_MS
    return rows.with_columns(
        pl.when(pl.col(name) < end).then(name).alias(name) for name in ("replied", "solved")
    )


def tickets(rows: pl.DataFrame) -> pl.DataFrame:
    """Lay the tickets out as an export of 14 columns."""
    done = pl.col("solved").is_not_null()
    return rows.select(
        (pl.lit("T") + (10_000_000 + pl.col("number")).cast(pl.String)).alias("Ticket ID"),
        instant(pl.col("created")).alias("Created at"),
        instant(pl.col("replied")).alias("First reply at"),
        instant(pl.col("solved")).alias("Solved at"),
        instant(pl.coalesce("solved", "replied", "created")).alias("Updated at"),
        pl.when(done).then(pl.lit("Closed")).otherwise(pl.lit("Open")).alias("Status"),
        pl.col("priority").alias("Priority"),
        one_of(KINDS, 7).alias("Type"),
        one_of(CATEGORIES, 8).alias("Category"),
        subject().alias("Subject"),
        pl.col("team").alias("Group"),
        pl.concat_str(pl.lit("Agent "), pl.col("agent")).alias("Assignee"),
        (below(1000, 9) < 60).cast(pl.Int8).alias("Reopens"),  # noqa: PLR2004 - 6 %
        (below(8, 10) // 6).alias("Reassignments"),
    )


def surveys(rows: pl.DataFrame) -> pl.DataFrame:
    """Lay out one answer for every fifth ticket that is solved."""
    asked = rows.filter((pl.col("number") % 5 == 0) & pl.col("solved").is_not_null())
    return asked.select(
        response_id=pl.lit("R") + (10_000_000 + pl.col("number")).cast(pl.String),
        ticket_id=pl.lit("T") + (10_000_000 + pl.col("number")).cast(pl.String),
        submitted_at=instant(pl.col("solved") + 1000 * long_tailed(pl.lit(7200), 11)),
        attitude=5 - below(20, 12) // 16,
        satisfaction=5 - below(20, 13) // 8,
        solved=pl.lit(pl.Series(["Y"] * 8 + ["N", ""])).gather(below(10, 14)),
        recommend=10 - below(100, 15) // 16,
    )


def main() -> None:
    """Write both files and say where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many tickets")
    count = parser.parse_args().count
    OUT.mkdir(exist_ok=True)
    rows = drawn(count)
    for name, frame in (("tickets", tickets(rows)), ("surveys", surveys(rows))):
        path = OUT / f"{name}-{count}.csv"
        frame.write_csv(path)
        print(f"{path}: {frame.height:,} rows, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
