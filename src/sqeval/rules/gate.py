"""The gate: YAML text to placed nodes, refusing what a rule file has no use for.

Rule files arrive in pull requests from anyone. A 432-byte file of aliases hangs a plain YAML
loader, and duplicate keys win silently. So the event stream is read once, before anything is
built: at most 1 MiB, 32 levels deep, no anchors, aliases, tags or second documents, no key twice.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from sqeval.nodes import Map, Node, Place, Scalar, Seq, Source, core_reading
from sqeval.problems import Problem, RulesError

#: A rule file's size limit in bytes.
MOST_BYTES = 1 << 20
#: The deepest nesting of mappings and sequences.
DEEPEST = 32

try:
    _LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = yaml.CSafeLoader
except AttributeError:  # PyYAML built without libyaml: slower, the same events
    _LOADER = yaml.SafeLoader

_QUOTE_HINT = (
    "put a text that holds ': ' or ' #', or starts with a sign, in single quotes: "
    "'category == \"complaint\"'"
)


def decode(path: str, content: bytes) -> str:
    """Return the text of a rule file.

    Raises RulesError where it is too large or not UTF-8.
    """
    if len(content) > MOST_BYTES:
        raise _refusal(
            path, "SQ102", "file-too-large", f"a rule file is at most {MOST_BYTES} bytes"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} (line {line}) is not UTF-8"
        raise _refusal(
            path, "SQ103", "not-utf-8", message, hint="save the file as UTF-8"
        ) from error


def parse(path: str, text: str) -> Map:
    """Parse one rule file's text into placed nodes.

    Raises RulesError with every problem up to the first that stops the reading.
    """
    source = Source.of(path, text)
    builder = _Builder(source)
    try:
        events = yaml.parse(text, Loader=_LOADER)
        root = builder.document(events)
    except yaml.MarkedYAMLError as error:
        raise RulesError([*builder.problems, _syntax(source, error)]) from error
    except (yaml.YAMLError, ValueError) as error:
        message = f"the YAML cannot be read: {str(error).splitlines()[0]}"
        raise _refusal(path, "SQ101", "yaml-syntax", message) from error
    if builder.problems:
        raise RulesError(builder.problems)
    if not isinstance(root, Map):
        message = "a rule file is a mapping that starts with 'version: 1'"
        raise _refusal(path, "SQ101", "yaml-syntax", message)
    return root


def _refusal(path: str, code: str, name: str, message: str, *, hint: str = "") -> RulesError:
    location = Source.of(path, "").location(0, 0, 0)
    return RulesError(Problem(code, name, message, location, hint))


def _syntax(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    where = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    said = error.problem or error.context or "cannot be read"
    location = source.location(*where, where[1] + 1)
    return Problem("SQ101", "yaml-syntax", f"the YAML breaks off: {said}", location, _QUOTE_HINT)


class _Builder:
    """Builds nodes from events; keeps problems that do not stop the reading."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise RulesError(
                        self._problem(event, "SQ104", "second-document", "one document per file")
                    )
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
            raise RulesError(self._problem(event, "SQ105", "alias", message))
        if getattr(event, "tag", None):
            message = "tags are not read in rule files"
            raise RulesError(self._problem(event, "SQ106", "tag", message))
        if depth > DEEPEST:
            message = f"nested more than {DEEPEST} levels deep"
            raise RulesError(self._problem(event, "SQ107", "too-deep", message))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        text, style = event.value, event.style or ""
        try:
            read = text if style else core_reading(text)
        except ValueError as error:
            self.problems.append(self._problem(event, "SQ108", "bad-number", str(error)))
            read = None
        return Scalar(text, read, style, self._place(event, event))

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Seq:
        items: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, depth + 1))
        return Seq(items, self._place(start, event))

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Map:
        items: dict[str, Node] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.problems.append(self._problem(event, "SQ109", "bad-key", "a key is a text"))
            elif key in items:
                self._duplicate(key, next(k for k in items if k == key))
            else:
                items[key] = value
        return Map(items, self._place(start, event))

    def _duplicate(self, key: Scalar, first: str) -> None:
        line = first.place.line if isinstance(first, Scalar) else 0
        message = f"'{key}' stands here twice; first in line {line}"
        self.problems.append(
            Problem("SQ110", "duplicate-key", message, key.location(), "remove one of the two")
        )

    def _place(self, start: yaml.Event, end: yaml.Event) -> Place:
        first, last = start.start_mark, end.end_mark
        assert first is not None  # noqa: S101 - libyaml marks every event
        assert last is not None  # noqa: S101 - same
        return Place(self.source, first.index, last.index, first.line + 1, first.column + 1)

    def _problem(self, event: yaml.Event, code: str, name: str, message: str) -> Problem:
        return Problem(code, name, message, self._place(event, event).location())
