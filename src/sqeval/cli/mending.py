"""``sqeval check --fix``: writing back the rule files whose slips can be mended safely."""

from __future__ import annotations

import codecs
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from sqeval.cli.picking import Selection
from sqeval.cli.stdout import refusal
from sqeval.cli.writing import write_all
from sqeval.problems import Problem
from sqeval.rules import gate
from sqeval.rules.fixing import fixed
from sqeval.rules.loader import check_rules
from sqeval.rules.shipped import PREFIX

#: A fix can make room for another, such as one of ``not present(x) == true``.
_ROUNDS = 5


def mend(files: Iterable[str], shown: Selection) -> int:
    """Mend what can be mended in rule files and in those they extend; return how many problems.

    What sqeval ships is left alone. Raises OutputError where a file cannot be written; all files
    are then as they were.
    """
    names = list(files)
    mended = 0
    for _ in range(_ROUNDS):
        by_file: dict[str, list[Problem]] = defaultdict(list)
        for problem in {p for name in names for p in check_rules(name) if p.fix is not None}:
            if problem in shown and not problem.location.file.startswith(PREFIX):
                by_file[problem.location.file].append(problem)
        if not by_file:
            break
        texts = {path: _mended(path, problems) for path, problems in by_file.items()}
        write_all([(path, text) for path, (text, _) in sorted(texts.items())])
        mended += sum(count for _, count in texts.values())
    return mended


def _mended(path: str, problems: Iterable[Problem]) -> tuple[str, int]:
    """Return a file's text with its fixes, and how many there are; a byte order mark stays.

    Raises OutputError where the file is read-only: a new one could still be put in its place.
    """
    try:
        with Path(path).open("r+b") as file:
            content = file.read()
    except OSError as error:
        raise refusal(Path(path), error) from error
    mark = "\ufeff" if content.startswith(codecs.BOM_UTF8) else ""
    text, count = fixed(gate.decode(path, content), problems)
    return mark + text, count
