"""An indicator as the texts of its columns, the same on a terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqeval.measures.intervals import NONE, Interval
from sqeval.measures.measure import Unit
from sqeval.render.figures import Bound, figure
from sqeval.render.target_text import target_bounds, target_text
from sqeval.render.words import Words
from sqeval.report.report import RulesEntry
from sqeval.scoring.scorecard import IndicatorScore, Status, StratumScore

#: A status is told by sign and word, so that it survives print, colour blindness and ``grep``.
SIGNS: Mapping[Status, str] = {
    "missed": "✗",
    "at_risk": "!",
    "met": "✓",
    "insufficient": "○",
    "no_data": "–",
}


@dataclass(frozen=True)
class Line:
    """One indicator, or (at depth 1) one category of it, ready to be set in columns."""

    title: str
    value: str
    interval: str
    target: str
    status: str
    points: str
    n: str
    lost: str
    why: str
    considered: str
    excluded: str
    kind: Status | None
    depth: int = 0

    def cell(self, column: str) -> str:
        """Return the text in a column named as in the words (``indicator`` is the title)."""
        text: str = getattr(self, "title" if column == "indicator" else column)
        return text


def indicator_title(rules: RulesEntry, indicator: str, words: Words) -> str:
    """Return an indicator's title, or its id where the rules give none."""
    definition = rules.definitions.get(indicator)
    return words.title(definition.title if definition else indicator) or indicator


def words_for(rules: RulesEntry, indicator: str, words: Words) -> Words:
    """Return the words in which an indicator's figures are told."""
    definition = rules.definitions.get(indicator)
    return words.counting(definition.calendars) if definition else words


def part_title(rules: RulesEntry, part: str, words: Words) -> str:
    """Return a part's title, or its id where the rules give none."""
    return words.title(rules.parts.get(part, part)) or part


def status_text(status: Status | None, words: Words) -> str:
    """Return a status as sign and word; nothing where there is no target to meet."""
    return "" if status is None else f"{SIGNS[status]} {words(f'status.{status}')}"


def grade_bounds(rules: RulesEntry) -> tuple[Bound, ...]:
    """Return what a total is judged by: the lower bound of each grade."""
    return tuple(Bound(at, "floor") for at in rules.grades.values())


def indicator_line(score: IndicatorScore, rules: RulesEntry, words: Words) -> Line:
    """Return the texts of an indicator."""
    words = words_for(rules, score.id, words)
    return Line(
        title=indicator_title(rules, score.id, words),
        value=_value(score, words),
        interval=_interval(score, score.unit, words),
        target=target_text(score.target, score.unit, words),
        status=status_text(score.status, words),
        points=figure(score.points, "points", words),
        n=f"{score.n:,}",
        lost=figure(score.lost, "points", words),
        why=words.reason(score.reason),
        considered=f"{score.considered:,}",
        excluded=words.codes(score.excluded),
        kind=score.status,
    )


def _value(score: IndicatorScore, words: Words) -> str:
    """Return the value, or what it lies beyond; ``~`` says that it is approximate."""
    shown = score.value if score.value is not None else score.beyond
    text = figure(shown, score.unit, words, target_bounds(score.target))
    if shown is None:
        return text
    if score.approximate:
        text = words("value.approximate", value=text)
    return text if score.value is not None else words("value.beyond", value=text)


def stratum_lines(score: IndicatorScore, words: Words) -> list[Line]:
    """Return the texts of an indicator's categories, each with its own target."""
    return [_stratum_line(s, score.unit, words) for s in score.strata]


def _stratum_line(stratum: StratumScore, unit: Unit, words: Words) -> Line:
    return Line(
        title=words("list").join(words.key(v) for v in stratum.by.values()),
        value=figure(stratum.value, unit, words, target_bounds(stratum.target)),
        interval=_interval(stratum, unit, words),
        target=target_text(stratum.target, unit, words),
        status=status_text(stratum.status, words),
        points=figure(stratum.points, "points", words),
        n=f"{stratum.n:,}",
        lost="",
        why="",
        considered="",
        excluded="",
        kind=stratum.status,
        depth=1,
    )


def _interval(score: IndicatorScore | StratumScore, unit: Unit, words: Words) -> str:
    return interval_text((score.low, score.high), unit, words, target_bounds(score.target))


def interval_text(ends: Interval, unit: Unit, words: Words, bounds: Sequence[Bound] = ()) -> str:
    """Return a 95 % interval; an end that the sample is too small for is left open."""
    if ends == NONE:
        return words("unknown")
    low, high = (
        words("interval.open") if end is None else figure(end, unit, words, bounds) for end in ends
    )
    return words("interval", low=low, high=high)
