"""Cases of damaged records: fields, quotes, forbidden bytes."""

from __future__ import annotations

from collections.abc import Mapping

from tests.reader.cases import ALL, A, B, C, Case, D, file, table
from tests.reader.rows import FIELDS, LONG, NUL, QUOTES, TEXTS

WITHOUT_B: Mapping[int, str] = {2: "A", 4: "C", 5: "D"}


def _one(row: str, name: str, line: str, code: str) -> Case:
    """Return a case in which one line of one record is damaged."""
    return Case(row, name, file(A, line, C, D), WITHOUT_B, [(3, code)])


def _subject(text: str) -> str:
    return B.replace("screen", text)


def _fields() -> list[Case]:
    cut = table(A, B, C)
    kept = {2: "A", 3: "B", 4: "C"}
    return [
        _one(FIELDS, "half a row", "B-2,2026-01-06 09:30,2026-01-06", "too-few-fields"),
        _one(FIELDS, "one field", "B-2", "too-few-fields"),
        _one(FIELDS, "last field lost", B.rsplit(",", 1)[0], "too-few-fields"),
        _one(FIELDS, "first field lost", B.split(",", 1)[1], "too-few-fields"),
        _one(FIELDS, "comma behind", B + ",", "too-many-fields"),
        _one(FIELDS, "commas behind", B + ",,,", "too-many-fields"),
        _one(FIELDS, "comma before", "," + B, "too-many-fields"),
        _one(FIELDS, "comma in a text", _subject("a, b"), "too-many-fields"),
        _one(FIELDS, "comma in a number", B.replace("2.25", "2,25"), "too-many-fields"),
        _one(FIELDS, "semicolons", B.replace(",", ";"), "too-few-fields"),
        _one(FIELDS, "full-width commas", B.replace(",", "，"), "too-few-fields"),
        _one(FIELDS, "two rows in one line", B + B, "too-many-fields"),
        _one(FIELDS, "quoted as a whole", f'"{B}"', "too-few-fields"),
        Case(
            FIELDS,
            "comma behind every row",
            file(A + ",", B + ",", C + ",", D + ","),
            {},
            [(line, "too-many-fields") for line in ALL],
            notices=frozenset({"SQ512"}),
        ),
        Case(
            FIELDS,
            "comma behind every line",
            file(A + ",", B + ",", C + ",", D + ",").replace(b"Subject", b"Subject,"),
        ),
        Case(
            FIELDS,
            "line break in a row",
            file(A, B.replace(",High", "\n,High"), C, D),
            {2: "A", 5: "C", 6: "D"},
            [(3, "too-few-fields"), (4, "too-few-fields")],
        ),
        *(
            Case(FIELDS, f"cut off {name}", cut.encode() + end, kept, [(5, "truncated")])
            for name, end in (
                ("in the key", b"D-"),
                ("in a time", b"D-4,2026-01-20 08"),
                ("in a quoted text", b'D-4,2026-01-20 08:15,,Urgent,0,,"log'),
                ("behind a comma", b"D-4,2026-01-20 08:15,,"),
                ("in a letter", b"D-4,2026-01-20 08:15,,Urgent,0,,\xe6\x80"),
                ("in a letter of a quoted text", b'D-4,2026-01-20 08:15,,Urgent,0,,"\xe6'),
            )
        ),
        Case(
            FIELDS,
            "cut off in a text of two lines",
            cut.encode() + b'D-4,2026-01-20 08:15,,Urgent,0,,"two\nli',
            kept,
            [(5, "broken-quote"), (6, "truncated")],
        ),
    ]


