"""A whole rule set in words, merged from all its files, each entry with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqeval.explain.calendars import calendar_lines
from sqeval.explain.card import card_lines
from sqeval.explain.indicator import kind_said
from sqeval.explain.kinds.registry import KINDS
from sqeval.explain.origins import Path, origin
from sqeval.explain.page import Line, page
from sqeval.explain.points import points_in_short
from sqeval.explain.rows import rows_said
from sqeval.explain.tables import table_lines
from sqeval.explain.target import target_in_short
from sqeval.explain.topic import Topic, topic_of
from sqeval.explain.words import Lang, Words, joined, words_in
from sqeval.rules.ruleset import RuleSet


def explain_rules(rules: RuleSet, lang: Lang, width: int | None = None) -> str:
    """Return the page of a rule set; lines are wrapped at ``width`` cells (None: not at all)."""
    words = words_in(lang)
    lines = [*_head(rules, words), Line("")]
    if rules.calendars:
        lines += [Line(words("head.calendars")), *calendar_lines(rules, words), Line("")]
    lines.append(Line(words("head.tables")))
    for name in rules.tables:
        lines += [*table_lines(rules, name, words), Line("")]
    lines.append(Line(words("head.indicators")))
    for name in rules.indicators:
        lines += _indicator(rules, name, words)
    return page([*lines, Line(""), *card_lines(rules, words)], width)


def _head(rules: RuleSet, words: Words) -> Iterator[Line]:
    yield _line(rules, words.title(rules.title, ""), ("title",), words)
    if len(rules.files) > 1:
        yield Line(words("set.files", files=words.list(file.path for file in rules.files)))
    zone = rules.timezone
    text = words("set.no-zone") if zone is None else words("set.zone", zone=zone)
    yield _line(rules, text, ("timezone",), words)
    year = rules.year
    yield _line(rules, words("set.fiscal", month=str(year.starts)), ("fiscal_year_start",), words)
    if year.month_starts > 1:
        text = words("set.months", day=str(year.month_starts))
        yield _line(rules, text, ("month_starts",), words)
    for name, period in year.named.items():
        if period.first is None or period.end is None:
            text = words("set.period.all", name=name)
        else:
            last = period.end - timedelta(days=1)
            text = words("set.period", name=name, first=str(period.first), last=str(last))
        yield _line(rules, text, ("periods", name), words)


def _line(rules: RuleSet, text: str, path: Path, words: Words, depth: int = 0) -> Line:
    place = origin(rules.files, path, words)
    return Line(joined([text, " ", place]) if place else text, depth)


def _indicator(rules: RuleSet, name: str, words: Words) -> Iterator[Line]:
    """Yield an indicator in short: what it is, then its target and points."""
    topic = topic_of(rules, name, words)
    head = words("indicator.short", title=topic.title, id=name, type=kind_said(topic))
    yield _line(rules, head, ("indicators", name), words, 1)
    said = [KINDS[topic.measure.type].counted(topic)[0], *rows_said(topic)[:1]]
    yield Line(words("sentences").join(said), 2)
    yield Line(_wanted(topic), 2)


def _wanted(topic: Topic[Any]) -> str:
    """Return the target and the points in short."""
    words, measure = topic.words, topic.measure
    if measure.target is None and measure.points is None:
        return words("short.none")
    target = words("short.target", target=target_in_short(topic))
    points = words("short.points", points=points_in_short(topic))
    return words("sentences").join([target, points])
