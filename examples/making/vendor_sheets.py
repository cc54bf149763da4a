"""The same desk's cases as each vendor spells them: headers, words, times, and what it leaves out.

Columns that look alike but mean something else (business hours, time left of an SLA) hold other
figures on purpose, so that whoever reads them instead is found out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from making.cases import Case
from making.sheets import Sheet, figure, yes_no

BEIJING = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
BERLIN = ZoneInfo("Europe/Berlin")


def zendesk(cases: list[Case]) -> Sheet:
    """Lay cases out as Zendesk: replies in whole minutes, ratings good or bad."""
    header = (
        "Id,Group,Assignee,Status,Priority,Via,Ticket type,Created at,Updated at,Assigned at,"
        "Solved at,Satisfaction Score,Reopens,Replies,First reply time in minutes,"
        "First reply time in minutes within business hours,First resolution time in minutes,"
        "Full resolution time in minutes,Requester wait time in minutes,On hold time in minutes"
    )
    status = {"solved": "Closed", "open": "Pending", "void": "Deleted"}
    priority = {"P1": "Urgent", "P2": "High", "P3": "Normal", "P4": "Low", "": "-"}
    kind = {"incident": "Incident", "request": "Task", "question": "Question", "": "-"}
    rows = []
    for case in cases:
        score = "Offered" if case.number % 2 else "Not Offered"
        if case.rating:
            score = "Good" if case.rating == 5 else "Bad"  # noqa: PLR2004 - of two
        reply = _minutes(case.created, case.replied)
        solve = _minutes(case.created, case.solved)
        rows.append(
            [
                *(str(case.number), case.team, case.agent, status[case.status]),
                *(priority[case.priority], "Mail", kind[case.kind]),
                *_times("%Y-%m-%d %H:%M:%S", BERLIN, case.created, case.updated, case.created),
                *_times("%Y-%m-%d %H:%M:%S", BERLIN, case.solved),
                *(
                    score,
                    str(case.reopens),
                    "2",
                    reply,
                    "1" if reply else "",
                    solve,
                    solve,
                    solve,
                    "0",
                ),
            ]
        )
    return [header.split(","), *rows]


def freshdesk(cases: list[Case]) -> Sheet:
    """Lay cases out as Freshdesk: the durations are business hours."""
    header = (
        "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,"
        "Resolved time,Closed time,Last update time,Initial response time,"
        "First response time (in hrs),Resolution time (in hrs),Agent interactions,"
        "Customer interactions,Resolution status,First response status,Survey results"
    )
    status = {"solved": "Resolved", "open": "Waiting on Customer", "void": "Spam"}
    priority = {"P1": "Urgent", "P2": "High", "P3": "Medium", "P4": "Low", "": ""}
    kind = {"incident": "Incident", "request": "Service Request", "question": "Question"}
    rating = {5: "Extremely Satisfied", 4: "Satisfied", 3: "Neutral", 2: "Dissatisfied"}
    rows = []
    for case in cases:
        times = (case.created, case.created + timedelta(days=1), case.solved, case.solved)
        given = "" if case.rating is None else rating.get(case.rating, "Extremely Dissatisfied")
        rows.append(
            [
                *(str(case.number), "Cannot log in", status[case.status], priority[case.priority]),
                *("Email", kind.get(case.kind, "Complaint"), case.agent, case.team),
                *_times("%Y-%m-%d %H:%M:%S", NEW_YORK, *times, case.updated, case.replied),
                *("00:00:01", "00:00:02", "1", "2", "Within SLA", "Within SLA", given),
            ]
        )
    return [header.split(","), *rows]


def jira(cases: list[Case]) -> Sheet:
    """Lay cases out as Jira: repeated headers, signed time left of the SLA, times to the minute."""
    header = (
        "Summary,Issue key,Issue id,Issue Type,Status,Priority,Assignee,Created,Updated,Resolved,"
        "Comment,Comment,Comment,Custom field (Time to first response),"
        "Custom field (Time to resolution),Satisfaction rating"
    )
    status = {"solved": "Done", "open": "Waiting for customer", "void": "Canceled"}
    priority = {"P1": "Highest", "P2": "High", "P3": "Medium", "P4": "Low", "": ""}
    kind = {"incident": "[System] Incident", "request": "[System] Service request"}
    rows = []
    for case in cases:
        left = "-3:07" if case.number % 3 else "1:12"
        rows.append(
            [
                *(
                    'A "quoted" summary,\nin two lines',
                    f"HELP-{case.number}",
                    str(90_000 + case.number),
                ),
                *(kind.get(case.kind, case.kind.capitalize()), status[case.status]),
                *(priority[case.priority], case.agent),
                *_times("%d/%b/%y %I:%M %p", BERLIN, case.created, case.updated, case.solved),
                *("first", "second", "", left, left, figure(case.rating)),
            ]
        )
    return [header.split(","), *rows]


def servicenow(cases: list[Case]) -> Sheet:
    """Lay cases out as an event log of ServiceNow: one row per update, ``?`` where nothing is."""
    header = (
        "number,incident_state,active,reassignment_count,reopen_count,made_sla,sys_updated_on,"
        "opened_at,priority,category,assignment_group,assigned_to,resolved_at,closed_at"
    )
    state = {"solved": "Closed", "open": "Awaiting User Info", "void": "Canceled"}
    priority = {"P1": "1 - Critical", "P2": "2 - High", "P3": "3 - Moderate", "P4": "4 - Low"}
    rows = []
    for case in cases:
        number, opened = f"INC{case.number:07}", *_times("%Y-%m-%d %H:%M:%S", BERLIN, case.created)
        named = (case.category or "?", case.team or "?", case.agent or "?")
        weight = priority.get(case.priority, "?")
        for step in range(case.number % 3):
            moment = case.created + timedelta(seconds=step)
            at = _times("%Y-%m-%d %H:%M:%S", BERLIN, moment)
            rows.append(
                [
                    *(
                        number,
                        "New" if step == 0 else "Active",
                        "true",
                        "0",
                        "0",
                        "true",
                        *at,
                        opened,
                    ),
                    *(weight, *named, "?", "?"),
                ]
            )
        solved = _times("%Y-%m-%d %H:%M:%S", BERLIN, case.solved)[0] or "?"
        rows.append(
            [
                *(
                    number,
                    state[case.status],
                    "false",
                    str(case.handovers),
                    str(case.reopens),
                    "true",
                ),
                *_times("%Y-%m-%d %H:%M:%S", BERLIN, case.updated),
                *(opened, weight, *named, solved, solved),
            ]
        )
    return [header.split(","), *rows]


def intercom(cases: list[Case]) -> Sheet:
    """Lay cases out as conversations of Intercom: the zone stands in the header."""
    header = (
        "Conversation ID,Conversation started at (America/New_York),Updated at (America/New_York),"
        "Conversation rating,Current conversation state,Team currently assigned,"
        "Teammate currently assigned"
    )
    state = {"solved": "closed", "open": "snoozed"}
    rows = [
        [
            str(215_000_000 + case.number),
            *_times("%Y-%m-%d %H:%M:%S", NEW_YORK, case.created, case.updated),
            *(figure(case.rating), state[case.status], case.team, case.agent),
        ]
        for case in cases
    ]
    return [header.split(","), *rows]


def hubspot(cases: list[Case]) -> Sheet:
    """Lay cases out as tickets of HubSpot: the first reply as a clock text."""
    header = (
        "Ticket ID|Ticket name|Ticket status|Pipeline|Priority|Category|Create date|Close date|"
        "Ticket owner|Time to first agent email reply (HH:mm:ss)"
    )
    state = {"solved": "Closed (Support Pipeline)", "open": "Waiting on us (Support Pipeline)"}
    priority = {"P1": "Urgent", "P2": "High", "P3": "Medium", "P4": "Low", "": ""}
    rows = [
        [
            *(str(1_880_000 + case.number), "A question", state[case.status], "Support Pipeline"),
            *(priority[case.priority], case.category),
            *_times("%Y-%m-%d %H:%M", NEW_YORK, case.created, case.solved),
            *(case.agent, _clock(case.created, case.replied)),
        ]
        for case in cases
    ]
    return [header.split("|"), *rows]


def zammad(cases: list[Case]) -> Sheet:
    """Lay cases out as Zammad: three priorities, durations in business minutes."""
    header = (
        "#,Title,State,Priority,Group,Owner,Created At,Updated At,Closed At,First Response At,"
        "First Response In Min,Close In Min,Close Escalation At,Article Count"
    )
    state = {"solved": "closed", "open": "pending reminder", "void": "merged"}
    priority = {"P2": "3 high", "P3": "2 normal", "P4": "1 low", "": ""}
    rows = []
    for case in cases:
        times = (case.created, case.updated, case.solved, case.replied)
        rows.append(
            [
                *(
                    f"{83_000 + case.number}",
                    "Printer",
                    state[case.status],
                    priority[case.priority],
                ),
                *(case.team, case.agent, *_times("%Y-%m-%d %H:%M:%S", BERLIN, *times)),
                *("1", "2", "", "3"),
            ]
        )
    return [header.split(","), *rows]


def osticket(cases: list[Case]) -> Sheet:
    """Lay cases out as osTicket: apostrophes before what a spreadsheet would compute."""
    header = (
        "Ticket Number,Date Created,Subject,From,Priority,Department,Help Topic,Source,"
        "Current Status,Last Updated,SLA Due Date,Closed Date,Overdue,Answered,Agent Assigned,"
        "Team Assigned,Reopen Count"
    )
    state = {"solved": "Closed", "open": "Open", "void": "Deleted"}
    priority = {"P1": "Emergency", "P2": "High", "P3": "Normal", "P4": "Low", "": ""}
    rows = []
    for case in cases:
        created, updated, closed = _times(
            "%Y-%m-%d %H:%M:%S", BERLIN, case.created, case.updated, case.solved
        )
        rows.append(
            [
                *(
                    f"{case.number:06}",
                    created,
                    "'=1+1; please",
                    "Ada Sorel",
                    priority[case.priority],
                ),
                *(case.team, case.category, "Email", state[case.status], updated, "", closed, "0"),
                *("1" if case.replied else "0", case.agent, "", str(case.reopens)),
            ]
        )
    return [header.split(","), *rows]


_ZH_TEAM = {"desk": "一线组", "field": "现场组", "": ""}
_ZH_AGENT = {"Ines Berg": "王敏", "Tom Okafor": "李强", "Lin Yue": "林悦", "": ""}
_ZH_CATEGORY = {"network": "网络", "software": "软件", "access": "账号", "": ""}


def udesk(cases: list[Case]) -> Sheet:
    """Lay cases out as a Chinese desk: offsets behind a space, the reply as seconds."""
    header = (
        "工单编号,创建时间,解决时间,更新时间,状态,优先级,问题类型,受理客服,受理客服组,满意度评分,"
        "是否已解决,排队时长(秒),首次响应时长(秒),会话时长(秒)"
    )
    state = {"solved": "已解决", "open": "解决中", "void": "作废"}
    priority = {"P1": "紧急", "P2": "高", "P3": "标准", "P4": "低", "": ""}
    rating = {5: "非常满意", 4: "满意", 3: "一般", 2: "不满意", 1: "非常不满意"}
    rows = []
    for case in cases:
        wait = "" if case.replied is None else str(_seconds(case.created, case.replied))
        times = (case.created, case.solved, case.updated)
        rows.append(
            [
                *(f"UD{case.number}", *_times("%Y-%m-%d %H:%M:%S %z", BEIJING, *times)),
                *(state[case.status], priority[case.priority], _ZH_CATEGORY[case.category]),
                *(_ZH_AGENT[case.agent], _ZH_TEAM[case.team]),
                *(
                    "" if case.rating is None else rating[case.rating],
                    yes_no(case.confirmed, "是", "否"),
                ),
                *("12", wait, "345"),
            ]
        )
    return [header.split(","), *rows]


def hotline(cases: list[Case]) -> Sheet:
    """Lay cases out as a government hotline: acceptance is no reply, satisfied is yes or no."""
    header = (
        "工单编号,来电时间,诉求类型,紧急程度,工单状态,签收时间,应办结时间,办结时间,承办单位,"
        "是否解决,是否满意"
    )
    state = {"solved": "已办结", "open": "办理中", "void": "作废"}
    priority = {"P1": "特急", "P2": "加急", "P3": "一般", "": ""}
    kind = {"incident": "求助", "request": "求助", "question": "咨询", "complaint": "投诉"}
    unit = {"desk": "市城管局", "field": "区住建局", "": ""}
    rows = []
    for case in cases:
        due = case.created + timedelta(days=5)
        content = None if case.rating is None else case.rating == 5  # noqa: PLR2004 - of two
        times = (case.created + timedelta(minutes=1), due, case.solved)
        rows.append(
            [
                *(f"RX{case.number}", *_times("%Y-%m-%d %H:%M:%S", BEIJING, case.created)),
                *(kind[case.kind], priority[case.priority], state[case.status]),
                *(*_times("%Y-%m-%d %H:%M:%S", BEIJING, *times), unit[case.team]),
                *(yes_no(case.confirmed, "是", "否"), yes_no(content, "是", "否")),
            ]
        )
    return [header.split(","), *rows]


def plain(cases: list[Case]) -> Sheet:
    """Lay cases out under the column names of the standard rule sets."""
    header = (
        "ticket_id,created_at,replied_at,resolved_at,updated_at,status,priority,kind,category,team,"
        "agent,reopens,reassignments"
    )
    rows = [
        [
            str(case.number),
            *("" if t is None else t.astimezone(BEIJING).isoformat() for t in _moments(case)),
            *(case.status, case.priority, case.kind, case.category, case.team, case.agent),
            *(str(case.reopens), str(case.handovers)),
        ]
        for case in cases
    ]
    return [header.split(","), *rows]


def _moments(case: Case) -> Iterable[datetime | None]:
    return case.created, case.replied, case.solved, case.updated


def _times(pattern: str, zone: ZoneInfo, *moments: datetime | None) -> list[str]:
    """Write moments as the clocks of a zone show them; nothing for None."""
    return ["" if t is None else t.astimezone(zone).strftime(pattern) for t in moments]


def _seconds(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds())


def _minutes(start: datetime, end: datetime | None) -> str:
    return "" if end is None else str(_seconds(start, end) // 60)


def _clock(start: datetime, end: datetime | None) -> str:
    if end is None:
        return ""
    minutes, seconds = divmod(_seconds(start, end), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
