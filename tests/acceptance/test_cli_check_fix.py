"""`sqeval check --fix`: slips are mended, and not a byte else changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sqeval.cli.mending import mend
from sqeval.cli.picking import Selection
from sqeval.rules.loader import checked
from tests.acceptance.checking import ROOT, SPACED, WRONG, Folder
from tests.acceptance.nobody import without_rights

#: Longer than a file's name can be with what is put before it while it is written.
LONG = "r" * 248 + ".yaml"


@pytest.fixture
def folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Folder:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Folder(tmp_path, capsys)


#: What can be mended, and what must stay as it is: comments, quotes, spaces, the order of things.
SLIPS = """\
# a comment  with  spaces
version: 1   # 注释
tables: {tickets: {columns: {done: {type: boolean}, "状态": {}, who: {}}}}   \t
indicators:
  a:   {type: ratio,   good:   done == true}   # sqeval: ignore[SQ402] why
  b:
    type: ratio
    good: |
      not present(状态)
        or done   and   状态 in ["x"]
  c: {type: count, where: 'not missing(who) == true'}"""

MENDED = """\
# a comment  with  spaces
version: 1   # 注释
tables: {tickets: {columns: {done: {type: boolean}, "状态": {}, who: {}}}}
indicators:
  a:   {type: ratio,   good:   done}   # why
  b:
    type: ratio
    good: |
      missing(状态)
        or done   and   状态 == "x"
  c: {type: count, where: 'present(who)'}
"""


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_fix_mends_and_changes_nothing_else(folder: Folder, end: str, mark: bytes) -> None:
    folder.write("r.yaml", mark + SLIPS.replace("\n", end).encode())
    ran = folder.check("--fix", "--fail-on", "warning", "r.yaml")
    assert (folder.path / "r.yaml").read_bytes() == mark + MENDED.replace("\n", end).encode()
    assert (ran.exit, ran.out) == (0, "")
    said, summary = ran.err.splitlines()
    assert said.removeprefix("sqeval: ").split()[1:] == ["fixed"]
    assert summary == "sqeval: 1 file: no problems"
    again = folder.check("--fix", "r.yaml")
    assert again.err.startswith("sqeval: 0 fixed\n")
    assert (folder.path / "r.yaml").read_bytes() == mark + MENDED.replace("\n", end).encode()


def test_fix_leaves_the_rest_to_be_told(folder: Folder) -> None:
    folder.write("r.yaml", "version: 1 \ntitel: x \n")
    ran = folder.check("--fix", "r.yaml")
    assert (ran.exit, ran.heads) == (1, ["r.yaml:2:1 SQ111"])
    assert ran.err == "sqeval: 2 fixed\nsqeval: 1 file: 1 error\n"
    assert (folder.path / "r.yaml").read_text() == "version: 1\ntitel: x\n"


def test_fix_mends_what_is_shown_alone(folder: Folder) -> None:
    folder.write("r.yaml", "version: 1 \ntitle: x")
    folder.check("--fix", "--select", "SQ402", "r.yaml")
    assert (folder.path / "r.yaml").read_text() == "version: 1\ntitle: x"
    folder.check("--fix", "--ignore", "final-newline", "r.yaml")
    assert (folder.path / "r.yaml").read_text() == "version: 1\ntitle: x"


def test_fix_mends_what_is_extended_but_nothing_shipped(folder: Folder) -> None:
    shipped = {p: p.read_bytes() for p in (ROOT / "rules").glob("*.yaml")}
    folder.write("base.yaml", SPACED)
    folder.write("r.yaml", "version: 1\nextends: [builtin:service-desk, base.yaml] \n")
    folder.write("untouched.yaml", SPACED)
    ran = folder.check("--fix", "r.yaml", "builtin:call-centre")
    assert ran.err.startswith("sqeval: 2 fixed\n")
    assert (folder.path / "base.yaml").read_text() == SPACED.replace(" \n", "\n")
    assert (folder.path / "r.yaml").read_text().endswith("base.yaml]\n")
    assert (folder.path / "untouched.yaml").read_text() == SPACED
    assert {p: p.read_bytes() for p in (ROOT / "rules").glob("*.yaml")} == shipped


def test_fix_keeps_who_may_read_a_file(folder: Folder) -> None:
    folder.write("r.yaml", SPACED)
    (folder.path / "r.yaml").chmod(0o640)
    (folder.path / "link.yaml").symlink_to("r.yaml")
    folder.check("--fix", "link.yaml")
    assert (folder.path / "r.yaml").read_text() == SPACED.replace(" \n", "\n")
    assert (folder.path / "r.yaml").stat().st_mode & 0o777 == 0o640
    assert (folder.path / "link.yaml").is_symlink()


def test_fix_that_cannot_write_one_file_writes_none(folder: Folder) -> None:
    folder.write("a.yaml", SPACED)
    folder.write(LONG, SPACED)
    folder.check("--fix", "a.yaml", LONG).refused(5, "SQ701 not-written")
    assert (folder.path / "a.yaml").read_text() == SPACED
    assert (folder.path / LONG).read_text() == SPACED
    assert sorted(p.name for p in folder.path.iterdir()) == sorted(["a.yaml", LONG])


@pytest.fixture
def nobody(folder: Folder) -> Iterator[Path]:
    """Return a folder of a user without rights, who is the one that runs the test."""
    folder.write("warm.yaml", WRONG)
    folder.check("--fix", "warm.yaml")  # what is loaded on the way is loaded
    with without_rights() as place:
        yield place


def test_fix_of_a_read_only_file_is_refused(folder: Folder, nobody: Path) -> None:
    path = nobody / "r.yaml"
    path.write_text(SPACED)
    path.chmod(0o444)
    ran = folder.check("--fix", str(path))
    ran.refused(5, "SQ701 not-written: permission denied")
    assert path.read_text() == SPACED
    assert [p.name for p in nobody.iterdir()] == ["r.yaml"]


def test_fix_in_a_read_only_folder_is_refused(folder: Folder, nobody: Path) -> None:
    path = nobody / "r.yaml"
    path.write_text(SPACED)
    nobody.chmod(0o555)
    folder.check("--fix", str(path)).refused(5, "SQ701 not-written: permission denied")
    assert path.read_text() == SPACED
    nobody.chmod(0o755)


def test_a_line_that_has_changed_since_it_was_checked_is_left_alone(folder: Folder) -> None:
    folder.write("r.yaml", "version: 1 \ntitle: x \n")
    sets = {"r.yaml": checked("r.yaml")}
    folder.write("r.yaml", "version: 1 # one\ntitle: x \n")
    mended, sets = mend(sets, Selection())
    assert mended == 1
    assert (folder.path / "r.yaml").read_text() == "version: 1 # one\ntitle: x\n"
    assert sets["r.yaml"].problems == ()


def test_rule_sets_that_share_a_file_are_both_checked_again(folder: Folder) -> None:
    folder.write("base.yaml", "version: 1\ntitle: x \n")
    for name in ("a.yaml", "b.yaml"):
        folder.write(name, "version: 1\nextends: base.yaml\n")
    ran = folder.check("--fix", "a.yaml", "b.yaml", "--fail-on", "warning")
    assert (ran.exit, ran.err) == (0, "sqeval: 1 fixed\nsqeval: 2 files: no problems\n")
