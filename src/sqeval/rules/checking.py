"""What the checks of a rule set share: the draft, the types found, how findings are placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqeval.expr.check import analyse
from sqeval.expr.findings import Finding
from sqeval.expr.scope import Scope
from sqeval.expr.tree import Call, Name, Node, walk
from sqeval.expr.types import UNKNOWN, Kind, Type
from sqeval.measures.formula import Formula
from sqeval.measures.measure import Unit
from sqeval.nodes import Model, Scalar
from sqeval.periods.period import Period
from sqeval.problems import Location, Problem, hint_of
from sqeval.rules import later
from sqeval.rules.draft import Draft
from sqeval.rules.files import RuleFile
from sqeval.rules.profiles.model import Profile

#: The most characters of all expressions of one rule set; those of a large one have 20,000.
MOST_WRITTEN = 200_000


@dataclass
class Checking:
    """A draft under check: column types by table, checked expressions.

    ``sound`` says, once all entries are checked, that none is wrong, so that what is not used can
    be told. ``profiles`` are those that tables name, ``periods`` those that the file names.
    """

    draft: Draft
    files: tuple[RuleFile, ...] = ()
    own: dict[str, dict[str, Type]] = field(default_factory=dict)
    types: dict[str, dict[str, Type]] = field(default_factory=dict)
    trees: dict[tuple[str | int, ...], Node] = field(default_factory=dict)
    sound: bool = False
    written: int = 0
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    periods: Mapping[str, Period] = field(default_factory=dict)

    def fields(self, indicator: str) -> dict[str, Node]:
        """Return the checked expressions of an indicator by field."""
        measure = self.draft.indicators[indicator]
        fields = ["value"] if isinstance(measure, Formula) else measure.expressions()
        trees = {field: self.trees.get(("indicators", indicator, field)) for field in fields}
        return {field: tree for field, tree in trees.items() if tree is not None}

    def unit(self, indicator: str) -> Unit | None:
        """Return the base unit of an indicator's value, None where it cannot be told."""
        measure = self.draft.indicators[indicator]
        types = {k: t.type for k, t in self.fields(indicator).items() if t.type is not None}
        wanted = 1 if isinstance(measure, Formula) else len(measure.expressions())
        return measure.unit(types) if len(types) == wanted else None

    def report(self, code: str, message: str, place: Location, hint: str = "") -> None:
        """Add a problem."""
        self.draft.found.add(Problem(code, message, place, hint))

    def unknown_name(self, name: str, what: str, known: Iterable[str], place: Location) -> None:
        """Report a name that is none of those known."""
        self.report("SQ203", f"'{name}' is no {what}", place, hint_of(name, sorted(known)))

    def expression(
        self,
        model: Model,
        path: tuple[str | int, ...],
        scope: Scope,
        expected: Iterable[Kind],
        key: tuple[str | int, ...],
    ) -> Type:
        """Check the expression at ``path`` of ``model``, keep its tree, return its type."""
        scalar = model.scalar(*path)
        text = str(scalar) if scalar is not None else str(getattr(model, str(path[0])))
        self.written += len(text)
        if self.written > MOST_WRITTEN:
            if self.written - len(text) <= MOST_WRITTEN:
                message = f"the expressions of a rule set have at most {MOST_WRITTEN} characters"
                self.report("SQ102", message, model.at(*path))
            return UNKNOWN
        checked = analyse(text, scope, expected)
        for finding in checked.findings:
            place = (
                model.at(*path) if scalar is None else scalar.location(finding.start, finding.end)
            )
            hint = finding.hint or self._by_header(finding, text)
            if "never closed" in finding.message and _cut_short(scalar):
                hint = "' #' begins a comment in YAML: put the whole expression in single quotes"
            self.draft.found.add(Problem(finding.code, finding.message, place, hint))
        if checked.tree is None:
            return UNKNOWN
        self.trees[key] = checked.tree
        for call in self.calls(key, "change"):
            place = self.place_of(call, model, *path)
            self.report(later.CODE, later.message("change"), place)
        return checked.tree.type or UNKNOWN

    def calls(self, key: tuple[str | int, ...], *functions: str) -> Iterator[Call]:
        """Yield the calls of these functions in a checked expression."""
        tree = self.trees.get(key)
        for node, _ in walk(tree) if tree is not None else ():
            if isinstance(node, Call) and node.function in functions:
                yield node

    def names(self, key: tuple[str | int, ...]) -> Iterator[Name]:
        """Yield the names in a checked expression."""
        tree = self.trees.get(key)
        for node, _ in walk(tree) if tree is not None else ():
            if isinstance(node, Name):
                yield node

    def _by_header(self, finding: Finding, text: str) -> str:
        """Return the name of the column that an unknown name is the header of, if it is one."""
        name = text[finding.start : finding.end].strip("`")
        columns = (c for t in self.draft.tables.values() for c in t.columns.items())
        named = [c for c, m in columns if m.from_ and any(name in h for h in m.headers(c))]
        return f"the rules call it '{named[0]}'" if finding.code == "SQ203" and named else ""

    def place_of(self, node: Node, model: Model, *path: str | int) -> Location:
        """Return the place of a part of the expression at ``path`` of ``model``."""
        scalar = model.scalar(*path)
        return model.at(*path) if scalar is None else scalar.location(*node.span)


def _cut_short(scalar: Scalar | None) -> bool:
    """Tell whether a comment follows on the line where a plain scalar ends."""
    if scalar is None or scalar.style:
        return False
    rest = scalar.place.source.text[scalar.place.end :].split("\n", 1)[0]
    return rest.lstrip(" ").startswith("#")
