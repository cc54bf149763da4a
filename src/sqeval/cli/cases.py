"""``--cases``: every considered row of every indicator as CSV, to work figures out by hand.

Whoever is assessed can check a figure with a spreadsheet and nothing else. The file tells who
handled what and when, so only its owner may read it. It is written indicator by indicator, since
a month of a large desk is millions of lines.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from sqeval.cli.rejects import private_file
from sqeval.cli.stdout import to_stdout
from sqeval.plan.build import Clocked, make_plan
from sqeval.plan.cases import cases, clocked, seen_keys
from sqeval.plan.places import ROW
from sqeval.plan.plan import KEY
from sqeval.plan.request import Run

#: The columns before those of ``--by``.
COLUMNS = (
    *("indicator", "table", *ROW, "status", "code", "value", "unit"),
    *("start", "end", "open", "time", "paused", "calendar", "limit", "due"),
)

#: Local time with its offset; the fraction of a second only where there is one.
_TIME = "%Y-%m-%dT%H:%M:%S%.f%:z"

#: How texts begin that a spreadsheet runs (full width included), and what a terminal obeys.
_FORMULA, _CONTROL = (
    r"^[=+\-@\t\r\n＝＋－＠]",
    r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}--[\t\r\n\x{200c}\x{200d}]]",
)


def write_cases(path: str, run: Run) -> None:
    """Write the considered rows to a file that only its owner may read, or to stdout (``-``).

    Raises OutputError.
    """
    if path == "-":
        for piece in _pieces(run):
            to_stdout(piece)
        return
    with private_file(path) as file:
        for piece in _pieces(run):
            file.write(piece.encode())


def _pieces(run: Run) -> Iterator[str]:
    """Yield the head, then the rows of each indicator in the order of the rules."""
    found = clocked(make_plan(run))
    asked = list(dict.fromkeys(name for names in run.request.groupings for name in names))
    heads = {name: f"by.{name}" if name in COLUMNS else name for name in asked}
    yield pl.DataFrame(schema=[*COLUMNS, *heads.values()]).write_csv()
    for indicator in run.rules.indicators:
        if indicator in found:
            rows = _considered(run, indicator, found[indicator], heads)
            yield rows.collect().write_csv(include_header=False)


def _considered(run: Run, indicator: str, rows: Clocked, heads: dict[str, str]) -> pl.LazyFrame:
    """Return one indicator's rows in `COLUMNS` and those of ``--by``, times local to the run."""
    keys = seen_keys(run, rows, list(heads))
    seen = cases(run, indicator, rows, keys).filter(pl.col("status").is_not_null())
    seen = seen.with_columns(
        pl.lit(indicator).alias("indicator"),
        pl.lit(rows[0]).alias("table"),
        pl.lit(run.rules.unit(indicator)).alias("unit"),
        *(_local(name, run.request.zone) for name in ("start", "end", "due")),
        *(
            (pl.col(name).cast(pl.Int64).cast(pl.Float64) / 1e6).alias(name)
            for name in ("time", "paused")
        ),
        *(
            (pl.col(KEY + name) if name in keys else pl.lit(None, dtype=pl.String)).alias(head)
            for name, head in heads.items()
        ),
    ).select(*COLUMNS, *heads.values())
    return seen.with_columns(_harmless(pl.col(pl.String)))


def _local(name: str, zone: str) -> pl.Expr:
    return pl.col(name).dt.convert_time_zone(zone).dt.strftime(_TIME)


def _harmless(text: pl.Expr) -> pl.Expr:
    """Return texts that neither a spreadsheet nor a terminal acts upon."""
    shown = text.str.replace_all(_CONTROL, "\ufffd")
    return pl.when(shown.str.contains(_FORMULA)).then("'" + shown).otherwise(shown).name.keep()
