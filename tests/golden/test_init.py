"""One golden file per kind of starter rule file, reviewed as what its reader gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.inspection.look import look
from sqeval.starting.start import start
from sqeval.starting.texts import Lang

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "init"

#: Each golden file: the exports that it is made from, and its language.
CASES: dict[str, tuple[tuple[str, ...], Lang]] = {
    "standard": (("tickets.csv", "surveys.csv"), "en"),
    "standard-zh": (("tickets-zh.csv",), "zh"),
    "calls": (("calls.csv", "work-orders.csv"), "en"),
    "events": (("events.csv",), "en"),
    "events-zh": (("events.csv",), "zh"),
    "surveys": (("surveys.csv",), "en"),
    "surveys-zh": (("surveys.csv",), "zh"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_reader_gets(name: str) -> None:
    files, lang = CASES[name]
    made = start([look(str(ROOT / "examples" / file)) for file in files], lang=lang)
    assert made.text == (GOLDEN / f"{name}.yaml").read_text("utf-8")
