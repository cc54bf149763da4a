"""sqeval and the oracle must say the same of any run, in every field.

The oracle (``tests/oracle``) is a second implementation, written from docs/definitions.md alone.
"""

from __future__ import annotations

import math
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings

import sqeval
from sqeval.problems import InputError, UsageError
from tests import oracle
from tests.properties.strategies_cases import Case, cases, dice_case
from tests.properties.strategies_tally import EXPECTED, tally
from tests.properties.strategies_tally_times import FLOOR, OFTEN

#: What the report holds beside the fields that definitions.md defines.
BESIDE = {
    "": {"sqeval", "format", "versions", "rules", "options", "stages", "diagnoses", "actions"}
    | {"problems"},
    "tables[]": {"files", "rejected", "lookup"},
}


def differences(expected: object, actual: object, path: str = "") -> list[str]:
    """Every place where two values differ; figures may differ by 1e-9, relative or absolute."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        kind = "tables[]" if path.startswith("tables[") and path.count(".") == 0 else path
        names = [*expected, *(n for n in actual if n not in expected)]
        names = [n for n in names if n in expected or n not in BESIDE.get(kind, set())]
        found = []
        for name in names:
            if name not in expected or name not in actual:
                found.append(f"{path}.{name}: only in {'one' if name in expected else 'other'}")
            else:
                found += differences(expected[name], actual[name], f"{path}.{name}".lstrip("."))
        return found
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        pairs = enumerate(zip(expected, actual, strict=True))
        return [d for n, (e, a) in pairs for d in differences(e, a, f"{path}[{n}]")]
    return [] if same(expected, actual) else [f"{path}: oracle {expected!r}, sqeval {actual!r}"]


def same(expected: object, actual: object) -> bool:
    """Equal, or figures within 1e-9."""
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, int | float) and isinstance(actual, int | float):
        return math.isclose(expected, actual, rel_tol=1e-9, abs_tol=1e-9)
    return expected == actual


def by_oracle(case: Case) -> dict[str, Any] | int:
    """Return the oracle's report, the exit code where it refuses."""
    period, as_of, by = case.question
    try:
        return oracle.score(case.rules, case.texts, period, as_of, by)
    except oracle.Refused as refused:
        return refused.exit


def by_sqeval(case: Case, folder: Path) -> dict[str, Any] | int:
    """Return sqeval's report, the exit code where it refuses export or question."""
    period, as_of, by = case.question
    rules = folder / "rules.yaml"
    rules.write_text(case.yaml, "utf-8")
    paths: dict[str, list[Path]] = {}
    for name, text in case.texts.items():
        path = folder / f"{name}.csv"
        path.write_text(text, "utf-8")
        paths[name] = [path]
    try:
        rule_set = sqeval.load_rules(str(rules))
        report = sqeval.score(rule_set, paths, period=period, as_of=as_of, by=by, max_rejected=1.0)
    except (InputError, UsageError) as refused:
        return int(refused.exit_code)
    found: dict[str, Any] = report.to_dict()
    return found


@settings(
    derandomize=True,
    max_examples=200,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # Phase.shrink makes a case smaller, in five minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(case=cases())
def test_sqeval_agrees_with_the_oracle(case: Case) -> None:
    note(case.yaml)
    note("\n".join(case.texts.values()))
    note(repr(case.question))
    with tempfile.TemporaryDirectory() as folder:
        actual = by_sqeval(case, Path(folder))
    assert differences(by_oracle(case), actual) == []


def test_the_cases_reach_everything_the_definitions_speak_of() -> None:
    reached: Counter[str] = Counter()
    for seed in range(600):
        case = dice_case(seed)
        reached.update(tally(case, by_oracle(case)))
    assert EXPECTED - set(reached) == set()
    assert {name: reached[name] for name in OFTEN if reached[name] < FLOOR} == {}


@pytest.mark.parametrize(
    ("actual", "count"),
    [
        ({"a": 1.0, "b": [True, None]}, 0),
        ({"a": 1.0 + 1e-12, "b": [True, None]}, 0),
        ({"a": 1.0 + 1e-6, "b": [True, None]}, 1),
        ({"a": 1.0, "b": [1, None]}, 1),
        ({"a": 1.0, "b": [True, 0.0]}, 1),
        ({"a": 1.0, "b": [True]}, 1),
        ({"a": 1.0, "c": [True, None]}, 2),
    ],
)
def test_the_comparison_sees_every_difference(actual: object, count: int) -> None:
    assert len(differences({"a": 1.0, "b": [True, None]}, actual)) == count
