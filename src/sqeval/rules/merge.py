"""Merging a rule file with what it extends, by id.

Tables, columns, indicators and parts are merged by their ids, and an entry's keys one by one; the
value of a key (a target, a list, the grades) replaces the whole of what was there; null removes.
"""

from __future__ import annotations

from sqeval.nodes import Map, Scalar
from sqeval.problems import Problem, RulesError

#: Where ids live: merging goes on below these keys, and stops below all others.
_BY_ID = frozenset({"tables", "columns", "indicators", "parts"})


def merged(bases: list[Map], own: Map) -> Map:
    """Return the document that ``own`` makes of the files it extends.

    Raises RulesError where two of the files it extends define one id.
    """
    whole = bases[0] if bases else Map({}, own.place)
    for base in bases[1:]:
        _refuse_shared_ids(whole, base)
        whole = _over(whole, base)
    return _over(whole, own)


def _over(base: Map, own: Map) -> Map:
    """Lay ``own`` over ``base``, entry by entry."""
    items = dict(base)
    for key, value in own.items():
        if isinstance(value, Scalar) and value.read is None and not value.style:
            items.pop(key, None)
            continue
        below = items.pop(key, None)
        both = isinstance(value, Map) and isinstance(below, Map)
        items[key] = _section(key, below, value) if both else value
    return Map(items, own.place)


def _section(key: str, base: Map, own: Map) -> Map:
    if key not in _BY_ID and key != "scorecard":
        return own
    if key == "scorecard":
        return _over(base, own)
    items = dict(base)
    for name, entry in own.items():
        below = items.get(name)
        if isinstance(entry, Scalar) and entry.read is None and not entry.style:
            items.pop(name, None)
        elif isinstance(entry, Map) and isinstance(below, Map):
            items[name] = _over(below, entry)
        else:
            items[name] = entry
    return Map(items, own.place)


def _refuse_shared_ids(first: Map, second: Map) -> None:
    problems = []
    for section in ("tables", "indicators"):
        one, two = first.get(section), second.get(section)
        if not isinstance(one, Map) or not isinstance(two, Map):
            continue
        for name in two:
            if name in one and one[name] is not two[name]:
                key, other = two.key(name), one.key(name)
                place = key.location() if key is not None else None
                told = other.location() if other is not None else ""
                message = f"'{name}' is defined twice; first in {told}"
                hint = "extend one of the two files, or rename one of the two"
                if place is not None:
                    problems.append(Problem("SQ118", "duplicate-id", message, place, hint))
    if problems:
        raise RulesError(problems)
