"""A week of the reports: what it knows, how its overdue amount moved, and what corrects the weeks before it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import ledger, week
from rules.allocation import Due
from rules.errors import RuleError
from rules.week import Asked, Book, Cause, Entered, Laid, Left, Week

MONDAY = date(2026, 2, 9)
D = Decimal


def day(number: int) -> date:
    """A day of the week: 0 is Monday."""
    return MONDAY + timedelta(days=number)


THIS, BEFORE = Week(MONDAY, day(10)), Week(day(-7), day(3))


@pytest.mark.parametrize(
    ("on", "entered", "known"),
    [(0, 0, True), (6, 9, True), (6, 10, False), (-1, 6, True), (-1, 7, False), (-9, 2, True), (8, 8, True)],
)
def test_a_week_knows_its_own_facts_until_it_closes_and_earlier_ones_until_its_sunday(on, entered, known):
    assert THIS.knows(day(on), day(entered)) is known
    assert THIS.knows(day(on), None)


def test_only_what_is_laid_after_its_due_day_moves_the_overdue_amount():
    left = [Left(day(-9), D(60)), Left(day(1), D(30)), Left(day(9), D(100))]
    laid = [
        Laid(1, day(-9), day(2), "payment", D(40)),
        Laid(1, day(1), day(2), "payment", D(5)),
        Laid(2, day(1), day(1), "payment", D(25)),
        Laid(3, day(-9), day(-1), "payment", D(7)),
        Laid(4, day(1), day(6), "waiver", D(3)),
        Laid(5, day(-9), day(6), "moved", D(2)),
    ]

    found = week.arrears(left, laid, THIS)

    assert (found.opening, found.newly, found.cash) == (D(102), D(38), D(45))
    assert (found.waived, found.reaged, found.closing) == (D(3), D(2), D(90))
    assert found.paid == [(1, day(2), D(45))]
    assert found.opening + found.newly - found.cash - found.waived - found.reaged == found.closing


def entered(id: int, on: int, amount: int, at: int, back: int | None = None) -> Entered:
    entry = ledger.Entry(id, day(on), D(amount))
    return Entered(entry, "payment", day(at), None if back is None else day(back))


def test_corrections_are_told_by_cause_and_add_up():
    asked = [Asked(Due(1, day(-20), {"principal": D(100)}), None, day(1))]
    asked += [Asked(Due(1, day(-20), {"principal": D(120)}), day(1))]
    book = Book(asked, [entered(1, -9, 30, -9, 2), entered(2, -3, 10, 4), entered(3, -2, 5, 12)])

    found = week.corrections(book, THIS, BEFORE)

    assert found == {Cause.schedule: D(20), Cause.money: D(-10), Cause.returned: D(30)}
    assert week.replayed(book, BEFORE).closing == D(70)
    assert week.replayed(book, THIS).opening == D(110)


def test_a_loan_that_came_later_was_in_no_earlier_week():
    book = Book([Asked(Due(1, day(-20), {"principal": D(100), "fee": D(5)}))], entered_on=day(2))

    assert week.replayed(book, BEFORE).closing == D(0)
    assert week.corrections(book, THIS, BEFORE) == {Cause.placed: D(105)}


AMOUNTS = st.integers(1, 90)
DAYS = st.integers(-25, 15)
ENTRIES = st.lists(st.tuples(DAYS, AMOUNTS, st.integers(0, 14), st.none() | st.integers(0, 9)), max_size=6)


@given(st.lists(st.tuples(DAYS, AMOUNTS), min_size=1, max_size=4), ENTRIES)
def test_weeks_chain_whatever_is_entered_when(dues, entries):
    asked = [Asked(Due(no, day(on), {"principal": D(amount)})) for no, (on, amount) in enumerate(sorted(dues), 1)]
    rows = [
        entered(id, on, amount, on + late, None if back is None else on + late + back)
        for id, (on, amount, late, back) in enumerate(entries, 1)
    ]
    book = Book(asked, rows)
    last, this, moved = week.replayed(book, BEFORE), week.replayed(book, THIS), week.corrections(book, THIS, BEFORE)

    assert last.closing + sum(moved.values()) == this.opening
    assert this.opening + this.newly - this.cash == this.closing
    assert this.cash <= this.opening + this.newly


def test_what_is_written_off_leaves_the_bridge_and_its_later_money_is_set_against_it():
    row = week.arrears([Left(day(-9), D(60)), Left(day(2), D(20))], [Laid(1, day(-9), day(3), "payment", D(40))], THIS)

    in_it, earlier = week.write_off(row, day(2), THIS), week.write_off(row, day(-2), THIS)

    assert (in_it.opening, in_it.written_off, in_it.closing) == (D(100), D(80), D(0))
    assert (earlier.opening, earlier.newly, earlier.cash, earlier.written_off) == (D(0), D(0), D(40), D(-40))
    assert week.write_off(row, day(7), THIS) == week.write_off(row, None, THIS) == row


@pytest.mark.parametrize("count", [0, 8])
def test_a_week_closes_before_the_next_one_ends(count):
    week.check_days(1)
    week.check_days(7)
    with pytest.raises(RuleError, match="1 to 7 days"):
        week.check_days(count)
