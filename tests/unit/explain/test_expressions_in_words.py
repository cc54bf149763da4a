"""Expressions in words: every node, operator and function, in both languages."""

from __future__ import annotations

import pytest

from sqeval.explain.expressions import Saying
from sqeval.explain.words import Lang, words_in
from sqeval.expr.check import analyse
from sqeval.expr.functions import FUNCTIONS
from sqeval.expr.scope import AGGREGATES, INDICATORS, Scope
from sqeval.expr.types import (
    BOOLEAN,
    DATE,
    DATETIME,
    DURATION,
    INTEGER,
    NUMBER,
    TEXT,
)

ROWS = Scope(
    what="column",
    names={
        "status": TEXT,
        "note": TEXT,
        "reopens": INTEGER,
        "effort": NUMBER,
        "vip": BOOLEAN,
        "day": DATE,
        "start": DATETIME,
        "end": DATETIME,
        "wait": DURATION,
        "状态": TEXT,
        "a b": TEXT,
    },
    tables=frozenset({"surveys"}),
)
CARD = Scope(what="indicator", names={"fcr": NUMBER, "nps": NUMBER}, families=INDICATORS)
CASES = Scope(what="column", names=ROWS.names, families=AGGREGATES)

CONDITIONS = {
    'status == "solved" and reopens == 0': (
        'status is "solved" and reopens is 0',
        "status 为“solved”且 reopens 为 0",
    ),
    '状态 != "已解决"': ('状态 is not "已解决"', "状态不为“已解决”"),
    "reopens < 2 or reopens <= 3": (
        "reopens is below 2 or reopens is at most 3",
        "reopens 小于 2 或 reopens 不超过 3",
    ),
    "reopens > 2 and reopens >= 3": (
        "reopens is above 2 and reopens is at least 3",
        "reopens 大于 2 且 reopens 不小于 3",
    ),
    "start < end": ("start is before end", "start 早于 end"),
    "start <= end": ("start is not after end", "start 不晚于 end"),
    "day > @2026-01-31": ("day is after 2026-01-31", "day 晚于 2026-01-31"),
    "start >= @2026-01-31T09:00:30": (
        "start is not before 2026-01-31 09:00:30",
        "start 不早于 2026-01-31 09:00:30",
    ),
    "start == end": ("start is end", "start 为 end"),
    'status in ["a", "b"]': (
        'status is one of "a", "b"',
        "status 为“a”、“b”之一",
    ),
    "reopens not in [1, 2]": (
        "reopens is none of 1, 2",
        "reopens 不为 1、2 中的任何一个",
    ),
    "vip": ("vip is true", "vip 为“是”"),
    "not vip": ("vip is false", "vip 为“否”"),
    "vip == false": ("vip is false", "vip 为“否”"),
    "true": ("always", "恒成立"),
    "false": ("never", "恒不成立"),
    "not (vip and reopens > 1)": (
        "not (vip is true and reopens is above 1)",
        "并非（vip 为“是”且 reopens 大于 1）",
    ),
    "not missing(note)": ("note has a value", "note 有值"),
    "not present(note)": ("note has no value", "note 无值"),
    "vip and (reopens > 1 or present(note))": (
        "vip is true and (reopens is above 1 or note has a value)",
        "vip 为“是”且（reopens 大于 1 或 note 有值）",
    ),
    "(reopens > 1) == vip": ("(reopens is above 1) is vip", "（reopens 大于 1）为 vip"),
    "exists(surveys)": (
        "the table surveys has a row of any period that belongs to this one",
        "surveys 表中有与本记录对应的记录（不限周期）",
    ),
    "contains(note, '$x {y} %')": (
        'note contains "$x {y} %" (letter case counts)',
        "note 包含“$x {y} %”（区分大小写）",
    ),
    "matches(note, '^A')": (
        'the regular expression "^A" is found in note',
        "note 中能找到正则表达式“^A”",
    ),
    'lower(`a b`) == "open"': ('a b in lower case is "open"', "a b 的小写形式为“open”"),
    "weekday(start) == 6": (
        "the weekday of start (Monday is 1, Sunday is 7) is 6",
        "start 的星期（周一为 1，周日为 7）为 6",
    ),
    "hour(start) >= 18": (
        "the hour of start (0 to 23) is at least 18",
        "start 的小时（0 至 23）不小于 18",
    ),
    "end - start <= 1h30m": (
        "the time from start to end is at most 1 h 30 min",
        "从 start 到 end 的时长不超过 1 小时 30 分钟",
    ),
    "wait > 40h and wait < 3d": (
        "wait is above 40 h and wait is below 3 d",
        "wait 大于 40 小时且 wait 小于 3 天",
    ),
    "effort > -0.5": ("effort is above -0.5", "effort 大于 -0.5"),
    "effort < 5%": ("effort is below 5 %", "effort 小于 5 %"),
    "effort < (12.5%)": ("effort is below 12.5 %", "effort 小于 12.5 %"),
    "-(effort + 1) < 0": ("-(effort + 1) is below 0", "-（effort + 1）小于 0"),
}

