"""Validation information: all that the Bureau lists, in the first e-mail or letter or as a notice, or what lacks by name."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader

from jobs import nightly
from models import db
from models.base import Language
from models.borrower import AddressKind, PointStatus
from models.demand import DemandKind
from models.lender import Licence
from models.payment import Component
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from models.task import Task
from rules import validation_period
from rules.errors import RuleError
from services import (
    case,
    charge,
    checklist,
    deadline,
    demand,
    doctor,
    document,
    early,
    payment,
    reminder,
    rest_days,
    task,
)
from services.channel import Sent
from services.reminder import validation
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
OPENED, DAY = date(2026, 1, 1), desk.DUE + timedelta(days=15)
D = Decimal


class Taker:
    """A channel that takes everything."""

    def send(self, message):
        return Sent("1")


@pytest.fixture
def row(app, clock):
    found = desk.lend(
        desk.start(licence=Licence.us_third_party),
        (desk.DUE, date(2026, 6, 1)),
        "1000.00",
        currency="USD",
        more={"interest": D("50.00")},
    )
    loan, lender = found.loan, found.borrower.lender
    loan.original_creditor, loan.overdue_rate = "First Example Bank", D("0.12")
    lender.address = "9 Collector Way\nAlbany NY 12207"
    makers.make_address(borrower=found.borrower, kind=AddressKind.postal, value="1 High Street\nTown NY 10001")
    payment.record(loan, D("300.00"), date(2026, 1, 20), date(2026, 1, 20), "P1")
    charge.post(loan.instalments[0], Component.cost, D("12.00"), date(2026, 2, 10), DAY, "returned cheque")
    payment.waive(loan, Component.cost, D("2.00"), date(2026, 2, 12), DAY, "W", "goodwill")
    case.restage(found, DAY)
    clock.now = desk.at(DAY, 10)
    return found


def first(row, channel):
    """Queue the first message as the night does, and let it leave."""
    row.stage.channel = channel
    reminder.queue([row.borrower_id], DAY)
    made = db.session.query(Reminder).one()
    assert made.channel == channel, made.problem
    reminder.begin(made)
    return made


def items(row, day=DAY):
    """The Bureau's list, as it stands in this book. Source: 12 CFR 1006.34(c)."""
    found = validation.itemised(row.loan, day)
    ends = validation.period(row, day).ends_on
    assert (found.on, found.then) == (date(2026, 1, 20), early.payoff(row.loan, date(2026, 1, 20)))
    assert found.then + found.interest + found.fees - found.credited == found.now == early.payoff(row.loan, day)
    money = [f"${amount:,.2f}" for amount in (found.then, found.interest, found.fees, found.credited, found.now)]
    return {
        "(c)(1) who collects, and for what": ["attempt to collect a debt by a debt collector", "is a debt collector"],
        "(c)(2)(i) name and address of the collector": ["Lender One, 9 Collector Way, Albany NY 12207"],
        "(c)(2)(ii) name and address of the consumer": [f"{row.borrower.name}, 1 High Street, Town NY 10001"],
        "(c)(2)(iii) creditor on the itemisation date": ["loan from First Example Bank"],
        "(c)(2)(iv) account number, cut short": [f"****{row.loan.contract_no[-4:]}"],
        "(c)(2)(v) creditor now": ["you owe to First Example Bank"],
        "(c)(2)(vi)-(vii) itemisation date and amount": [f"As of January 20, 2026, you owed: {money[0]}"],
        "(c)(2)(viii) interest, fees, payments and credits since": [
            f"interest: + {money[1]}",
            f"fees: + {money[2]}",
            f"credited this amount toward the debt: - {money[3]}",
        ],
        "(c)(2)(ix) current amount": [f"Total amount of the debt now: {money[4]}"],
        "(c)(3)(i) dispute in writing by the end date": [
            f"If you write to us by {ends:%B} {ends.day}, {ends.year}, we must stop collection on any amount you dispute"
        ],
        "(c)(3)(ii) original creditor": ["we must stop collection until we send you that information"],
        "(c)(3)(iii) assumed valid": [
            f"by {ends:%B} {ends.day}, {ends.year} to dispute all or part of the debt. If you do not, we will assume"
        ],
        "(c)(3)(iv) the Bureau's page": ["www.cfpb.gov/debt-collection"],
        "(c)(3)(v) electronically": ["you may also dispute the debt by replying"],
        "(c)(4)(i) dispute prompts": [
            "How do you want to respond?",
            "This is not my debt.",
            "The amount is wrong.",
            "Other (please describe on reverse or attach additional information).",
        ],
        "(c)(4)(ii) original creditor prompt": ["I want you to send me the name and address of the original creditor."],
        "(c)(4)(iii) addresses": ["Mail this form to: Lender One, 9 Collector Way", "From: "],
    }


