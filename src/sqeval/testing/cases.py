"""Reading the tests of a file, each by itself, so that one mistake hides no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqeval.api import Options
from sqeval.nodes import Map, Scalar, Seq, locate
from sqeval.periods.period import parse_period
from sqeval.plan.request import parse_as_of
from sqeval.problems import Location, Problem, UsageError, close_match
from sqeval.rules.found import Found
from sqeval.rules.ruleset import RuleSet
from sqeval.testing.block import Block, read_block
from sqeval.testing.expect import Expectations, Wanted
from sqeval.testing.models import CaseHead, Head
from sqeval.testing.record import gaps, nothing, open_keys
from sqeval.testing.suite import Case
from sqeval.testing.validated import validated

#: Periods that count from today, unless the clock is frozen.
_MOVING = ("last-month", "last-quarter")

#: The keys of a test that are no tables; a table of such a name stands beneath ``tables``.
_KEYS = (*CaseHead.model_fields, "expect", "tables")


@dataclass(frozen=True)
class Cases:
    """Reads the tests of one file; mistakes are ``found``."""

    rules: RuleSet
    head: Head
    found: Found
    recording: bool

    def read(self, tests: Seq) -> Iterator[Case]:
        """Yield the tests that can be read."""
        first: dict[str, Location] = {}
        self._as_of(self.head, None)
        for node in tests:
            if not isinstance(node, Map):
                message = "a test is a mapping with a name, rows and what they come to"
                self.found.add(Problem("SQ114", message, locate(node, ())))
                continue
            case = self._case(node)
            if case is None:
                continue
            if case.name in first:
                message = f"a test of this name stands in line {first[case.name].line}"
                self.found.add(Problem("SQ802", message, case.place, "name each after its point"))
            first.setdefault(case.name, case.place)
            yield case

    def _case(self, node: Map) -> Case | None:
        own = Map({k: v for k, v in node.items() if k in CaseHead.model_fields}, node.place)
        blocks = self._blocks(node)
        head = validated(CaseHead, own, self.found)
        wanted = self._wanted(node)
        options = None if head is None else self._options(head)
        if head is None or options is None:
            return None
        tolerance = self.head.tolerance if head.tolerance is None else head.tolerance
        return Case(head.name, head.at("name"), options, tolerance, blocks, wanted, node)

    def _options(self, head: CaseHead) -> Options | None:
        zone = head.timezone or self.head.timezone
        as_of = head.as_of or self.head.as_of
        before = self.found.errors
        self._as_of(head, zone)
        self._period(head, as_of)
        if self.found.errors > before:
            return None
        # blocks are UTF-8, whatever the encoding of the table's real exports
        return Options(head.period, as_of, tuple(head.by), zone, "utf-8")

    def _as_of(self, head: Head | CaseHead, zone: str | None) -> None:
        if head.as_of is None:
            return
        try:
            parse_as_of(head.as_of, self.rules.zone(zone or self.head.timezone))
        except UsageError as error:
            problem = error.problems[0]
            self._wrong(problem.message, head.at("as_of"), problem.hint)

    def _period(self, head: CaseHead, as_of: str | None) -> None:
        if head.period in _MOVING:
            if as_of is None:
                message = f"'{head.period}' counts from today, so this test changes by itself"
                self.found.add(Problem("SQ803", message, head.at("period"), "freeze 'as_of'"))
            return
        try:
            parse_period(head.period, self.rules.year)
        except ValueError as error:
            self._wrong(str(error), head.at("period"), "such as 2026-03, 2026-Q1, all")

    def _blocks(self, node: Map) -> dict[str, Block]:
        """Read the tables of a test: each key that is no other, and those beneath ``tables``."""
        given = {key: node for key in node if key not in _KEYS}
        below = node.get("tables")
        if isinstance(below, Map):
            given |= dict.fromkeys(below, below)
        elif below is not None:
            self._wrong("'tables' maps tables to their rows", locate(node, ("tables",)))
        blocks = {}
        for key, holder in given.items():
            block = self._block(str(key), holder)
            if block is not None:
                blocks[str(key)] = block
        return blocks

    def _block(self, name: str, holder: Map) -> Block | None:
        table = self.rules.tables.get(name)
        if table is None:
            known = [*self.rules.tables, *_KEYS]
            hint = close_match(name, known) or f"tables: {', '.join(self.rules.tables)}"
            place = locate(holder, (name,), at_key=True)
            message = f"'{name}' is neither a table of the rules nor a key of a test"
            self.found.add(Problem("SQ111", message, place, hint))
            return None
        if table.derive is not None:
            message = f"'{name}' is derived from '{table.derive.from_}': give that table's rows"
            place = locate(holder, (name,), at_key=True)
            self.found.add(Problem("SQ801", message, place))
            return None
        node = holder[name]
        if not isinstance(node, Scalar) or node.style != "|":
            message = f"the rows of '{name}' are a block of lines"
            place = locate(holder, (name,), at_key=True)
            hint = f"'{name}: |', and below it the header and the rows, indented"
            self.found.add(Problem("SQ801", message, place, hint))
            return None
        return read_block(name, node, table, self.found)

    def _wanted(self, node: Map) -> tuple[Wanted, ...]:
        if not self.recording:
            for place in gaps(node):
                message = "this test does not say what it expects"
                hint = "write it by hand, or let 'sqeval test --record' fill it in and check it"
                self.found.add(Problem("SQ804", message, place, hint))
        expect = node.get("expect")
        if nothing(expect):
            return ()
        reader = Expectations(self.rules, self.found)
        if isinstance(expect, Seq):
            return tuple(one for item in expect for one in self._some(item, reader.of_group))
        return tuple(self._some(expect, reader.of_whole))

    def _some(self, entry: object, read: Callable[[object], Iterator[Wanted]]) -> Iterator[Wanted]:
        """Yield what an entry expects; one that compares nothing would pass whatever happens."""
        before, wanted = self.found.errors, list(read(entry))
        if not wanted and self.found.errors == before and not any(open_keys(entry)):
            message = "nothing is compared here: no figure is expected"
            hint = "expect a figure, such as {n: 1}"
            self.found.add(Problem("SQ804", message, locate(entry, ()), hint))
        yield from wanted

    def _wrong(self, message: str, place: Location, hint: str = "") -> None:
        self.found.add(Problem("SQ114", message, place, hint))
