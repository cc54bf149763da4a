"""What `start` is asked: the exports, looked at and opened, and what the command line sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqeval.inspection.values import FileLook
from sqeval.starting.spelling import quoted, visible
from sqeval.starting.texts import Lang, text
from sqeval.tables.source import Source


@dataclass(frozen=True)
class Asked:
    """The exports, by their looks and their sources by path; zone, encoding, language."""

    looks: Sequence[FileLook]
    sources: Mapping[str, Source]
    zone: str | None
    encoding: str | None
    lang: Lang

    @property
    def title(self) -> str:
        """The title of the rule file: that of the first export."""
        stem = visible(Path(self.looks[0].path).stem)
        return text("title", self.lang, name=stem)

    @property
    def files(self) -> str:
        """The names of the exports, as a comment has them."""
        return ", ".join(quoted(Path(look.path).name)[1:-1] for look in self.looks)

    def bound(self, paths: Mapping[str, Iterable[str]]) -> dict[str, list[Source]]:
        """Return the sources of each table, by the paths of its files."""
        return {name: [self.sources[path] for path in given] for name, given in paths.items()}
