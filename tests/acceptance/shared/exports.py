"""The real exports: where they are, which rule file scores which, what the csv module reads there.

They are not part of the project, so every test on them carries `needs_exports`.
"""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
EXPORTS = ROOT.parent / "shared" / "data"
RULES = Path(__file__).resolve().parent

needs_exports = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason=f"the real exports are absent: there is no folder {EXPORTS}"
)


@dataclass(frozen=True)
class Export:
    """A file of the exports, the rule file that scores it and the groupings asked for."""

    file: str
    rules: str
    by: tuple[str, ...] = ()
    table: str = "tickets"

    @property
    def path(self) -> Path:
        return EXPORTS / self.file

    @property
    def rule_file(self) -> Path:
        return RULES / self.rules

    def command(self, *options: str) -> list[str]:
        """Return the command line that scores this export to JSON on stdout."""
        given = [] if self.table == "tickets" else ["--survey"]
        groupings = [word for column in self.by for word in ("--by", column)]
        line = [sys.executable, "-m", "sqeval", "score", *given, str(self.path)]
        return [*line, "-r", str(self.rule_file), "-f", "json", *groupings, *options]

    def records(self) -> list[dict[str, str]]:
        """Return the records as the csv module reads them: the independent reading."""
        delimiter = "\t" if self.path.suffix in {".tab", ".tsv"} else ","
        with self.path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=delimiter))

    def oracle(self) -> dict[str, Any]:
        """Return the reference figures of the export's folder, by query."""
        found = json.loads((self.path.parent / "oracle.json").read_text(encoding="utf-8"))
        queries = {k: v for k, v in found.items() if isinstance(v, dict)}
        return {name: query.get("result", query) for name, query in queries.items()}


def name_of(export: Export) -> str:
    return f"{Path(export.rules).stem}-{Path(export.file).name}"


def boston100(file: str) -> Export:
    return Export(f"qsv_311/{file}", "qsv_311.yaml", by=("flag",))


CALLS = Export(
    "pwc_callcentre/01-Call-Center-Dataset.csv", "pwc_callcentre.yaml", ("agent", "month")
)
ISO = boston100("boston311-100.csv")
DAY_FIRST = boston100("boston311-dmy-100.csv")
TABS = boston100("boston311-100.tab")
NON_ASCII = boston100("boston311-100-with-nonascii.csv")
TWENTY_TWICE = boston100("boston311-100-20dupes-random.csv")
DATES_ONLY = boston100("boston311-100-notime.csv")
BROKEN = boston100("boston311-100-bad.tsv")
NEW_YORK = Export("qsv_311/nyc311-100.csv", "qsv_nyc.yaml", ("status",))
NEW_YORK_5 = Export("qsv_311/NYC311-5.csv", "qsv_nyc.yaml")
NEW_YORK_5_TABS = Export("qsv_311/NYC311-5.tsv", "qsv_nyc.yaml")
BOSTON = Export("boston_311/boston_slim_2013.csv", "boston_311.yaml", ("department",))
EVENTS = Export("italian_helpdesk/helpdesk.csv", "italian_helpdesk.yaml", ("year",))
EVENTS_ONCE = Export("italian_helpdesk/helpdesk.csv", "italian_helpdesk_distinct.yaml", ("year",))
KAGGLE = Export("kaggle_support_tickets/customer_support_tickets.csv", "kaggle.yaml", ("channel",))
KAGGLE_REFUSED = Export(KAGGLE.file, "kaggle_first_response.yaml")
ANSWERS = Export(
    "carpentries_2020/2020_carpentryconhome_raw.csv", "carpentries.yaml", ("session",), "surveys"
)

#: Every export that is scored.
READ = [CALLS, ISO, DAY_FIRST, TABS, NON_ASCII, TWENTY_TWICE, DATES_ONLY, BROKEN, NEW_YORK]
READ += [NEW_YORK_5, NEW_YORK_5_TABS, BOSTON, EVENTS, EVENTS_ONCE, KAGGLE, ANSWERS]
