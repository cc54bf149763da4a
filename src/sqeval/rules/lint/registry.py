"""Every lint: adding one is one file and two lines here."""

from __future__ import annotations

from sqeval.rules.lint import (
    always_true,
    ambiguous_days,
    ambiguous_format,
    clamped_points,
    compared_to_true,
    curve_shape,
    final_newline,
    good_total,
    grade_gap,
    grades_order,
    idle_target,
    impossible_target,
    missing_min_n,
    needs_backquotes,
    negated_test,
    never_true,
    one_value_list,
    relative_points,
    reserved_category,
    text_order,
    trailing_space,
    ungroupable_name,
    unpublished_holidays,
    unreachable_grade,
    unscored_indicator,
    unused_calendar,
    unused_column,
    weight_sum,
    zero_weight,
)
from sqeval.rules.lint.lint import Lint

#: Every lint, in the order of the codes.
LINTS: tuple[Lint, ...] = (
    weight_sum,
    unreachable_grade,
    curve_shape,
    impossible_target,
    good_total,
    never_true,
    ambiguous_format,
    unscored_indicator,
    zero_weight,
    missing_min_n,
    unused_column,
    relative_points,
    ungroupable_name,
    text_order,
    idle_target,
    ambiguous_days,
    grade_gap,
    reserved_category,
    clamped_points,
    always_true,
    unpublished_holidays,
    unused_calendar,
    trailing_space,
    final_newline,
    compared_to_true,
    negated_test,
    one_value_list,
    grades_order,
    needs_backquotes,
)

#: The codes that a comment in a rule file can silence.
SILENCED = frozenset(lint.CODE for lint in LINTS)
