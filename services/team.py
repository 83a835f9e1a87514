"""The team and its business day."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select

from models import db
from models.team import Team
from rules import value

USUAL_ZONE = "Asia/Shanghai"


def the() -> Team | None:
    """The team of this installation, asked once for each session; None before the first start."""
    row: Team | None = db.session.info.get("team")
    if row is None or row not in db.session:
        row = db.session.info["team"] = db.session.scalars(select(Team).order_by(Team.id).limit(1)).first()
    return row


def keep(row: Team | None) -> None:
    """Let a team that was read along with something else stand for this session."""
    if row is not None:
        db.session.info["team"] = row


def zone() -> ZoneInfo:
    """The team's time zone."""
    team = the()
    return zone_named(team.time_zone) if team else ZoneInfo("UTC")


def zone_named(name: str) -> ZoneInfo:
    """A time zone by name; that of the mainland where an old book names none, for a page must open to mend it."""
    return ZoneInfo(name if value.is_zone(name) else USUAL_ZONE)


def today(now: datetime) -> date:
    """The business date at an instant, in the team's time zone."""
    return now.astimezone(zone()).date()


def start_of(day: date) -> datetime:
    """The instant at which a business day begins."""
    return datetime.combine(day, time(), zone()).astimezone(UTC)


def is_demo() -> bool:
    """Whether the book is a demo, where the file outbox counts as sent."""
    team = the()
    return bool(team and team.is_demo)
