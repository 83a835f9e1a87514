"""Payments: recorded once, replayed by value date, reversed by a mirror row."""

from datetime import date
from decimal import Decimal

import pytest

from models import db
from models.case import CaseState
from models.payment import DUE, Allocation, Component, PaymentKind
from rules.errors import RuleError
from services import case, entry, payment, task
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
ON = date(2026, 2, 10)
DUES = (date(2026, 2, 1), date(2026, 3, 1))


def money(text):
    return Decimal(text)


def test_a_payment_covers_fee_then_interest_then_principal_of_the_oldest_instalment():
    case = desk.lend(desk.start(), DUES, more={"interest": money("10.00"), "fee": money("5.00")})

    row = payment.record(case.loan, money("50.00"), ON, ON, "B1")

    first, second = case.loan.instalments
    assert (first.paid_fee, first.paid_interest, first.paid_principal) == (money("5"), money("10"), money("35"))
    assert second.unpaid == money("115.00")
    assert {each.component for each in row.allocations} == set(DUE)
    assert (case.balance, case.overdue_since, case.touched) == (money("180.00"), DUES[0], True)


def test_the_same_payment_again_changes_nothing():
    case = desk.lend(desk.start(), DUES)

    first = payment.record(case.loan, money("50.00"), ON, ON, "B1")
    again = payment.record(case.loan, money("50.00"), ON, date(2026, 2, 11), "B1")

    assert again is first
    assert case.balance == money("150.00")


def test_a_replay_touches_no_row_that_it_leaves_as_it_was():
    case = desk.lend(desk.start(), DUES)
    first = payment.record(case.loan, money("50.00"), ON, ON, "B1")
    db.session.commit()

    with db.session.no_autoflush:
        entry.replay(case.loan, ON)

    assert set(db.session.dirty) & {case.loan, first, *first.allocations, *case.loan.instalments} == set()


def test_another_payment_under_the_same_reference_is_refused():
    case = desk.lend(desk.start(), DUES)
    payment.record(case.loan, money("50.00"), ON, ON, "B1")

    with pytest.raises(RuleError, match="Another payment has the reference B1"):
        payment.record(case.loan, money("60.00"), ON, ON, "B1")


@pytest.mark.parametrize(
    ("amount", "paid_on", "reference", "said"),
    [
        ("0.00", ON, "B1", "above zero"),
        ("-1.00", ON, "B1", "above zero"),
        ("1.005", ON, "B1", "finer than a cent"),
        ("1.00", date(2026, 2, 11), "B1", "in the future"),
        ("1.00", ON, " ", "needs a reference"),
    ],
)
def test_what_cannot_be_a_payment_is_refused(amount, paid_on, reference, said):
    case = desk.lend(desk.start(), DUES)

    with pytest.raises(RuleError, match=said):
        payment.record(case.loan, money(amount), paid_on, ON, reference)


def test_a_payment_that_comes_late_with_an_early_value_date_is_replayed():
    case = desk.lend(desk.start(), DUES)
    later = payment.record(case.loan, money("100.00"), ON, ON, "B2")

    earlier = payment.record(case.loan, money("100.00"), date(2026, 2, 5), ON, "B1")
    db.session.flush()

    assert [row.instalment.number for row in earlier.allocations] == [1]
    assert [row.instalment.number for row in later.allocations] == [2]
    assert (case.balance, case.overdue_since) == (money("0.00"), None)


def test_money_beyond_what_is_owed_stays_unapplied():
    case = desk.lend(desk.start())

    row = payment.record(case.loan, money("130.00"), ON, ON, "B1")

    assert (row.unapplied, case.balance) == (money("30.00"), money("0.00"))


def test_a_reversal_is_a_mirror_row_and_what_was_paid_is_owed_again():
    case = desk.lend(desk.start(), DUES)
    first = payment.record(case.loan, money("100.00"), ON, ON, "B1")
    payment.record(case.loan, money("30.00"), ON, ON, "B2")

    mirror = payment.reverse(first, date(2026, 2, 12), "bounced")
    again = payment.reverse(first, date(2026, 2, 13), "bounced")

    assert again is mirror
    assert (mirror.kind, mirror.amount, mirror.reverses) == (PaymentKind.reversal, money("-100.00"), first)
    assert first.amount == money("100.00")
    assert (case.balance, case.overdue_since) == (money("170.00"), DUES[0])
    assert case.loan.instalments[0].paid_principal == money("30.00")
    with pytest.raises(RuleError, match="cannot be reversed"):
        payment.reverse(mirror, date(2026, 2, 13), "oops")


