"""From what a look at an export says of its columns to how a rule file declares them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqeval.inspection.kinds import spellings
from sqeval.inspection.values import ColumnLook, FileLook
from sqeval.rules.headers import normal
from sqeval.rules.lint.people import PERSONS, TEAMS
from sqeval.starting.names import name_for, reference
from sqeval.starting.spelling import listed, mapped, quoted, scalar, seen, visible
from sqeval.starting.texts import Lang, text
from sqeval.starting.words import CLOCKS, names_one, says

#: A category with more values than this is read as a text: nobody would decide on them one by one.
_MOST_VALUES = 40

#: What the name of a value begins with that a category does not list.
_OTHER = "(other: "


@dataclass(frozen=True)
class Column:
    """A column as a rule file declares it.

    ``headers`` are those it is read from, joined where they are several, and ``title`` is what
    people call it. ``keys`` are further keys with their YAML, and ``counts`` the values of a
    category with their counts. ``note`` is said beside it.
    """

    id: str
    title: str
    headers: tuple[str, ...]
    type: str = "text"
    keys: tuple[tuple[str, str], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    note: str = ""

    def as_text(self, note: str = "") -> Column:
        """Return the column read as a text."""
        return replace(self, type="text", keys=(), counts=(), note=note)

    def yaml(self, *, required: bool) -> str:
        """Return the declaration, on one line."""
        keys: list[tuple[str, str]] = []
        if len(self.headers) > 1:
            keys.append(("from", f"[{listed(self.headers)}]"))
        elif normal(self.headers[0]) != normal(self.id):
            keys.append(("from", listed(self.headers)))
        keys += [("type", self.type)] if self.type != "text" else []
        keys += [*self.keys, *([] if required else [("required", "false")])]
        return mapped(tuple(keys))


def declared(look: FileLook, lang: Lang) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Return the columns of an export that can be declared, and what is said of the others."""
    columns: list[Column] = []
    notes: list[str] = []
    for one in look.columns:
        named = reference(one.position - 1, look.header)
        if named is None:
            notes.append(text("no-name", lang, position=one.position))
            continue
        taken = {column.id for column in columns}
        own = name_for(visible(one.header), taken, f"column_{one.position}")
        columns.append(_typed(Column(own, visible(one.header), (named,)), one, lang))
    joined = list(_joined(columns, look, lang))
    times = {column.headers[1] for column in joined}  # of day: no lengths of anything
    parts = (c.as_text() if c.headers[0] in times else c for c in columns)
    return (*parts, *joined), tuple(notes)


def _typed(column: Column, look: ColumnLook, lang: Lang) -> Column:
    """Return the column with the kind that its cells have; an id is a text, always."""
    kind = look.kind
    if kind in ("integer", "number") and look.unit is not None:
        kind = "duration"
    if kind in ("integer", "number"):
        marks = (("decimal", look.decimal), ("thousands", look.thousands))
        keys = tuple((key, scalar(mark)) for key, mark in marks if mark is not None)
        return column if names_one(look.header) else replace(column, type=kind, keys=keys)
    if kind in ("date", "datetime"):
        return _timed(replace(column, type=kind), look, lang)
    if kind == "duration":
        return _long(replace(column, type=kind), look)
    if kind == "category" and says(look.header, PERSONS | TEAMS):
        return column  # whoever joins later is no other value
    if kind in ("boolean", "category"):
        return _worded(column, look, lang)
    return column


def _timed(column: Column, look: ColumnLook, lang: Lang) -> Column:
    """Return a time column; where its cells fit several formats, a person has to say which."""
    if len(look.formats) > 1:
        first, second = (listed((f,)) for f in look.formats[:2])
        return column.as_text(text("order", lang, first=first, second=second))
    return replace(column, keys=(("formats", listed(look.formats)),) if look.formats else ())


def _long(column: Column, look: ColumnLook) -> Column:
    if look.formats:
        return replace(column, keys=(("formats", listed(look.formats)),))
    return replace(column, keys=(("unit", look.unit),) if look.unit else ())


def _worded(column: Column, look: ColumnLook, lang: Lang) -> Column:
    """Return a boolean or a category, where a rule file can hold its values."""
    words = tuple(word for word, _ in look.values)
    if not words or len(words) > _MOST_VALUES or not all(map(_usable, words)):
        return column
    if look.kind == "boolean":
        named = {
            key: tuple(w for w in own if w.lower() != key)
            for key, own in spellings(look.values).items()
        }
        pairs = tuple((key, listed(own)) for key, own in named.items() if own)
        keys = (("values", mapped(pairs)),) if pairs else ()
        return replace(column, type="boolean", keys=keys, counts=look.values)
    values = tuple((word, "[]") for word in words)
    keys = (("values", mapped(values)),)
    note = text("category", lang)
    return replace(column, type="category", keys=keys, counts=look.values, note=note)


def _usable(word: str) -> bool:
    return seen(word) and not word.startswith(_OTHER)


def _joined(columns: Sequence[Column], look: FileLook, lang: Lang) -> Iterator[Column]:
    """Yield a date and the time of day that stands right after it as one time."""
    kinds = {one.position: one for one in look.columns}
    by_header = {column.headers[0]: column for column in columns}
    for one in look.columns:
        after = kinds.get(one.position + 1)
        if after is None or one.kind != "date" or one.filled != after.filled or one.formats:
            continue
        if not (after.kind in ("duration", "text") and says(after.header, CLOCKS)):
            continue
        pair = [by_header.get(reference(o.position - 1, look.header) or "") for o in (one, after)]
        if pair[0] is not None and pair[1] is not None and _of_day(after):
            taken = {column.id for column in columns}
            own = name_for(f"{pair[0].id}_{pair[1].id}", taken, "date_time")
            title = f"{pair[0].title} {pair[1].title}"
            headers = (pair[0].headers[0], pair[1].headers[0])
            yield Column(own, title, headers, "datetime", note=text("date-time", lang))


def _of_day(look: ColumnLook) -> bool:
    """Tell whether the examples of a column look like ``9:12`` or ``09:12:58``."""
    parts = [example.strip().split(":") for example in look.examples]
    return bool(parts) and all(
        len(p) in (2, 3) and all(x.isdigit() for x in p) and int(p[0]) < 24  # noqa: PLR2004
        for p in parts
    )


def summary(counts: tuple[tuple[str, int], ...]) -> str:
    """Return values with their counts, as comments quote them."""
    return ", ".join(f"{quoted(value)} {count}" for value, count in counts)
