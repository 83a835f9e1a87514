"""Charges, waivers and overdue interest as they are stored: replayed, accrued by the night, taken back."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from jobs import nightly
from models import db
from models.payment import Component, PaymentKind
from rules.access import Level
from rules.errors import RuleError
from services import accrual, charge, entry, ledger, loan, payment
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
DUES = (date(2026, 2, 1), date(2026, 3, 1))
RATE = Decimal("0.365")
TODAY = date(2026, 3, 11)


def lend(rate=RATE, portfolio=None):
    row = desk.lend(portfolio or desk.start(), DUES, each="1000.00")
    row.loan.overdue_rate = rate
    payment.settle(row.loan, DUES[0])
    return row


def stored(row):
    db.session.flush()
    db.session.expire_all()
    loan = row.loan
    parts = [(part.amount_days, part.paid_principal, part.paid_overdue_interest) for part in loan.instalments]
    sums = (loan.outstanding_principal, loan.outstanding_charge, loan.outstanding_overdue_interest)
    return parts, sums, loan.accrued_to, row.balance


def test_a_charge_is_owed_from_its_day_and_never_counts_once_taken_back():
    row = lend(Decimal(0))
    first = row.loan.instalments[0]

    posted = charge.post(first, Component.penalty, Decimal("20.00"), DUES[1], TODAY, "late")
    same = charge.post(first, Component.penalty, Decimal("20.00"), DUES[1], TODAY, "late", reference=posted.reference)
    assert same is posted
    assert (row.balance, ledger.of(row.loan, DUES[0]).total) == (Decimal("2020.00"), Decimal("2000.00"))

    charge.reverse(posted, TODAY, "a mistake")
    charge.reverse(posted, TODAY, "a mistake")
    assert (row.balance, row.loan.outstanding_charge) == (Decimal("2000.00"), Decimal(0))


def test_a_charge_after_the_last_payment_outlives_a_new_schedule():
    row = lend(Decimal(0))
    payment.record(row.loan, Decimal("100.00"), DUES[0], TODAY, "B1")
    charge.post(row.loan.instalments[0], Component.penalty, Decimal("20.00"), DUES[1], TODAY, "late")
    owed = (row.balance, row.loan.outstanding_charge)

    loan.set_instalments(row.loan, [loan.Part(each.due_on, each.principal) for each in row.loan.instalments])

    assert owed == (Decimal("1920.00"), Decimal("20.00"))
    assert (row.balance, row.loan.outstanding_charge) == owed


def test_an_instalment_that_a_new_schedule_leaves_out_stays_for_its_charge_alone():
    row = lend(Decimal(0))
    charge.post(row.loan.instalments[1], Component.cost, Decimal("20.00"), DUES[1], TODAY, "a letter")

    for _ in range(2):
        loan.set_instalments(row.loan, [loan.Part(DUES[0], Decimal("500.00"))], TODAY)
        db.session.flush()
        db.session.expire_all()

    assert [(part.number, part.due_on, part.principal) for part in row.loan.instalments] == [
        (1, DUES[0], Decimal("500.00")),
        (2, DUES[1], Decimal("0.00")),
    ]
    assert (row.balance, row.loan.outstanding_charge) == (Decimal("520.00"), Decimal("20.00"))
    loan.set_instalments(row.loan, [], TODAY)
    assert row.balance == Decimal("20.00")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"component": Component.principal}, "Only a cost or a penalty"),
        ({"amount": Decimal(-1)}, "above zero"),
        ({"amount": Decimal("1.005")}, "above zero, in whole units"),
        ({"on": TODAY + timedelta(days=1)}, "lies in the future"),
        ({"reason": " "}, "what the charge is for"),
    ],
)
def test_a_charge_that_cannot_be_is_refused_with_a_sentence(change, sentence):
    given = {"component": Component.cost, "amount": Decimal(5), "on": TODAY, "posted_on": TODAY, "reason": "court"}

    with pytest.raises(RuleError, match=sentence):
        charge.post(lend().loan.instalments[0], **(given | change))


def test_a_waiver_lets_go_of_its_component_once_and_comes_back_when_reversed():
    row = lend()
    given = (row.loan, Component.overdue_interest, Decimal("10.00"), TODAY, TODAY, "W1", "goodwill")

    waived = payment.waive(*given)
    assert payment.waive(*given) is waived
    assert waived.kind == PaymentKind.waiver
    assert row.loan.outstanding_overdue_interest == Decimal("38.00")
    assert row.balance == Decimal("2038.00")

    payment.reverse(waived, TODAY, "not earned")
    assert row.balance == Decimal("2048.00")
    with pytest.raises(RuleError, match="cannot be waived"):
        payment.waive(row.loan, Component.penalty, Decimal("0.01"), TODAY, TODAY, "W2", "goodwill")


def test_a_person_waives_the_same_part_of_the_same_amount_twice_and_both_stand():
    row, user = lend(), makers.make_user(level=Level.manager)

    given = (row, Component.overdue_interest, Decimal("10.00"), TODAY)
    first, second = (payment.waive_by(*given, user=user, note="goodwill") for _ in range(2))

    assert first is not second
    assert len({first.reference, second.reference}) == 2
    assert row.loan.outstanding_overdue_interest == Decimal("28.00")


def test_money_covers_costs_and_interest_before_principal():
    row = lend()
    charge.post(row.loan.instalments[0], Component.cost, Decimal("8.00"), DUES[1], TODAY, "court fee")

    paid = payment.record(row.loan, Decimal("100.00"), TODAY, TODAY, "B1")

    found = {each.component: each.amount for each in paid.allocations}
    assert found == {
        Component.cost: Decimal("8.00"),
        Component.overdue_interest: Decimal("38.00"),
        Component.principal: Decimal("54.00"),
    }


def test_accrue_interest_every_night_is_what_a_replay_finds():
    portfolio = desk.start()
    rows = [lend(RATE, portfolio), lend(Decimal("0.149994"), portfolio)]
    payment.record(rows[0].loan, Decimal("333.33"), DUES[0] + timedelta(days=9), DUES[0] + timedelta(days=9), "B1")
    db.session.commit()
    for days in (12, 13, 40):
        night = DUES[0] + timedelta(days=days)
        counts = nightly.accrue_interest(night, desk.at(night)).counts
        assert counts == {"accrued": 2}
        assert accrual.due(night) == []
        before = [stored(row) for row in rows]
        for row in rows:
            entry.replay(row.loan, night)
        assert [stored(row) for row in rows] == before


def test_facts_entered_in_any_order_leave_the_same_ledger():
    facts = [
        lambda row: payment.record(row.loan, Decimal("120.00"), date(2026, 2, 20), TODAY, "B1"),
        lambda row: payment.record(row.loan, Decimal("999.99"), date(2026, 3, 3), TODAY, "B2"),
        lambda row: charge.post(
            row.loan.instalments[0], Component.penalty, Decimal(15), date(2026, 2, 5), TODAY, "late"
        ),
        lambda row: payment.waive(row.loan, Component.principal, Decimal(7), date(2026, 2, 2), TODAY, "W1", "agreed"),
        lambda row: payment.reverse(
            payment.record(row.loan, Decimal("50.00"), date(2026, 2, 6), TODAY, "B3"), TODAY, "bounced"
        ),
    ]
    ends, portfolio = [], desk.start()
    for seed in range(4):
        row = lend(RATE, portfolio)
        for fact in random.Random(seed).sample(facts, len(facts)):
            fact(row)
        ends.append((stored(row), ledger.today(row.loan, TODAY).parts))

    assert all(end == ends[0] for end in ends)
