"""Damage a clean export by seed, in named ways, and know which rows were hit."""

from __future__ import annotations

from tests.reader.export import Export, clean_export, dice
from tests.reader.ways_cells import CELLS
from tests.reader.ways_files import FILES
from tests.reader.ways_quotes import QUOTES
from tests.reader.ways_rows import ROWS, Way

#: Every way by its name.
WAYS: dict[str, Way] = {
    **ROWS,
    **QUOTES,
    **CELLS,
    **{name: way for group in FILES.values() for name, way in group.items()},
}

_ROW_WAYS = (*ROWS, *QUOTES, *CELLS)


def polluted(seed: int) -> Export:
    """Return an export with one to four damaged records, or a changed file, or both.

    Each way has its turn: the seed counts through them, the rest is by chance.
    """
    rng = dice(seed)
    export = clean_export(rng, rng.choice((",", ",", ",", ";", "\t", "|")))
    first = list(WAYS)[seed % len(WAYS)]
    names = [first, *rng.choices(_ROW_WAYS, k=rng.choice((0, 0, 1, 2, 3)))]
    taken = {group for group, ways in FILES.items() if first in ways}
    for group, ways in FILES.items():
        if group not in taken and rng.random() < 0.12:
            names.append(rng.choice(list(ways)))
    # what changes the file comes last, and a cut at its end after all else
    order = {name: i for i, name in enumerate(WAYS)}
    for name in sorted(names, key=lambda name: order[name]):
        whole = export.whole()
        if whole:
            at = rng.choice((whole[0], whole[-1], *rng.choices(whole, k=8)))
            WAYS[name](export, at, rng)
            export.ways.append(name)
    return export
