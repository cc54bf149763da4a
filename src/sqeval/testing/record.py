"""Filling in what tests do not expect yet, in the file and nowhere else.

A recorded figure is only what the rules say today; its author has to look at it. So nothing that
stands there is ever changed: what is missing is inserted into the text, all else stays byte for
byte, comments and line ends too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqeval.nodes import Map, Place, Scalar, Seq, locate
from sqeval.problems import Location
from sqeval.rules.edits import Edit
from sqeval.scoring.scorecard import IndicatorScore, Scorecard
from sqeval.targets.target import category_name
from sqeval.testing import show
from sqeval.testing.compare import group_of
from sqeval.testing.words import WORDS, group_key


def gaps(node: Map) -> Iterator[Location]:
    """Yield where a test does not say what it expects."""
    expect = node.get("expect")
    if nothing(expect):
        yield (
            locate(node, ("expect",), at_key=True) if "expect" in node else locate(node, ("name",))
        )
        return
    yield from open_keys(expect)


def open_keys(expect: object) -> Iterator[Location]:
    """Yield the keys of indicators, or ``total``, of which what is expected is yet to be said."""
    for holder in _holders(expect):
        yield from (locate(holder, (key,), at_key=True) for key in _empty(holder))


def nothing(expect: object) -> bool:
    """Tell whether a test says nothing yet of what it expects."""
    if isinstance(expect, Scalar):
        return expect.read is None
    return expect is None or (isinstance(expect, Map | Seq) and not expect)


def fill(text: str, node: Map, scorecards: Sequence[Scorecard]) -> list[Edit]:
    """Return the edits that make a test expect what its run came to, where it expects nothing."""
    expect = node.get("expect")
    if not nothing(expect):
        found: list[Edit] = []
        for holder in _holders(expect):
            card = group_of(scorecards, _group(holder))
            for key in _empty(holder) if card is not None else ():
                entry = _total(card) if key == "total" else _one(card, key)
                found.append(_filled(text, holder[key].place, entry, entry[1:-1]))
        return found
    if text[node.place.start] == "{":
        return [_inline(text, node, scorecards)]
    return _below(text, node, scorecards)


def _holders(expect: object) -> Iterator[Map]:
    """Yield the mappings that have indicators and ``total`` as keys."""
    for item in expect if isinstance(expect, Seq) else [expect]:
        if isinstance(item, Map):
            yield item
            below = item.get("indicators")
            if isinstance(below, Map):
                yield below


def _empty(holder: Map) -> Iterator[str]:
    """Yield the keys of indicators, or ``total``, of which nothing is expected."""
    for key, entry in holder.items():
        if isinstance(entry, Map) and not entry and key not in ("group", "parts", "gates"):
            yield key


def _group(holder: Map) -> tuple[tuple[str, str | None], ...]:
    names = holder.get("group")
    return group_key(names) if isinstance(names, Map) else ()


def _filled(text: str, span: Place, whole: str, inner: str) -> Edit:
    """Return the edit that fills an empty pair of brackets; remarks between them stay."""
    if text[span.start + 1 : span.end - 1].strip():
        return Edit(span.end - 1, span.end - 1, inner)
    return Edit(span.start, span.end, whole)


def _inline(text: str, node: Map, scorecards: Sequence[Scorecard]) -> Edit:
    """Return the edit of a test that is written in braces."""
    entries = ", ".join(f"{key}: {entry}" for key, entry in _entries(scorecards[0]))
    expect = node.get("expect")
    if isinstance(expect, Map):
        return _filled(text, expect.place, f"{{{entries}}}", entries)
    if isinstance(expect, Seq):
        return _filled(text, expect.place, f"{{{entries}}}", f"{{group: {{}}, {entries}}}")
    if isinstance(expect, Scalar):
        span = expect.place
        lead = "" if text[span.start - 1 : span.start].isspace() else " "
        return Edit(span.start, span.end, f"{lead}{{{entries}}}")
    last = text.rindex("}", node.place.start, node.place.end)
    begin = len(text[:last].rstrip())
    comma = "" if text[begin - 1] == "," else ","
    return Edit(begin, begin, f"{comma} expect: {{{entries}}}")


def _below(text: str, node: Map, scorecards: Sequence[Scorecard]) -> list[Edit]:
    """Return the edits that put lines below ``expect:``, or below the test."""
    eol = "\r\n" if "\r\n" in text else "\n"
    first = next(iter(node))
    key = node.key(first)
    pad = " " * ((key.place.column if key is not None else 1) - 1)
    body = [f"{pad}  {line}" for line in _lines(scorecards)]
    expect, edits = node.get("expect"), list[Edit]()
    if (
        isinstance(expect, Map | Seq)
        and text[expect.place.start + 1 : expect.place.end - 1].strip()
    ):
        return [_inline(text, node, scorecards)]  # the remarks between its brackets stay
    if "expect" in node:
        named = node.key("expect")
        at = named.place.end if named is not None else node.place.end
        if isinstance(expect, Map | Seq):  # {} or []
            span = expect.place
            begin = len(text[: span.start].rstrip())
            edits = [Edit(begin, span.end, "")]
            at = span.end
        elif isinstance(expect, Scalar) and expect:
            begin = len(text[: expect.place.start].rstrip())
            edits = [Edit(begin, expect.place.end, "")]
            at = expect.place.end
    else:
        body = [f"{pad}expect:", *body]
        at = node.place.start + len(text[node.place.start : _end(node)].rstrip())
    line_end = text.find("\n", at)
    if line_end < 0:
        return [*edits, Edit(len(text), len(text), eol + eol.join(body) + eol)]
    return [*edits, Edit(line_end + 1, line_end + 1, eol.join(body) + eol)]


def _end(node: Map | Seq | Scalar) -> int:
    """Return where the last value below a node ends, without what YAML counts to it after that."""
    if isinstance(node, Scalar) or not node:
        return node.place.end
    last = node[list(node)[-1]] if isinstance(node, Map) else node[-1]
    flow = node.place.source.text[node.place.start] in "{["
    return node.place.end if flow else max(_end(last), _last_key_end(node))


def _last_key_end(node: Map | Seq) -> int:
    key = node.key(list(node)[-1]) if isinstance(node, Map) else None
    return 0 if key is None else key.place.end


def _lines(scorecards: Sequence[Scorecard]) -> Iterator[str]:
    """Yield the lines of a whole ``expect``: of everything, or of each group."""
    if len(scorecards) == 1:
        yield from (f"{key}: {entry}" for key, entry in _entries(scorecards[0]))
        return
    for card in scorecards:
        names = ", ".join(
            f"{show.text(k)}: {'null' if v is None else show.text(str(category_name(v)))}"
            for k, v in card.by.items()
        )
        yield f"- group: {{{names}}}"
        yield from (f"  {key}: {entry}" for key, entry in _entries(card))


def _entries(card: Scorecard) -> Iterator[tuple[str, str]]:
    """Yield what is recorded of a scorecard: the indicators with data, and the total."""
    with_data = [one for one in card.indicators if one.status != "no_data"]
    told = with_data or list(card.indicators)
    plain = {one.id: _fields(one) for one in told if one.id not in WORDS}
    yield from ((show.text(key), entry) for key, entry in plain.items())
    odd = {one.id: _fields(one) for one in told if one.id in WORDS}
    if odd:
        inner = ", ".join(f"{key}: {entry}" for key, entry in odd.items())
        yield "indicators", f"{{{inner}}}"
    if card.points is not None:
        yield "total", _total(card)


def _one(card: Scorecard | None, name: str) -> str:
    found = [] if card is None else [one for one in card.indicators if one.id == name]
    return _fields(found[0]) if found else "{}"


def _total(card: Scorecard | None) -> str:
    points = None if card is None else card.points
    grade = None if card is None else card.grade
    told: Mapping[str, object] = {"points": points} | ({"grade": grade} if grade else {})
    return _flow(told, "")


def _fields(one: IndicatorScore) -> str:
    told: dict[str, object] = {"value": one.value, "n": one.n}
    told |= {
        name: value for name in ("status", "points") if (value := getattr(one, name)) is not None
    }
    return _flow(told, one.unit)


def _flow(told: Mapping[str, object], unit: str) -> str:
    parts = []
    for name, value in told.items():
        written = show.text(value) if isinstance(value, str) else show.shown(value, name, unit)
        parts.append(f"{name}: {written}")
    return "{" + ", ".join(parts) + "}"
