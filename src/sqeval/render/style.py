"""How a report is to look: what the command line asked for, as one value.

Renderers never ask the terminal, the locale or the environment themselves, so that the same report
and style give the same text on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: The languages a report can be shown in.
Lang = Literal["en", "zh"]


@dataclass(frozen=True)
class Style:
    """The look of a rendering; ``width`` is the terminal's, in cells.

    Without a width the text goes to a file or a pipe: natural width, nothing cut or left out.
    """

    lang: Lang = "en"
    verbose: bool = False
    color: bool = False
    width: int | None = None
