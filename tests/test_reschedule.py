"""New schedules: the total stays, the day of the change separates old from new, in any order of entry."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models import db
from models.payment import PaymentKind
from rules.access import Level, Role
from rules.errors import RuleError
from rules.week import Week
from services import ageing, ledger, payment, plan
from services.loan import reschedule
from services.metric import arrears
from services.paper import statement
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
TODAY = date(2026, 3, 10)
DUES = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30))
D = Decimal


@pytest.fixture
def row(app):
    found = desk.lend(desk.start(), DUES)
    found.loan.overdue_rate = D("0.24")
    payment.record(found.loan, D("151.32"), date(2026, 2, 20), date(2026, 2, 20), "first")  # 1.32 of overdue interest
    return found


def state(loan):
    """Everything that a replay decides."""
    rows = [(each.due_on, each.unpaid, each.amount_days) for each in loan.instalments]
    return rows, loan.outstanding_principal, loan.outstanding_overdue_interest


def aged(row, today=TODAY, **given):
    reschedule.reage(
        row, **{"count": 5, "first_on": date(2026, 4, 15), "reason": "steady again", "user": None} | given, today=today
    )


def test_reaging_makes_a_new_series_and_the_loan_is_up_to_date_while_the_total_stays(row):
    before = ledger.today(row.loan, TODAY).owed
    assert before["overdue_interest"] > 0
    aged(row)
    assert ledger.today(row.loan, TODAY).owed == before
    assert row.overdue_since == date(2026, 4, 15)
    left = [(each.due_on, each.unpaid) for each in row.loan.instalments if each.unpaid]
    assert left[0] == (date(2026, 4, 15), D("50.00"))
    assert sum(amount for _, amount in left) == D("250.00")
    with pytest.raises(RuleError, match="today already"):
        aged(row)


def test_reamortising_spreads_what_is_unpaid_over_the_days_to_come(row):
    reschedule.reamortise(row, TODAY, reason="one steady rate", user=None)
    left = [(each.due_on, each.unpaid) for each in row.loan.instalments if each.unpaid]
    assert left == [(date(2026, 3, 31), D("125.00")), (date(2026, 4, 30), D("125.00"))]


@pytest.mark.parametrize("paid_on", [date(2026, 2, 5), date(2026, 3, 9), TODAY, date(2026, 3, 20)])
def test_money_entered_late_gives_what_it_gives_entered_in_time(row, paid_on):
    late = date(2026, 3, 25)
    aged(row)
    payment.record(row.loan, D("120.00"), paid_on, late, "late")
    found = ledger.today(row.loan, late)
    interest = sum((share.amount for share in found.shares if share.component == "overdue_interest"), D(0)) - D("1.32")
    assert sum(found.owed.values()) - found.owed["overdue_interest"] == D("130.00") + interest
    assert found.credit == 0
    assert all(amount >= 0 for part in found.parts for amount in part.owed.values())
    stood = state(row.loan)
    payment.settle(row.loan, late)
    assert state(row.loan) == stood


def test_a_payment_taken_back_from_before_the_change_is_owed_again_where_it_was(row):
    aged(row)
    [first] = [each for each in row.loan.payments if each.reference == "first"]
    payment.reverse(first, date(2026, 3, 20), "bounced")
    found = ledger.today(row.loan, date(2026, 3, 20))
    assert sum(part.owed["principal"] for part in found.parts) == D("400.00")
    assert row.overdue_since == DUES[0]


@pytest.mark.parametrize("day", [date(2026, 3, 9), TODAY, date(2026, 4, 14), date(2026, 4, 30)])
def test_the_statement_of_any_day_adds_up_to_what_the_ledger_owes(row, day):
    aged(row)
    payment.record(row.loan, D("40.00"), date(2026, 3, 9), TODAY, "just before")
    payment.record(row.loan, D("60.00"), date(2026, 4, 14), date(2026, 4, 14), "after")
    found = statement.of(row.loan, day, date(2026, 4, 30)).statement
    standing = ledger.of(row.loan, day)
    assert found.payoff == standing.total - standing.credit
    assert found.balance + found.later == found.payoff
    overdue = sum(amount for part in standing.parts if part.due_on <= day for amount in part.owed.values())
    assert found.balance == overdue - standing.credit or standing.credit == 0


def test_the_ageing_of_an_earlier_day_knows_nothing_of_the_change(row):
    early = ageing.ageing(date(2026, 3, 5), (0, 30))
    aged(row)
    assert ageing.ageing(date(2026, 3, 5), (0, 30)) == early
    late, now = ([each.bucket for each in found if each.count] for found in (early, ageing.ageing(TODAY, (0, 30))))
    assert (late, now) == (["1-30"], ["not due"])


def test_the_week_tells_what_was_aged_anew_and_takes_it_for_no_cash(row):
    week = Week(date(2026, 3, 9), date(2026, 3, 19))
    db.session.flush()
    before = arrears.load(week, None)[row.loan_id].arrears
    aged(row)
    db.session.flush()
    after = arrears.load(week, None)[row.loan_id].arrears
    assert after.opening == before.opening == D("50.00")
    assert (after.closing, after.reaged, after.cash) == (D("0.00"), D("50.00"), D("0.00"))


def test_it_takes_a_manager_a_reason_no_plan_and_something_unpaid(row):
    collector = makers.make_user(level=Level.collector)
    with pytest.raises(RuleError, match="takes a"):
        aged(row, user=collector)
    with pytest.raises(RuleError, match="Say why"):
        aged(row, reason=" ")
    with pytest.raises(RuleError, match="lie ahead"):
        aged(row, first_on=TODAY)
    with pytest.raises(RuleError, match="No instalment is left"):
        reschedule.reamortise(row, date(2026, 6, 1), reason="late", user=None)
    plan.propose(row, D("100.00"), 2, date(2026, 4, 1), TODAY)
    with pytest.raises(RuleError, match="has a plan"):
        aged(row)


def test_a_new_schedule_is_not_reversed_and_the_night_finds_what_a_replay_finds(row):
    from services import accrual

    aged(row)
    [moved] = [each for each in row.loan.payments if each.kind == PaymentKind.moved]
    with pytest.raises(RuleError, match="make another"):
        payment.reverse(moved, TODAY, "oops")
    later = date(2026, 5, 20)
    db.session.commit()
    accrual.accrue([row.loan_id], later)
    db.session.commit()
    db.session.expire_all()
    stood = state(row.loan)
    payment.settle(row.loan, later)
    assert state(row.loan) == stood


def test_the_tools_stand_on_the_case_page_for_managers(row, sign_in):
    db.session.commit()
    browser, user = sign_in(Role.manager)
    user.level = Level.manager
    page = browser.get(f"/cases/details/?id={row.id}")
    assert "Re-age: a new series" in page.text
    first = (date(2026, 3, 2) + timedelta(days=60)).isoformat()
    sent = {"count": 3, "first_on": first, "every": "month", "reason": "agreed on the phone"}
    assert browser.submit(f"/cases/reage/?id={row.id}", **sent).status_code == 302
    assert [each.unpaid for each in row.loan.instalments if each.unpaid][-1] == D("83.34")
