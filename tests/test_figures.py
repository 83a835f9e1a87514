"""One debt, one figure: statement, case page, text, letter, demand, agreement and packet say what the ledger says."""

import io
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader

from admin.paper import agreement
from admin.paper import packet as packet_words
from models import db
from models.acceleration import AccelerationCause
from models.base import Language
from models.borrower import AddressKind
from models.case import Case
from models.demand import DemandKind
from models.payment import Component
from models.reminder import Reminder
from rules.access import Level, Role
from services import (
    accrual,
    case,
    charge,
    demand,
    document,
    early,
    ledger,
    overdue,
    owed,
    payment,
    plan,
    reminder,
    written,
)
from services.loan import acceleration
from services.paper import packet, statement
from tests import database, desk, makers

pytestmark = pytest.mark.usefixtures("app")
TODAY = date(2026, 3, 2)
NOW = desk.at(TODAY)


def month(number):
    return date(2025 + (9 + number) // 12, (9 + number) % 12 + 1, 15)


def lent(count, rate="0.24", **given):
    """A loan with so many monthly instalments from October on, with interest, bearing interest for delay."""
    dues = [month(number) for number in range(count)]
    row = desk.lend(given.pop("portfolio", None) or desk.start(), dues, "1000.00", opened_on=date(2025, 9, 15), **given)
    row.loan.overdue_rate = Decimal(rate)
    return row


def several_overdue():
    return lent(6, more={"interest": Decimal("12.34")})


def thirty_instalments():
    return lent(30, more={"interest": Decimal("9.99"), "fee": Decimal("1.50")})


def two_hundred_payments():
    row = lent(12, more={"interest": Decimal("50.00")})
    for number in range(200):
        day = date(2025, 10, 1) + timedelta(days=number % 150)
        payment.record(row.loan, Decimal("7.77"), day, TODAY, f"P{number}")
    return row


def paid_a_minute_ago():
    row = several_overdue()
    payment.record(row.loan, Decimal("500.00"), TODAY, TODAY, "now")
    return row


def with_charges_and_a_reversal():
    row = several_overdue()
    charge.post(row.loan.instalments[0], Component.penalty, Decimal("20.00"), date(2025, 12, 1), TODAY, "late")
    charge.post(row.loan.instalments[5], Component.cost, Decimal("12.50"), date(2026, 2, 1), TODAY, "letter")
    bounced = payment.record(row.loan, Decimal("700.00"), date(2026, 1, 5), TODAY, "B1")
    payment.record(row.loan, Decimal("30.00"), date(2026, 1, 6), TODAY, "B2")
    payment.reverse(bounced, TODAY, "bounced")
    payment.waive(row.loan, Component.overdue_interest, Decimal("3.00"), TODAY, TODAY, "W", "goodwill")
    return row


def interest_not_brought_forward():
    row = several_overdue()
    payment.record(row.loan, Decimal("10.00"), date(2026, 1, 20), date(2026, 1, 20), "P")
    return row


def called_due():
    """The rest was called due a few days ago, and a part of it was paid since."""
    row, decided, due = several_overdue(), date(2026, 2, 1), date(2026, 2, 20)
    db.session.flush()
    db.session.refresh(row.loan)
    case.restage(row, decided)
    to, user = (
        makers.make_address(borrower=row.borrower, kind=AddressKind.postal, value="Road 2"),
        makers.make_user(level=Level.manager),
    )
    call = acceleration.Call(AccelerationCause.arrears, "clause 8", due, "missed")
    found = acceleration.decide(row, call, decided, user=user, language=Language.en)
    demand.dispatch(found.notice, "EMS", "1", "Notice", to, decided, desk.at(decided))
    demand.deliver(found.notice, date(2026, 2, 4), "the debtor", makers.make_document(), date(2026, 2, 4))
    assert acceleration.follow(found, due, desk.at(due)) == "effective"
    payment.record(row.loan, Decimal("1500.00"), date(2026, 2, 25), TODAY, "after")
    return row


BOOKS = (
    called_due,
    several_overdue,
    thirty_instalments,
    two_hundred_payments,
    paid_a_minute_ago,
    with_charges_and_a_reversal,
    interest_not_brought_forward,
)


@pytest.fixture(params=BOOKS, ids=lambda make: make.__name__)
def row(request):
    return db.session.get_one(Case, database.once(request.param.__name__, lambda: made(request.param).id))


def made(book):
    """The case of a book, staged, whose borrower takes letters."""
    found = book()
    db.session.flush()
    db.session.refresh(found.loan)
    case.restage(found, TODAY)
    makers.make_address(borrower=found.borrower, kind=AddressKind.postal, value="Road 1")
    db.session.flush()
    return found


def money(row, amount, language="en"):
    return written.amount(amount, row.loan.currency, language)


def text_of(kept):
    pages = PdfReader(io.BytesIO(document.read(kept))).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_what_is_overdue_is_one_figure_on_every_day_however_it_is_asked(row):
    for after in (0, 1, 14, 31):
        day = TODAY + timedelta(days=after)
        parts = overdue.of([row.loan_id], day)[row.loan_id]
        standing = ledger.today(row.loan, day)
        assert overdue.of_loan(row.loan, day) == parts
        assert overdue.total(parts) == owed.of(row.loan, day).overdue == sum(standing.overdue.values())
        by_day = {part.due_on: sum(part.owed.values()) for part in standing.parts if part.due_on < day}
        assert {part.due_on: part.amount for part in parts} == {on: left for on, left in by_day.items() if left}


def test_the_night_that_brings_interest_forward_changes_no_figure(row):
    before = overdue.of([row.loan_id], TODAY)
    accrual.accrue(accrual.due(TODAY), TODAY)
    assert overdue.of([row.loan_id], TODAY) == before


def test_each_paper_says_what_the_ledger_says(row):
    standing = ledger.today(row.loan, TODAY)
    late, total = sum(standing.overdue.values()), standing.total
    reminder.queue([row.borrower_id], TODAY)
    said = db.session.query(Reminder).one()
    letter = demand.draft(row, DemandKind.demand_letter, Language.en, makers.make_user(), TODAY)
    notice = demand.draft(row, DemandKind.placement_notice, Language.zh_Hans, makers.make_user(), TODAY)
    told = statement.of(row.loan, TODAY, TODAY).statement

    assert money(row, late) in said.body
    assert [each.overdue for each in said.cases] == [late]
    assert money(row, late) in text_of(letter.document)
    assert money(row, total) in text_of(letter.document)
    assert money(row, late, "zh_Hans") in text_of(notice.document)
    for part in overdue.of([row.loan_id], TODAY)[row.loan_id]:
        assert money(row, part.amount) in text_of(letter.document)
    assert sum(told.owed.values()) == total
    assert letter.amount == late


def test_two_loans_are_one_sum_with_their_parts_by_contract():
    first = several_overdue()
    second = lent(3, portfolio=first.loan.portfolio, borrower=first.borrower)
    db.session.flush()
    for each in (first, second):
        db.session.refresh(each.loan)
        case.restage(each, TODAY)
    db.session.flush()
    reminder.queue([first.borrower_id], TODAY)
    said = db.session.query(Reminder).one()
    sums = {each.case_id: each.overdue for each in said.cases}
    assert sums == {each.id: owed.of(each.loan, TODAY).overdue for each in (first, second)}
    assert money(first, sum(sums.values())) in said.body


def figure(amount):
    return f"{amount:,.2f}"


def numbers(text):
    return set(re.findall(r"\d[\d,]*\.\d\d", text))


def figures_in(plan_row, app):
    """The numbers that the agreement and the packet print."""
    row = plan_row.case
    with app.test_request_context():
        papers = {"agreement": agreement.pdf(plan_row, Language.en, False)}
        papers["packet"] = packet.pdf(packet_words.build(row, Language.en))
    return {
        name: numbers("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))
        for name, data in papers.items()
    }


def test_case_page_agreement_and_packet_say_what_the_ledger_says(row, app, as_user, clock):
    clock.now = NOW
    standing, payoff = ledger.today(row.loan, TODAY), early.payoff(row.loan, TODAY)
    late, claim = sum(standing.overdue.values()), early.claim(row.loan, TODAY)
    later = standing.total - late
    account = statement.of(row.loan, TODAY, TODAY).statement
    agreed = plan.propose(row, late // 1, 3, date(2026, 4, 1), TODAY)
    db.session.flush()
    said = figures_in(agreed, app)
    assert (agreed.overdue, agreed.later, agreed.payoff) == (late, later, payoff)
    assert {figure(late), figure(later), figure(payoff)} <= said["agreement"]
    due = sum(sum(part.owed.values()) for part in standing.parts if part.due_on <= TODAY)
    assert (claim, account.payoff) == (due - standing.credit, payoff)
    parts = {figure(amount) for amount in standing.owed.values() if amount}
    assert {figure(claim), figure(payoff), *parts} <= said["packet"]

    db.session.commit()
    page = numbers(as_user(makers.make_user(role=Role.manager)).get(f"/cases/details/?id={row.id}").text)
    assert {figure(late), figure(later), figure(payoff)} <= page
    both = {
        figure(part) for name, amount in standing.overdue.items() for part in (amount, standing.owed[name] - amount)
    }
    assert both - {"0.00"} <= page
