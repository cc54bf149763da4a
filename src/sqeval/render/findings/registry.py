"""The formats that findings can be written in: adding one is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqeval.render.findings import github, json_text, junit_text, sarif, text
from sqeval.render.findings.findings import Findings
from sqeval.render.style import Style


@dataclass(frozen=True)
class FindingsFormat:
    """A format of findings: how it is rendered, and the suffixes of files that can hold it."""

    render: Callable[[Findings, Style], str]
    suffixes: tuple[str, ...]


#: By name; a suffix of several formats tells the first of them.
FINDINGS_FORMATS: dict[str, FindingsFormat] = {
    "text": FindingsFormat(text.render, (".txt",)),
    "json": FindingsFormat(json_text.render, (".json",)),
    "github": FindingsFormat(github.render, (".txt",)),
    "sarif": FindingsFormat(sarif.render, (".sarif", ".json")),
    "junit": FindingsFormat(junit_text.render, (".xml",)),
}
