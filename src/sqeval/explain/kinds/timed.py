"""What durations and limits say of time: whose hours count, and what is taken off."""

from __future__ import annotations

from typing import TypeVar

from sqeval.explain.topic import Topic
from sqeval.explain.words import Catalogues
from sqeval.measures.timed import CalendarTable, History, Timed

T = TypeVar("T", bound=Timed)

#: The sentences about time.
SAID: Catalogues = {
    "en": {
        "elapsed": "The time is elapsed real time between the two instants, nights and weekends "
        "included.",
        "calendar": "Only working time of the calendar $calendar counts.",
        "calendars": "Only working time counts, of the calendar for their $by: $calendars.",
        "level": "$category: $calendar",
        "rest": "any other $by, a missing one too",
        "pause.columns": "The paused time in $columns is taken off, none where it is missing. "
        "Nobody knows when it was, so the figure is approximate; it is never below 0.",
        "pause.history": "Time that counts in which a case was paused is taken off: from a change "
        "of $status to $states in the table $table until the case's next change.",
        "unknown.calendar": "no calendar applies to its $by",
        "unknown.pause": "a change of its $status in the table $table cannot be read",
    },
    "zh": {
        "elapsed": "时长按自然时间计算，含夜间和休息日。",
        "calendar": "只计入工作日历$calendar的工作时间。",
        "calendars": "只计入$by对应的工作日历的工作时间：$calendars。",
        "level": "$category：$calendar",
        "rest": "其余$by（含缺失）",
        "pause.columns": "扣除$columns中的挂起时长，缺失视为没有。挂起的起止无从得知，"
        "因此结果为近似值；扣除后不低于 0。",
        "pause.history": "扣除挂起期间计入的时间：自$table表中$status变为$states起，"
        "至该工单的下一次变更止。",
        "unknown.calendar": "没有适用于其$by的工作日历",
        "unknown.pause": "其$status在$table表中的变更无法识别",
    },
}


def time_said(topic: Topic[T]) -> list[str]:
    """Return which time counts, and which paused time is taken off."""
    words, measure = topic.other(SAID), topic.measure
    if isinstance(measure.calendar, CalendarTable):
        texts = [_by_category(topic, measure.calendar)]
    elif measure.calendar is not None:
        texts = [words("calendar", calendar=measure.calendar)]
    else:
        texts = [words("elapsed")]
    if isinstance(measure.pause, History):
        pause = measure.pause
        states = topic.words.list((topic.words("expr.text", x=s) for s in pause.in_), "or")
        values = {"status": pause.status, "states": states, "table": pause.table}
        texts.append(words("pause.history", **values))
    elif measure.pause is not None:
        columns = topic.words.list(measure.pause, "and")
        texts.append(words("pause.columns", columns=columns))
    return texts


def unknown_said(topic: Topic[T]) -> dict[str, str]:
    """Return when the time of a row cannot be told, by its code; empty where it always can."""
    words, measure, texts = topic.other(SAID), topic.measure, list[str]()
    calendar, pause = measure.calendar, measure.pause
    if isinstance(calendar, CalendarTable) and "default" not in calendar.calendars:
        texts.append(words("unknown.calendar", by=calendar.by))
    if isinstance(pause, History):
        texts.append(words("unknown.pause", status=pause.status, table=pause.table))
    return {"unknown": topic.words.list(texts, "or")} if texts else {}


def _by_category(topic: Topic[T], table: CalendarTable) -> str:
    words = topic.other(SAID)
    calendars = topic.words.list(
        words(
            "level",
            category=words("rest", by=table.by) if category == "default" else category,
            calendar=name,
        )
        for category, name in table.calendars.items()
    )
    return words("calendars", by=table.by, calendars=calendars)
