"""The job of the benchmark as SQL for DuckDB: two tables, two queries with grouping sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb
from figures import GROUPINGS, LIMIT_S, PRIORITIES, Figures, add, arguments, write

READ = """
create table surveys as select ticket_id, attitude::int attitude, satisfaction::int satisfaction,
  recommend::int recommend, submitted_at[1:7] as month, submitted_at[1:19]::timestamp submitted
from read_csv($surveys, all_varchar = true, header = true);

create table tickets as select "Ticket ID" as id, "Status" as status,
  named as priority, lim,
  "Group" as team, "Assignee" as agent, "Created at"[1:7] as month,
  epoch("Created at"[1:19]::timestamp)::bigint created,
  epoch("First reply at"[1:19]::timestamp)::bigint replied,
  epoch("Solved at"[1:19]::timestamp)::bigint solved,
  "Reopens"::int as reopens, "Reassignments"::int as reassignments,
  "Ticket ID" in (select ticket_id from surveys) as answered
from read_csv($tickets, all_varchar = true, header = true)
left join limits on exported = "Priority";

create macro as_of() as (select greatest(
  (select greatest(max(created), max(replied), max(solved)) from tickets),
  (select epoch(max(submitted))::bigint from surveys)));
"""

TICKETS = """
select team, agent, month, priority, grouping(team, agent, month, priority) as level,
  quantile_cont(replied - created, 0.9) as first_response,
  count(replied - created) as "first_response:n",
  avg((solved is not null and solved - created <= lim)::int)
    filter (solved is not null or created + lim < moment) as on_time,
  count(*) filter (solved is not null or created + lim < moment) as "on_time:n",
  median(solved - created) as resolution,
  count(solved - created) as "resolution:n",
  avg((reopens = 0)::int) filter (status = 'Closed') as closed_once,
  count(*) filter (status = 'Closed') as "closed_once:n",
  avg((reopens > 0)::int) filter (solved is not null) as reopened,
  count(solved) as "reopened:n",
  avg((reassignments > 0 and status = 'Closed')::int) as handed_on,
  count(*) as "handed_on:n",
  avg(answered::int) filter (solved is not null) as survey_return,
  count(solved) as "survey_return:n",
  count(*) as tickets,
  count(*) as "tickets:n"
from tickets, (select as_of() as moment)
group by grouping sets ((), (team), (agent), (month),
  (priority), (team, priority), (agent, priority), (month, priority))
"""

SURVEYS = """
select team, agent, s.month as month, grouping(team, agent, s.month) * 2 + 1 as level,
  avg((satisfaction >= 4)::int) as satisfied,
  count(satisfaction) as "satisfied:n",
  100 * (count(*) filter (recommend >= 9) - count(*) filter (recommend <= 6))
    / count(recommend) as recommendation,
  count(recommend) as "recommendation:n",
  avg(attitude) as attitude,
  count(attitude) as "attitude:n"
from surveys s left join tickets t on t.id = s.ticket_id
group by grouping sets ((), (team), (agent), (s.month))
"""

KEYS = (*GROUPINGS, "priority")
#: Of the strata only the indicators whose target goes by priority are figures of the job.
BY_PRIORITY = ("first_response", "on_time")


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[dict[str, object]]:
    """Run a query and yield its rows by column name."""
    result = connection.execute(query)
    names = [column[0] for column in result.description or ()]
    for row in result.fetchall():
        yield dict(zip(names, row, strict=True))


def keys_of(level: int) -> Sequence[str]:
    """Return the columns that a row is grouped by: the bits that `grouping` leaves unset."""
    return [key for i, key in enumerate(KEYS) if not level >> (len(KEYS) - 1 - i) & 1]


def main() -> None:
    """Compute and write the figures."""
    tickets, surveys, output = arguments()
    connection = duckdb.connect()
    connection.execute("create table limits (exported text, named text, lim bigint)")
    limits = [(name, PRIORITIES[name], limit) for name, limit in LIMIT_S.items()]
    connection.executemany("insert into limits values (?, ?, ?)", limits)
    given = {"tickets": tickets, "surveys": surveys}
    for statement in duckdb.extract_statements(READ):
        wanted = {name: given[name] for name in statement.named_parameters}
        connection.execute(statement, wanted)
    figures: Figures = {}
    for query in (TICKETS, SURVEYS):
        for row in rows(connection, query):
            keys = keys_of(int(str(row["level"])))
            if "priority" in keys:
                kept = [n for name in BY_PRIORITY for n in (name, f"{name}:n")]
                add(figures, keys, {name: row[name] for name in (*keys, *kept)})
            else:
                add(figures, keys, row)
    write(figures, output)


if __name__ == "__main__":
    main()
