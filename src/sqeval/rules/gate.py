"""The gate: YAML text to placed nodes, refusing what a rule file has no use for.

Rule files arrive in pull requests from anyone. A 432-byte file of aliases hangs a plain YAML
loader, and duplicate keys win silently. So the event stream is read once, before anything is
built: at most 1 MiB, 20,000 values, 32 levels deep, no anchors, aliases, tags or second documents,
no key twice, no characters that would act on the terminal of who reads an error.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from sqeval.nodes import Map, Node, Place, Scalar, Seq, Source, core_reading
from sqeval.problems import Location, Problem, RulesError
from sqeval.rules.found import Found

#: A rule file's size limit in bytes.
MOST_BYTES = 1 << 20
#: The deepest nesting of mappings and sequences.
DEEPEST = 32
_TOO_DEEP = f"nested more than {DEEPEST} levels deep"
#: The most scalars, mappings and sequences in one file; a large rule set has two thousand.
MOST_VALUES = 20_000
#: The longest text; the longest expression is shorter.
LONGEST = 10_000

#: How a rule file begins.
BEGINS = "a rule file is a mapping that starts with 'version: 1'"

#: Control characters (escapes can hold them too), line ends that only YAML sees, and what turns the
#: direction of a line.
_ACTING = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)

try:
    _LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = yaml.CSafeLoader
except AttributeError:  # PyYAML built without libyaml: slower, the same events
    _LOADER = yaml.SafeLoader

_QUOTE_HINT = (
    "in {} or [], and where it holds ': ' or ' #' or starts with a sign, a text stands in single "
    "quotes: 'category == \"complaint\"'"
)

#: What the YAML reader says, in part, and the fix; the first that fits is said.
_HINTS = {
    "flow sequence": f"close the '['; or {_QUOTE_HINT}",
    "flow mapping": f"close the '{{'; or {_QUOTE_HINT}",
    "unexpected end of stream": "close the quotes",
    "escape": "use single quotes; in double quotes a backslash starts an escape",
    "block mapping": "keys of one mapping start in the same column",
    "block collection": "items of one list start in the same column",
}


#: A quoted text that a line goes on behind, such as an expression that begins with a text.
_QUOTED = re.compile(r""":\s+("[^"]*"|'[^']*')\s*$""")


def decode(path: str, content: bytes) -> str:
    """Return the text of a rule file.

    Raises RulesError where it is too large or not UTF-8.
    """
    if len(content) > MOST_BYTES:
        message = f"a rule file is at most {MOST_BYTES} bytes"
        raise RulesError(Problem("SQ102", message, Location(path)))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Location(path, content.count(b"\n", 0, error.start) + 1)
        message = f"byte {error.start} is not UTF-8"
        hint = "save the file as UTF-8"
        raise RulesError(Problem("SQ103", message, place, hint)) from error


def mark_of(content: bytes) -> str:
    """Return the byte order mark of a file, which its text is without, or an empty text."""
    return "\ufeff" if content.startswith(codecs.BOM_UTF8) else ""


def parse(path: str, text: str, found: Found, begins: str = BEGINS) -> Map:
    """Parse one rule file's text into placed nodes; what does not stop the reading is ``found``.

    ``begins`` is what is said of a file that is no mapping. Raises RulesError with the problem that
    stops it.
    """
    source = Source.of(path, text)
    acting = _ACTING.search(text)
    if acting is not None:
        raise RulesError(_acting(acting[0], path, source.position(acting.start())))
    builder = _Builder(source, found)
    try:
        root = builder.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        raise RulesError(_syntax(source, error)) from error
    except yaml.reader.ReaderError as error:
        raise RulesError(_unreadable(source, error)) from error
    if not isinstance(root, Map):
        raise RulesError(Problem("SQ101", begins, Location(path)))
    return root


