"""The id that is asked for, as the key that its records have.

``007`` and ``7`` are one id where the column holds integers, and two where it holds texts: the rows
of a case are told by what its id is read as, as are the records that gave way to one of them.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from sqeval.plan.request import Run
from sqeval.problems import Problem, UsageError
from sqeval.tracing.records import key_columns


@dataclass(frozen=True)
class Asked:
    """The parts of an id in the order of the key: their texts, and what these are read as.

    A value is a series of one, or None where the text cannot be read: it is then what a trace
    prints of the key.
    """

    texts: tuple[str, ...]
    values: tuple[pl.Series | None, ...]

    @property
    def printed(self) -> tuple[str, ...]:
        """The parts as a trace prints them."""
        pairs = zip(self.texts, self.values, strict=True)
        return tuple(t if v is None else v.cast(pl.String).item() for t, v in pairs)

    @property
    def key(self) -> str:
        """The key as a trace prints it."""
        one = self.printed
        return one[0] if len(one) == 1 else ",".join(map(_quoted, one))

    def same(self, columns: Sequence[str]) -> pl.Expr:
        """Return whether these columns hold the id."""
        parts = zip(columns, self.texts, self.values, strict=True)
        return pl.all_horizontal(
            pl.col(column).cast(pl.String) == text
            if value is None
            else pl.col(column) == pl.lit(value.item(), dtype=value.dtype)
            for column, text, value in parts
        )

    def as_printed(self) -> Asked:
        """Return the same texts, taken as what a trace prints."""
        return replace(self, values=(None,) * len(self.texts))


def asked_for(run: Run, table: str, case: str, encoding: str | None) -> Asked:
    """Return the id of a case of ``table``; ``encoding`` is the command line's, of the exports.

    Raises UsageError where the table has no key, or one of so many parts, or a part is empty.
    """
    key = run.rules.tables[table].key
    if not key:
        message = f"the rows of '{table}' have no key, so that none of them has an id"
        raise UsageError(Problem("SQ618", message, hint="give the table a 'key', or name another"))
    texts = [case.strip()] if len(key) == 1 else _parts(case)
    if len(texts) != len(key):
        message = f"an id of '{table}' has {len(key)} parts ({', '.join(key)}), not {len(texts)}"
        raise UsageError(Problem("SQ618", message, hint=_JOINED))
    for name, text in zip(key, texts, strict=True):
        if not text or text in run.rules.tables[table].missing:
            _refuse_missing(name, text)
    columns = key_columns(run, table, encoding)
    if columns is None:
        return Asked(tuple(texts), (None,) * len(key))
    read = [columns.value(name, text) for name, text in zip(columns.names, texts, strict=True)]
    values = tuple(None if one.null_count() else one for one in read)
    return Asked(tuple(texts), values)


_JOINED = """join them by commas, with quotes around one that holds a comma: '"x,y",2'"""


def _parts(case: str) -> list[str]:
    """Split an id as a line of CSV. Raises UsageError where its quotes are broken."""
    try:
        (parts,) = csv.reader([case], skipinitialspace=True, strict=True)
    except csv.Error:
        message = "the quotes of the id are broken"
        raise UsageError(Problem("SQ618", message, hint=_JOINED)) from None
    return [part.strip() for part in parts] or [""]


def _refuse_missing(column: str, text: str) -> None:
    message = f"'{text}' is read as a missing '{column}'" if text else f"'{column}' is empty"
    hint = "every record that is used has a whole key: name one, as the export writes it"
    raise UsageError(Problem("SQ618", f"the id is not whole: {message}", hint=hint))


def _quoted(part: str) -> str:
    needs = any(mark in part for mark in ',"\r\n')
    return '"' + part.replace('"', '""') + '"' if needs else part
