"""What a test expects, as a flat list: one wanted figure each, with its place in the file.

In ``expect``, the words ``total``, ``parts``, ``gates`` and ``group`` speak of the scorecard, and
every other key is an indicator's id. An indicator whose id is one of these words stands beneath
``indicators``, where every key is an id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sqeval.nodes import Map, Model, Scalar, locate
from sqeval.problems import Location, Problem, hint_of
from sqeval.rules.found import Found
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scorecard import parts_of
from sqeval.targets.quantity import Amount, speaks
from sqeval.testing.models import (
    IndicatorExpected,
    PartExpected,
    StratumExpected,
    TotalExpected,
)
from sqeval.testing.show import figure
from sqeval.testing.validated import validated
from sqeval.testing.words import Group, group_key

Kind = Literal["indicator", "part", "total", "gate"]
#: What a figure can be.
Value = float | int | str | bool | Mapping[str, int] | None


@dataclass(frozen=True)
class Wanted:
    """One expected figure.

    ``value`` is in base units; ``text`` is how the test writes it. ``id`` is an indicator, a part
    or a gate's condition; ``stratum`` the category it is about; ``field`` a field of the score.
    """

    kind: Kind
    id: str
    field: str
    value: Value
    text: str
    place: Location
    group: Group = ()
    stratum: str | None = None

    @property
    def subject(self) -> str:
        """What the figure is about, such as ``on_time.strata.P1.points``."""
        start = {"indicator": self.id, "part": f"parts.{self.id}", "gate": "gates"}
        steps = [start.get(self.kind, "total")]
        steps += [f"strata.{self.stratum}"] if self.stratum is not None else []
        whole = ".".join([*steps, self.id if self.kind == "gate" else self.field])
        group = ", ".join(f"{k}={'null' if v is None else v}" for k, v in self.group)
        return f"[{group}] {whole}" if group else whole


@dataclass(frozen=True)
class Expectations:
    """Reads the ``expect`` of one test against the rules; mistakes are ``found``."""

    rules: RuleSet
    found: Found

    def of_whole(self, node: object) -> Iterator[Wanted]:
        """Yield what is expected of everything."""
        if isinstance(node, Map) and "group" not in node:
            yield from self._entries(node, ())
        else:
            self._mapping(node, "'expect' maps indicators to what is expected of them")

    def of_group(self, node: object) -> Iterator[Wanted]:
        """Yield what an entry of a list expects of its group."""
        if not isinstance(node, Map) or not isinstance(node.get("group"), Map):
            self._mapping(node, "each entry of the list names its 'group', such as {team: A}")
            return
        names: Mapping[str, object] = node["group"]
        if not all(isinstance(value, Scalar) for value in names.values()):
            self._mapping(node["group"], "a group maps columns to one value each")
            return
        yield from self._entries(node, group_key(names))

    def _entries(self, node: Map, group: Group) -> Iterator[Wanted]:
        for key, entry in node.items():
            if key == "group":
                continue
            if key in ("parts", "gates", "indicators") and not isinstance(entry, Map):
                self._mapping(entry, f"'{key}' is a mapping", locate(node, (key,)))
            elif key == "total":
                yield from self._fields("total", "", entry, TotalExpected, group)
            elif key == "parts":
                yield from self._parts(entry, group)
            elif key == "gates":
                yield from self._gates(entry, group)
            elif key == "indicators":
                for name in entry:
                    yield from self._indicator(name, entry, group)
            else:
                yield from self._indicator(key, node, group)

    def _indicator(self, name: str, node: Map, group: Group) -> Iterator[Wanted]:
        entry = node[name]
        if name not in self.rules.indicators:
            self._unknown(name, node, "indicator", self.rules.indicators)
            return
        if isinstance(entry, Scalar):  # the value alone
            entry = Map({"value": entry}, entry.place, node.key(name))
        yield from self._fields("indicator", name, entry, IndicatorExpected, group)
        strata = entry.get("strata") if isinstance(entry, Map) else None
        for category, below in strata.items() if isinstance(strata, Map) else ():
            yield from self._fields(
                "indicator", name, below, StratumExpected, group, stratum=str(category)
            )

    def _parts(self, node: Map, group: Group) -> Iterator[Wanted]:
        known = dict(parts_of(self.rules.scorecard))
        for name, entry in node.items():
            if name in known:
                yield from self._fields("part", str(name), entry, PartExpected, group)
            else:
                self._unknown(name, node, "part", known)

    def _gates(self, node: Map, group: Group) -> Iterator[Wanted]:
        known = [gate.when for gate in self.rules.scorecard.gates]
        for name, entry in node.items():
            read = entry.read if isinstance(entry, Scalar) and entry != "" else ""
            place = locate(node, (name,))
            if name not in known:
                self._unknown(name, node, "gate", known)
            elif isinstance(read, bool) or read is None:
                yield Wanted("gate", str(name), "fired", read, str(entry), place, group)
            else:
                message = "a gate is true where it fires, false or null where it does not"
                self.found.add(Problem("SQ114", message, place))

    def _fields(  # noqa: PLR0913 - what makes a figure
        self,
        kind: Kind,
        name: str,
        entry: object,
        model: type[Model],
        group: Group,
        *,
        stratum: str | None = None,
    ) -> Iterator[Wanted]:
        read = validated(model, entry, self.found)
        if read is None:
            return
        for field in (f for f in model.model_fields if f in read.model_fields_set - {"strata"}):
            value, place = getattr(read, field), read.at(field)
            text = _text(read.scalar(field), value)
            if isinstance(value, Amount):
                if not self._fits(value, name, place):
                    continue
                text, value = self._with_unit(text, value, name), value.value
            yield Wanted(kind, name, field, value, text, place, group, stratum)

    def _fits(self, value: Amount, name: str, place: Location) -> bool:
        """Tell whether a quantity is one of the indicator's unit; plain numbers are base units."""
        unit = self.rules.unit(name)
        if value.kind in ("number", speaks(unit)):
            return True
        such = {"s": "a duration such as 20m", "share": "a share such as 95%"}
        needed = such.get(speaks(unit), "a plain number")
        message = f"'{value.text}' is in another unit than '{name}': {needed} is needed here"
        self.found.add(Problem("SQ212", message, place))
        return False

    def _with_unit(self, text: str, value: Amount, name: str) -> str:
        """Return how a figure is shown: of a plain number, also what it is in the unit."""
        unit = speaks(self.rules.unit(name))
        bare = value.kind == "number" and value.value and unit != "number"
        return f"{text} (that is {figure(value.value, unit)})" if bare else text

    def _mapping(self, node: object, message: str, place: Location | None = None) -> None:
        self.found.add(Problem("SQ114", message, place or locate(node, ())))

    def _unknown(
        self, name: str, node: Map, what: str, known: Mapping[str, object] | list[str]
    ) -> None:
        place = locate(node, (name,), at_key=True)
        self.found.add(Problem("SQ203", f"'{name}' is no {what}", place, hint_of(name, known)))


def _text(scalar: Scalar | None, value: object) -> str:
    """Return a value as the test writes it."""
    if scalar is not None:
        return str(scalar)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {v}" for k, v in sorted(value.items())) + "}"
    return str(value)
