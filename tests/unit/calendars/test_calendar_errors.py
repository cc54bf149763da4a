"""Every mistake in a calendar is told by the wrong text and by what to write instead."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sqeval.calendars.calendar import Calendar

OFFICE: dict[str, object] = {"hours": {"mon-fri": ["09:00-17:00"]}}

SPAN = "write it as 09:00-12:00"

#: What a rule file says, where it is wrong, the message, the hint.
WRONG: dict[str, tuple[dict[str, object], tuple[object, ...], str, str]] = {
    "no span": (
        {"hours": {"mon": ["9-17"]}},
        ("hours", "week", "mon", 0),
        "'9-17' is no span of hours",
        SPAN,
    ),
    "beyond the clock": (
        {"hours": {"mon": ["09:00-25:00"]}},
        ("hours", "week", "mon", 0),
        "'09:00-25:00' is beyond the clock",
        "times run from 00:00 to 24:00",
    ),
    "a minute too many": (
        {"hours": {"mon": ["09:00-10:60"]}},
        ("hours", "week", "mon", 0),
        "'09:00-10:60' is beyond the clock",
        "times run from 00:00 to 24:00",
    ),
    "a start at 24:00": (
        {"hours": {"mon": ["24:00-06:00"]}},
        ("hours", "week", "mon", 0),
        "'24:00-06:00' is beyond the clock",
        "times run from 00:00 to 24:00",
    ),
    "no text": (
        {"hours": {"mon": [["09:00", "17:00"]]}},
        ("hours", "week", "mon", 0),
        "a text such as 09:00-12:00 is needed here",
        "",
    ),
    "overlap": (
        {"hours": {"mon": ["13:00-18:00", "09:00-13:30"]}},
        ("hours", "week", "mon"),
        "09:00-13:30 and 13:00-18:00 overlap",
        "write one span from the first to the last",
    ),
    "overlap at night": (
        {"hours": {"mon": ["22:00-06:00", "23:00-24:00"]}},
        ("hours", "week", "mon"),
        "22:00-06:00 and 23:00-24:00 overlap",
        "write one span from the first to the last",
    ),
    "a slip in a weekday": (
        {"hours": {"mon-fry": ["09:00-17:00"]}},
        ("hours", "week", "mon-fry", "[key]"),
        "'mon-fry' names no weekday",
        "did you mean 'mon-fri'?",
    ),
    "weekdays written out": (
        {"hours": {"Monday-Friday": ["09:00-17:00"]}},
        ("hours", "week", "Monday-Friday", "[key]"),
        "'Monday-Friday' names no weekday",
        "did you mean 'mon-fri'?",
    ),
    "weekdays cut short": (
        {"hours": {"mo-fr": ["09:00-17:00"]}},
        ("hours", "week", "mo-fr", "[key]"),
        "'mo-fr' names no weekday",
        "did you mean 'mon-fri'?",
    ),
    "no weekday": (
        {"hours": {"5": ["09:00-17:00"]}},
        ("hours", "week", "5", "[key]"),
        "'5' names no weekday",
        "the days are mon, tue, wed, thu, fri, sat, sun, or daily",
    ),
    "a weekday twice": (
        {"hours": {"mon-fri": ["09:00-17:00"], "wed": ["09:00-12:00"]}},
        ("hours", "week"),
        "'wed' names wed again",
        "give each weekday once",
    ),
    "a weekday twice in one key": (
        {"hours": {"mon,sat-mon": ["09:00-17:00"]}},
        ("hours", "week"),
        "'mon,sat-mon' names mon again",
        "give each weekday once",
    ),
    "no hours at all": (
        {"hours": {"mon-fri": []}},
        ("hours", "week"),
        "no weekday has hours",
        'such as {mon-fri: ["09:00-17:00"]}',
    ),
    "no country": (
        {**OFFICE, "holidays": "XX"},
        ("holidays", 0),
        "'XX' is no country with known holidays",
        "an ISO code such as CN or US-CA, or a file such as holidays.ics",
    ),
    "a country in small letters": (
        {**OFFICE, "holidays": ["US", "cn"]},
        ("holidays", 1),
        "'cn' is no country with known holidays",
        "did you mean 'CN'?",
    ),
    "a country by its name": (
        {**OFFICE, "holidays": "China"},
        ("holidays", 0),
        "'China' is no country with known holidays",
        "did you mean 'CN'?",
    ),
    "a part by its name": (
        {**OFFICE, "holidays": "US-California"},
        ("holidays", 0),
        "'California' is no part of US with holidays of its own",
        "did you mean 'US-CA'?",
    ),
    "a slip in a part": (
        {**OFFICE, "holidays": "GB-ENGL"},
        ("holidays", 0),
        "'ENGL' is no part of GB with holidays of its own",
        "did you mean 'GB-ENG'?",
    ),
    "a part of a country without": (
        {**OFFICE, "holidays": "CN-11"},
        ("holidays", 0),
        "'11' is no part of CN with holidays of its own",
        "did you mean 'CN'?",
    ),
    "no date": (
        {**OFFICE, "closed": ["31.12.2026"]},
        ("closed", 0),
        "'31.12.2026' is no date",
        "write it as 2026-01-31",
    ),
    "no such date": (
        {**OFFICE, "closed": ["2026-02-01..2026-02-30"]},
        ("closed", 0),
        "'2026-02-30' is not in the calendar",
        "write it as 2026-01-31",
    ),
    "a date out of range": (
        {**OFFICE, "open": {"9999-12-31": ["10:00-16:00"]}},
        ("open", "9999-12-31", "[key]"),
        "the year 9999 is out of range",
        "",
    ),
    "a span backwards": (
        {**OFFICE, "closed": ["2026-08-05..2026-08-01"]},
        ("closed", 0),
        "'2026-08-05..2026-08-01' ends before it starts",
        "write 2026-08-01..2026-08-05",
    ),
    "a date that is no text": (
        {**OFFICE, "closed": [{}]},
        ("closed", 0),
        "a text such as 2026-12-31 is needed here",
        "",
    ),
    "opened without hours": (
        {**OFFICE, "open": {"2026-02-14": []}},
        ("open", "2026-02-14"),
        "a day is opened without hours",
        "put the date under 'closed'",
    ),
    "versions out of order": (
        {
            **OFFICE,
            "versions": [
                {"from": "2026-07-01", "holidays": []},
                {"from": "2026-01-01", "holidays": "CN"},
            ],
        },
        ("versions",),
        "the version from 2026-01-01 stands after that from 2026-07-01",
        "put versions in the order of their dates, each date once",
    ),
    "two versions from one date": (
        {**OFFICE, "versions": [{"from": "2026-07-01", "holidays": []}] * 2},
        ("versions",),
        "the version from 2026-07-01 stands after that from 2026-07-01",
        "put versions in the order of their dates, each date once",
    ),
    "a version that says nothing": (
        {**OFFICE, "versions": [{"from": "2026-07-01"}]},
        ("versions", 0),
        "this version changes nothing",
        "give hours, holidays, closed or open",
    ),
    "no zone": (
        {**OFFICE, "timezone": "CST"},
        ("timezone",),
        "'CST' is no IANA time zone",
        "name a place, such as Asia/Shanghai, or UTC",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_told_where_it_stands_with_the_fix(name: str) -> None:
    written, place, message, hint = WRONG[name]
    with pytest.raises(ValidationError) as refused:
        Calendar.model_validate(written)
    errors = refused.value.errors()
    assert [(e["loc"], e["msg"], e["ctx"]["hint"]) for e in errors] == [(place, message, hint)]


@pytest.mark.parametrize(
    ("written", "place", "kind"),
    [
        ({}, ("hours",), "missing"),
        ({"hours": "24/7"}, ("hours", "always"), "literal_error"),
        ({"hours": ["09:00-17:00"]}, ("hours", "week"), "dict_type"),
        ({"hours": {"mon": "09:00-17:00"}}, ("hours", "week", "mon"), "list_type"),
        ({**OFFICE, "holiday": "CN"}, ("holiday",), "extra_forbidden"),
        (
            {**OFFICE, "versions": [{"from": "2026-07-01", "timezone": "UTC", "holidays": []}]},
            ("versions", 0, "timezone"),
            "extra_forbidden",
        ),
        ({**OFFICE, "versions": [{"holidays": []}]}, ("versions", 0, "from"), "missing"),
    ],
)
def test_what_has_the_wrong_shape_is_refused(
    written: dict[str, object], place: tuple[object, ...], kind: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Calendar.model_validate(written)
    assert [(e["loc"], e["type"]) for e in refused.value.errors()] == [(place, kind)]
