"""Reminders: one message for all of a borrower's cases, checked again, sent once, unlocking the next stage."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jobs import claim, timetable
from models import db
from models.borrower import PointStatus
from models.case import CaseState
from models.hold import HoldKind
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from services import case, hold, payment, reminder
from services.channel import Sent, Unknown
from tests import desk

pytestmark = pytest.mark.usefixtures("app")


def past(days):
    return desk.DUE + timedelta(days=days)


@pytest.fixture
def opened(app, clock):
    """An open case in its first stage, on the day after it fell due, at noon in Shanghai."""
    row = desk.lend(desk.start())
    case.restage(row, past(1))
    clock.now = desk.at(past(1))
    return row


def queue(row, day=1):
    found = reminder.queue([row.borrower_id], past(day))
    db.session.flush()
    return dict(found)


def only():
    return db.session.query(Reminder).one()


class Fake:
    """A channel that gives the answers it was told to, and counts."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.messages = []

    def send(self, message):
        self.messages.append(message)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def send(app_clock, *answers, channel=Channel.sms):
    fake = Fake(*answers)
    return claim.send(only(), {channel: fake}, app_clock), fake


def test_a_borrower_gets_one_message_about_all_cases_in_their_language(opened):
    other = desk.lend(opened.loan.portfolio, borrower=opened.borrower)
    case.restage(other, past(1))

    assert queue(opened) == {"queued": 1}
    assert queue(opened) == {}

    row = only()
    assert (row.channel, row.phone, row.status) == (Channel.sms, opened.borrower.phones[0], ReminderStatus.queued)
    assert "CN¥200.00" in row.body or "¥200.00" in row.body
    assert {each.case for each in row.cases} == {opened, other}


def test_the_next_one_waits_for_its_days(opened):
    queue(opened)
    only().status = ReminderStatus.sent

    assert queue(opened, 5) == {}
    assert queue(opened, 6) == {"queued": 1}


@pytest.mark.parametrize("status", [ReminderStatus.suppressed, ReminderStatus.failed])
def test_what_never_left_holds_nothing_back(opened, status):
    queue(opened)
    only().status = status

    assert reminder.due(past(2)) == [opened.borrower_id]
    assert queue(opened, 2) == {"queued": 1}


def test_three_that_failed_do_not_hold_the_next_one_back(opened):
    for day in (1, 2, 3):
        assert queue(opened, day) == {"queued": 1}
        db.session.query(Reminder).update({"status": ReminderStatus.failed})

    assert queue(opened, 4) == {"queued": 1}


def test_what_may_have_left_holds_the_next_one_back_like_what_did(opened):
    queue(opened)
    only().status = ReminderStatus.unknown

    assert reminder.due(past(5)) == []
    assert (queue(opened, 5), queue(opened, 6)) == ({}, {"queued": 1})


def test_a_borrower_who_cannot_be_written_to_gets_one_row_until_something_changes(opened):
    opened.borrower.lender.callback_number = ""
    assert queue(opened) == {"suppressed": 1}

    assert [queue(opened, day) for day in (2, 3)] == [{"still_suppressed": 1}] * 2
    assert only().queued_on == past(1)

    opened.borrower.lender.callback_number = "021-1"
    assert queue(opened, 4) == {"queued": 1}


def test_other_words_of_why_nothing_leaves_are_a_row_of_their_own(opened):
    opened.borrower.lender.callback_number = ""
    queue(opened)
    opened.borrower.phones[0].status = opened.borrower.addresses[0].status = PointStatus.bad

    assert queue(opened, 2) == {"suppressed": 1}


def test_an_old_payment_file_stops_one_row_and_a_new_file_makes_the_next_at_once(opened, clock):
    portfolio = opened.loan.portfolio
    portfolio.payments_as_of, portfolio.payments_good_for_days = past(-5), 3
    queue(opened)
    assert send(clock)[0] == "suppressed"
    assert "too old" in only().problem

    assert queue(opened, 2) == {"still_suppressed": 1}
    portfolio.payments_as_of = past(1)
    assert queue(opened, 3) == {"queued": 1}


def test_money_that_stopped_one_lets_the_next_night_write_anew(opened, clock):
    queue(opened)
    payment.record(opened.loan, Decimal("10.00"), past(1), past(1), "B1")
    assert send(clock)[0] == "suppressed"

    assert queue(opened, 2) == {"queued": 1}


def test_without_a_phone_it_is_an_e_mail_and_without_any_way_it_says_so(opened):
    opened.borrower.phones[0].status = PointStatus.bad
    assert queue(opened) == {"queued": 1}
    assert only().channel == Channel.email
    only().status = ReminderStatus.failed
    opened.borrower.addresses[0].status = PointStatus.opted_out

    assert queue(opened, 2) == {"suppressed": 1}

    last = db.session.query(Reminder).order_by(Reminder.id.desc()).first()
    assert "usable" in last.problem


