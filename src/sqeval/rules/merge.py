"""Merging a rule file with what it extends, by id.

Tables, columns, indicators and parts are merged by their ids, and an entry's keys one by one; the
value of a key (a target, a list, the grades) replaces the whole of what was there; null removes.
Null where there is nothing is a slip (a misspelt id would stay in force), so it is a problem.
"""

from __future__ import annotations

from sqeval.nodes import Map, Scalar
from sqeval.problems import Problem, close_match
from sqeval.rules.found import Found

#: Where ids live: merging goes on below these keys, and stops below all others.
BY_ID = frozenset({"calendars", "tables", "columns", "indicators", "parts"})


def merged(bases: list[Map], own: Map, found: Found) -> Map:
    """Return the document that ``own`` makes of the files it extends.

    Two of them that define one id are a problem. The version is each file's own.
    """
    whole = Map({}, own.place)
    for base in bases:
        _find_shared(whole, base, found)
        whole = _over(whole, base, Found())  # what a file removes in vain, it has been told
    whole.pop("version", None)
    return _over(whole, own, found)


def _over(base: Map, own: Map, found: Found) -> Map:
    """Lay ``own`` over ``base``, key by key."""
    items = dict(base)
    for key, value in own.items():
        below = items.pop(key, None)
        if _removes(value):
            if below is None:
                found.add(_nothing(key, base))
        elif isinstance(value, Map) and isinstance(below, Map):
            items[key] = _section(key, below, value, found)
        else:
            items[key] = value
    return Map(items, own.place, own.name)


def _section(key: str, base: Map, own: Map, found: Found) -> Map:
    if key == "scorecard":
        return _over(base, own, found)
    if key not in BY_ID:
        return own
    items = dict(base)
    for name, entry in own.items():
        below = items.get(name)
        if _removes(entry):
            if below is None:
                found.add(_nothing(name, base))
            items.pop(name, None)
        elif isinstance(entry, Map) and isinstance(below, Map):
            items[name] = _over(below, entry, found)
        else:
            items[name] = entry
    order = {name: own.key(name) or name for name in items}
    return Map({order[name]: entry for name, entry in items.items()}, own.place, own.name)


def _removes(value: object) -> bool:
    return isinstance(value, Scalar) and value.read is None and not value.style


def _nothing(key: str, base: Map) -> Problem:
    place = key.location() if isinstance(key, Scalar) else base.place.location()
    message = f"null removes '{key}', which is not there"
    hint = close_match(key, base) or "what is declared without a word is written {}"
    return Problem("SQ121", message, place, hint)


def _find_shared(first: Map, second: Map, found: Found) -> None:
    """Report ids that both files define, unless it is one entry of a file that both extend."""
    for section in ("calendars", "tables", "indicators", "parts", "scorecard"):
        one, two = first.get(section), second.get(section)
        if not isinstance(one, Map) or not isinstance(two, Map):
            continue
        if section == "scorecard":
            _find_shared(one, two, found)
            continue
        for name in two:
            key, other = two.key(name), one.key(name)
            if key is None or other is None or one[name] is two[name]:
                continue
            message = f"'{name}' is defined twice; first in {other.location()}"
            hint = "extend one of the two files, or rename one of the two"
            found.add(Problem("SQ118", message, key.location(), hint))
