"""Table models: a kind of export, its key, its clock, its columns."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from sqeval.calendars.zones import Zone
from sqeval.measures.measure import Title
from sqeval.nodes import Map, Model, Text
from sqeval.rules.columns import AnyColumn, Spellings
from sqeval.rules.stages import MOST_STAGES, AnyStage
from sqeval.rules.states import States

#: The profile that an export's headers tell.
AUTO = "auto"

#: One column name or several.
Names = Spellings


class Keep(Model):
    """Which of several records of one key is used."""

    keep: Literal["last", "first", "all"]
    by: Text | None = None

    @model_validator(mode="after")
    def _by(self) -> Self:
        if (self.keep == "last") != (self.by is not None):
            raise PydanticCustomError(
                "keep_by",
                "'keep: last' needs 'by', the column that tells the later record, and only it",
            )
        return self


def _duplicates(value: object) -> str:
    return "a mapping" if isinstance(value, dict | Map | Keep) else "a word"


Duplicates = Annotated[
    Annotated[Keep, Tag("a mapping")] | Annotated[Literal["refuse"], Tag("a word")],
    Discriminator(_duplicates),
]


class Derive(Model):
    """One row per case out of a table with one row per event."""

    from_: Text = Field(alias="from")
    per: Text


class Table(Model):
    """A kind of export.

    ``profile`` is ``auto``, the name of a shipped profile, or a file with one. ``clock`` is the
    time column that places a row in a period; ``lookup`` names the tables whose columns a row sees,
    through the columns of this table that hold their key. ``states`` say what a row's status means
    for the workload, ``stages`` the moments that a row's case goes through, in their order.
    """

    title: Title | None = None
    profile: Text | None = None
    key: Names = Field(default_factory=list)
    duplicates: Duplicates | None = None
    clock: Text | None = None
    missing: list[Text] = Field(default_factory=lambda: [""])
    timezone: Zone | None = None
    encoding: Text | None = None
    lookup: dict[Text, Names] = Field(default_factory=dict)
    derive: Derive | None = None
    states: States | None = None
    stages: list[AnyStage] = Field(default_factory=list, max_length=MOST_STAGES)
    columns: dict[Text, AnyColumn] = Field(default_factory=dict)

    @property
    def keep(self) -> Literal["refuse", "last", "first", "all"]:
        """What happens to several records of one key; without a key all are kept."""
        if isinstance(self.duplicates, Keep):
            return self.duplicates.keep
        return "refuse" if self.key else "all"

    @property
    def keep_by(self) -> str | None:
        """The column that tells the later of two records."""
        return self.duplicates.by if isinstance(self.duplicates, Keep) else None
