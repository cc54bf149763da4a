"""Two thousand damaged exports: no silently wrong figure, and hardly an undamaged row is lost.

About 250 files always run; with SQEVAL_FUZZ=1 ten times as many do.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from sqeval.rules.ruleset import RuleSet
from tests.reader import verdict
from tests.reader.desk import Outcome, run
from tests.reader.export import clean_export, dice
from tests.reader.polluter import WAYS
from tests.reader.verdict import judge

CHUNK = 25
FILES = 2_500 if os.environ.get("SQEVAL_FUZZ") else 250
#: Of the undamaged rows of every chunk of files so many must be accepted.
ACCEPTED = 0.99


@pytest.mark.usefixtures("widths")
@pytest.mark.parametrize("first", range(0, FILES, CHUNK))
def test_no_figure_is_silently_wrong_and_few_rows_are_lost(first: int) -> None:
    verdicts = {seed: judge(seed) for seed in range(first, first + CHUNK)}
    wrong = {seed: (one.ways, one.wrong) for seed, one in verdicts.items() if one.wrong}
    assert wrong == {}
    undamaged = sum(one.undamaged for one in verdicts.values())
    lost = {seed: (one.ways, one.lost) for seed, one in verdicts.items() if one.lost}
    assert sum(n for _, n in lost.values()) <= (1 - ACCEPTED) * undamaged, lost


@pytest.mark.parametrize("name", WAYS)
def test_every_way_damages_some_export(name: str) -> None:
    for seed in range(40):
        rng = dice(seed)
        export = clean_export(rng)
        before = export.encoded(dice(1))
        WAYS[name](export, rng.choice(export.whole()), rng)
        if export.encoded(dice(1)) != before:
            return
    pytest.fail(f"'{name}' never changed a byte")


def test_there_are_ways_enough() -> None:
    assert len(WAYS) >= 40


@pytest.mark.parametrize(
    ("old", "new"), [(b",2.75,", b",9.75,"), (b",EMEA,", b",APAC,"), (b"\n", b"\n\n")]
)
def test_what_is_read_otherwise_is_seen(
    monkeypatch: pytest.MonkeyPatch, old: bytes, new: bytes
) -> None:
    def misread(data: Sequence[bytes], rule_set: RuleSet, encoding: str | None) -> Outcome:
        return run([one.replace(old, new) for one in data], rule_set, encoding)

    monkeypatch.setattr(verdict, "run", misread)
    assert any(judge(seed).wrong for seed in range(10))
