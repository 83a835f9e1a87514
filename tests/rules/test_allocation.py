"""What a payment covers, and what comes back."""

from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import allocation, ledger
from rules.allocation import Due, Paid, Share
from rules.errors import RuleError

AMOUNTS = st.integers(0, 500_000).map(lambda units: Decimal(units) / 100)
DAYS = st.integers(0, 400).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
OWED = st.dictionaries(st.sampled_from(allocation.ORDER), AMOUNTS, min_size=1)
DUES = st.lists(st.tuples(DAYS, OWED), max_size=8).map(
    lambda rows: [Due(no, day, owed) for no, (day, owed) in enumerate(rows, 1)]
)
PAID = st.lists(st.tuples(DAYS, AMOUNTS, st.sampled_from(["next", "last"])), max_size=10).map(
    lambda rows: [Paid(no, *row) for no, row in enumerate(rows, 1)]
)
LOANS = st.lists(
    st.tuples(AMOUNTS, DAYS, st.booleans(), st.sampled_from([Decimal("0.06"), Decimal("0.12")]), st.booleans()),
    max_size=6,
).map(lambda rows: [allocation.LoanOwed(str(no), *row) for no, row in enumerate(rows)])


def money(**amounts: str) -> dict[str, Decimal]:
    return {name: Decimal(amount) for name, amount in amounts.items()}


@pytest.mark.parametrize(
    ("amount", "order", "applied", "unapplied"),
    [
        ("0", ("fee", "principal"), money(fee="0", principal="0", other="0"), "0"),
        ("15.01", ("fee", "principal"), money(fee="10", principal="5.01", other="0"), "0"),
        ("15.01", ("principal", "fee"), money(fee="0", principal="15.01", other="0"), "0"),
        ("111", ("principal", "fee"), money(fee="10", principal="100", other="1"), "0"),
        ("113", ("absent", "fee"), money(fee="10", principal="100", other="2"), "1"),
    ],
)
def test_a_payment_covers_the_components_in_order_and_those_not_named_last(amount, order, applied, unapplied):
    split = allocation.allocate(money(fee="10", principal="100", other="2"), Decimal(amount), order)

    assert split.applied == applied
    assert split.unapplied == Decimal(unapplied)


def test_a_negative_payment_is_refused():
    with pytest.raises(RuleError):
        allocation.allocate(money(fee="1"), Decimal("-0.01"))
    with pytest.raises(RuleError):
        allocation.replay([], [Paid(1, date(2026, 1, 1), Decimal(-1))])
    with pytest.raises(RuleError):
        allocation.allocate_over_loans([], Decimal(-1), date(2026, 1, 1))


@given(OWED, AMOUNTS)
def test_what_is_applied_and_left_adds_up_to_what_was_owed_and_paid(owed, amount):
    split = allocation.allocate(owed, amount, allocation.ORDER)

    assert {name: split.applied[name] + split.left[name] for name in owed} == owed
    assert sum(split.applied.values()) + split.unapplied == amount
    assert min(*split.applied.values(), *split.left.values(), split.unapplied) >= 0


def test_a_refund_comes_out_of_what_was_paid():
    split = allocation.refund(money(fee="3", principal="10"), Decimal(11), ("principal", "fee"))

    assert split.applied == money(fee="1", principal="10")
    assert split.left == money(fee="2", principal="0")


def test_a_payment_that_bounced_never_was_and_the_others_are_laid_anew():
    reversal = allocation.reverse(
        money(costs="5", principal="20"), [("A", Decimal(6)), ("B", Decimal(12))], "A", ("costs", "principal")
    )

    assert reversal.given_back == money(costs="0", principal="6")
    assert reversal.owed == money(costs="0", principal="13")
    assert reversal.unapplied == Decimal(0)


def test_what_stayed_unapplied_covers_what_the_bounced_payment_had():
    reversal = allocation.reverse(money(costs="5"), [("A", Decimal(3)), ("B", Decimal(9))], "A")

    assert reversal == allocation.Reversal(money(costs="0"), money(costs="0"), Decimal(4))


@given(OWED, st.lists(AMOUNTS, min_size=1, max_size=4), st.data())
def test_a_reversal_leaves_what_the_ledger_leaves_without_the_payment(owed, amounts, data):
    bounced = data.draw(st.integers(0, len(amounts) - 1))
    payments = [(str(number), amount) for number, amount in enumerate(amounts)]

    reversal = allocation.reverse(owed, payments, str(bounced), allocation.ORDER)

    day = date(2026, 1, 1)
    entries = [ledger.Entry(number, day, amount) for number, amount in enumerate(amounts) if number != bounced]
    standing = ledger.replay([Due(1, day, owed)], (), entries, day)
    assert reversal.owed == {name: standing.owed[name] for name in owed}
    assert reversal.unapplied == standing.credit
    assert min(reversal.given_back.values()) >= 0


