"""Exports as hypothesis draws them: odd headers over columns of every kind."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from hypothesis import strategies as st

#: Headers that YAML, expressions, the header matching or a shell could trip over.
ODD = [
    *(
        "yes",
        "null",
        "1e3",
        "- x",
        "{a}",
        "[b]",
        "a: b",
        "# c",
        "a #b",
        "*",
        "&x",
        "!y",
        "%d",
        "@z",
    ),
    *("~", "true", "'", '"', 'say "x"', "a,b", "two\nlines", "  lead", "tab\there", "`t`", "^a$"),
    *(
        "Name",
        "Name",
        "Name#2",
        "name",
        "状态",
        "创建时间",
        "工单编号",
        "满意度 评分",
        "😀",
        "é",
        "ﬁ",
    ),
    *("month", "day", "and", "not", "in", "present", "count", "tickets", "Team", "Agent", "nps"),
    *("Case ID", "Activity", "Timestamp", "Status", "Solved", "Rating", "Due date", "Closed at"),
    *(
        "(other: x)",
        "# sqeval: ignore[SQ319]",
        "x" * 300,
        "\u202eevil",
        "zero\u200bwidth",
        "?",
        "=",
    ),
    *(
        "wait (s)",
        "Duration in minutes",
        "default",
        "version",
        "key",
        "01",
        "a\\b",
        "${HOME}",
        "<<",
    ),
]

_WORDS = st.sampled_from(
    [*ODD, "Open", "Closed", "已解决", "N/A", "-", "?", "y", "2026-01-01", "12:30", "1,5", " a "]
)


def _numbered(make: Callable[[int], str]) -> st.SearchStrategy[st.SearchStrategy[str]]:
    return st.just(st.integers(0, 1_000).map(make))


#: For every kind of column, a strategy of its cells.
_CELLS = st.one_of(
    _numbered(str),
    _numbered(lambda n: str(n % 6)),
    _numbered(lambda n: str(n % 11)),
    _numbered(lambda n: f"{n / 8}"),
    _numbered(lambda n: f"T-{n}"),
    _numbered(lambda n: "Y" if n % 3 else "N"),
    _numbered(lambda n: "是" if n % 2 else "否"),
    _numbered(lambda n: ("Open", "Closed", "Solved", "已解决")[n % 4]),
    _numbered(lambda n: f"2026-0{n % 9 + 1}-1{n % 9} 0{n % 10}:00:0{n % 7}"),
    _numbered(lambda n: f"2026-0{n % 9 + 1}-1{n % 9}T0{n % 10}:00:00+08:00"),
    _numbered(lambda n: f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/2026 10:00"),
    _numbered(lambda n: f"{n % 12 + 1:02d}/{n % 11 + 1:02d}/2026"),
    _numbered(lambda n: f"2026-0{n % 9 + 1}-1{n % 9}"),
    _numbered(lambda n: f"{n % 30}:{n % 60:02d}:{n % 59:02d}"),
    st.just(_WORDS),
    st.just(st.sampled_from(["a", "b: c", "#d", "'e'", "null", "yes", '"f"'])),
    st.just(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=8)),
)

_HEADERS = st.lists(
    st.one_of(
        st.sampled_from(ODD),
        st.text(
            st.characters(codec="utf-8", exclude_characters="\x00\r\n"), min_size=1, max_size=12
        ),
    ),
    min_size=1,
    max_size=9,
)


#: Headers of the standard set: those it needs, and some of those that may be there.
NEEDED = ["Ticket ID", "Created at", "Status"]
_MORE = ["Priority", "Priorty", "Solved at", "Solved on", "Group", "Reopens", "Type", "Updated at"]


def exports() -> st.SearchStrategy[bytes]:
    """Draw exports: any headers, any kinds, from no row to some dozens, some cells empty."""
    return _exports(_HEADERS)


def known_exports() -> st.SearchStrategy[bytes]:
    """Draw exports under headers of the standard set, over whatever cells."""
    more = st.lists(st.sampled_from(_MORE), unique=True, max_size=4)
    return _exports(more.map(lambda headers: [*NEEDED, *headers]))


@st.composite
def _exports(draw: st.DrawFn, headers: st.SearchStrategy[list[str]]) -> bytes:
    header = draw(headers)
    kinds = [draw(_CELLS) for _ in header]
    rows = draw(st.integers(0, 25))
    cells = [
        [draw(st.one_of(kind, kind, kind, st.just(""))) for kind in kinds] for _ in range(rows)
    ]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([header, *cells])
    return buffer.getvalue().encode()
