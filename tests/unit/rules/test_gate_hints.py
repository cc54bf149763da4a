"""What the YAML reader stumbles over, with the hint that mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.lint.linted import problems

HEAD = "version: 1\ntables: {tickets: {columns: {t: {}, b: {type: boolean}}}}\nindicators:\n  x:\n"

QUOTED = "a text that begins with a quote ends with it: put single quotes around all of it"


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ('where: "u" == t', "SQ101", QUOTED),
        ("where: 'u' == t", "SQ101", QUOTED),
        (
            "where: !b",
            "SQ106",
            "a text that starts with ! stands in single quotes; for 'not x' write not x",
        ),
    ],
)
def test_a_condition_that_yaml_reads_otherwise_is_to_be_quoted(
    tmp_path: Path, line: str, code: str, hint: str
) -> None:
    found = problems(tmp_path, f"{HEAD}    type: count\n    {line}\n")
    assert [(p.code, p.hint) for p in found] == [(code, hint)]


def test_a_key_in_another_column_is_still_told_as_such(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, f"{HEAD}    type: count\n   where: b\n")
    assert found.hint == "keys of one mapping start in the same column"
