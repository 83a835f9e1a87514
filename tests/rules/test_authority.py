"""Authority: who may grant what."""

from decimal import Decimal

import pytest

from rules import authority
from rules.authority import Ask, Limits, Verdict
from rules.money import CENT

ONE, NONE = Decimal(1), Decimal(0)
LIMITS = [
    Limits("collector", ONE, Decimal("200.00"), 1, NONE, NONE, 3, 60, 7),
    Limits("supervisor", ONE, None, None, Decimal("0.3"), NONE, 6, None, 30),
    Limits("manager", ONE, None, None, ONE, Decimal("0.1"), 12, None, 60),
]
OWED = {"penalty": Decimal("500.00"), "interest": Decimal("1000.00"), "principal": Decimal("9000.00")}


def decide(ask, role="collector", prior=0):
    return authority.decide(LIMITS, role, ask, OWED, prior)


def waive(**amounts):
    return Ask({name: Decimal(amount) for name, amount in amounts.items()})


@pytest.mark.parametrize(
    ("ask", "role"),
    [
        (Ask(), "collector"),
        (waive(penalty="200.00"), "collector"),
        (waive(penalty="200.01"), "supervisor"),
        (waive(penalty="500.01"), None),
        (waive(interest="0.00"), "collector"),
        (waive(interest="300.00"), "supervisor"),
        (waive(interest="300.01"), "manager"),
        (waive(penalty="10.00", principal="900.00"), "manager"),
        (waive(principal="900.01"), None),
        (waive(costs="1.00"), None),
        (Ask(plan_count=3, plan_days=60), "collector"),
        (Ask(plan_count=3, plan_days=61), "supervisor"),
        (Ask(plan_count=7, plan_days=60), "manager"),
        (Ask(plan_count=13), None),
        (Ask(defer_days=7), "collector"),
        (Ask(defer_days=8), "supervisor"),
        (Ask(waive(interest="300.01").waive, defer_days=8), "manager"),
    ],
)
def test_the_lowest_role_that_may_grant_all_of_it_is_named(ask, role):
    assert decide(ask).role == role
    assert decide(ask).allowed == (role == "collector")


def test_a_waiver_of_penalty_counts_itself_among_those_of_six_months():
    assert decide(waive(penalty="10.00"), prior=0).allowed
    assert decide(waive(penalty="10.00"), prior=1) == Verdict(False, "supervisor", ("penalty_times",))
    assert decide(Ask(defer_days=7), prior=9).allowed


def test_the_limits_that_are_exceeded_are_named():
    ask = Ask({"penalty": Decimal("300.00"), "interest": Decimal("1.00")}, plan_count=4, plan_days=90)

    assert decide(ask).exceeded == ("interest_rate", "penalty_max", "plan_count", "plan_days")
    assert decide(ask, "supervisor") == Verdict(True, "supervisor")


@pytest.mark.parametrize(("role", "prior"), [("collector", 0), ("collector", 1), ("supervisor", 0), ("manager", 3)])
def test_the_most_that_a_role_may_waive_is_granted_and_a_cent_more_is_not(role, prior):
    limits = next(each for each in LIMITS if each.role == role)
    owed = OWED | {"interest": Decimal("1000.01")}

    for name, amount in authority.most(limits, owed, prior, CENT).items():
        asked = [waive(**{name: each}) for each in (amount, amount + CENT)]
        found = [authority.decide(LIMITS, role, ask, owed, prior).allowed for ask in asked]
        assert found == [True, False], name


def test_a_role_without_limits_may_waive_all_that_is_owed():
    free = Limits("director", None, None, None, None, None, None, None, None)

    assert authority.most(free, OWED, 5, CENT) == OWED
