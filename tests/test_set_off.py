"""Set-offs: what the night proposes, what a person makes of it, and how the borrower is told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from jobs import nightly
from models import db
from models.borrower import AddressKind
from models.case import CaseState
from models.hold import HoldKind
from models.lender import Licence
from models.payment import Payment, PaymentKind
from models.referral_work import PaymentNotice
from models.reminder import Reminder, ReminderStatus
from models.set_off import SetOff, SetOffStatus
from models.stage import Channel
from models.template import Template
from rules import week
from rules.access import Role
from rules.errors import RuleError
from services import credit, dispute, hold, ledger, payment, reminder
from services.channel import Sent
from services.credit import set_off
from services.doctor import invariant, money
from services.metric import arrears
from services.payment import bulk as payment_bulk
from services.referral import work
from services.reminder import gate
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
DUE, PAID = date(2026, 2, 1), date(2026, 2, 10)
DAY = date(2026, 2, 12)
NOW = desk.at(DAY)
D = Decimal


class Book:
    """A borrower with 30 of credit on loan A and 100 overdue on loan B."""

    def __init__(self, licence=Licence.cn_micro_lender, currency="CNY"):
        portfolio = desk.start(licence=licence)
        self.a = desk.lend(portfolio, [DUE])
        self.b = desk.lend(portfolio, [DUE], borrower=self.a.borrower, currency=currency)
        payment.record(self.a.loan, D("130.00"), PAID, PAID, "P1")
        db.session.commit()
        nightly.stage_cases(DAY, NOW)

    def night(self, day=DAY):
        return dict(nightly.propose_set_offs(day, desk.at(day)).counts)

    @property
    def rows(self):
        return list(db.session.scalars(select(SetOff).order_by(SetOff.id)))


@pytest.fixture
def book(app):
    return Book()


def made(book, reason="agreed on the phone"):
    db.session.commit()
    book.night()
    return set_off.make(book.rows[0], reason, DAY, NOW, makers.make_user(role=Role.manager))


def test_the_night_proposes_and_books_nothing_by_itself(book):
    assert book.night() == {"proposed": 1}
    assert book.night() == {}

    (row,) = book.rows
    assert (row.loan, row.onto, row.amount, row.status) == (book.a.loan, book.b.loan, 30, SetOffStatus.proposed)
    assert ledger.today(book.b.loan, DAY).total == 100


@pytest.mark.parametrize("licence", [Licence.us_third_party, Licence.tw_agency, Licence.uk_firm])
def test_who_collects_for_others_proposes_none(app, licence):
    assert Book(licence).night() == {}


def test_another_currency_is_another_debt(app):
    assert Book(currency="USD").night() == {}


def disputed(book):
    book.b.loan.disputed = True


def rests(kind):
    return lambda book: hold.open(book.b, kind, DAY, "said so", DAY)


@pytest.mark.parametrize("change", [disputed, *map(rests, set_off.BARS)])
def test_what_is_disputed_or_put_off_is_spared_and_a_proposal_lapses(book, change):
    book.night()
    change(book)
    db.session.commit()

    assert book.night(DAY + timedelta(days=1)) == {"lapsed": 1}
    assert (book.rows[0].status, book.rows[0].decided_on) == (SetOffStatus.lapsed, DAY + timedelta(days=1))
    assert book.rows[0].reason == set_off.CHANGED


def test_what_is_time_barred_is_not_set_off(book):
    late = DAY.replace(year=DAY.year + 4)

    assert book.night(late) == {}


def test_a_proposal_lapses_when_the_debt_is_paid_or_the_credit_is_gone(book):
    book.night()
    payment.record(book.b.loan, D("90.00"), DAY, DAY, "P2")
    db.session.commit()
    assert book.night() == {"changed": 1}
    assert book.rows[0].amount == 10

    payment.reverse(book.a.loan.payments[0], DAY, "bounced")
    db.session.commit()
    assert book.night() == {"lapsed": 1}


def test_what_was_declined_comes_back_for_a_larger_amount_only(book):
    book.night()
    set_off.decline(book.rows[0], "the borrower wants it back", DAY, makers.make_user())
    db.session.commit()
    assert book.night() == {}

    payment.record(book.a.loan, D("5.00"), DAY, DAY, "P3")
    db.session.commit()
    assert book.night() == {"proposed": 1}


def test_making_books_both_sides_and_a_second_press_changes_nothing(book):
    row = made(book)
    set_off.make(row, "again", DAY, NOW, None)

    assert (row.taken.amount, row.brought.amount, row.taken.kind) == (-30, 30, PaymentKind.set_off)
    assert (credit.free(book.a.loan), book.b.balance) == (0, 70)
    assert len(db.session.scalars(select(Payment).filter_by(kind=PaymentKind.set_off)).all()) == 2
    assert row.reason == "agreed on the phone"
    assert [each.amount for each in ledger.posted(book.b.loan)] == [30]


def test_making_asks_the_facts_of_that_moment(book):
    book.night()
    (row,) = book.rows
    with pytest.raises(RuleError, match="Say why"):
        set_off.make(row, " ", DAY, NOW, None)
    payment.record(book.b.loan, D("80.00"), DAY, DAY, "P2")
    assert set_off.make(row, "less is owed", DAY, NOW, None).amount == 20


@pytest.mark.parametrize("change", [disputed, rests(HoldKind.dispute)])
def test_a_dispute_of_the_same_day_refuses_it(book, change):
    book.night()
    change(book)

    with pytest.raises(RuleError, match="disputed"):
        set_off.make(book.rows[0], "why not", DAY, NOW, None)
    assert book.rows[0].status == SetOffStatus.proposed


def test_a_refund_that_is_asked_for_keeps_its_credit(book):
    makers.make_refund(loan=book.a.loan, amount=D("25.00"))
    db.session.commit()

    assert book.night() == {"proposed": 1}
    assert book.rows[0].amount == 5


def test_an_undone_file_leaves_the_credit_short_and_the_next_money_makes_it_good(book):
    made(book)
    paid = next(each for each in book.a.loan.payments if each.kind == PaymentKind.payment)
    db.session.commit()  # An undo begins with a session of its own.
    payment_bulk.reverse([paid.id], DAY, "the file was wrong")
    db.session.commit()
    assert (credit.free(book.a.loan), book.a.balance, book.b.balance) == (-30, 100, 70)

    payment.record(book.a.loan, D("130.00"), DAY, DAY, "P9")
    assert (credit.free(book.a.loan), book.a.balance) == (0, 0)


def test_a_partner_in_hand_is_told_of_what_was_set_off(book):
    referral = makers.make_referral(case=book.b, referred_on=PAID)
    row = made(book)
    db.session.flush()

    assert work.untold() == [row.brought_id]
    assert work.tell(row.brought, DAY) == "told"
    assert [each.payment for each in db.session.scalars(select(PaymentNotice).filter_by(referral=referral))] == [
        row.brought
    ]


def test_both_sides_are_taken_back_together(book):
    row = made(book)
    payment.reverse(row.brought, DAY, "the borrower objects")

    assert (credit.free(book.a.loan), book.b.balance, row.status) == (30, 100, SetOffStatus.taken_back)
    assert all(each.reversal for each in (row.taken, row.brought))


def test_the_borrower_is_told_through_the_gate_even_of_a_case_that_closed(book):
    payment.record(book.b.loan, D("70.00"), DAY, DAY, "P2")
    row = made(book)
    notice = row.reminder

    assert book.b.state == CaseState.closed
    assert (notice.status, notice.channel) == (ReminderStatus.queued, Channel.sms)
    for said in (book.a.loan.contract_no, book.b.loan.contract_no, "30.00"):
        assert said in notice.body
    assert desk.checked(notice, NOW) == gate.Answer()
    notice.status = ReminderStatus.sending
    reminder.send(notice, {Channel.sms: Told()}, NOW)
    assert row.told_on == DAY


def test_a_notice_carries_the_code_that_the_gateway_approved(book):
    variables = {"gateway_variables": "sum=amount, rest=left"}
    makers.make_notice_code(notice="set_off", language=book.a.borrower.language, gateway_code="SMS_6", **variables)
    notice = made(book).reminder

    assert notice.gateway_code == "SMS_6"
    assert "30.00" in notice.gateway_values["sum"]
    assert "70.00" in notice.gateway_values["rest"]


class Told:
    """A channel that takes everything."""

    def send(self, said):
        return Sent("1")


def test_a_notice_waits_for_the_next_day_where_one_has_a_message(book):
    makers.make_reminder(borrower=book.b.borrower, queued_on=DAY, status=ReminderStatus.sent)
    row = made(book)
    db.session.commit()
    tomorrow = DAY + timedelta(days=1)

    assert row.reminder is None
    assert nightly.tell_set_offs(tomorrow, desk.at(tomorrow)).counts == {"queued": 1}
    assert nightly.tell_set_offs(tomorrow, desk.at(tomorrow)).counts == {}


def test_a_letter_tells_where_no_other_way_is(book):
    for each in (*book.b.borrower.phones, *book.b.borrower.addresses):
        db.session.delete(each)
    makers.make_address(borrower=book.b.borrower, kind=AddressKind.postal, value="上海市某路1号")
    db.session.commit()
    db.session.expire_all()

    assert made(book).reminder.channel == Channel.letter


def test_a_notice_of_what_was_taken_back_is_not_sent(book):
    row = made(book)
    payment.reverse(row.taken, DAY, "wrong loan")

    assert desk.checked(row.reminder, NOW).problem == gate.TAKEN_BACK


def test_the_borrower_is_told_that_a_set_off_was_taken_back_once_they_were_told_of_it(book):
    row = made(book)
    row.told_on = DAY
    payment.reverse(row.brought, DAY, "the borrower objects")
    db.session.commit()
    tomorrow = DAY + timedelta(days=1)

    assert [nightly.tell_set_offs(tomorrow, desk.at(tomorrow)).counts for _ in range(2)] == [{"queued": 1}, {}]
    notice = row.back_reminder
    assert "taken back" in notice.body
    assert desk.checked(notice, desk.at(tomorrow)) == gate.Answer()
    notice.status = ReminderStatus.sending
    reminder.send(notice, {Channel.sms: Told()}, desk.at(tomorrow))
    assert (row.told_on, row.back_told_on) == (DAY, tomorrow)


def test_nobody_is_told_that_something_was_taken_back_of_which_they_never_heard(book):
    payment.reverse(made(book).brought, DAY, "wrong loan")
    db.session.commit()

    assert nightly.tell_set_offs(DAY + timedelta(days=1), NOW).counts == {}


def test_a_person_tells_in_another_way_and_says_how(book):
    row = made(book)
    with pytest.raises(RuleError, match="future"):
        set_off.tell(row, DAY + timedelta(days=1), "by phone", DAY)
    set_off.tell(row, DAY, "by phone", DAY)

    assert row.told_on == DAY
    with pytest.raises(RuleError, match="nothing to tell"):
        set_off.tell(row, DAY, "by phone", DAY)


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
def test_a_reminder_names_the_credit_that_lies_on_another_loan(book, language):
    book.b.borrower.language = language
    db.session.commit()

    reminder.queue([book.b.borrower_id], DAY, NOW)
    row = db.session.scalars(select(Reminder)).one()

    assert row.status == ReminderStatus.queued, row.problem
    assert book.a.loan.contract_no in row.body
    assert "30.00" in row.body.splitlines()[-1]


def approved(places):
    """A text gateway's approved text in the first stage, with these places."""
    for each in db.session.scalars(select(Template).where(Template.channel == Channel.sms)):
        each.gateway_code, each.gateway_variables = "SMS_1", places
    db.session.commit()


