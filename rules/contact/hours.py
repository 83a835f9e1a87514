"""When a contact may happen in the borrower's own time: hours, wishes, and the instants at which that changes."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from rules.contact.facts import DAY_SECONDS, Facts, Inconvenient
from rules.errors import RuleError
from rules.law.check import UNTIMED, Cease, Hours, Span, Wishes

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
MIDNIGHT = datetime.min.time()
TALKS = ("call", "notice_call", "visit")


def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name; raises RuleError where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise RuleError("'%(zone)s' is not a time zone.", zone=name) from error


class LocalTime:
    """The time of day where one borrower may be, for one action; the first zone is home."""

    def __init__(self, facts: Facts) -> None:
        self.zones = tuple(zone(name) for name in facts.zones)
        if not self.zones:
            raise RuleError("The borrower's time zone is not known.")
        self.home = self.zones[0]
        self.facts = facts
        action = facts.action
        self.free = action.reply_to_borrower or action.channel in UNTIMED
        self.days: dict[datetime, date] = {}
        self.starts: dict[date, datetime] = {}
        self.agreed = _agreed_until(self)

    def day(self, at: datetime) -> date:
        """The day in the home zone."""
        if at not in self.days:
            self.days[at] = at.astimezone(self.home).date()
        return self.days[at]

    def start(self, day: date) -> datetime:
        """The first instant of a day in the home zone, whatever is done to the time that night."""
        if day not in self.starts:
            self.starts[day] = _first_instant(day, self.home)
        return self.starts[day]


@lru_cache(maxsize=4096)
def _first_instant(day: date, home: ZoneInfo) -> datetime:
    at = datetime.combine(day, MIDNIGHT, home).astimezone(UTC)
    if (at - SECOND).astimezone(home).date() < day:
        return at
    return _turn(at - timedelta(hours=3), at, lambda t: t.astimezone(home).date() >= day)


def _turn(low: datetime, high: datetime, turned: Callable[[datetime], bool]) -> datetime:
    """The first whole second in (low, high] at which `turned` holds; it does at `high`, not at `low`."""
    while high - low > SECOND:
        middle = low + SECOND * ((high - low) // SECOND // 2)
        low, high = (low, middle) if turned(middle) else (middle, high)
    return high


def _agreed_until(local: LocalTime) -> datetime | None:
    """The instant from which the agreed hours no longer hold; None: they hold for good."""
    expires = local.facts.flags.time_consent_expires
    if expires is None or isinstance(expires, datetime):
        return expires
    return local.start(expires + DAY)


def inside(second: int, span: Span) -> bool:
    """Whether a second of the day lies in a half-open span; one that ends before it begins runs over midnight."""
    opens, closes = span
    return opens <= second < closes if opens < closes else second >= opens or second < closes


def closed(check: Hours, local: LocalTime, at: datetime) -> bool:
    """Whether the hours are closed in any zone; agreed hours open them in that zone."""
    if local.free:
        return False
    agreed = local.facts.flags.time_consent
    if local.agreed is not None and at >= local.agreed:
        agreed = None
    return any(not _open(check, agreed, at.astimezone(zone), local.facts.holidays) for zone in local.zones)


def _open(check: Hours, agreed: Span | None, wall: datetime, holidays: frozenset[date]) -> bool:
    second = wall.hour * 3600 + wall.minute * 60 + wall.second
    if agreed and inside(second, agreed):
        return True
    hours = check.week[wall.weekday()]
    if hours is None or (check.closed_on_holidays and wall.date() in holidays):
        return False
    return hours[0] <= second < hours[1]


def unwelcome(check: Wishes, local: LocalTime, at: datetime) -> bool:
    """Whether the borrower called this time inconvenient, in the home zone."""
    wishes = local.facts.flags.inconvenient_times
    if local.free or not wishes:
        return False
    wall = at.astimezone(local.home)
    second = wall.hour * 3600 + wall.minute * 60 + wall.second
    return any(_covers(wish, wall.weekday(), second) for wish in wishes)


def _covers(wish: Inconvenient, weekday: int, second: int) -> bool:
    opens, closes = wish.span
    if opens < closes:
        return weekday in wish.days and opens <= second < closes
    return (weekday in wish.days and second >= opens) or ((weekday - 1) % 7 in wish.days and second < closes)


def ceased(check: Cease, local: LocalTime, at: datetime) -> bool:
    """Whether a refusal was received by now, and the purpose is none that is still allowed."""
    received = getattr(local.facts.flags, check.flag)
    return received is not None and at >= received and local.facts.action.purpose not in check.but_for


def openings(checks: Iterable[object], local: LocalTime, day: date) -> list[datetime]:
    """Every instant of a home day at which closed hours can open: starts of hours, ends of wishes, time changes."""
    start, end = local.start(day), local.start(day + DAY)
    found = {start}
    if not local.free:
        agreed, wishes = local.facts.flags.time_consent, local.facts.flags.inconvenient_times
        walls = {hours[0] for check in checks if isinstance(check, Hours) for hours in check.week if hours}
        walls |= {agreed[0]} if agreed else set()
        walls |= {wish.span[1] % DAY_SECONDS for wish in wishes}
        found |= _instants(walls, local, start, end)
    return sorted(found)


def closings(checks: Iterable[object], local: LocalTime, day: date) -> list[datetime]:
    """Every instant of a home day at which open hours can close."""
    start, end = local.start(day), local.start(day + DAY)
    agreed, wishes = local.facts.flags.time_consent, local.facts.flags.inconvenient_times
    walls = {hours[1] % DAY_SECONDS for check in checks if isinstance(check, Hours) for hours in check.week if hours}
    walls |= {agreed[1] % DAY_SECONDS} if agreed else set()
    walls |= {wish.span[0] for wish in wishes} | {0}
    found = _instants(walls, local, start, end) | {start}
    found |= {local.agreed} if local.agreed else set()
    return sorted(found)


def _instants(walls: set[int], local: LocalTime, start: datetime, end: datetime) -> set[datetime]:
    """Each wall time (both times where it occurs twice) and each time change of every zone in [start, end)."""
    found: set[datetime] = set()
    for zone in local.zones:
        found |= _change(zone, start, end)
        day, last = start.astimezone(zone).date(), end.astimezone(zone).date()
        while day <= last:
            midnight = datetime.combine(day, MIDNIGHT, zone)
            for wall in walls:
                there = midnight + timedelta(seconds=wall)
                found.add(there.astimezone(UTC))
                found.add(there.replace(fold=1).astimezone(UTC))
            day += DAY
    return {at for at in found if start <= at < end}


def _change(zone: ZoneInfo, start: datetime, end: datetime) -> set[datetime]:
    """The instant in (start, end] at which the zone's offset changes, if it does."""
    before = start.astimezone(zone).utcoffset()
    if end.astimezone(zone).utcoffset() == before:
        return set()
    return {_turn(start, end, lambda at: at.astimezone(zone).utcoffset() != before)}


def changes_near(local: LocalTime, day: date) -> bool:
    """Whether the time of the borrower was changed in the eight days up to the end of this one."""
    end = local.start(day + DAY)
    return any(_change(zone, end - DAY * 8, end) for zone in local.zones)


def days_from(day: date) -> Iterator[date]:
    """A day and the ones after it, for a year and a month."""
    return (day + DAY * ahead for ahead in range(400))
