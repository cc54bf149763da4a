"""`sqeval schema`: the schema on stdout or in a file, without what scoring needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sqeval.cli.main import main
from sqeval.problems import Exit
from tests.acceptance.desk import PATIENCE, ROOT

COMMITTED = (ROOT / "rules" / "sqeval.schema.json").read_bytes()


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["schema", *arguments])
    return int(ended.value.code or 0)


def test_stdout_holds_the_schema_alone(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert run() == Exit.OK
    shown = capfdbinary.readouterr()
    assert shown.out == COMMITTED
    assert shown.err == b""
    schema = json.loads(shown.out)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["$id"] == "urn:sqeval:rules:1"
    assert schema["title"]


def test_output_replaces_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sqeval.schema.json").write_text("older", "utf-8")
    assert run("-o", "sqeval.schema.json") == Exit.OK
    assert Path("sqeval.schema.json").read_bytes() == COMMITTED
    assert [path.name for path in tmp_path.iterdir()] == ["sqeval.schema.json"]


def test_dash_is_stdout(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("--output", "-") == Exit.OK
    assert capfdbinary.readouterr().out == COMMITTED


def test_an_output_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "nowhere" / "schema.json"
    assert run("-o", str(place)) == Exit.NOT_WRITTEN
    assert f"{place}: SQ701" in capsys.readouterr().err


def test_the_example_of_the_help_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("--help") == Exit.OK
    example = capsys.readouterr().out.split("Example: sqeval schema ")[1].splitlines()[0]
    assert run(*example.split()) == Exit.OK
    assert (tmp_path / "sqeval.schema.json").read_bytes() == COMMITTED


def test_it_takes_no_files() -> None:
    assert run("rules.yaml") == Exit.USAGE


def test_neither_polars_nor_tables_are_loaded() -> None:
    script = (
        "import sys\n"
        "from sqeval.cli.main import main\n"
        "try:\n"
        "    main(['schema'])\n"
        "finally:\n"
        "    loaded = {'polars', 'sqeval.tables', 'sqeval.api'} & set(sys.modules)\n"
        "    sys.stderr.write(repr(sorted(loaded)))\n"
    )
    done = subprocess.run(  # noqa: S603 - the script above
        [sys.executable, "-c", script], capture_output=True, check=True, timeout=PATIENCE
    )
    assert done.stdout == COMMITTED
    assert done.stderr == b"[]"


def test_rules_are_loaded_without_the_schema() -> None:
    script = (
        "import sys\n"
        "from sqeval.rules.loader import load_rules\n"
        "load_rules('builtin:service-desk')\n"
        "print([name for name in sys.modules if name.startswith('sqeval.rules.schema')])\n"
    )
    done = subprocess.run(  # noqa: S603 - the script above
        [sys.executable, "-c", script], capture_output=True, check=True, timeout=PATIENCE
    )
    assert done.stdout.strip() == b"[]"
