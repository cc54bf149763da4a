"""The sentences of one language, filled in: texts of rule files never read as patterns.

Chinese sets a space between its characters and Latin letters or figures. What is filled in may be
either, so the space is set where the pieces meet and never inside a text that somebody wrote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqeval.explain.en import ENGLISH
from sqeval.explain.zh import CHINESE

Lang = Literal["en", "zh"]

#: The sentences by name, of each language.
Catalogues = Mapping[Lang, Mapping[str, str]]

CATALOGUES: Catalogues = {"en": ENGLISH, "zh": CHINESE}

#: A parameter of a sentence: ``$name``.
PARAMETER = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True)
class Words:
    """The sentences of one language by their names.

    ``days`` says whether long times are said in days of 24 hours, or in hours alone.
    """

    lang: Lang
    catalogue: Mapping[str, str]
    days: bool = True

    def __call__(self, name: str, /, **values: str) -> str:
        """Return a sentence with its parameters filled in; KeyError for an unknown name."""
        pieces = PARAMETER.split(self.catalogue[name])
        return joined(values[p] if i % 2 else p for i, p in enumerate(pieces))

    def of(self, catalogues: Catalogues) -> Words:
        """Return the words of another catalogue in the same language."""
        return replace(self, catalogue=catalogues[self.lang])

    def list(self, items: Iterable[str], last: str = "list") -> str:
        """Return ``a, b, c``; with ``last`` "and" or "or" as ``a, b and c``."""
        every = list(items)
        if last == "list" or len(every) < 2:  # noqa: PLR2004 - nothing to join
            return self("list").join(every)
        return joined([self("list").join(every[:-1]), self(last), every[-1]])

    def title(self, text: str | Mapping[str, str] | None, otherwise: str) -> str:
        """Return a text of the rules in this language, else in English, else in any."""
        if text is None or isinstance(text, str):
            return text or otherwise
        return text.get(self.lang) or text.get("en") or next(iter(text.values()), otherwise)


def words_in(lang: Lang) -> Words:
    """Return the sentences of a language."""
    return Words(lang, CATALOGUES[lang])


def joined(pieces: Iterable[str]) -> str:
    """Join pieces, with a space where a Chinese character meets a Latin letter or a figure."""
    text = ""
    for piece in pieces:
        text += " " + piece if text and piece and _apart(text[-1], piece[0]) else piece
    return text


def _apart(left: str, right: str) -> bool:
    return (_is_han(left) and _is_latin(right)) or (_is_latin(left) and _is_han(right))


def _is_han(character: str) -> bool:
    wide = unicodedata.east_asian_width(character) == "W"
    return wide and unicodedata.category(character) == "Lo"


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "%-_")
