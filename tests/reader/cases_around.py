"""Cases of what stands around the records: titles, headers, totals, footers, blank lines."""

from __future__ import annotations

from tests.reader.cases import ALL, HEADER, A, B, C, Case, D, Setting, file, table
from tests.reader.rows import BLANK, HEADER_ONLY, HEADER_TWICE, SPELLING, SURROUNDINGS

PLAIN = table(A, B, C, D)
LATER = {line + 1: ticket for line, ticket in ALL.items()}


def _surroundings() -> list[Case]:
    title = ("Report of tickets", "", "Generated,2026-01-31 10:00")
    below = {line + 3: ticket for line, ticket in ALL.items()}
    middle = {2: "A", 3: "B", 5: "C", 6: "D"}
    whole = {2: "A", 3: "B", 4: "C", 5: "D"}
    again = [(4, "repeated-header")]
    quoted = ",".join(f'"{name}"' for name in HEADER.split(","))
    totals = (
        "Total,,,,1,4.25,",
        "Subtotal,,,,,4.25,",
        "合计,,,,1,,",
        '"Grand total","","","","","4",""',
    )
    footers = ("Total: 4", "Total,4", "Exported by Desk on 2026-01-31", "合计：4", "Page 1 of 1")
    return [
        Case(
            SURROUNDINGS,
            "title",
            "\n".join(title).encode() + b"\n" + PLAIN.encode(),
            below,
            [(1, "preamble"), (3, "preamble")],
            blank=1,
        ),
        Case(
            SURROUNDINGS,
            "padded title",
            b"Tickets,,,,,,\n" + PLAIN.encode(),
            LATER,
            [(1, "preamble")],
        ),
        Case(
            SURROUNDINGS,
            "title with a quote",
            b'Report "Q1\n' + PLAIN.encode(),
            LATER,
            [(1, "preamble")],
        ),
        Case(
            SURROUNDINGS,
            "row before the header",
            (D + "\n" + table(A, B, C)).encode(),
            {3: "A", 4: "B", 5: "C"},
            [(1, "before-header")],
        ),
        Case(
            SURROUNDINGS,
            "title, CRLF, line break in quotes",
            ("Report\n" + table(A.replace("printer", '"a\nb\nc"'), B, C, D))
            .replace("\n", "\r\n")
            .encode(),
            {3: "A", 6: "B", 7: "C", 8: "D"},
            [(1, "preamble")],
        ),
        *(
            Case(SURROUNDINGS, f"header again: {name}", file(A, B, line, C, D), middle, again)
            for name, line in (
                ("as it is", HEADER),
                ("quoted", quoted),
                ("in capitals", HEADER.upper()),
                ("with a mark", "\ufeff" + HEADER),
                ("with spaces", HEADER.replace(",", " , ")),
                ("with no-break spaces", HEADER.replace(" ", "\u00a0")),
            )
        ),
        *(
            Case(
                SURROUNDINGS,
                f"total between: {line[:6]}",
                file(A, B, line, C, D),
                middle,
                [(4, "total-row")],
            )
            for line in totals
        ),
        *(
            Case(
                SURROUNDINGS,
                f"total at the end: {line[:6]}",
                file(A, B, C, D, line),
                whole,
                [(6, "total-row")],
            )
            for line in totals
        ),
        *(
            Case(SURROUNDINGS, f"footer: {line}", file(A, B, C, D, line), whole, [(6, "footer")])
            for line in footers
        ),
        Case(
            SURROUNDINGS,
            "remarks of several lines",
            file(A, B, C, D, "", "Total: 4", "Confidential"),
            whole,
            [(7, "footer"), (8, "footer")],
            blank=1,
        ),
        Case(
            SURROUNDINGS,
            "a ticket whose text says total",
            file(A, B, C, D.replace("login", "Total: 4")),
        ),
    ]


