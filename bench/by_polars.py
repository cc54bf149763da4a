"""The job of the benchmark, written by hand in plain polars: one scan, then a grouping per figure.

Fast and trusting: it takes every row as it comes, keys as unique and every offset as the same.
"""

from __future__ import annotations

import polars as pl
from figures import GROUPINGS, LIMIT_S, PRIORITIES, Figures, add, arguments, write

SOLVED, CLOSED = pl.col("solved").is_not_null(), pl.col("Status") == "Closed"
DECIDED = SOLVED | (pl.col("created") + pl.col("limit") < pl.col("as_of"))
BY_PRIORITY = {
    "first_response": pl.col("wait").quantile(0.9, "linear"),
    "first_response:n": pl.col("wait").count(),
    "on_time": (pl.col("took") <= pl.col("limit")).fill_null(value=False).filter(DECIDED).mean(),
    "on_time:n": DECIDED.sum(),
}
TICKETS = BY_PRIORITY | {
    "resolution": pl.col("took").median(),
    "resolution:n": pl.col("took").count(),
    "closed_once": (pl.col("Reopens") == 0).filter(CLOSED).mean(),
    "closed_once:n": CLOSED.sum(),
    "reopened": (pl.col("Reopens") > 0).filter(SOLVED).mean(),
    "reopened:n": SOLVED.sum(),
    "handed_on": ((pl.col("Reassignments") > 0) & CLOSED).mean(),
    "handed_on:n": pl.len(),
    "survey_return": pl.col("answered").filter(SOLVED).mean(),
    "survey_return:n": SOLVED.sum(),
    "tickets": pl.len(),
    "tickets:n": pl.len(),
}
PROMOTERS = (pl.col("recommend") >= 9).sum().cast(pl.Int64)  # noqa: PLR2004 - the definition
DETRACTORS = (pl.col("recommend") <= 6).sum().cast(pl.Int64)  # noqa: PLR2004 - the definition
SURVEYS = {
    "satisfied": (pl.col("satisfaction") >= 4).mean(),  # noqa: PLR2004 - four of five
    "satisfied:n": pl.col("satisfaction").count(),
    "recommendation": 100 * (PROMOTERS - DETRACTORS) / pl.col("recommend").count(),
    "recommendation:n": pl.col("recommend").count(),
    "attitude": pl.col("attitude").mean(),
    "attitude:n": pl.col("attitude").count(),
}


def seconds(column: str) -> pl.Expr:
    """Return a time as seconds of the wall clock."""
    text = pl.col(column).str.slice(0, 19)
    return text.str.to_datetime("%Y-%m-%d %H:%M:%S", cache=False).dt.epoch("s")


def read(tickets: str, surveys: str) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Read the needed columns of both exports and bring them together."""
    rows = pl.scan_csv(tickets, infer_schema=False).select(
        "Ticket ID",
        "Status",
        priority=pl.col("Priority").replace_strict(PRIORITIES),
        limit=pl.col("Priority").replace_strict(LIMIT_S, return_dtype=pl.Int64),
        team="Group",
        agent="Assignee",
        month=pl.col("Created at").str.slice(0, 7),
        created=seconds("Created at"),
        replied=seconds("First reply at"),
        solved=seconds("Solved at"),
        Reopens=pl.col("Reopens").cast(pl.Int64),
        Reassignments=pl.col("Reassignments").cast(pl.Int64),
    )
    answers = pl.scan_csv(surveys, infer_schema=False).select(
        "ticket_id",
        pl.col("attitude", "satisfaction", "recommend").cast(pl.Int64),
        month=pl.col("submitted_at").str.slice(0, 7),
        submitted=seconds("submitted_at"),
    )
    read_rows, read_answers = pl.collect_all([rows, answers])
    found = [read_rows[c].max() for c in ("created", "replied", "solved")]
    as_of = max([*found, read_answers["submitted"].max()])
    owners = read_rows.select("Ticket ID", "team", "agent")
    return (
        read_rows.lazy().with_columns(
            wait=pl.col("replied") - pl.col("created"),
            took=pl.col("solved") - pl.col("created"),
            as_of=as_of,
            answered=pl.col("Ticket ID").is_in(read_answers["ticket_id"].implode()),
        ),
        read_answers.lazy().join(
            owners.lazy(), left_on="ticket_id", right_on="Ticket ID", how="left"
        ),
    )


def main() -> None:
    """Compute and write the figures."""
    tickets, surveys, output = arguments()
    rows, answers = read(tickets, surveys)
    wanted = [([], rows, TICKETS), (["priority"], rows, BY_PRIORITY), ([], answers, SURVEYS)]
    for key in GROUPINGS:
        wanted += [([key], rows, TICKETS), ([key, "priority"], rows, BY_PRIORITY)]
        wanted.append(([key], answers, SURVEYS))
    frames = pl.collect_all(
        [rows.group_by(keys).agg(**of) if keys else rows.select(**of) for keys, rows, of in wanted]
    )
    figures: Figures = {}
    for (keys, _, _), frame in zip(wanted, frames, strict=True):
        for row in frame.iter_rows(named=True):
            add(figures, keys, row)
    write(figures, output)


if __name__ == "__main__":
    main()
