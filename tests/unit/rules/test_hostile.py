"""Rule files come from anyone: none may hang, eat the memory, open other files or reach a terminal.

Each hostile file is loaded, and some are checked by the command, in a process of its own under
limits of the kernel: 2 s of processor time and 512 MB of address space. What it then says is part
of the test, so that a process that died some other way does not pass.
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


# --- the command ----------------------------------------------------------------------------------

CHECK = """
import sys
from sqeval.cli.main import main
main(["check", "-q", *sys.argv[1:]])
"""

#: Files of one mistake each: what it is, and the bytes.
MISTAKES = {
    "alias-bomb": ("SQ105", bomb(40).encode()),
    "merge-key-bomb": (
        "SQ105",
        b"a0: &a0 {k: v}\n"
        + b"".join(
            b"a%d: &a%d {<<: [%s]}\n" % (i, i, b", ".join([b"*a%d" % (i - 1)] * 9))
            for i in range(1, 40)
        ),
    ),
    "merge-key": ("SQ109", b"version: 1\n<<: {title: x}\n"),
    "brackets": ("SQ107", b"[" * 100_000),
    "braces": ("SQ107", b"{a: " * 100_000),
    "huge-number": ("SQ108", b"version: 1\nfiscal_year_start: " + b"9" * 9_000 + b"\n"),
    "huge-exponent": ("SQ108", b"version: 1\nmonth_starts: 1e999999999\n"),
    "infinity": ("SQ108", b"version: 1\nmonth_starts: .inf\n"),
    "bad-date": ("SQ214", b"version: 1\nperiods: {p: 2026-02-30..2026-03-01}\n"),
    "bad-date-in-an-expression": (
        "SQ201",
        (ROWS + "  a: {type: count, where: n > 0 and present(a) and @9999-99-99 < @1}\n").encode(),
    ),
    "duplicate-key": ("SQ110", b"version: 1\ntitle: a\ntitle: b\n"),
    "not-utf-8": ("SQ103", b"version: 1\ntitle: \xff\xfe\n"),
    "half-a-character": ("SQ103", b"version: 1\ntitle: \xed\xa0\x80\n"),
    "utf-16": ("SQ103", "version: 1\n".encode("utf-16")),
    "nul": ("SQ120", b"version: 1\ntitle: \0\n"),
    "terminal-escape": ("SQ120", b"version: 1\ntitle: \x1b]0;owned\x07\n"),
    "escaped-escape": ("SQ120", b'version: 1\ntitle: "\\e[2J"\n'),
    "python-tag": ("SQ106", b"version: 1\ntitle: !!python/object/apply:os.system [touch owned]\n"),
    "too-large": ("SQ102", b"version: 1\n#" + b"x" * (1 << 20)),
    "outside": ("SQ117", b"version: 1\nextends: ../../etc/passwd\n"),
    "absolute": ("SQ117", b"version: 1\nextends: /etc/passwd\n"),
    "itself": ("SQ116", b"version: 1\nextends: rules.yaml\n"),
    "device": ("SQ117", b"version: 1\nextends: /dev/zero\n"),
    "zone": ("SQ213", b"version: 1\ntimezone: ../../../etc/passwd\n"),
}


def only_block(out: str) -> str:
    """Assert that a text is one error block, and return its code."""
    head, *rest = out.splitlines()
    assert all(
        line.startswith("      hint: ") or line[5:8] in (" | ", "   ", "| ") for line in rest
    )
    assert not [c for c in out if c < " " and c != "\n"]
    return head.split(": ")[1].split(" ")[0]


@pytest.mark.parametrize("name", MISTAKES)
def test_the_command_answers_a_hostile_file_with_one_block(name: str, tmp_path: Path) -> None:
    code, content = MISTAKES[name]
    path = tmp_path / "rules.yaml"
    path.write_bytes(content)
    done = load(path, CHECK)
    assert (done.returncode, done.stderr) == (1, "")
    assert only_block(done.stdout) == code
    assert [p.name for p in tmp_path.iterdir()] == ["rules.yaml"]
    assert "root:x:0" not in done.stdout


def test_the_command_ends_on_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").symlink_to("other.yaml")
    (tmp_path / "other.yaml").symlink_to("rules.yaml")
    done = load(tmp_path / "rules.yaml", CHECK)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{tmp_path / 'rules.yaml'}: SQ115 no-such-file: ")
    assert done.stdout.count("SQ1") == 1


def test_the_command_ends_in_a_folder_that_holds_itself(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "a" / "rules.yaml").write_text("version: 1\n", "utf-8")
    done = load(tmp_path, CHECK)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ["brackets", "unknown-names", "spellings", "formula-circle"])
@pytest.mark.parametrize("fmt", ["json", "github", "sarif", "junit"])
def test_every_format_of_many_problems_ends_soon_and_small(
    name: str, fmt: str, tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(FILES[name][0], "utf-8")
    program = CHECK.replace('"-q"', f'"-q", "-f", "{fmt}"')
    done = load(path, program)
    assert (done.returncode, done.stderr) == (1, "")
    assert FILES[name][1] in done.stdout
    assert len(done.stdout) < 400_000


CHECK_WATCHED = """
import sys
from sqeval.cli.main import main
def check(*arguments):
    try:
        main(["check", "-q", *arguments])
    except SystemExit as ended:
        return ended.code
check("builtin:service-desk", "nowhere.yaml")  # what is loaded once for all is loaded
seen = []
WATCHED = {"subprocess", "socket", "shutil", "ctypes", "urllib", "import"}  # typer compiles itself
WATCHED |= {"os", "pty", "tempfile", "sqlite3", "webbrowser", "http", "ftplib", "smtplib", "mmap"}
QUIET = {"os.putenv", "os.unsetenv"}  # pydantic's plugins are kept off by a variable
def watch(event, arguments):
    if event == "open" or event.split(".")[0] in WATCHED and event not in QUIET:
        seen.append(f"{event} {arguments[0] if arguments else ''}")
sys.addaudithook(watch)
code = check(*sys.argv[1:])
watching = list(seen)
sys.stdout.write("\\n".join(["", f"exit {code}", *watching]))
"""


def seen_by_the_command(path: Path) -> list[str]:
    """Return the exit of a check in a process of its own, and all that it reached for."""
    done = load(path, CHECK_WATCHED)
    assert done.stderr == ""
    return done.stdout[done.stdout.index("\nexit ") + 1 :].splitlines()


def test_the_command_opens_the_rule_files_alone(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    base, desk = tmp_path / "below" / "base.yaml", tmp_path / "desk.yaml"
    base.write_text(ROWS + "  n: {type: count, where: 'matches(a, \"^x\") and nn > 1'}\n", "utf-8")
    desk.write_text("version: 1\nextends: [below/base.yaml, /etc/passwd]\n", "utf-8")
    assert seen_by_the_command(desk) == ["exit 1", f"open {desk}", f"open {base}"]
    desk.write_text("version: 1\nextends: [below/base.yaml]\n", "utf-8")
    assert seen_by_the_command(desk) == ["exit 1", f"open {desk}", f"open {base}"]


@pytest.mark.parametrize("name", ["alias-bomb", "python-tag", "outside", "device"])
def test_the_command_reaches_for_nothing_that_a_hostile_file_names(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(MISTAKES[name][1])
    assert seen_by_the_command(path) == ["exit 1", f"open {path}"]
