"""Promises on the database: one open at a time, followed by posted payments, holding their case."""

from datetime import timedelta
from decimal import Decimal

import pytest

from models.case import CaseState
from models.promise import PromiseStatus
from models.stage import TaskKind
from rules.errors import RuleError
from services import case, hold, payment, promise, task
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


def test_a_promise_is_kept_by_posted_payments_and_never_judged_twice():
    row = promised()
    payment.record(row.case.loan, Decimal("95.00"), past(8), past(8), "B1")

    assert promise.follow(row, past(9), desk.at(past(9))) == "kept"
    assert promise.follow(row, past(30), desk.at(past(30))) == "kept"

    assert (row.paid_amount, row.settled_on) == (Decimal("95.00"), past(9))
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
        ("1.005", 8, "in cents"),
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
