"""``sqeval check --fix``: writing back the rule files whose slips can be mended safely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqeval.cli.picking import Selection
from sqeval.cli.stdout import refusal
from sqeval.cli.writing import write_all
from sqeval.nodes import Source
from sqeval.problems import Problem
from sqeval.rules import gate
from sqeval.rules.fixing import fixed
from sqeval.rules.loader import Checked, checked
from sqeval.rules.shipped import PREFIX

#: A fix can make room for another, such as one of ``not present(x) == true``.
_ROUNDS = 5


def mend(sets: Mapping[str, Checked], shown: Selection) -> tuple[int, dict[str, Checked]]:
    """Mend what can be mended in rule sets, by name, and in what they extend.

    Returns how many problems were mended, and the sets as they then are. What sqeval ships is left
    alone. Raises OutputError where a file cannot be written; the files are then as the last fixes
    that could all be written left them.
    """
    sets, mended = dict(sets), 0
    for _ in range(_ROUNDS):
        texts = {path: _mended(path, found) for path, found in _fixes(sets, shown).items()}
        done = {path: text for path, (text, count) in texts.items() if count}
        if not done:
            break
        write_all(sorted(done.items()))
        mended += sum(count for _, count in texts.values())
        sets |= {name: checked(name) for name, one in sets.items() if done.keys() & set(one.files)}
    return mended, sets


def _fixes(sets: Mapping[str, Checked], shown: Selection) -> dict[str, list[Problem]]:
    """Return the problems that can be mended, each once, by file."""
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in {p for one in sets.values() for p in one.problems if p.fix is not None}:
        if shown.shows(problem) and not problem.location.file.startswith(PREFIX):
            by_file[problem.location.file].append(problem)
    return by_file


def _mended(path: str, problems: Iterable[Problem]) -> tuple[str, int]:
    """Return a file's text with its fixes, and how many there are; a byte order mark stays.

    A line that is not as it was when the problem was found is left alone. Raises OutputError where
    the file is read-only: a new one could still be put in its place.
    """
    try:
        with Path(path).open("r+b") as file:
            content = file.read()
    except OSError as error:
        raise refusal(Path(path), error) from error
    text = gate.decode(path, content)
    lines = dict(enumerate(Source.of(path, text).lines, start=1))
    same = [p for p in problems if lines.get(p.location.line) == p.location.source]
    text, count = fixed(text, same)
    return gate.mark_of(content) + text, count
