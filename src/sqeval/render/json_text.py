"""The report as JSON: the contract and the archive, which every other format is rendered from."""

from __future__ import annotations

from sqeval.render.style import Style
from sqeval.report.report import Report


def render(report: Report, _style: Style) -> str:
    """Return the JSON of format 1; no style changes it, so that archives stay comparable."""
    return report.to_json()
