"""The profile: what is known of the exports of one vendor, whatever rule file reads them.

A rule set says what its columns mean; a profile says under which headers, in which formats and in
which words a vendor writes them, and what is easily misread.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sqeval.measures.measure import Title
from sqeval.nodes import Model, Text
from sqeval.rules.columns import DecimalMark, Headers, Spellings, ThousandsMark
from sqeval.rules.version import Version

#: Headers that tell a vendor where an export has all of them.
Fingerprint = Annotated[list[Text], Field(min_length=2)]


class ProfileColumn(Model):
    """How a vendor writes one column, by the key that a rule file would say it with.

    ``value`` is an expression over the columns that are read, for exports without the column.
    """

    from_: Headers | None = Field(None, alias="from", min_length=1)
    formats: list[Text] | None = Field(None, min_length=1)
    unit: Literal["s", "m", "h", "d"] | None = None
    decimal: DecimalMark | None = None
    thousands: ThousandsMark | None = None
    values: dict[Text, Spellings] = Field(default_factory=dict)
    value: Text | None = None


class ProfileTable(Model):
    """How a vendor writes one table.

    ``needs`` names columns of which a row fills in at least one, or it is no row of this table: a
    ticket without a rating is no survey answer.
    """

    missing: list[Text] | None = None
    needs: list[Text] = Field(default_factory=list)
    columns: dict[Text, ProfileColumn] = Field(default_factory=dict)


class Profile(Model):
    """What is known of a vendor's exports.

    ``timezone`` says how times are written: ``account`` is the zone set in the vendor's account,
    which no file says; ``header`` is a zone in the header, ``Created at (Asia/Shanghai)``; ``utc``
    is UTC; ``offset`` stands in each cell. ``traps`` say what is easily misread.
    """

    version: Version
    title: Title
    fingerprints: list[Fingerprint] = Field(default_factory=list)
    timezone: Literal["account", "header", "utc", "offset"] = "account"
    tables: dict[Text, ProfileTable] = Field(default_factory=dict)
    traps: list[Title] = Field(default_factory=list)

    def name(self, language: str = "en") -> str:
        """Return what the vendor's exports are called."""
        return self.title if isinstance(self.title, str) else in_language(self.title, language)


def in_language(texts: dict[str, str], language: str) -> str:
    """Return the text in a language, else in English, else in any."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()))
