"""Times of day as people write them."""

from rules.errors import RuleError
from rules.law.check import seconds


def time_of_day(text: str) -> int:
    """`08:30` or `8：30` as seconds of the day; 24:00 is its end. Raises RuleError for anything else."""
    try:
        return seconds(text.strip().replace("：", ":").zfill(len("08:30")))
    except ValueError as error:
        raise RuleError("'%(text)s' is no time of day; write it like 08:30.", text=text) from error


def weekdays(text: str) -> tuple[int, ...]:
    """`0, 5, 6` as days of the week, 0 = Monday; empty means all. Raises RuleError for anything else."""
    parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    if any(part not in tuple("0123456") for part in parts):
        raise RuleError("'%(text)s' is no list of weekdays; write 0 for Monday to 6 for Sunday.", text=text)
    return tuple(int(part) for part in parts) or tuple(range(7))