def _headers() -> list[Case]:
    spelled = {
        "capitals": HEADER.upper(),
        "spaces": HEADER.replace(" ", "   ").replace(",", " , "),
        "no-break spaces": HEADER.replace(" ", "\u00a0"),
        "zero-width spaces": HEADER.replace(",", "\u200b,\u200b").replace("t I", "t\u200d I"),
        "full-width letters": HEADER.replace("Effort", "Ｅｆｆｏｒｔ"),
        "quotes": ",".join(f'"{name}"' for name in HEADER.split(",")),
        "tabs": HEADER.replace("Created at", "Created\tat"),
    }
    repeated = PLAIN.replace("Effort", "Subject").replace("Ticket ID", "Effort#2")
    second = PLAIN.replace("Subject", "Effort")
    return [
        *(
            Case(SPELLING, f"header in {name}", file(A, B, C, D, header=header))
            for name, header in spelled.items()
        ),
        Case(
            SPELLING,
            "header of two lines",
            PLAIN.replace("Created at", '"Created\nat"').encode(),
            LATER,
        ),
        Case(
            HEADER_TWICE,
            "twice, and nobody needs it",
            file(A, B, C, D, header=HEADER)
            .replace(b"\n", b",x,y\n")
            .replace(b",x,y", b",Tag,Tag", 1),
        ),
        Case(
            HEADER_TWICE,
            "the first of two, by number",
            second.encode(),
            setting=Setting(columns={"effort": '{from: ["Effort#1"], type: number}'}),
        ),
        Case(
            HEADER_TWICE,
            "a header with a number sign",
            repeated.encode(),
            setting=Setting(
                columns={
                    "ticket_id": '{from: ["Effort#2"]}',
                    "effort": '{from: ["Subject#1"], type: number}',
                    "subject": '{from: ["Subject#2"]}',
                }
            ),
        ),
        Case(HEADER_ONLY, "header only", file(), {}, notices=frozenset({"SQ512"})),
        Case(
            HEADER_ONLY,
            "header only, no line end",
            HEADER.encode(),
            {},
            notices=frozenset({"SQ512"}),
        ),
        Case(
            HEADER_ONLY,
            "header and blank lines",
            file("", ",,,,,,"),
            {},
            blank=2,
            notices=frozenset({"SQ512"}),
        ),
    ]


def _blank() -> list[Case]:
    lines = {
        "nothing": "",
        "spaces": "   ",
        "tab": "\t",
        "ideographic space": "\u3000",
        "no-break space": "\u00a0",
        "commas": ",,,,,,",
        "fewer commas": ",,",
        "more commas": ",,,,,,,,",
        "commas and spaces": " , ,, ,,,",
        "empty quotes": '"","","","","","",""',
    }
    middle = {2: "A", 3: "B", 5: "C", 6: "D"}
    return [
        *(
            Case(BLANK, f"blank line of {name}", file(A, B, line, C, D), middle, blank=1)
            for name, line in lines.items()
        ),
        Case(BLANK, "blank lines last", PLAIN.encode() + b"\n\r\n,,,,,,\n\n", blank=4),
        Case(
            BLANK,
            "blank lines first",
            b"\n  \n" + PLAIN.encode(),
            {line + 2: ticket for line, ticket in ALL.items()},
            blank=2,
        ),
        Case(
            BLANK,
            "blank line in quotes",
            file(A.replace("printer", '"a\n\nb"'), "", B, C, D),
            {2: "A", 6: "B", 7: "C", 8: "D"},
            blank=1,
            subjects={"A": "a\n\nb"},
        ),
    ]


def _joined() -> list[Case]:
    """Return cases of exports that were pasted together."""
    turned = [",".join(reversed(line.split(","))) for line in (HEADER, C, D)]
    other = [(line, "other-header") for line in (4, 5, 6)]
    two_lines = turned[1].replace("badge", '"a\nb"')
    swapped = HEADER.replace("Created at,Solved at", "Solved at,Created at")
    renamed = HEADER.replace("Subject", "Title")
    return [
        Case(SURROUNDINGS, "another order below", file(A, B, *turned), {2: "A", 3: "B"}, other),
        Case(
            SURROUNDINGS,
            "another order below, text of two lines",
            file(A, B, turned[0], two_lines, turned[2]),
            {2: "A", 3: "B"},
            [(4, "other-header"), (5, "other-header"), (7, "other-header")],
        ),
        Case(
            SURROUNDINGS,
            "another order below, then the first again",
            file(A, turned[0], turned[1], HEADER, B, C, D),
            {2: "A", 6: "B", 7: "C", 8: "D"},
            [(3, "other-header"), (4, "other-header"), (5, "repeated-header")],
        ),
        *(
            Case(SURROUNDINGS, f"{name} below", file(A, B, header, C, D), {2: "A", 3: "B"}, other)
            for name, header in (("two columns swapped", swapped), ("a column renamed", renamed))
        ),
    ]


CASES: tuple[Case, ...] = (*_surroundings(), *_joined(), *_headers(), *_blank())
