"""Cases of times: their formats, their order, their zones, and what lasts between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from tests.reader.cases import (
    TICKETS,
    A,
    B,
    C,
    Case,
    D,
    Setting,
    cell,
    changed,
    file,
    moment,
    said,
    when,
)
from tests.reader.rows import BACKWARDS, CLOCK, FORMATS, OFFSETS, ORDER, YEARS, ZONES

_HERE = "{from: [Created at], type: datetime"


def _formats() -> list[Case]:
    declared = Setting(columns={"created_at": _HERE + ', formats: ["%d.%m.%Y %H:%M", iso]}'})
    us = Setting(columns={"created_at": _HERE + ', formats: ["%m/%d/%Y %I:%M %p"]}'})
    texts = ("2026/01/06 09:30", "2026-01-06T09:30:00", "2026-1-6 9:30", "2026-01-06 09:30:00.000")
    day_first = [
        changed(line, 1, text)
        for line, text in (
            (A, "05/01/2026 09:00"),
            (B, "06/01/2026 09:30"),
            (C, "17/01/2026 10:00"),
            (D, "20/01/2026 08:15"),
        )
    ]
    month_first = [
        changed(line, 1, text)
        for line, text in (
            (A, "01/05/2026 09:00 AM"),
            (B, "1/6/2026 9:30 am"),
            (C, "01/17/2026 10:00 AM"),
            (D, "1/20/2026 8:15 AM"),
        )
    ]
    return [
        *(said(FORMATS, 1, "created_at", text, when(6, 9, 30)) for text in texts),
        *(
            cell(FORMATS, 1, "created_at", text, "unparsable-time")
            for text in (
                "6 Jan 2026",
                "2026-01-06 9h30",
                "46028",
                "2026-02-30 10:00",
                "2026-01-06 09:30 pm",
            )
        ),
        cell(FORMATS, 1, "created_at", "2026-01-06", "no-time-of-day"),
        Case(
            FORMATS,
            "two declared formats",
            file(A, changed(B, 1, "06.01.2026 09:30"), C, D),
            setting=declared,
        ),
        Case(
            FORMATS,
            "none of two declared formats",
            file(A, changed(B, 1, "06/01/2026 09:30"), C, D),
            invalid={("B", "created_at"): "unparsable-time"},
            setting=declared,
        ),
        Case(ORDER, "day first, from those above 12", file(*day_first)),
        Case(ORDER, "month first, from those above 12", file(*month_first)),
        Case(
            ORDER,
            "month first, declared",
            file(*month_first[:2], C, month_first[3]),
            invalid={("C", "created_at"): "unparsable-time"},
            setting=us,
        ),
        Case(
            ORDER,
            "day first, with points, among others",
            file(A, B, changed(C, 1, "17.01.2026 10:00"), D),
        ),
    ]


def _numbered_times() -> list[Case]:
    clocks = ((A, (5, 9)), (B, (6, 9, 30)), (C, (17, 10)), (D, (20, 8, 15)))

    def column(write: Callable[[datetime], str]) -> bytes:
        return file(*(changed(line, 1, write(when(*clock))) for line, clock in clocks))

    def seconds(time: datetime) -> int:
        return int((time - moment(1970, 1, 1)).total_seconds())

    def serial(time: datetime) -> str:
        days = (time - moment(1899, 12, 30)) / timedelta(days=1)
        return f"{days:.10f}"

    def formats(name: str) -> Setting:
        return Setting(columns={"created_at": _HERE + f', formats: ["{name}"]}}'})

    return [
        Case(
            YEARS,
            "epoch in seconds",
            column(lambda t: str(seconds(t))),
            setting=formats("epoch s"),
        ),
        Case(
            YEARS,
            "epoch in milliseconds",
            column(lambda t: f"{seconds(t)}000"),
            setting=formats("epoch ms"),
        ),
        Case(YEARS, "spreadsheet serials", column(serial), setting=formats("excel")),
        Case(
            YEARS,
            "two-digit years",
            column(lambda t: t.strftime("%d.%m.%y %H:%M")),
            setting=formats("%d.%m.%y %H:%M"),
        ),
        *(
            cell(YEARS, 1, "created_at", text, "implausible-time")
            for text in ("1900-01-01 00:00", "9999-12-31 23:59", "0026-01-06 09:30")
        ),
        *(
            cell(YEARS, 1, "created_at", text, "unparsable-time")
            for text in ("26-01-06 09:30", "1767691800")
        ),
    ]


def _zones() -> list[Case]:
    eight = "2026-01-06 17:30:00 +0800"
    new_york = [A, B, C, D]
    moved = {
        (ticket, column): value + timedelta(hours=5)
        for ticket, row in TICKETS.items()
        for column in ("created_at", "solved_at")
        if isinstance(value := row[column], datetime)
    }
    mixed = frozenset({"SQ522"})
    gap = changed(changed(B, 1, "2026-03-08 02:30"), 2, "2026-03-08 09:00")
    fold = changed(changed(B, 1, "2026-11-01 01:30"), 2, "2026-11-01 03:30")
    zone = Setting(zone="America/New_York")
    return [
        Case(
            OFFSETS,
            "one offset among local times",
            file(A, changed(B, 1, eight), C, D),
            notices=mixed,
        ),
        Case(
            OFFSETS,
            "Z among local times",
            file(A, changed(B, 1, "2026-01-06T09:30:00Z"), C, D),
            notices=mixed,
        ),
        Case(
            OFFSETS,
            "an offset of half an hour",
            file(A, changed(B, 1, "2026-01-06 15:00+05:30"), C, D),
            notices=mixed,
        ),
        Case(OFFSETS, "local times of the rules' zone", file(*new_york), said=moved, setting=zone),
        Case(
            OFFSETS,
            "local times of the table's zone",
            file(*new_york),
            said=moved,
            setting=Setting(table="timezone: America/New_York"),
        ),
        Case(
            OFFSETS,
            "a time that a zone skips",
            file(A, gap, C, D),
            said={**moved, ("B", "solved_at"): moment(2026, 3, 8, 13)},
            invalid={("B", "created_at"): "dst-gap"},
            setting=zone,
        ),
        Case(
            OFFSETS,
            "a time that a zone has twice",
            file(A, fold, C, D),
            said={
                **moved,
                ("B", "created_at"): moment(2026, 11, 1, 5, 30),
                ("B", "solved_at"): moment(2026, 11, 1, 8, 30),
            },
            notices=frozenset({"SQ521"}),
            setting=zone,
        ),
        *(
            cell(OFFSETS, 1, "created_at", f"2026-01-06 09:30{zone}", "unparsable-time")
            for zone in ("+19:00", "+8")
        ),
        *(
            cell(ZONES, 1, "created_at", f"2026-01-06 09:30{name}", "unparsable-time")
            for name in (" EST", " CET", " GMT", " Asia/Shanghai")
        ),
        said(CLOCK, 2, "solved_at", "2026-01-06 24:00", when(7)),
        said(CLOCK, 2, "solved_at", "2026-01-31 24:00:00", moment(2026, 2, 1)),
        *(
            cell(CLOCK, 2, "solved_at", text, "unparsable-time")
            for text in (
                "2026-01-06 23:59:60",
                "2026-01-06 19:60",
                "2026-01-06 24:01",
                "2026-01-06 25:00",
                "2026-01-06 19：30",
            )
        ),
        said(BACKWARDS, 2, "solved_at", "2026-01-06 09:29", when(6, 9, 29)),
        said(BACKWARDS, 2, "solved_at", "2026-01-06 09:30", when(6, 9, 30)),
        said(BACKWARDS, 2, "solved_at", "2025-12-31 10:00", moment(2025, 12, 31, 10)),
    ]


CASES: tuple[Case, ...] = (*_formats(), *_numbered_times(), *_zones())
