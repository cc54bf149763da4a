"""Rule files come from anyone: none may hang, eat the memory, open other files or reach a terminal.

Each hostile file is loaded in a process of its own under limits of the kernel: 2 s of processor
time and 512 MB of address space. What it then says is part of the test, so that a process that
died some other way does not pass.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[3] / "src"

LOAD = """
import sys
from sqeval.problems import RulesError
from sqeval.rules.loader import load_rules
try:
    load_rules(sys.argv[1])
except RulesError as error:
    sys.stdout.write(str(error))
"""

HEAD = "version: 1\ntables:\n  tickets:\n    columns:\n      a: {}\n      n: {type: integer}\n"


def bomb(levels: int) -> str:
    """Return a file whose aliases unfold to nine to the power of the levels."""
    lines = ["a0: &a0 [lol]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, levels)]
    return "\n".join(lines)


def entries(line: str, count: int, head: str = HEAD) -> str:
    """Return a file with a section of many lines; ``#`` in a line is its number."""
    return head + "".join(line.replace("#", str(i)) + "\n" for i in range(count))


ROWS = HEAD + "indicators:\n"
FILES = {
    "brackets": ("[" * 100_000, "SQ107"),
    "braces": ("{a: " * 100_000, "SQ107"),
    "nested-blocks": ("\n".join("  " * i + "a:" for i in range(900)), "SQ107"),
    "nested-lists": ("- " * 100_000, "SQ107"),
    "aliases": (bomb(40), "SQ105"),
    "question-marks": ("? " * 100_000, "SQ10"),
    "one-long-line": ("version: 1\ntitle: {" + "a: b, " * 170_000 + "}", "SQ119"),
    "minified": ('{"version": 1, "indicators": {' + '"x": 1, ' * 100_000 + "}}", "SQ119"),
    "duplicates": (entries("k: 1", 6_000, "version: 1\n"), "SQ119"),
    "two-sets-of-keys": (
        entries("k#: 1", 4_500, "version: 1\n") + entries("k#: 1", 4_500, ""),
        "SQ119",
    ),
    "unknown-keys": (entries("unknown_key_#: 1", 9_000, "version: 1\n"), "SQ119"),
    "unknown-names": (entries("  a#: {type: count, table: tikets#}", 3_000, ROWS), "SQ119"),
    "no-names": (entries("  a#: {type: count, where: b#}", 3_000, ROWS), "SQ119"),
    "many-indicators": (entries("  a#: {type: count, where: n > #}", 3_000, ROWS), ""),
    "long-formula-chain": (
        ROWS
        + "  f0: {type: count}\n"
        + entries("  f1#: {type: formula, value: f0 + #}", 2_000, ""),
        "",
    ),
    "formula-tower": (
        ROWS
        + "  f0: {type: count}\n"
        + "".join(f"  f{i}: {{type: formula, value: f{i - 1} + 1}}\n" for i in range(1, 900)),
        "",
    ),
    "formula-circle": (
        ROWS
        + "".join(f"  f{i}: {{type: formula, value: f{(i + 1) % 900} + 1}}\n" for i in range(900)),
        "SQ211",
    ),
    "long-expressions": (
        entries("  a#: {type: count, where: n == 1" + " or n == 2" * 120 + "}", 40, ROWS),
        "",
    ),
    "too-long-expression": (ROWS + "  a: {type: count, where: n" + " + n" * 2_000 + "}", "SQ209"),
    "parentheses": (ROWS + "  a: {type: count, where: " + "(" * 4_000 + "}", "SQ209"),
    "nots": (ROWS + "  a: {type: count, where: " + "not " * 1_000 + "n}", "SQ20"),
    "minus": (ROWS + "  a: {type: statistic, aggregate: mean, of: '" + "-" * 4_000 + "n'}", "SQ20"),
    "regex": (
        ROWS
        + "  a: {type: count, where: 'matches(a, \""
        + "(a*)*" * 50
        + "(((a{99}){99}){99})\")'}",
        "SQ208",
    ),
    "many-parts": (
        HEAD
        + "scorecard: {parts: {"
        + "".join(f"p{i}: {{weight: 1}}, " for i in range(4_000))
        + "}}",
        "",
    ),
    "many-grades": (
        HEAD + "scorecard: {grades: {" + "".join(f"g{i}: 1, " for i in range(8_000)) + "}}",
        "SQ119",
    ),
    "deep-parts": (
        HEAD + "scorecard: " + "{parts: {a: " * 14 + "{}" + "}}" * 14,
        "SQ304",
    ),
    "many-lookups": (
        "version: 1\ntables:\n"
        + "".join(
            f"  t{i}: {{key: a, lookup: {{t{(i + 1) % 100}: a}}, columns: {{a: {{}}}}}}\n"
            for i in range(100)
        ),
        "",
    ),
    "derived-tower": (
        "version: 1\ntables:\n  t0: {columns: {a: {}}}\n"
        + "".join(
            f"  t{i}: {{key: a, derive: {{from: t{i - 1}, per: a}}, columns: {{a: {{}}}}}}\n"
            for i in range(1, 100)
        ),
        "",
    ),
    "many-tables": (entries("  t#: {columns: {a: {}}}", 3_000, "version: 1\ntables:\n"), "SQ102"),
    "many-columns": (entries("      c#: {from: [a, b#]}", 3_000), ""),
    "many-computed-columns": (
        HEAD
        + "      c0: {value: n + 1}\n"
        + "".join(f"      c{i}: {{value: c{i - 1} + 1}}\n" for i in range(1, 3_000)),
        "",
    ),
    "upside-down-columns": (
        HEAD + "".join(f"      c{i}: {{value: c{i + 1} + 1}}\n" for i in range(3_000)),
        "SQ119",
    ),
    "formula-spire": (
        ROWS
        + "  f0: {type: count}\n"
        + "".join(f"  f{i}: {{type: formula, value: f{i - 1} + 1}}\n" for i in range(1, 3_000)),
        "",
    ),
    "formula-spire-upside-down": (
        ROWS
        + "  f3000: {type: count}\n"
        + "".join(f"  f{i}: {{type: formula, value: f{i + 1} + 1}}\n" for i in range(3_000)),
        "",
    ),
    "spellings": (
        "version: 1\ntables: {t: {columns: {c: {type: category, values: {"
        + "".join(f"v{i}: [w{i}, w{i + 1}], " for i in range(4_000))
        + "}}}}}",
        "SQ119",
    ),
    "huge-number": ("version: 1\nfiscal_year_start: " + "9" * 9_000, "SQ108"),
    "huge-duration": (
        ROWS + "  a: {type: count, target: {at_most: " + "9" * 9_000 + "s}}",
        "SQ114",
    ),
    "huge-share": (ROWS + "  a: {type: count, target: {at_most: " + "9" * 9_000 + "%}}", "SQ114"),
    "huge-aggregate": (
        ROWS + "  a: {type: statistic, of: n, aggregate: p9." + "9" * 9_000 + "}",
        "SQ114",
    ),
    "long-key": ("version: 1\n? " + "k" * 9_000 + "\n: 1", "SQ111"),
    "no-end-of-quote": ("version: 1\ntitle: '" + "x" * 900_000, "SQ101"),
    "folded": ("version: 1\ntitle: >\n" + "  x\n\n" * 100_000, "SQ102"),
    "unicode": ("version: 1\ntitle: " + "\U0001f600" * 9_000 + "\nx: 1", "SQ111"),
    "combining": ("version: 1\nti" + "\u0301" * 900 + "tle: 1", "SQ111"),
}


