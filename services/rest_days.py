"""Rest days by the country of a licence, from the holiday tables that the libraries keep."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import NamedTuple

from rules import calendar

COUNTRIES = {"us": "US", "uk": "GB", "tw": "TW", "hk": "HK"}


class Tables(NamedTuple):
    """Holidays and make-up working days of a year; `known` is false where nobody has published them yet."""

    holidays: Collection[date]
    working_days: Collection[date]
    known: bool


def moved(day: date, licence: str) -> date:
    """The day itself, or the next working day where it is a rest day; in an unknown year only week-ends are."""
    found = of(licence, day.year)
    return calendar.next_working_day(day, found.holidays, found.working_days)


def is_known(day: date, licence: str) -> bool:
    """Whether the holidays of the day's year are known."""
    return of(licence, day.year).known


def of(licence: str, year: int) -> Tables:
    """The tables of a year and the one after it, by the country that a licence begins with."""
    country = licence.partition("_")[0]
    return _mainland(year) if country == "cn" else _elsewhere(COUNTRIES[country], year)


@cache
def _mainland(year: int) -> Tables:
    """Source: annual holiday notices of the State Council, as the library chinesecalendar keeps them."""
    from chinese_calendar import constants

    years = {day.year for day in constants.holidays}
    near = (year, year + 1)
    rest = frozenset(day for day in constants.holidays if day.year in near)
    work = frozenset(day for day in constants.workdays if day.year in near)
    return Tables(rest, work, year in years)


@cache
def _elsewhere(country: str, year: int) -> Tables:
    import holidays

    return Tables(frozenset(holidays.country_holidays(country, years=(year, year + 1))), (), True)
