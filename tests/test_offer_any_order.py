"""Offers: whatever comes in, is taken back or goes by, nothing is let go twice and no money earns two."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import db
from models.payment import Component, PaymentKind
from rules.errors import RuleError
from services import case, offer, payment
from tests import desk, thorough
from tests.test_offer import TODAY

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("app")]
STEPS = st.lists(
    st.tuples(st.sampled_from(("pay", "offer", "late", "back", "day", "stop")), st.integers(0, 3)),
    min_size=6,
    max_size=18,
)


@settings(max_examples=thorough.examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_is_let_go_twice_and_no_money_earns_two_offers(row, steps):
    db.session.rollback()
    today = TODAY
    for no, (what, much) in enumerate(steps):
        with suppress(RuleError):
            today = step(row, what, much, today, no)
        offer.follow_of(row, today)
        check(row)


@pytest.fixture
def row(app):
    """The case that every example begins with and takes back to."""
    made = desk.lend(desk.start(), each="100.00")
    case.restage(made, TODAY)
    db.session.commit()
    return made


def step(row, what, much, today, no):
    if what == "day":
        return today + timedelta(days=much)
    if what in ("pay", "late"):
        on = today - timedelta(days=much) if what == "late" else today
        payment.record(row.loan, Decimal(10 * (much + 1)), max(on, TODAY), today, f"B{no}")
    if what == "back":
        live = [each for each in row.loan.payments if each.kind == PaymentKind.payment and not each.reversal]
        for each in live[much : much + 1]:
            payment.reverse(each, today, "bounced")
    if what == "offer":
        offer.make(
            row, Decimal(10 * (much + 1)), today + timedelta(days=3), {Component.principal: Decimal(1 + much)}, today
        )
    if what == "stop" and offer.open_of(row):
        offer.withdraw(offer.open_of(row), "no", today)
    return today


def check(row):
    live = [each for each in row.loan.payments if each.kind == PaymentKind.waiver and not each.reversal]
    cash = [each for each in row.loan.payments if each.kind == PaymentKind.payment and not each.reversal]
    earned = [each for each in row.offers if each.status == "earned"]
    assert sum(share.amount for each in live for share in each.allocations) <= Decimal("100.00")
    assert sorted(each.amount for each in live) == sorted(w.amount for each in earned for w in each.waivers)
    assert sum(each.pay_amount for each in earned) <= sum(each.amount for each in cash)
    assert sum(each.status == "open" for each in row.offers) <= 1
