"""Times of day as people write them."""

import re

from rules.errors import RuleError

TIME = re.compile(r"([01]?\d|2[0-4])[:：]([0-5]\d)")
MINUTE, HOUR, DAY = 60, 3600, 86400


def clock_time(text: str) -> int:
    """`08:30` as seconds of the day; 24:00 is its end. Raises RuleError for anything else."""
    found = TIME.fullmatch(text.strip())
    seconds = int(found[1]) * HOUR + int(found[2]) * MINUTE if found else DAY + 1
    if seconds > DAY:
        raise RuleError("'%(text)s' is no time of day; write it like 08:30.", text=text)
    return seconds


def weekdays(text: str) -> tuple[int, ...]:
    """`0, 5, 6` as days of the week, 0 = Monday; empty means all. Raises RuleError for anything else."""
    parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    if any(part not in tuple("0123456") for part in parts):
        raise RuleError("'%(text)s' is no list of weekdays; write 0 for Monday to 6 for Sunday.", text=text)
    return tuple(int(part) for part in parts) or tuple(range(7))
