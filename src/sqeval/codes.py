"""Every problem code: its stable name, how much it weighs, what it means.

One literal table, so that a code can be named anywhere and explained, selected and silenced
everywhere. A code never changes its meaning; one that is given up is not used again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: an error refuses, a warning is reported, a notice informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True)
class Code:
    """What a problem code stands for: its name, its severity, its meaning in a sentence."""

    name: str
    meaning: str
    severity: Severity = Severity.ERROR


WARNING, NOTICE = Severity.WARNING, Severity.NOTICE

#: The families of codes, by how a code begins.
FAMILIES: dict[str, str] = {
    "SQ1": "Reading rule files",
    "SQ2": "Names, types and units in rules",
    "SQ3": "Rules that cannot mean what they say",
    "SQ4": "Style of rule files",
    "SQ5": "Exports",
    "SQ6": "The command line",
    "SQ7": "Output",
    "SQ8": "Rule tests",
}

CODES: dict[str, Code] = {
    "SQ101": Code(
        "yaml-syntax", "The YAML cannot be parsed, or is no mapping that starts with `version: 1`."
    ),
    "SQ102": Code(
        "file-too-large", "A rule set is too large: bytes, values, one text, files or tables."
    ),
    "SQ103": Code("not-utf-8", "The rule file is not UTF-8."),
    "SQ104": Code("second-document", "The rule file holds more than one YAML document."),
    "SQ105": Code("alias", "YAML anchors and aliases are not read."),
    "SQ106": Code("tag", "YAML tags (`!x`, `!!x`) are not read."),
    "SQ107": Code("too-deep", "The YAML nests more than 32 levels deep."),
    "SQ108": Code("bad-number", "A number is not finite, too large or too long."),
    "SQ109": Code("bad-key", "A key is empty, no text, more than one line, or the merge key `<<`."),
    "SQ110": Code("duplicate-key", "A key stands twice in one mapping."),
    "SQ111": Code("unknown-key", "No such key exists here."),
    "SQ112": Code("missing-key", "A key that is needed, or its value, is missing."),
    "SQ113": Code("unknown-type", "No type of column or indicator has this name."),
    "SQ114": Code(
        "wrong-value", "A value is not of the kind, or not among the choices, that its key takes."
    ),
    "SQ115": Code("no-such-file", "There is no such rule file, or it cannot be read."),
    "SQ116": Code("cyclic-extends", "A rule file extends itself, directly or through others."),
    "SQ117": Code("outside-root", "`extends` leads out of the folder of the rule file."),
    "SQ118": Code(
        "duplicate-id", "Two extended files, or two stages of a table, have the same id."
    ),
    "SQ119": Code("too-many-problems", "There are more problems than are listed."),
    "SQ120": Code(
        "control-character",
        "A control or formatting character that could mislead a reader of the file.",
    ),
    "SQ121": Code("nothing-to-remove", "`null` removes an id or key that is not there."),
    "SQ201": Code("expression-syntax", "The expression is not well formed."),
    "SQ203": Code("unknown-name", "No column, table, indicator or category value has this name."),
    "SQ204": Code(
        "type-mismatch", "The types do not go together, such as a text compared with a number."
    ),
    "SQ205": Code("unknown-function", "There is no such function."),
    "SQ206": Code(
        "wrong-arguments", "The function exists, but does not take these arguments here."
    ),
    "SQ207": Code("unknown-value", "The category never has the value it is compared with."),
    "SQ208": Code(
        "bad-regex", "The regular expression is invalid or uses what a linear-time engine has not."
    ),
    "SQ209": Code("too-large", "The expression is too long, too deep or too large."),
    "SQ210": Code(
        "missing-reference",
        "Something that this entry builds on is not there, such as a table's key.",
    ),
    "SQ211": Code("cyclic-reference", "A formula or a derived table is made of itself."),
    "SQ212": Code(
        "wrong-unit",
        "The quantity is in another unit than the indicator, such as `5` for a duration.",
    ),
    "SQ213": Code("bad-zone", "There is no such time zone."),
    "SQ214": Code("bad-period", "A named period is not valid or lacks its year."),
    "SQ215": Code("bad-encoding", "There is no such encoding."),
    "SQ216": Code("bad-format", "A time format is not valid."),
    "SQ217": Code("reserved-name", "A name is reserved, or reads as a pattern of names."),
    "SQ218": Code("bad-profile", "No profile has this name, or it does not fit the table."),
    "SQ290": Code("not-yet", "The rule language has this, but this version does not read it yet."),
    "SQ301": Code("warn-side", "`warn` lies on the missed side of the target."),
    "SQ302": Code("points-target", "The points cannot be measured against the target as written."),
    "SQ303": Code(
        "double-category",
        "One spelling stands for two values of a column, or one value for two states.",
    ),
    "SQ304": Code("scored-twice", "An indicator or part counts twice."),
    "SQ305": Code("unknown-grade", "A gate or outcome names no grade."),
    "SQ306": Code("bad-weight", "All weights of a part are 0."),
    "SQ307": Code(
        "bad-bounds",
        "Bounds that leave no room: a band upside down, two grades at the same points.",
    ),
    "SQ308": Code("says-nothing", "A key that says nothing where it stands."),
    "SQ309": Code("weight-sum", "The weights of a part look like per cent and do not sum to 100."),
    "SQ310": Code("unreachable-grade", "No points can ever earn this grade."),
    "SQ311": Code("curve-shape", "Points rise where the value gets worse."),
    "SQ312": Code("impossible-target", "No value can meet the target."),
    "SQ313": Code(
        "good-total", "`good` and `total` leave one answer only, or do not fit together."
    ),
    "SQ314": Code("never-true", "A condition that no row, and no score, can make true."),
    "SQ315": Code("ambiguous-format", "Two formats of a column read one text as two dates."),
    "SQ316": Code(
        "unscored-indicator", "An indicator stands in no part of the scorecard.", WARNING
    ),
    "SQ317": Code("zero-weight", "A part or indicator of weight 0 counts for nothing.", WARNING),
    "SQ318": Code("missing-min-n", "A figure per person has no smallest number of cases.", WARNING),
    "SQ319": Code("unused-column", "Nothing uses this column.", WARNING),
    "SQ320": Code("relative-points", "Points in shares of a target that is 0 or less."),
    "SQ321": Code("ungroupable-name", "`--by` cannot name this column.", WARNING),
    "SQ322": Code("text-order", "The later record is told by the order of texts.", WARNING),
    "SQ323": Code("idle-target", "Every value meets the target.", WARNING),
    "SQ324": Code(
        "ambiguous-days", "`d` under a calendar: a day around the clock, or a working day?"
    ),
    "SQ325": Code("grade-gap", "Points below the lowest grade have no grade.", WARNING),
    "SQ326": Code("reserved-category", "A category takes a name that unlisted values are given."),
    "SQ327": Code("clamped-points", "Points below 0 or above 100 are cut to that range.", WARNING),
    "SQ328": Code("always-true", "A gate that fires whatever the score."),
    "SQ329": Code(
        "unpublished-holidays", "The holidays of a named period are not published yet.", WARNING
    ),
    "SQ330": Code("unused-calendar", "Nothing counts by this calendar.", WARNING),
    "SQ401": Code(
        "idle-ignore", "A comment silences nothing, or what cannot be silenced.", WARNING
    ),
    "SQ402": Code("trailing-space", "A line ends in spaces.", WARNING),
    "SQ403": Code("final-newline", "The last line of the file has no line end.", WARNING),
    "SQ404": Code("compared-to-true", "A condition is compared with true or false.", WARNING),
    "SQ405": Code("negated-test", "`not present(x)` is `missing(x)`, and the other way.", WARNING),
    "SQ406": Code("one-value-list", "`in` with one value is `==`.", WARNING),
    "SQ407": Code("grades-order", "The grades do not stand from best to worst.", WARNING),
    "SQ408": Code("needs-backquotes", "Expressions can use this name only in backquotes.", WARNING),
    "SQ501": Code("unreadable-file", "The file is missing, is a folder, or cannot be read."),
    "SQ502": Code("not-an-export", "The file is no table: a document, a web page, several files."),
    "SQ503": Code("file-changed", "The file changed while it was read."),
    "SQ504": Code(
        "wrong-encoding", "The bytes are not in the encoding that is declared, or in UTF-8."
    ),
    "SQ505": Code("empty-file", "The file holds no text."),
    "SQ506": Code("missing-column", "A required column is not in the header."),
    "SQ507": Code("repeated-column", "A header that is needed stands twice."),
    "SQ508": Code("damaged-file", "An archive, workbook or Parquet file is damaged or cut off."),
    "SQ509": Code("unpacked-too-large", "A file unpacks to more than may be read."),
    "SQ510": Code(
        "marked-encoding", "The byte order mark overrules the declared encoding.", NOTICE
    ),
    "SQ511": Code(
        "several-headers", "Several headers of `from` are present; the first one counts.", NOTICE
    ),
    "SQ512": Code("no-rows", "No usable rows follow the header.", NOTICE),
    "SQ513": Code(
        "recognised", "An export is known by its headers, and its vendor's profile is used.", NOTICE
    ),
    "SQ514": Code(
        "several-vendors", "An export could be of several vendors, or those of a table differ."
    ),
    "SQ515": Code("several-zones", "The headers of a table's files name different time zones."),
    "SQ516": Code("sheet-chosen", "A workbook has several sheets; one has the columns.", NOTICE),
    "SQ517": Code("several-sheets", "Several sheets of a workbook have the columns of the table."),
    "SQ520": Code("other-values", "A category holds values outside the declared ones.", NOTICE),
    "SQ521": Code(
        "fold", "Local times that a clock change repeats; the earlier instant counts.", NOTICE
    ),
    "SQ522": Code("mixed-offsets", "Times with and without an offset stand in one column.", NOTICE),
    "SQ523": Code(
        "date-only", "No value of a time column has a time of day; all count as midnight.", NOTICE
    ),
    "SQ524": Code(
        "half-read",
        "In a column of times without `formats`, one file has native times beside texts in which a "
        "spreadsheet can take the day for the month.",
    ),
    "SQ525": Code(
        "ambiguous-dates",
        "A column of numeric dates does not tell whether the day or the month stands first.",
    ),
    "SQ526": Code("clock-parts", "Clock texts of two parts are read as hours and minutes.", NOTICE),
    "SQ530": Code(
        "key-conflict",
        "Records of one key have different contents, and nothing says which one counts.",
    ),
    "SQ531": Code("no-case", "Rows of a derived table's source belong to no case.", NOTICE),
    "SQ532": Code(
        "no-timezone", "Times without an offset count as UTC, since no zone is named.", NOTICE
    ),
    "SQ533": Code("drift", "Files of one table differ in their columns.", NOTICE),
    "SQ534": Code("same-contents", "The same contents are given twice for a table without a key."),
    "SQ535": Code("invalid-cells", "Cells of a column cannot be read as its type.", NOTICE),
    "SQ540": Code("too-many-rejected", "More rows are rejected than `--max-rejected` allows."),
    "SQ541": Code("as-of", "What `--as-of` rewinds and what it does not.", NOTICE),
    "SQ542": Code(
        "later-rows", "Rows are later than `as_of`, so they are outside the run.", NOTICE
    ),
    "SQ543": Code("empty-period", "No row lies in the period.", NOTICE),
    "SQ544": Code("no-table", "A table that scored indicators read is not given.", NOTICE),
    "SQ545": Code("no-state", "Rows have a status that is in no state of the workload.", NOTICE),
    "SQ546": Code(
        "rank-reversed", "Two groups change their order with the case mix of the whole.", NOTICE
    ),
    "SQ547": Code(
        "open-holidays", "A calendar counts by holidays that are not published yet.", WARNING
    ),
    "SQ548": Code(
        "closed-only",
        "A duration over closed cases alone is more than 10 % longer with the open ones.",
        NOTICE,
    ),
    "SQ549": Code(
        "idle-pause", "No change of a history has a status in which cases are paused.", NOTICE
    ),
    "SQ550": Code(
        "lone-moment", "`as_of` is one moment long after all others in the data.", NOTICE
    ),
    "SQ551": Code("absent-column", "The export lacks a column that the rules need."),
    "SQ552": Code("absent-option", "The export lacks a column that may be absent.", NOTICE),
    "SQ553": Code("unlisted-values", "Cells hold values outside the declared ones.", WARNING),
    "SQ554": Code("misfit", "No cell of a column can be read as its type."),
    "SQ555": Code("unreadable-cells", "Some cells of a column cannot be read.", WARNING),
    "SQ556": Code("rejected-rows", "Some rows of the export cannot be read.", WARNING),
    "SQ601": Code("unknown-period", "`--period` names no period."),
    "SQ602": Code(
        "ambiguous-period", "A period without its year fits several years of the data, or none."
    ),
    "SQ603": Code("bad-as-of", "`--as-of` is no time."),
    "SQ604": Code("bad-grouping", "`--by` is empty or names a column twice."),
    "SQ605": Code("unknown-grouping", "No table of the run has the column to group by."),
    "SQ606": Code("bad-timezone", "`--timezone` is no time zone."),
    "SQ607": Code("unknown-encoding", "`--encoding` is no encoding."),
    "SQ608": Code("unknown-table", "The rules declare no table of this name."),
    "SQ609": Code("bad-table", "`--table` is not NAME=FILE."),
    "SQ610": Code("no-tickets", "No tickets are given, and the rules have indicators over them."),
    "SQ611": Code(
        "unknown-format", "No format has this name, or the suffix of the output tells none."
    ),
    "SQ612": Code("bad-share", "An option takes a share such as `1%`."),
    "SQ613": Code("unknown-language", "`--lang` is no language that reports are written in."),
    "SQ614": Code(
        "same-file",
        "An output is an input or asked for twice, or standard input is to be read twice.",
    ),
    "SQ615": Code("unknown-code", "`--select` or `--ignore` names no problem code."),
    "SQ616": Code("no-rule-files", "No rule file is there to be checked."),
    "SQ617": Code("unknown-subject", "No problem code and no indicator has this name."),
    "SQ618": Code("unknown-case", "No row of the table has this id."),
    "SQ619": Code("no-worst", "Of the rows of this indicator none costs more than another."),
    "SQ620": Code("idle-option", "An option has no meaning beside the others that are given."),
    "SQ701": Code(
        "not-written", "The output could not be written; what was there before is intact."
    ),
    "SQ702": Code("output-busy", "Another run holds the output."),
    "SQ801": Code("bad-rows", "The rows that a test gives for a table cannot be read."),
    "SQ802": Code("duplicate-test", "Two tests of a file have one name."),
    "SQ803": Code("moving-clock", "The period of a test counts from today."),
    "SQ804": Code("no-expectation", "A test does not say what it expects."),
    "SQ805": Code("no-tests", "No test files are where they are looked for."),
    "SQ806": Code(
        "unread-cells",
        "A row of a test does not count as written: a cell cannot be read, is close to a declared "
        "value, or the row is later than `as_of`.",
    ),
}


def code_named(text: str) -> str | None:
    """Return the code that a text names, itself or by its name, whatever its letter case."""
    if text.upper() in CODES:
        return text.upper()
    return next((code for code, entry in CODES.items() if entry.name == text.lower()), None)
