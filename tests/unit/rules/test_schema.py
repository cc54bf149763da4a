"""The schema and the loader judge alike, and every key is explained."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from sqeval.nodes import Map, Scalar, Seq
from sqeval.problems import Problem, RulesError
from sqeval.rules import gate
from sqeval.rules.draft import draft
from sqeval.rules.files import read
from sqeval.rules.found import Found
from sqeval.rules.schema.document import rule_schema, schema_text
from sqeval.rules.shipped import shipped
from tests.unit.rules.schema_documents.apart import TAKEN_BY_LOADER, TAKEN_BY_SCHEMA
from tests.unit.rules.schema_documents.bad import BAD
from tests.unit.rules.schema_documents.good import BASE, GOOD

ROOT = Path(__file__).parents[3]
COMMITTED = ROOT / "rules" / "sqeval.schema.json"

SCHEMA = rule_schema()
VALIDATOR = Draft7Validator(SCHEMA)


def plain(node: object) -> Any:  # noqa: ANN401 - what JSON holds
    """Return a node as an editor sees it: scalars by YAML 1.2's core schema, keys as texts."""
    if isinstance(node, Map):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, Seq):
        return [plain(item) for item in node]
    assert isinstance(node, Scalar)
    return node.read


def parsed(text: str) -> Map:
    found = Found()
    document = gate.parse("rules.yaml", text, found)
    assert not len(found), found.in_order()
    return document


def refusals(text: str, folder: Path) -> list[Problem]:
    """Return what the loader says of a file's shape."""
    (folder / "base.yaml").write_text(BASE, "utf-8")
    (folder / "rules.yaml").write_text(text, "utf-8")
    found = Found()
    try:
        document, _ = read(str(folder / "rules.yaml"), found)
        draft(document, found)
    except RulesError as error:
        return list(error.problems)
    return found.in_order()


def objections(text: str) -> list[str]:
    """Return what the schema says of a file."""
    return [error.message for error in VALIDATOR.iter_errors(plain(parsed(text)))]


def test_the_schema_is_a_schema() -> None:
    Draft7Validator.check_schema(SCHEMA)


def test_every_reference_leads_somewhere_and_every_definition_is_used() -> None:
    def references(node: object) -> Iterator[str]:
        if isinstance(node, Mapping):
            for key, value in node.items():
                if key == "$ref":
                    yield str(value)
                else:
                    yield from references(value)
        elif isinstance(node, list):
            for item in node:
                yield from references(item)

    assert set(references(SCHEMA)) == {f"#/definitions/{name}" for name in SCHEMA["definitions"]}


def test_the_committed_schema_is_up_to_date() -> None:
    command = "run 'sqeval schema -o rules/sqeval.schema.json'"
    assert COMMITTED.read_text("utf-8") == schema_text(), command


def test_the_schema_is_no_shipped_rule_set() -> None:
    assert sorted(shipped()) == ["call-centre", "service-desk"]


@pytest.mark.parametrize("name", GOOD)
def test_good_file_is_taken_by_both(name: str, tmp_path: Path) -> None:
    assert refusals(GOOD[name], tmp_path) == []
    assert objections(GOOD[name]) == []


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused_by_both(name: str, tmp_path: Path) -> None:
    assert refusals(BAD[name], tmp_path) != []
    assert objections(BAD[name]) != []


@pytest.mark.parametrize("name", TAKEN_BY_SCHEMA)
def test_what_no_schema_can_refuse(name: str, tmp_path: Path) -> None:
    assert refusals(TAKEN_BY_SCHEMA[name], tmp_path) != []
    assert objections(TAKEN_BY_SCHEMA[name]) == []


@pytest.mark.parametrize("name", TAKEN_BY_LOADER)
def test_what_no_schema_can_take(name: str, tmp_path: Path) -> None:
    assert refusals(TAKEN_BY_LOADER[name], tmp_path) == []
    assert objections(TAKEN_BY_LOADER[name]) != []


#: What the models refuse and no schema can say, by the words of the problem.
GAPS = re.compile(r"'min' is above 'max'")

_FIGURE = re.compile(r"-?[0-9.]+(e[0-9]+)?")


def flow(node: object) -> str:
    """Return a value as YAML; null as the empty value, where it is that of a key."""
    if isinstance(node, dict):
        entries = [f"{_key(k)}: {'' if v is None else flow(v)}" for k, v in node.items()]
        return "{" + ", ".join(entries) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(flow(item) for item in node) + "]"
    return json.dumps(node, ensure_ascii=False)


def _key(key: str) -> str:
    return key if _FIGURE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def places(node: object) -> Iterator[tuple[Any, Any]]:
    """Yield every mapping and list below a value with each of its keys or indices."""
    if isinstance(node, dict | list):
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            yield node, key
            yield from places(node[key])


NAMES = ["other", "type", "from", "value", "where", "by", "warn", "at_most", "between", "default"]
VALUES = ["text", "30m", "95%", "5", "last", 5, 0, -1, 2.5, True, None]
SHAPES = [[], {}, ["a"], [5, 6], [[]], {"a": "b"}, {"P1": 5}, {"by": "p"}, {"en": "A"}]


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """Draw a good file with up to three mistakes: a key gone, renamed, or of another value."""
    document = plain(parsed(GOOD[draw(st.sampled_from(sorted(GOOD)))]))
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(document))
        if not found:
            break
        holder, key = draw(st.sampled_from(found))
        kind = draw(st.sampled_from(["delete", "rename", "change"]))
        if kind == "change":
            # a negative limit is the text of a column to the loader; the schema wants a unit
            values = [v for v in VALUES if key != "limit" or v != -1]
            holder[key] = draw(st.sampled_from([*values, *SHAPES]).map(copy.deepcopy))
        elif kind == "rename" and isinstance(holder, dict):
            holder[draw(st.sampled_from(NAMES))] = holder.pop(key)
        else:
            del holder[key]
    return flow(document)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rules")


@settings(max_examples=300, deadline=None)
@given(text=mutants())
def test_mutants_are_judged_alike(text: str, folder: Path) -> None:
    objected = objections(text)
    said = [p for p in refusals(text, folder) if not GAPS.search(p.message)]
    if said and "extends" not in parsed(text):  # what the extended file has no schema can tell
        assert objected, said
    if objected:
        assert said, "the schema refuses what the loader takes"


RULE_FILES = [
    path
    for pattern in ("rules/*.yaml", "examples/*.yaml", "tests/acceptance/rules/ok/**/*.yaml")
    for path in sorted(ROOT.glob(pattern))
    if not path.name.endswith(".test.yaml")
]


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rule_file_fits_the_schema(path: Path) -> None:
    assert objections(path.read_text("utf-8")) == []


@pytest.mark.parametrize("folder", ["rules", "examples"])
def test_rule_files_name_the_schema(folder: str) -> None:
    for path in sorted((ROOT / folder).glob("*.yaml")):
        if path.name.endswith(".test.yaml"):
            continue
        first = path.read_text("utf-8").splitlines()[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() == COMMITTED, path
