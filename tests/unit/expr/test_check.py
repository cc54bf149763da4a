"""What the checker finds, all at once and each mistake once."""

from __future__ import annotations

from datetime import datetime

import pytest

from sqeval.codes import CODES
from sqeval.expr.check import analyse, check
from sqeval.expr.findings import Finding
from sqeval.expr.parse import parse
from sqeval.expr.scope import AGGREGATES, INDICATORS, Scope
from sqeval.expr.tree import Choose, Compare, Literal, Name
from sqeval.expr.types import (
    BOOLEAN,
    DATE,
    DATETIME,
    DURATION,
    INTEGER,
    NUMBER,
    TEXT,
    UNKNOWN,
    Kind,
    Type,
    category,
)

TICKETS = Scope(
    "column of tickets",
    {
        "status": TEXT,
        "priority": category(["P1", "P2", "P3"]),
        "reopens": INTEGER,
        "x": NUMBER,
        "solved": BOOLEAN,
        "day": DATE,
        "created_at": DATETIME,
        "resolved_at": DATETIME,
        "on_hold": DURATION,
        "状态": TEXT,
        "broken": UNKNOWN,
    },
    frozenset({"surveys", "reviews"}),
)
EVENTS = Scope(
    "column of events", {"at": DATETIME, "activity": TEXT, "n": INTEGER}, families=AGGREGATES
)
SCORES = Scope(
    "indicator", {"on_time": NUMBER, "first_response_time": DURATION}, families=INDICATORS
)


def named(finding: Finding) -> str:
    return f"{finding.code} {CODES[finding.code].name}"


def carets(findings: tuple[Finding, ...]) -> list[tuple[str, str, str, str]]:
    return [
        (
            f"{f.code} {CODES[f.code].name}",
            " " * f.start + "^" * (f.end - f.start),
            f.message,
            f.hint,
        )
        for f in findings
    ]


UNIT = "a duration carries a unit: 30m, 4h, 2d"
QUOTES = "text stands in quotes; or declare the column a number"
ALONE = "a condition stands alone: x, or not x"
MISMATCH = "SQ204 type-mismatch"
ERRORS = [
    (
        'status in ["solved"] and reopns == 0',
        "                         ^^^^^^",
        "SQ203 unknown-name",
        "'reopns' is no column of tickets",
        "did you mean 'reopens'?",
    ),
    (
        "状态 == '开' and 状太 == '开'",
        "              ^^",
        "SQ203 unknown-name",
        "'状太' is no column of tickets",
        "did you mean '状态'?",
    ),
    (
        "status == closed",
        "          ^^^^^^",
        "SQ203 unknown-name",
        "'closed' is no column of tickets",
        'text stands in quotes: "closed"',
    ),
    (
        "exists(survey)",
        "       ^^^^^^",
        "SQ203 unknown-name",
        "'survey' is no table that looks this one up",
        "did you mean 'surveys'?",
    ),
    ("status == 5", "          ^", MISMATCH, "text cannot be compared with an integer", QUOTES),
    ("5 == status", "^", MISMATCH, "an integer cannot be compared with text", QUOTES),
    (
        "on_hold <= 4",
        "           ^",
        MISMATCH,
        "a duration cannot be compared with an integer",
        UNIT,
    ),
    (
        "created_at < day",
        "             ^^^",
        MISMATCH,
        "a time cannot be compared with a date",
        "",
    ),
    (
        "day == @2026-01-31T09:00",
        "       ^^^^^^^^^^^^^^^^^",
        MISMATCH,
        "a date cannot be compared with a time",
        "",
    ),
    (
        "solved == 'Y'",
        "          ^^^",
        MISMATCH,
        "true or false cannot be compared with text",
        ALONE,
    ),
    (
        "solved < true",
        "^^^^^^",
        MISMATCH,
        "'<' needs an order, this is true or false",
        "compare with == or in [...]",
    ),
    (
        "priority <= 'P2'",
        "^^^^^^^^",
        MISMATCH,
        "'<=' needs an order, this is a category",
        "compare with == or in [...]",
    ),
    (
        "solved and reopens",
        "           ^^^^^^^",
        MISMATCH,
        "'and' joins conditions, this is an integer",
        "",
    ),
    ("not (x + 1)", "    ^^^^^^^", MISMATCH, "'not' takes a condition, this is a number", ""),
    ("-status == 1", " ^^^^^^", MISMATCH, "'-' takes a number or a duration, this is text", ""),
    ("status + status == 'a'", "^^^^^^", MISMATCH, "'+' does not work on text and text", ""),
    (
        "on_hold + 5 > 1h",
        "          ^",
        MISMATCH,
        "'+' does not work on a duration and an integer",
        UNIT,
    ),
    (
        "created_at + created_at > @2026-01-31",
        "             ^^^^^^^^^^",
        MISMATCH,
        "'+' does not work on a time and a time",
        "",
    ),
    (
        "on_hold * on_hold > 1h",
        "          ^^^^^^^",
        MISMATCH,
        "'*' does not work on a duration and a duration",
        "",
    ),
    ("reopens in [x]", "            ^", MISMATCH, "a list holds values written out", ""),
    (
        "status in [closed]",
        "           ^^^^^^",
        MISMATCH,
        "a list holds values written out",
        'text stands in quotes: "closed"',
    ),
    (
        "reopens in [1, 'a']",
        "               ^^^",
        MISMATCH,
        "an integer cannot be one of a list with text",
        QUOTES,
    ),
    ("contains(x, 'a')", "         ^", MISMATCH, "contains takes text, this is a number", ""),
    ("hour(day) > 9", "     ^^^", MISMATCH, "hour takes a time, this is a date", ""),
    (
        "weekday(x) > 5",
        "        ^",
        MISMATCH,
        "weekday takes a date or a time, this is a number",
        "",
    ),
    ("reopens + 1", "^^^^^^^^^^^", MISMATCH, "this must be true or false, it is an integer", ""),
    (
        "presnt(x)",
        "^^^^^^",
        "SQ205 unknown-function",
        "there is no function 'presnt'",
        "did you mean 'present'?",
    ),
    (
        "z9(x)",
        "^^",
        "SQ205 unknown-function",
        "there is no function 'z9'",
        "there are: present, missing, exists, contains, matches, lower, weekday, hour",
    ),
    ("met(on_time)", "^^^", "SQ205 unknown-function", "'met' works on indicators, not here", ""),
    (
        "contains(status)",
        "^^^^^^^^^^^^^^^^",
        "SQ206 wrong-arguments",
        "contains(x, text) takes 2 arguments, not 1",
        'for instance contains(subject, "refund")',
    ),
    (
        "exists('surveys')",
        "       ^^^^^^^^^",
        "SQ206 wrong-arguments",
        "exists takes the name of a table",
        "",
    ),
    (
        "matches(status, lower(status))",
        "                ^^^^^^^^^^^^^",
        "SQ206 wrong-arguments",
        "the regex must be written out in quotes",
        'matches(x, "^INC")',
    ),
    (
        "priority == 'P4'",
        "            ^^^^",
        "SQ207 unknown-value",
        "'P4' is none of the category's values",
        "its values: P1, P2, P3",
    ),
    (
        "priority in ['P1', 'P33']",
        "                   ^^^^^",
        "SQ207 unknown-value",
        "'P33' is none of the category's values",
        "did you mean 'P3'?",
    ),
    (
        "matches(status, '高(?=x)')",
        "                  ^",
        "SQ208 bad-regex",
        "the regex looks around",
        "join two conditions with 'and', 'not'",
    ),
    (
        "matches(status, 'it''s (')",
        "                ^^^^^^^^^",
        "SQ208 bad-regex",
        "'(' is never closed",
        "add )",
    ),
]


