"""Limits: how long a case may take, as one time, by category, or by columns of the export."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, model_validator
from pydantic_core import PydanticCustomError

from sqeval.expr.scalars import parse_working_days
from sqeval.expr.tree import Choose, Node
from sqeval.expr.types import Type
from sqeval.measures.elapsed import microseconds, refusal
from sqeval.measures.reading import Context, equals
from sqeval.nodes import Map, Model, Text


@dataclass(frozen=True)
class WorkingDays:
    """A limit of whole working days: ``5wd``, due at the close of the fifth after receipt."""

    days: int


def in_text(limit: int | WorkingDays) -> str:
    """Return a limit as a rule file can write it; the text that it was read from is lost."""
    if isinstance(limit, WorkingDays):
        return f"{limit.days}wd"
    return f"{Decimal(limit) / 1_000_000:f}s"


def _time(value: object) -> object:
    """Read a limit's time: microseconds, or working days."""
    if isinstance(value, WorkingDays):
        return value
    if not isinstance(value, str):
        return microseconds(value)
    days = parse_working_days(value)
    if days == 0:
        raise PydanticCustomError("limit", "a limit has at least one working day: 1wd")
    if days is not None:
        return WorkingDays(days)
    if value.endswith("wd"):
        raise refusal(f"'{value}' is no number of working days", "write whole days, such as 5wd")
    return microseconds(value)


#: One limit: a time in microseconds (elapsed, or worked under a calendar), or working days.
Time = Annotated[int | WorkingDays, PlainValidator(_time)]


def _depth(value: object) -> str:
    return "by category" if isinstance(value, dict | Map) else "one"


#: A limit per category, or per category of a second column.
Level = Annotated[
    Annotated[Time, Tag("one")] | Annotated[dict[Text, Time], Tag("by category")],
    Discriminator(_depth),
]


#: The categories that lead to a limit in the rule file; none where there is one for all.
Path = tuple[str, ...]


def one_or_more(value: object) -> object:
    """Take one text where a list of texts is wanted."""
    return [value] if isinstance(value, str) else value


def by_and_rest(value: Any, rest: str) -> Any:  # noqa: ANN401 - what YAML holds
    """Split what goes by a category: the key ``by``, and all others under the name ``rest``."""
    if not isinstance(value, Map):
        return value
    others = {k: v for k, v in value.items() if k != "by"}
    return {rest: others} | ({"by": value["by"]} if "by" in value else {})


class LimitTable(Model):
    """Limits by one column, or by two; ``default`` covers every other value, a missing one too."""

    by: Annotated[list[Text], BeforeValidator(one_or_more), Field(min_length=1, max_length=2)]
    limits: dict[Text, Level] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:  # noqa: ANN401 - what YAML holds
        return by_and_rest(value, "limits")

    @model_validator(mode="after")
    def _levels(self) -> Self:
        if len(self.by) == 1 and any(isinstance(level, dict) for level in self.limits.values()):
            raise PydanticCustomError(
                "limit_levels", "limits by two columns need 'by: [one, other]'"
            )
        return self

    def times(self) -> Iterator[tuple[Path, int | WorkingDays]]:
        """Yield every limit with its path below ``limit`` in the rule file."""
        for name, level in self.limits.items():
            if isinstance(level, dict):
                yield from (((name, below), time) for below, time in level.items())
            else:
                yield (name,), level

    def tree(self, context: Context, of: Callable[[Path], Node], kind: Type) -> Node:
        """Return what ``of`` makes of the limit that applies to a row, null where none does.

        ``of`` is given the limit's path, as `times` has it.
        """
        return self._choose((), self.limits, context, (of, kind))

    def _choose(
        self,
        above: Path,
        limits: Mapping[str, Any],
        context: Context,
        made: tuple[Callable[[Path], Node], Type],
    ) -> Node:
        of, kind = made

        def value(name: str, level: Any) -> Node:  # noqa: ANN401 - a time or a deeper level
            if isinstance(level, dict):
                return self._choose((*above, name), level, context, made)
            return of((*above, name))

        by = context.column(self.by[len(above)])
        values = {name: value(name, level) for name, level in limits.items()}
        default = values.pop("default", None)
        cases = tuple((equals(by, name), made_of) for name, made_of in values.items())
        return Choose(cases, default, type=kind)

    def level(self, path: Path) -> str:
        """Return the categories that lead to a limit, each with its column."""
        return ", ".join(f"{by} {name}" for by, name in zip(self.by, path, strict=False))


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
