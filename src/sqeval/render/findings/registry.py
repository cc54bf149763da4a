"""The formats that findings can be written in: adding one is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable

from sqeval.render.findings import github, json_text, junit_text, sarif, text
from sqeval.render.findings.findings import Findings
from sqeval.render.style import Style

FINDINGS_FORMATS: dict[str, Callable[[Findings, Style], str]] = {
    "text": text.render,
    "json": json_text.render,
    "github": github.render,
    "sarif": sarif.render,
    "junit": junit_text.render,
}
