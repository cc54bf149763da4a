"""Looking at an export: one reading of the file, and what can be told of every column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from sqeval.inspection.kinds import told
from sqeval.inspection.meaning import Meaning, meaning
from sqeval.inspection.possible import possible
from sqeval.inspection.reading import Read, read_all, reading_problems
from sqeval.inspection.spans import span
from sqeval.inspection.subject import Subject
from sqeval.inspection.values import ColumnLook, FileLook, Kind, Possible, Unit
from sqeval.inspection.zoned import zone_problems
from sqeval.rules.columns import TextColumn
from sqeval.rules.headers import normal
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.shipped import PREFIX
from sqeval.tables.columns import kinds_of, trimmed
from sqeval.tables.moments import Place
from sqeval.tables.parse import LINE, ROW
from sqeval.tables.source import Source, open_source

__all__ = ["STANDARD", "ColumnLook", "FileLook", "Kind", "Possible", "Unit", "look"]

#: The rule set that headers are compared with.
STANDARD = PREFIX + "service-desk"

#: So many examples are given of a column.
_EXAMPLES = 3


def look(path: str, *, encoding: str | None = None, timezone: str | None = None) -> FileLook:
    """Return what an export holds.

    ``timezone`` is where times with an offset are shown, and where others must exist. Raises
    InputError where the export is refused.
    """
    return look_at(open_source(path), load_rules(STANDARD), encoding=encoding, timezone=timezone)


def look_at(
    source: Source, standard: RuleSet, *, encoding: str | None = None, timezone: str | None = None
) -> FileLook:
    """Return what an export holds that is open already, beside the ``standard`` rule set."""
    read = read_all(source, standard, encoding)
    records = read.records
    meant = meaning(source, records.header, standard, encoding)
    text = trimmed(records.frame, [""])
    missing = _standing(text, read, meant.missing)
    text = trimmed(text, list(missing)) if missing else text
    distinct = _distinct(text, read)
    first = _first(records.frame, read, distinct)
    frame = text
    if first is not None:
        frame = text.filter(first)
        distinct = _distinct(frame, read)
    columns = _columns(frame, distinct, read, meant, timezone)
    rejected = dict(sorted(Counter(reject.code for reject in records.rejects).items()))
    return FileLook(
        path=source.path,
        encoding=records.encoding,
        delimiter=records.delimiter,
        vendor=meant.match.name if meant.match is not None else None,
        told_by=meant.match.headers if meant.match is not None else (),
        header=tuple(cell.strip() for cell in records.header),
        read=records.read,
        blank=records.blank,
        rejected=rejected,
        duplicate=text.height - frame.height,
        used=frame.height,
        columns=columns,
        problems=(*reading_problems(read), *meant.problems),
        missing=missing,
        table=meant.table,
        possible=possible(standard, meant, columns),
    )


def _standing(text: pl.DataFrame, read: Read, texts: Sequence[str]) -> tuple[str, ...]:
    """Return which of some texts, but for the empty one, stand in the file as cells."""
    names, wanted = list(read.columns.values()), [t for t in texts if t and read.columns]
    cells = pl.col(names).is_in(wanted)
    if not wanted or not text.select(pl.any_horizontal(cells.any())).item():
        return ()
    return tuple(
        t for t in wanted if text.select(pl.any_horizontal((pl.col(names) == t).any())).item()
    )


def _distinct(text: pl.DataFrame, read: Read) -> dict[str, int]:
    """Return how many different cells each column has, empty ones left out."""
    if not read.columns:
        return {}
    counts = text.lazy().select(pl.col(list(read.columns.values())).drop_nulls().n_unique())
    return {name: int(count) for name, count in counts.collect().row(0, named=True).items()}


def _first(frame: pl.DataFrame, read: Read, distinct: Mapping[str, int]) -> pl.Series | None:
    """Return which records are the first of their kind; None where no two are the same."""
    if read.unnamed:
        return frame[ROW].is_first_distinct()
    if frame.height in distinct.values():
        return None
    cells = pl.struct(list(read.columns.values()))
    return frame.select(cells.is_first_distinct()).to_series()


def _columns(
    frame: pl.DataFrame,
    distinct: Mapping[str, int],
    read: Read,
    meant: Meaning,
    zone: str | None,
) -> tuple[ColumnLook, ...]:
    """Look at every column, side by side in threads."""
    subjects = [_subject(frame, distinct, read, meant, at) for at in read.columns]

    def one(pair: tuple[int, Subject]) -> ColumnLook:
        at, subject = pair
        return _column(at + 1, subject, meant.columns.get(at), zone)

    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        return tuple(pool.map(one, zip(read.columns, subjects, strict=True)))


def _subject(
    frame: pl.DataFrame, distinct: Mapping[str, int], read: Read, meant: Meaning, at: int
) -> Subject:
    name, header = read.columns[at], read.records.header[at].strip()
    place = Place(read.records.source.path, header, frame[LINE])
    column = meant.columns.get(at)
    model = meant.models[column] if column is not None else None
    kinds = kinds_of(frame, name)
    return Subject(frame[name], kinds, place, normal(header), model, distinct[name])


def _column(position: int, subject: Subject, meant: str | None, zone: str | None) -> ColumnLook:
    found = told(subject)
    seen = span(found, zone)
    return ColumnLook(
        header=subject.place.column,
        position=position,
        filled=subject.filled,
        distinct=subject.distinct,
        kind=found.kind,
        formats=found.formats,
        unit=found.unit,
        values=_values(subject.text) if found.kind in {"category", "boolean"} else (),
        examples=_examples(subject),
        earliest=seen.earliest,
        latest=seen.latest,
        meant=meant if _readable(subject) else None,
        problems=(*found.problems, *zone_problems(subject, found, zone)),
        decimal=found.decimal,
        thousands=found.thousands,
        months=seen.months,
        low=seen.low,
        high=seen.high,
    )


def _values(text: pl.Series) -> tuple[tuple[str, int], ...]:
    """Return the different texts with their counts, most frequent first, then by text."""
    counts = text.drop_nulls().value_counts(name="n").rows()
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))


def _examples(subject: Subject) -> tuple[str, ...]:
    return tuple(dict.fromkeys(subject.sample.text.to_list()))[:_EXAMPLES]


def _readable(subject: Subject) -> bool:
    """Tell whether the column that a header is meant for reads any of the first cells.

    A column `Resolved` may hold times in one export, and yes and no in the next.
    """
    if subject.model is None or isinstance(subject.model, TextColumn) or not subject.filled:
        return True
    sample = subject.sample
    reasons = sample.reasons(subject.model)
    return reasons is None or reasons.count() < len(sample.text)