def _quotes() -> list[Case]:
    lines = {
        "left open": '"6 inch',
        "inch mark": '6" cable',
        "inch mark at the end": 'cable 6"',
        "two inch marks": '6" x 4" tray',
        "three quotes": '"""',
        "backslashes": r'"say \"hi\" ok"',
        "backslash at the end": r'"ends \""',
        "text behind": '"a" b',
        "space before": ' "a"',
        "space behind": '"a" ',
        "not doubled": '"say "hi" ok"',
        "formula": '="00012"',
        "one quote": '"',
    }
    apart = file(A, _subject('"6 cable'), C, D.replace("login", '"4 cable'))
    near = [_subject('"6 cable'), C, D.replace("login", 'cable 6"')]
    pasted = _subject(f'"see:\n{C}\nthanks"')
    across = ["B-2,2026-01-06 09:30,2026-01-06 19:30,High,1,2.25,", D.replace("login", 'cable 6"')]
    return [
        *(
            _one(QUOTES, f"quote: {name}", _subject(text), "broken-quote")
            for name, text in lines.items()
        ),
        _one(QUOTES, "quote: before the key", '"' + B, "broken-quote"),
        _one(QUOTES, "quote: in a number", B.replace(",1,", ',1",'), "broken-quote"),
        _one(QUOTES, "quote: in a time", B.replace("09:30", '09:30"'), "broken-quote"),
        Case(
            QUOTES,
            "quote: two left open",
            apart,
            {2: "A", 4: "C"},
            [(3, "broken-quote"), (5, "broken-quote")],
        ),
        Case(
            QUOTES,
            "quote: two that close properly",
            file(A, *near),
            {2: "A"},
            [(line, "doubtful-quote") for line in (3, 4, 5)],
        ),
        Case(
            QUOTES,
            "quote: two far apart",
            file(A, near[0], *([C] * 60), near[2]),
            {2: "A", 4: "C"},
            [(3, "broken-quote"), (64, "broken-quote")],
            duplicate=59,
        ),
        Case(
            QUOTES,
            "quote: a record in a text",
            file(A, pasted, C, D),
            {2: "A", 6: "C", 7: "D"},
            [(line, "doubtful-quote") for line in (3, 4, 5)],
        ),
        Case(
            QUOTES,
            "quote: a record in the text of a record of too many fields",
            file(A, pasted + ",", C, D),
            {2: "A", 6: "C", 7: "D"},
            [(line, "doubtful-quote") for line in (3, 4, 5)],
        ),
        Case(
            QUOTES,
            "quote: two neighbours, then a text of two lines",
            file(
                across[0] + '"6 cable',
                D.replace("login", 'cable 6"'),
                A.replace("printer", '"a\nb"'),
                C,
            ),
            {4: "A", 6: "C"},
            [(2, "doubtful-quote"), (3, "doubtful-quote")],
        ),
        Case(
            QUOTES,
            "quote: closing one lost, a text of two lines",
            file(A, _subject('"two\nlines'), C, D),
            {2: "A", 5: "C", 6: "D"},
            [(3, "broken-quote"), (4, "too-few-fields")],
        ),
    ]


def _texts() -> list[Case]:
    texts: dict[str, tuple[str, str | None]] = {
        "two lines": ('"two\nlines"', "two\nlines"),
        "CRLF": ('"two\r\nlines"', "two\r\nlines"),
        "begins and ends with lines": ('"\n\nx\n"', "x"),
        "doubled quotes": ('"say ""hi"""', 'say "hi"'),
        "doubled quotes and lines": ('"a ""b\nc"" d"', 'a "b\nc" d'),
        "only a quote": ('""""', '"'),
        "backslash": ('"C:\\dir\\"', "C:\\dir\\"),
        "prose with commas": ('"Hello,\none, two, three, four, five, six, seven\nbye"', None),
        "ends with a comma": ('"Hello\nDear Sir,"', "Hello\nDear Sir,"),
        "quote at a line's beginning": ('"a\n""b"""', 'a\n"b"'),
    }
    cases = []
    for name, (text, value) in texts.items():
        more = text.count("\n")
        used = {2: "A", 3: "B", 4 + more: "C", 5 + more: "D"}
        subjects = {} if value is None else {"B": value}
        cases.append(
            Case(TEXTS, f"text: {name}", file(A, _subject(text), C, D), used, subjects=subjects)
        )
    return cases


def _forbidden() -> list[Case]:
    long = "x" * 1_000_001
    return [
        _one(NUL, "NUL in a text", _subject("a\0b"), "nul-byte"),
        _one(NUL, "NUL in quotes", _subject('"a\0b"'), "nul-byte"),
        _one(NUL, "NUL in a number", B.replace("2.25", "2.\x0025"), "nul-byte"),
        _one(NUL, "NUL alone in its line", "\0", "nul-byte"),
        Case(
            NUL,
            "NUL in a text of two lines",
            file(A, _subject('"a\n\0b"'), C, D),
            {2: "A", 5: "C", 6: "D"},
            [(3, "nul-byte")],
        ),
        _one(LONG, "long field", _subject(long), "field-too-long"),
        _one(LONG, "long quoted field", _subject(f'"{long}"'), "field-too-long"),
        _one(LONG, "long field of Chinese letters", _subject("急" * 333_334), "field-too-long"),
        Case(LONG, "field of just a megabyte", file(A, _subject("x" * 1_000_000), C, D)),
        Case(
            LONG,
            "long field of two lines",
            file(A, _subject(f'"a\n{long}"'), C, D),
            {2: "A", 5: "C", 6: "D"},
            [(3, "field-too-long")],
        ),
    ]


CASES: tuple[Case, ...] = (*_fields(), *_quotes(), *_texts(), *_forbidden())
