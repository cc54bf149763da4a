"""sqeval scores service quality and issue handling from help-desk exports against rule files.

>>> import sqeval
>>> rules = sqeval.load_rules("builtin:service-desk")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from sqeval.version import __version__

if TYPE_CHECKING:
    from sqeval.api import score
    from sqeval.problems import (
        InputError,
        Problem,
        RulesError,
        SqevalError,
        TooManyRejectedError,
        UsageError,
    )
    from sqeval.report.report import Report, from_json
    from sqeval.rules.loader import check_rules, load_rules
    from sqeval.rules.ruleset import RuleSet
    from sqeval.scoring.scorecard import (
        GateScore,
        IndicatorScore,
        PartScore,
        Scorecard,
        StratumScore,
    )
    from sqeval.testing.session import run_tests

#: Where each public name lives; a module is imported when its name is first asked for, so that
#: checking a rule file never imports polars.
_PUBLIC = {
    "check_rules": "sqeval.rules.loader",
    "load_rules": "sqeval.rules.loader",
    "run_tests": "sqeval.testing.session",
    "score": "sqeval.api",
    "from_json": "sqeval.report.report",
    "Report": "sqeval.report.report",
    "RuleSet": "sqeval.rules.ruleset",
    "Scorecard": "sqeval.scoring.scorecard",
    "IndicatorScore": "sqeval.scoring.scorecard",
    "StratumScore": "sqeval.scoring.scorecard",
    "PartScore": "sqeval.scoring.scorecard",
    "GateScore": "sqeval.scoring.scorecard",
    "Problem": "sqeval.problems",
    "SqevalError": "sqeval.problems",
    "RulesError": "sqeval.problems",
    "InputError": "sqeval.problems",
    "UsageError": "sqeval.problems",
    "TooManyRejectedError": "sqeval.problems",
}

__all__ = [
    "GateScore",
    "IndicatorScore",
    "InputError",
    "PartScore",
    "Problem",
    "Report",
    "RuleSet",
    "RulesError",
    "Scorecard",
    "SqevalError",
    "StratumScore",
    "TooManyRejectedError",
    "UsageError",
    "__version__",
    "check_rules",
    "from_json",
    "load_rules",
    "run_tests",
    "score",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562
    """Import a public name from its module."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'sqeval' has no attribute '{name}'")
    return getattr(importlib.import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
