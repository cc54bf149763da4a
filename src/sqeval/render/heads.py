"""The first lines of a report in any format: what was judged, the verdict, the gates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqeval.render.figures import figure
from sqeval.render.lines import SIGNS, grade_bounds
from sqeval.render.visible import visible
from sqeval.render.words import Words
from sqeval.report.report import Report
from sqeval.scoring.scorecard import GateScore, Scorecard, Status

#: Characters of an ISO time up to its minutes.
_TO_MINUTES = 16


def subtitle(report: Report, words: Words) -> list[str]:
    """Return the period and the moment from which the data was looked at."""
    label = report.period.label
    said = [words("period.all") if label == "all" else visible(label)]
    if report.as_of is not None:
        time = visible(report.as_of.replace("T", " ")[:_TO_MINUTES])
        said.append(words("as_of", time=time))
    return said


def total(report: Report, card: Scorecard, words: Words) -> str:
    """Return the total as ``86.4 of 100``, never rounded across the bound of a grade."""
    if card.points is None:
        return words("total.none")
    return words("out_of", points=total_points(report, card, words))


def total_points(report: Report, card: Scorecard, words: Words) -> str:
    """Return the bare figure of a total."""
    return figure(card.points, "points", words, grade_bounds(report.rules))


def verdict(card: Scorecard, words: Words) -> list[str]:
    """Return the grade and the outcome, as far as there are any."""
    said = []
    if card.grade is not None:
        said.append(words("grade", grade=visible(card.grade)))
    if card.outcome is not None:
        said.append(words("outcome", outcome=words.title(card.outcome)))
    return said


def tally(card: Scorecard, words: Words) -> list[tuple[Status, str]]:
    """Return how many scored indicators have each status that occurs: ``✗ 3 missed``."""
    counts = Counter(i.status for i in card.indicators if i.weight is not None)
    return [
        (s, words("tally", sign=sign, count=str(counts[s]), status=words(f"status.{s}")))
        for s, sign in SIGNS.items()
        if counts[s]
    ]


def gates(card: Scorecard, words: Words, *, every: bool) -> list[tuple[GateScore, str]]:
    """Return the gates that fired or could not be judged, with ``every`` also the others."""
    return list(_gates(card, words, every=every))


def _gates(card: Scorecard, words: Words, *, every: bool) -> Iterator[tuple[GateScore, str]]:
    for gate in card.gates:
        if gate.fired is False and not every:
            continue
        when = visible(gate.when)
        if gate.why is not None:
            when = f"{words.title(gate.why)} ({when})"
        if gate.fired is None:
            yield gate, words("gate.unknown", when=when)
        elif not gate.fired:
            yield gate, words("gate.open", when=when)
        elif gate.cap is None:
            yield gate, words("gate.fired.uncapped", when=when)
        else:
            yield gate, words("gate.fired", when=when, cap=visible(gate.cap))
