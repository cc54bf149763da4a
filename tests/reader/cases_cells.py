"""Cases of cells: ids, words for missing, numbers, keys, durations."""

from __future__ import annotations

from fractions import Fraction

from tests.reader.cases import ALL, A, B, C, Case, D, Setting, cell, changed, file, said
from tests.reader.rows import DURATIONS, IDS, KEYS, MISSING, NOT_FINITE, SEPARATORS


def _ids() -> list[Case]:
    texts = ("00012", "2E3", "1.0", "NaN", "null", "0x10", "1e400", "#7", "工单-1", "a b", "-")
    trimmed = (" 00012", "00012 ", "\u00a000012")
    return [
        *(said(IDS, 0, "ticket_id", text, text) for text in texts),
        *(said(IDS, 0, "ticket_id", text, "00012") for text in trimmed),
        Case(
            IDS,
            "ids that are equal as numbers",
            file(A, changed(B, 0, "1"), changed(C, 0, "01"), D),
            said={("B", "ticket_id"): "1", ("C", "ticket_id"): "01"},
        ),
        Case(
            IDS,
            "an id with a comma",
            file(A, changed(B, 0, '"1,234"'), C, D),
            said={("B", "ticket_id"): "1,234"},
        ),
        *(
            Case(
                IDS,
                f"no id: {text!r}",
                file(A, changed(B, 0, text), C, D),
                {2: "A", 4: "C", 5: "D"},
                [(3, "missing-key")],
            )
            for text in ("", "   ", '""', "\u3000")
        ),
        Case(
            IDS,
            "no id, line break in quotes",
            file(A, changed(changed(B, 0, ""), 6, '"a\nb"'), C, D),
            {2: "A", 5: "C", 6: "D"},
            [(3, "missing-key")],
        ),
    ]


def _missing() -> list[Case]:
    words = 'missing: ["", "N/A", "?", "-"]'
    return [
        *(
            cell(MISSING, 5, "effort", word, "unparsable-number")
            for word in ("N/A", "?", "-", "无", "null")
        ),
        cell(MISSING, 2, "solved_at", "N/A", "unparsable-time"),
        cell(MISSING, 4, "reopens", "?", "unparsable-integer"),
        *(
            said(MISSING, 5, "effort", word, None, Setting(table=words))
            for word in ("N/A", " ? ", "-")
        ),
        said(MISSING, 2, "solved_at", "-", None, Setting(table=words)),
        Case(
            MISSING,
            "a word that is not declared",
            file(A, changed(B, 5, "n/a"), C, D),
            invalid={("B", "effort"): "unparsable-number"},
            setting=Setting(table=words),
        ),
        Case(
            MISSING,
            "the declared list replaces the empty text",
            file(A, changed(B, 5, "-"), C, D),
            said={("B", "effort"): None},
            invalid={("D", "effort"): "unparsable-number", ("D", "solved_at"): "unparsable-time"},
            setting=Setting(table='missing: ["-"]'),
        ),
        Case(
            MISSING,
            "a category outside the declared ones",
            file(A, changed(B, 3, "P9"), C, D),
            said={("B", "priority"): "(other: P9)"},
            notices=frozenset({"SQ520"}),
        ),
    ]


def _numbers() -> list[Case]:
    comma = {"effort": '{from: [Effort], type: number, decimal: ","}'}
    both = {"effort": '{from: [Effort], type: number, decimal: ",", thousands: "."}'}
    thousands = {"reopens": '{from: [Reopens], type: integer, thousands: ","}'}
    spaces = {"reopens": '{from: [Reopens], type: integer, thousands: "\\u202f"}'}
    pointless = [changed(A, 5, '"1,5"'), changed(B, 5, '"1.234,25"'), changed(C, 5, '"0,5"'), D]
    read = {("B", "effort"): Fraction("1234.25")}
    return [
        *(
            cell(NOT_FINITE, 5, "effort", text, "unparsable-number")
            for text in ("nan", "NaN", "inf", "-Infinity", "1e400", "-1e400", "1_000")
        ),
        *(
            cell(NOT_FINITE, 4, "reopens", text, "unparsable-integer")
            for text in ("nan", "inf", "1e3", "3.5", "99999999999999999999", "３")
        ),
        *(
            cell(SEPARATORS, 5, "effort", text, "unparsable-number")
            for text in ("85%", "1.234.567", "$3", "3h", "1 234", "٣")
        ),
        *(
            cell(SEPARATORS, place, column, '"1,234"', reason)
            for place, column, reason in (
                (5, "effort", "unparsable-number"),
                (4, "reopens", "unparsable-integer"),
            )
        ),
        Case(
            SEPARATORS,
            "decimal comma and thousands",
            file(*pointless),
            said=read,
            setting=Setting(columns=both),
        ),
        Case(
            SEPARATORS,
            "decimal comma, a point is none",
            file(pointless[0], B, pointless[2], D),
            invalid={("B", "effort"): "unparsable-number"},
            setting=Setting(columns=comma),
        ),
        said(SEPARATORS, 4, "reopens", '"1,234"', 1234, Setting(columns=thousands)),
        said(SEPARATORS, 4, "reopens", "1\u202f234", 1234, Setting(columns=spaces)),
        Case(
            SEPARATORS,
            "thousands not in threes",
            file(A, changed(B, 4, '"12,34"'), C, D),
            invalid={("B", "reopens"): "unparsable-integer"},
            setting=Setting(columns=thousands),
        ),
        said(SEPARATORS, 5, "effort", " 2.5 ", Fraction("2.5")),
        said(SEPARATORS, 4, "reopens", "1.0", 1),
    ]


