"""A share of cases that do not come back, in words."""

from __future__ import annotations

from collections.abc import Mapping

from sqeval.explain.kinds.kind import Kind
from sqeval.explain.quantities import elapsed
from sqeval.explain.topic import Topic
from sqeval.explain.words import Catalogues
from sqeval.measures.repeat import Repeat

_SAID: Catalogues = {
    "en": {
        "name": "repeat",
        "value": "Counted rows that no other row with the same $per follows within $within, "
        "divided by all counted rows (n).",
        "follows": "A row follows another with the same $per where its $clock is the same or "
        "later, by $within at most (elapsed real time, the end included); of rows at one instant "
        "the later one in the file follows the earlier.",
        "any-period": "Rows of any period can follow, so a case at the end of a period may be "
        "followed by one of the next.",
        "where": "The condition of the rows holds for both: a row for which it does not hold "
        "follows none.",
        "undecided": "no row follows it yet, and $within after its $clock is later than as_of",
        "no-value": "$columns is missing",
        "young": "A row that none follows yet is left out (undecided) until $within have passed "
        "since its $clock; one that is followed counts at once.",
    },
    "zh": {
        "name": "无重复来单率",
        "value": "同一$per在$within内未再次来单的记录数 ÷ 计入的全部记录数（n）。",
        "follows": "$per相同的另一条记录，其$clock不早于本条且相隔不超过$within（自然时间，含恰好"
        "$within）的，为本条的重复来单；同一时刻的记录，文件中靠后的算作靠前的重复来单。",
        "any-period": "重复来单不限周期：期末的记录，下一周期内再次来单也计为重复。",
        "where": "两条记录都须符合统计口径的条件，不符合的不算重复来单。",
        "undecided": "尚无重复来单，且$clock之后满$within的时刻晚于数据截至时间（as_of），"
        "即观察期未满",
        "no-value": "$columns缺失",
        "young": "尚无重复来单的记录，自$clock起未满$within的暂不计入（undecided）；"
        "已有重复来单的立即计入。",
    },
}


def _values(topic: Topic[Repeat], last: str) -> dict[str, str]:
    return {
        "per": topic.words.list(topic.measure.per, last),
        "within": elapsed(topic.measure.within, topic.words),
        "clock": topic.rules.clock(topic.id) or "",
    }


def _counted(topic: Topic[Repeat]) -> list[str]:
    words, values = topic.other(_SAID), _values(topic, "and")
    texts = [words("value", **values), words("follows", **values), words("any-period")]
    return texts if topic.measure.where is None else [*texts, words("where")]


def _left_out(topic: Topic[Repeat]) -> Mapping[str, str]:
    words, values = topic.other(_SAID), _values(topic, "and")
    columns = topic.words.list([*topic.measure.per, values["clock"]], "or")
    return {
        "undecided": words("undecided", **values),
        "no-value": words("no-value", columns=columns),
    }


def _open_cases(topic: Topic[Repeat]) -> list[str]:
    return [topic.other(_SAID)("young", **_values(topic, "and"))]


REPEAT = Kind(_SAID, _counted, _left_out, _open_cases)
