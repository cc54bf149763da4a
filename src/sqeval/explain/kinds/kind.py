"""What is said of a kind of measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic

from sqeval.explain.topic import M, Topic
from sqeval.explain.words import Catalogues


def nothing(_topic: Topic[M]) -> list[str]:
    """Return no sentence."""
    return []


def no_codes(_topic: Topic[M]) -> Mapping[str, str]:
    """Return no code."""
    return {}


@dataclass(frozen=True)
class Kind(Generic[M]):
    """The words of a measure kind.

    ``counted`` says what its value is, in sentences of which the first stands alone where space is
    short; ``left_out`` words the exclusion codes that are its own; ``open_cases`` says what happens
    to rows without an end. ``catalogues`` are the sentences, ``name`` among them.
    """

    catalogues: Catalogues
    counted: Callable[[Topic[M]], list[str]]
    left_out: Callable[[Topic[M]], Mapping[str, str]] = no_codes
    open_cases: Callable[[Topic[M]], list[str]] = nothing
