"""The team and its business day."""

from datetime import date, datetime

from models.team import Team


def the() -> Team:
    """The team of this installation."""


def today(now: datetime) -> date:
    """The business date at an instant, in the team's time zone."""