def _keys() -> list[Case]:
    head = "Ticket ID,Created at,Solved at,Priority,Reopens,Effort,Updated at"

    def dated(line: str, day: str, effort: str | None = None) -> str:
        line = changed(line, 6, day)
        return line if effort is None else changed(line, 5, effort)

    last = Setting(table="duplicates: {keep: last, by: updated_at}")
    first = Setting(table="duplicates: {keep: first}")
    rows = [dated(line, "2026-01-21 00:00") for line in (A, B, C, D)]
    later = dated(B, "2026-01-25 00:00", "9")
    earlier = dated(B, "2026-01-07 00:00", "9")
    undated = dated(B, "", "9")
    nine = {("B", "effort"): Fraction(9)}
    new = {2: "A", 4: "C", 5: "D", 6: "B"}
    return [
        Case(KEYS, "the same record twice", file(A, B, C, D, B), duplicate=1),
        Case(
            KEYS,
            "the same record thrice, spaces and quotes aside",
            file(A, B, C, D, B, B.replace("High", ' "High" ').replace(' "High" ', '" High "')),
            duplicate=2,
        ),
        Case(
            KEYS,
            "the same record of two lines twice",
            file(A, B.replace("screen", '"a\nb"'), C, D, B.replace("screen", '"a\nb"')),
            {2: "A", 3: "B", 5: "C", 6: "D"},
            duplicate=1,
        ),
        Case(
            KEYS,
            "the last by a time, it is later",
            file(*rows, later, header=head),
            new,
            duplicate=1,
            said=nine,
            setting=last,
        ),
        Case(
            KEYS,
            "the last by a time, it stands first",
            file(*rows, earlier, header=head),
            ALL,
            duplicate=1,
            setting=last,
        ),
        Case(
            KEYS,
            "the last by a time, a tie",
            file(*rows, dated(B, "2026-01-21 00:00", "9"), header=head),
            new,
            duplicate=1,
            said=nine,
            setting=last,
        ),
        Case(
            KEYS,
            "the last by a time, one has none",
            file(*rows, undated, header=head),
            ALL,
            duplicate=1,
            setting=last,
        ),
        Case(KEYS, "the first", file(*rows, later, header=head), ALL, duplicate=1, setting=first),
        Case(
            KEYS,
            "twice, one of them damaged",
            file(A, B + ",", B, C, D),
            {2: "A", 4: "B", 5: "C", 6: "D"},
            [(3, "too-many-fields")],
        ),
    ]


def _durations() -> list[Case]:
    texts = [(A, "1:30"), (B, "2:15"), (C, "0:30"), (D, "")]
    seconds = {
        ("A", "effort"): Fraction(5400),
        ("B", "effort"): Fraction(8100),
        ("C", "effort"): Fraction(1800),
    }

    def declared(more: str) -> Setting:
        return Setting(columns={"effort": "{from: [Effort], type: duration, " + more + "}"})

    plain = [changed(line, 5, text) for line, text in texts]
    full = [changed(line, 5, text and text + ":00") for line, text in texts]
    negative = [plain[0], changed(B, 5, "-2:15"), *plain[2:]]
    bad = {("B", "effort"): "unparsable-duration"}
    return [
        Case(DURATIONS, "h:mm", file(*plain), said=seconds, setting=declared('formats: ["h:mm"]')),
        Case(
            DURATIONS,
            "h:mm:ss",
            file(*full),
            said=seconds,
            setting=declared('formats: ["h:mm:ss"]'),
        ),
        Case(
            DURATIONS,
            "-h:mm",
            file(*negative),
            said={**seconds, ("B", "effort"): Fraction(-8100)},
            setting=declared('formats: ["-h:mm"]'),
        ),
        Case(
            DURATIONS,
            "hours in numbers",
            file(A, B, C, D),
            said=seconds,
            setting=declared("unit: h"),
        ),
        Case(
            DURATIONS,
            "a sign that is not declared",
            file(*negative),
            said=seconds,
            invalid=bad,
            setting=declared('formats: ["h:mm"]'),
        ),
        Case(
            DURATIONS,
            "a number without a unit",
            file(plain[0], B, *plain[2:]),
            said=seconds,
            invalid=bad,
            setting=declared('formats: ["h:mm"]'),
        ),
        Case(
            DURATIONS,
            "minute sixty",
            file(plain[0], changed(B, 5, "2:60"), *plain[2:]),
            said=seconds,
            invalid=bad,
            setting=declared('formats: ["h:mm"]'),
        ),
    ]


CASES: tuple[Case, ...] = (*_ids(), *_missing(), *_numbers(), *_keys(), *_durations())
