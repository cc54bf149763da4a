"""The words for one key."""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """What a key means, in a sentence or two, and examples of its value."""

    about: str
    examples: list[object]
