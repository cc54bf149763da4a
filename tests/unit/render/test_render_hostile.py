"""Names from exports are anybody's text: no format may act on one."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sqeval.render import csv_text, markdown, table
from sqeval.render.style import Style
from sqeval.render.visible import visible
from sqeval.report.report import Definition, Report

SGR = re.compile(r"\x1b\[[0-9;]*m")

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)

#: A rendering takes some milliseconds, on a busy machine many; what is proved is not its speed.
RENDERS = settings(deadline=None, max_examples=40)

NASTY = "[/red]\x1b[2J\x9b31m\r\n\u2028\u2029\u202egnp.exe|`<b>\t=1+1[bold]:smile:"


def named(report: Report, name: str) -> Report:
    """Return the report with ``name`` wherever an export or a rule file names something."""
    card = replace(report.groups[1], by={name: name, "team": name})
    whole = replace(report.whole, outcome=name, grade=name)
    definitions = {**report.rules.definitions, "on_time": Definition(name)}
    rules = replace(report.rules, definitions=definitions, title=name)
    tables = (replace(report.tables[0], name=name, rejected={name: 12}),)
    problems = (replace(report.problems[0], message=name),)
    return replace(report, groups=(whole, card), rules=rules, tables=tables, problems=problems)


def unsafe(text: str) -> set[str]:
    """Return the characters but the line feed that could act on a screen."""
    categories = {"Cc", "Zl", "Zp"}
    bidi = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return {c for c in text if c != "\n" and (unicodedata.category(c) in categories or c in bidi)}


@RENDERS
@given(name=names)
@example(name=NASTY)
def test_table_and_markdown_hold_no_character_that_acts(report: Report, name: str) -> None:
    hostile = named(report, name)
    for text in (
        table.render(hostile, Style(width=80)),
        table.render(hostile, Style()),
        markdown.render(hostile, Style()),
        SGR.sub("", table.render(hostile, Style(color=True))),
    ):
        assert unsafe(text) == set()


@RENDERS
@given(name=names.filter(lambda n: n.strip() and n not in {"team", "EMEA"}))
@example(name=NASTY)
def test_a_name_never_adds_or_takes_a_line(report: Report, name: str) -> None:
    expected = table.render(named(report, "x"), Style()).count("\n")
    assert table.render(named(report, name), Style()).count("\n") == expected
    expected = markdown.render(named(report, "x"), Style()).count("\n")
    assert markdown.render(named(report, name), Style()).count("\n") == expected


def test_rich_markup_and_emoji_codes_are_just_text(report: Report) -> None:
    shown = table.render(named(report, "[bold red]:smile:[/]"), Style(color=True, width=120))
    assert "[bold red]:smile:[/]" in SGR.sub("", shown)


def test_two_different_names_stay_different() -> None:
    assert visible("team\x1b") != visible("team")
    assert visible("a\nb") == "a␊b"
    assert visible("a\x7f\x9b\u202e\u2028") == "a␡\ufffd\ufffd\ufffd"
    assert visible("服务 👩\u200d🔧") == "服务 👩\u200d🔧"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a|b", r"a\|b"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("`x` *y* _z_", r"\`x\` \*y\* \_z\_"),
        ("[a](http://b)", r"\[a\](http://b)"),
        ("a\\|b", r"a\\\|b"),
        ("a\nb", "a␊b"),
    ],
)
def test_markdown_escapes_what_it_would_read(report: Report, name: str, shown: str) -> None:
    text = markdown.render(named(report, name), Style())
    assert f"\n| {shown} | {shown} | 91.3 |" in text


@RENDERS
@given(name=names)
@example(name=NASTY)
@example(name="\r=1")
def test_csv_stays_a_table_and_runs_nothing(report: Report, name: str) -> None:
    hostile = named(report, name)
    text = csv_text.render(hostile, Style())
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 1 + sum(len(g.indicators) for g in hostile.groups)
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "@", "\t", "\r", "\n", "+"))
            assert not cell.startswith("-") or float(cell) < 0


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_csv_text_like_a_formula_gets_an_apostrophe(report: Report, start: str) -> None:
    rows = csv.DictReader(
        io.StringIO(csv_text.render(named(report, f"{start}1"), Style()), newline="")
    )
    assert list(rows)[-1]["team"] == f"'{start}1"


def test_csv_negative_numbers_are_no_formulas(report: Report) -> None:
    score = replace(report.whole.indicators[5], value=-12.5)
    card = replace(report.whole, indicators=(score,), by={"shift": -1})
    rows = list(
        csv.DictReader(io.StringIO(csv_text.render(replace(report, groups=(card,)), Style())))
    )
    assert rows[0]["value"] == "-12.5"
    assert rows[0]["shift"] == "-1"
