"""How a measure reads rows: which it leaves out and why, what it takes of the rest, how it sums up.

A reading is written in the typed tree of the expression language, so that one compiler serves all
measures, and the same reading can be explained in words or traced for one ticket.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqeval.expr.tree import Arithmetic, Call, Compare, Literal, Logic, Name, Node, Not
from sqeval.expr.types import BOOLEAN, DATETIME, DURATION, INTEGER, TEXT, Type
from sqeval.measures.reductions import Reduction


@dataclass(frozen=True)
class Context:
    """What a reading may look at.

    ``trees`` are the measure's own checked expressions by field, ``types`` the columns that its
    rows see, ``as_of`` the instant (UTC) from which the data is looked at. ``id`` is the
    indicator's: columns that a run makes for it alone carry it. ``absent`` are columns that the
    exports lack and the indicator can do without.
    """

    trees: Mapping[str, Node]
    types: Mapping[str, Type]
    as_of: datetime | None
    id: str = ""
    absent: frozenset[str] = frozenset()

    def column(self, name: str) -> Name:
        """Return a column as a typed name."""
        return Name(name, type=self.types[name])

    def now(self) -> Literal:
        """Return ``as_of`` as a literal."""
        # without any time value nothing is open, so nothing is compared with this
        moment = self.as_of or datetime.min.replace(tzinfo=UTC)
        return Literal(moment, type=DATETIME)


@dataclass(frozen=True)
class Timing:
    """The time that a row's value is made of: instants, whose working time, what is taken off.

    ``end`` is ``as_of`` where an open row counts up to then; ``time`` is what counts of it without
    the paused time, null where it ends before it starts; ``calendar`` is the name of the calendar,
    None for elapsed time; ``due`` the instant by which it had to end. ``limit`` is the limit that
    applies as the rule file writes it, or the column that it comes from, ``level`` the categories
    by which it was chosen.
    """

    start: Node
    end: Node
    time: Node
    calendar: Node | None
    paused: Node | None
    due: Node | None = None
    limit: Node | None = None
    level: Node | None = None


@dataclass(frozen=True)
class Reading:
    """The rows left out, each code with its condition; the value of the rest.

    ``event`` says whether a counted row's time has ended (else it is censored at ``as_of``), where
    the reduction asks for it; ``timing`` what the time is made of, where it is a time.

    A row that fits several conditions has the first of their codes in the order of the definitions.

    A condition that is unknown does not exclude. Rows whose ``where`` is unknown or that need an
    invalid cell are left out before these.
    """

    excluded: tuple[tuple[str, Node], ...]
    value: Node
    reduction: Reduction
    event: Node | None = None
    timing: Timing | None = None


def missing(node: Node) -> Node:
    """Return the condition that ``node`` is null."""
    return Call("missing", (node,), type=BOOLEAN)


def present(node: Node) -> Node:
    """Return the condition that ``node`` is not null."""
    return Call("present", (node,), type=BOOLEAN)


def equals(node: Node, text: str) -> Node:
    """Return ``node == text``."""
    return Compare("==", node, Literal(text, type=TEXT), type=BOOLEAN)


def negation(node: Node) -> Node:
    """Return ``not node``."""
    return Not(node, type=BOOLEAN)


def before(left: Node, right: Node) -> Node:
    """Return ``left < right``."""
    return Compare("<", left, right, type=BOOLEAN)


def at_most(left: Node, right: Node) -> Node:
    """Return ``left <= right``."""
    return Compare("<=", left, right, type=BOOLEAN)


def between(start: Node, end: Node) -> Node:
    """Return the elapsed time from ``start`` to ``end``."""
    return Arithmetic("-", end, start, type=DURATION)


def later(start: Node, elapsed: Node) -> Node:
    """Return the instant ``elapsed`` after ``start``."""
    return Arithmetic("+", start, elapsed, type=DATETIME)


def outside(node: Node, low: int, high: int) -> Node:
    """Return ``node < low or node > high``."""
    bounds = (Literal(low, type=INTEGER), Literal(high, type=INTEGER))
    return Logic("or", (before(node, bounds[0]), before(bounds[1], node)), type=BOOLEAN)
