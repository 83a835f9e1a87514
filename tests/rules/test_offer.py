"""Offers: the waiver is earned only when the whole money has arrived in time."""

from datetime import date
from decimal import Decimal

import pytest

from rules import offer
from rules.offer import Offer, Status, Waiver
from rules.payment import Payment

OWED = {"penalty": Decimal("80.00"), "interest": Decimal("0.02")}
MADE = Offer(date(2026, 5, 10), Decimal("500.00"), date(2026, 5, 31), {"penalty": Waiver(rate=Decimal("0.6"))})


def paid(amount, on=date(2026, 5, 20), **more):
    return Payment(on, Decimal(amount), **more)


@pytest.mark.parametrize(
    ("payments", "today", "status"),
    [
        ([], date(2026, 5, 31), Status.open),
        ([], date(2026, 6, 1), Status.lapsed),
        ([paid("499.99")], date(2026, 6, 1), Status.lapsed),
        ([paid("500.00")], date(2026, 5, 19), Status.open),
        ([paid("500.00")], date(2026, 5, 20), Status.earned),
        ([paid("250.00"), paid("250.00", date(2026, 5, 31))], date(2026, 5, 31), Status.earned),
        ([paid("500.00", date(2026, 5, 9))], date(2026, 5, 20), Status.open),
        ([paid("500.00", date(2026, 6, 1))], date(2026, 6, 2), Status.lapsed),
        ([paid("500.00", posted_on=date(2026, 6, 3))], date(2026, 6, 2), Status.lapsed),
        ([paid("500.00", posted_on=date(2026, 6, 3))], date(2026, 6, 3), Status.earned),
        ([paid("500.00", reversed_on=date(2026, 5, 25))], date(2026, 5, 25), Status.open),
        ([paid("500.00", reversed_on=date(2026, 6, 5))], date(2026, 6, 5), Status.lapsed),
    ],
)
def test_an_offer_is_judged_by_what_is_known_on_the_day(payments, today, status):
    waived = Decimal("48.00") if status is Status.earned else Decimal("0.00")

    assert offer.judge(MADE, OWED, payments, today) == (status, {"penalty": waived})


@pytest.mark.parametrize(
    ("on", "today", "status"),
    [
        (date(2026, 5, 14), date(2026, 5, 20), Status.earned),
        (date(2026, 5, 15), date(2026, 5, 20), Status.withdrawn),
        (date(2026, 5, 16), date(2026, 6, 20), Status.withdrawn),
        (date(2026, 5, 16), date(2026, 5, 14), Status.open),
    ],
)
def test_only_money_from_before_the_withdrawal_earns_a_withdrawn_offer(on, today, status):
    withdrawn = MADE._replace(withdrawn_on=date(2026, 5, 15))

    assert offer.judge(withdrawn, OWED, [paid("500.00", on)], today).status is status


def test_an_offer_that_lapsed_is_not_withdrawn_afterwards():
    late = MADE._replace(withdrawn_on=date(2026, 6, 10))

    assert offer.judge(late, OWED, [], date(2026, 6, 20)).status is Status.lapsed


@pytest.mark.parametrize(
    ("component", "waiver", "amount"),
    [
        ("penalty", Waiver(amount=Decimal("100.00")), "80.00"),
        ("penalty", Waiver(amount=Decimal("10.00")), "10.00"),
        ("penalty", Waiver(rate=Decimal("1.5")), "80.00"),
        ("interest", Waiver(rate=Decimal("0.25")), "0.01"),
        ("fee", Waiver(rate=Decimal(1)), "0.00"),
    ],
)
def test_never_more_is_waived_than_is_owed_and_halves_go_up(component, waiver, amount):
    made = MADE._replace(waive={component: waiver})

    assert offer.judge(made, OWED, [paid("500.00")], date(2026, 5, 31)).waived == {component: Decimal(amount)}
