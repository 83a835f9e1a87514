"""Refunds: asked by one, approved by another, booked once the money has left."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, text

from models import db
from models.audit import AuditEntry
from models.payment import PaymentKind
from models.refund import Refund, RefundStatus
from rules.access import Level, Role
from rules.errors import RuleError
from services import credit, payment
from services.credit import refund
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
DUE, PAID, DAY = date(2026, 2, 1), date(2026, 2, 10), date(2026, 2, 12)
ACCOUNT = "6222 0202 0001 2345 678"
D = Decimal


@pytest.fixture
def loan():
    row = desk.lend(desk.start(), [DUE]).loan
    payment.record(row, D("130.00"), PAID, PAID, "P1")
    return row


@pytest.fixture
def boss():
    return makers.make_user(role=Role.manager, level=Level.manager)


def asked(loan, amount="30.00", account=ACCOUNT, reason="paid twice"):
    return refund.ask(loan, D(amount), "张伟", account, reason, today=DAY, user=makers.make_user())


def test_money_leaves_by_two_people_and_is_booked_below_zero(loan, boss):
    row = asked(loan)
    refund.approve(row, DAY, boss)
    refund.pay(row, DAY, DAY)
    refund.pay(row, DAY, DAY)

    assert (row.payment.amount, row.payment.kind, row.status) == (-30, PaymentKind.refund, RefundStatus.paid)
    assert credit.free(loan) == 0
    assert len(loan.payments) == 2


def test_nobody_approves_their_own_and_a_low_level_lets_nothing_out(loan, boss):
    row = refund.ask(loan, D(10), "张伟", ACCOUNT, "asked by phone", today=DAY, user=boss)
    with pytest.raises(RuleError, match="own request"):
        refund.approve(row, DAY, boss)
    with pytest.raises(RuleError, match="takes a"):
        refund.approve(row, DAY, makers.make_user(role=Role.manager, level=Level.supervisor))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"amount": "30.01"}, "The credit that is free is 30.00 CNY"),
        ({"amount": "0"}, "above zero"),
        ({"amount": "-5"}, "above zero"),
        ({"account": "12"}, "5 to 34"),
        ({"account": "账户12345678"}, "5 to 34"),
        ({"reason": " "}, "Say why"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(loan, given, said):
    with pytest.raises(RuleError, match=said):
        asked(loan, **given)


def test_two_requests_share_one_credit(loan, boss):
    first = asked(loan, "20.00")
    with pytest.raises(RuleError, match=r"free is 10\.00"):
        asked(loan, "20.00")
    refund.reject(first, "wrong account", DAY, boss)

    assert asked(loan, "30.00").status == RefundStatus.requested


def test_a_credit_that_is_gone_is_not_approved(loan, boss):
    row = asked(loan)
    payment.reverse(loan.payments[0], DAY, "bounced")

    with pytest.raises(RuleError, match="free is 0"):
        refund.approve(row, DAY, boss)


def test_money_that_left_is_recorded_truthfully_and_stands_below_zero(loan, boss):
    row = asked(loan)
    refund.approve(row, DAY, boss)
    payment.reverse(loan.payments[0], DAY, "bounced")
    with pytest.raises(RuleError, match="in the future"):
        refund.pay(row, DAY + timedelta(days=1), DAY)
    refund.pay(row, DAY, DAY)

    assert credit.free(loan) == -30


def test_a_transfer_that_came_back_is_taken_back(loan, boss):
    row = asked(loan)
    refund.approve(row, DAY, boss)
    refund.pay(row, DAY, DAY)
    payment.reverse(row.payment, DAY, "account closed")

    assert (credit.free(loan), row.status) == (30, RefundStatus.taken_back)


def test_only_an_approved_one_is_paid(loan):
    with pytest.raises(RuleError, match="approved"):
        refund.pay(asked(loan), DAY, DAY)


def test_bank_details_are_sealed_and_masked_everywhere(loan, sign_in):
    row = asked(loan)
    db.session.commit()
    kept = db.session.execute(text("SELECT holder, account FROM refund")).one()
    assert all(b"6222" not in bytes(each) and "张伟".encode() not in bytes(each) for each in kept)
    trail = db.session.scalars(select(AuditEntry).filter_by(record="refund", record_id=row.id)).all()
    assert trail
    assert all("62220202" not in str(each.changes) and "张伟" not in str(each.changes) for each in trail)
    client, _ = sign_in(Role.auditor)
    page = client.get(f"/refunds/details/?id={row.id}").text
    assert "****5678" in page
    assert "张*" in page
    assert "62220202" not in page + client.get("/refunds/export/csv/").text


def test_the_form_asks_and_a_second_manager_approves_and_pays(loan, sign_in, clock):
    clock.now = desk.at(DAY)
    client, _ = sign_in(Role.manager, level=Level.manager)
    other, _ = sign_in(Role.manager, level=Level.manager)
    db.session.commit()
    given = {"loan": str(loan.id), "amount": "30.00", "holder": "张伟", "account": ACCOUNT, "reason": "paid twice"}

    assert client.submit("/refunds/new/", **given).status_code == 302
    row = db.session.scalars(select(Refund)).one()
    act = {"rowid": str(row.id), "confirmed": "1"}
    client.submit("/refunds/action/", action="approve", **act)
    db.session.expire_all()
    assert row.status == RefundStatus.requested
    other.submit("/refunds/action/", action="approve", **act)
    other.submit("/refunds/action/", action="pay", paid_on=DAY.isoformat(), **act)
    db.session.expire_all()
    assert row.status == RefundStatus.paid
