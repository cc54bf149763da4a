"""The words of ``expect`` that are no ids of indicators, and how a group is named in it."""

from __future__ import annotations

from collections.abc import Mapping

from sqeval.nodes import Scalar

#: These speak of the scorecard. An indicator of such an id stands beneath ``indicators``, where
#: every key is an id.
WORDS = ("group", "total", "parts", "gates", "indicators")

#: A group as a test names it: the columns with their values as texts; null is ``None``.
Group = tuple[tuple[str, str | None], ...]


def group_key(names: Mapping[str, object]) -> Group:
    """Return the group that a mapping of columns to values names."""
    return tuple((str(k), _value(v)) for k, v in names.items() if isinstance(v, Scalar))


def _value(value: Scalar) -> str | None:
    return None if value.read is None and not value.style else str(value)
