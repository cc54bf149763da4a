"""The job of the benchmark in pandas: its C reader, one `groupby` per grouping and figure."""

from __future__ import annotations

import pandas as pd
from figures import GROUPINGS, LIMIT_S, PRIORITIES, Figures, add, arguments, write

TICKET_COLUMNS = [
    *("Ticket ID", "Created at", "First reply at", "Solved at", "Status", "Priority"),
    *("Group", "Assignee", "Reopens", "Reassignments"),
]
SURVEY_COLUMNS = ["ticket_id", "submitted_at", "attitude", "satisfaction", "recommend"]
#: The columns that are averaged, with null where a row is not counted.
SHARES = ["on_time", "closed_once", "reopened", "handed_on", "survey_return", "tickets"]
PERCENTILES = {"first_response": 0.9, "resolution": 0.5}


def seconds(texts: pd.Series) -> pd.Series:
    """Return times as seconds of the wall clock, null where there is none."""
    times = pd.to_datetime(texts.str[:19], format="%Y-%m-%d %H:%M:%S")
    return (times - pd.Timestamp(0)).dt.total_seconds()


def read(tickets: str, surveys: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read both exports; return what each row counts for, and the keys it is grouped by."""
    raw = pd.read_csv(tickets, usecols=TICKET_COLUMNS, engine="c")
    answers = pd.read_csv(surveys, usecols=SURVEY_COLUMNS, engine="c")
    created, replied = seconds(raw["Created at"]), seconds(raw["First reply at"])
    solved, submitted = seconds(raw["Solved at"]), seconds(answers["submitted_at"])
    as_of = max(times.max() for times in (created, replied, solved, submitted))
    limit, done = raw["Priority"].map(LIMIT_S), solved.notna()
    closed = raw["Status"] == "Closed"
    rows = pd.DataFrame(
        {
            "team": raw["Group"],
            "agent": raw["Assignee"],
            "month": raw["Created at"].str[:7],
            "priority": raw["Priority"].map(PRIORITIES),
            "first_response": replied - created,
            "resolution": solved - created,
            "on_time": (solved - created <= limit).where(done | (created + limit < as_of)),
            "closed_once": (raw["Reopens"] == 0).where(closed),
            "reopened": (raw["Reopens"] > 0).where(done),
            "handed_on": (raw["Reassignments"] > 0) & closed,
            "survey_return": raw["Ticket ID"].isin(answers["ticket_id"]).where(done),
            "tickets": 1.0,
        }
    ).astype(dict.fromkeys(SHARES, float))
    owners = raw[["Ticket ID", "Group", "Assignee"]].rename(
        columns={"Ticket ID": "ticket_id", "Group": "team", "Assignee": "agent"}
    )
    answers["month"] = answers["submitted_at"].str[:7]
    return rows, answers.merge(owners, on="ticket_id", how="left")


def ticket_figures(rows: pd.DataFrame, keys: list[str], shares: list[str]) -> pd.DataFrame:
    """Return the figures of the tickets: a row per group."""
    names = [name for name in PERCENTILES if "priority" not in keys or name == "first_response"]
    grouped = rows.groupby(keys or (lambda _: 0))
    found = {name: grouped[name].quantile(PERCENTILES[name]) for name in names}
    found |= {name: grouped[name].mean() for name in shares}
    counts = {f"{name}:n": grouped[name].count() for name in (*names, *shares)}
    if "tickets" in shares:
        found["tickets"] = counts["tickets:n"]
    return pd.DataFrame(found | counts)


def survey_figures(answers: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the figures of the surveys: a row per group."""
    counted = answers.assign(
        satisfied=(answers["satisfaction"] >= 4).astype(float),  # noqa: PLR2004 - four of five
        score=(answers["recommend"] >= 9).astype(int) - (answers["recommend"] <= 6).astype(int),  # noqa: PLR2004 - the definition
    )
    grouped = counted.groupby(keys or (lambda _: 0))
    n = grouped["recommend"].count()
    return pd.DataFrame(
        {
            "satisfied": grouped["satisfied"].mean(),
            "satisfied:n": grouped["satisfaction"].count(),
            "recommendation": 100 * grouped["score"].sum() / n,
            "recommendation:n": n,
            "attitude": grouped["attitude"].mean(),
            "attitude:n": grouped["attitude"].count(),
        }
    )


def main() -> None:
    """Compute and write the figures."""
    tickets, surveys, output = arguments()
    rows, answers = read(tickets, surveys)
    figures: Figures = {}
    for keys in ([], *([key] for key in GROUPINGS)):
        strata = [*keys, "priority"]
        for frame, of in (
            (ticket_figures(rows, keys, SHARES), keys),
            (ticket_figures(rows, strata, ["on_time"]), strata),
            (survey_figures(answers, keys), keys),
        ):
            for row in frame.reset_index().to_dict("records"):
                add(figures, of, row)
    write(figures, output)


if __name__ == "__main__":
    main()