@pytest.mark.parametrize(("text", "marked", "code", "message", "hint"), ERRORS)
def test_a_mistake_is_found_once_at_its_place(
    text: str, marked: str, code: str, message: str, hint: str
) -> None:
    checked = analyse(text, TICKETS, BOOLEAN)
    assert carets(checked.findings) == [(code, marked, message, hint)]
    assert checked.tree is None


AGGREGATE_ERRORS = [
    ("at", "^^", MISMATCH, "'at' has many values here", "say which: min(at), first(at)"),
    (
        "max(at) - at",
        "          ^^",
        MISMATCH,
        "'at' has many values here",
        "say which: min(at), first(at)",
    ),
    ("min(max(at))", "    ^^^^^^^", "SQ206 wrong-arguments", "'max' cannot stand inside 'min'", ""),
    (
        "count(at)",
        "^^^^^^^^^",
        "SQ206 wrong-arguments",
        "count() takes no argument, not 1",
        "for instance count()",
    ),
    (
        "sum(activity)",
        "    ^^^^^^^^",
        MISMATCH,
        "sum takes an integer or a number or a duration, this is text",
        "",
    ),
    (
        "points(at)",
        "^^^^^^",
        "SQ205 unknown-function",
        "'points' works on indicators, not here",
        "",
    ),
]


@pytest.mark.parametrize(("text", "marked", "code", "message", "hint"), AGGREGATE_ERRORS)
def test_a_derived_column_says_one_value_of_many(
    text: str, marked: str, code: str, message: str, hint: str
) -> None:
    assert carets(analyse(text, EVENTS).findings) == [(code, marked, message, hint)]


INDICATOR_ERRORS = [
    (
        "points(on_tim) < 60",
        "       ^^^^^^",
        "SQ203 unknown-name",
        "'on_tim' is no indicator",
        "did you mean 'on_time'?",
    ),
    ("met(60) ", "    ^^", "SQ206 wrong-arguments", "met takes the name of an indicator", ""),
    (
        "first_response_time <= 4",
        "                       ^",
        MISMATCH,
        "a duration cannot be compared with an integer",
        UNIT,
    ),
    (
        "min(on_time) < 1",
        "^^^",
        "SQ205 unknown-function",
        "'min' works on the columns of a derived table, not here",
        "",
    ),
    (
        "exists(on_time)",
        "^^^^^^",
        "SQ205 unknown-function",
        "'exists' works on the rows of a table, not here",
        "",
    ),
]


