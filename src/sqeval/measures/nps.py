"""NPS: the net promoter score of answers from 0 to 10."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sqeval.expr.types import Kind, Type
from sqeval.measures.measure import Measure, Unit
from sqeval.measures.reading import Context, Reading, missing, outside
from sqeval.measures.reductions import Promoters
from sqeval.nodes import Text

_ANSWER = frozenset({Kind.INTEGER, Kind.NUMBER})


class Nps(Measure):
    """The net promoter score: value = 100 (promoters - detractors) / n, -100..100.

    Promoters answer 9 or 10, detractors 0 to 6. Interval: adjusted Wald. Source: F. Reichheld, The
    one number you need to grow, Harvard Business Review 81 (2003).

    Example: ``{type: nps, table: surveys, of: recommend}``
    """

    type: Literal["nps"]
    of: Text

    def expressions(self) -> dict[str, frozenset[Kind]]:
        """Return ``where`` and ``of``."""
        return super().expressions() | {"of": _ANSWER}

    def unit(self, _types: Mapping[str, Type]) -> Unit:
        """Return nps."""
        return "nps"

    @property
    def bounds(self) -> tuple[float, float]:
        """All of them detractors, and all of them promoters."""
        return -100.0, 100.0

    def reading(self, context: Context) -> Reading:
        """Return that rows without an answer are left out, answers outside 0-10 as invalid."""
        of = context.trees["of"]
        return Reading(
            (("invalid-cell", outside(of, 0, 10)), ("no-value", missing(of))), of, Promoters()
        )
