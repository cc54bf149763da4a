"""The exports as sheets: a header and rows of text, spelled as a help desk spells them."""

from __future__ import annotations

import csv
import io

from making.days import naive, with_offset
from making.surveys import Answer
from making.tickets import Ticket

Sheet = list[list[str]]

_STATUS = {
    "Solved": "已解决",
    "Closed": "已关闭",
    "Open": "处理中",
    "Pending": "待解决",
    "New": "新建",
    "Spam": "作废",
    "Merged": "已合并",
}
_PRIORITY = {"Urgent": "紧急", "High": "高", "Normal": "普通", "Low": "低", "": ""}
_KIND = {"Incident": "故障", "Request": "服务请求", "Question": "咨询", "Complaint": "投诉"}
_TEAM = {
    "Service Desk": "服务台",
    "Desktop Support": "桌面组",
    "Account & Access": "账号权限组",
    "Server Operations": "服务器组",
}
_CATEGORY = {
    "Software": "软件",
    "Email": "邮件",
    "Printing": "打印",
    "Hardware": "硬件",
    "Network": "网络",
    "Business system": "业务系统",
    "Access": "账号权限",
    "Server": "服务器",
}


def as_csv(sheet: Sheet) -> str:
    """Join rows into CSV text with LF line ends, quoted where needed."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(sheet)
    return text.getvalue()


def tickets_sheet(tickets: list[Ticket]) -> Sheet:
    """Lay tickets out in English, times with their offset."""
    header = (
        "Ticket ID,Created at,First reply at,Solved at,Updated at,Status,Priority,Type,Category,"
        "Final category,Group,Assignee,Requester,Reopens,Reassignments"
    )
    return [header.split(","), *map(_ticket_row, tickets)]


def surveys_sheet(answers: list[Answer]) -> Sheet:
    """Lay survey answers out, times with their offset."""
    header = "response_id,ticket_id,submitted_at,attitude,satisfaction,solved,recommend"
    return [header.split(","), *map(_answer_row, answers)]


def tickets_zh_sheet(tickets: list[Ticket], answers: list[Answer]) -> Sheet:
    """Lay tickets out as a Chinese desk exports them: local times, the rating in the same row."""
    header = (
        "工单编号,创建时间,首次响应时间,解决时间,更新时间,状态,优先级,工单类型,问题类型,最终分类,"
        "受理客服组,受理客服,客户编号,重开次数,转派次数,满意度评分,是否已解决"
    )
    rated = {answer.ticket: answer for answer in answers}
    rows = [_ticket_zh_row(ticket, rated.get(ticket.number)) for ticket in tickets]
    return [header.split(","), *rows]


def yes_no(answer: bool | None, yes: str = "Y", no: str = "N") -> str:  # noqa: FBT001 - a cell's value
    """Write an answer; nothing for None."""
    return "" if answer is None else yes if answer else no


def figure(value: int | None) -> str:
    """Write a number; nothing for None."""
    return "" if value is None else str(value)


def _ticket_row(ticket: Ticket) -> list[str]:
    times = (ticket.created, ticket.replied, ticket.solved, ticket.updated)
    return [
        str(ticket.number),
        *map(with_offset, times),
        *(ticket.status, ticket.priority, ticket.kind, ticket.category, ticket.final_category),
        *(ticket.team, ticket.agent, f"C-{ticket.requester:04}"),
        *(str(ticket.reopens), str(ticket.handovers)),
    ]


def _answer_row(answer: Answer) -> list[str]:
    return [
        *(f"R{answer.number}", str(answer.ticket), with_offset(answer.submitted)),
        *(figure(answer.attitude), figure(answer.satisfaction)),
        *(yes_no(answer.solved), figure(answer.recommend)),
    ]


def _ticket_zh_row(ticket: Ticket, answer: Answer | None) -> list[str]:
    times = (ticket.created, ticket.replied, ticket.solved, ticket.updated)
    return [
        f"GD{ticket.created:%Y%m%d}{ticket.number - 100_000:04}",
        *map(naive, times),
        *(_STATUS[ticket.status], _PRIORITY[ticket.priority], _KIND[ticket.kind]),
        *(_CATEGORY.get(ticket.category, ""), _CATEGORY.get(ticket.final_category, "")),
        *(_TEAM.get(ticket.team, ticket.team), _agent_zh(ticket), f"KH{ticket.requester:04}"),
        *(str(ticket.reopens), str(ticket.handovers)),
        figure(answer.satisfaction) if answer else "",
        yes_no(answer.solved, "是", "否") if answer else "",
    ]


def _agent_zh(ticket: Ticket) -> str:
    """Give agents with Latin names a seat number, as many Chinese desks do."""
    if ticket.agent.isascii() and ticket.agent:
        return f"坐席{sum(map(ord, ticket.agent)) % 90 + 10}"
    return ticket.agent
