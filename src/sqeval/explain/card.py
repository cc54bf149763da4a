"""The scorecard of a rule set in words: the tree of weights, gates, grades and outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.explain.origins import Path, origin
from sqeval.explain.page import Line, section
from sqeval.explain.place import gate_said
from sqeval.explain.quantities import number, said
from sqeval.explain.topic import titles_of
from sqeval.explain.weights import Member, members, total_is_void
from sqeval.explain.words import Words, joined
from sqeval.rules.ruleset import RuleSet


def card_lines(rules: RuleSet, words: Words) -> Iterator[Line]:
    """Yield the scorecard: parts and indicators by their weights, then what depends on points."""
    titles, every = titles_of(rules, words), list(members(rules))
    if every:
        yield Line(words("head.scorecard"))
        for member in every:
            text = _member(member, titles, words)
            yield Line(_placed(rules, text, _path(member), words), len(member.above) + 1)
        yield Line(words(f"card.missing.{rules.scorecard.missing}"), 1)
        if total_is_void(rules):
            yield Line(words("place.lost"), 1)
        yield Line("")
    yield from section(words("head.gates"), list(_gates(rules, words)))
    yield from section(words("head.grades"), list(_grades(rules, words)))
    yield from section(words("head.outcomes"), list(_outcomes(rules, words)))


def _member(member: Member, titles: dict[str, str], words: Words) -> str:
    text = words(
        "card.member",
        title=titles[member.id],
        id=member.id,
        weight=number(member.weight),
        sum=number(member.sum),
        share=said(member.share, "share", words),
    )
    if member.part is None or member.part.missing is None:
        return text
    return words("sentences.more").join([text, words(f"card.missing.{member.part.missing}")])


def _path(member: Member) -> Path:
    path = ["scorecard", *(step for name in member.above for step in ("parts", name))]
    return (*path, "indicators" if member.part is None else "parts", member.id)


def _placed(rules: RuleSet, text: str, path: Path, words: Words) -> str:
    return joined([text, " ", origin(rules.files, path, words)])


def _gates(rules: RuleSet, words: Words) -> Iterator[str]:
    for i, gate in enumerate(rules.scorecard.gates):
        first, *rest = gate_said(rules, gate, i, words)
        yield _placed(rules, first, ("scorecard", "gates", i), words)
        yield from rest


def _grades(rules: RuleSet, words: Words) -> Iterator[str]:
    for grade, points in rules.scorecard.grades.items():
        text = words("grade", grade=grade, points=number(points))
        yield _placed(rules, text, ("scorecard", "grades", grade), words)


def _outcomes(rules: RuleSet, words: Words) -> Iterator[str]:
    for grade, title in rules.scorecard.outcomes.items():
        text = words("outcome", grade=grade, text=words.title(title, ""))
        yield _placed(rules, text, ("scorecard", "outcomes", grade), words)
