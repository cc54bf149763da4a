r"""Which regular expressions a rule may hold, decided without the engine that runs them.

They run in Rust's linear-time engine, which has no look-around and no backreferences, and refuses
patterns that compile to too much. Saying so when the rules are checked, with the place, beats a
failure in the middle of a run. The subset accepted here is a little smaller than Rust's: everything
in it compiles there (a property test holds the two together).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqeval.expr.regex_class import ESCAPE, PLAIN, WIDE, RegexError, read_class

LENGTH = 500
REPEATS = 100
GROUPS = 20
STATES = 40_000
"""Weighted size of the compiled pattern; Rust's own limit is some way above."""

_COUNTED = re.compile(r"\{([0-9]{1,9})(?:(,)([0-9]{1,9})?)?\}")
_FLAGS = re.compile(r"\(\?([ims]+)(?:-[ims]+)?([:)])")


@dataclass
class _Level:
    """What has been read of one group: the weight before and of the latest item."""

    start: int
    weight: int = 1
    item: int = 0


def check_regex(pattern: str) -> None:
    """Refuse a pattern that Rust's engine may not run. Raises RegexError."""
    if len(pattern) > LENGTH:
        raise RegexError(f"the regex is longer than {LENGTH} characters", LENGTH)
    _Scanner(pattern).run()


class _Scanner:
    """One pass from left to right; open groups on a stack, so nothing recurses."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.levels = [_Level(0)]

    def run(self) -> None:
        while self.at < len(self.pattern):
            self._step(self.pattern[self.at])
            level = self.levels[-1]
            if level.weight + level.item > STATES:
                raise RegexError("the regex repeats too much", self.at - 1, "use smaller repeats")
        if len(self.levels) > 1:
            raise RegexError("'(' is never closed", self.levels[-1].start, "add )")

    def _step(self, character: str) -> None:
        match character:
            case "(":
                self._open()
            case ")":
                self._close()
            case "*" | "+" | "?" | "{":
                self._repeat(character)
            case "[":
                self._item(*read_class(self.pattern, self.at))
            case "\\":
                self._escape()
            case "|" | "^" | "$":
                self._item(1, self.at + 1, repeatable=False)
            case ".":
                self._item(2 * PLAIN, self.at + 1)
            case _:
                self._item(PLAIN, self.at + 1)

    def _item(self, weight: int, end: int, *, repeatable: bool = True) -> None:
        level = self.levels[-1]
        level.weight += level.item
        level.item = weight if repeatable else 0
        self.at = end

    def _open(self) -> None:
        if len(self.levels) > GROUPS:
            raise RegexError("the groups nest too deep", self.at)
        end = self.at + 1
        if self.pattern.startswith("(?", self.at):
            flags = _FLAGS.match(self.pattern, self.at)
            if flags and flags[2] == ")":
                self._item(1, flags.end(), repeatable=False)
                return
            if not flags and not self.pattern.startswith("(?:", self.at):
                self._refuse_group()
            end = flags.end() if flags else self.at + 3
        self.levels.append(_Level(self.at))
        self.at = end

    def _refuse_group(self) -> None:
        rest = self.pattern[self.at :]
        if rest.startswith(("(?=", "(?!", "(?<=", "(?<!")):
            raise RegexError(
                "the regex looks around", self.at, "join two conditions with 'and', 'not'"
            )
        raise RegexError(
            f"a group cannot start with '{rest[:3]}'", self.at, "groups are (x), (?:x) or (?i)"
        )

    def _close(self) -> None:
        if len(self.levels) == 1:
            raise RegexError("')' closes nothing", self.at, "a literal bracket is \\)")
        inner = self.levels.pop()
        self._item(inner.weight + inner.item, self.at + 1)

    def _repeat(self, character: str) -> None:
        level = self.levels[-1]
        if not level.item:
            raise RegexError(
                f"'{character}' repeats nothing", self.at, f"a literal one is \\{character}"
            )
        end, times = self.at + 1, 1
        if character == "{":
            end, times = self._counted()
        if self.pattern.startswith("?", end):
            end += 1
        if self.pattern.startswith(("*", "+", "?", "{"), end):
            raise RegexError("a repeat of a repeat", end, "put the inner one in (?:...)")
        level.weight += level.item * times + times
        level.item = 0
        self.at = end

    def _counted(self) -> tuple[int, int]:
        found = _COUNTED.match(self.pattern, self.at)
        if not found:
            raise RegexError("'{' opens no repeat", self.at, "write {2}, {2,} or {2,5}; or \\{")
        low, high = int(found[1]), int(found[3] or found[1])
        if max(low, high) > REPEATS:
            raise RegexError(f"a repeat above {REPEATS}", self.at, "use * or +")
        if high < low:
            raise RegexError("a repeat from more to less", self.at, "write {2,5}")
        return found.end(), max(high, 1) + bool(found[2])

    def _escape(self) -> None:
        found = ESCAPE.match(self.pattern, self.at)
        if not found:
            self._refuse_escape()
        elif found["edge"]:
            self._item(1, found.end(), repeatable=False)
        else:
            wide = found["set"] or found["property"]
            self._item(WIDE if wide else PLAIN, found.end())

    def _refuse_escape(self) -> None:
        escape = self.pattern[self.at : self.at + 2]
        if escape[1:].isdigit() or escape == "\\k":
            raise RegexError("the regex refers back to a group", self.at)
        raise RegexError(f"'{escape}' is no escape", self.at, "a literal backslash is \\\\")
