"""One entry of a test file held to its model; what is wrong is told as in rule files."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pydantic import ValidationError

from sqeval.nodes import Model
from sqeval.rules.errors import Entry, problems_of
from sqeval.rules.found import Found

_Model = TypeVar("_Model", bound=Model)


def validated(model: type[_Model], node: object, found: Found) -> _Model | None:
    """Return an entry as its model; mistakes are ``found``, and None returned."""
    try:
        return model.model_validate(node)
    except ValidationError as error:
        for problem in problems_of(error, Entry(node, "part", model)):
            # what a rule file would say at a key of that name is no example for a test
            hint = "" if problem.hint.startswith("such as") else problem.hint
            found.add(replace(problem, hint=hint))
        return None
