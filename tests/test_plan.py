"""Plans on the database: proposed, agreed, followed by posted payments, holding their case."""

from datetime import timedelta
from decimal import Decimal

import pytest

from models.case import CaseState
from models.plan import Period, PlanKind, PlanStatus
from models.stage import TaskKind
from rules.errors import RuleError
from services import case, hold, payment, plan, task
from tests import desk

pytestmark = pytest.mark.usefixtures("app")


def past(days):
    return desk.DUE + timedelta(days=days)


def proposed(total="100.00", count=3, first=10, **given):
    row = desk.lend(desk.start())
    case.restage(row, past(1))
    # The second lies in the Spring Festival and moves to its first working day, 24 February.
    return plan.propose(row, Decimal(total), count, past(first), past(5), every=Period.week, **given)


def agreed():
    row = proposed()
    plan.agree(row, "signed form", past(6), desk.at(past(6)))
    return row


def pay(row, amount, day):
    payment.record(row.case.loan, Decimal(amount), past(day), past(day), f"B{day}")


def follow(row, day):
    return plan.follow(row, past(day), desk.at(past(day)))


def test_a_plan_is_cut_into_instalments_and_rests_nothing_until_it_is_agreed():
    row = proposed()

    assert [(each.due_on, each.amount) for each in row.instalments] == [
        (past(10), Decimal("33.33")),
        (past(23), Decimal("33.33")),
        (past(24), Decimal("33.34")),
    ]
    assert hold.running(row.case, past(6)) == []
    plan.agree(row, "signed form", past(6), desk.at(past(6)))

    assert (row.status, row.evidence, row.agreed_on) == (PlanStatus.running, "signed form", past(6))
    assert [each.plan for each in hold.running(row.case, past(6))] == [row]
    assert (task.open_of(row.case).kind, task.open_of(row.case).due_on) == (TaskKind.follow_plan, past(13))


def test_a_paid_instalment_moves_the_follow_up_to_the_next():
    row = agreed()
    pay(row, "33.33", 9)

    assert follow(row, 14) == "running"
    assert follow(row, 14) == "running"

    assert [each.paid for each in row.instalments] == [Decimal("33.33"), 0, 0]
    assert task.open_of(row.case).due_on == past(26)


def test_an_unpaid_instalment_breaks_the_plan_after_its_grace_and_frees_the_case():
    row = agreed()

    assert follow(row, 13) == "running"
    assert follow(row, 14) == "broken"
    assert follow(row, 30) == "broken"

    assert (row.end_reason, row.broken_no) == ("An instalment was not paid in time.", 1)
    assert hold.running(row.case, past(14)) == []
    assert row.case.touched
    assert task.open_of(row.case).kind == TaskKind.negotiate


def test_a_plan_is_kept_when_all_is_paid():
    row = agreed()
    pay(row, "100.00", 12)

    assert follow(row, 12) == "kept"

    assert row.ended_on == past(12)
    assert hold.running(row.case, past(12)) == []


def test_a_deferral_is_one_instalment():
    row = proposed(count=7, kind=PlanKind.deferral)

    assert [each.amount for each in row.instalments] == [Decimal("100.00")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"total": "0.00"}, "above zero"),
        ({"total": "100.01"}, "more than"),
        ({"count": 1}, "at least two"),
        ({"count": 61}, "between 1 and 60"),
        ({"first": 4}, "in the past"),
    ],
)
def test_what_cannot_be_a_plan_is_refused(given, said):
    with pytest.raises(RuleError, match=said):
        proposed(**given)


def test_one_plan_at_a_time_and_only_with_evidence():
    row = proposed()
    with pytest.raises(RuleError, match="has a plan already"):
        plan.propose(row.case, Decimal("100.00"), 3, past(10), past(5))
    with pytest.raises(RuleError, match="how the borrower agreed"):
        plan.agree(row, " ", past(6), desk.at(past(6)))
    with pytest.raises(RuleError, match="why"):
        plan.cancel(row, "", past(6))
    plan.cancel(row, "borrower changed their mind", past(6))
    with pytest.raises(RuleError, match="ended already"):
        plan.cancel(row, "again", past(6))

    assert plan.propose(row.case, Decimal("100.00"), 3, past(10), past(7)).status == PlanStatus.proposed


def test_a_proposal_lapses_with_the_episode_it_was_made_in():
    row = proposed()
    pay(row, "100.00", 7)
    assert row.case.state == CaseState.closed
    assert plan.due(past(8)) == [row.id]

    assert follow(row, 8) == "cancelled"

    assert "closed before" in row.end_reason
    assert (plan.open_of(row.case), plan.due(past(9))) == (None, [])


def test_the_night_looks_at_a_running_plan_when_it_is_late_money_moved_or_nothing_is_planned():
    row = agreed()
    assert (plan.due(past(10)), plan.due(past(11))) == ([], [row.id])

    pay(row, "33.33", 8)
    assert (plan.due(past(8)), plan.due(past(11))) == ([row.id], [])

    task.open_of(row.case).done_at = desk.at(past(11))
    assert plan.due(past(11)) == [row.id]
