"""The report as tidy CSV: one row per group and indicator, for spreadsheets and scripts.

Field names are those of the JSON. A spreadsheet runs a text cell that begins like a formula, and
group names come from exports anybody may have typed into; such text gets an apostrophe before it.
Control and bidi characters become signs, as everywhere but in the JSON, which alone has the names
to the letter.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields

from sqeval.render.style import Style
from sqeval.render.visible import visible
from sqeval.report.report import Report
from sqeval.scoring.scorecard import IndicatorScore, Standardised, StratumScore

_FIELDS = tuple(f.name for f in fields(IndicatorScore))

_STRATUM_FIELDS = tuple(f.name for f in fields(StratumScore))

#: What quoting keeps within a cell.
_WHITE = "\t\r\n"

#: The first characters that make a spreadsheet read a cell as a formula, full width included.
_FORMULA = ("=", "+", "-", "@", *_WHITE, "＝", "＋", "－", "＠")


class _LineFeeds(io.StringIO):
    """Rows ending in LF: csv quotes a CR within a cell only where CR is part of the row's end."""

    def write(self, row: str, /) -> int:
        return super().write(row.removesuffix("\r\n") + "\n")


def render(report: Report, _style: Style) -> str:
    """Return the CSV: grouping columns, ``by`` as JSON, then the fields of an indicator.

    Null is empty. A grouping column is empty in rows that are not grouped by it; ``by`` tells
    these from rows of the group whose key is null.
    """
    keys = _grouping_columns(report)
    out = _LineFeeds()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(_text(h) for h in _heads(keys)), "by", *_FIELDS])
    writer.writerows(_rows(report, keys))
    return out.getvalue()


def _grouping_columns(report: Report) -> list[str]:
    """Return every grouping column once, in the order asked for."""
    asked = [column for grouping in report.options.get("by", ()) for column in grouping]
    return list(dict.fromkeys([*asked, *(k for g in report.groups for k in g.by)]))


def _heads(keys: Sequence[str]) -> list[str]:
    """Return the grouping columns' names; one that a field bears too is told apart by a prefix."""
    return [f"by.{k}" if k in (*_FIELDS, "by") else k for k in keys]


def _rows(report: Report, keys: Sequence[str]) -> Iterator[list[object]]:
    for group in report.groups:
        lead = [*(_cell(group.by.get(k)) for k in keys), _cell(group.by)]
        for indicator in group.indicators:
            yield [*lead, *(_cell(getattr(indicator, f)) for f in _FIELDS)]


def _cell(value: object) -> object:
    """Return a value as a cell: numbers as they are, null empty, objects as JSON text."""
    plain = _plain(value)
    if isinstance(plain, str):
        return _text(plain)
    if isinstance(plain, bool | dict | list):
        return visible(json.dumps(plain, ensure_ascii=False))
    return plain


def _plain(value: object) -> object:
    """Return a value as JSON has it, floats with the twelve digits that the JSON keeps."""
    if isinstance(value, float):
        return float(f"{value:.12g}") + 0.0  # + 0.0 turns -0.0 into 0.0
    if isinstance(value, StratumScore):
        return {f: _plain(getattr(value, f)) for f in _STRATUM_FIELDS}
    if isinstance(value, Standardised):
        value = asdict(value)
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value


def _text(text: str) -> str:
    """Return a text cell that neither a spreadsheet nor a terminal acts upon."""
    shown = visible(text, keep=_WHITE)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
