"""Bars of block characters: readable without colour, exact to an eighth of a cell."""

from __future__ import annotations

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def bar(share: float, width: int, track: str = "") -> str:
    """Return a bar filling ``share`` (0-1) of ``width`` cells, the rest of them with ``track``.

    Like figures, bars tell no other story: only all of it fills the bar, and something shows.
    """
    whole = width * 8
    filled = min(
        max(round(share * whole), 1 if share > 0 else 0), whole if share >= 1 else whole - 1
    )
    drawn = "█" * (filled // 8) + _EIGHTHS[filled % 8]
    return drawn + track * (width - len(drawn))
