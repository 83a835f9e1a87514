"""Next actions: on working days, at once where a case arrives late, on the day that a person chose."""

from datetime import date, timedelta

import pytest

from models import db
from models.lender import Licence
from models.stage import TaskKind
from models.task import Task
from services import case, task
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
MONDAY = date(2026, 3, 2)


def opened(late, today, **given):
    row = desk.lend(desk.start(**given), (today - timedelta(days=late),))
    case.restage_many([row.id], today)
    db.session.expire_all()
    return row


@pytest.mark.parametrize(
    ("late", "today", "due"),
    [
        (1, MONDAY, MONDAY + timedelta(days=2)),
        (3, MONDAY, MONDAY + timedelta(days=2)),
        (4, MONDAY, MONDAY),
        (210, MONDAY, MONDAY),
        (210, date(2026, 3, 7), date(2026, 3, 9)),
        (1, date(2026, 3, 5), date(2026, 3, 9)),
        (1, date(2026, 2, 14), date(2026, 2, 24)),
    ],
    ids=[
        "on its day",
        "in time",
        "behind",
        "long behind",
        "on a Saturday",
        "over a week-end",
        "over the Spring Festival",
    ],
)
def test_the_first_action_is_due_at_once_where_a_case_arrives_late_and_always_on_a_working_day(late, today, due):
    row = opened(late, today)

    (action,) = db.session.scalars(db.select(Task).where(Task.case_id == row.id)).all()
    assert action.due_on == row.next_action_on == due


def test_the_next_action_after_one_is_done_keeps_off_rest_days_and_a_chosen_day_stays():
    row = opened(1, date(2026, 3, 5))
    sunday = date(2026, 3, 8)

    task.complete(task.open_of(row), desk.at(date(2026, 3, 6)))
    assert row.next_action_on == date(2026, 3, 9)
    task.set_next(row, TaskKind.callback, sunday, desk.at(sunday), by_person=True, chosen=True)
    assert row.next_action_on == sunday


def test_the_working_days_are_those_of_the_lenders_country():
    portfolio = makers.make_portfolio(lender=makers.make_lender(licence=Licence.us_first_party))
    assert portfolio
    row = desk.lend(portfolio, (date(2026, 7, 1),))
    task.set_next(row, TaskKind.call, date(2026, 7, 3), desk.at(date(2026, 7, 2)))

    assert row.next_action_on == date(2026, 7, 6)