def test_an_approved_text_names_the_credit_in_its_place_or_says_that_there_is_none(book):
    other = desk.lend(book.a.loan.portfolio, [DUE])
    approved("sum=amount, also=credit")
    nightly.stage_cases(DAY, NOW)

    reminder.queue([book.b.borrower_id, other.borrower_id], DAY, NOW)

    said = {row.borrower_id: row.gateway_values["also"] for row in db.session.scalars(select(Reminder))}
    assert book.a.loan.contract_no in said[book.b.borrower_id]
    assert said[other.borrower_id] in ("none", "无", "無")


def test_an_approved_text_without_a_place_for_the_credit_does_not_leave(book):
    approved("sum=amount")

    reminder.queue([book.b.borrower_id], DAY, NOW)

    row = db.session.scalars(select(Reminder)).one()
    assert row.status == ReminderStatus.suppressed
    assert "cannot name the borrower's credit" in str(row.problem)


def test_the_night_asks_no_statement_for_each_loan(app, the_app):
    from sqlalchemy import event

    book = Book()
    for _ in range(5):
        other = desk.lend(book.a.loan.portfolio, [DUE])
        desk.lend(book.a.loan.portfolio, [DUE], borrower=other.borrower)
        payment.record(other.loan, D("130.00"), PAID, PAID, "P1")
    db.session.commit()
    nightly.stage_cases(DAY, NOW)
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    book.night()

    assert len(book.rows) == 6
    assert len(asked) < 16


