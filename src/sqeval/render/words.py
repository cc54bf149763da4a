"""Every word a renderer says, in one place, so that another language is one more mapping.

Placeholders are ``$name``: a translation may move them, and text from rules or exports that is
filled in is never itself read as a pattern.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from string import Template

from sqeval.observe.observations import Key
from sqeval.render.style import Lang
from sqeval.render.visible import visible
from sqeval.report.report import Text

_ENGLISH = {
    "unit.d": "$n d",
    "unit.h": "$n h",
    "unit.min": "$n min",
    "unit.s": "$n s",
    "unit.share": "$n %",
    "unit.join": " ",
    "unknown": "–",
    "empty": "(empty)",
    "list": ", ",
    "period.all": "all time",
    "as_of": "data as of $time",
    "tally": "$sign $count $status",
    "total": "Total",
    "out_of": "$points of 100",
    "total.none": "not scored",
    "grade": "grade $grade",
    "outcome": "outcome: $outcome",
    "gate.fired": "Gate fired: $when — grade capped at $cap",
    "gate.fired.uncapped": "Gate fired: $when",
    "gate.unknown": "Gate not judged, its figures are missing: $when",
    "gate.open": "Gate not fired: $when",
    "status.missed": "missed",
    "status.at_risk": "at risk",
    "status.met": "met",
    "status.insufficient": "too few cases",
    "status.no_data": "no data",
    "target.at_least": "≥ $value",
    "target.at_most": "≤ $value",
    "target.between": "$low – $high",
    "target.by": "by $column",
    "value.beyond": "> $value",
    "value.approximate": "~$value",
    "interval": "$low – $high",
    "interval.open": "?",
    "column.part": "Part",
    "column.indicator": "Indicator",
    "column.value": "Value",
    "column.interval": "95 % interval",
    "column.target": "Target",
    "column.status": "Status",
    "column.points": "Points",
    "column.n": "n",
    "column.lost": "Lost",
    "column.share": "Share",
    "column.weight": "Weight",
    "column.grade": "Grade",
    "column.why": "Why",
    "column.worst": "Costs most",
    "column.considered": "Rows",
    "column.excluded": "Not counted",
    "column.rank": "Rank",
    "column.mixed": "Standardised",
    "column.mixed_rank": "Std. rank",
    "column.mixed_interval": "Std. interval",
    "block.parts": "Parts",
    "block.attention": "Missed and at risk",
    "block.plain": "Scored without a target",
    "block.unjudged": "Could not be judged",
    "block.met": "Met",
    "unmeasured": "Not in these exports: $titles",
    "unmeasured.one": "$title ($lacking)",
    "block.monitored": "Monitored, not scored",
    "block.losses": "Where the points went: $lost lost",
    "block.groups": "By $columns",
    "block.counted": "Which rows counted",
    "block.about": "About the data",
    "block.workload": "Workload",
    "block.workload.of": "Workload of $table",
    "block.workload.by": "Workload by $columns",
    "block.ages": "Age of open cases",
    "workload.opening": "opening",
    "workload.received": "received",
    "workload.resolved": "resolved",
    "workload.in_progress": "in progress",
    "workload.waiting": "waiting",
    "workload.void": "void",
    "workload.overdue": "overdue",
    "workload.unknown": "unknown",
    "workload.count": "$name $count",
    "workload.sum": "$opening + $received = $became",
    "workload.plus": " + ",
    "ages.first": "under $high",
    "ages.band": "$low to $high",
    "ages.last": "$low and more",
    "column.age": "Age",
    "column.cases": "Cases",
    "block.stages": "Stages of a case",
    "block.stages.of": "Stages of a case: $table",
    "stages.bottleneck": "Most time goes to $title: $share of it, median $median",
    "stages.gap": "Longest gap of a case: median $median, p90 $p90, at most $max",
    "stages.step": "Step",
    "stages.passed": "Passed",
    "stages.skipped": "Skipped",
    "stages.median": "Median",
    "stages.p90": "p90",
    "stages.share": "Time",
    "stages.on_time": "On time",
    "met": "Met: $titles",
    "losses.others": "$count others",
    "block.compared": "By $columns: compared",
    "rank": "$rank",
    "rank.shared": "=$rank",
    "ranked": "$value ($rank)",
    "mixed.by": "$title, standardised by $column",
    "groups.ranked": "(2) is the rank; groups that chance could turn round share one (=)",
    "groups.more": "… and $count more; all of them with -f csv",
    "columns.dropped": "Not shown at this width: $columns",
    "ledger": "$table: $read read = $used used",
    "ledger.duplicate": " + $count duplicate",
    "ledger.rejected": " + $count rejected ($codes)",
    "ledger.blank": " + $count blank",
    "ledger.unplaced": "$table: $count without a time, in no period",
    "ledger.invalid": "$table: invalid cells in $column: $codes",
    "ledger.lookup": "$table: not found in $parent: $codes",
    "about.approximate": "~ is approximate: the export does not tell when its paused time was",
    "problem": "$severity $code $name: $message",
    "reason.no-column": "cannot be split this way: its table has no such column",
}

LABELS: Mapping[Lang, Mapping[str, str]] = {"en": _ENGLISH}


@dataclass(frozen=True)
class Words:
    """The labels of one language, and how texts of rules and exports are said in it.

    ``days`` tells whether long times are said in days: 24 hours of working time are no day.
    """

    lang: Lang
    labels: Mapping[str, str]
    days: bool = True

    def counting(self, calendars: Sequence[str]) -> Words:
        """Return the words for times that are counted by these calendars."""
        return replace(self, days=False) if calendars else self

    def __call__(self, label: str, **values: str) -> str:
        """Return a label with its placeholders filled; raises KeyError for an unknown one."""
        return Template(self.labels[label]).substitute(values)

    def title(self, text: Text) -> str:
        """Return a text of the rules in this language, else in English, else in any."""
        if isinstance(text, str):
            return visible(text)
        return visible(text.get(self.lang) or text.get("en") or next(iter(text.values()), ""))

    def key(self, value: Key) -> str:
        """Return a group key's value as a name."""
        if value is None:
            return self.labels["empty"]
        return visible(str(value).lower() if isinstance(value, bool) else str(value))

    def grade(self, grade: str | None) -> str:
        """Return a grade as a cell."""
        return self.labels["unknown"] if grade is None else visible(grade)

    def reason(self, reason: str | None) -> str:
        """Return why there is no figure: a label for a known code, else the text itself."""
        if reason is None:
            return ""
        return self.labels.get(f"reason.{reason}", visible(reason))

    def codes(self, counts: Mapping[str, int]) -> str:
        """Return counts by code as ``code 12, other 3``."""
        return self.labels["list"].join(f"{visible(c)} {n:,}" for c, n in counts.items())


def words_in(lang: Lang) -> Words:
    """Return the words of a language; English where it has no catalogue yet."""
    return Words(lang, LABELS.get(lang, _ENGLISH))
