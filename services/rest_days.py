"""Rest days by the country of a licence: rows of the book, and the tables that libraries keep where it has none."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import event, select
from sqlalchemy.orm import object_session

from models import db
from models.lender import Lender
from models.rest_day import Country, DayKind, RestDay
from rules import calendar

COUNTRIES = {Country.us: "US", Country.uk: "GB", Country.tw: "TW", Country.hk: "HK"}
LIBRARY, OTHERS = "chinesecalendar", "holidays"
"""The libraries; the first keeps the annual notices of the State Council."""
YEARS_AHEAD = 1
KEPT = "rest_days"
LEAST = 13
"""Public rest days of a year in mainland China; a year with fewer rows is not entered whole (Decree 795, from 2025)."""
NOTICE = timedelta(days=60)
"""So long before a year begins its rest days are asked for; they are published in October or November."""


class Tables(NamedTuple):
    """Rest days and make-up working days of a year and the next; `known` is false where nobody has published them."""

    holidays: frozenset[date]
    working_days: frozenset[date]
    known: bool


def moved(day: date, licence: str) -> date:
    """The day itself, or the next working day where it is a rest day; in an unknown year only week-ends are."""
    tables = of(licence, day.year)
    return calendar.next_working_day(day, tables.holidays, tables.working_days)


def is_known(day: date, licence: str) -> bool:
    """Whether the holidays of the day's year are known."""
    return of(licence, day.year).known


def of(licence: str, year: int) -> Tables:
    """The tables of a year and the one after it, by the country that a licence begins with.

    A row of the book says what its day is, whatever a library holds of it.
    """
    country, known = country_of(licence), _kept()
    if (country, year) not in known.tables:
        known.tables[country, year] = _tables(country, year, known.rows[country])
    return known.tables[country, year]


def _tables(country: Country, year: int, entered: Mapping[date, DayKind]) -> Tables:
    rows = {day: kind for day, kind in entered.items() if day.year in (year, year + 1)}
    rest, work, known = _published(country, year)
    resting = {day for day, kind in rows.items() if kind == DayKind.rest}
    working = rows.keys() - resting
    return Tables((rest - working) | resting, (work - resting) | working, known or _is_whole(resting, year))


def country_of(licence: str) -> Country:
    """The country that a licence begins with."""
    return Country(licence.partition("_")[0])


def load(today: date) -> int:
    """Add what is published for this year and the next and has no row yet, for the countries of the lenders; counts it.

    What people entered stays.
    """
    count = 0
    for country in sorted(_countries()):
        for year in range(today.year, today.year + YEARS_AHEAD + 1):
            count += _add(country, year)
    return count


def lacking(today: date) -> list[tuple[Country, int]]:
    """The countries of the lenders and the years without rest days: this one, and one that begins within 60 days."""
    years = sorted({today.year, (today + NOTICE).year})
    return [(country, year) for country in sorted(_countries()) for year in years if not of(country, year).known]


def _countries() -> set[Country]:
    licences = db.session.scalars(select(Lender.licence).where(Lender.archived_on.is_(None)).distinct())
    return {country_of(licence) for licence in licences}


def _add(country: Country, year: int) -> int:
    rest, work, known = _published(country, year)
    if not known:
        return 0
    days = {**dict.fromkeys(rest, DayKind.rest), **dict.fromkeys(work, DayKind.work)}
    new = {day: kind for day, kind in days.items() if day.year == year and day not in _kept().rows[country]}
    source = LIBRARY if country == Country.cn else OTHERS
    db.session.add_all(RestDay(country=country, day=day, kind=new[day], source=source) for day in sorted(new))
    return len(new)


@event.listens_for(RestDay, "after_insert")
@event.listens_for(RestDay, "after_update")
def _forget(mapper: Any, connection: Any, row: RestDay) -> None:
    """Let the session read the rows again."""
    if session := object_session(row):
        session.info.pop(KEPT, None)


class _Kept(NamedTuple):
    """What each day of the book is, by country, and the tables that were made of it."""

    rows: dict[Country, dict[date, DayKind]]
    tables: dict[tuple[Country, int], Tables]


def _kept() -> _Kept:
    """The rows of the book, read once for each session."""
    kept: _Kept | None = db.session.info.get(KEPT)
    if kept is None:
        kept = db.session.info[KEPT] = _Kept({country: {} for country in Country}, {})
        for country, day, kind in db.session.execute(select(RestDay.country, RestDay.day, RestDay.kind)):
            kept.rows[country][day] = kind
    return kept


def _is_whole(resting: Iterable[date], year: int) -> bool:
    return sum(day.year == year for day in resting) >= LEAST


def _published(country: Country, year: int) -> Tables:
    return _mainland(year) if country == Country.cn else _elsewhere(COUNTRIES[country], year)


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

    return Tables(frozenset(holidays.country_holidays(country, years=(year, year + 1))), frozenset(), True)
