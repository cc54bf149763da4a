"""Whatever an export holds, the file made from it loads, fits the export, and scores it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, reject, settings

from sqeval.api import Options, fit, load_rules, open_sources, score
from sqeval.inspection.look import look
from sqeval.problems import InputError
from sqeval.starting.start import start
from sqeval.starting.texts import Lang
from tests.unit.starting.exports import exports

#: What an export causes by itself; anything else is a fault of the rule file.
OF_THE_DATA = {"SQ556"}


def check(path: Path, lang: Lang = "en") -> None:
    """Make a rule file for an export, and use it as `sqeval check` and `sqeval score` do."""
    try:
        looked = look(str(path))
    except InputError:  # no table at all, such as a header of blanks
        reject()
    started = start([looked], lang=lang)
    rules_file = path.with_name("rules.yaml")
    rules_file.write_text(started.text, "utf-8", newline="")
    rules = load_rules(rules_file)
    found = [*rules.problems, *fit(rules, open_sources(rules, started.paths), Options())]
    weighty = [p for p in found if p.severity != "notice" and p.code not in OF_THE_DATA]
    assert not weighty, "\n".join(map(str, weighty)) + "\n" + started.text
    report = score(rules, started.paths, period=started.period or "all", max_rejected=1.0)
    assert report.whole.indicators


@settings(max_examples=60)
@given(exports())
def test_any_export_gets_rules_that_fit_it(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(content)
        check(path)
