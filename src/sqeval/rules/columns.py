"""Column models: how the cells of one column of an export are found and read.

All cells are text until their column's type reads them; one model per type says how.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from sqeval.measures.measure import Title
from sqeval.nodes import Flag, Map, Model, Number, Scalar, Text


def _listed(value: object) -> object:
    """Take one text where a list of texts is wanted."""
    return [value] if isinstance(value, str) else value


#: One header, or two or more whose cells are joined with a space.
Header = Annotated[list[Text], BeforeValidator(_listed), Field(min_length=1)]
#: Headers by preference: the first that an export has is read.
Headers = Annotated[list[Header], BeforeValidator(_listed)]
#: The spellings of one category.
Spellings = Annotated[list[Text], BeforeValidator(_listed)]


def _figure(key: str) -> str:
    if _FIGURE.fullmatch(key) is None:
        message = "'{key}' is no number; a scale maps numbers to words"
        raise PydanticCustomError("scale_key", message, {"key": key})
    return key


_FIGURE = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")

#: A number that words stand for, as its text.
Figure = Annotated[Text, AfterValidator(_figure)]

#: Decimal points and thousands separators that may be declared.
DecimalMark = Literal[".", ","]
ThousandsMark = Literal[",", ".", " ", "'", "\u00a0", "\u202f"]


class Column(Model):
    """What every column may say: where it comes from, whether it must be there."""

    title: Title | None = None
    from_: Headers | None = Field(None, alias="from", min_length=1)
    required: Flag = True
    value: Text | None = None
    where: Text | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if self.value is not None and self.from_ is not None:
            raise PydanticCustomError(
                "two_origins", "a column is read ('from') or computed ('value'), not both"
            )
        if self.where is not None and self.value is None:
            raise PydanticCustomError(
                "where_idle", "'where' goes with the 'value' of a derived table"
            )
        return self

    def headers(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Return the headers by preference; a column without ``from`` is found by its name."""
        if self.from_ is None:
            return ((name,),)
        return tuple(tuple(header) for header in self.from_)


class TextColumn(Column):
    """Cells as they stand: ids, names, free text.

    Example: ``{from: [Ticket ID, number]}``
    """

    type: Literal["text"] = "text"


def _check_range(low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raise PydanticCustomError("empty_range", "'min' is above 'max', so no value is valid")


class IntegerColumn(Column):
    """Whole numbers; ``min`` and ``max`` bound the valid ones.

    Example: ``{type: integer, min: 1, max: 5}``
    """

    type: Literal["integer"]
    min: Number | None = None
    max: Number | None = None
    thousands: ThousandsMark | None = None

    @model_validator(mode="after")
    def _range(self) -> Self:
        _check_range(self.min, self.max)
        return self


class NumberColumn(Column):
    """Decimal numbers; ``decimal`` is the decimal mark.

    Example: ``{type: number, decimal: ",", thousands: "."}``
    """

    type: Literal["number"]
    min: Number | None = None
    max: Number | None = None
    decimal: DecimalMark = "."
    thousands: ThousandsMark | None = None

    @model_validator(mode="after")
    def _marks(self) -> Self:
        _check_range(self.min, self.max)
        if self.decimal == self.thousands:
            raise PydanticCustomError(
                "one_mark", "'decimal' and 'thousands' cannot be the same mark"
            )
        return self


class BooleanColumn(Column):
    """True or false; ``values`` lists spellings beside ``true`` and ``false``.

    Example: ``{type: boolean, values: {"true": [Y, Yes], "false": [N, No]}}``
    """

    type: Literal["boolean"]
    values: dict[Literal["true", "false"], Spellings] = Field(default_factory=dict)


class CategoryColumn(Column):
    """One of a known set; another value becomes its own group ``(other: VALUE)``.

    Example: ``{type: category, values: {P1: [1 - Critical, Urgent], P2: [2 - High]}}``
    """

    type: Literal["category"]
    values: dict[Text, Spellings] = Field(min_length=1)


class ScaleColumn(Column):
    """Words that stand for numbers, as survey answers do; the numbers are the keys.

    Example: ``{type: scale, values: {5: [Strongly agree], 4: [Agree], 3: [Neutral]}}``
    """

    type: Literal["scale"]
    values: dict[Figure, Spellings] = Field(min_length=1)


class DateColumn(Column):
    """A day; ``formats`` are strptime patterns or ``iso``, ``excel``.

    Example: ``{type: date, formats: ["%d/%m/%Y"]}``
    """

    type: Literal["date"]
    formats: list[Text] | None = Field(None, min_length=1)


class DatetimeColumn(Column):
    """An instant; ``formats`` are those of dates and ``epoch s``, ``epoch ms``.

    Example: ``{type: datetime, formats: ["%d/%m/%Y %H:%M", iso]}``
    """

    type: Literal["datetime"]
    formats: list[Text] | None = Field(None, min_length=1)


class DurationColumn(Column):
    """A length of time: numbers of a ``unit``, or clock texts: ``h:mm:ss``, ``h:mm``, ``m:ss``.

    Example: ``{type: duration, unit: m}``
    """

    type: Literal["duration"]
    unit: Literal["s", "m", "h", "d"] | None = None
    formats: list[Literal["h:mm:ss", "h:mm", "-h:mm", "m:ss"]] | None = Field(None, min_length=1)


#: Every column type by its name.
COLUMNS: dict[str, type[Column]] = {
    "text": TextColumn,
    "integer": IntegerColumn,
    "number": NumberColumn,
    "boolean": BooleanColumn,
    "category": CategoryColumn,
    "scale": ScaleColumn,
    "date": DateColumn,
    "datetime": DatetimeColumn,
    "duration": DurationColumn,
}


def column_type(value: Any) -> str | None:  # noqa: ANN401 - what YAML holds
    """Return the type tag of a column: its ``type``, or ``text`` where it has none."""
    if isinstance(value, Map):
        return str(value.get("type", "text"))
    if isinstance(value, Scalar) and value.read is None:
        return "text"
    return getattr(value, "type", "text") if isinstance(value, Column) else "text"


AnyColumn = Annotated[
    Annotated[TextColumn, Tag("text")]
    | Annotated[IntegerColumn, Tag("integer")]
    | Annotated[NumberColumn, Tag("number")]
    | Annotated[BooleanColumn, Tag("boolean")]
    | Annotated[CategoryColumn, Tag("category")]
    | Annotated[ScaleColumn, Tag("scale")]
    | Annotated[DateColumn, Tag("date")]
    | Annotated[DatetimeColumn, Tag("datetime")]
    | Annotated[DurationColumn, Tag("duration")],
    Discriminator(column_type),
]
