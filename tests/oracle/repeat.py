"""Whether another case follows one: of the same kind, soon, in whatever period."""

from __future__ import annotations

from tests.oracle.clocks import View
from tests.oracle.rows import Row, Spec
from tests.oracle.scalars import duration


def of_repeat(indicator: Spec, row: Row, view: View) -> tuple[str | None, float]:
    """Return 1 for a row that is not followed, else 0; ``others`` are the rows where it holds."""
    kind = [row.cells[column] for column in indicator["per"]]
    own = view.clock(row)
    if own is None:
        return "no-value", 0.0
    last = own + duration(indicator["within"])
    if None not in kind and any(
        [other.cells[column] for column in indicator["per"]] == kind
        and comes_after(view.clock(other), other.number > row.number, (own, last))
        for other in view.others
    ):
        return None, 0.0
    if view.as_of is None or last > view.as_of:
        return "undecided", 0.0
    return ("no-value", 0.0) if None in kind else (None, 1.0)


def comes_after(then: float | None, is_later: bool, span: tuple[float, float]) -> bool:  # noqa: FBT001 - the order in the file
    """Tell whether a case comes after one, and not too late."""
    own, last = span
    return then is not None and (own < then <= last or (then == own and is_later))
