"""The ledger: any mix of dues, charges, waivers and money adds up, and the order of entry changes nothing."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from rules import allocation, ledger, money
from rules.allocation import ORDER, Due
from rules.ledger import Charge, Entry, Terms
from tests import thorough

START = date(2026, 1, 31)
DAYS = st.integers(0, 200).map(lambda days: START + timedelta(days=days))
CENTS = st.integers(0, 30_000).map(lambda units: Decimal(units).scaleb(-2))
RATES = st.sampled_from([Decimal(0), Decimal("0.24"), Decimal("0.149994")])
NUMBERS = st.integers(1, 4)
DUES = [
    Due(
        no,
        START + timedelta(days=30 * no),
        {"principal": Decimal("100.00"), "interest": Decimal("7.31"), "fee": Decimal(2)},
    )
    for no in range(1, 5)
]
CHARGES = st.lists(st.builds(Charge, NUMBERS, DAYS, st.sampled_from(ledger.CHARGES), CENTS), max_size=4)
WAIVERS = st.tuples(DAYS, CENTS, st.sampled_from(ORDER))
MONEY = st.tuples(DAYS, CENTS, st.just(""))
ENTRIES = st.lists(st.one_of(MONEY, WAIVERS), max_size=8).map(
    lambda rows: [Entry(no, *row) for no, row in enumerate(rows, 1)]
)
OUT = st.tuples(DAYS, CENTS, st.just(""), st.just(False), st.just(True))
WITH_RETURNS = st.lists(st.one_of(MONEY, WAIVERS, OUT), max_size=8).map(
    lambda rows: [Entry(no, *row) for no, row in enumerate(rows, 1)]
)


def owed(standing):
    return standing.owed


@given(CHARGES, ENTRIES, DAYS, RATES)
def test_parts_sum_to_wholes_and_nothing_is_negative(charges, entries, day, rate):
    found = ledger.replay(DUES, charges, entries, day, Terms(rate))

    asked = sum((sum(due.owed.values()) for due in DUES), money.ZERO)
    asked += sum((each.amount for each in charges if each.on <= day), money.ZERO)
    interest = sum((ledger.overdue_interest(part.amount_days, rate) for part in found.parts), money.ZERO)
    covered = sum((share.amount for share in found.shares if share.instalment_no is not None), money.ZERO)
    paid = sum((each.amount for each in entries if not each.component and each.on <= day), money.ZERO)
    waived_ids = {each.id for each in entries if each.component}
    by_money = sum((share.amount for share in found.shares if share.payment_id not in waived_ids), money.ZERO)

    assert found.total == asked + interest - covered
    assert by_money == paid
    assert min((*found.owed.values(), *(amount for part in found.parts for amount in part.owed.values()))) >= 0
    assert all(share.amount > 0 for share in found.shares)


@given(CHARGES, ENTRIES, DAYS, RATES, st.randoms())
def test_the_order_of_entry_changes_nothing(charges, entries, day, rate, chance):
    first = ledger.replay(DUES, charges, entries, day, Terms(rate))

    chance.shuffle(charges)
    numbers = [each.id for each in entries]
    chance.shuffle(numbers)
    mixed = [each._replace(id=no) for each, no in zip(entries, numbers, strict=True)]
    again = ledger.replay(DUES[::-1], charges, mixed, day, Terms(rate))

    assert (again.parts, again.owed, again.credit) == (first.parts, first.owed, first.credit)


@given(CHARGES, ENTRIES, st.lists(DAYS, min_size=2, max_size=4), RATES)
def test_a_ledger_read_on_days_between_ends_the_same(charges, entries, days, rate):
    whole = ledger.replay(DUES, charges, entries, max(days), Terms(rate))
    read = [ledger.replay(DUES, charges, entries, day, Terms(rate)) for day in sorted(days)]

    assert read[-1] == whole
    for earlier, later in itertools.pairwise(read):
        for before, after in zip(earlier.parts, later.parts, strict=True):
            assert before.amount_days <= after.amount_days


@given(ENTRIES, DAYS)
def test_without_charges_and_rate_it_is_the_plain_allocation(entries, day):
    plain = [each for each in entries if not each.component and each.on <= day]
    shares = allocation.replay(DUES, [allocation.Paid(each.id, each.on, each.amount) for each in plain])

    assert sorted(map(str, ledger.replay(DUES, [], plain, day).shares)) == sorted(map(str, shares))


@settings(max_examples=thorough.examples(30))
@given(CENTS, DAYS)
def test_a_waiver_covers_its_component_alone_and_is_no_credit(amount, day):
    found = ledger.replay(DUES, [], [Entry(1, START, amount, "interest")], day)

    assert found.owed["principal"] == Decimal(400)
    assert found.owed["interest"] == max(Decimal("29.24") - amount, money.ZERO) or day < START
    assert found.credit == 0


def test_overdue_interest_counts_from_the_day_after_the_due_day_on_unpaid_principal():
    terms, due = Terms(Decimal("0.365")), [Due(1, START, {"principal": Decimal("1000.00")})]

    days = [ledger.replay(due, [], [], START + timedelta(days=after), terms) for after in (0, 1, 10)]
    assert [each.owed["overdue_interest"] for each in days] == [Decimal(0), Decimal(1), Decimal(10)]

    half = [Entry(1, START + timedelta(days=10), Decimal("510.00"))]
    later = ledger.replay(due, [], half, START + timedelta(days=20), terms)
    assert later.owed["principal"] == Decimal("500.00")
    assert later.owed["overdue_interest"] == Decimal("5.00")
    assert ledger.per_diem(later, terms) == Decimal("0.50")


def test_on_a_due_day_that_ends_unpaid_the_next_day_adds_its_interest_already():
    terms, due = Terms(Decimal("0.365")), [Due(1, START, {"principal": Decimal("1000.00")})]

    eve, on, after = (ledger.replay(due, [], [], START + timedelta(days=days), terms) for days in (-1, 0, 1))

    assert [ledger.per_diem(each, terms) for each in (eve, on, after)] == [0, Decimal(1), Decimal(1)]
    assert after.total - on.total == Decimal(1)


@given(CHARGES, ENTRIES, DAYS, RATES)
def test_what_one_more_day_adds_is_what_the_ledger_of_the_next_day_holds_more(charges, entries, day, rate):
    known = [each for each in charges if each.on <= day], [each for each in entries if each.on <= day]

    today, tomorrow = (ledger.replay(DUES, *known, on, Terms(rate)) for on in (day, day + timedelta(days=1)))

    rounding = (len(DUES) + 1) * money.CENT
    assert abs(tomorrow.total - today.total - ledger.per_diem(today, ledger.Terms(rate))) <= rounding


def test_a_charge_that_comes_later_takes_the_credit():
    paid = [Entry(1, START, Decimal("450.00"))]
    before = ledger.replay(DUES, [], paid, START)
    after = ledger.replay(
        DUES, [Charge(1, START + timedelta(days=5), "penalty", Decimal("10.00"))], paid, START + timedelta(days=5)
    )

    assert (before.credit, before.total) == (Decimal("12.76"), Decimal(0))
    assert (after.credit, after.total) == (Decimal("2.76"), Decimal(0))


@given(CHARGES, WITH_RETURNS, DAYS, RATES)
def test_what_was_returned_comes_out_of_credit_and_every_sum_adds_up(charges, entries, day, rate):
    found = ledger.replay(DUES, charges, entries, day, Terms(rate))
    here = [each for each in entries if each.on <= day and not each.component]

    paid = sum((each.amount for each in here if not each.returns), money.ZERO)
    out = sum((each.amount for each in here if each.returns), money.ZERO)
    waived = {each.id for each in entries if each.component}
    covered = sum(
        (share.amount for share in found.shares if share.instalment_no and share.payment_id not in waived), money.ZERO
    )
    assert paid - out == covered + found.credit
    for each in here:
        shares = sum((share.amount for share in found.shares if share.payment_id == each.id), money.ZERO)
        assert shares == (-each.amount if each.returns else each.amount)


@given(CHARGES, WITH_RETURNS, DAYS, RATES, st.randoms())
def test_the_order_of_entry_changes_nothing_with_returns_either(charges, entries, day, rate, chance):
    first = ledger.replay(DUES, charges, entries, day, Terms(rate))

    numbers = [each.id for each in entries]
    chance.shuffle(numbers)
    mixed = [each._replace(id=no) for each, no in zip(entries, numbers, strict=True)]
    again = ledger.replay(DUES[::-1], charges[::-1], mixed, day, Terms(rate))

    assert (again.parts, again.owed, again.credit) == (first.parts, first.owed, first.credit)


def test_money_that_follows_makes_good_what_was_returned_beyond_the_credit():
    due = [Due(1, START, {"principal": Decimal("100.00")})]
    day, later = START + timedelta(days=1), START + timedelta(days=9)
    out = Entry(2, day, Decimal("50.00"), returns=True)

    paid_ahead = ledger.replay(due, [], [Entry(1, day, Decimal("120.00")), out], day)
    after = ledger.replay(due, [], [Entry(1, day, Decimal("120.00")), out, Entry(3, later, Decimal("35.00"))], later)

    assert (paid_ahead.credit, paid_ahead.total) == (Decimal(-30), 0)
    assert (after.credit, after.total) == (Decimal(5), 0)
