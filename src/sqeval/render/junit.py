"""The XML of test runners, which every build server reads: suites of cases that pass or fail.

There is no standard, only what is read everywhere; that much is written and no more. No times are
written, so that the same results give the same text.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from sqeval.render.visible import visible

#: No document may hold them, and no escape brings them in (XML 1.0, section 2.2).
_NO_CHARACTERS = str.maketrans(dict.fromkeys("\ufffe\uffff", "\ufffd"))


@dataclass(frozen=True)
class Failure:
    """Why a case fails: its kind in a word, what is wrong in a line, and the whole text."""

    kind: str
    message: str
    text: str


@dataclass(frozen=True)
class Case:
    """A case: its name, the class that viewers list it under, its failure and what it said."""

    name: str
    classname: str
    failure: Failure | None = None
    output: str = ""


@dataclass(frozen=True)
class Suite:
    """Cases under a name."""

    name: str
    cases: tuple[Case, ...]


def document(suites: Sequence[Suite]) -> str:
    """Return the XML document, indented; texts keep their lines, controls become visible."""
    root = ET.Element("testsuites", _counts(suites))
    for suite in suites:
        child = ET.SubElement(root, "testsuite", {"name": _line(suite.name)} | _counts([suite]))
        child.extend(_case(case) for case in suite.cases)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _counts(suites: Sequence[Suite]) -> dict[str, str]:
    cases = [case for suite in suites for case in suite.cases]
    failures = sum(case.failure is not None for case in cases)
    return {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}


def _case(case: Case) -> ET.Element:
    element = ET.Element("testcase", {"name": _line(case.name), "classname": _line(case.classname)})
    if case.failure:
        about = {"type": _line(case.failure.kind), "message": _line(case.failure.message)}
        ET.SubElement(element, "failure", about).text = _lines(case.failure.text)
    if case.output:
        ET.SubElement(element, "system-out").text = _lines(case.output)
    return element


def _line(text: str) -> str:
    return visible(text).translate(_NO_CHARACTERS)


def _lines(text: str) -> str:
    return visible(text, keep="\n\t").translate(_NO_CHARACTERS)
