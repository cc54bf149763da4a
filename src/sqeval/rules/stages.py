"""Stages: the moments that a case goes through, as columns of times or as events of another table.

Where the hours between receipt and solution go cannot be seen from the two ends alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from sqeval.measures.duration import Duration
from sqeval.measures.limits import Limit
from sqeval.measures.measure import Title
from sqeval.measures.timed import CalendarName, Pause
from sqeval.measures.within import Within
from sqeval.nodes import Map, Model, Text

#: The most stages of one table.
MOST_STAGES = 30

#: What stands for the two instants of a step where only its keys are asked for.
START, END = "#start", "#end"


def _shape(value: object) -> str:
    return "a mapping" if isinstance(value, dict | Map | Model) else "a column"


class StageEvents(Model):
    """The time of a stage by events: of the ``first`` or ``last`` event that fits, or of ``all``.

    The events are rows of ``table`` that look the stage's table up, or that it is derived from;
    the table's clock says when they were.
    """

    table: Text
    where: Text | None = None
    take: Literal["first", "last", "all"] = "first"


class Stage(Model):
    """A moment that a case goes through.

    ``at`` is the column with its time, or events. ``limit``, ``calendar`` and ``pause`` speak of
    the time since ``from``, an earlier stage, or else since the latest earlier one that the case
    passed. All of some events (``take: all``) are no step: they show that somebody cared.
    """

    id: Text | None = None
    title: Title | None = None
    at_: Annotated[
        Annotated[Text, Tag("a column")] | Annotated[StageEvents, Tag("a mapping")],
        Discriminator(_shape),
    ] = Field(alias="at")
    from_: Text | None = Field(None, alias="from")
    limit: Limit | None = None
    calendar: CalendarName | None = None
    pause: Pause | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.id is None and not isinstance(self.at_, str):
            raise PydanticCustomError(
                "stage_id", "a stage of events has an 'id'", {"hint": "such as id: told"}
            )
        timed = {"from", "limit", "calendar", "pause"} & {
            str(field.alias or name)
            for name, field in type(self).model_fields.items()
            if name in self.model_fields_set
        }
        if timed and not self.is_step:
            raise PydanticCustomError(
                "stage_timed",
                "'take: all' is no step, so it has no '{key}'",
                {"key": min(timed), "hint": "take the first or the last event"},
            )
        return self

    @property
    def name(self) -> str:
        """The id: its own, or the name of its column."""
        return self.id or str(self.at_)

    @property
    def is_step(self) -> bool:
        """Whether a case passes it once."""
        return isinstance(self.at_, str) or self.at_.take != "all"

    def duration(self, table: str, start: str, end: str, aggregate: str) -> Duration:
        """Return the measure of the time between two columns that counts for this stage."""
        said = self._said(table, start, end)
        made = Duration.model_validate({"type": "duration", "aggregate": aggregate, **said})
        made._node = self._node  # noqa: SLF001 - problems of its keys stand in the stage
        return made

    def within(self, table: str, start: str, end: str) -> Within | None:
        """Return the measure of being on time between two columns, None without a limit."""
        if self.limit is None:
            return None
        said = self._said(table, start, end)
        made = Within.model_validate({"type": "within", "limit": self.limit, **said})
        made._node = self._node  # noqa: SLF001 - problems of its keys stand in the stage
        return made

    def _said(self, table: str, start: str, end: str) -> dict[str, object]:
        said = {"table": table, "from": start, "to": end}
        own = {"calendar": self.calendar, "pause": self.pause}
        return said | {key: value for key, value in own.items() if value is not None}


def stage_times(table: str, stages: Iterable[Stage]) -> Iterator[Duration | Within]:
    """Yield, for each step, the measure that names its calendar, pause and limit."""
    for stage in stages:
        if stage.is_step:
            limited = stage.within(table, START, END)
            yield limited or stage.duration(table, START, END, "median")


def _staged(value: object) -> object:
    """Read a column alone as the stage with its time."""
    return {"at": value} if isinstance(value, str) else value


#: A stage, or the column with its time.
AnyStage = Annotated[
    Stage,
    BeforeValidator(
        _staged,
        json_schema_input_type=Annotated[
            Annotated[Text, Tag("a column")] | Annotated[Stage, Tag("a mapping")],
            Discriminator(_shape),
        ],
    ),
]
