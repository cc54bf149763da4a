"""``sqeval explain``: a problem code, an indicator or a whole rule set in words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Annotated, get_args

import typer

from sqeval.cli.app import command_app
from sqeval.cli.choosing import choose_rules
from sqeval.cli.options import Rules
from sqeval.cli.stdout import style_of, to_stdout
from sqeval.cli.telling import refusing, tell
from sqeval.codes import CODES, code_named
from sqeval.explain.codes import explain_code, looks_like_code
from sqeval.explain.indicator import explain_indicator
from sqeval.explain.whole import explain_rules
from sqeval.explain.words import Lang
from sqeval.problems import Problem, RulesError, UsageError, close_match
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet

app = command_app()

_LANGUAGES: dict[str, Lang] = {lang: lang for lang in get_args(Lang)}


@app.command()
def explain(
    subject: Annotated[
        str | None,
        typer.Argument(
            help="A code such as SQ203, its name, or the id of an indicator. "
            "[default: the whole rule set]"
        ),
    ] = None,
    *,
    rules: Rules = None,
    lang: Annotated[str, typer.Option(help="Language of indicators and rule sets: en, zh.")] = "en",
) -> None:
    """Explain a problem code, an indicator or a rule set in words.

    Example: sqeval explain fcr -r rules/service-desk.yaml
    """
    with refusing():
        language = _language(lang)
        to_stdout(_explained(subject, rules, language, style_of("-").width))


def _language(name: str) -> Lang:
    """Return a language. Raises UsageError for one that nothing is explained in."""
    if name not in _LANGUAGES:
        message = f"nothing is explained in '{name}'"
        raise UsageError(Problem("SQ613", message, hint=f"languages: {', '.join(_LANGUAGES)}"))
    return _LANGUAGES[name]


def _explained(subject: str | None, rules: str | None, lang: Lang, width: int | None) -> str:
    """Return the page: codes come first, then indicators, then the names of codes.

    Raises UsageError for what is none of them, and RulesError where the rules are refused.
    """
    code = None if subject is None else code_named(subject)
    if subject is not None and looks_like_code(subject):
        if code is None:
            raise _unknown(subject, f"'{subject}' is no problem code", ())
        return explain_code(code, width)
    chosen, rule_set = choose_rules(rules), None
    with contextlib.suppress(RulesError) if code is not None else contextlib.nullcontext():
        rule_set = load_rules(chosen)  # whose refusal may be why the name of a code is looked up
    if rule_set is not None and (subject is None or subject in rule_set.indicators):
        if rules is None:
            tell(f"rules: {chosen}")
        return _from_rules(rule_set, subject, lang, width)
    if code is None:
        message = f"'{subject}' is no indicator of {chosen} and no problem code"
        raise _unknown(str(subject), message, () if rule_set is None else rule_set.indicators)
    return explain_code(code, width)


def _from_rules(rules: RuleSet, indicator: str | None, lang: Lang, width: int | None) -> str:
    if indicator is None:
        return explain_rules(rules, lang, width)
    return explain_indicator(rules, indicator, lang, width)


def _unknown(subject: str, message: str, indicators: Iterable[str]) -> UsageError:
    """Return the error of a subject that is nothing, with what comes close to it."""
    known = [*indicators, *CODES, *(code.name for code in CODES.values())]
    likely = (close_match(name, known) for name in (subject, subject.upper(), subject.lower()))
    return UsageError(Problem("SQ617", message, hint=next(filter(None, likely), "")))
