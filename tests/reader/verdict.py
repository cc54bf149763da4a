"""Hold what was read of a polluted export against what the polluter knows."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sqeval.problems import InputError
from tests.reader.desk import Outcome, rules, run
from tests.reader.export import Export, Record, dice
from tests.reader.meaning import explained, invalid_cells, resolved, row_of
from tests.reader.polluter import polluted
from tests.reader.reference import Figure, Row, figures

_KEEP_LAST = "duplicates: {keep: last, by: updated_at}"


@dataclass(frozen=True)
class Verdict:
    """What became of one file.

    ``wrong`` tells of each silently wrong figure or row, ``refused`` is the code of a refusal of
    the whole file (demanded or not), ``undamaged`` and ``lost`` count undamaged rows.
    """

    ways: tuple[str, ...]
    wrong: tuple[str, ...]
    refused: str = ""
    demanded: bool = False
    undamaged: int = 0
    lost: int = 0


def judge(seed: int) -> Verdict:
    """Pollute an export, read it and judge what came out."""
    export = polluted(seed)
    keep_last = seed % 2 == 0
    data = export.encoded(dice(seed))
    rule_set = rules(table=_KEEP_LAST if keep_last else "")
    undamaged = sum(r.origin is not None and not r.damaged for r in export.records)
    ways = tuple(export.ways)
    try:
        outcome = run([data], rule_set, export.declared)
    except InputError as error:
        return _refusal(export, error, undamaged)
    starts = export.starts()
    gone = _rejected_lines(outcome)
    accepted = {line: record for line, record in starts.items() if line not in gone}
    rows = {line: row_of(export.columns, r.cells or ()) for line, r in accepted.items()}
    used = resolved(rows, keep_last=keep_last)
    lost = sum(not record.damaged for line, record in starts.items() if line in gone)
    if used is None:
        return Verdict(ways, ("different records of one key were not refused",))
    wrong = [*_wrong_rows(export, outcome, used, accepted), *_wrong_figures(outcome, used)]
    return Verdict(ways, tuple(wrong), undamaged=undamaged, lost=lost)


def _refusal(export: Export, error: InputError, undamaged: int) -> Verdict:
    code = error.problems[0].code
    demanded = code in export.refusals or (code == "SQ530" and _differ(export))
    unclear = [] if error.problems[0].hint or demanded else [f"{code} has no hint"]
    rows = 0 if demanded else undamaged
    return Verdict(tuple(export.ways), tuple(unclear), code, demanded, rows, rows)


def _differ(export: Export) -> bool:
    """Whether a damaged cell made two records of one key differ."""
    rows = {line: row_of(export.columns, r.cells or ()) for line, r in export.starts().items()}
    return resolved(rows, keep_last=False) is None


def _rejected_lines(outcome: Outcome) -> set[int]:
    return {
        line
        for reject in outcome.table.ledger.rejects
        for line in range(reject.line, reject.line + reject.raw.count("\n") + 1)
    }


def _wrong_rows(
    export: Export, outcome: Outcome, used: dict[int, Row], accepted: dict[int, Record]
) -> list[str]:
    read, blank, rejected, duplicate, count = outcome.ledger
    wrong = []
    if read != blank + rejected + duplicate + count:
        wrong.append(f"the ledger {outcome.ledger} does not tie out")
    if duplicate != len(accepted) - len(used):
        wrong.append(f"{duplicate} duplicates, but {len(accepted)} accepted, {len(used)} used")
    lines = {line for line, _ in outcome.used}
    wrong += [f"line {line} was used" for line in sorted(lines - used.keys())]
    wrong += [f"line {line} is neither used nor rejected" for line in sorted(used.keys() - lines)]
    for i, (line, _) in enumerate(outcome.used):
        if line not in used:
            continue
        for column in ("ticket_id", "team", "subject"):
            got = outcome.table.frame[column][i]
            if _plain(got) != _plain(used[line][column]):
                wrong.append(f"line {line}: {column} is {got!r}")
        origin = export.starts()[line].origin
        clean = row_of(export.columns, export.clean[origin or 0])
        if not explained(clean, used[line]):
            wrong.append(f"line {line} changed without a word: the polluter's fault")
    return wrong


def _plain(text: object) -> str | None:
    return None if text is None else str(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _wrong_figures(outcome: Outcome, used: dict[int, Row]) -> list[str]:
    """Compare figures and invalid cells with those of the rows that should have been used."""
    expected = figures(list(used.values()))
    wrong = [
        f"{name} is {outcome.figures[name]}, not {figure}"
        for name, figure in expected.items()
        if not same(outcome.figures[name], figure)
    ]
    cells = {column: sum(counts.values()) for column, counts in outcome.invalid.items()}
    known = dict(invalid_cells(used.values()))
    return wrong if cells == known else [*wrong, f"invalid cells {cells}, not {known}"]


def same(got: Figure, expected: Figure) -> bool:
    """Whether two figures are equal, their values but for rounding."""
    return (
        got.n == expected.n
        and {k: n for k, n in got.excluded.items() if n} == dict(expected.excluded)
        and got.value == (None if expected.value is None else pytest.approx(expected.value))
    )
