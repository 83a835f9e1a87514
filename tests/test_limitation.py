"""The limitation of a claim: proven events move it, alarms come once each, and a lapsed one stops legal steps."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest

from jobs import nightly
from models import db
from models.case import CaseState
from models.deadline import DeadlineAlarm, DeadlineEvent
from models.document import Document, DocumentKind
from models.lender import Licence
from models.reminder import ReminderCase, ReminderStatus
from models.stage import Channel, Stage, TaskKind
from rules.access import Role
from rules.errors import RuleError
from rules.limitation import EventKind, Status
from services import case, limitation, payment, plan, referral, task
from services.contact import gate
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
END = date(2029, 2, 1)
PDF = desk.pdf("receipt")


@pytest.fixture
def row(app):
    found = desk.lend(desk.start())
    case.restage(found, desk.DUE + timedelta(days=5))
    db.session.commit()
    return found


def proof():
    found = Document(digest="a" * 64, kind=DocumentKind.pdf, name="receipt.pdf", byte_count=4)
    db.session.add(found)
    return found


def test_it_runs_three_years_from_the_last_due_day_and_rest_days_move_the_last_day(row):
    found = limitation.of(row.loan, date(2026, 3, 2))
    assert (found.term.starts_on, found.term.expires_on, found.status) == (desk.DUE, END, Status.running)
    assert found.days_left == (END - date(2026, 3, 2)).days
    assert found.term.last_day >= END


def test_other_countries_have_no_such_clock(row):
    row.borrower.lender.licence = Licence.us_third_party
    assert limitation.of(row.loan, date(2026, 3, 2)) is None


def test_a_payment_and_a_signed_plan_let_it_run_anew_and_a_reversal_takes_that_back(row):
    paid = payment.record(row.loan, Decimal("10.00"), date(2026, 6, 1), date(2026, 6, 1), "B1")
    assert limitation.of(row.loan, date(2026, 7, 1)).term.expires_on == date(2029, 6, 1)
    payment.reverse(paid, date(2026, 6, 5), "bounced")
    assert limitation.of(row.loan, date(2026, 7, 1)).term.expires_on == END
    made = plan.propose(row, Decimal("100.00"), 2, date(2026, 8, 3), date(2026, 7, 1))
    assert limitation.of(row.loan, date(2026, 7, 2)).term.expires_on == END
    plan.agree(made, "recorded call 7", date(2026, 7, 1), desk.at(date(2026, 7, 1)))
    assert limitation.of(row.loan, date(2026, 7, 2)).term.starts_on == made.instalments[-1].due_on


def test_what_interrupts_needs_its_proof(row):
    day = date(2026, 5, 1)
    with pytest.raises(RuleError, match="Without a document"):
        limitation.record(row.loan, EventKind.demand_delivered, day, day)
    with pytest.raises(RuleError, match="future"):
        limitation.record(row.loan, EventKind.demand_delivered, day, day - timedelta(days=1), scan=proof())
    limitation.record(row.loan, EventKind.demand_failed, day, day)
    assert limitation.of(row.loan, day).term.expires_on == END
    limitation.record(row.loan, EventKind.demand_delivered, day, day, scan=proof())
    assert limitation.of(row.loan, day).term.expires_on == date(2029, 5, 1)


@pytest.mark.parametrize(
    ("left", "alarms"), [(181, []), (180, [180]), (90, [180, 90]), (30, [180, 90, 60, 30]), (-1, [])]
)
def test_alarms_come_by_the_nominal_end_once_each(row, left, alarms):
    today = END - timedelta(days=left)
    row.state = CaseState.open
    for _ in range(2):
        nightly.raise_deadline_alarms(today, desk.at(today))
    assert sorted((each.days for each in db.session.query(DeadlineAlarm)), reverse=True) == alarms
    planned = task.open_of(row)
    assert (planned is not None and planned.kind == TaskKind.review_for_legal) == bool(alarms)


def test_a_lapsed_claim_is_not_referred_nor_threatened(row):
    late = END + timedelta(days=30)
    row.state = CaseState.open
    assert limitation.lapsed([row.loan_id], late) == {row.loan_id}
    assert limitation.lapsed([row.loan_id], END) == set()
    with pytest.raises(RuleError, match="time-barred since"):
        referral.open(row, makers.make_legal_partner(), late, desk.at(late))
    assert gate.load([row.borrower_id], desk.at(late))[row.borrower_id].flags.time_barred


def test_words_about_legal_steps_are_not_sent_on_a_lapsed_claim(row):
    late = END + timedelta(days=30)
    firm = db.session.query(Stage).filter_by(proposes_referral=True).one()
    row.state, row.stage = CaseState.open, firm
    made = makers.make_reminder(
        borrower=row.borrower,
        stage=firm,
        channel=Channel.sms,
        phone=row.borrower.phones[0],
        queued_on=late,
        status=ReminderStatus.queued,
    )
    db.session.add(ReminderCase(reminder=made, case=row, stage=firm))
    db.session.flush()
    assert "time-barred" in desk.checked(made, desk.at(late)).problem


def test_the_panel_shows_the_clock_and_takes_a_scan(row, sign_in):
    browser, _ = sign_in(Role.manager)
    assert "Limitation" in browser.get(f"/cases/details/?id={row.id}").text
    sent = {"kind": "demand_delivered", "on": "2026-02-20", "note": "EMS 123"}
    answer = browser.submit(f"/cases/deadline/?id={row.id}", **sent)
    assert "Without a document" in answer.text
    answer = browser.submit(f"/cases/deadline/?id={row.id}", **sent, proof=(io.BytesIO(PDF), "ems.pdf"))
    assert answer.status_code == 302
    assert db.session.query(DeadlineEvent).one().document.name == "ems.pdf"