def test_a_manager_sees_makes_and_declines_and_a_collector_only_sees(book, sign_in):
    book.night()
    client, person = sign_in(Role.collector)
    book.b.assignee = person
    db.session.commit()
    row = book.rows[0]
    assert client.get(f"/set-offs/details/?id={row.id}").status_code == 200
    refused = client.submit("/set-offs/action/", action="book", rowid=row.id, reason="because", confirmed="1")
    assert refused.status_code == 404

    manager, _ = sign_in(Role.manager)
    page = manager.get("/credits/").text
    assert book.a.loan.contract_no in page
    assert "Set off" in page
    assert "Set-offs proposed" in manager.get("/").text
    done = manager.submit("/set-offs/action/", action="book", rowid=row.id, reason="because", confirmed="1")
    assert done.status_code == 302
    db.session.expire_all()
    assert book.rows[0].status == SetOffStatus.made


def test_the_case_page_shows_credit_here_and_elsewhere(book, sign_in):
    book.night()
    client, _ = sign_in(Role.manager)

    there = client.get(f"/cases/details/?id={book.b.id}").text
    assert f"lies as credit on contract {book.a.loan.contract_no}" in there
    assert "Set off" in there
    assert "Ask for a refund" in client.get(f"/cases/details/?id={book.a.id}").text


