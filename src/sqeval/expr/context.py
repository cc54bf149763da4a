"""What the checker carries along: the scope, the findings so far, and lookups that add to them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqeval.expr.findings import Finding
from sqeval.expr.scope import Scope
from sqeval.expr.tree import Literal, Name, Node
from sqeval.expr.types import UNKNOWN, Kind, Type, fits
from sqeval.problems import close_match

OTHER = "(other: "
"""How the reader marks a value that a category does not list."""


@dataclass
class Context:
    """One run of the checker; ``inside`` is the aggregate whose argument is being read."""

    scope: Scope
    findings: list[Finding] = field(default_factory=list)
    inside: str = ""

    def report(self, code: str, message: str, node: Node, hint: str = "") -> None:
        """Add a finding that points at the node."""
        self.findings.append(Finding(code, message, *node.span, hint))

    def in_order(self) -> list[Finding]:
        """Return the findings in the order of the text."""
        return sorted(self.findings, key=lambda f: (f.start, f.end, f.code))

    def type_of(self, node: Name) -> Type:
        """Look a name up; an unknown one is reported and has the type unknown."""
        found = self.scope.names.get(node.name)
        if found is None:
            message = f"'{node.name}' is no {self.scope.what}"
            self.report("SQ203", message, node, close_match(node.name, self.scope.names))
            return UNKNOWN
        if self.scope.aggregates and not self.inside:
            message = f"'{node.name}' has many values here"
            self.report("SQ204", message, node, f"say which: min({node.name}), first({node.name})")
        return found

    def want(self, node: Node, kinds: frozenset[Kind], who: str, hint: str = "") -> None:
        """Report the node unless its type is one of these kinds; ``who`` begins the message."""
        actual = node.type or UNKNOWN
        if not fits(actual, kinds):
            self.report("SQ204", f"{who}, this is {actual}", node, hint)

    def suggest_quotes(self, node: Node, other: Type) -> None:
        """Give an unknown name that is compared with text the hint that text has quotes."""
        if not isinstance(node, Name) or node.name in self.scope.names:
            return
        for at, finding in enumerate(self.findings):
            if (finding.start, finding.end, finding.hint) == (*node.span, ""):
                hint = f'text stands in quotes: "{node.name}"' if other.kind is Kind.TEXT else ""
                self.findings[at] = replace(finding, hint=hint)

    def known_value(self, literal: Node, kind: Type) -> None:
        """Report a text that is none of the category's values."""
        if kind.values is None or not isinstance(literal, Literal):
            return
        value = literal.value
        if not isinstance(value, str) or value in kind.values or value.startswith(OTHER):
            return
        few = ", ".join(sorted(kind.values)[:8])
        hint = close_match(value, sorted(kind.values)) or f"its values: {few}"
        self.report("SQ207", f"'{value}' is none of the category's values", literal, hint)
