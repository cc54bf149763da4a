# ruff: noqa: INP001 - a folder of pages, no package
"""The problem codes: their names are taken out of the source, their meanings stand here.

A code in the source without a meaning, or a meaning without its code, stops the page from being
written.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from docs.shown import ROOT, row

_CODE = re.compile(r"SQ[1-7]\d\d")
_NAME = re.compile(r"[a-z][a-z0-9-]+")

FAMILIES = {
    "SQ1": "Reading rule files",
    "SQ2": "Names, types and units in rules",
    "SQ3": "Rules that cannot mean what they say",
    "SQ5": "Exports",
    "SQ6": "The command line",
    "SQ7": "Output",
}

MEANINGS = {
    "SQ101": "The YAML cannot be parsed, or is no mapping that starts with `version: 1`.",
    "SQ102": "A rule set is too large: bytes, values, one text, files or tables.",
    "SQ103": "The rule file is not UTF-8.",
    "SQ104": "The rule file holds more than one YAML document.",
    "SQ105": "YAML anchors and aliases are not read.",
    "SQ106": "YAML tags (`!x`, `!!x`) are not read.",
    "SQ107": "The YAML nests more than 32 levels deep.",
    "SQ108": "A number is not finite, too large or too long.",
    "SQ109": "A key is empty, no text, more than one line, or the merge key `<<`.",
    "SQ110": "A key stands twice in one mapping.",
    "SQ111": "No such key exists here.",
    "SQ112": "A key that is needed, or its value, is missing.",
    "SQ113": "No type of column or indicator has this name.",
    "SQ114": "A value is not of the kind, or not among the choices, that its key takes.",
    "SQ115": "There is no such rule file, or it cannot be read.",
    "SQ116": "A rule file extends itself, directly or through others.",
    "SQ117": "`extends` leads out of the folder of the rule file.",
    "SQ118": "Two extended files define the same id.",
    "SQ119": "There are more problems than are listed.",
    "SQ120": "A control or formatting character that could mislead a reader of the file.",
    "SQ121": "`null` removes an id or key that is not there.",
    "SQ201": "The expression is not well formed.",
    "SQ203": "No column, table, indicator or category value has this name.",
    "SQ204": "The types do not go together, such as a text compared with a number.",
    "SQ205": "There is no such function.",
    "SQ206": "The function exists, but does not take these arguments here.",
    "SQ207": "The category never has the value it is compared with.",
    "SQ208": "The regular expression is invalid or uses what a linear-time engine has not.",
    "SQ209": "The expression is too long, too deep or too large.",
    "SQ210": "Something that this entry builds on is not there, such as a table's key.",
    "SQ211": "A formula or a derived table is made of itself.",
    "SQ212": "The quantity is in another unit than the indicator, such as `5` for a duration.",
    "SQ213": "There is no such time zone.",
    "SQ214": "A named period is not valid or lacks its year.",
    "SQ215": "There is no such encoding.",
    "SQ216": "A time format is not valid.",
    "SQ217": "A name is reserved, or reads as a pattern of names.",
    "SQ290": "The rule language has this, but this version does not read it yet.",
    "SQ301": "`warn` lies on the missed side of the target.",
    "SQ302": "The points cannot be measured against the target as written.",
    "SQ303": "One spelling stands for two values of a column.",
    "SQ304": "An indicator or part counts twice.",
    "SQ305": "A gate or outcome names no grade.",
    "SQ306": "All weights of a part are 0.",
    "SQ307": "Bounds that leave no room: a band upside down, two grades at the same points.",
    "SQ308": "A key that says nothing where it stands.",
    "SQ501": "The file is missing, is a folder, or cannot be read.",
    "SQ502": "The file is no CSV: a workbook, an archive, a web page.",
    "SQ503": "The file changed while it was read.",
    "SQ504": "The bytes are not in the encoding that is declared, or in UTF-8.",
    "SQ505": "The file holds no text.",
    "SQ506": "A required column is not in the header.",
    "SQ507": "A header that is needed stands twice.",
    "SQ510": "Notice: the byte order mark overrules the declared encoding.",
    "SQ511": "Notice: several headers of `from` are present; the first one counts.",
    "SQ512": "Notice: no usable rows follow the header.",
    "SQ520": "Notice: a category holds values outside the declared ones.",
    "SQ521": "Notice: local times that a clock change repeats; the earlier instant counts.",
    "SQ522": "Notice: times with and without an offset stand in one column.",
    "SQ523": "Notice: no value of a time column has a time of day; all count as midnight.",
    "SQ525": "A column of numeric dates does not tell whether the day or the month stands first.",
    "SQ530": "Records of one key have different contents, and nothing says which one counts.",
    "SQ531": "Notice: rows of a derived table's source belong to no case.",
    "SQ532": "Notice: times without an offset count as UTC, since no zone is named.",
    "SQ533": "Files of one table differ in their columns.",
    "SQ534": "The same contents are given twice for a table without a key.",
    "SQ540": "More rows are rejected than `--max-rejected` allows.",
    "SQ535": "Notice: cells of a column cannot be read as its type.",
    "SQ541": "Notice: what `--as-of` rewinds and what it does not.",
    "SQ544": "Notice: a table that scored indicators read is not given.",
    "SQ543": "Notice: no row lies in the period.",
    "SQ542": "Rows are later than `as_of`, so they are outside the run.",
    "SQ601": "`--period` names no period.",
    "SQ602": "A period without its year fits several years of the data, or none.",
    "SQ603": "`--as-of` is no time.",
    "SQ604": "`--by` is empty or names a column twice.",
    "SQ605": "No table of the run has the column to group by.",
    "SQ606": "`--timezone` is no time zone.",
    "SQ607": "`--encoding` is no encoding.",
    "SQ608": "The rules declare no table of this name.",
    "SQ609": "`--table` is not NAME=FILE.",
    "SQ610": "No tickets are given, and the rules have indicators over them.",
    "SQ611": "No format has this name, or the suffix of the output tells none.",
    "SQ612": "An option takes a share such as `1%`.",
    "SQ613": "`--lang` is no language that reports are written in.",
    "SQ614": "An output is an input or asked for twice, or standard input is to be read twice.",
    "SQ701": "The output could not be written; what was there before is intact.",
    "SQ702": "Another run holds the output.",
}


def names() -> dict[str, str]:
    """Return the name of every code that the source uses.

    Raises ValueError where a code has two names.
    """
    found: dict[str, str] = {}
    for path in sorted((ROOT / "src").rglob("*.py")):
        for code, name in _pairs(path):
            if found.setdefault(code, name) != name:
                raise ValueError(f"{code} is called {found[code]} and, in {path}, {name}")
    return dict(sorted(found.items()))


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield codes beside their names: arguments, tuples, keys of literal dicts, constants."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    yield from _coded(constants.get("CODE"), constants.get("NAME"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                yield from _coded(key, value)
                yield from _coded(value, key)
        row_of = node.args if isinstance(node, ast.Call) else getattr(node, "elts", [])
        for first, second in pairwise(row_of):
            yield from _coded(first, second)


def _coded(code: ast.AST | None, name: ast.AST | None) -> Iterator[tuple[str, str]]:
    texts = [node.value for node in (code, name) if isinstance(node, ast.Constant)]
    match texts:
        case [str(first), str(second)] if _CODE.fullmatch(first) and _NAME.fullmatch(second):
            yield first, second


def table(family: str) -> str:
    """Return the table of one family's codes. Raises ValueError where code and page differ."""
    known = names()
    apart = sorted(known.keys() ^ MEANINGS.keys())
    if apart:
        raise ValueError(f"in the source or in MEANINGS only: {', '.join(apart)}")
    rows = [row(c, f"`{n}`", MEANINGS[c]) for c, n in known.items() if c.startswith(family)]
    return "".join([row("code", "name", "meaning"), row("---", "---", "---"), *rows])
