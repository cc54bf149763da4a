"""Explanations as they were reviewed, sentence by sentence against the definitions.

``explain/rules.yaml`` has every kind of measure and every way to give points;
``explain/times.yaml`` has every way to say which time counts. ``explain/site.yaml`` extends
``desk.yaml``, which extends ``common.yaml``: where each entry comes from is found once more by the
indentation of the files' own lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from sqeval.explain.indicator import explain_indicator
from sqeval.explain.whole import explain_rules
from sqeval.explain.words import Lang
from sqeval.measures.registry import MEASURES
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet
from sqeval.targets.points import POINTS

FOLDER = Path(__file__).parent / "explain"
INDICATORS = tuple(load_rules(str(FOLDER / "rules.yaml")).indicators)
TIMES = tuple(load_rules(str(FOLDER / "times.yaml")).indicators)
LANGUAGES: tuple[Lang, ...] = ("en", "zh")


class _Plain(SingleFileSnapshotExtension):
    """Golden files as they would be printed, not quoted."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> RuleSet:
    monkeypatch.chdir(FOLDER)
    return load_rules("rules.yaml")


@pytest.mark.parametrize("indicator", INDICATORS)
def test_indicator_is_as_reviewed(
    indicator: str, rules: RuleSet, snapshot: SnapshotAssertion
) -> None:
    pages = [explain_indicator(rules, indicator, lang) for lang in LANGUAGES]
    assert "\n".join(pages) == snapshot(extension_class=_Plain)


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> RuleSet:
    monkeypatch.chdir(FOLDER)
    return load_rules("times.yaml")


@pytest.mark.parametrize("indicator", TIMES)
def test_time_is_as_reviewed(indicator: str, times: RuleSet, snapshot: SnapshotAssertion) -> None:
    pages = [explain_indicator(times, indicator, lang) for lang in LANGUAGES]
    assert "\n".join(pages) == snapshot(extension_class=_Plain)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_calendars_are_as_reviewed(lang: Lang, times: RuleSet, snapshot: SnapshotAssertion) -> None:
    assert explain_rules(times, lang) == snapshot(extension_class=_Plain)


def test_every_measure_and_every_way_to_give_points_is_shown(rules: RuleSet) -> None:
    measures = rules.indicators.values()
    assert {m.type for m in measures} == set(MEASURES)
    ways = {type(m.points) for m in measures if m.points is not None}
    assert ways == set(POINTS.values())
    assert any(m.points is None and m.target is not None for m in measures)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rule_set_is_as_reviewed(
    lang: Lang, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.chdir(FOLDER)
    page = explain_rules(load_rules("site.yaml"), lang)
    assert page == snapshot(extension_class=_Plain)


#: The files of the set, each before what it extends.
CHAIN = ("site.yaml", "desk.yaml", "common.yaml")

#: Every entry of the merged set, as its line begins, with the keys that lead to it.
ENTRIES = {
    "The desk of this site": "title",
    "Time zone": "timezone",
    "Fiscal years": "fiscal_year_start",
    "Period peak": "periods.peak",
    "  tickets ": "tables.tickets",
    "    id:": "tables.tickets.columns.id",
    "    created:": "tables.tickets.columns.created",
    "    closed:": "tables.tickets.columns.closed",
    "    status:": "tables.tickets.columns.status",
    "    floor:": "tables.tickets.columns.floor",
    "  Solved (solved, ratio)": "indicators.solved",
    "  reopened (reopened, ratio)": "indicators.reopened",
    "  Received (received, count)": "indicators.received",
    "  own (own, count)": "indicators.own",
    "  whole (whole, count)": "indicators.whole",
    "  Handling (handling)": "scorecard.parts.handling",
    "    Solved (solved)": "scorecard.parts.handling.indicators.solved",
    "    reopened (reopened)": "scorecard.parts.handling.indicators.reopened",
    "  Volume (volume)": "scorecard.parts.volume",
    "    Received (received)": "scorecard.parts.volume.indicators.received",
    "  A: from": "scorecard.grades.A",
    "  B: from": "scorecard.grades.B",
    "  A: Praise": "scorecard.outcomes.A",
}

#: Entries of which something is in force that stands in a file further down the chain.
SHARED = {
    "tables.tickets": ["desk.yaml", "common.yaml"],
    "tables.tickets.columns.status": ["common.yaml"],
    "indicators.solved": ["desk.yaml", "common.yaml"],
    "indicators.reopened": ["common.yaml"],
    "scorecard.parts.handling": ["desk.yaml", "common.yaml"],
}


def keys_by_line(name: str) -> Iterator[tuple[str, int]]:
    """Yield every key of a file in block style, as its dotted path, with its line."""
    above: list[tuple[int, str]] = []
    for number, line in enumerate(open_lines(name), 1):
        indent = len(line) - len(line.lstrip())
        key, colon, _ = line.strip().partition(":")
        if not colon or key.startswith(("-", "#")):
            continue
        above = [*(entry for entry in above if entry[0] < indent), (indent, key)]
        yield ".".join(entry[1] for entry in above), number


def places(page: str) -> list[str]:
    """Return the places that a page names, in its order."""
    return re.findall(r"[a-z]+\.yaml:[0-9]+", page)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> RuleSet:
    monkeypatch.chdir(FOLDER)
    return load_rules("site.yaml")


def test_every_entry_names_the_file_and_line_it_stands_in(site: RuleSet) -> None:
    lines = {name: dict(keys_by_line(name)) for name in CHAIN}
    said = explain_rules(site, "en").splitlines()
    for label, path in ENTRIES.items():
        last = next(name for name in CHAIN if path in lines[name])
        others = [f"{name}:{lines[name][path]}" for name in SHARED.get(path, [])]
        rest = f"; parts of it from {', '.join(others)}" if others else ""
        (line,) = [line for line in said if line.startswith(label) and line.endswith("]")]
        assert line.endswith(f" [{last}:{lines[last][path]}{rest}]")


def test_both_languages_name_the_same_places(site: RuleSet) -> None:
    english, chinese = (explain_rules(site, lang) for lang in LANGUAGES)
    assert len(places(english)) > len(ENTRIES)
    assert places(english) == places(chinese)


def test_the_entries_are_all_that_the_set_has(site: RuleSet) -> None:
    said = explain_rules(site, "en")
    placed = [line for line in said.splitlines() if line.endswith("]")]
    rest = [line for line in placed if not line.startswith(tuple(ENTRIES))]
    gate = next(n for n, line in enumerate(open_lines("desk.yaml"), 1) if "when:" in line)
    assert rest == [
        f'  Where "Received" is above 1,000, the grade is at most B. [desk.yaml:{gate}]'
    ]
    assert "gone" not in said


def open_lines(name: str) -> list[str]:
    return (FOLDER / name).read_text("utf-8").splitlines()
