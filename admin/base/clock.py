"""The clock of the screens: the present instant, the business day and the team, once per request."""

from datetime import date, datetime
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from flask import current_app, g

from services import team


class House(NamedTuple):
    """What every page needs to know of the team; it outlives a rollback."""

    name: str
    time_zone: str
    language: str
    is_demo: bool


NO_TEAM = House("", "Asia/Shanghai", "", False)


def house() -> House:
    """The team of this installation, or the house's defaults before there is one."""
    if "house" not in g:
        row = team.the()
        g.house = House(row.name, row.time_zone, row.language, row.is_demo) if row else NO_TEAM
    return cast(House, g.house)


def now() -> datetime:
    """The present instant, UTC."""
    return cast(datetime, current_app.config["CLOCK"]())


def zone() -> ZoneInfo:
    """The team's business time zone."""
    return team.zone_named(house().time_zone)


def today() -> date:
    """The business day in the team's zone."""
    return now().astimezone(zone()).date()
