"""A clean export of made-up tickets, kept record by record so that damage can be accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

HEADERS: Mapping[str, tuple[str, str]] = {
    "ticket_id": ("Ticket ID", "工单编号"),
    "created_at": ("Created at", "创建时间"),
    "subject": ("Subject", "标题"),
    "priority": ("Priority", "优先级"),
    "team": ("Team", "受理组"),
    "solved_at": ("Solved at", "解决时间"),
    "reopens": ("Reopens", "重开次数"),
    "notes": ("Notes", "备注"),
    "effort": ("Effort", "工时"),
    "updated_at": ("Updated at", "更新时间"),
}

#: Stands for a letter in another encoding than the file's.
FOREIGN = "\ue000"

_SUBJECTS = (
    "Printer on floor 3 is jammed",
    "Invoice 2026-114 is wrong, please check",
    "密码重置后无法登录",
    'The screen says "no signal"',
    "退款未到账，请尽快处理",
    "Dear team,\n\nmy laptop does not start.\nThanks, Ann",
    "VPN drops; tried twice",
    "Order 7,310: item missing",
    "Zoë's café | new till",
    "您好：\n系统报错 500\n谢谢",
    "a\ttab and a ; semicolon",
    "--",
)
_NOTES = (
    "",
    "",
    "called back",
    "已电话回访，客户满意",
    "see: C:\\temp\\log.txt",
    'quote: "it works, now"\nclosed',
    "on hold, waiting for parts",
    "1. reboot\n2. wait, wait, wait\n3. done",
)
_TEAMS = ("EMEA", "华东", "Field service", "一线, 夜班")
_PRIORITIES = (("Urgent", "High", "Normal"), ("紧急", "高", "普通"))
_BEGIN = datetime(2026, 1, 1)  # noqa: DTZ001 - the cells are naive


def dice(seed: int) -> Random:
    """Return the source of all chance here."""
    return Random(seed)  # noqa: S311 - damage is no secret


@dataclass(frozen=True)
class Record:
    """Some text of the file (its lines joined by a line feed).

    ``cells`` are what a reader may take from it (None: it must not be used), ``origin`` is the
    clean row it comes from, ``damaged`` says that it is not that row as it was.
    """

    text: str
    cells: tuple[str, ...] | None = None
    origin: int | None = None
    damaged: bool = False


@dataclass
class Export:
    """The records of a file, header and all, and how they are written."""

    columns: tuple[str, ...]
    header: tuple[str, ...]
    clean: tuple[tuple[str, ...], ...]
    delimiter: str
    quote_all: bool
    records: list[Record] = field(default_factory=list)
    end: str = "\n"
    ended: bool = True
    encoding: str = "utf-8"
    declared: str | None = None
    mark: bytes = b""
    mixed: bool = False
    broken: bytes = b""
    orders: set[str] = field(default_factory=set)
    refusals: set[str] = field(default_factory=set)
    ways: list[str] = field(default_factory=list)

    def written(self, cells: Sequence[str]) -> str:
        """Write a record as it should be."""
        return self.delimiter.join(map(self.cell, cells))

    def cell(self, text: str) -> str:
        """Write a cell as it should be."""
        special = any(c in text for c in f'"\n\r{self.delimiter}') or text.startswith(" ")
        return '"' + text.replace('"', '""') + '"' if self.quote_all or special else text

    def raw(self, at: int, column: str, text: str) -> str:
        """Write the record ``at`` with this text, as it is, in the place of one cell."""
        cells = list(map(self.cell, self.cells(at)))
        cells[self.columns.index(column)] = text
        return self.delimiter.join(cells)

    def cells(self, at: int) -> tuple[str, ...]:
        """Return the cells of a clean record."""
        cells = self.records[at].cells
        if cells is None:
            raise AssertionError(f"record {at} is damaged already")
        return cells

    def get(self, at: int, column: str) -> str:
        """Return one cell of a clean record."""
        return self.cells(at)[self.columns.index(column)]

    def put(self, at: int, text: str, cells: Sequence[str] | None = None) -> None:
        """Put a damaged text in the place of a record; ``cells`` are what it still says."""
        kept = None if cells is None else tuple(cells)
        self.records[at] = replace(self.records[at], text=text, cells=kept, damaged=True)

    def set(self, at: int, **cells: str) -> None:
        """Write other cells into a record."""
        new = [cells.get(c, old) for c, old in zip(self.columns, self.cells(at), strict=True)]
        self.put(at, self.written(new), new)

    def insert(self, at: int, text: str) -> None:
        """Insert a line that is no ticket."""
        self.records.insert(at, Record(text))

    @property
    def header_at(self) -> int:
        """The place of the header among the records."""
        return next(i for i, r in enumerate(self.records) if r.cells == self.header)

    def whole(self) -> list[int]:
        """Return the places of the records that are still clean."""
        return [i for i, r in enumerate(self.records) if r.origin is not None and not r.damaged]

    def starts(self) -> dict[int, Record]:
        """Return the records of tickets that may be used, by the physical line they begin on."""
        found, line = {}, 1
        for record in self.records:
            if record.origin is not None and record.cells is not None:
                found[line] = record
            line += record.text.count("\n") + 1
        return found

    def encoded(self, rng: Random) -> bytes:
        """Return the bytes of the file."""
        last = len(self.records) - 1
        parts = []
        for i, record in enumerate(self.records):
            end = rng.choice(("\n", "\r\n")) if self.mixed else self.end
            text = record.text if self.mixed else record.text.replace("\n", self.end)
            parts.append(text + (end if i < last or self.ended else ""))
        data = "".join(parts).encode(self.encoding)
        return self.mark + data.replace(FOREIGN.encode(), "急".encode("gb18030")) + self.broken


def clean_export(rng: Random, delimiter: str = ",") -> Export:
    """Make an export of 25 to 150 tickets without any damage."""
    chinese = rng.random() < 0.4
    columns = list(HEADERS)
    if rng.random() < 0.3:
        rng.shuffle(columns)
        # at an end of the record, half a subject would leave a record of full width
        inner = next(i for i in range(1, 8) if columns[i] not in {"subject", "notes"})
        for end in (0, -1):
            if columns[end] == "subject":
                columns[end], columns[inner] = columns[inner], columns[end]
    count = rng.randint(25, 150)
    rows = [_ticket(rng, i, chinese=chinese) for i in range(count)]
    clean = tuple(tuple(row[c] for c in columns) for row in rows)
    header = tuple(HEADERS[c][chinese] for c in columns)
    export = Export(tuple(columns), header, clean, delimiter, rng.random() < 0.25)
    export.records = [
        Record(export.written(header), header),
        *(Record(export.written(row), row, i) for i, row in enumerate(clean)),
    ]
    return export


def _ticket(rng: Random, i: int, *, chinese: bool) -> dict[str, str]:
    created = _BEGIN + timedelta(minutes=rng.randint(0, 120 * 24 * 60), seconds=rng.randint(0, 59))
    solved = created + timedelta(minutes=rng.randint(5, 2_000))
    if rng.random() < 0.1:
        solved = datetime(created.year, created.month, created.day) + timedelta(days=1)  # noqa: DTZ001
    is_open = rng.random() < 0.15
    updated = (created if is_open else solved) + timedelta(minutes=rng.randint(0, 600))
    return {
        "ticket_id": f"T-{1000 + i}" if not chinese else f"{20260000 + i}",
        "created_at": f"{created}",
        "subject": rng.choice(_SUBJECTS),
        "priority": rng.choice(_PRIORITIES[chinese]),
        "team": rng.choice(_TEAMS),
        "solved_at": "" if is_open else f"{solved}",
        "reopens": str(rng.choice((0, 0, 0, 0, 1, 2))),
        "notes": rng.choice(_NOTES),
        "effort": rng.choice(("0.25", "0.5", "1", "2.75", "12", "")),
        "updated_at": f"{updated}",
    }
