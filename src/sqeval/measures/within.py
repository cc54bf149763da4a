"""Within: the share of rows that were done in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from sqeval.expr.scalars import parse_duration
from sqeval.expr.tree import Choose, Compare, Node
from sqeval.expr.tree import Literal as Value
from sqeval.expr.types import BOOLEAN, DURATION, TEXT, Kind, Type
from sqeval.measures.measure import Measure, Unit
from sqeval.measures.reading import (
    Context,
    Reading,
    after,
    at_most,
    before,
    between,
    missing,
    negation,
)
from sqeval.measures.reductions import Share
from sqeval.nodes import Map, Model, Text


def _elapsed(value: object) -> int:
    """Read a limit's duration in microseconds."""
    if isinstance(value, int):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("limit", "a duration such as 4h is needed here")
    try:
        return parse_duration(str(value))
    except ValueError as error:
        hint = getattr(error, "hint", "")
        raise PydanticCustomError(
            "limit", "{reason}", {"reason": str(error), "hint": hint}
        ) from error


Elapsed = Annotated[int, BeforeValidator(_elapsed)]


def _depth(value: object) -> str:
    return "by category" if isinstance(value, dict | Map) else "one"


#: A limit per category, or per category of a second column.
Level = Annotated[
    Annotated[Elapsed, Tag("one")] | Annotated[dict[Text, Elapsed], Tag("by category")],
    Discriminator(_depth),
]


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


class LimitTable(Model):
    """Limits by one column, or by two; ``default`` covers every other value, a missing one too."""

    by: Annotated[list[Text], BeforeValidator(_one_or_more), Field(min_length=1, max_length=2)]
    limits: dict[Text, Level] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:  # noqa: ANN401 - what YAML holds
        if isinstance(value, Map):
            rest = {k: v for k, v in value.items() if k != "by"}
            return {"limits": rest} | ({"by": value["by"]} if "by" in value else {})
        return value

    @model_validator(mode="after")
    def _levels(self) -> Self:
        if len(self.by) == 1 and any(isinstance(level, dict) for level in self.limits.values()):
            raise PydanticCustomError(
                "limit_levels", "limits by two columns need 'by: [one, other]'"
            )
        return self

    def tree(self, context: Context) -> Node:
        """Return the limit that applies to a row, null where none does."""
        return self._choose(self.limits, self.by, context)

    def _choose(self, limits: Mapping[str, Any], by: list[str], context: Context) -> Node:
        column = context.column(by[0])
        cases = tuple(
            (
                Compare("==", column, Value(name, type=TEXT), type=BOOLEAN),
                self._level(level, by, context),
            )
            for name, level in limits.items()
            if name != "default"
        )
        default = limits.get("default")
        rest = None if default is None else self._level(default, by, context)
        return Choose(cases, rest, type=DURATION)

    def _level(self, level: Any, by: list[str], context: Context) -> Node:  # noqa: ANN401
        if isinstance(level, dict):
            return self._choose(level, by[1:], context)
        return Value(level, type=DURATION)


def _limit_shape(value: object) -> str:
    if isinstance(value, dict | Map | LimitTable):
        return "by category"
    return "elapsed" if isinstance(value, int) or str(value)[:1].isdigit() else "column"


Limit = Annotated[
    Annotated[Elapsed, Tag("elapsed")]
    | Annotated[Text, Tag("column")]
    | Annotated[LimitTable, Tag("by category")],
    Discriminator(_limit_shape),
]


class Within(Measure):
    """The share done in time: value = rows with ``to`` - ``from`` <= limit / rows.

    The limit is one duration, one per category, a duration column, or a column with the due time
    (in time is then ``to`` <= due). ``open: late`` counts an open row whose limit has passed at
    ``as_of`` as late and leaves out one that is not yet due (``undecided``); ``exclude`` leaves out
    all open rows. Interval: Wilson.

    Example: ``{type: within, from: created_at, to: resolved_at, limit: {by: priority, P1: 4h,
    default: 8h}}``
    """

    type: Literal["within"]
    from_: Text = Field(alias="from")
    to: Text
    limit: Limit
    open: Literal["late", "exclude"] = "late"

    def time_columns(self) -> tuple[str, ...]:
        """Return the two instants; a due time in the future moves no ``as_of``."""
        return self.from_, self.to

    def columns(self) -> dict[str, tuple[str | int, ...]]:
        """Return the two instants, the columns of the limit and the target's category."""
        found: dict[str, tuple[str | int, ...]] = super().columns()
        found |= {self.from_: ("from",), self.to: ("to",)}
        if isinstance(self.limit, str):
            found[self.limit] = ("limit",)
        elif isinstance(self.limit, LimitTable):
            found |= {column: ("limit", "by", i) for i, column in enumerate(self.limit.by)}
        return found

    def unit(self, _types: Mapping[str, Type]) -> Unit:
        """Return share."""
        return "share"

    @property
    def bounds(self) -> tuple[float, float]:
        """None of the rows, and all of them."""
        return 0.0, 1.0

    def reading(self, context: Context) -> Reading:
        """Return which rows are left out, and whether each of the rest was in time."""
        start, end, now = context.column(self.from_), context.column(self.to), context.now()
        limit = self._limit(context)
        by_instant = limit.type is not None and limit.type.kind is Kind.DATETIME
        due = limit if by_instant else after(start, limit)
        excluded: list[tuple[str, Node]] = [
            ("no-start", missing(start)),
            ("no-limit", missing(limit)),
        ]
        in_time = at_most(end, due) if by_instant else at_most(between(start, end), limit)
        if self.open == "exclude":
            excluded.append(("no-end", missing(end)))
        else:
            not_due = negation(before(due, now))
            undecided = Choose(
                ((missing(end), not_due),), Value(value=False, type=BOOLEAN), type=BOOLEAN
            )
            excluded.append(("undecided", undecided))
        excluded.append(("out-of-order", before(end, start)))
        return Reading(tuple(excluded), in_time, Share())

    def _limit(self, context: Context) -> Node:
        if isinstance(self.limit, LimitTable):
            return self.limit.tree(context)
        if isinstance(self.limit, str):
            return context.column(self.limit)
        return Value(self.limit, type=DURATION)
