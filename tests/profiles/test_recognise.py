"""A vendor is told by headers that no other one has together."""

from __future__ import annotations

import csv
import io

import pytest

from sqeval.measures.measure import LANGUAGES
from sqeval.rules.loader import load_rules
from sqeval.rules.profiles.filling import filled
from sqeval.rules.profiles.recognise import matches
from sqeval.rules.profiles.shipped import profiles
from sqeval.rules.profiles.values import trees
from tests.profiles.made import EXPORTS, VENDORS

PROFILES = profiles()


def header(name: str) -> list[str]:
    vendor = VENDORS[name]
    text = (EXPORTS / f"{name}.csv").read_bytes().decode(vendor.encoding)
    return next(csv.reader(io.StringIO(text), delimiter=vendor.delimiter))


def test_every_profile_has_an_example_and_every_example_a_profile() -> None:
    assert PROFILES.keys() == VENDORS.keys()
    assert sorted(path.stem for path in EXPORTS.glob("*.csv")) == sorted(VENDORS)


@pytest.mark.parametrize("name", PROFILES)
def test_an_export_is_recognised_as_its_vendor_alone(name: str) -> None:
    (match,) = matches(header(name))
    assert (match.name, match.profile) == (name, PROFILES[name])
    assert set(match.headers) <= set(header(name))


@pytest.mark.parametrize("name", PROFILES)
def test_headers_are_compared_after_normalising(name: str) -> None:
    spoilt = [f"\ufeff {cell.upper()}\u00a0" for cell in header(name)]
    assert [match.name for match in matches(spoilt)] == [name]


@pytest.mark.parametrize("name", PROFILES)
def test_a_list_tells_only_where_all_of_it_is_there(name: str) -> None:
    for fingerprint in PROFILES[name].fingerprints:
        assert name in [match.name for match in matches(fingerprint)]
        short = [m.headers for m in matches(fingerprint[1:]) if m.name == name]
        assert tuple(fingerprint) not in short


def test_headers_of_no_vendor_and_of_two() -> None:
    assert matches(["Status", "Priority", "Created at", "工单编号"]) == []
    assert [m.name for m in matches(header("zendesk") + header("hubspot"))] == [
        "hubspot",
        "zendesk",
    ]


@pytest.mark.parametrize("name", PROFILES)
def test_titles_and_traps_are_said_in_both_languages(name: str) -> None:
    profile = PROFILES[name]
    assert profile.traps
    for text in (profile.title, *profile.traps):
        assert isinstance(text, dict)
        assert sorted(text) == sorted(LANGUAGES)
    assert profile.name("zh") == dict(profile.title)["zh"]  # type: ignore[arg-type] # checked above


@pytest.mark.parametrize("name", PROFILES)
def test_the_standard_set_and_a_profile_call_nothing_by_two_names(name: str) -> None:
    """The set's own spellings win, so one that a profile gives another category would be lost."""
    rules = load_rules("builtin:service-desk")
    for table, known in PROFILES[name].tables.items():
        full = filled(table, rules.tables[table], PROFILES[name])
        for column, words in known.columns.items():
            values = getattr(full.columns.get(column), "values", None)
            if values is not None:
                for category, spellings in words.values.items():
                    assert set(spellings) <= {category, *values[category]}, (column, category)


@pytest.mark.parametrize("name", PROFILES)
def test_values_of_a_profile_fit_the_standard_set(name: str) -> None:
    rules = load_rules("builtin:service-desk")
    for table, known in PROFILES[name].tables.items():
        expected = {column for column, words in known.columns.items() if words.value is not None}
        full = filled(table, rules.tables[table], PROFILES[name])
        assert trees(table, full, PROFILES[name]).keys() == expected


def test_business_hours_are_read_by_no_profile() -> None:
    read = {
        header
        for profile in PROFILES.values()
        for table in profile.tables.values()
        for column in table.columns.values()
        for option in column.from_ or ()
        for header in option
    }
    business = {
        "First reply time in minutes within business hours",
        "First response time (in hrs)",
        "Resolution time (in hrs)",
        "First Response In Min",
        "Close In Min",
        "Custom field (Time to first response)",
        "Custom field (Time to resolution)",
    }
    assert not read & business