@pytest.mark.parametrize(("text", "marked", "code", "message", "hint"), INDICATOR_ERRORS)
def test_over_indicators_names_are_their_values(
    text: str, marked: str, code: str, message: str, hint: str
) -> None:
    assert carets(analyse(text, SCORES).findings) == [(code, marked, message, hint)]


TYPES = [
    ("resolved_at - created_at", TICKETS, DURATION),
    ("created_at - @2026-01-31", TICKETS, DURATION),
    ("@2026-02-01 - day", TICKETS, DURATION),
    ("created_at + 4h", TICKETS, DATETIME),
    ("4h + created_at", TICKETS, DATETIME),
    ("on_hold / 2", TICKETS, DURATION),
    ("on_hold / 1h", TICKETS, NUMBER),
    ("2 * on_hold - on_hold", TICKETS, DURATION),
    ("reopens + 1", TICKETS, INTEGER),
    ("-reopens * reopens", TICKETS, INTEGER),
    ("reopens / 2", TICKETS, NUMBER),
    ("reopens + x", TICKETS, NUMBER),
    ("50%", TICKETS, NUMBER),
    ("reopens in [1, -2, 0.5]", TICKETS, BOOLEAN),
    ("created_at >= @2026-01-31", TICKETS, BOOLEAN),
    ("day >= @2026-01-31", TICKETS, BOOLEAN),
    ("priority == '(other: P9)'", TICKETS, BOOLEAN),
    ("priority == status", TICKETS, BOOLEAN),
    ("lower(priority)", TICKETS, TEXT),
    ("broken + 1 == 'x' and broken", TICKETS, BOOLEAN),
    ("exists(surveys) or present(broken)", TICKETS, BOOLEAN),
    ("min(at)", EVENTS, DATETIME),
    ("max(at) - min(at)", EVENTS, DURATION),
    ("first(lower(activity))", EVENTS, TEXT),
    ("weekday(min(at))", EVENTS, INTEGER),
    ("count() * 2", EVENTS, INTEGER),
    ("missing(last(activity))", EVENTS, BOOLEAN),
    ("first_response_time <= 4h and points(on_time) < 60", SCORES, BOOLEAN),
    ("change(first_response_time)", SCORES, DURATION),
    ("on_time / 0", SCORES, NUMBER),
]


@pytest.mark.parametrize(("text", "scope", "kind"), TYPES)
def test_what_is_right_has_a_type(text: str, scope: Scope, kind: Type) -> None:
    checked = analyse(text, scope, kind)
    assert checked.findings == ()
    assert checked.tree is not None
    assert checked.tree.type == kind


def test_all_mistakes_are_reported_in_one_pass_in_the_order_of_the_text() -> None:
    text = "not reopens and nope == 1 and z9(nix) or priority in ['P9'] and matches(status, '(')"
    codes = [f.code for f in analyse(text, TICKETS, BOOLEAN).findings]
    assert codes == ["SQ204", "SQ203", "SQ205", "SQ203", "SQ207", "SQ208"]


def test_an_unknown_name_does_not_cascade() -> None:
    text = "nope + 1 > 'a' and not (nope - 4h) and nope in [1, 'a'] and hour(nope) and -nope"
    findings = analyse(text, TICKETS, BOOLEAN).findings
    assert [f.message for f in findings if "nope" not in f.message] == [
        "'and' joins conditions, this is an integer"
    ]


def test_a_wrong_whole_is_reported_beside_a_wrong_part() -> None:
    codes = [f.code for f in analyse("hour(nope)", TICKETS, BOOLEAN).findings]
    assert codes == ["SQ204", "SQ203"]


def test_several_kinds_may_be_expected() -> None:
    wanted = frozenset({Kind.NUMBER, Kind.DURATION})
    assert analyse("reopens", TICKETS, wanted).findings == ()
    assert carets(analyse("solved", TICKETS, wanted).findings) == [
        (MISMATCH, "^^^^^^", "this must be a number or a duration, it is true or false", "")
    ]


def test_a_syntax_error_is_the_only_finding() -> None:
    checked = analyse("nope = 1", TICKETS)
    assert (checked.tree, [f.code for f in checked.findings]) == (None, ["SQ201"])


def test_a_date_beside_a_time_is_its_midnight() -> None:
    tree, _ = check(parse("created_at >= @2026-01-31"), TICKETS)
    assert isinstance(tree, Compare)
    midnight = datetime(2026, 1, 31)  # noqa: DTZ001 - local to the rule set
    assert tree.right == Literal(midnight, type=DATETIME)


def test_a_tree_that_a_measure_built_is_left_alone() -> None:
    tree = Choose(((Name("solved", type=BOOLEAN), Literal(1, type=INTEGER)),), type=INTEGER)
    assert check(tree, TICKETS) == (tree, [])
