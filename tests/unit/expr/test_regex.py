"""Which regular expressions are refused, and where."""

from __future__ import annotations

import pytest

from sqeval.expr.regex import check_regex
from sqeval.expr.regex_class import RegexError

REFUSED = [
    ("a(?=b)", 1, "the regex looks around"),
    ("a(?!b)", 1, "the regex looks around"),
    ("(?<=a)b", 0, "the regex looks around"),
    ("(?<!a)b", 0, "the regex looks around"),
    (r"(a)\1", 3, "the regex refers back to a group"),
    ("(?P<a>b)", 0, "a group cannot start with '(?P'"),
    ("(?x) a", 0, "a group cannot start with '(?x'"),
    ("a{101}", 1, "a repeat above 100"),
    ("a{5,101}", 1, "a repeat above 100"),
    ("a{101,}", 1, "a repeat above 100"),
    ("a{3,2}", 1, "a repeat from more to less"),
    ("a{,2}", 1, "'{' opens no repeat"),
    ("(?:(?:a{100}){100}){100}", 17, "the regex repeats too much"),
    ("a**", 2, "a repeat of a repeat"),
    ("*a", 0, "'*' repeats nothing"),
    ("(+)", 1, "'+' repeats nothing"),
    ("(a", 0, "'(' is never closed"),
    ("a)", 1, "')' closes nothing"),
    ("[a", 0, "'[' is never closed"),
    ("[z-a]", 1, "a range from more to less"),
    ("[a[b]]", 2, "'[' in a class"),
    ("[a&&b]", 2, "'&' in a class"),
    (r"\Z", 0, r"'\Z' is no escape"),
    (r"\ud800", 0, r"'\u' is no escape"),
    ("(" * 21, 20, "the groups nest too deep"),
    ("a" * 501, 500, "the regex is longer than 500 characters"),
]


@pytest.mark.parametrize(("pattern", "at", "message"), REFUSED)
def test_what_the_engine_may_not_run_is_refused_at_its_place(
    pattern: str, at: int, message: str
) -> None:
    with pytest.raises(RegexError) as caught:
        check_regex(pattern)
    assert (caught.value.message, caught.value.at) == (message, at)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^INC[0-9]+$",
        "(?i)退款|refund",
        r"\d{4}-\d{2}",
        "[^-a-z]",
        "a{100}",
        "(?i-s:a.b)?",
        "x*?",
    ],
)
def test_what_people_write_is_accepted(pattern: str) -> None:
    check_regex(pattern)
