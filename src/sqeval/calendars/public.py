"""Public holidays by country, with the days on which a country works to make up for them.

The dates come from the ``holidays`` library, which is loaded where a calendar names a country.
Governments publish some of them year by year, so a year can be asked whether it is known at all.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqeval.calendars.dates import ONE_DAY
from sqeval.loading import PARTS, load
from sqeval.problems import hint_of

#: Countries that publish each year which days are moved. Others in the library once did.
_MOVED_YEARLY = frozenset({"AZ", "BY", "CN", "HU", "KG", "KZ", "LV", "RU", "UZ", "VN"})

#: Countries whose holidays are announced with the weekends that they touch, which the library
#: leaves out. It matters to whoever works on weekends.
_WITH_WEEKENDS = frozenset({"CN"})
_WEEKEND = (5, 6)

#: Some years move no day: a year without is open only if so many years after it move none either.
_AHEAD = 5

#: How the name of a file of holidays ends; other sources are countries.
ICS = ".ics"

_CODE_LENGTH = 2
_EXAMPLE = "an ISO code such as CN or US-CA, or a file such as holidays.ics"


@dataclass(frozen=True)
class Holidays:
    """Days off by their names, and days of the weekend that are worked instead."""

    names: Mapping[date, str]
    workdays: frozenset[date]


def holiday_problem(text: str) -> tuple[str, str] | None:
    """Return why ``text`` names no country's holidays, and a hint; None where it does.

    ``text`` is an ISO 3166 code, ``CN``, or one with a subdivision, ``US-CA``.
    """
    country, dash, part = text.partition("-")
    library = load(PARTS["public holidays"])
    known = [code for code in library.list_supported_countries() if len(code) == _CODE_LENGTH]
    if country not in known:
        return f"'{text}' is no country with known holidays", _country_hint(library, country, known)
    if not dash:
        return None
    entity = library.country_holidays(country, language="en_US")
    if part in entity.subdivisions:
        return None
    return f"'{part}' is no part of {country} with holidays of its own", _part_hint(entity, part)


def _country_hint(library: Any, country: str, known: list[str]) -> str:  # noqa: ANN401 - a module
    if country.upper() in known:
        return f"did you mean '{country.upper()}'?"
    # a country's English name, or its longer code, is a name of the library's
    code = getattr(getattr(library, country, None), "country", None)
    return f"did you mean '{code}'?" if code else _EXAMPLE


def _part_hint(entity: Any, part: str) -> str:  # noqa: ANN401 - the library's own class
    country = entity.country
    if not entity.subdivisions:
        return f"did you mean '{country}'?"
    longer = {name: c for c, names in entity.get_subdivision_aliases().items() for name in names}
    if part in longer:
        return f"did you mean '{country}-{longer[part]}'?"
    codes = [f"{country}-{code}" for code in entity.subdivisions]
    return hint_of(f"{country}-{part}", codes) or f"such as {codes[0]}"


def _published(source: str, years: range) -> Any:  # noqa: ANN401 - the library's own mapping
    """Return the library's holidays, by English names where it has them, never by the host's."""
    country, _, part = source.partition("-")
    library = load(PARTS["public holidays"])
    with warnings.catch_warnings():  # years that it does not know are told by `unpublished`
        warnings.simplefilter("ignore")
        return library.country_holidays(country, subdiv=part or None, years=years, language="en_US")


@lru_cache(maxsize=64)
def holidays_of(source: str, years: range) -> Holidays:
    """Return the holidays of ``CN`` or ``US-CA`` in whole years; the source must be known."""
    # days worked are told for other years as well, and holidays join over the turn of a year
    found = _published(source, range(years.start - 1, years.stop + 1))
    names, workdays = dict(found.items()), frozenset(found.weekend_workdays)
    if source.partition("-")[0] in _WITH_WEEKENDS:
        names |= _joined(names, workdays)
    return Holidays(
        {day: name for day, name in names.items() if day.year in years},
        frozenset(day for day in workdays if day.year in years),
    )


def _joined(names: Mapping[date, str], workdays: frozenset[date]) -> dict[date, str]:
    """Return the weekend days that touch a holiday, and belong to it unless they are worked."""
    joined: dict[date, str] = {}
    for day, name in names.items():
        for step in (ONE_DAY, -ONE_DAY):
            beside = day + step
            while beside.weekday() in _WEEKEND and beside not in workdays and beside not in names:
                joined.setdefault(beside, name)
                beside += step
    return joined


@lru_cache(maxsize=256)
def unpublished(source: str, year: int) -> bool:
    """Tell whether the holidays of a year are guesses, or not known at all; a file's never are.

    So they are where the library has none, marks one as estimated, or where a country that moves
    days each year has moved none in this year nor in the five years after it.
    """
    if source.endswith(ICS):
        return False
    found = _published(source, range(year, year + 1))
    names = [name for day, name in found.items() if day.year == year]
    if not names or _marked(found, "estimated_label", names):
        return True
    if source.partition("-")[0] not in _MOVED_YEARLY:
        return False
    later = _published(source, range(year, year + 1 + _AHEAD))
    return not any(day.year >= year for day in later.weekend_workdays) and not _marked(
        later, "substituted_label", list(later.values())
    )


def _marked(found: Any, label: str, names: list[str]) -> bool:  # noqa: ANN401 - the library's
    """Tell whether a name carries one of the library's marks, in the language of the names."""
    mark = found.tr(getattr(found, label, None) or "").replace("%s", "").strip(" ()（）")
    return bool(mark) and any(mark in name for name in names)
