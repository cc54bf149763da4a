"""What a starter rule file says to its reader, in English and Chinese.

One literal table: each text by its name, ``(English, Chinese)``, with its places in braces.
"""

from __future__ import annotations

from typing import Literal

Lang = Literal["en", "zh"]

TEXTS: dict[str, tuple[str, str]] = {
    "head": (
        "Made by sqeval init from {files}: a starting point to decide on, not a standard.",
        "由 sqeval init 根据 {files} 生成：供修改的起点，不是标准。",
    ),
    "schema": (
        "For completion in editors: sqeval schema -o sqeval.schema.json",
        "编辑器补全：sqeval schema -o sqeval.schema.json",
    ),
    "title": ("Evaluation of {name}", "{name} 服务质量考核"),
    "offset": (
        "the offset that the times have; better, name the place, such as Asia/Shanghai",
        "时间中所带的偏移；最好改为地名时区，如 Asia/Shanghai",
    ),
    "no-zone": (
        "decide: name the zone of periods and of times without an offset; until then it is UTC",
        "待定：请写明周期及不带偏移时间的时区；未写明时按 UTC",
    ),
    "extends": (
        "columns, indicators and targets are those of the standard set; say here what differs",
        "列、指标、目标值和权重均取自标准规则集；此处只写不同之处",
    ),
    "unlisted": (
        "decide: values of {column} that the set does not map (it has {known}), with their counts",
        "待定：{column} 中标准集未映射的值及其条数（已有类别：{known}）",
    ),
    "values-how": (
        "each stays a group '(other: ...)' until it is added to the spellings of one of these",
        "在加入某一类别的写法之前，各自成为 '(other: ...)' 组",
    ),
    "spelled": ("spelled otherwise only, so mapped", "仅写法不同，已映射"),
    "meant": (
        "decide: nothing is read as {column}; if {header} is meant: {column}: {{from: {list}}}",
        "待定：未找到 {column}；如指 {header}，请写 {column}: {{from: {list}}}",
    ),
    "unread": (
        "{count} cells of {column} cannot be read",
        "{column} 有 {count} 个单元格无法读取",
    ),
    "encoding": ("as given with --encoding", "来自 --encoding"),
    "no-key": (
        "decide: no column tells the records apart; name one, or a list, if there is",
        "待定：没有能区分记录的列；如有，请写明一列或多列",
    ),
    "duplicates": (
        "decide: {count} rows repeat another; to count each once: duplicates: {{keep: first}}",
        "待定：{count} 行与其他行完全相同；如只计一次：duplicates: {{keep: first}}",
    ),
    "no-clock": (
        "no time column is filled in every row, so only --period all can be scored",
        "没有每行都填写的时间列，只能用 --period all 评分",
    ),
    "unused": (
        "what no indicator reads is there to group by and to build on",
        "未被指标使用的列可用于分组或后续扩展",
    ),
    "order": (
        "decide: day or month first? type: datetime, formats: {first} or {second}",
        "待定：日在前还是月在前？type: datetime, formats: {first} 或 {second}",
    ),
    "no-name": (
        "column {position} is left out: its header cannot be named",
        "第 {position} 列未列入：其表头无法引用",
    ),
    "activities": (
        "decide: the steps of cases, with the number of events; the time of one is read like this",
        "待定：工单经历的环节及事件数；其他环节的时间可这样读取",
    ),
    "volume": ("Rows of {table}", "{table} 数量"),
    "shown": ("shown, not scored", "只展示，不计分"),
    "until-median": ("{start} to {end}, median", "{start} 至 {end}，中位数"),
    "until-p90": ("{start} to {end}, 90th percentile", "{start} 至 {end}，第 90 百分位"),
    "on-time": ("{end} by {due}", "{end} 不晚于 {due}"),
    "median": ("{name}, median", "{name}，中位数"),
    "p90": ("{name}, 90th percentile", "{name}，第 90 百分位"),
    "share": ("Share of {name}", "{name} 占比"),
    "share-of": ("{name} is {values}", "{name} 为 {values}"),
    "mean": ("{name}, mean", "{name}，平均"),
    "top": ("{name}, {low} or more", "{name}，{low} 分及以上"),
    "nps": ("{name}, net promoter score", "{name}，净推荐值"),
    "target": (
        "decide: today's value is {value}, a starting point and not a goal",
        "待定：当前值为 {value}，只是起点，不是目标",
    ),
    "no-target": (
        "decide: today's value is {value}, of which no target follows",
        "待定：当前值为 {value}，无法据此给出目标值",
    ),
    "which": ("decide: is more better or worse?", "待定：越高越好，还是越低越好？"),
    "min-n": ("fewer earn no points", "少于此数不计分"),
    "weights": (
        "decide: weights, equal for want of a better reason; they sum to 100",
        "待定：权重，暂为均分，合计 100",
    ),
    "grades": ("decide: the points from which each grade is earned", "待定：各等级的最低得分"),
    "no-scorecard": (
        "no scorecard: the columns tell of nothing that could be good or bad",
        "无计分卡：这些列无法判断好坏",
    ),
    "rejected": (
        "{count} rows of {file} cannot be read; see them with sqeval score --rejects FILE",
        "{file} 有 {count} 行无法读取；可用 sqeval score --rejects FILE 查看",
    ),
    "category": (
        "decide: which values are one; a spelling goes into the [] of its value",
        "待定：哪些值应合并；其他写法填入该值的 []",
    ),
    "good": ("decide: which values are good", "待定：哪些值算达成"),
    "date-time": ("the date and the time of day, joined", "日期与时刻合并"),
}

#: The grades of a starter rule file, by language.
GRADES: dict[Lang, tuple[tuple[str, int], ...]] = {
    "en": (("A", 90), ("B", 80), ("C", 70), ("D", 60), ("E", 0)),
    "zh": (("优秀", 90), ("良好", 80), ("合格", 60), ("不合格", 0)),
}


def text(name: str, lang: Lang, /, **places: object) -> str:
    """Return a text in a language."""
    english, chinese = TEXTS[name]
    return (chinese if lang == "zh" else english).format(**places)
