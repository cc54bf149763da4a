"""The page of every code; that of one that no lint finds is one file and one line here.

Loaded where pages are shown, not where rule files are checked.
"""

from __future__ import annotations

import inspect

from sqeval.rules import ignores
from sqeval.rules.lint.registry import LINTS
from sqeval.rules.pages import (
    alias,
    bad_bounds,
    bad_encoding,
    bad_format,
    bad_key,
    bad_number,
    bad_period,
    bad_regex,
    bad_weight,
    bad_zone,
    control_character,
    cyclic_extends,
    cyclic_reference,
    double_category,
    duplicate_id,
    duplicate_key,
    expression_syntax,
    file_too_large,
    missing_key,
    missing_reference,
    no_such_file,
    not_utf_8,
    not_yet,
    nothing_to_remove,
    outside_root,
    points_target,
    reserved_name,
    says_nothing,
    scored_twice,
    second_document,
    tag,
    too_deep,
    too_large,
    too_many_problems,
    type_mismatch,
    unknown_function,
    unknown_grade,
    unknown_key,
    unknown_name,
    unknown_type,
    unknown_value,
    warn_side,
    wrong_arguments,
    wrong_unit,
    wrong_value,
    yaml_syntax,
)

#: What no lint finds, by code; None where the interpreter drops docstrings (``python -OO``).
PAGES: dict[str, str | None] = {
    "SQ101": yaml_syntax.__doc__,
    "SQ102": file_too_large.__doc__,
    "SQ103": not_utf_8.__doc__,
    "SQ104": second_document.__doc__,
    "SQ105": alias.__doc__,
    "SQ106": tag.__doc__,
    "SQ107": too_deep.__doc__,
    "SQ108": bad_number.__doc__,
    "SQ109": bad_key.__doc__,
    "SQ110": duplicate_key.__doc__,
    "SQ111": unknown_key.__doc__,
    "SQ112": missing_key.__doc__,
    "SQ113": unknown_type.__doc__,
    "SQ114": wrong_value.__doc__,
    "SQ115": no_such_file.__doc__,
    "SQ116": cyclic_extends.__doc__,
    "SQ117": outside_root.__doc__,
    "SQ118": duplicate_id.__doc__,
    "SQ119": too_many_problems.__doc__,
    "SQ120": control_character.__doc__,
    "SQ121": nothing_to_remove.__doc__,
    "SQ201": expression_syntax.__doc__,
    "SQ203": unknown_name.__doc__,
    "SQ204": type_mismatch.__doc__,
    "SQ205": unknown_function.__doc__,
    "SQ206": wrong_arguments.__doc__,
    "SQ207": unknown_value.__doc__,
    "SQ208": bad_regex.__doc__,
    "SQ209": too_large.__doc__,
    "SQ210": missing_reference.__doc__,
    "SQ211": cyclic_reference.__doc__,
    "SQ212": wrong_unit.__doc__,
    "SQ213": bad_zone.__doc__,
    "SQ214": bad_period.__doc__,
    "SQ215": bad_encoding.__doc__,
    "SQ216": bad_format.__doc__,
    "SQ217": reserved_name.__doc__,
    "SQ290": not_yet.__doc__,
    "SQ301": warn_side.__doc__,
    "SQ302": points_target.__doc__,
    "SQ303": double_category.__doc__,
    "SQ304": scored_twice.__doc__,
    "SQ305": unknown_grade.__doc__,
    "SQ306": bad_weight.__doc__,
    "SQ307": bad_bounds.__doc__,
    "SQ308": says_nothing.__doc__,
}


def page(code: str) -> str:
    """Return what there is to say of a code beyond its meaning; empty where there is nothing."""
    pages = PAGES | {lint.CODE: lint.__doc__ for lint in LINTS} | {ignores.CODE: ignores.__doc__}
    return inspect.cleandoc(pages.get(code) or "")