def test_a_payment_bounces_on_its_own_day_at_the_earliest():
    case = desk.lend(desk.start(), DUES)
    paid = payment.record(case.loan, money("100.00"), ON, ON, "B1")

    with pytest.raises(RuleError, match="cannot be reversed before"):
        payment.reverse(paid, date(2026, 2, 9), "bounced")
    mirror = payment.reverse(paid, ON, "bounced")

    assert (mirror.paid_on, case.balance) == (ON, money("200.00"))


def test_a_payment_taken_back_opens_and_stages_its_case_at_once():
    row = desk.lend(desk.start())
    case.restage(row, date(2026, 2, 2))
    paid = payment.record(row.loan, money("100.00"), ON, ON, "B1")
    assert row.state == CaseState.closed

    payment.reverse(paid, date(2026, 2, 16), "bounced")

    assert (row.state, row.stage.key, row.opened_on, row.closed_on) == (
        CaseState.open,
        "initial",
        date(2026, 2, 16),
        None,
    )
    assert task.open_of(row).kind == row.stage.next_task
    assert "Overdue since 2026-02-01" in row.stage_reason
    assert case.due(date(2026, 2, 16)) == []


def test_a_case_that_never_was_open_opens_when_what_kept_it_so_is_taken_back():
    row = desk.lend(desk.start())
    paid = payment.record(row.loan, money("100.00"), date(2026, 1, 20), date(2026, 1, 20), "B1")

    payment.reverse(paid, ON, "bounced")

    assert (row.state, row.opened_on) == (CaseState.open, ON)


def test_a_case_that_was_put_away_comes_back_when_its_payment_does_not_stand():
    row = desk.lend(desk.start())
    case.restage(row, date(2026, 2, 2))
    paid = payment.record(row.loan, money("100.00"), ON, ON, "B1")
    case.archive(row, ON)

    payment.reverse(paid, date(2026, 2, 16), "bounced")

    assert (row.state, row.archived_on) == (CaseState.open, None)


def test_a_waiver_taken_back_opens_the_case_too():
    row = desk.lend(desk.start())
    case.restage(row, date(2026, 2, 2))
    waived = payment.waive(row.loan, Component.principal, money("100.00"), ON, ON, "W1", "goodwill")
    assert row.state == CaseState.closed

    payment.reverse(waived, date(2026, 2, 16), "by mistake")

    assert row.state == CaseState.open


def test_a_payment_entered_by_mistake_and_taken_back_the_same_day_ends_no_episode():
    row = desk.lend(desk.start())
    case.restage(row, date(2026, 2, 2))
    row.reason = makers.make_overdue_reason()
    paid = payment.record(row.loan, money("100.00"), ON, ON, "B1")

    payment.reverse(paid, ON, "another borrower's")
    db.session.expire_all()

    assert (row.state, row.opened_on, row.closed_on) == (CaseState.open, date(2026, 2, 2), None)
    assert [(each.opened_on, each.closed_on) for each in row.episodes] == [(date(2026, 2, 2), None)]
    assert row.reason


def test_history_is_told_and_never_allocated():
    case = desk.lend(desk.start(), DUES)

    payment.record(case.loan, money("70.00"), ON, ON, "H1", kind=PaymentKind.history)
    entry.replay(case.loan)

    assert case.balance == money("200.00")
    assert db.session.query(Allocation).count() == 0


def test_a_replay_that_finds_nothing_new_writes_nothing():
    case = desk.lend(desk.start(), DUES)
    row = payment.record(case.loan, money("50.00"), ON, ON, "B1")
    db.session.flush()
    versions = [each.version for each in (row, case.loan, *case.loan.instalments, *row.allocations)]

    entry.replay(case.loan)
    db.session.flush()

    assert [each.version for each in (row, case.loan, *case.loan.instalments, *row.allocations)] == versions
