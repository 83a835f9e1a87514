"""Which credit may pay which debt."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.set_off import Credit, Debt, may, pairs

ME, OTHER = (1, 1, "CNY"), (2, 1, "CNY")
EARLY, LATE = date(2026, 1, 1), date(2026, 2, 1)
D = Decimal
SIDES = st.sampled_from([ME, OTHER, (1, 2, "CNY"), (1, 1, "USD")])
AMOUNTS = st.integers(1, 5000).map(lambda units: D(units) / 100)


def test_credit_pays_the_debt_that_is_overdue_longest_first():
    debts = [Debt(2, ME, D(50), LATE), Debt(3, ME, D(20), EARLY)]

    assert pairs([Credit(1, ME, D(60))], debts) == {(1, 3): D(20), (1, 2): D(40)}


@pytest.mark.parametrize("side", [OTHER, (1, 2, "CNY"), (1, 1, "USD")], ids=["borrower", "lender", "currency"])
def test_nothing_is_set_off_across_borrowers_lenders_or_currencies(side):
    assert pairs([Credit(1, ME, D(60))], [Debt(2, side, D(50), EARLY)]) == {}


def test_a_loan_is_not_set_off_against_itself_and_debt_is_paid_once():
    assert pairs([Credit(1, ME, D(60))], [Debt(1, ME, D(50), EARLY)]) == {}
    assert pairs([Credit(1, ME, D(60)), Credit(2, ME, D(9))], [Debt(3, ME, D(50), EARLY)]) == {(1, 3): D(50)}


@given(st.lists(st.tuples(SIDES, AMOUNTS), max_size=6), st.lists(st.tuples(SIDES, AMOUNTS), max_size=6))
def test_no_credit_and_no_debt_is_used_twice(held, owed):
    credits = [Credit(no, *each) for no, each in enumerate(held, 1)]
    debts = [Debt(no, *each, EARLY) for no, each in enumerate(owed, 101)]
    found = pairs(credits, debts)

    for each in credits:
        assert sum(amount for (loan, _), amount in found.items() if loan == each.loan_id) <= each.amount
    for each in debts:
        assert sum(amount for (_, onto), amount in found.items() if onto == each.loan_id) <= each.amount
    assert all(amount > 0 for amount in found.values())


@pytest.mark.parametrize("licence", ["us_third_party", "tw_agency", "uk_firm", "unheard_of"])
def test_who_collects_for_others_may_not(licence):
    assert not may(licence)
    assert may("cn_bank")
