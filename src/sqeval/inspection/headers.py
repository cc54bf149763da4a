"""What a header says of its cells where the cells alone do not tell: a unit, an id, a time."""

from __future__ import annotations

import re

from sqeval.inspection.values import Unit

#: The words of each unit, in headers that are normalised.
_UNITS: dict[Unit, str] = {
    "s": r"secs?|seconds?|秒",
    "m": r"min|mins|minutes?|分|分钟",
    "h": r"hrs?|hours?|小时",
    "d": r"days?|天",
}

#: Where a unit stands: ``in minutes``, ``(秒)``; a letter, ``Duration (s)`` but not ``Group(s)``;
#: last in a header, spelled out.
_PLACES = (r"\bin ({unit})\b", r"[(（\[] ?(?:in )?({unit}) ?[)）\]]")
_LETTER = r"(?:^|[\s一-鿿])[(（\[]([smhd])[)）\]]"
_LAST = r" (secs|seconds|mins|minutes|hrs|hours)$|(秒|分钟|小时)(?:数)?$"

_ID = re.compile(
    r"(?:^|[ _.#-])(?:id|no|nr|number|key|code|zip|zipcode|postcode|phone|tel|mobile)$"
    r"|(?:编号|单号|号|号码|电话|手机|邮编|编码)$|^#$"
)
_TIME = re.compile(
    r"(?:^|[ _.-])(?:date|timestamp|at|on|dt|created|opened|closed|resolved|updated|solved)$"
    r"|\b(?:date|timestamp|day)\b|\b(?:created?|opened|closed?|resolved|updated|start|end) time"
    r"|(?:创建|关闭|解决|提交|更新|开始|结束|受理|办结)时间|日期|时间戳"
)


def unit_of(header: str) -> Unit | None:
    """Return the unit that a normalised header says its numbers are in."""
    spelled = header.replace("_", " ")
    for place in _PLACES:
        for unit, words in _UNITS.items():
            if re.search(place.format(unit=words), spelled):
                return unit
    letter = re.search(_LETTER, spelled)
    if letter is not None:
        return next(unit for unit in _UNITS if unit == letter[1])
    last = re.search(_LAST, spelled)
    if last is None:
        return None
    word = last[1] or last[2]
    return next(unit for unit, words in _UNITS.items() if re.fullmatch(words, word))


def names_an_id(header: str) -> bool:
    """Tell whether a normalised header is that of ids, whose digits are no quantity."""
    return _ID.search(header) is not None


def names_a_time(header: str) -> bool:
    """Tell whether a normalised header is that of times, so that plain digits may be one."""
    return _TIME.search(header) is not None
