"""Promises on the database: one open at a time, followed by posted payments, holding their case."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jobs import nightly
from models import db
from models.case import CaseState
from models.promise import PromiseStatus
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel, TaskKind
from rules.access import Level
from rules.errors import RuleError
from services import case, hardship, hold, my_day, payment, promise, reminder, task
from services.case import facts
from services.reminder import promise as promise_reminder
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")


def past(days):
    return desk.DUE + timedelta(days=days)


def promised(amount="100.00", made=5, due=8):
    """An open case with a promise."""
    row = desk.lend(desk.start())
    case.restage(row, past(1))
    return promise.make(row, Decimal(amount), past(due), past(made), desk.at(past(made)), user=makers.make_user())


def test_a_promise_holds_its_case_until_its_day_plus_grace_and_books_the_follow_up():
    row = promised()

    assert [each.ends_on for each in hold.running(row.case, past(10))] == [past(10)]
    assert hold.running(row.case, past(11)) == []
    planned = task.open_of(row.case)
    assert (planned.kind, planned.due_on) == (TaskKind.follow_promise, past(11))


def test_a_new_promise_supersedes_the_open_one():
    first = promised()

    second = promise.make(first.case, Decimal("50.00"), past(12), past(6), desk.at(past(6)))

    assert (first.status, first.superseded_by_id) == (PromiseStatus.superseded, second.id)
    assert promise.open_of(first.case) is second
    assert [each.promise for each in hold.running(first.case, past(7))] == [second]


def test_a_promise_is_kept_at_once_by_a_posted_payment_and_never_judged_twice():
    row = promised()
    payment.record(row.case.loan, Decimal("95.00"), past(8), past(8), "B1")
    assert row.status == "kept"

    assert promise.follow(row, past(9), desk.at(past(9))) == "kept"
    assert promise.follow(row, past(30), desk.at(past(30))) == "kept"

    assert (row.paid_amount, row.settled_on) == (Decimal("95.00"), past(8))
    assert task.open_of(row.case).kind == TaskKind.call


def test_a_broken_promise_frees_its_case_and_is_called_about_today():
    row = promised()

    assert promise.follow(row, past(10), desk.at(past(10))) == "open"
    assert promise.follow(row, past(11), desk.at(past(11))) == "broken"

    assert hold.running(row.case, past(11)) == []
    assert (task.open_of(row.case).kind, row.case.next_action_on) == (TaskKind.call, past(11))
    assert row.case.touched


@pytest.mark.parametrize(
    ("amount", "due", "said"),
    [
        ("0.00", 8, "above zero"),
        ("1.005", 8, "in whole units"),
        ("100.01", 8, "more than"),
        ("1.00", 4, "for a day from"),
        ("1.00", 20, "for a day from"),
    ],
)
def test_what_cannot_be_promised_is_refused(amount, due, said):
    with pytest.raises(RuleError, match=said):
        promised(amount, due=due)


def test_a_closed_case_has_nothing_to_promise_and_a_promise_is_cancelled_once():
    row = promised()
    promise.cancel(row, past(6))
    with pytest.raises(RuleError, match="settled already"):
        promise.cancel(row, past(6))
    payment.record(row.case.loan, Decimal("100.00"), past(6), past(6), "B1")

    assert row.case.state == CaseState.closed
    with pytest.raises(RuleError, match="is closed"):
        promise.make(row.case, Decimal("1.00"), past(8), past(7), desk.at(past(7)))


def again(row, day, user=None):
    return promise.make(row.case, Decimal("10.00"), past(day + 3), past(day), desk.at(past(day)), user=user)


def test_a_third_new_promise_needs_a_supervisor():
    row = promised()
    collector, supervisor = makers.make_user(), makers.make_user(level=Level.supervisor)
    again(row, 6, collector)
    again(row, 7, collector)

    with pytest.raises(RuleError, match="a supervisor must"):
        again(row, 8, collector)

    assert again(row, 8, supervisor).made_by is supervisor
    assert (promise.made_again(row.case), promise.tally(row.case)) == (3, (0, 0))


def test_what_keeps_a_promise_and_its_grace_are_rows_of_the_policy():
    case_row = desk.lend(desk.start())
    case.restage(case_row, past(1))
    policy = case_row.loan.portfolio.policy
    policy.promise_grace_days, policy.promise_threshold_rate, policy.promise_most_days = 5, Decimal("0.5"), 30

    row = promise.make(case_row, Decimal("100.00"), past(31), past(1), desk.at(past(1)))
    payment.record(case_row.loan, Decimal("50.00"), past(36), past(36), "B1")

    assert promise.follow(row, past(36), desk.at(past(36))) == "kept"


def test_a_promise_whose_payment_is_taken_back_is_judged_again():
    row = promised()
    paid = payment.record(row.case.loan, Decimal("95.00"), past(8), past(8), "B1")
    assert promise.follow_all(row.case, past(9), desk.at(past(9))) == ["kept"]

    payment.reverse(paid, past(12), "Bounced")

    assert promise.follow_all(row.case, past(12), desk.at(past(12))) == ["broken"]
    assert (row.paid_amount, row.settled_on) == (Decimal("0.00"), past(12))
    payment.record(row.case.loan, Decimal("60.00"), past(10), past(13), "B2")
    assert promise.follow_all(row.case, past(13), desk.at(past(13))) == ["partly_kept"]


def test_a_promise_runs_on_when_its_payment_is_taken_back_within_its_days():
    row = promised()
    paid = payment.record(row.case.loan, Decimal("95.00"), past(6), past(6), "B1")
    promise.follow(row, past(6), desk.at(past(6)))
    payment.reverse(paid, past(7), "Bounced")

    assert promise.follow(row, past(7), desk.at(past(7))) == "open"

    assert [each.promise for each in hold.running(row.case, past(7))] == [row]
    assert task.open_of(row.case).kind == TaskKind.follow_promise


def test_the_borrower_is_reminded_once_on_the_day_before():
    row = promised(made=5, due=8)
    db.session.commit()

    assert nightly.remind_promises(past(6), desk.at(past(6))).counts == {}
    assert nightly.remind_promises(past(7), desk.at(past(7))).counts == {"queued": 1}
    assert nightly.remind_promises(past(7), desk.at(past(7))).counts == {}

    sent = db.session.get(Reminder, row.reminder_id)
    assert (sent.status, sent.channel, sent.queued_on) == (ReminderStatus.queued, Channel.sms, past(7))
    assert "100.00" in sent.body
    assert desk.checked(sent, desk.at(past(7))).problem == ""


def test_the_word_before_a_promise_carries_the_code_that_the_gateway_approved():
    row = promised(made=5, due=8)
    language = row.case.borrower.language
    makers.make_notice_code(notice="promise", language=language, gateway_code="SMS_5", gateway_variables="sum=amount")
    db.session.commit()

    nightly.remind_promises(past(7), desk.at(past(7)))

    sent = db.session.get(Reminder, row.reminder_id)
    assert sent.gateway_code == "SMS_5"
    assert "100.00" in sent.gateway_values["sum"]


def test_two_promises_of_one_borrower_for_one_day_get_one_message():
    row = promised(made=5, due=8)
    other = makers.make_case(borrower=row.case.borrower, loan=makers.make_loan(borrower=row.case.borrower))
    other.state, other.stage = row.case.state, row.case.stage
    second = makers.make_promise(case=other, due_on=past(8), made_on=past(5))

    assert promise_reminder.queue([row.id, second.id], past(7)) == {"queued": 1, "skipped": 1}
    assert (row.reminder_id is None, second.reminder_id) == (False, None)


def test_the_word_before_a_promise_is_not_sent_once_it_is_settled_or_the_case_rests():
    row = promised()
    assert promise_reminder.queue([row.id], past(7)) == {"queued": 1}
    assert promise_reminder.queue([row.id], past(7)) == {}
    sent = db.session.get(Reminder, row.reminder_id)

    hardship.report(row.case.borrower, past(7))
    assert "rests" in desk.checked(sent, desk.at(past(7))).problem
    promise.cancel(row, past(7))
    assert "settled" in desk.checked(sent, desk.at(past(7))).problem


def test_the_word_before_a_promise_is_no_message_of_the_stage():
    row = promised()
    promise_reminder.queue([row.id], past(7))
    sent = db.session.get(Reminder, row.reminder_id)
    sent.status, sent.sent_at = ReminderStatus.sent, desk.at(past(7))
    promise.cancel(row, past(7))

    assert facts.load([row.case_id], facts.ladders(), past(8))[0].arrears.sent == []
    assert reminder.queue([row.case.borrower_id], past(8)) == {"queued": 1}


def test_a_promise_that_was_not_kept_stands_before_all_but_agreed_calls():
    row = promised()
    row.case.assignee = makers.make_user()
    promise.follow(row, past(11), desk.at(past(11)))

    assert [each.group for each in my_day.todo(row.case.assignee_id, past(11))] == [my_day.Group.broken_promise]


def test_the_night_judges_a_settled_promise_again_when_its_case_changed():
    row = promised()
    paid = payment.record(row.case.loan, Decimal("95.00"), past(8), past(8), "B1")
    promise.follow(row, past(9), desk.at(past(9)))
    assert promise.due(past(11)) == []

    payment.reverse(paid, past(12), "Bounced")

    assert promise.due(past(12)) == [row.id]


def test_what_came_after_last_nights_judgement_is_judged_by_the_next_night_and_no_later():
    row = promised()
    payment.record(row.case.loan, Decimal("95.00"), past(8), past(12), "B1")
    promise.follow(row, past(12), desk.at(past(12)))

    assert [promise.due(past(day)) for day in (12, 13, 14)] == [[row.id], [row.id], []]


def opened_again(amount="60.00", due=8):
    """A case whose promise was broken, then all overdue was paid, and the next instalment opened it again."""
    row = desk.lend(desk.start(), dues=(past(0), past(28)))
    case.restage(row, past(1))
    found = promise.make(row, Decimal(amount), past(due), past(5), desk.at(past(5)), user=makers.make_user())
    promise.follow(found, past(11), desk.at(past(11)))
    payment.record(row.loan, Decimal("100.00"), past(12), past(12), "B12")
    assert row.state == CaseState.closed
    case.restage(row, past(29))
    assert row.state == CaseState.open
    db.session.expire_all()
    return row, found


def test_a_promise_of_a_former_episode_says_nothing_about_this_one():
    row, found = opened_again()
    assert found.status == PromiseStatus.broken

    [item] = my_day.todo(None, past(40))

    assert item.group == my_day.Group.new_case
    assert (promise.made_again(row), promise.latest(row)) == (0, None)


def test_a_promise_made_before_the_first_opening_belongs_to_it():
    row = desk.lend(desk.start())
    found = promise.make(row, Decimal("100.00"), past(3), past(-1), desk.at(past(-1)))
    case.restage(row, past(1))
    promise.follow(found, past(8), desk.at(past(8)))
    db.session.expire_all()

    assert [each.group for each in my_day.todo(None, past(8))] == [my_day.Group.broken_promise]
    assert promise.latest(row) is found


def test_a_former_promise_judged_again_asks_for_no_call():
    row, found = opened_again()
    planned = task.open_of(row)

    payment.reverse(row.loan.payments[0], past(30), "bounced")
    found.status = PromiseStatus.kept
    promise.follow(found, past(30), desk.at(past(30)))

    assert found.status == PromiseStatus.broken
    assert (task.open_of(row).note, task.open_of(row).kind) == ("", planned.kind)


def test_a_promise_left_open_by_a_former_episode_counts_for_nobodys_limit():
    row, found = opened_again(amount="150.00", due=19)
    assert found.status == PromiseStatus.open
    row.loan.portfolio.policy.promise_again_most = 0

    assert promise.may(row, makers.make_user())
