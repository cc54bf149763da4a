"""Where the texts and the entries of one rule file stand, for what looks at the file itself.

Comments and spaces are no part of the document, so what they touch is told by their places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqeval.nodes import Map, Node, Place, Scalar, Seq


@dataclass(frozen=True)
class Outline:
    """The places of all scalars, keys included, as ``starts`` and ``ends``, in their order.

    ``reach`` is the last line of the entries that begin on a line, for each such line.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    reach: Mapping[int, int]

    def inside(self, offset: int) -> bool:
        """Tell whether an offset lies in a scalar."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]


def outlined(document: Map) -> Outline:
    """Return the outline of a file's document."""
    scalars: list[tuple[int, int]] = []
    reach: defaultdict[int, int] = defaultdict(int)
    waiting: list[Node] = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            scalars.append(_text(node))
            continue
        entries = [(item.place, item) for item in node] if isinstance(node, Seq) else _keyed(node)
        for place, value in entries:
            reach[place.line] = max(reach[place.line], _last(value.place))
            waiting.append(value)
        if isinstance(node, Map):
            scalars += [(place.start, place.end) for place, _ in entries]
    scalars.sort()
    return Outline(tuple(s for s, _ in scalars), tuple(e for _, e in scalars), reach)


def _text(scalar: Scalar) -> tuple[int, int]:
    """Return where a scalar begins and ends; a block begins behind its head, which is no text."""
    start, end = scalar.place.start, scalar.place.end
    if scalar.style in ("|", ">"):
        start = scalar.place.source.text.find("\n", start, end)
    return (end if start < 0 else start), end


def _keyed(node: Map) -> list[tuple[Place, Node]]:
    """Return the values of a mapping, each with the place of its key."""
    keyed = ((node.key(name), value) for name, value in node.items())
    return [(key.place, value) for key, value in keyed if key is not None]


def _last(place: Place) -> int:
    """Return the last line of a value; what follows it up to the next one is not its own."""
    text = place.source.text[place.start : place.end].rstrip()
    return place.source.position(place.start + max(0, len(text) - 1))[0]