def test_what_a_template_needs_and_nobody_filled_in_is_no_message(opened):
    opened.borrower.lender.callback_number = ""

    assert queue(opened) == {"suppressed": 1}

    assert "callback_number" in only().problem


def test_a_case_on_hold_asks_for_nothing(opened):
    hold.open(opened, HoldKind.dispute, past(1), "disputed", past(9))
    db.session.flush()

    assert queue(opened) == {}


def test_a_sent_message_is_a_contact_and_lets_the_stage_rise(opened, clock):
    queue(opened)

    status, fake = send(clock, Sent("g-1"))

    assert status == "sent"
    assert only().provider_reference == "g-1"
    assert [each.outcome.code for each in opened.borrower.contacts] == ["SMS"]
    assert [message.to for message in fake.messages] == [opened.borrower.phones[0].number]
    assert case.restage(opened, past(11)) == "stage_raised"


@pytest.mark.parametrize(("is_demo", "found"), [(True, "stage_raised"), (False, "unchanged")])
def test_the_file_outbox_counts_as_sent_only_in_the_demo(app, clock, is_demo, found):
    row = desk.lend(desk.start(is_demo=is_demo))
    case.restage(row, past(1))
    clock.now = desk.at(past(1))
    queue(row)

    send(clock, Sent("outbox:reminder-1.json"))

    assert case.restage(row, past(11)) == found


def test_nothing_goes_out_at_night_and_it_waits_for_the_morning(opened, clock):
    queue(opened)
    clock.now = desk.at(past(1), 15)

    status, fake = send(clock)

    assert (status, only().status, fake.messages) == ("waiting", ReminderStatus.queued, [])


def test_what_is_not_true_any_more_is_not_sent(opened, clock):
    queue(opened)
    payment.record(opened.loan, Decimal("100.00"), past(1), past(1), "B1")

    status, fake = send(clock)

    assert opened.state == CaseState.closed
    assert (status, fake.messages) == ("suppressed", [])
    assert "not open" in only().problem


def test_a_part_payment_or_a_hold_or_age_stops_it_too(opened, clock):
    queue(opened)
    payment.record(opened.loan, Decimal("10.00"), past(1), past(1), "B1")
    assert "Money came in" in desk.checked(only(), clock.now).problem
    hold.open(opened, HoldKind.dispute, past(1), "disputed", past(9))
    db.session.flush()
    assert "rests" in desk.checked(only(), clock.now).problem

    assert "too long" in desk.checked(only(), desk.at(past(5))).problem


def test_a_broken_line_is_unknown_and_never_sent_again(opened, clock):
    queue(opened)

    assert send(clock, Unknown("the line broke"))[0] == "unknown"

    assert reminder.ready(clock.now) == []
    assert queue(opened, 2) == {}


def test_only_one_of_two_takes_a_reminder(opened, clock):
    queue(opened)

    assert claim.take([only().id], clock.now) == ([only().id], {})
    assert claim.take([only().id], clock.now) == ([], {"taken": 1})


def test_what_a_killed_process_left_is_taken_up(opened, clock):
    queue(opened)
    claim.take([only().id], clock.now)

    assert reminder.sweep(clock.now) == {}
    assert reminder.sweep(clock.now + timedelta(minutes=11)) == {"queued": 1}
    claim.take([only().id], clock.now)
    reminder.begin(only())
    db.session.flush()
    assert reminder.sweep(clock.now + timedelta(minutes=11)) == {"unknown": 1}

    assert reminder.ready(clock.now) == []


def test_send_reminders_and_sweep_reminders_run_by_day(app, opened, clock, data_dir):
    queue(opened)
    db.session.commit()

    done = timetable.run_job(app, "daytime")
    again = timetable.run_job(app, "daytime")

    quiet: dict[str, dict[str, int]] = {
        name: {} for name in ("sweep_reminders", "read_mail", "tell_partners", "ask_about_referrals", "send_mail")
    }
    sealed = done.counts["seal_trail"]
    assert sealed["sealed"] > 0
    assert done.counts == {**quiet, "send_reminders": {"sent": 1}, "seal_trail": sealed}
    assert (again.ran, again.status) == (False, "done")
    assert list((data_dir / "outbox").glob("reminder-*.json"))


def test_a_claim_that_is_somebody_elses_or_grew_old_is_not_used(opened, clock):
    queue(opened)
    row, first = only(), clock.now
    claim.take([row.id], first)
    db.session.expire_all()
    assert claim.send(row, {}, lambda: first, first - timedelta(seconds=1)) == "taken"
    assert row.status == ReminderStatus.claimed
    assert claim.send(row, {}, lambda: first + timedelta(minutes=6), first) == "waiting"
    assert row.status == ReminderStatus.queued
    assert claim.send(row, {}, lambda: first, first) == "taken"
