"""Letters: set, printed and posted; each step asks ledger and gate anew, and only a posted letter was sent."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jobs import claim
from models import db
from models.base import Language
from models.borrower import PointStatus
from models.case import CaseState
from models.contact import Contact
from models.demand import DemandKind
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from rules.access import Role
from rules.errors import RuleError
from services import case, demand, payment, reminder
from services.channel import Sent
from services.channel.letter import Letter
from services.reminder import print_run
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
DAY = desk.DUE + timedelta(days=1)
Status = ReminderStatus


@pytest.fixture
def opened(clock):
    """An open case whose borrower is reached by letter alone."""
    row = desk.lend(desk.start(is_demo=False))
    for point in (*row.borrower.phones, *row.borrower.addresses):
        point.status = PointStatus.bad
    makers.make_address(borrower=row.borrower, kind="postal", value="Road 1")
    row.loan.overdue_rate = Decimal("0.365")
    case.restage(row, DAY)
    clock.now = desk.at(DAY)
    return row


@pytest.fixture
def letter(opened, clock, settings):
    """A letter that was set, and that nobody has printed yet."""
    reminder.queue([opened.borrower_id], DAY)
    db.session.flush()
    claim.send(only(), {Channel.letter: Letter(settings.data_dir / "letters")}, clock)
    return only()


@pytest.fixture
def person(app):
    return makers.make_user(role=Role.manager)


def only():
    return db.session.query(Reminder).one()


def printed(letter, clock):
    rows = print_run.fresh(print_run.waiting(), clock.now)
    print_run.mark(rows, DAY)
    return rows


def test_a_letter_that_was_set_or_printed_is_no_contact_and_lets_no_stage_rise(letter, clock):
    assert (letter.status, letter.sent_at) == (Status.typeset, None)
    assert printed(letter, clock) == [letter]
    assert (letter.status, letter.printed_on) == (Status.printed, DAY)
    assert db.session.query(Contact).count() == 0
    assert case.restage(letter.cases[0].case, desk.DUE + timedelta(days=11)) == "unchanged"


def test_a_posted_letter_is_a_contact_of_its_day_with_who_posted_it_and_how(letter, clock, person):
    printed(letter, clock)
    clock.now = desk.at(DAY + timedelta(days=1))

    assert print_run.post([letter], DAY, "EMS", person, clock.now) == []
    assert print_run.post([letter], DAY, "EMS", person, clock.now) == []

    assert (letter.status, letter.posted_on, letter.posted_by, letter.carrier) == (Status.sent, DAY, person, "EMS")
    [told] = db.session.query(Contact).all()
    assert (told.outcome.code, told.at.date()) == ("LTR", DAY)
    assert case.restage(letter.cases[0].case, desk.DUE + timedelta(days=11)) == "stage_raised"


def test_what_is_posted_names_its_carrier_and_a_day_since_its_printing(letter, clock, person):
    printed(letter, clock)
    with pytest.raises(RuleError, match="how the letters were posted"):
        print_run.post([letter], DAY, " ", person, clock.now)
    for day in (DAY - timedelta(days=1), DAY + timedelta(days=1)):
        with pytest.raises(RuleError, match="not between"):
            print_run.post([letter], day, "EMS", person, clock.now)


def paid(row):
    payment.record(row.loan, Decimal("10.00"), DAY, DAY, "B1")


def closed(row):
    row.state = CaseState.closed


def with_partner(row):
    makers.make_referral(case=row, status="received")


@pytest.mark.parametrize("happens", [paid, closed, with_partner])
@pytest.mark.parametrize("is_printed", [False, True])
def test_a_letter_that_is_overtaken_is_stopped_at_the_printer_and_at_the_post(
    opened, letter, clock, person, happens, is_printed
):
    rows = printed(letter, clock) if is_printed else [letter]
    happens(opened)
    db.session.flush()

    stopped = print_run.post(rows, DAY, "EMS", person, clock.now) if is_printed else rows
    assert print_run.fresh(rows, clock.now) == []
    assert stopped == [letter]
    assert letter.status == Status.suppressed
    assert db.session.query(Contact).count() == 0


def test_the_interest_of_further_days_overtakes_no_letter_and_a_new_arrear_does(opened, letter, clock):
    later = DAY + timedelta(days=2)
    assert reminder.renew(reminder.to_renew(later), later) == {}
    assert letter.status == Status.typeset
    opened.loan.instalments.append(makers.make_instalment(loan=opened.loan, number=2, due_on=DAY))
    assert reminder.renew(reminder.to_renew(later), later) == {"renewed": 1}
    assert letter.status == Status.suppressed

    assert reminder.queue(reminder.due(later), later) == {"queued": 1}
    fresh = db.session.query(Reminder).filter_by(queued_on=later).one()
    assert sum(each.overdue for each in fresh.cases) == Decimal("200.50")


def test_while_a_letter_waits_nothing_else_is_written(opened, letter):
    assert reminder.queue([opened.borrower_id], DAY + timedelta(days=1)) == {}


def test_a_text_of_an_earlier_day_is_written_anew_with_the_figures_of_its_day(opened):
    makers.make_phone(borrower=opened.borrower)
    reminder.queue([opened.borrower_id], DAY)
    later = DAY + timedelta(days=1)
    assert "100.10" in only().body

    assert reminder.renew(reminder.to_renew(later), later) == {"renewed": 1}
    assert reminder.queue(reminder.due(later), later) == {"queued": 1}
    assert "100.20" in db.session.query(Reminder).filter_by(queued_on=later).one().body


@pytest.mark.parametrize("words", ["A letter with the details is on its way.", "详细说明已另函寄出。"])
def test_a_text_that_tells_of_a_letter_goes_only_where_one_was_posted(opened, clock, words):
    makers.make_phone(borrower=opened.borrower)
    reminder.queue([opened.borrower_id], DAY)
    db.session.flush()
    text = only()
    text.body += words
    assert "none was posted" in desk.checked(text, clock.now).problem
    makers.make_reminder(
        borrower=opened.borrower, channel=Channel.letter, status="sent", queued_on=desk.DUE, posted_on=desk.DUE
    )
    assert desk.checked(text, clock.now).problem == ""


def test_the_page_of_letters_prints_posts_and_says_what_to_take_out(opened, letter, sign_in, clock):
    drafted = demand.draft(opened, DemandKind.demand_letter, Language.en, makers.make_user(), DAY)
    browser, _ = sign_in(Role.manager)
    db.session.commit()
    page = browser.get("/letters/").text
    assert "1 letter waits" in page
    assert drafted.reference in page
    assert "Letters to print or post" in browser.get("/cases/").text
    browser.submit("/letters/print/")
    assert "A letter counts as sent" in browser.get("/letters/").text
    paid(opened)
    db.session.commit()
    said = browser.submit("/letters/post/", row=str(letter.id), on=DAY.isoformat(), carrier="EMS").text
    assert "take them out of the pile" in said or "take them out of the pile" in browser.get("/letters/").text


def test_who_only_looks_posts_nothing(letter, sign_in):
    browser, _ = sign_in(Role.auditor)
    db.session.commit()
    assert browser.submit("/letters/post/", row=str(letter.id), carrier="EMS").status_code == 403


def test_a_demand_that_is_overtaken_is_not_printed(opened, person):
    found = demand.draft(opened, DemandKind.demand_letter, Language.en, person, DAY)
    demand.check(found, DAY + timedelta(days=1))
    paid(opened)
    with pytest.raises(RuleError, match="no longer right"):
        demand.check(found, DAY)


def test_a_channel_that_took_a_text_has_sent_it(opened, clock):
    makers.make_phone(borrower=opened.borrower)
    reminder.queue([opened.borrower_id], DAY)
    db.session.flush()

    class Gone:
        def send(self, message):
            return Sent("1")

    claim.send(only(), {Channel.sms: Gone()}, clock)
    assert only().status == Status.sent
