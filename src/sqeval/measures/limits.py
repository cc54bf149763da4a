"""Limits: how long a case may take, as one time, by category, or by columns of the export."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, model_validator
from pydantic_core import PydanticCustomError

from sqeval.expr.scalars import parse_duration, parse_working_days
from sqeval.expr.tree import Choose, Node
from sqeval.expr.types import Type
from sqeval.measures.reading import Context, equals
from sqeval.nodes import Map, Model, Text


@dataclass(frozen=True)
class WorkingDays:
    """A limit of whole working days: ``5wd``, due at the close of the fifth after receipt."""

    days: int


def _time(value: object) -> object:
    """Read a limit's time: microseconds, or working days."""
    if isinstance(value, int | WorkingDays):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("limit", "a duration such as 4h is needed here")
    days = parse_working_days(value)
    if days == 0:
        raise PydanticCustomError("limit", "a limit has at least one working day: 1wd")
    if days is not None:
        return WorkingDays(days)
    if value.endswith("wd"):
        reason, hint = f"'{value}' is no number of working days", "write whole days, such as 5wd"
        raise PydanticCustomError("limit", "{reason}", {"reason": reason, "hint": hint})
    try:
        return parse_duration(str(value))
    except ValueError as error:
        hint = getattr(error, "hint", "")
        raise PydanticCustomError(
            "limit", "{reason}", {"reason": str(error), "hint": hint}
        ) from error


#: One limit: a time in microseconds (elapsed, or worked under a calendar), or working days.
Time = Annotated[int | WorkingDays, PlainValidator(_time)]


def _depth(value: object) -> str:
    return "by category" if isinstance(value, dict | Map) else "one"


#: A limit per category, or per category of a second column.
Level = Annotated[
    Annotated[Time, Tag("one")] | Annotated[dict[Text, Time], Tag("by category")],
    Discriminator(_depth),
]


def one_or_more(value: object) -> object:
    """Take one text where a list of texts is wanted."""
    return [value] if isinstance(value, str) else value


class LimitTable(Model):
    """Limits by one column, or by two; ``default`` covers every other value, a missing one too."""

    by: Annotated[list[Text], BeforeValidator(one_or_more), Field(min_length=1, max_length=2)]
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

    def times(self) -> Iterator[tuple[tuple[str, ...], int | WorkingDays]]:
        """Yield every limit with its path below ``limit`` in the rule file."""
        for name, level in self.limits.items():
            if isinstance(level, dict):
                yield from (((name, below), time) for below, time in level.items())
            else:
                yield (name,), level

    def tree(self, context: Context, of: Callable[[int | WorkingDays], Node], kind: Type) -> Node:
        """Return what ``of`` makes of the limit that applies to a row, null where none does."""
        return self._choose(self.limits, self.by, context, (of, kind))

    def _choose(
        self,
        limits: Mapping[str, Any],
        by: list[str],
        context: Context,
        made: tuple[Callable[[int | WorkingDays], Node], Type],
    ) -> Node:
        of, kind = made

        def value(level: Any) -> Node:  # noqa: ANN401 - a time or a deeper level
            if isinstance(level, dict):
                return self._choose(level, by[1:], context, made)
            return of(level)

        cases = tuple(
            (equals(context.column(by[0]), name), value(level))
            for name, level in limits.items()
            if name != "default"
        )
        default = limits.get("default")
        return Choose(cases, None if default is None else value(default), type=kind)


def _shape(value: object) -> str:
    if isinstance(value, dict | Map | LimitTable):
        return "by category"
    if isinstance(value, list):
        return "columns"
    is_time = isinstance(value, int | WorkingDays) or str(value)[:1].isdigit()
    return "time" if is_time else "columns"


#: A time, a column or several (of due times or of durations: the latest, the longest counts), or
#: times by category.
Limit = Annotated[
    Annotated[Time, Tag("time")]
    | Annotated[
        list[Text], BeforeValidator(one_or_more), Field(min_length=1, max_length=4), Tag("columns")
    ]
    | Annotated[LimitTable, Tag("by category")],
    Discriminator(_shape),
]
