"""Parity: whatever a registry has is explained, exemplified, worked by hand and documented.

An entry that is added to a registry fails here until it has a docstring, an example that loads, a
golden file and its place on a page.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from docs.shown import example, prose
from sqeval.cli.main import COMMANDS
from sqeval.codes import CODES
from sqeval.expr.check import analyse
from sqeval.expr.functions import FUNCTIONS
from sqeval.expr.scope import Family
from sqeval.expr.types import Kind
from sqeval.measures.measure import Measure
from sqeval.measures.reductions import AGGREGATES, aggregate
from sqeval.measures.registry import MEASURES
from sqeval.nodes import Model
from sqeval.problems import Exit
from sqeval.render.registry import FORMATS, format_of
from sqeval.rules.columns import COLUMNS
from sqeval.rules.draft import SECTIONS, Head
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scope import derive_scope, indicator_scope, table_scope
from sqeval.rules.scorecard import Gate, Part, ScorecardRules
from sqeval.rules.tables import Table
from sqeval.targets.points import POINTS
from sqeval.targets.target import Target

TESTS = Path(__file__).parents[1]
FIGURES = TESTS / "golden" / "figures"
SNAPSHOTS = TESTS / "golden" / "__snapshots__" / "test_formats"
DOCS = TESTS.parent / "docs"
DESK = Path(__file__).parent / "desk.yaml"

#: What each family's examples may be: any value over rows and cases, a condition in gates.
_ANY = frozenset(Kind)


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text("utf-8")


def worked(subject: str) -> str:
    """Return a golden rule file, which must come with its exports and expected figures."""
    folder = FIGURES / subject
    assert (folder / "expected.json").is_file()
    assert list(folder.glob("*.csv"))
    text = (folder / "rules.yaml").read_text("utf-8")
    assert text.startswith("# "), "the working stands at the head"
    return text


def loaded(tmp_path: Path, extra: Mapping[str, object]) -> RuleSet:
    shutil.copy(DESK, tmp_path)
    path = tmp_path / "example.yaml"
    document = {"version": 1, "extends": ["desk.yaml"], **extra}
    path.write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    return load_rules(str(path))


@pytest.fixture(scope="module")
def desk() -> RuleSet:
    return load_rules(str(DESK))


@pytest.mark.parametrize("name", MEASURES)
class TestMeasure:
    def test_docstring_says_how_its_value_is_made(self, name: str) -> None:
        said = prose(MEASURES[name])
        assert re.search(r"value = \S|An expression over the values", said)

    def test_example_loads_as_this_measure(self, name: str, tmp_path: Path) -> None:
        it = yaml.safe_load(example(MEASURES[name]))
        assert it["type"] == name
        rules = loaded(tmp_path, {"indicators": {"it": it}})
        assert type(rules.indicators["it"]) is MEASURES[name]

    def test_is_worked_by_hand(self, name: str) -> None:
        assert f"type: {name}," in worked(name) or f"type: {name}\n" in worked(name)

    def test_has_a_row_and_a_section_in_the_docs(self, name: str) -> None:
        assert f"| [{name}](#{name}) |" in page("measures")
        assert f"\n## {name}\n" in page("measures")

    def test_every_key_of_its_own_is_explained(self, name: str) -> None:
        own = keys(MEASURES[name]) - keys(Measure)
        section = page("measures").split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert [key for key in sorted(own) if not re.search(rf"\b{key}\b", section)] == []


@pytest.mark.parametrize("name", POINTS)
class TestPoints:
    def test_example_loads_and_is_these_points(self, name: str, tmp_path: Path) -> None:
        said = yaml.safe_load(example(POINTS[name]))
        assert name in said
        ways = {"curve": {"at_most": "92%"}}
        target = ways.get(name, {"at_least": "92%"})  # the example of a curve falls
        it = {"type": "ratio", "good": "reopens == 0", "target": target}
        rules = loaded(tmp_path, {"indicators": {"it": it | {"points": said}}})
        assert type(rules.indicators["it"].points) is POINTS[name]

    def test_docstring_tells_what_the_example_comes_to(self, name: str) -> None:
        assert re.search(r"gives \d+ points at", POINTS[name].__doc__ or "")

    def test_is_worked_by_hand(self, name: str) -> None:
        assert f"points: {{{name}: " in worked(name)

    def test_has_a_row_and_a_section_in_the_docs(self, name: str) -> None:
        assert re.search(rf"\| `{name}` \| \[.*\]\(#{name}\) \|", page("points"))
        assert f"\n## {name}\n" in page("points")


def test_achievement_is_worked_by_hand() -> None:
    assert "points:" not in worked("achievement")


@pytest.mark.parametrize("name", [*AGGREGATES, "p90"])
class TestAggregate:
    def test_example_loads_with_an_aggregate_of_its_kind(self, name: str, tmp_path: Path) -> None:
        it = yaml.safe_load(example(aggregate(name)))
        rules = loaded(tmp_path, {"indicators": {"it": it, "this": it | {"aggregate": name}}})
        assert rules.indicators.keys() >= {"it", "this"}
        assert type(aggregate(it["aggregate"])) is type(aggregate(name))

    def test_is_worked_by_hand(self, name: str) -> None:
        assert f"aggregate: {name}}}" in worked("aggregates")

    def test_has_a_row_in_the_docs(self, name: str) -> None:
        assert f"| `{name}` | {prose(aggregate(name)).splitlines()[0]}" in page("measures")


@pytest.mark.parametrize("name", COLUMNS)
class TestColumn:
    def test_example_loads_as_this_type(self, name: str, tmp_path: Path) -> None:
        said = yaml.safe_load(example(COLUMNS[name]))
        assert said.get("type", "text") == name
        columns = {"created_at": {"type": "datetime"}, "it": said}
        calls = {"clock": "created_at", "columns": columns}
        rules = loaded(tmp_path, {"tables": {"calls": calls}})
        assert type(rules.tables["calls"].columns["it"]) is COLUMNS[name]

    def test_is_worked_by_hand(self, name: str) -> None:
        assert re.search(rf"\{{type: {name}\b", worked("columns"))
        assert f"\n  {name}: {{type: count" in worked("columns")

    def test_has_a_row_in_the_docs(self, name: str) -> None:
        row = next(r for r in page("rules").splitlines() if r.startswith(f"| `{name}` | "))
        assert f"`{example(COLUMNS[name])}`" in row


@pytest.mark.parametrize("name", FUNCTIONS)
class TestFunction:
    def test_example_is_an_expression_that_calls_it(self, name: str, desk: RuleSet) -> None:
        function = FUNCTIONS[name]
        scopes = {
            Family.ANY: table_scope("tickets", desk.types["tickets"], frozenset()),
            Family.ROW: table_scope("tickets", desk.types["tickets"], frozenset({"surveys"})),
            Family.AGGREGATE: derive_scope("events", desk.types["events"]),
            Family.INDICATOR: indicator_scope(
                dict.fromkeys(desk.indicators, desk.types["tickets"]["effort"])
            ),
        }
        checked = analyse(function.example, scopes[function.family], _ANY)
        assert checked.findings == ()
        assert re.search(rf"\b{name}\(", function.example)
        assert function.about.endswith(".")

    def test_is_worked_by_hand(self, name: str) -> None:
        if name == "change":  # speaks of a period compared with, which there is not yet
            assert "`change()`" in page("rules").split("## Not read yet")[1]
        else:
            assert f"{name}(" in worked("functions").split("version: 1")[1]

    def test_has_a_row_in_the_docs(self, name: str) -> None:
        function = FUNCTIONS[name]
        row = next(r for r in page("rules").splitlines() if r.startswith(f"| `{name}("))
        assert function.about in row
        assert f"`{function.example}`" in row


@pytest.mark.parametrize("name", FORMATS)
class TestFormat:
    def test_is_said_in_a_line_and_a_docstring(self, name: str) -> None:
        assert FORMATS[name].name == name
        assert FORMATS[name].summary
        assert prose(FORMATS[name].render).startswith("Report as") or "JSON" in prose(
            FORMATS[name].render
        )

    def test_is_the_format_of_its_suffixes(self, name: str) -> None:
        assert FORMATS[name].suffixes
        assert all(format_of(f"report{s}") is FORMATS[name] for s in FORMATS[name].suffixes)

    def test_has_a_golden_file(self, name: str) -> None:
        golden = list(SNAPSHOTS.glob(f"*[[]{name}*.txt"))
        assert golden or (TESTS / "golden" / f"report.{name}").is_file()

    def test_has_a_row_and_a_section_in_the_docs(self, name: str) -> None:
        assert f"| `{name}` |" in page("formats")
        assert f"\n## {name}\n" in page("formats")


def keys(model: type[Model]) -> set[str]:
    """Return a model's keys as rule files write them."""
    return {field.alias or name for name, field in model.model_fields.items()}


