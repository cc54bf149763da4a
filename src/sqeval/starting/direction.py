"""Which way a column is better, told by the words of its header alone, or not at all.

A target set the wrong way round rewards what is bad, and nothing in the figures shows it. So the
words are listed one by one, and whatever they do not tell stays for a person to decide.
"""

from __future__ import annotations

import re
from typing import Literal

from sqeval.rules.headers import normal
from sqeval.starting.words import HUMP, said

#: Which way a figure should go; None where words do not tell.
Better = Literal["more", "less"] | None

#: What is good where it is true, and what is bad; English words and phrases whole.
_GOOD = (
    *("resolved", "solved", "answered", "satisfied", "met", "on time", "in time", "passed"),
    *("within sla", "within target", "completed", "successful", "success", "recommended"),
    *("解决", "满意", "接通", "及时", "按时", "准时", "达标", "达成", "合格", "通过", "办结"),
    *("完成", "成功", "推荐"),
)
_BAD = (
    *("complaint", "complaints", "complained", "transfer", "transferred", "reopen", "reopened"),
    *("escalate", "escalated", "escalation", "breach", "breached", "breaches", "violation"),
    *("violated", "violations", "cancel", "cancelled", "canceled", "cancellation", "refund"),
    *("refunded", "overdue", "late", "lost", "abandoned", "missed", "failed", "failure", "error"),
    *("fatal", "rejected", "spam", "repeat", "repeated", "dropped", "bounced", "dispute"),
    *("disputed", "hang up", "hung up", "misrouted", "unresolved", "unsolved", "unanswered"),
    *("unsatisfied", "dissatisfied"),
    *("投诉", "违规", "不满意", "不满", "未接通", "未接", "未解决", "未及时", "不及时", "未按时"),
    *("不合格", "未通过", "未达标", "未完成", "挂断", "超时", "超期", "逾期", "退款", "取消"),
    *("转接", "转派", "重开", "放弃", "升级", "致命", "退回", "重复", "误派", "差评", "失败"),
    *("违约",),
)

#: What marks measure: less of these is better, more of those.
_HARD = ("effort", "frustration", "difficulty", "费力", "困难", "难度")
_MARKS = (
    *("rating", "satisfaction", "satisfied", "score", "mark", "csat", "attitude", "stars"),
    *("grade", "nps", "recommend", "recommendation", "likelihood", "promoter"),
    *("评分", "满意", "打分", "得分", "态度", "推荐", "评价"),
)

#: What turns a word round, and what makes it something else than what came of the case.
_NOT = frozenset(
    ("not", "no", "non", "never", "without", "cannot", "isn", "wasn", "didn", "hasn", "wont", "won")
)
_NOT_PREFIX = ("un", "non", "dis", "mis")
_NOT_SIGNS = "未不否无没非待勿拒难免"
_ELSE = (
    *("survey", "sent", "invited", "asked", "requested", "required", "needed", "target", "due"),
    *("expected", "promised", "passed to", "passed on", "severity", "risk", "urgency", "impact"),
    *("priority", "impossible", "weight", "bad", "poor", "negative"),
    *("调查", "邀评", "推送", "参评", "风险", "严重", "紧急", "优先", "要求"),
)

#: 是否 asks; it denies nothing.
_ASKS = re.compile("是否|能否|可否|与否")


def of_truth(header: str) -> Better:
    """Return whether more or fewer rows should have true under a header."""
    bad, rest = _without(_plain(header), _BAD)
    good, _ = _without(rest, _GOOD)
    if bad == good or _doubtful(rest):
        return None
    return "less" if bad else "more"


def of_marks(header: str) -> Better:
    """Return whether marks under a header should be high or low."""
    hard, rest = _without(_plain(header), _HARD)
    bad, rest = _without(rest, _BAD)
    if bad or _doubtful(rest):
        return None
    return "less" if hard else "more" if _without(rest, _MARKS)[0] else None


def denied(value: str) -> bool:
    """Tell whether a value says, anywhere in it, that what it names did not come or was bad."""
    bad, rest = _without(_plain(value), _BAD)
    return bad or _doubtful(rest)


def _plain(text: str) -> str:
    """Return the words of a text with a space around each, Chinese as it stands."""
    words = re.sub(r"[\W_]+", " ", normal(HUMP.sub(" ", text)))
    return f" {_ASKS.sub(' ', words)} "


def _without(plain: str, words: tuple[str, ...]) -> tuple[bool, str]:
    """Return whether one of the words is there, and the text without them, the longest first."""
    left = plain
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(f" {word} " if word.isascii() else word, "  ")
    return left != plain, left


def _doubtful(plain: str) -> bool:
    """Tell whether what is said is denied, or is something else."""
    ends = tuple(word for word in (*_GOOD, *_BAD, *_MARKS, *_HARD, "fixed") if word.isascii())
    words = said(plain)
    prefixed = any(w[len(p) :] in ends for w in words for p in _NOT_PREFIX if w.startswith(p))
    signs = any(sign in plain for sign in _NOT_SIGNS)
    return bool(words & _NOT) or prefixed or signs or _without(plain, _ELSE)[0]
