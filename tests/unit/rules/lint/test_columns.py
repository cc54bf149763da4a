"""Columns that nothing uses, names that ``--by`` cannot say, texts as an order, reserved values."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.lint.linted import problems, told


class TestUnusedColumn:
    HEAD = "version: 1\ntables:\n"

    def said(self, folder: Path, text: str) -> list[str]:
        return told(folder, "SQ319", self.HEAD + text)

    def one(self, folder: Path, indicator: str, table: str = "") -> list[str]:
        """Return what is said of columns a to d where one indicator reads some of them."""
        columns = (
            "a: {type: datetime}, b: {type: datetime}, c: {}, d: {type: category, values: {x: []}}"
        )
        text = f"  tickets: {{{table}columns: {{{columns}}}}}\nindicators:\n  i: {{{indicator}}}\n"
        return [line.split(" ", 1)[1] for line in self.said(folder, text)]

    def test_is_placed_at_its_name(self, tmp_path: Path) -> None:
        text = "  tickets:\n    columns:\n      a: {}\n      b:\nindicators: {i: {type: count}}\n"
        assert self.said(tmp_path, text) == ["5:7 nothing uses 'a'", "6:7 nothing uses 'b'"]

    @pytest.mark.parametrize(
        ("indicator", "unused"),
        [
            ("type: count", "abcd"),
            ('type: count, where: c == "x"', "abd"),
            ("type: ratio, good: present(c), total: present(d)", "ab"),
            ("type: within, from: a, to: b, limit: 4h", "cd"),
            ("type: within, from: a, to: a, limit: b", "cd"),
            ("type: within, from: a, to: b, limit: {by: d, x: 4h}", "c"),
            ("type: within, from: a, to: b, limit: {by: [c, d], y: {x: 4h}}", ""),
            ("type: duration, from: a, to: b, aggregate: mean", "cd"),
            ("type: statistic, of: b - a, aggregate: mean", "cd"),
            ("type: nps, of: hour(a)", "bcd"),
            ("type: count, clock: a", "bcd"),
            ("type: count, target: {by: d, at_least: {x: 5}}", "abc"),
        ],
    )
    def test_indicators_use_what_they_name(
        self, tmp_path: Path, indicator: str, unused: str
    ) -> None:
        expected = [f"nothing uses '{column}'" for column in unused]
        assert self.one(tmp_path, indicator) == expected

    @pytest.mark.parametrize(
        ("table", "unused"),
        [
            ("key: c, ", "abd"),
            ("key: [c, d], ", "ab"),
            ("clock: a, ", "bcd"),
            ("key: c, duplicates: {keep: last, by: b}, ", "ad"),
        ],
    )
    def test_tables_use_what_they_name(self, tmp_path: Path, table: str, unused: str) -> None:
        expected = [f"nothing uses '{column}'" for column in unused]
        assert self.one(tmp_path, "type: count", table) == expected

    def test_values_use_what_they_are_computed_of(self, tmp_path: Path) -> None:
        text = """\
  tickets: {columns: {a: {type: integer}, b: {type: integer}, c: {value: a * 2}, d: {value: c}}}
indicators: {i: {type: statistic, of: d, aggregate: sum}}
"""
        assert self.said(tmp_path, text) == ["3:43 nothing uses 'b'"]

    def test_derived_tables_use_their_source(self, tmp_path: Path) -> None:
        text = """\
  events:
    columns: {case: {}, at: {type: datetime}, step: {}, note: {}}
  tickets:
    derive: {from: events, per: case}
    key: case
    columns: {case: {}, first: {value: min(at), where: step == "in"}, last: {value: max(at)}}
indicators: {i: {type: count, where: present(first)}}
"""
        assert self.said(tmp_path, text) == ["4:57 nothing uses 'note'", "8:71 nothing uses 'last'"]

    def test_a_lookup_uses_the_nearest_column_of_the_name(self, tmp_path: Path) -> None:
        text = """\
  tickets: {key: id, columns: {id: {}, mark: {}, kind: {}}}
  surveys: {lookup: {tickets: ticket}, columns: {ticket: {}, mark: {}}}