VALUES = {
    "effort - (effort - 1)": ("effort − (effort − 1)", "effort −（effort − 1）"),
    "effort - 1 - 2": ("effort − 1 − 2", "effort − 1 − 2"),
    "(effort + 1) * 2 / 3": ("(effort + 1) × 2 ÷ 3", "（effort + 1）× 2 ÷ 3"),
    "effort / (2 * 3)": ("effort ÷ (2 × 3)", "effort ÷（2 × 3）"),
    "effort + 2 * 3": ("effort + 2 × 3", "effort + 2 × 3"),
    "start + 2h": ("start + 2 h", "start + 2 小时"),
    "effort * 1000000": ("effort × 1,000,000", "effort × 1,000,000"),
}

OF_CASES = {
    "min(start)": ("the earliest start", "最早的 start"),
    "max(end)": ("the latest end", "最晚的 end"),
    "min(effort)": ("the lowest effort", "effort 的最小值"),
    "max(effort)": ("the highest effort", "effort 的最大值"),
    "sum(effort)": ("the sum of effort", "effort 之和"),
    "count()": ("the number of rows", "记录数"),
    "first(note)": (
        "the first note in file order that is not missing",
        "按文件顺序第一个有值的 note",
    ),
    "last(note)": (
        "the last note in file order that is not missing",
        "按文件顺序最后一个有值的 note",
    ),
}

OF_THE_CARD = {
    "points(fcr) < 60": (
        'the number of points of "Solved, first" is below 60',
        "“Solved, first”的得分小于 60",
    ),
    "met(fcr) and missed(nps) or at_risk(nps)": (
        '("Solved, first" is met and "nps" is missed) or "nps" is at risk',
        "（“Solved, first”达标且“nps”未达标）或“nps”临界",
    ),
    "change(fcr) < -5%": (
        'the change of "Solved, first" since the period compared with is below -5 %',
        "“Solved, first”与对比周期相比的变化小于 -5 %",
    ),
    "fcr > 3": ('"Solved, first" is above 3', "“Solved, first”大于 3"),
}
TITLES = {"fcr": "Solved, first", "nps": "nps"}


def said(text: str, scope: Scope, lang: Lang) -> str:
    tree = analyse(text, scope).tree
    assert tree is not None, analyse(text, scope)
    saying = Saying(words_in(lang), text, TITLES if scope is CARD else {})
    return saying.condition(tree) if tree.type == BOOLEAN else saying.value(tree)


SHOWN = [
    *((text, ROWS, both) for text, both in {**CONDITIONS, **VALUES}.items()),
    *((text, CASES, both) for text, both in OF_CASES.items()),
    *((text, CARD, both) for text, both in OF_THE_CARD.items()),
]


@pytest.mark.parametrize(("text", "scope", "both"), SHOWN, ids=[text for text, _, _ in SHOWN])
def test_expression_in_words(text: str, scope: Scope, both: tuple[str, str]) -> None:
    assert (said(text, scope, "en"), said(text, scope, "zh")) == both


def test_every_function_is_shown() -> None:
    texts = " ".join(text for text, _, _ in SHOWN)
    assert [name for name in FUNCTIONS if f"{name}(" not in texts] == []
