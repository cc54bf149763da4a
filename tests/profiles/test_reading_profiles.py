"""Profile files pass the gate of rule files, and their mistakes are told in the same way."""

from __future__ import annotations

import pytest

from sqeval.problems import RulesError
from sqeval.rules.found import Found
from sqeval.rules.profiles.reading import read_profile

HEAD = "version: 1\ntitle: A vendor\n"

BAD = {
    "tables: {tickets: {column: {}}}": ("SQ111", 3, "did you mean 'columns'?"),
    "tables: {tickets: {columns: {a: {form: [A]}}}}": ("SQ111", 3, "did you mean 'from'?"),
    "fingerprint: [[A, B]]": ("SQ111", 3, "did you mean 'fingerprints'?"),
    "fingerprints: [[A]]": ("SQ114", 3, ""),
    "timezone: Europe/Berlin": ("SQ114", 3, ""),
    "tables: {tickets: {columns: {a: {unit: hours}}}}": ("SQ114", 3, ""),
    "tables: {tickets: {columns: {a: {formats: [iso, '%Q']}}}}": ("SQ216", 3, "such as"),
    "tables: {tickets: {columns: {a: {formats: [h:m]}}}}": ("SQ216", 3, ""),
    "traps: [{de: Vorsicht}]": ("SQ114", 3, ""),
    "title: Again": ("SQ110", 3, ""),
}


@pytest.mark.parametrize("text", BAD)
def test_a_mistake_is_told_where_it_stands(text: str) -> None:
    code, line, hint = BAD[text]
    found = Found()
    profile, _ = read_profile("p.yaml", (HEAD + text).encode(), found)
    (problem,) = found.in_order()
    assert profile is None
    assert (problem.code, problem.location.file, problem.location.line) == (code, "p.yaml", line)
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"- a list", "SQ101"),
        (b"version: 1\ntitle: &x A\ntraps: [*x]", "SQ105"),
        (b"version: 1\ntitle: !!python/name:os.system A", "SQ106"),
        (b"version: 1\ntitle: \xff", "SQ103"),
        (b"version: 1\ntitle: " + b"[" * 40, "SQ107"),
        (b"version: 1\ntitle: A\n#" + b"x" * (1 << 20), "SQ102"),
        (b"version: 1\ntitle: A\ntraps: [" + b"a," * 20_001 + b"]", "SQ102"),
    ],
)
def test_limits_are_those_of_rule_files(text: bytes, code: str) -> None:
    with pytest.raises(RulesError) as refused:
        read_profile("p.yaml", text, Found())
    assert [problem.code for problem in refused.value.problems] == [code]


def test_version_and_title_are_needed() -> None:
    found = Found()
    read_profile("p.yaml", b"fingerprints: []", found)
    assert [problem.code for problem in found.in_order()] == ["SQ112", "SQ112"]