indicators: {i: {type: count, table: surveys, where: present(mark) and present(kind)}}
"""
        assert self.said(tmp_path, text) == ["3:40 nothing uses 'mark'"]

    def test_a_formula_uses_no_column_of_the_name_of_an_indicator(self, tmp_path: Path) -> None:
        text = """\
  tickets: {columns: {i: {}}}
indicators: {i: {type: count}, j: {type: formula, value: i}}
"""
        assert self.said(tmp_path, text) == ["3:23 nothing uses 'i'"]

    @pytest.mark.parametrize(
        "column",
        [
            *("agent: {}", "Team: {}", "x: {from: [Assignment group]}", "受理组: {}"),
            *("x: {from: 班组}", "技能组: {}", "坐席工号: {}", "assigned_to: {}", "承办单位: {}"),
            *("所属区县: {}", "所在地区: {}", "Sales region: {}", "queue: {}", "Store: {}"),
            *("channel: {type: category, values: {web: [], phone: []}}", "受理组别: {}"),
        ],
    )
    def test_people_and_teams_are_there_to_group_by(self, tmp_path: Path, column: str) -> None:
        text = f"  tickets: {{columns: {{{column}}}}}\nindicators: {{i: {{type: count}}}}\n"
        assert self.said(tmp_path, text) == []

    @pytest.mark.parametrize("column", ["steam: {}", "teams: {}", "storey: {}"])
    def test_words_are_whole(self, tmp_path: Path, column: str) -> None:
        text = f"  tickets: {{columns: {{{column}}}}}\nindicators: {{i: {{type: count}}}}\n"
        assert len(self.said(tmp_path, text)) == 1

    @pytest.mark.parametrize(
        "column",
        [
            *(
                "queue time: {type: duration, unit: s}",
                "agent at: {type: datetime}",
                "客服备注: {}",
            ),
            *("product_owner: {}", "store open: {type: boolean}", "客服评分: {type: integer}"),
        ],
    )
    def test_what_is_no_name_is_nothing_to_group_by(self, tmp_path: Path, column: str) -> None:
        text = f"  tickets: {{columns: {{{column}}}}}\nindicators: {{i: {{type: count}}}}\n"
        assert len(self.said(tmp_path, text)) == 1

    def test_the_hint_names_the_other_use(self, tmp_path: Path) -> None:
        text = "  tickets: {columns: {a: {}}}\nindicators: {i: {type: count}}\n"
        (problem,) = problems(tmp_path, self.HEAD + text)
        assert "--by" in problem.hint

    def test_rules_without_indicators_use_nothing_yet(self, tmp_path: Path) -> None:
        assert self.said(tmp_path, "  tickets: {columns: {a: {}}}\n") == []

    def test_nothing_is_said_of_rules_that_are_wrong(self, tmp_path: Path) -> None:
        text = "  tickets: {columns: {a: {}}}\nindicators: {i: {type: count, where: b}}\n"
        assert [p.code for p in problems(tmp_path, self.HEAD + text)] == ["SQ203"]

    def test_what_an_extended_file_declares_is_its_own_matter(self, tmp_path: Path) -> None:
        base = "  tickets: {columns: {a: {}, b: {}}}\nindicators: {i: {type: count}}\n"
        (tmp_path / "base.yaml").write_text(self.HEAD + base, "utf-8")
        text = "version: 1\nextends: base.yaml\ntables: {tickets: {columns: {b: {}, c: {}}}}\n"
        assert told(tmp_path, "SQ319", text) == ["3:37 nothing uses 'c'"]


class TestUngroupableName:
    def said(self, folder: Path, column: str) -> list[str]:
        return told(folder, "SQ321", f"version: 1\ntables: {{t: {{columns: {{{column}}}}}}}\n")

    @pytest.mark.parametrize("name", ["day", "week", "month", "quarter", "year"])
    def test_a_grain_of_the_clock_wins(self, tmp_path: Path, name: str) -> None:
        message = f"'--by {name}' is the {name} of the clock, never this column"
        assert self.said(tmp_path, f"{name}: {{}}") == [f"2:24 {message}"]

    @pytest.mark.parametrize("kind", ["type: date", "type: integer", "type: boolean", ""])
    def test_of_whatever_kind_that_can_be_grouped_by(self, tmp_path: Path, kind: str) -> None:
        assert len(self.said(tmp_path, f"month: {{{kind}}}")) == 1

    def test_a_comma_splits(self, tmp_path: Path) -> None:
        message = "'--by' splits 'team, shift' at the comma"
        assert self.said(tmp_path, '"team, shift": {}') == [f"2:24 {message}"]

    @pytest.mark.parametrize(
        "column",
        [
            "Month: {}",
            "months: {}",
            "hour: {}",
            "billing_month: {from: [month]}",
            "month: {type: datetime}",
            "week: {type: duration, unit: h}",
            "team，shift: {}",
        ],
    )
    def test_other_names_and_kinds_are_no_loss(self, tmp_path: Path, column: str) -> None:
        assert self.said(tmp_path, column) == []

    def test_a_comment_silences_it(self, tmp_path: Path) -> None:
        text = "version: 1\ntables: {t: {columns: {day: {}}}} # sqeval: ignore[SQ321]\n"
        assert problems(tmp_path, text) == []


class TestTextOrder:
    def said(
        self, folder: Path, column: str, duplicates: str = "{keep: last, by: at}"
    ) -> list[str]:
        text = f"version: 1\ntables:\n  t: {{key: id, columns: {{id: {{}}, at: {column}}}, "
        return told(folder, "SQ322", f"{text}duplicates: {duplicates}}}\n")

    @pytest.mark.parametrize("column", ["{}", "{type: text}"])
    def test_is_placed_at_the_column_named(self, tmp_path: Path, column: str) -> None:
        message = "'at' is text, and as text 10 stands before 9"
        at = 70 + len(column)
        assert self.said(tmp_path, column) == [f"3:{at} {message}"]

    def test_a_category_is_text_as_well(self, tmp_path: Path) -> None:
        assert len(self.said(tmp_path, "{type: category, values: {a: [], b: []}}")) == 1

    @pytest.mark.parametrize(
        "column",
        ["{type: integer}", "{type: number}", "{type: date}", "{type: datetime}", "{type: bad}"],
    )
    def test_figures_and_times_have_an_order(self, tmp_path: Path, column: str) -> None:
        assert self.said(tmp_path, column) == []

    @pytest.mark.parametrize("duplicates", ["refuse", "{keep: first}", "{keep: last, by: gone}"])
    def test_nothing_else_goes_by_order(self, tmp_path: Path, duplicates: str) -> None:
        assert self.said(tmp_path, "{}", duplicates) == []

    def test_a_comment_silences_it(self, tmp_path: Path) -> None:
        assert self.said(tmp_path, "{}", "{keep: last, by: at}} # sqeval: ignore[SQ322] {") == []


class TestReservedCategory:
    def said(self, folder: Path, column: str) -> list[str]:
        return told(
            folder, "SQ326", f"version: 1\ntables: {{t: {{columns: {{a: {{{column}}}}}}}}}\n"
        )

    @pytest.mark.parametrize("value", ["(other: x)", "(other: ", "(other: (other: x))"])
    def test_is_placed_at_the_value(self, tmp_path: Path, value: str) -> None:
        message = f"'{value}' is the name of a value that is not listed"
        column = f'type: category, values: {{b: [], "{value}": []}}'
        assert self.said(tmp_path, column) == [f"2:60 {message}"]

    @pytest.mark.parametrize(
        "column",
        [
            "type: category, values: {other: [x], (other): [y], '(Other: x)': [z]}",
            'type: category, values: {x: ["(other: x)"]}',
            'from: ["(other: x)"]',
        ],
    )
    def test_other_names_and_spellings_are_free(self, tmp_path: Path, column: str) -> None:
        assert self.said(tmp_path, column) == []

    def test_it_refuses_the_rules_unless_a_comment_silences_it(self, tmp_path: Path) -> None:
        text = (
            'version: 1\ntables:\n  t: {columns: {a: {type: category, values: {"(other: x)": []}}}}'
        )
        (problem,) = problems(tmp_path, text + "\n")
        assert problem.severity == "error"
        assert problems(tmp_path, f"{text} # sqeval: ignore[SQ326]\n") == []
