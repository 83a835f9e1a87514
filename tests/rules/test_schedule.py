"""Loan schedules and how they are changed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import money, plan, reschedule, schedule
from rules.errors import RuleError
from rules.reschedule import PaidInstalment

PRINCIPALS = st.integers(10_000, 100_000_000).map(lambda units: Decimal(units) / 100)
RATES = st.integers(0, 3_600).map(lambda points: Decimal(points) / 10_000)
COUNTS = st.integers(1, 120)
UNITS = st.sampled_from([Decimal("0.01"), Decimal(1)])


def _rows(cents: list[tuple[int, int]]) -> list[PaidInstalment]:
    first = date(2026, 1, 31)
    return [
        PaidInstalment(
            no, first + timedelta(days=30 * no), Decimal(amount) / 100, min(Decimal(paid), Decimal(amount)) / 100
        )
        for no, (amount, paid) in enumerate(cents, 1)
    ]


ROWS = st.lists(st.tuples(st.integers(1, 50_000), st.integers(0, 60_000)), min_size=1, max_size=12).map(_rows)


@pytest.mark.parametrize("formula", [schedule.annuity, schedule.flat])
@given(principal=PRINCIPALS, rate=RATES, count=COUNTS, unit=UNITS)
def test_a_formula_repays_the_whole_principal_and_nothing_is_negative(formula, principal, rate, count, unit):
    made = formula(principal, rate, count, unit)

    assert len(made.rows) == count
    assert sum(row.principal for row in made.rows) == principal
    assert made.rows[-1].balance == 0
    assert min(min(row.principal, row.interest, row.balance) for row in made.rows) >= 0
    assert made.total == principal + made.total_interest


@pytest.mark.parametrize(
    ("made", "instalment", "rows"),
    [
        (schedule.annuity(Decimal(100), Decimal(0), 3), "33.33", [("33.33", "0"), ("33.33", "0"), ("33.34", "0")]),
        (schedule.annuity(Decimal(100), Decimal("0.12"), 1), "101.00", [("100", "1.00")]),
        (schedule.flat(Decimal(100), Decimal("0.10"), 2), "50.83", [("50", "0.83"), ("50", "0.84")]),
        (schedule.fixed(Decimal(100), Decimal("0.12"), Decimal(60)), "60", [("59", "1"), ("41", "0.41")]),
        (schedule.fixed(Decimal(100), Decimal(0), Decimal(50)), "50", [("50", "0"), ("50", "0")]),
    ],
)
def test_small_loans_by_hand(made, instalment, rows):
    assert made.instalment == Decimal(instalment)
    assert [(row.principal, row.interest) for row in made.rows] == [tuple(map(Decimal, row)) for row in rows]


@given(PRINCIPALS, RATES, st.integers(2, 60))
def test_a_fixed_instalment_pays_off_with_a_smaller_last_one(principal, rate, count):
    instalment = money.cents(principal / count + principal * rate / 12) + 1
    made = schedule.fixed(principal, rate, instalment)

    assert sum(row.principal for row in made.rows) == principal
    assert made.rows[-1].principal + made.rows[-1].interest <= instalment


@pytest.mark.parametrize(
    ("principal", "rate", "instalment"),
    [("1000", "0.12", "10"), ("1000", "0.12", "9"), ("1000000", "0", "1"), ("0", "0.1", "1"), ("10", "-0.1", "1")],
)
def test_an_instalment_that_never_pays_off_is_refused(principal, rate, instalment):
    with pytest.raises(RuleError):
        schedule.fixed(Decimal(principal), Decimal(rate), Decimal(instalment))


@pytest.mark.parametrize("count", [0, 601])
def test_a_schedule_needs_a_count_that_makes_sense(count):
    with pytest.raises(RuleError):
        schedule.annuity(Decimal(100), Decimal("0.1"), count)


def _owed(rows: list[PaidInstalment]) -> Decimal:
    return sum((row.unpaid for row in rows), Decimal(0))


@given(ROWS, st.integers(1, 24), st.integers(0, 400))
def test_a_changed_schedule_owes_what_the_old_one_did(rows, count, days):
    as_of = date(2026, 1, 31) + timedelta(days=days)
    changes = [
        lambda: reschedule.reage(rows, count, as_of),
        lambda: reschedule.reamortise(rows, as_of),
        lambda: reschedule.defer(rows, 2, plan.Period(days=7)),
    ]

    for change in changes:
        try:
            changed = change()
        except RuleError:
            continue
        assert _owed(changed) == _owed(rows)
        assert sum(row.paid for row in changed) == sum(row.paid for row in rows)
        assert all(row.amount >= row.paid >= 0 for row in changed)


def test_a_row_partly_paid_in_advance_keeps_its_money_when_the_rest_is_spread():
    rows = [
        PaidInstalment(1, date(2026, 1, 10), Decimal(100), Decimal(20)),
        PaidInstalment(2, date(2026, 2, 10), Decimal(100), Decimal(30)),
        PaidInstalment(3, date(2026, 3, 10), Decimal(100), Decimal(100)),
        PaidInstalment(4, date(2026, 4, 10), Decimal(100), Decimal(0)),
    ]

    changed = reschedule.reamortise(rows, date(2026, 2, 10))

    assert [row.amount for row in changed] == [Decimal(20), Decimal(155), Decimal(100), Decimal(125)]


def test_each_row_moves_from_its_own_date_and_a_paid_one_stays():
    rows = [
        PaidInstalment(1, date(2026, 1, 31), Decimal(10), Decimal(10)),
        PaidInstalment(2, date(2026, 2, 28), Decimal(10), Decimal(9)),
        PaidInstalment(3, date(2026, 3, 31), Decimal(10), Decimal(0)),
    ]

    changed = reschedule.defer(rows, 1, plan.MONTHLY)

    assert [row.due_on for row in changed] == [date(2026, 1, 31), date(2026, 3, 28), date(2026, 4, 30)]


def test_what_cannot_be_changed_is_refused():
    paid = [PaidInstalment(1, date(2026, 1, 10), Decimal(100), Decimal(100))]
    past = [PaidInstalment(1, date(2026, 1, 10), Decimal(100), Decimal(0))]

    with pytest.raises(RuleError):
        reschedule.reage(paid, 3, date(2026, 2, 1))
    with pytest.raises(RuleError):
        reschedule.reamortise(past, date(2026, 2, 1))
    with pytest.raises(RuleError):
        reschedule.defer(past, 1, plan.Period())
