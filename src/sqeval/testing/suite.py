"""A test file as it was read: its rules, its tests, where each thing stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqeval.api import Options
from sqeval.nodes import Map
from sqeval.problems import Location
from sqeval.rules.ruleset import RuleSet
from sqeval.testing.block import Block
from sqeval.testing.expect import Wanted


@dataclass(frozen=True)
class Case:
    """One test.

    ``node`` is the mapping it was read from; ``wanted`` what it expects, empty where that is still
    to be recorded.
    """

    name: str
    place: Location
    options: Options
    tolerance: float
    blocks: Mapping[str, Block]
    wanted: tuple[Wanted, ...]
    node: Map = field(repr=False, compare=False)


@dataclass(frozen=True)
class Suite:
    """The tests of one file.

    ``text`` is the file's without the byte order mark, which is ``mark`` where there is one;
    ``rules`` are those that the tests are of, ``name`` what they are called by.
    """

    path: str
    text: str = field(repr=False)
    mark: str
    name: str
    rules: RuleSet = field(repr=False)
    cases: tuple[Case, ...]
