"""Cases: opened, raised, lowered, closed and opened again by the facts of the day."""

from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from models import db
from models.case import CaseEventKind, CaseStage, CaseState
from models.hold import HoldKind
from models.reason import ReasonBasis
from models.stage import TaskKind
from rules.access import Role
from rules.errors import RuleError
from services import case, hold, payment, task
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")


def past(days):
    """So many days past due."""
    return desk.DUE + timedelta(days=days)


@contextmanager
def statements():
    """The statements that the database sees meanwhile."""
    seen = []

    def note(connection, cursor, statement, *rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def kinds(row):
    return [str(each.kind) for each in sorted(row.events, key=lambda each: each.id)]


def test_a_case_waits_until_something_is_overdue_then_opens_once():
    row = desk.lend(desk.start())

    assert case.restage(row, past(0)) == "unchanged"
    assert row.state == CaseState.waiting
    assert case.restage(row, past(1)) == "opened"
    assert case.restage(row, past(1)) == "unchanged"

    assert (row.state, row.stage.key, row.opened_on) == (CaseState.open, "initial", past(1))
    assert [each.overdue_amount for each in row.episodes] == [Decimal("100.00")]
    assert "%(next)s" in row.stage_reason.message


def test_a_stage_rises_only_when_the_message_of_the_earlier_one_was_sent():
    row = desk.lend(desk.start())
    case.restage(row, past(1))

    assert case.restage(row, past(20)) == "unchanged"
    desk.log(row, "RPC-HU", desk.at(past(20)), past(20))
    assert case.restage(row, past(20)) == "stage_raised"
    assert case.restage(row, past(20)) == "unchanged"

    assert row.stage.key == "mild"
    assert kinds(row) == ["opened", "stage_raised"]


def test_a_hold_keeps_the_stage_and_the_days_go_on():
    row = desk.lend(desk.start())
    case.restage(row, past(1))
    desk.log(row, "RPC-HU", desk.at(past(2)), past(2))
    rest = hold.open(row, HoldKind.dispute, past(5), "disputed", past(30))

    assert case.restage(row, past(20)) == "unchanged"
    assert hold.running(row, past(20)) == [rest]
    hold.release(rest, past(21))

    assert case.restage(row, past(21)) == "stage_raised"
    assert hold.running(row, past(21)) == []


def test_a_paid_case_closes_at_once_and_opens_again_under_its_reference():
    row = desk.lend(desk.start(), (desk.DUE, past(40)))
    case.restage(row, past(1))

    payment.record(row.loan, Decimal("100.00"), past(3), past(3), "B1")
    assert (row.state, row.stage, row.closed_on, row.next_action_on) == (CaseState.closed, None, past(3), None)
    assert task.open_of(row) is None
    assert case.restage(row, past(41)) == "reopened"

    assert row.state == CaseState.open
    assert [(each.opened_on, each.closed_on) for each in row.episodes] == [(past(1), past(3)), (past(41), None)]
    assert kinds(row) == ["opened", "closed", "reopened"]


def test_a_case_that_closes_and_opens_on_one_day_keeps_one_episode():
    row = desk.lend(desk.start())
    case.restage(row, past(1))
    paid = payment.record(row.loan, Decimal("100.00"), past(1), past(1), "B1")

    payment.reverse(paid, past(1), "bounced")
    case.restage(row, past(1))
    db.session.expire_all()

    assert row.state == CaseState.open
    assert [(each.opened_on, each.closed_on) for each in row.episodes] == [(past(1), None)]


def test_the_night_looks_only_where_something_happened():
    portfolio = desk.start()
    late, early = desk.lend(portfolio), desk.lend(portfolio, (past(90),))
    db.session.flush()
    case.restage_many(case.due(past(1)), past(1))

    assert case.due(past(1)) == []
    early.touched = True
    assert case.due(past(1)) == [early.id]
    assert late.id in case.due(past(91)) or late.next_stage_on is None


def test_many_cases_take_few_statements():
    portfolio = desk.start()
    ids = [desk.lend(portfolio).id for _ in range(30)]
    db.session.flush()

    with statements() as seen:
        assert case.restage_many(ids, past(1)) == {CaseEventKind.opened: 30}

    assert len(seen) < 40


def test_an_opened_case_has_the_next_action_of_its_stage_and_keeps_a_persons_own():
    row = desk.lend(desk.start())
    case.restage(row, past(1))
    first = task.open_of(row)
    assert (first.kind, first.due_on, row.next_action_on) == (TaskKind.call, past(3), past(3))

    task.set_next(row, TaskKind.negotiate, past(9), desk.at(past(2)), by_person=True)
    case.restage(row, past(2))

    assert task.open_of(row).kind == TaskKind.negotiate
    assert row.next_action_on == past(9)


def test_only_people_who_work_cases_get_one_and_only_closed_cases_are_archived():
    row = desk.lend(desk.start())
    auditor, collector = makers.make_user(role=Role.auditor), makers.make_user()
    case.assign(row, collector)

    with pytest.raises(RuleError, match="does not work cases"):
        case.assign(row, auditor)
    case.restage(row, past(1))
    with pytest.raises(RuleError, match="only a closed case"):
        case.archive(row, past(1))
    assert row.assignee is collector


def test_less_than_the_minimum_opens_a_case_without_a_stage():
    portfolio = desk.start()
    portfolio.policy.min_overdue = Decimal("500.00")
    row = desk.lend(portfolio)

    assert case.restage(row, past(1)) == "opened"

    assert (row.state, row.stage) == (CaseState.open, None)
    assert task.open_of(row).kind == TaskKind.check_payment


def test_why_a_former_episode_was_overdue_is_no_reason_of_this_one(app):
    row = desk.lend(desk.start(), dues=(past(0), past(28)))
    case.restage(row, past(1))
    row.reason, row.reason_basis = makers.make_overdue_reason(), ReasonBasis.said
    payment.record(row.loan, Decimal("100.00"), past(5), past(5), "B1")
    assert row.reason

    case.restage(row, past(29))

    assert (row.state, row.reason, row.reason_basis) == (CaseState.open, None, None)


def test_the_days_of_each_stage_are_kept_from_and_to():
    row = desk.lend(desk.start())
    case.restage(row, past(1))
    desk.log(row, "RPC-HU", desk.at(past(2)), past(2))
    case.restage(row, past(11))
    paid = payment.record(row.loan, Decimal("100.00"), past(15), past(15), "B1")
    payment.reverse(paid, past(20), "bounced")
    case.restage(row, past(20))

    spans = db.session.query(CaseStage).order_by(CaseStage.id).all()

    assert [(each.stage.key, each.since_on, each.until_on) for each in spans] == [
        ("initial", past(1), past(11)),
        ("mild", past(11), past(15)),
        ("mild", past(20), None),
    ]