def limited() -> None:
    """Ask the kernel to end the process where it takes too much."""
    resource.setrlimit(resource.RLIMIT_CPU, (2, 2))
    resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))


def load(path: Path, program: str = LOAD) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program; the limits hold for it alone
        [sys.executable, "-c", program, str(path)],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        preexec_fn=limited,
        check=False,
    )


@pytest.mark.parametrize("name", FILES)
def test_hostile_file_ends_soon_and_small(name: str, tmp_path: Path) -> None:
    text, code = FILES[name]
    path = tmp_path / "rules.yaml"
    path.write_text(text, "utf-8")
    done = load(path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (code in done.stdout) if code else done.stdout == ""
    assert len(done.stdout) < 200_000


def test_the_limits_are_in_force(tmp_path: Path) -> None:
    assert load(tmp_path, "while True: pass").returncode < 0
    assert "MemoryError" in load(tmp_path, "bytearray(1 << 30)").stderr


WATCHED = """
import sys
from sqeval.rules.loader import load_rules
from sqeval.problems import RulesError
load_rules("builtin:service-desk")  # what is loaded once for all is loaded
seen = []
def watch(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") or event.split(".")[0] in WATCHED:
        seen.append(f"{event} {arguments[0]}")
WATCHED = {"subprocess", "socket", "shutil", "ctypes", "urllib", "import", "exec", "compile"}
sys.addaudithook(watch)
try:
    load_rules(sys.argv[1])
    refused = False
except RulesError as error:
    refused = True
watching = list(seen)
sys.stdout.write("\\n".join([str(refused), *watching]))
"""


def opened(path: Path) -> list[str]:
    done = load(path, WATCHED)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_loading_opens_the_rule_files_alone(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    base = tmp_path / "below" / "base.yaml"
    base.write_text(ROWS + "  n: {type: count, where: 'matches(a, \"^x\")'}\n", "utf-8")
    desk = tmp_path / "desk.yaml"
    desk.write_text("version: 1\nextends: [below/base.yaml]\n", "utf-8")
    assert opened(desk) == ["False", f"open {desk}", f"open {base}"]


def test_a_builtin_rule_set_is_our_own_file(tmp_path: Path) -> None:
    desk = tmp_path / "desk.yaml"
    desk.write_text("version: 1\nextends: [builtin:call-centre]\n", "utf-8")
    rules = SOURCE.parent / "rules"
    listing = [line for line in opened(desk) if not line.startswith(("os.listdir", "os.scandir"))]
    assert listing == ["False", f"open {desk}", f"open {rules / 'call-centre.yaml'}"]


def test_a_hostile_file_reaches_no_other_file(tmp_path: Path) -> None:
    desk = tmp_path / "desk.yaml"
    desk.write_text(
        "version: 1\n"
        "extends: [/etc/passwd, ../../etc/passwd, https://example.org/x.yaml, builtin:../x]\n",
        "utf-8",
    )
    listing = [line for line in opened(desk) if not line.startswith(("os.listdir", "os.scandir"))]
    assert listing == ["True", f"open {desk}"]


@pytest.mark.parametrize("zone", ["../../../etc/passwd", "/etc/passwd", "Asia/../../etc/passwd"])
def test_a_zone_reaches_no_file(zone: str, tmp_path: Path) -> None:
    desk = tmp_path / "desk.yaml"
    desk.write_text(f"version: 1\ntimezone: {zone}\n", "utf-8")
    refused, *listing = opened(desk)
    assert refused == "True"
    assert not [line for line in listing if "passwd" in line]


@pytest.mark.parametrize("name", ["os", "antigravity", "../x", "rules.yaml", "__init__"])
def test_an_encoding_imports_nothing_of_its_own(name: str, tmp_path: Path) -> None:
    desk = tmp_path / "desk.yaml"
    desk.write_text(f"version: 1\ntables: {{t: {{encoding: {name}, columns: {{}}}}}}\n", "utf-8")
    refused, *listing = opened(desk)
    assert refused == "True"
    imports = [line for line in listing if line.startswith("import ")]
    assert not [line for line in imports if not line.startswith("import encodings.")]
