"""Column models: how the cells of one column of an export are found and read.

All cells are text until their column's type reads them; one model per type says how.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from sqeval.nodes import Flag, Map, Model, Number, Scalar, Text


def _listed(value: object) -> object:
    """Take one text where a list of texts is wanted."""
    return [value] if isinstance(value, str) else value


#: One header, or two or more whose cells are joined with a space.
Header = Annotated[list[Text], BeforeValidator(_listed)]
#: Headers by preference: the first that an export has is read.
Headers = Annotated[list[Header], BeforeValidator(_listed)]
#: The spellings of one category.
Spellings = Annotated[list[Text], BeforeValidator(_listed)]

#: Decimal points and thousands separators that may be declared.
DecimalMark = Literal[".", ","]
ThousandsMark = Literal[",", ".", " ", "'", "\u00a0", "\u202f"]


class Column(Model):
    """What every column may say: where it comes from, whether it must be there."""

    title: Text | None = None
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
    """Cells as they stand: ids, names, free text."""

    type: Literal["text"] = "text"


class IntegerColumn(Column):
    """Whole numbers; ``min`` and ``max`` bound the valid ones."""

    type: Literal["integer"]
    min: Number | None = None
    max: Number | None = None
    thousands: ThousandsMark | None = None


class NumberColumn(Column):
    """Decimal numbers; ``decimal`` is the decimal mark."""

    type: Literal["number"]
    min: Number | None = None
    max: Number | None = None
    decimal: DecimalMark = "."
    thousands: ThousandsMark | None = None


class BooleanColumn(Column):
    """True or false; ``values`` lists spellings beside ``true`` and ``false``."""

    type: Literal["boolean"]
    values: dict[Literal["true", "false"], Spellings] = Field(default_factory=dict)


class CategoryColumn(Column):
    """One of a known set; another value becomes its own group ``(other: VALUE)``."""

    type: Literal["category"]
    values: dict[Text, Spellings]


class ScaleColumn(Column):
    """Words that stand for numbers, as survey answers do; the numbers are the keys."""

    type: Literal["scale"]
    values: dict[Text, Spellings]

    @model_validator(mode="after")
    def _numbers(self) -> Self:
        for key in self.values:
            try:
                float(key)
            except ValueError:
                raise PydanticCustomError(
                    "scale_key", "'{key}' is no number; a scale maps numbers to words", {"key": key}
                ) from None
        return self


class DateColumn(Column):
    """A day; ``formats`` are strptime patterns or ``iso``, ``excel``."""

    type: Literal["date"]
    formats: list[Text] | None = Field(None, min_length=1)


class DatetimeColumn(Column):
    """An instant; ``formats`` are those of dates and ``epoch s``, ``epoch ms``."""

    type: Literal["datetime"]
    formats: list[Text] | None = Field(None, min_length=1)


class DurationColumn(Column):
    """A length of time: numbers of a ``unit``, or clock texts such as ``h:mm:ss``."""

    type: Literal["duration"]
    unit: Literal["s", "m", "h", "d"] | None = None
    formats: list[Literal["h:mm:ss", "h:mm", "-h:mm"]] | None = Field(None, min_length=1)


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
