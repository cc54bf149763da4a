"""What headers and values commonly say, in English and Chinese: hints for a first proposal.

A word decides no figure by itself. It chooses among what the cells allow, and the person who reads
the rule file decides.
"""

from __future__ import annotations

import re

from sqeval.rules.headers import normal

#: Where a word begins inside ``AvgTalk``.
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def said(text: str) -> frozenset[str]:
    """Return the ASCII words of a header or value, in lower case; ``AvgTalk`` has two."""
    return frozenset(re.findall(r"[a-z0-9]+", normal(HUMP.sub(" ", text))))


def says(text: str, words: frozenset[str]) -> bool:
    """Tell whether one of the words stands in a text: Chinese ones anywhere, others whole."""
    plain = normal(text)
    return bool(said(text) & words) or any(w in plain for w in words if not w.isascii())


def names_one(header: str) -> bool:
    """Tell whether a header says that a column tells records apart: ids, not numbers of things."""
    return says(header, IDS) and not says(header, _COUNTED)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words of what tells one record from another.
IDS = _words(
    "id ids no number nr num key code ref reference uuid guid ticket case issue incident "
    "编号 单号 号码 流水号 序号"
)
_COUNTED = _words("of count total 数量 次数")

#: Words of what several events have in common.
CASES = _words("case ticket incident issue request order id 工单 案件 单号")

#: Words of what happened in an event.
ACTIVITIES = _words("activity event action step task stage transition 活动 事件 环节 动作 步骤")

#: Words of a time by which something is due; no event happens then.
DUE = _words("due deadline target sla expected promised limit 应办 应完成 期限 时限 到期 截止")

#: Words of the time of the last change, which says nothing of the service.
UPDATED = _words("updated update modified changed export exported last 更新 修改 导出")

#: Words of the times of a person, or of a record as such: no event of the case.
RECORDS = _words(
    "since birth birthday born dob registered registration imported import export synced sync "
    "touched joined signup 开户 注册 出生 生日 导入 入职 入会 同步"
)

#: Words of the time at which a case began.
BEGAN = _words(
    "created create opened open received started start begin began submitted reported called "
    "创建 受理 来电 提交 开始 登记 下单"
)

#: Words of who comes with a case, and those of a case: a customer may have several.
CUSTOMERS = _words(
    "customer client user requester caller account member agent employee "
    "客户 用户 会员 坐席 座席 员工"
)
RECORDED = _words("ticket case incident order request call issue 工单 单号 案件 订单 话单 通话")

#: Words of the end of a case.
DONE = _words(
    "solved resolved closed completed done finished fixed resolve close 解决 关闭 办结 完成 结案"
)

#: Words of where a case stands.
STATES = _words("status state 状态")

#: Words of marks that people give.
MARKS = _words(
    "rating satisfaction satisfied score mark csat attitude stars grade nps recommend "
    "effort frustration difficulty 费力 困难 难度 "
    "评分 满意 打分 得分 态度 推荐 评价"
)

#: Words of the question whether one would recommend.
RECOMMEND = _words("nps recommend recommendation likelihood promoter 推荐")

#: Words of who looked at the work of another.
REVIEWERS = _words("reviewer reviewed rater 质检 评审")

#: Words of a time of day that stands beside a date.
CLOCKS = _words("time hour 时间 时刻")