def _syntax(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    said = error.problem or "cannot be read"
    mark = error.context_mark if "end of stream" in said else error.problem_mark
    at = 0 if mark is None else min(mark.index, len(source.text))
    line, column = source.position(at)
    if error.context is not None and error.context_mark is not None:
        began, _ = source.position(error.context_mark.index)
        said += f" {error.context}" + (f" that begins in line {began}" if began < line else "")
    hint = next((hint for part, hint in _HINTS.items() if part in said), _QUOTE_HINT)
    if "block mapping" in said and _QUOTED.search(source.lines[line - 1][: column - 1]):
        hint = "a text that begins with a quote ends with it: put single quotes around all of it"
    if source.text[at : at + 1] == "\t":
        hint = "indent with spaces, not with tabs"
    place = source.location(line, column, column + 1)
    if "nesting" in said:  # the YAML reader looks ahead, and has a limit of its own
        return Problem("SQ107", _TOO_DEEP, place)
    return Problem("SQ101", f"the YAML breaks off: {said}", place, hint)


def _unreadable(source: Source, error: yaml.reader.ReaderError) -> Problem:
    """Return the problem of a character that YAML does not allow; its line is not shown."""
    before = source.text.encode()[: error.position].decode(errors="ignore")
    return _acting(chr(error.character), source.path, source.position(len(before)))


def _acting(character: str, path: str, position: tuple[int, int]) -> Problem:
    """Return the problem of a character; its line is not shown, where it could act."""
    message = f"the character U+{ord(character):04X} is not read in rule files"
    hint = "end lines with LF or CRLF" if character in "\r\u2028\u2029\x85" else "remove it"
    return Problem("SQ120", message, Location(path, *position), hint)


class _Builder:
    """Builds nodes from events; problems that do not stop the reading are ``found``."""

    def __init__(self, source: Source, found: Found) -> None:
        self.source, self.found = source, found
        self.values = 0

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise RulesError(self._problem(event, "SQ104", "one document per file"))
                root = self._node(next(events), events, 1)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        self._admit(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, events, depth)
        return self._mapping(event, events, depth)

    def _admit(self, event: yaml.Event, depth: int) -> None:
        """Refuse at once what could hang or mislead: these end the reading."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = "anchors and aliases are not read in rule files"
            raise RulesError(self._problem(event, "SQ105", message))
        if getattr(event, "tag", None):
            message = "tags are not read in rule files"
            hint = "a text that starts with ! stands in single quotes; for 'not x' write not x"
            raise RulesError(replace(self._problem(event, "SQ106", message), hint=hint))
        if depth > DEEPEST:
            raise RulesError(self._problem(event, "SQ107", _TOO_DEEP))
        self.values += 1
        if self.values > MOST_VALUES:
            message = f"a rule file has at most {MOST_VALUES} values"
            raise RulesError(self._problem(event, "SQ102", message))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        text, style = event.value, event.style or ""
        if len(text) > LONGEST:
            message = f"a text has at most {LONGEST} characters"
            raise RulesError(self._problem(event, "SQ102", message))
        acting = _ACTING.search(text)
        if acting is not None:  # written as an escape
            place = self._place(event, event)
            raise RulesError(_acting(acting[0], place.source.path, (place.line, place.column)))
        try:
            read = text if style else core_reading(text)
        except ValueError as error:
            self.found.add(self._problem(event, "SQ108", str(error)))
            read = text
        return Scalar(text, read, style, self._place(event, event))

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Seq:
        items: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, depth + 1))
        return Seq(items, self._place(start, event))

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Map:
        items: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar) or not self._usable(key):
                self.found.add(self._bad_key(event, key))
            elif key in keys:
                self.found.add(_duplicate(key, keys[key]))
            else:
                keys[key] = key
                items[key] = value
                if isinstance(value, Map):
                    value.name = key
        return Map(items, self._place(start, event))

    def _usable(self, key: Scalar) -> bool:
        """Tell whether a key can name something: it is one line, not empty, no merge key."""
        return key.strip() != "" and "\n" not in key and (key != "<<" or key.style != "")

    def _bad_key(self, event: yaml.Event, key: Node) -> Problem:
        merge = isinstance(key, Scalar) and key == "<<"
        what = "merge keys are not read in rule files" if merge else "a key is one line of text"
        return self._problem(event, "SQ109", what)

    def _place(self, start: yaml.Event, end: yaml.Event) -> Place:
        first, last = start.start_mark, end.end_mark
        assert first is not None  # noqa: S101 - libyaml marks every event
        assert last is not None  # noqa: S101 - same
        line, column = self.source.position(first.index)
        return Place(self.source, first.index, last.index, line, column)

    def _problem(self, event: yaml.Event, code: str, message: str) -> Problem:
        return Problem(code, message, self._place(event, event).location())


def _duplicate(key: Scalar, first: Scalar) -> Problem:
    message = f"'{key}' stands here twice; first in line {first.place.line}"
    return Problem("SQ110", message, key.location(), "remove one of the two")
