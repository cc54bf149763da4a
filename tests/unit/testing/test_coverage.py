"""What of a rule set its tests do not look at."""

from __future__ import annotations

from pathlib import Path

from sqeval.testing.session import run_tests

HEAD = "rules: desk.yaml\nas_of: 2026-02-01\ntests:\n"


def case(name: str, expect: str, *rows: str) -> str:
    lines = "".join(f"      {row}\n" for row in rows)
    header = "      id | created | replied | priority\n"
    return f"  - name: {name}\n    tickets: |\n{header}{lines}    expect: {{{expect}}}\n"


def gaps(folder: Path, *cases: str) -> list[tuple[str, str]]:
    (folder / "desk.test.yaml").write_text(HEAD + "".join(cases))
    session = run_tests(["desk.test.yaml"])
    assert session.problems == []
    return [(gap.subject, gap.lacking) for gap in session.coverage()["desk.yaml"]]


P1 = "1 | 2026-01-05 09:00 | 2026-01-05 09:10 | P1"
P2_LATE = "2 | 2026-01-05 09:00 | 2026-01-05 11:00 | P2"
NONE = "no test expects it"
GATE = "gate replied_share < 50%"


def test_what_is_computed_but_not_expected_is_not_looked_at(folder: Path) -> None:
    found = gaps(folder, case("one", "total: {points: 100, grade: A}", P1))
    assert [subject for subject, lacking in found if lacking == NONE] == [
        "reply_time",
        "replied_share",
        "total",
        "mark",
    ]


def test_each_side_of_a_target_is_to_be_seen(folder: Path) -> None:
    met = case("met", "indicators: {total: 1}", P1)
    assert ("total", "no test sees its target missed") in gaps(folder, met)
    assert ("total", "no test sees its target met") not in gaps(folder, met)


def test_both_sides_of_a_target_by_category_may_come_from_its_categories(folder: Path) -> None:
    both = case("both", "reply_time: {n: 2}", P1, P2_LATE)
    assert [g for g in gaps(folder, both) if g[0] == "reply_time"] == []


def test_each_category_of_targets_and_limits_is_to_be_seen(folder: Path) -> None:
    found = gaps(folder, case("one", "reply_time: 10m, replied_share: 100%", P1))
    assert ("reply_time", "no row is of target.priority default") in found
    assert ("replied_share", "no row is of limit.priority default") in found
    assert ("replied_share", "no row is of limit.priority P1") not in found
    late = case("two", "reply_time: 2h, replied_share: 0%", P2_LATE)
    found = gaps(folder, late)
    assert ("reply_time", "no row is of target.priority P1") in found
    assert ("replied_share", "no row is of limit.priority P1") in found
    assert ("replied_share", "no row is of limit.priority default") not in found


def test_a_gate_is_to_be_seen_both_ways_by_a_test_of_the_whole(folder: Path) -> None:
    gate = "gate replied_share < 50%"
    aside = case("aside", "replied_share: 0%", P2_LATE)
    assert [lacking for subject, lacking in gaps(folder, aside) if subject == gate] == [
        "no test sees it fire",
        "no test sees it pass",
    ]
    fired = case("fired", "total: {grade: B}", P2_LATE)
    passed = case("passed", "'gates': {replied_share < 50%: false}", P1)
    assert gate not in dict(gaps(folder, fired, passed))
    assert dict(gaps(folder, passed))[gate] == "no test sees it fire"


def test_tests_of_several_files_count_together(folder: Path) -> None:
    (folder / "more.test.yaml").write_text(HEAD + case("one", "mark: null", P1))
    (folder / "desk.test.yaml").write_text(HEAD + case("one", "reply_time: 10m", P1))
    coverage = run_tests(["."]).coverage()
    assert list(coverage) == ["desk.yaml"]
    lacking = [g.subject for g in coverage["desk.yaml"] if g.lacking == NONE]
    assert lacking == ["replied_share", "total"]


def test_limits_by_two_columns_are_seen_by_their_pairs(folder: Path) -> None:
    rules = (folder / "desk.yaml").read_text()
    rules = rules.replace(
        "limit: {by: priority, P1: 30m, default: 1h}",
        "limit: {by: [priority, team], P1: {a: 30m, default: 1h}, default: 2h}",
    )
    (folder / "desk.yaml").write_text(rules)
    found = gaps(folder, case("one", "replied_share: 100%", P1))
    assert [lacking for subject, lacking in found if subject == "replied_share"] == [
        "no test sees its target missed",
        "no row is of limit.priority default",
        "no row is of limit.P1.team a",
    ]


def test_only_the_groups_that_something_is_expected_of_are_looked_at(folder: Path) -> None:
    rows = """\
      id | created          | replied          | team
      1  | 2026-01-05 09:00 | 2026-01-05 09:10 | A
      2  | 2026-01-05 09:00 | 2026-01-05 12:00 | B
"""
    head = HEAD + "  - name: a\n    by: team\n    tickets: |\n" + rows + "    expect:\n"
    entry = "      - group: {team: %s}\n        %s\n"

    def lacking(*entries: str) -> list[str]:
        (folder / "desk.test.yaml").write_text(head + "".join(entries))
        gaps = run_tests(["desk.test.yaml"]).coverage()["desk.yaml"]
        return [g.lacking for g in gaps if g.subject in ("replied_share", GATE)]

    share = "replied_share: {n: 1}"
    pass_, fire = "no test sees it pass", "no test sees it fire"
    assert "no test sees its target missed" in lacking(entry % ("A", share))
    assert "no test sees its target met" in lacking(entry % ("B", share))
    both = lacking(entry % ("A", share), entry % ("B", share))
    assert not {one for one in both if "target" in one and "sees" in one}
    assert set(lacking(entry % ("A", "total: {grade: A}"))) >= {fire}
    assert set(lacking(entry % ("B", "total: {grade: B}"))) >= {pass_}


def test_each_category_with_a_calendar_is_to_be_seen(folder: Path) -> None:
    rules = (folder / "desk.yaml").read_text("utf-8")
    calendar = "calendar: {by: team, A: day, B: night, default: day}"
    rules = rules.replace("from: created\n", f"from: created\n    {calendar}\n", 1)
    day = '{hours: {daily: ["08:00-20:00"]}}'
    rules = rules.replace("tables:", f"calendars: {{day: {day}, night: {{hours: 24x7}}}}\ntables:")
    (folder / "desk.yaml").write_text(rules, "utf-8")
    rows = "      id | created | replied | team\n" + f"      {P1.replace('P1', 'A')}\n"
    text = f"  - name: a\n    tickets: |\n{rows}    expect: {{reply_time: 10m}}\n"
    (folder / "desk.test.yaml").write_text(HEAD + text)
    found = run_tests(["desk.test.yaml"]).coverage()["desk.yaml"]
    lacking = [gap.lacking for gap in found if "calendar" in gap.lacking]
    assert lacking == ["no row is of calendar.team B", "no row is of calendar.team default"]
