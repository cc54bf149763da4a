"""Cases of whole files: encodings, line ends, delimiters."""

from __future__ import annotations

import codecs

from tests.reader.cases import ALL, HEADER, A, B, C, Case, D, Setting, file, table
from tests.reader.rows import DECLARED, DELIMITER, ENDS, MARKS

PLAIN = table(A, B, C, D)
CHINESE = (
    PLAIN.replace(HEADER, "工单编号,创建时间,解决时间,优先级,重开次数,工时,标题")
    .replace("Urgent", "紧急")
    .replace("High", "高")
    .replace("Normal", "普通")
)
LATER = {line + 1: ticket for line, ticket in ALL.items()}
FRENCH = PLAIN.replace("badge", "café €")


def _marks() -> list[Case]:
    utf_8 = codecs.BOM_UTF8
    return [
        Case(MARKS, "UTF-8 mark", utf_8 + PLAIN.encode()),
        Case(MARKS, "two UTF-8 marks", utf_8 * 2 + PLAIN.encode()),
        Case(MARKS, "UTF-8 mark, Chinese", utf_8 + CHINESE.encode()),
        Case(
            MARKS,
            "UTF-8 mark before a quote",
            utf_8 + PLAIN.replace("Ticket ID", '"Ticket ID"').encode(),
        ),
        Case(MARKS, "UTF-16, little end first", codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le")),
        Case(MARKS, "UTF-16, big end first", codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be")),
        Case(MARKS, "UTF-16, CRLF", PLAIN.replace("\n", "\r\n").encode("utf-16")),
        Case(
            MARKS,
            "mark against the declaration",
            utf_8 + CHINESE.encode(),
            notices=frozenset({"SQ510"}),
            setting=Setting(encoding="gb18030"),
        ),
    ]


def _declared() -> list[Case]:
    texts = {
        "gb18030": CHINESE,
        "gbk": CHINESE,
        "big5": PLAIN.replace("badge", "門禁卡"),
        "cp1252": FRENCH,
        "latin-1": PLAIN.replace("badge", "café"),
        "utf-16-le": CHINESE,
    }
    on_command = [
        Case(DECLARED, f"{name}, on the command line", text.encode(name), setting=Setting(name))
        for name, text in texts.items()
    ]
    in_rules = Setting(table="encoding: gb18030")
    return [
        *on_command,
        Case(DECLARED, "gb18030, in the rules", CHINESE.encode("gb18030"), setting=in_rules),
        Case(
            DECLARED,
            "the command line before the rules",
            CHINESE.encode(),
            setting=Setting("utf-8", table="encoding: gb18030"),
        ),
        Case(
            DECLARED,
            "euro sign of cp1252",
            FRENCH.encode("cp1252"),
            subjects={"C": "café €"},
            setting=Setting("cp1252"),
        ),
    ]


def _ends() -> list[Case]:
    quoted = A.replace("printer", '"two\nlines"')
    two = {2: "A", 4: "B", 5: "C", 6: "D"}
    text = table(quoted, B, C, D)
    stray = B.replace("screen", "scr\reen")
    one_lost = {2: "A", 4: "C", 5: "D"}
    return [
        Case(ENDS, "LF", PLAIN.encode()),
        Case(ENDS, "CRLF", PLAIN.replace("\n", "\r\n").encode()),
        Case(ENDS, "CRLF, line break in quotes", text.replace("\n", "\r\n").encode(), two),
        Case(
            ENDS,
            "LF in quotes among CRLF",
            text.replace("\n", "\r\n").replace("two\r", "two").encode(),
            two,
        ),
        Case(ENDS, "mixed", PLAIN.replace("\n", "\r\n", 2).encode()),
        Case(ENDS, "lone CR", PLAIN.replace("\n", "\r").encode()),
        Case(ENDS, "lone CR, line break in quotes", text.replace("\n", "\r").encode(), two),
        Case(ENDS, "no last line end", PLAIN.removesuffix("\n").encode()),
        Case(ENDS, "CRLF, no last line end", PLAIN.replace("\n", "\r\n").rstrip().encode()),
        Case(ENDS, "lone CR in a row", file(A, stray, C, D), one_lost, [(3, "stray-cr")]),
        Case(
            ENDS,
            "lone CR in a row among CRLF",
            table(A, stray, C, D).replace("\n", "\r\n").encode(),
            one_lost,
            [(3, "stray-cr")],
        ),
        Case(ENDS, "lone CR in quotes", file(A, B.replace("screen", '"scr\reen"'), C, D)),
        Case(
            ENDS,
            "line separator of Unicode in a text",
            file(A, B.replace("screen", "a\u2028b\u0085c\x0bd"), C, D),
        ),
    ]


def _delimiters() -> list[Case]:
    cases = [
        Case(DELIMITER, f"delimiter {name}", PLAIN.replace(",", mark).encode())
        for name, mark in (("semicolon", ";"), ("tab", "\t"), ("pipe", "|"))
    ]
    decimal = {"effort": '{from: [Effort], type: number, decimal: ","}'}
    continental = PLAIN.replace(",", ";").replace("1.5", "1,5").replace("2.25", "2,25")
    return [
        *cases,
        Case(
            DELIMITER,
            "semicolons and decimal commas",
            continental.replace("0.5", "0,5").encode(),
            setting=Setting(columns=decimal),
        ),
        Case(
            DELIMITER,
            "separator line",
            ("sep=;\n" + PLAIN.replace(",", ";")).encode(),
            LATER,
            [(1, "preamble")],
        ),
        Case(
            DELIMITER,
            "separator line behind a mark",
            codecs.BOM_UTF8 + ('"sep=\t"\r\n' + PLAIN.replace(",", "\t")).encode(),
            LATER,
            [(1, "preamble")],
        ),
        Case(DELIMITER, "more of the others", PLAIN.replace("Subject", "Sub;ject;|;|").encode()),
        Case(
            DELIMITER,
            "delimiters in quotes",
            file(A, B.replace("screen", '"a, b, ""c"", d"'), C, D),
        ),
    ]


CASES: tuple[Case, ...] = (*_marks(), *_declared(), *_ends(), *_delimiters())
