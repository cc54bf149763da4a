"""States: what the values of a status column say of a case, for the workload.

Exports know a case's status only as it is now, and a vendor's has many words for it. The workload
needs four answers: resolved, in progress, waiting, or void (spam, a merged duplicate).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field

from sqeval.measures.elapsed import Elapsed
from sqeval.measures.limits import one_or_more
from sqeval.nodes import Model, Text

#: The states a case can be in, as the keys that list their values.
STATES = ("resolved", "in_progress", "waiting", "void")

#: The end column of a table that has one of this name.
END = "resolved_at"

_DAY = 86_400_000_000


#: Values of the status column.
Values = Annotated[list[Text], BeforeValidator(one_or_more)]


class States(Model):
    """What the values of the column ``by`` say of a row, for the workload of its table.

    A row in a ``resolved`` state ended at ``to``; one in a ``void`` state is counted as received
    and nothing else; what is in no state, or not resolved yet, is in progress. ``overdue`` is an
    indicator of type ``within`` over the table, whose limit an open row has passed, or a column
    with due times. ``ages`` bound the bands in which the open rows are counted by elapsed age.
    """

    by: Text = "status"
    to: Text | None = None
    overdue: Text | None = None
    ages: Annotated[list[Elapsed], Field(min_length=1, max_length=10)] = Field(
        default_factory=lambda: [_DAY, 3 * _DAY, 7 * _DAY, 30 * _DAY]
    )
    resolved: Annotated[Values, Field(min_length=1)]
    in_progress: Values = Field(default_factory=list)
    waiting: Values = Field(default_factory=list)
    void: Values = Field(default_factory=list)

    @property
    def end(self) -> str:
        """The column with the time at which a row was resolved."""
        return self.to or END

    def values(self) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
        """Yield each state with each of its values and the path of the value in the rule file."""
        for state in STATES:
            single = self.scalar(state) is not None
            for i, value in enumerate(getattr(self, state)):
                yield state, ((state,) if single else (state, i)), value
