"""Guarantee: the period, and the act that keeps the guarantor bound."""

from datetime import date

import pytest

from rules import guarantee
from rules.guarantee import Act, ActKind, Agreed, Claim, Contract, Mode, Status
from rules.limitation import Rest

DUE = date(2025, 6, 15)
END = date(2025, 12, 15)
JOINT = Contract(Mode.joint, DUE)
GENERAL = Contract(Mode.general, DUE)
AFTER = date(2026, 1, 10)


@pytest.mark.parametrize(
    ("changes", "expires_on"),
    [
        ({}, END),
        ({"agreed": Agreed.until_repaid}, END),
        ({"agreed": Agreed.until_date, "agreed_until": date(2027, 6, 15)}, date(2027, 6, 15)),
        ({"agreed": Agreed.until_date, "agreed_until": DUE}, END),
        ({"extended_to": date(2025, 9, 15)}, END),
        ({"extended_to": date(2025, 9, 15), "guarantor_consented": True}, date(2026, 3, 15)),
    ],
)
def test_six_months_unless_a_later_day_was_agreed_or_the_guarantor_consented(changes, expires_on):
    assert guarantee.period(JOINT._replace(**changes), Rest()).expires_on == expires_on


def test_without_a_mode_it_is_a_general_guarantee():
    assert guarantee.period(Contract(None, DUE), Rest()).mode is Mode.general


def test_a_rest_day_moves_the_last_day_and_not_the_nominal_end():
    contract = Contract(Mode.joint, date(2025, 8, 31))

    period = guarantee.period(contract, Rest())

    assert (period.expires_on, period.last_day) == (date(2026, 2, 28), date(2026, 3, 2))


@pytest.mark.parametrize(
    ("contract", "kind", "status"),
    [
        (JOINT, ActKind.demand_on_guarantor, Status.preserved),
        (JOINT, ActKind.demand_on_borrower, Status.released),
        (JOINT, ActKind.suit_against_borrower, Status.released),
        (JOINT, ActKind.part_payment, Status.released),
        (GENERAL, ActKind.suit_against_borrower, Status.preserved),
        (GENERAL, ActKind.arbitration_against_borrower, Status.preserved),
        (GENERAL, ActKind.demand_on_guarantor, Status.released),
    ],
)
def test_only_the_right_act_preserves_the_claim(contract, kind, status):
    assert guarantee.claim(contract, [Act(kind, END)], Rest(), AFTER).status is status


def test_a_late_act_or_a_signed_notice_revives_nothing():
    acts = [Act(ActKind.demand_on_guarantor, date(2025, 12, 16)), Act(ActKind.guarantor_signed_notice, AFTER)]

    assert guarantee.claim(JOINT, acts, Rest(), AFTER) == Claim(Status.released)


def test_the_period_is_open_on_its_last_day_and_over_on_the_next():
    assert guarantee.claim(JOINT, [], Rest(), END).status is Status.open
    assert guarantee.claim(JOINT, [], Rest(), date(2025, 12, 16)).status is Status.released


def test_each_joint_guarantor_is_counted_from_the_first_demand_on_him():
    acts = [
        Act(ActKind.demand_on_guarantor, date(2025, 11, 1), "A"),
        Act(ActKind.demand_on_guarantor, date(2025, 11, 20), "B"),
        Act(ActKind.demand_on_guarantor, date(2025, 12, 1), "B"),
    ]

    found = guarantee.claim(JOINT._replace(guarantor="B"), acts, Rest(), AFTER)

    assert found == Claim(Status.preserved, date(2025, 11, 20), date(2028, 11, 20))
    assert guarantee.claim(JOINT._replace(guarantor="C"), acts, Rest(), AFTER).status is Status.released


def test_an_act_of_tomorrow_is_not_known_today():
    acts = [Act(ActKind.demand_on_guarantor, date(2025, 11, 2))]

    assert guarantee.claim(JOINT, acts, Rest(), date(2025, 11, 1)).status is Status.open
