"""Repeat: the share of cases that no other case of the same kind follows soon."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from sqeval.expr.tree import Literal as Value
from sqeval.expr.tree import Logic, Name, Node
from sqeval.expr.types import BOOLEAN, DATETIME, DURATION, Type
from sqeval.measures.elapsed import Elapsed
from sqeval.measures.limits import one_or_more
from sqeval.measures.measure import Measure, Unit
from sqeval.measures.reading import Context, Reading, before, between, missing, negation
from sqeval.measures.reductions import Share
from sqeval.nodes import Text

#: Prefixes of the columns that a run makes for an indicator: whether another case follows the row,
#: and the row's clock as an instant.
FOLLOWED, PLACED = "#followed:", "#placed:"


class Repeat(Measure):
    """The share of cases that do not come back: value = rows that no other row follows / rows.

    A row is followed where another row with the same values in all ``per`` columns has its clock no
    more than ``within`` (elapsed time, the end included) after the row's own; of rows at one
    instant the later one in the file follows. ``where`` restricts both. Rows of any period can
    follow. A row that none follows yet and whose time is not over at ``as_of`` is left out
    (``undecided``). Interval: Wilson.

    Example: ``{type: repeat, per: [customer_id, category], within: 7d}``
    """

    type: Literal["repeat"]
    per: Annotated[list[Text], BeforeValidator(one_or_more), Field(min_length=1)]
    within: Elapsed

    def columns(self) -> dict[str, tuple[str | int, ...]]:
        """Return the columns of ``per`` and the target's category."""
        return super().columns() | {column: ("per", i) for i, column in enumerate(self.per)}

    def unit(self, _types: Mapping[str, Type]) -> Unit:
        """Return share."""
        return "share"

    @property
    def bounds(self) -> tuple[float, float]:
        """None of the rows, and all of them."""
        return 0.0, 1.0

    @property
    def reads_clock(self) -> bool:
        """True: the clock tells what came after what."""
        return True

    def reading(self, context: Context) -> Reading:
        """Return which rows are left out, and that the rest count where no row follows them."""
        clock = Name(f"{PLACED}{context.id}", type=DATETIME)
        alone = negation(Name(f"{FOLLOWED}{context.id}", type=BOOLEAN))
        excluded: list[tuple[str, Node]] = []
        if context.as_of is not None:
            young = before(between(clock, context.now()), Value(self.within, type=DURATION))
            excluded.append(("undecided", Logic("and", (alone, young), type=BOOLEAN)))
        needed = [*map(context.column, self.per), clock]
        nothing = Logic("or", tuple(map(missing, needed)), type=BOOLEAN)
        return Reading((*excluded, ("no-value", nothing)), alone, Share())
