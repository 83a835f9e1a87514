"""Offers: earned when the money is there, lapsing by themselves, never stacked, never beyond one's authority."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from jobs import nightly
from models import db
from models.offer import OfferStatus
from models.payment import Component, PaymentKind
from rules.access import Level, Role
from rules.errors import RuleError
from services import authority, case, charge, offer, payment
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
TODAY = date(2026, 3, 2)
PAY_BY = TODAY + timedelta(days=7)
WAIVE = {Component.penalty: Decimal("20.00")}


@pytest.fixture
def row(app):
    found = desk.lend(desk.start(), each="100.00")
    case.restage(found, TODAY)
    charge.post(found.loan.instalments[0], Component.penalty, Decimal("20.00"), date(2026, 2, 10), TODAY, "late")
    db.session.commit()
    return found


def waived(row):
    rows = [each for each in row.loan.payments if each.kind == PaymentKind.waiver and not each.reversal]
    return sum((each.amount for each in rows), Decimal(0))


def test_it_is_earned_only_when_all_the_money_is_there_and_then_once(row):
    made = offer.make(row, Decimal("100.00"), PAY_BY, WAIVE, TODAY)

    payment.record(row.loan, Decimal("60.00"), TODAY, TODAY, "B1")
    assert (offer.follow(made, TODAY), waived(row)) == ("open", 0)

    payment.record(row.loan, Decimal("40.00"), PAY_BY, PAY_BY, "B2")
    assert [offer.follow(made, PAY_BY) for _ in range(2)] == ["earned", "earned"]
    assert (waived(row), row.balance, made.cost) == (Decimal("20.00"), 0, Decimal("20.00"))


def test_a_payment_taken_back_takes_the_waiver_back_and_a_later_one_earns_it_again(row):
    made = offer.make(row, Decimal("100.00"), PAY_BY, WAIVE, TODAY)
    paid = payment.record(row.loan, Decimal("100.00"), TODAY, TODAY, "B1")
    offer.follow_of(row, TODAY)

    payment.reverse(paid, TODAY + timedelta(days=1), "bounced")
    db.session.commit()
    assert made.id in offer.due(TODAY + timedelta(days=1))
    nightly.follow_offers(TODAY + timedelta(days=1), desk.at(TODAY))
    assert (made.status, waived(row), row.balance) == (OfferStatus.open, 0, Decimal("120.00"))

    payment.record(row.loan, Decimal("100.00"), PAY_BY, PAY_BY, "B2")
    offer.follow_of(row, PAY_BY)
    assert (made.status, waived(row), row.balance) == (OfferStatus.earned, Decimal("20.00"), 0)


def test_an_offer_that_loses_its_money_gives_way_to_the_one_that_is_open(row):
    charge.post(row.loan.instalments[0], Component.cost, Decimal("9.00"), TODAY, TODAY, "court fee")
    first = offer.make(row, Decimal("50.00"), PAY_BY, WAIVE, TODAY)
    paid = payment.record(row.loan, Decimal("50.00"), TODAY, TODAY, "B1")
    offer.follow_of(row, TODAY)
    second = offer.make(row, Decimal("40.00"), PAY_BY, {Component.principal: Decimal("1.00")}, TODAY)

    payment.reverse(paid, TODAY, "bounced")
    offer.follow_of(row, TODAY)

    assert (first.status, second.status, waived(row)) == (OfferStatus.lapsed, OfferStatus.open, 0)


def test_it_lapses_by_itself_and_nothing_is_let_go(row):
    made = offer.make(row, Decimal("100.00"), PAY_BY, WAIVE, TODAY)
    db.session.commit()

    night = PAY_BY + timedelta(days=1)
    counts = [nightly.follow_offers(night, desk.at(night)).counts for _ in range(2)]

    assert counts == [{"lapsed": 1}, {}]
    assert (made.status, waived(row)) == (OfferStatus.lapsed, 0)


def test_offers_never_stack_and_a_withdrawn_one_is_over(row):
    made = offer.make(row, Decimal("100.00"), PAY_BY, WAIVE, TODAY)
    with pytest.raises(RuleError, match="open offer already"):
        offer.make(row, Decimal("50.00"), PAY_BY, WAIVE, TODAY)

    with pytest.raises(RuleError, match="Say why"):
        offer.withdraw(made, " ", TODAY)
    offer.withdraw(made, "agreed otherwise", TODAY)

    payment.record(row.loan, Decimal("100.00"), TODAY, TODAY, "B1")
    assert (offer.follow(made, TODAY), waived(row)) == ("withdrawn", 0)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"pay_amount": Decimal(0)}, "price above zero"),
        ({"pay_amount": Decimal("100.01")}, "is left to pay"),
        ({"pay_amount": Decimal("1.005")}, "price above zero, in whole units"),
        ({"pay_by": TODAY - timedelta(days=1)}, "at most 60 days"),
        ({"waive": {}}, "what is waived"),
        ({"waive": {Component.penalty: Decimal("20.01")}}, "can be waived of it"),
        ({"waive": {Component.interest: Decimal(1)}}, "can be waived of it"),
    ],
)
def test_an_offer_that_cannot_be_is_refused_with_a_sentence(row, change, sentence):
    given = {"pay_amount": Decimal("100.00"), "pay_by": PAY_BY, "waive": WAIVE, "today": TODAY}

    with pytest.raises(RuleError, match=sentence):
        offer.make(row, **(given | change))


def test_authority_sets_the_limit_and_names_the_level_that_may(row):
    people = {level: makers.make_user(level=level) for level in Level}
    principal = {Component.principal: Decimal("10.00")}

    for level in (Level.collector, Level.supervisor):
        with pytest.raises(RuleError, match="beyond your authority") as refused:
            offer.make(row, Decimal("80.00"), PAY_BY, principal, TODAY, user=people[level])
        assert refused.value.values["level"] == Level.manager
    authority.check_waiver(people[Level.collector], row.loan, WAIVE, TODAY)
    assert offer.make(row, Decimal("80.00"), PAY_BY, principal, TODAY, user=people[Level.manager]).made_by


def test_a_collector_waives_a_penalty_once_in_six_months(row):
    person = makers.make_user(level=Level.collector)
    payment.waive(row.loan, Component.penalty, Decimal("5.00"), TODAY, TODAY, "W1", "goodwill")

    with pytest.raises(RuleError, match="beyond your authority"):
        offer.make(row, Decimal("50.00"), PAY_BY, {Component.penalty: Decimal("5.00")}, TODAY, user=person)


def test_an_offer_is_made_earned_and_withdrawn_on_the_page_of_its_case(row, sign_in):
    browser, _ = sign_in(Role.manager, level=Level.manager)
    page = browser.get(f"/cases/details/?id={row.id}&add=offer").text
    assert 'name="penalty"' in page
    given = {"pay_amount": "100.00", "pay_by": "2026-03-09", "penalty": "20.00"}

    assert browser.submit(f"/cases/offer/?id={row.id}", **given).status_code == 302
    assert "open offer already" in browser.submit(f"/cases/offer/?id={row.id}", **given).text
    made = offer.open_of(row)
    browser.submit(f"/cases/offer/withdraw/?id={row.id}", row=str(made.id), reason="agreed otherwise")
    db.session.expire_all()
    assert made.status == OfferStatus.withdrawn

    browser.submit(f"/cases/offer/?id={row.id}", **given)
    paid = {"amount": "100.00", "paid_on": "2026-03-02", "reference": "B1"}
    assert browser.submit(f"/cases/payment/?id={row.id}", **paid).status_code == 302
    db.session.expire_all()
    assert [each.status for each in row.offers] == [OfferStatus.withdrawn, OfferStatus.earned]
    assert row.balance == 0


def test_a_payment_in_time_whose_bank_file_comes_a_day_late_earns(row):
    made = offer.make(row, Decimal("100.00"), PAY_BY, WAIVE, TODAY)
    db.session.commit()
    night = PAY_BY + timedelta(days=1)
    nightly.follow_offers(night, desk.at(night))
    payment.record(row.loan, Decimal("100.00"), PAY_BY, night, "B1")
    db.session.commit()
    nightly.follow_offers(night + timedelta(days=1), desk.at(night))
    offer.follow_of(row, night)
    assert (made.status, waived(row)) == ("earned", Decimal("20.00"))


def test_the_same_money_does_not_earn_two_offers(row):
    charge.post(row.loan.instalments[0], Component.cost, Decimal("9.00"), TODAY, TODAY, "court fee")
    offer.make(row, Decimal("50.00"), PAY_BY, WAIVE, TODAY)
    payment.record(row.loan, Decimal("50.00"), TODAY, TODAY, "B1")
    offer.follow_of(row, TODAY)
    second = offer.make(row, Decimal("40.00"), PAY_BY, {Component.principal: Decimal("1.00")}, TODAY)
    offer.follow_of(row, TODAY)
    assert (second.status, waived(row)) == ("open", Decimal("20.00"))


def test_money_that_came_before_the_offer_the_same_day_does_not_earn(row):
    payment.record(row.loan, Decimal("60.00"), TODAY, TODAY, "B1")
    made = offer.make(row, Decimal("40.00"), PAY_BY, {Component.principal: Decimal("10.00")}, TODAY)
    offer.follow_of(row, TODAY)
    assert made.status == "open"


def test_money_from_before_a_withdrawal_that_is_booked_after_it_earns(row):
    made = offer.make(row, Decimal("100.00"), PAY_BY, WAIVE, TODAY)
    day = TODAY + timedelta(days=3)
    offer.withdraw(made, "a better one comes", day)
    paid = payment.record(row.loan, Decimal("100.00"), TODAY + timedelta(days=1), PAY_BY, "B1")
    assert (made.status, waived(row)) == ("earned", Decimal("20.00"))

    payment.reverse(paid, PAY_BY, "bounced")
    payment.record(row.loan, Decimal("100.00"), day, PAY_BY, "B2")
    assert (made.status, waived(row)) == ("withdrawn", 0)


def test_a_payment_earns_its_offer_at_once(row):
    made = offer.make(row, Decimal("100.00"), PAY_BY, WAIVE, TODAY)
    payment.record(row.loan, Decimal("100.00"), TODAY, TODAY, "B1")
    assert (made.status, row.balance) == ("earned", 0)


def test_a_part_is_waived_and_taken_back_on_the_page_of_its_case(row, sign_in):
    authority.load()
    db.session.commit()
    browser, _ = sign_in(Role.manager, level=Level.manager)
    terms = {"component": "penalty", "amount": "5.00", "reason": "goodwill"}

    browser.submit(f"/cases/waive/?id={row.id}", **terms)
    browser.submit(f"/cases/waive/?id={row.id}", **(terms | {"amount": "100.00"}))
    db.session.expire_all()
    assert (waived(row), row.balance) == (Decimal("5.00"), Decimal("115.00"))

    made = next(each for each in row.loan.payments if each.kind == PaymentKind.waiver)
    browser.submit(f"/cases/payment/reverse/?id={row.id}", row=made.id, reason="wrong case")
    db.session.expire_all()
    assert (waived(row), row.balance) == (0, Decimal("120.00"))


def test_a_person_waives_only_what_their_level_may(row, sign_in):
    authority.load()
    db.session.commit()
    browser, _ = sign_in(Role.manager, level=Level.supervisor)
    answer = browser.submit(f"/cases/waive/?id={row.id}", component="principal", amount="5.00", reason="goodwill")
    assert "it takes a manager" in answer.text.lower()
    assert waived(row) == 0


def test_the_night_looks_at_an_open_offer_once_its_day_has_passed_or_money_moved(row):
    made = offer.make(row, Decimal("100.00"), PAY_BY, WAIVE, TODAY)
    assert (offer.due(PAY_BY), offer.due(PAY_BY + timedelta(days=1))) == ([], [made.id])

    payment.record(row.loan, Decimal("1.00"), TODAY, TODAY, "B1")
    assert offer.due(TODAY) == [made.id]


def test_forms_of_offer_and_waiver_say_what_the_person_may_grant_and_whom_to_ask(row, sign_in):
    authority.load()
    browser, person = sign_in(Role.collector)
    row.assignee = person
    supervisor = makers.make_user(level=Level.supervisor, name="Senior Desk")
    db.session.commit()

    pages = [browser.get(f"/cases/details/?id={row.id}&add={sheet}").text for sheet in ("offer", "waive")]

    said = (
        "You may waive up to CN¥20.00 of costs, fees and penalties, CN¥0.00 of interest and CN¥0.00 of the principal."
    )
    assert [page.count(f"{said} Beyond that you ask: {supervisor.name}.") for page in pages] == [1, 1]
