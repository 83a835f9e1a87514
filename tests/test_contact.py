"""Contacts: logged with their effects and next action, never changed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from models import db
from models.borrower import PointStatus
from models.hold import HoldKind
from models.reason import OverdueReason, ReasonBasis
from models.stage import TaskKind
from rules.errors import RuleError
from services import case, contact, hold, task
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")


def past(days):
    return desk.DUE + timedelta(days=days)


@pytest.fixture
def opened(app):
    row = desk.lend(desk.start())
    case.restage(row, past(1))
    return row


def log(row, code, **given):
    return desk.log(row, code, desk.at(past(5)), past(5), **{"user": makers.make_user()} | given)


def test_an_outcome_books_its_next_action(opened):
    log(opened, "NA")

    planned = task.open_of(opened)
    assert (planned.kind, planned.due_on, planned.by_person) == (TaskKind.call, past(8), True)


def test_a_persons_own_choice_comes_before_the_outcomes(opened):
    log(opened, "NA", next_kind=TaskKind.send_letter, next_on=past(9))

    assert (task.open_of(opened).kind, opened.next_action_on) == (TaskKind.send_letter, past(9))


def test_a_call_back_keeps_its_moment_on_its_own_business_day(opened):
    moment = datetime(2026, 2, 8, 17, 30, tzinfo=UTC)

    log(opened, "RPC-CB", moment=moment)

    planned = task.open_of(opened)
    assert (planned.kind, planned.due_at, planned.due_on) == (TaskKind.callback, moment, past(8))


def test_a_promise_is_made_with_the_contact_that_brought_it(opened):
    row = log(opened, "PTP", amount=Decimal("100.00"), promised_on=past(8))

    assert [each.contact for each in opened.promises] == [row]
    assert task.open_of(opened).kind == TaskKind.follow_promise


def test_a_wrong_number_is_bad_for_ever(opened):
    phone = opened.borrower.phones[0]

    log(opened, "WRONG", phone=phone)

    assert phone.status == PointStatus.bad


def test_a_dispute_rests_the_case_until_its_time_limit(opened):
    log(opened, "DISP", note="The amount is wrong.")

    assert [(each.kind, each.review_on) for each in hold.running(opened, past(5))] == [(HoldKind.dispute, past(20))]
    assert [(each.said, each.due_on) for each in opened.disputes] == [("The amount is wrong.", past(20))]
    assert task.open_of(opened).kind == TaskKind.review_hold


def test_the_reason_for_being_overdue_stands_on_the_case_with_who_says_so(opened):
    reason = db.session.query(OverdueReason).filter_by(code="job_loss").one()

    log(opened, "RPC-INFO", reason=reason, reason_basis=ReasonBasis.inferred)

    assert (opened.reason, opened.reason_basis) == (reason, ReasonBasis.inferred)


@pytest.mark.parametrize(
    ("code", "given", "said"),
    [
        ("PTP", {}, "an amount and a day"),
        ("RPC-CB", {}, "when to call back"),
        ("RPC-INFO", {}, "why the borrower is overdue"),
        ("CMPL", {"note": " "}, "Add a note"),
        ("DISP", {"note": "wrong", "case": None}, "which case"),
    ],
)
def test_what_an_outcome_needs_must_be_given(opened, code, given, said):
    with pytest.raises(RuleError, match=said):
        log(opened, code, **given)


def test_a_logged_contact_is_never_changed(opened):
    row = log(opened, "NA")
    db.session.flush()

    row.note = "something else"

    with pytest.raises(RuleError, match="never changed"):
        db.session.flush()
    db.session.rollback()


def test_a_conversation_touches_all_cases_of_the_borrower(opened):
    other = desk.lend(opened.loan.portfolio, borrower=opened.borrower)
    other.touched = False

    log(opened, "RPC-HU")

    assert other.touched


def test_a_contact_names_its_recording_and_half_a_name_is_refused(opened):
    told = contact.Recording(" REC-7 ", "call server, 3 years", 205)
    row = log(opened, "NA", recording=told)
    assert (row.recording, row.recording_kept, row.recording_seconds) == ("REC-7", "call server, 3 years", 205)
    for half in (contact.Recording("REC-8", ""), contact.Recording("", "call server")):
        with pytest.raises(RuleError, match="reference and where"):
            log(opened, "NA", recording=half)
    with pytest.raises(RuleError, match="a second long"):
        log(opened, "NA", recording=told._replace(seconds=0))