@pytest.mark.parametrize("channel", [Channel.email, Channel.letter])
def test_the_first_email_and_the_first_letter_hold_all_that_the_bureau_lists(row, channel):
    made = first(row, channel)
    said = " ".join(made.body.split())
    missing = [name for name, words in items(row).items() if not all(each in said for each in words)]
    assert missing == []
    assert made.validates
    ends = validation.period(row, DAY).ends_on
    holidays = rest_days.of("us_third_party", 2026).holidays
    assert ends > validation_period.of(DAY, holidays).ends_on
    assert validation.given_on(row) is None


def test_what_was_sent_counts_with_its_day_and_the_next_message_carries_it_no_more(row, clock):
    made = first(row, Channel.email)
    reminder.begin(made)
    assert made.body.count("Total amount of the debt now") == 1
    reminder.send(made, {Channel.email: Taker()}, clock.now)
    db.session.flush()
    assert (made.status, validation.given_on(row)) == (ReminderStatus.sent, DAY)
    assert [each.name for each in deadline.of(row, DAY)] == ["validation"]
    again = makers.make_reminder(
        borrower=row.borrower, channel=Channel.email, body="Hello", queued_on=DAY + timedelta(days=9)
    )
    reminder.begin(again)
    assert not again.validates
    assert validation.waiting() == {}


def test_the_notice_is_set_as_a_letter_and_kept_with_its_day(row):
    made = demand.draft(row, DemandKind.validation_notice, Language.en, makers.make_user(), DAY)
    pages = PdfReader(io.BytesIO(document.read(made.document))).pages
    said = "".join("".join(page.extract_text().split()) for page in pages)
    wanted = items(row) | {"(c)(1) who collects, and for what": ["is a debt collector"]}
    missing = [name for name, words in wanted.items() if not all("".join(each.split()) in said for each in words)]
    assert missing == []
    demand.dispatch(made, "USPS", "1", "Notice", next(each for each in demand.postal(row)), DAY, desk.at(DAY, 10))
    assert validation.given_on(row) == DAY
    assert deadline.of(row, DAY)[0].expires_on == validation.period(row, DAY).ends_on


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_in_another_language_the_english_one_stands_below_it(row, language):
    said = validation.words(row, language, DAY)
    assert "債務催收機構" in said or "债务催收机构" in said
    assert said.index("Total amount of the debt now") > 0


def test_what_lacks_is_said_by_name_and_nothing_is_set(row):
    row.borrower.lender.address = ""
    row.loan.original_creditor = ""
    for each in row.borrower.addresses:
        each.status = PointStatus.bad if each.kind == AddressKind.postal else each.status
    row.loan.feed_balance, row.loan.feed_as_of = D("900.00"), date(2026, 2, 14)
    with pytest.raises(RuleError) as refused:
        demand.draft(row, DemandKind.validation_notice, Language.en, makers.make_user(), DAY)
    said = str(refused.value)
    for each in ("address", "postal address", "original creditor", "charge-off", "14"):
        assert each in said
    assert "Total amount" not in first(row, Channel.email).body


def test_a_bought_debt_names_its_seller_and_who_owns_it(row):
    row.loan.original_creditor, row.loan.portfolio.bought_from = "", "Old Bank"
    said = validation.words(row, "en", DAY)
    assert "you owe to Lender One" in said
    assert "loan from Old Bank" in said


def test_after_a_call_it_is_the_next_action_by_the_fifth_day_and_the_doctor_waits_for_it(row):
    row.borrower.time_zone = "America/New_York"
    desk.log(row, "RPC-HU", desk.at(DAY, 15), DAY)
    db.session.commit()
    last = DAY + timedelta(days=5)
    assert validation.waiting() == {row.id: last}
    night = DAY + timedelta(days=1)
    for count in ({"asked": 1}, {"quiet": 1}):
        assert nightly.ask_for_validation(night, desk.at(night)).counts == count
    found = task.open_of(row)
    assert (found.due_on, str(found.note).count("1006.34")) == (rest_days.moved(night, "us_third_party"), 1)
    late = {
        each.invariant.name: list(each.found)
        for each in doctor.examine(doctor.full(last + timedelta(days=1), desk.at(last)))
    }
    assert len(late["validation_follows"]) == 1
    assert db.session.query(Task).count() >= 1


def test_the_checklist_asks_who_collects_for_others_for_its_address(row, app):
    def done():
        return {each.name: each.done for each in checklist.steps(app.config["CONCORD"], DAY)}["validation"]

    assert done()
    row.borrower.lender.address = ""
    assert not done()
    row.borrower.lender.licence = Licence.us_first_party
    db.session.flush()
    assert "validation" not in {each.name for each in checklist.steps(app.config["CONCORD"], DAY)}
