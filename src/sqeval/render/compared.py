"""The groups of one grouping side by side, indicator by indicator, with all that a rank rests on.

A rank alone invites more trust than it earns: beside it stand the interval that it was made from
and the value with the case mix of the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqeval.render.figures import figure
from sqeval.render.grid import Cell, Column, Grid
from sqeval.render.grids import Frame
from sqeval.render.lines import indicator_line, indicator_title, interval_text
from sqeval.render.words import Words
from sqeval.scoring.scorecard import IndicatorScore, Scorecard, Standardised


@dataclass(frozen=True)
class Standings:
    """The ranks of one grouping; ``counts`` says how many groups have each, by indicator.

    A rank says ``value`` or ``mixed``: the place by value, or with the case mix of the whole.
    """

    counts: Counter[tuple[str, str, int | None]]

    def by_value(self, score: IndicatorScore, words: Words) -> str:
        """Return a group's place, ``=2`` where others share it; nothing where it has none."""
        return self._said((score.id, "value", score.rank), words)

    def by_mix(self, score: IndicatorScore, words: Words) -> str:
        """Return a group's place with the case mix of the whole."""
        return self._said((score.id, "mixed", _mixed_rank(score)), words)

    def _said(self, place: tuple[str, str, int | None], words: Words) -> str:
        rank = place[-1]
        if rank is None:
            return ""
        return words("rank.shared" if self.counts[place] > 1 else "rank", rank=f"{rank:,}")


def standings(cards: Sequence[Scorecard]) -> Standings:
    """Return how the ranks of all groups of one grouping are said."""
    scores = [score for card in cards for score in card.indicators]
    counts = Counter((score.id, "value", score.rank) for score in scores)
    return Standings(counts + Counter((s.id, "mixed", _mixed_rank(s)) for s in scores))


def _mixed_rank(score: IndicatorScore) -> int | None:
    return None if score.standardised is None else score.standardised.rank


def compared_grid(cards: Sequence[Scorecard], frame: Frame, most: int | None) -> Grid | None:
    """Return the first ``most`` groups under each indicator that ranks or standardises any."""
    words, places = frame.words, standings(cards)
    told = [
        i
        for i in range(len(cards[0].indicators))
        if any(card.indicators[i].rank or card.indicators[i].standardised for card in cards)
    ]
    if not told:
        return None
    rows: list[list[Cell]] = []
    for i in told:
        rows.append(_title(cards[0].indicators[i], frame))
        rows += [_row(card, card.indicators[i], frame, places) for card in cards[:most]]
    return Grid(list(_columns(words)), rows)


def _columns(words: Words) -> Iterator[Column]:
    yield Column(words("column.indicator"), wraps=True)
    yield Column(words("column.value"), right=True)
    yield Column(words("column.rank"), right=True)
    yield Column(words("column.interval"), drop=3, right=True)
    yield Column(words("column.n"), drop=5, right=True)
    yield Column(words("column.mixed"), drop=1, right=True)
    yield Column(words("column.mixed_rank"), drop=2, right=True)
    yield Column(words("column.mixed_interval"), drop=4, right=True)


def _title(score: IndicatorScore, frame: Frame) -> list[Cell]:
    """Return the row above an indicator's groups: its title, and what it is standardised by."""
    words = frame.words
    title = indicator_title(frame.report.rules, score.id, words)
    if score.standardised is not None:
        title = words("mixed.by", title=title, column=words.key(score.standardised.by))
    return [Cell(title, "bold"), *([Cell("")] * 7)]


def _row(card: Scorecard, score: IndicatorScore, frame: Frame, places: Standings) -> list[Cell]:
    words = frame.words
    line = indicator_line(score, frame.report.rules, words)
    name = words("list").join(words.key(value) for value in card.by.values())
    return [
        Cell(name, indent=2),
        Cell(line.value),
        Cell(places.by_value(score, words)),
        Cell(line.interval, "dim"),
        Cell(line.n),
        *_mixed(score, score.standardised, words, places),
    ]


def _mixed(
    score: IndicatorScore, mixed: Standardised | None, words: Words, places: Standings
) -> list[Cell]:
    if mixed is None:
        return [Cell("")] * 3
    return [
        Cell(figure(mixed.value, score.unit, words)),
        Cell(places.by_mix(score, words)),
        Cell(interval_text((mixed.low, mixed.high), score.unit, words), "dim"),
    ]
