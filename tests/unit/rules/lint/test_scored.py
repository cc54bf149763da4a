"""Indicators in no part, weights of 0, figures per person without a smallest number of cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.lint.linted import problems, told

HEAD = """\
version: 1
tables:
  tickets:
    columns: {agent: {}, ok: {type: boolean}, at: {type: datetime}, done: {type: datetime}}
  calls: {columns: {good: {type: boolean}, mark: {type: number}}}
indicators:
"""


def desk(indicators: str, scorecard: str = "") -> str:
    return HEAD + indicators + (f"scorecard: {scorecard}\n" if scorecard else "")


class TestUnscoredIndicator:
    TWO = "  a: {type: count}\n  b: {type: count}\n"
    SAID = "stands in no part of the scorecard, so it earns no points"

    def said(self, folder: Path, text: str) -> list[str]:
        return told(folder, "SQ316", text)

    def test_is_placed_at_its_name(self, tmp_path: Path) -> None:
        text = desk(self.TWO, "{indicators: {a: 100}}")
        assert self.said(tmp_path, text) == [f"8:3 'b' {self.SAID}"]

    @pytest.mark.parametrize(
        "scorecard",
        [
            "",
            "{grades: {A: 0}}",
            "{parts: {empty: {weight: 1}}}",
            "{indicators: {a: 100, b: 0}}",
            "{indicators: {a: 1}, parts: {x: {indicators: {b: 1}}}}",
            "{indicators: {a: 1}, parts: {x: {parts: {y: {indicators: {b: 1}}}}}}",
            "{indicators: {a: 1}, grades: {A: 9, B: 0}, gates: [{when: b > 5, cap: B}]}",
        ],
    )
    def test_is_silent_where_it_counts_or_nothing_does(
        self, tmp_path: Path, scorecard: str
    ) -> None:
        assert self.said(tmp_path, desk(self.TWO, scorecard)) == []

    def test_a_formula_uses_what_it_is_made_of(self, tmp_path: Path) -> None:
        text = desk(self.TWO + "  c: {type: formula, value: b / 2}\n", "{indicators: {a: 1, c: 1}}")
        assert self.said(tmp_path, text) == []

    def test_an_indicator_is_not_used_by_the_column_of_its_name(self, tmp_path: Path) -> None:
        text = desk("  a: {type: count, where: ok}\n  ok: {type: count}\n", "{indicators: {a: 1}}")
        assert self.said(tmp_path, text) == [f"8:3 'ok' {self.SAID}"]

    def test_nothing_is_said_of_rules_that_are_wrong(self, tmp_path: Path) -> None:
        text = desk(self.TWO + "  c: {type: formula, value: b +}\n", "{indicators: {a: 1}}")
        assert [p.code for p in problems(tmp_path, text)] == ["SQ201"]

    def test_what_an_extended_file_declares_is_its_own_matter(self, tmp_path: Path) -> None:
        (tmp_path / "base.yaml").write_text(desk(self.TWO), "utf-8")
        text = "version: 1\nextends: base.yaml\nscorecard: {indicators: {c: 1}}\nindicators:\n"
        own = "  b: {title: other}\n  c: {type: count}\n  d: {type: count}\n"
        assert self.said(tmp_path, text + own) == [f"7:3 'd' {self.SAID}"]

    def test_a_comment_silences_one_or_all(self, tmp_path: Path) -> None:
        one = desk(
            self.TWO.replace("b: {type: count}", "b: {type: count} # sqeval: ignore[SQ316]"),
            "{indicators: {a: 1}}",
        )
        every = desk(self.TWO, "{indicators: {a: 1}}")
        every = every.replace("indicators:\n", "indicators: # sqeval: ignore[SQ316]\n", 1)
        assert self.said(tmp_path, one) == self.said(tmp_path, every) == []


class TestZeroWeight:
    THREE = "  a: {type: count}\n  b: {type: count}\n  c: {type: count}\n"
    SAID = "has the weight 0, so it counts for nothing"

    def said(self, folder: Path, scorecard: str) -> list[str]:
        return told(folder, "SQ317", desk(self.THREE, scorecard))

    def test_is_placed_at_the_weight(self, tmp_path: Path) -> None:
        expected = [f"10:37 'b' {self.SAID}"]
        assert self.said(tmp_path, "{indicators: {a: 100, b: 0}}") == expected

    def test_parts_have_weights_as_well(self, tmp_path: Path) -> None:
        scorecard = "{indicators: {a: 100}, parts: {x: {weight: 0.0, indicators: {b: 1, c: 0}}}}"
        expected = [f"10:55 'x' {self.SAID}", f"10:82 'c' {self.SAID}"]
        assert self.said(tmp_path, scorecard) == expected

    @pytest.mark.parametrize(
        "scorecard",
        [
            "{indicators: {a: 100, b: 0.001}}",
            "{indicators: {a: 0, b: 0}}",
            "{parts: {x: {weight: 0, indicators: {a: 1}}}}",
            "{parts: {x: {indicators: {a: 1}}}}",
        ],
    )
    def test_small_weights_count_and_zeros_alone_are_an_error(
        self, tmp_path: Path, scorecard: str
    ) -> None:
        assert self.said(tmp_path, scorecard) == []

    def test_a_comment_silences_it(self, tmp_path: Path) -> None:
        text = "{indicators: {a: 100, b: 0}} # sqeval: ignore[SQ317]"
        assert self.said(tmp_path, text) == []


class TestMissingMinN:
    TARGET = "target: {at_least: 90%}"

    def said(
        self, folder: Path, indicator: str, weight: str = "100", head: str = HEAD
    ) -> list[str]:
        scorecard = f"scorecard: {{indicators: {{a: {weight}, other: 1}}}}\n"
        text = head + f"  a: {{{indicator}}}\n  other: {{type: count}}\n" + scorecard
        return told(folder, "SQ318", text)

    @pytest.mark.parametrize(
        "indicator",
        [
            "type: ratio, good: ok, target: {at_least: 90%}",
            "type: within, from: at, to: done, limit: 4h, target: {at_least: 90%}",
            "type: duration, from: at, to: done, aggregate: mean, target: {at_most: 4h}",
            "type: statistic, of: done - at, aggregate: mean, target: {at_most: 4h}",
            "type: nps, of: hour(at), target: {at_least: 40}",
        ],
    )
    def test_is_placed_at_the_name_of_the_indicator(self, tmp_path: Path, indicator: str) -> None:
        message = "'a' has no min_n, so with --by agent a single case earns points"
        assert self.said(tmp_path, indicator) == [f"7:3 {message}"]

    @pytest.mark.parametrize(
        "indicator",
        [
            "type: ratio, good: ok, min_n: 20, target: {at_least: 90%}",
            "type: ratio, good: ok, min_n: 1, target: {at_least: 90%}",
            "type: ratio, good: ok",
            "type: count, target: {at_most: 9}",
            "type: statistic, of: hour(at), aggregate: sum, target: {at_most: 90}",
            "type: duration, from: at, to: done, aggregate: sum, target: {at_most: 90h}",
            "type: formula, value: other, target: {at_most: 9}",
            "type: ratio, table: calls, good: good, target: {at_least: 90%}",
        ],
    )
    def test_other_figures_need_none(self, tmp_path: Path, indicator: str) -> None:
        assert self.said(tmp_path, indicator) == []

    def test_an_indicator_without_weight_earns_no_points(self, tmp_path: Path) -> None:
        assert self.said(tmp_path, f"type: ratio, good: ok, {self.TARGET}", "0") == []

    def test_a_part_without_weight_earns_none_either(self, tmp_path: Path) -> None:
        text = HEAD + (
            f"  a: {{type: ratio, good: ok, {self.TARGET}}}\n  b: {{type: count}}\n"
            "scorecard:\n  indicators: {b: 1}\n"
            "  parts: {x: {weight: 0, parts: {y: {indicators: {a: 1}}}}}\n"
        )
        assert told(tmp_path, "SQ318", text) == []

    @pytest.mark.parametrize(
        "column",
        [
            "Agent: {}",
            "ticket_owner: {}",
            "who: {from: [Assignee, Agent]}",
            "who: {from: [Handled by, [First name, Employee name]]}",
            "who: {from: 受理客服}",
            "处理人: {}",
            "agent: {type: category, values: {Ann: [], Bob: []}}",
            "assigned_to: {}",
            "Handled by: {}",
            "case_owner: {}",
            "who: {from: Owner}",
            "csr: {}",
            "Field technician: {}",
            "坐席工号: {}",
            "客服昵称: {}",
            "话务员: {}",
            "who: {from: [客服组, 客服姓名]}",
        ],
    )
    def test_people_are_known_by_whole_words(self, tmp_path: Path, column: str) -> None:
        head = HEAD.replace("agent: {}", column)
        assert len(self.said(tmp_path, f"type: ratio, good: ok, {self.TARGET}", head=head)) == 1

    @pytest.mark.parametrize(
        "column",
        [
            *("agency: {}", "reagent: {}", "team: {}", "受理客服组: {}", "agent: {type: integer}"),
            *(
                "product_owner: {}",
                "account_owner: {}",
                "owner_id: {}",
                "assigned: {}",
                "report: {}",
            ),
            *("坐席组: {}", "客服备注: {}", "客服满意度: {}", "agent group: {}"),
        ],
    )
    def test_other_columns_are_no_people(self, tmp_path: Path, column: str) -> None:
        head = HEAD.replace("agent: {}", column)
        assert self.said(tmp_path, f"type: ratio, good: ok, {self.TARGET}", head=head) == []

    def test_people_are_seen_through_lookups(self, tmp_path: Path) -> None:
        head = HEAD.replace("columns: {agent: {},", "key: id\n    columns: {id: {}, agent: {},")
        head = head.replace(
            "calls: {columns: {", "calls: {lookup: {tickets: call}, columns: {call: {}, "
        )
        message = "'a' has no min_n, so with --by agent a single case earns points"
        indicator = f"type: ratio, table: calls, good: good, {self.TARGET}"
        assert self.said(tmp_path, indicator, head=head) == [f"8:3 {message}"]

    def test_a_comment_silences_it(self, tmp_path: Path) -> None:
        indicator = f"type: ratio, good: ok, {self.TARGET}}} # sqeval: ignore[SQ318] {{"
        assert self.said(tmp_path, indicator) == []
