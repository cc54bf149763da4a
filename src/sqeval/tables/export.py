"""Read an export of whatever kind: its bytes say which, and all kinds give the same records."""

from __future__ import annotations

from collections.abc import Sequence

from sqeval.tables.header import Wanted
from sqeval.tables.parquet import MAGIC, parquet_header, read_parquet
from sqeval.tables.records import Records, read_records, text_header
from sqeval.tables.sheet import read_workbook, workbook_header
from sqeval.tables.source import Source
from sqeval.tables.unpack import ZIP


def read_export(
    source: Source, wanted: Sequence[Wanted], *, encoding: str | None, fingerprint: bool = False
) -> Records:
    """Read the ``wanted`` columns of an export; ``encoding`` is for texts (None: UTF-8).

    With ``fingerprint`` the frame has the column ``ROW``. Raises InputError where the whole file is
    refused.
    """
    if source.data.startswith(MAGIC):
        return read_parquet(source, wanted, fingerprint=fingerprint)
    if source.data.startswith(ZIP):
        return read_workbook(source, wanted, fingerprint=fingerprint)
    return read_records(source, wanted, encoding=encoding, fingerprint=fingerprint)


def header_of(source: Source, wanted: Sequence[Wanted], *, encoding: str | None) -> tuple[str, ...]:
    """Return the header of an export: the line or row that has most of the ``wanted`` columns.

    Raises InputError where the whole file is refused.
    """
    if source.data.startswith(MAGIC):
        return parquet_header(source)
    if source.data.startswith(ZIP):
        return workbook_header(source, wanted)
    return text_header(source, wanted, encoding=encoding)