KEYS = {
    "# Rule files": keys(Head) | set(SECTIONS),
    "## Tables": keys(Table),
    "## Columns": set[str]().union(*(keys(column) for column in COLUMNS.values())),
    "## Indicators": keys(Measure) | keys(Target) - {"by"},
    "## Scorecard": keys(ScorecardRules) | keys(Part) | keys(Gate),
}


@pytest.mark.parametrize("heading", KEYS)
def test_every_key_of_a_rule_file_is_in_the_docs(heading: str) -> None:
    section = page("rules").split(f"{heading}\n", 1)[1].split("\n## ")[0]
    assert [key for key in sorted(KEYS[heading]) if not re.search(rf"`{key}[`:]", section)] == []


def codes_of_the_source() -> set[str]:
    """Return every problem code that a module other than their table names."""
    found: set[str] = set()
    for path in (DOCS.parent / "src").rglob("*.py"):
        if path.name != "codes.py" and path.parts[-2:] != ("pages", "registry.py"):
            found |= set(re.findall(r'"(SQ\d{3})"', path.read_text("utf-8")))
    return found


def test_every_code_of_the_source_is_in_the_table_and_none_is_idle() -> None:
    assert codes_of_the_source() == CODES.keys()


def test_every_code_is_in_the_docs() -> None:
    for code, entry in CODES.items():
        said = f"| {code} | `{entry.name}` | {entry.severity} | {entry.meaning} |"
        assert said in page("problems")


def test_every_exit_code_is_in_the_readme() -> None:
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    table = readme.split("## Exit codes")[1].split("\n## ")[0]
    assert re.findall(r"^\| (\d+) \|", table, re.MULTILINE) == [str(int(code)) for code in Exit]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_its_help_in_the_readme(name: str) -> None:
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    shown = readme.split(f"$ sqeval {name} --help\n")[1].split("```")[0]
    assert f"Usage: sqeval {name}" in shown
    assert "Example: sqeval" in shown