def test_below_zero_stands_on_the_list_and_on_today(book, sign_in):
    made(book)
    payment.reverse(next(each for each in book.a.loan.payments if each.kind == PaymentKind.payment), DAY, "bounced")
    db.session.commit()
    client, _ = sign_in(Role.manager)

    assert "More was returned than there was" in client.get("/credits/").text
    assert 'class="late">1</b>' in client.get("/").text


def test_a_dispute_spares_through_its_own_record(book):
    dispute.open(book.b, "amount", "too much", DAY)
    db.session.commit()

    assert book.night() == {}


def test_a_week_adds_up_over_a_set_off_and_sees_no_money_twice(book):
    row = made(book)
    db.session.commit()
    monday = DAY - timedelta(days=DAY.weekday())
    this = week.Week(monday, monday + timedelta(days=10))
    books = arrears.load_books([row.loan_id, row.onto_id])
    a, b = (week.replayed(books[id], this) for id in (row.loan_id, row.onto_id))

    assert (b.opening + b.newly, b.cash, b.closing) == (100, 30, 70)
    assert (a.opening + a.newly, a.cash, a.closing) == (100, 100, 0)


def test_the_doctor_finds_the_book_whole(book):
    made(book)
    payment.reverse(next(each for each in book.a.loan.payments if each.kind == PaymentKind.payment), DAY, "bounced")
    db.session.commit()

    look = invariant.Look(DAY + timedelta(days=1), NOW)
    assert [found.said for found in money.sums_are_the_ledgers(look)] == []
