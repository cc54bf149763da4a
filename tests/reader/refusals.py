"""Cases that are refused as a whole: one problem, its line, and what to do."""

from __future__ import annotations

from tests.reader.cases import HEADER, A, B, C, D, Refusal, Setting, changed, file, table
from tests.reader.rows import (
    DECLARED,
    FOREIGN,
    HEADER_ONLY,
    HEADER_TWICE,
    KEYS,
    ORDER,
    SPELLING,
    YEARS,
)

_DECLARE = "declare 'encoding:'"
_CSV = "give that file"
CHINESE = table(A, B.replace("screen", "急"), C, D)


def _encodings() -> list[Refusal]:
    latin = table(A, B, C.replace("badge", "café"), D)
    return [
        Refusal(
            DECLARED,
            "GB18030, not declared",
            CHINESE.encode("gb18030"),
            "SQ504",
            3,
            "byte offset",
            "gb18030",
        ),
        Refusal(
            DECLARED,
            "Big5, not declared",
            CHINESE.encode("big5"),
            "SQ504",
            3,
            "byte offset",
            "big5",
        ),
        Refusal(
            DECLARED,
            "cp1252, not declared",
            latin.encode("cp1252"),
            "SQ504",
            4,
            "byte offset",
            "cp1252",
        ),
        Refusal(
            DECLARED,
            "one row otherwise",
            CHINESE.encode() + B.replace("screen", "急").encode("gb18030") + b"\n",
            "SQ504",
            6,
            "byte offset",
            _DECLARE,
        ),
        Refusal(
            DECLARED,
            "UTF-16 without a mark",
            CHINESE.encode("utf-16-le"),
            "SQ504",
            1,
            "not utf-8",
            "utf-16-le",
        ),
        Refusal(
            DECLARED,
            "UTF-8, declared as GB18030",
            CHINESE.replace("急", "急速x").encode() + b"\xff\xff\n",
            "SQ504",
            3,
            "not gb18030",
            "declared encoding",
            Setting("gb18030"),
        ),
        Refusal(
            DECLARED,
            "CRLF, line of the first wrong byte",
            CHINESE.replace("\n", "\r\n").encode("gb18030"),
            "SQ504",
            3,
            "(line 3)",
            _DECLARE,
        ),
    ]


def _foreign() -> list[Refusal]:
    kinds = {
        "XLS": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "PDF": b"%PDF-1.7\n",
        "HTML": b"\n<!DOCTYPE html>\n<html><body>Sign in</body></html>",
        "JSON": b'[{"Ticket ID": "A-1"}]',
        "XML": b'<?xml version="1.0"?><tickets/>',
    }
    return [
        *(
            Refusal(FOREIGN, f"{kind} as CSV", data, "SQ502", 0, kind, _CSV)
            for kind, data in kinds.items()
        ),
        *(
            Refusal(HEADER_ONLY, f"file of {name}", data, "SQ505", 0, "no text", "")
            for name, data in (
                ("nothing", b""),
                ("a mark", b"\xef\xbb\xbf"),
                ("newlines", b"\n\r\n\n"),
                ("spaces", b"  \n\t"),
            )
        ),
    ]


def _headers() -> list[Refusal]:
    twice = HEADER.replace("Subject", "created AT")
    named = Setting(columns={"subject": "{from: [Title, 题目]}"})
    return [
        Refusal(
            HEADER_TWICE,
            "needed and twice",
            file(A, B, header=twice),
            "SQ507",
            1,
            "columns 2 and 7",
            "'Created at#1' or 'Created at#2'",
        ),
        Refusal(
            HEADER_TWICE,
            "needed and twice below a title",
            b"Report\n\n" + file(A, B, header=twice),
            "SQ507",
            3,
            "columns 2 and 7",
            "'Created at#2'",
        ),
        Refusal(
            SPELLING,
            "one missing, one close",
            file(A, B, header=HEADER.replace("Effort", "Efort")),
            "SQ506",
            1,
            "effort (looked for 'Effort', '工时')",
            "did you mean 'Efort'?",
        ),
        Refusal(
            SPELLING,
            "all that are missing at once",
            file(A, B, header=HEADER.replace("Effort", "x").replace("Priority", "y")),
            "SQ506",
            1,
            "priority (looked for 'Priority', '优先级'); effort",
            "present: 'Ticket ID', 'Created at'",
        ),
        Refusal(
            SPELLING,
            "a name that is not there",
            file(A, B, C),
            "SQ506",
            1,
            "subject (looked for 'Title', '题目')",
            "present:",
            named,
        ),
        Refusal(
            SPELLING,
            "no header",
            f"{A}\n{B}\n{C}".encode(),
            "SQ506",
            1,
            "missing required columns",
            "does not look like a header",
        ),
    ]


def _contents() -> list[Refusal]:
    ambiguous = [
        changed(line, 1, f"0{n}/03/2026 09:00") for n, line in enumerate((A, B, C), start=1)
    ]
    both = [changed(A, 1, "25/03/2026 09:00"), B, changed(C, 1, "03/25/2026 09:00")]
    other = changed(B, 5, "9")
    seconds = '{from: [Created at], type: datetime, formats: ["epoch s"]}'
    milliseconds = [changed(line, 1, f"176769180{n}000") for n, line in enumerate((A, B, C, D))]
    broken = [A.replace("printer", '"a\nb"'), B, C, D, other]
    return [
        Refusal(
            ORDER,
            "no value tells the order",
            file(*ambiguous),
            "SQ525",
            2,
            "does not tell",
            "formats:",
        ),
        Refusal(
            ORDER,
            "one value that does not tell",
            file(A, changed(B, 1, "03/04/2026 10:00"), C),
            "SQ525",
            3,
            "does not tell",
            "formats:",
        ),
        Refusal(
            ORDER,
            "both orders",
            file(*both),
            "SQ525",
            2,
            "line 2 and the month first in line 4",
            "formats:",
        ),
        Refusal(
            YEARS,
            "milliseconds taken for seconds in every clock",
            file(*milliseconds),
            "SQ554",
            9,  # of the rule file: it declares the column
            "created_at in 1.csv: 4 of 4 cells cannot be read (implausible-time 4); the first "
            "stands in line 2",
            "formats",
            Setting(columns={"created_at": seconds}),
        ),
        Refusal(
            KEYS,
            "one key, two contents",
            file(A, B, C, D, other),
            "SQ530",
            3,
            "lines 3 and 6",
            "keep: last",
        ),
        Refusal(
            KEYS,
            "one key, two contents, below a text of two lines",
            file(*broken),
            "SQ530",
            4,
            "lines 4 and 7",
            "keep: last",
        ),
    ]


REFUSALS: tuple[Refusal, ...] = (*_encodings(), *_foreign(), *_headers(), *_contents())
