"""Rest days as rows: loaded as they are published, extended by a person, asked for before a year without them."""

from datetime import date, timedelta

import pytest

from jobs import nightly
from models import db
from models.lender import Licence
from models.rest_day import Country, DayKind, RestDay
from rules.access import Role
from services import checklist, plan, rest_days
from tests import desk, makers

CN = "cn_micro_lender"
SPRING = date(2027, 2, 8)
"""A Monday of a year that no library knows yet."""


@pytest.fixture
def lender(app):
    row = makers.make_lender(licence=Licence.cn_private_lender)
    db.session.commit()
    return row


def enter(day, kind=DayKind.rest, country=Country.cn):
    makers.make_rest_day(day=day, kind=kind, country=country)


def count():
    return db.session.scalar(db.select(db.func.count(RestDay.id)))


def test_the_night_adds_what_is_published_once(lender):
    night = date(2026, 3, 2)

    first = nightly.load_rest_days(night, desk.at(night)).counts["added"]
    again = nightly.load_rest_days(night, desk.at(night)).counts

    assert first == count() > 13
    assert not again
    kinds = dict(db.session.execute(db.select(RestDay.day, RestDay.kind)).all())
    assert kinds[date(2026, 2, 17)] == DayKind.rest
    assert kinds[date(2026, 2, 14)] == DayKind.work
    assert set(kinds) <= {date(2026, 1, 1) + timedelta(days=n) for n in range(365)}


def test_a_lender_elsewhere_brings_the_days_of_its_country(lender):
    makers.make_lender(licence=Licence.us_first_party)

    rest_days.load(date(2026, 3, 2))

    found = db.session.scalars(db.select(RestDay.country).distinct()).all()
    assert set(found) == {Country.cn, Country.us}
    assert not rest_days.lacking(date(2026, 3, 2))


def test_a_person_extends_a_year_and_what_is_counted_keeps_off_it(lender):
    assert rest_days.moved(SPRING, CN) == SPRING

    enter(SPRING)
    enter(date(2027, 2, 13), DayKind.work)

    assert rest_days.moved(SPRING, CN) == SPRING + timedelta(days=1)
    assert rest_days.moved(date(2027, 2, 13), CN) == date(2027, 2, 13)
    assert not rest_days.is_known(SPRING, CN)
    for n in range(12):
        enter(date(2027, 5, 1) + timedelta(days=n))
    assert rest_days.is_known(SPRING, CN)


def test_a_row_says_what_its_day_is_whatever_the_library_holds_and_loading_leaves_it(lender):
    enter(date(2026, 2, 17), DayKind.work)

    rest_days.load(date(2026, 3, 2))

    assert rest_days.moved(date(2026, 2, 17), CN) == date(2026, 2, 17)
    assert rest_days.moved(date(2026, 2, 16), CN) == date(2026, 2, 17)


def test_a_plan_keeps_off_a_day_that_a_person_entered(app):
    row = desk.lend(desk.start(), each="300.00")
    enter(SPRING)

    parts = plan.draft(row, plan.Ask(row.balance, 1, SPRING))

    assert [part.due_on for part in parts] == [SPRING + timedelta(days=1)]


@pytest.mark.parametrize(("today", "asked"), [(date(2026, 11, 1), False), (date(2026, 11, 2), True)])
def test_the_checklist_asks_sixty_days_before_a_year_without_them(lender, settings, today, asked):
    steps = {step.name: step.done for step in checklist.steps(settings, today)}

    assert steps["rest_days"] is not asked


def test_a_manager_enters_a_day_and_nobody_takes_one_away(sign_in, lender):
    client, _ = sign_in(Role.manager)

    made = client.submit("/rest-days/new/", country="cn", day="2027-02-08", kind="rest", source="notice of 2026-11")
    again = client.submit("/rest-days/new/", country="cn", day="2027-02-08", kind="rest", source="")
    row = db.session.scalars(db.select(RestDay)).one()
    gone = client.submit("/rest-days/delete/", id=row.id)

    assert made.status_code == 302
    assert again.status_code == 200
    assert gone.status_code in {403, 404, 405}
    assert count() == 1
