"""Calendar files: where they may lie, what is kept of them, and what is loaded for them."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from sqeval.problems import RulesError
from sqeval.rules.gate import MOST_BYTES
from sqeval.rules.loader import checked, load_rules

ICS = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
BEGIN:VEVENT
UID:1@example.com
DTSTAMP:20250101T000000Z
DTSTART;VALUE=DATE:20260703
SUMMARY:Trip
END:VEVENT
END:VCALENDAR
"""


def write(folder: Path, entry: str, name: str = "desk.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"version: 1\ncalendars: {{office: {{hours: 24x7, {entry}}}}}\n", "utf-8")
    return path


def codes(path: Path) -> list[str]:
    with pytest.raises(RulesError) as refused:
        load_rules(path)
    return [problem.code for problem in refused.value.problems]


def test_the_bytes_are_kept_by_the_path_as_written(tmp_path: Path) -> None:
    (tmp_path / "days.ics").write_bytes(ICS)
    entry = "holidays: [CN, ./days.ics], versions: [{from: 2026-07-01, holidays: days.ics}]"
    rules = load_rules(write(tmp_path, entry))
    assert rules.ics == {"./days.ics": ICS, "days.ics": ICS}


def test_the_hash_is_part_of_the_rule_set(tmp_path: Path) -> None:
    path = write(tmp_path, "holidays: days.ics")
    (tmp_path / "days.ics").write_bytes(ICS)
    before = load_rules(path)
    hashes = {Path(file.path).name: file.sha256 for file in before.files}
    assert hashes["days.ics"] == hashlib.sha256(ICS).hexdigest()
    (tmp_path / "days.ics").write_bytes(ICS.replace(b"20260703", b"20260704"))
    assert load_rules(path).sha256 != before.sha256


def test_the_path_is_relative_to_the_file_that_says_it(tmp_path: Path) -> None:
    write(tmp_path, "holidays: days.ics", "below/base.yaml")
    (tmp_path / "below" / "days.ics").write_bytes(ICS)
    path = tmp_path / "desk.yaml"
    path.write_text("version: 1\nextends: below/base.yaml\n", "utf-8")
    assert load_rules(path).ics == {"days.ics": ICS}


def test_the_file_was_opened(tmp_path: Path) -> None:
    path = write(tmp_path, "holidays: days.ics")
    (tmp_path / "days.ics").write_bytes(b"no calendar")
    done = checked(path)
    assert done.rules is None
    assert [Path(file).name for file in done.files] == ["desk.yaml", "days.ics"]


def test_a_link_leads_nowhere_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.ics").write_bytes(ICS)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "days.ics").symlink_to(tmp_path / "secret.ics")
    assert codes(write(tmp_path / "rules", "holidays: days.ics")) == ["SQ117"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "days.ics").write_bytes(ICS + b" " * MOST_BYTES)
    assert codes(write(tmp_path, "holidays: days.ics")) == ["SQ102"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "days.ics").mkdir()
    assert codes(write(tmp_path, "holidays: days.ics")) == ["SQ115"]


@pytest.mark.parametrize(
    ("entry", "loaded"),
    [
        ("closed: []", set()),
        ("holidays: CN", {"holidays"}),
        ("holidays: days.ics", {"icalendar", "recurring_ical_events"}),
    ],
)
def test_libraries_are_loaded_where_a_calendar_needs_them(
    tmp_path: Path, entry: str, loaded: set[str]
) -> None:
    (tmp_path / "days.ics").write_bytes(ICS)
    path = write(tmp_path, entry)
    watched = {"holidays", "icalendar", "recurring_ical_events", "polars"}
    code = (
        "import sys; from sqeval.rules.loader import load_rules; load_rules(sys.argv[1]); "
        f"print(*sorted({watched} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, str(path)], capture_output=True, encoding="utf-8", check=True
    )
    assert set(done.stdout.split()) == loaded