def test_an_unknown_payment_cannot_be_reversed():
    with pytest.raises(RuleError):
        allocation.reverse(money(costs="5"), [("A", Decimal(6))], "B")


def three_dues() -> list[Due]:
    days = (date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10))
    return [Due(no, day, money(fee="1", principal="10")) for no, day in enumerate(days, 1)]


def test_past_due_comes_first_and_the_advance_goes_where_it_was_meant():
    shares = allocation.replay(three_dues(), [Paid(7, date(2026, 1, 10), Decimal("13.50"), "last")])

    assert shares == [
        Share(7, 1, "fee", Decimal(1)),
        Share(7, 1, "principal", Decimal(10)),
        Share(7, 3, "fee", Decimal(1)),
        Share(7, 3, "principal", Decimal("1.50")),
    ]


def test_money_beyond_the_last_instalment_stays_unapplied():
    shares = allocation.replay(three_dues(), [Paid(1, date(2026, 4, 1), Decimal(40))])

    assert shares[-1] == Share(1, None, allocation.UNAPPLIED, Decimal(7))


def test_late_and_early_parts_are_told_from_the_value_date():
    dues, paid = three_dues(), [Paid(1, date(2026, 2, 10), Decimal(30))]

    timely = allocation.timely(dues, paid, allocation.replay(dues, paid))

    assert timely[1] == (Decimal(11), Decimal(11), Decimal(0))
    assert timely[2] == (Decimal(11), Decimal(0), Decimal(0))
    assert timely[3] == (Decimal(8), Decimal(0), Decimal(8))


@given(DUES, PAID, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(dues, paid, random):
    shares = allocation.replay(dues, paid)
    random.shuffle(dues)
    random.shuffle(paid)

    assert allocation.replay(dues, paid) == shares


@given(DUES, PAID)
def test_every_cent_of_a_payment_is_somewhere_and_nothing_is_paid_twice(dues, paid):
    shares = allocation.replay(dues, paid)

    assert all(share.amount > 0 for share in shares)
    for payment in paid:
        assert sum(share.amount for share in shares if share.payment_id == payment.id) == payment.amount
    for due in dues:
        for name, owed in due.owed.items():
            assert sum(s.amount for s in shares if (s.instalment_no, s.component) == (due.no, name)) <= owed


@given(DUES, PAID)
def test_nothing_stays_unapplied_while_something_is_open(dues, paid):
    shares = allocation.replay(dues, paid)
    applied = sum(share.amount for share in shares if share.instalment_no is not None)

    owed = sum(sum(due.owed.values()) for due in dues)
    assert applied == min(owed, sum(payment.amount for payment in paid))


def test_sixty_instalments_and_a_hundred_payments_are_replayed_within_twenty_milliseconds():
    dues = [
        Due(no, date(2020, 1, 1) + timedelta(days=30 * no), dict.fromkeys(allocation.ORDER, Decimal(9)))
        for no in range(60)
    ]
    paid = [Paid(no, date(2020, 1, 1) + timedelta(days=17 * no), Decimal("33.33")) for no in range(100)]

    def seconds() -> float:
        started = perf_counter()
        allocation.replay(dues, paid)
        return perf_counter() - started

    assert min(seconds() for _ in range(5)) < 0.020


def test_a_designated_loan_takes_its_part_and_the_rest_stays_unapplied():
    loans = [
        allocation.LoanOwed("A", Decimal(50), date(2026, 1, 1)),
        allocation.LoanOwed("B", Decimal(20), date(2027, 1, 1)),
    ]

    split = allocation.allocate_over_loans(loans, Decimal(30), date(2026, 6, 1), designated="B")

    assert split == ({"A": Decimal(0), "B": Decimal(20)}, Decimal(10))
    with pytest.raises(RuleError):
        allocation.allocate_over_loans(loans, Decimal(30), date(2026, 6, 1), designated="C")


def test_a_disputed_loan_gets_nothing_where_the_law_spares_it_even_when_chosen():
    loans = [allocation.LoanOwed("A", Decimal(50), date(2026, 1, 1), disputed=True)]

    spared = allocation.allocate_over_loans(loans, Decimal(30), date(2026, 6, 1), designated="A", spare_disputed=True)

    assert spared == ({"A": Decimal(0)}, Decimal(30))


@given(LOANS, AMOUNTS, DAYS, st.booleans(), st.randoms(use_true_random=False))
def test_a_payment_over_loans_adds_up_and_no_loan_takes_more_than_it_owes(loans, amount, as_of, spare, random):
    split = allocation.allocate_over_loans(loans, amount, as_of, spare_disputed=spare)

    assert sum(split.applied.values()) + split.unapplied == amount
    assert all(0 <= split.applied[loan.id] <= loan.owed for loan in loans)
    random.shuffle(loans)
    assert allocation.allocate_over_loans(loans, amount, as_of, spare_disputed=spare) == split
