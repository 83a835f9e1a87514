"""What a payment covers: components of a debt, several loans, instalments over time; and what comes back."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import NamedTuple

from rules import money
from rules.errors import RuleError

Amounts = Mapping[str, Decimal]

CIVIL_CODE_ORDER = ("costs", "interest", "principal")
ORDER = ("cost", "fee", "penalty", "overdue_interest", "interest", "principal")
NEXT, LAST = "next", "last"
UNAPPLIED, RETURNED = "unapplied", "returned"


class Split(NamedTuple):
    """One payment over the components of one debt."""

    applied: dict[str, Decimal]
    left: dict[str, Decimal]
    unapplied: Decimal


class LoanOwed(NamedTuple):
    """What one loan asks for; `annual_rate` is a fraction."""

    id: str
    owed: Decimal
    due_on: date
    secured: bool = False
    annual_rate: Decimal = Decimal(0)
    disputed: bool = False


class LoanSplit(NamedTuple):
    """One payment over several loans, by loan id."""

    applied: dict[str, Decimal]
    unapplied: Decimal


class Reversal(NamedTuple):
    """By how much a bounced payment lets the debt rise, what is owed then, and what the others hold unapplied."""

    given_back: dict[str, Decimal]
    owed: dict[str, Decimal]
    unapplied: Decimal


class Due(NamedTuple):
    """What one instalment asks for on its day, by component; one of a later schedule counts from `since` on."""

    no: int
    due_on: date
    owed: Amounts
    since: date | None = None


class Paid(NamedTuple):
    """Money that counts from `on`, its value date; `advance` says where money beyond what is due goes first."""

    id: int
    on: date
    amount: Decimal
    advance: str = NEXT


class Share(NamedTuple):
    """The part of a payment on one component of one instalment; none for what stays unapplied or was returned."""

    payment_id: int
    instalment_no: int | None
    component: str
    amount: Decimal


class Timely(NamedTuple):
    """What was paid on an instalment, of it after and before the due date."""

    paid: Decimal
    late: Decimal
    early: Decimal


def allocate(owed: Amounts, amount: Decimal, order: Sequence[str] = CIVIL_CODE_ORDER) -> Split:
    """Cover the components in `order`, those it does not name after them; the rest stays unapplied.

    Raises RuleError for a negative amount.
    Source: Civil Code 557, 561.
    """
    _check(amount)
    applied, rest = dict.fromkeys(owed, money.ZERO), amount
    for component in in_order(owed, order):
        applied[component] = min(rest, owed[component])
        rest -= applied[component]
    return Split(applied, {name: owed[name] - applied[name] for name in owed}, rest)


def refund(paid: Amounts, amount: Decimal, order: Sequence[str] = CIVIL_CODE_ORDER) -> Split:
    """Give `amount` back out of what was `paid`, in `order`; `left` is what stays paid."""
    return allocate(paid, amount, order)


def reverse(
    owed: Amounts,
    payments: Iterable[tuple[str, Decimal]],
    bounced: str,
    order: Sequence[str] = CIVIL_CODE_ORDER,
) -> Reversal:
    """Take back the payment `bounced` as if it never was: the others are laid anew, in their order.

    `payments` are (id, amount) as they came in, `owed` what was owed before all of them.
    Raises RuleError where the payment is not among them.
    Source: Civil Code 561; POL-ALLOC-02.
    """
    came = list(payments)
    if bounced not in (payment_id for payment_id, _ in came):
        raise RuleError("There is no payment %(id)s to reverse.", id=bounced)
    before = _laid(owed, (amount for _, amount in came), order)
    after = _laid(owed, (amount for payment_id, amount in came if payment_id != bounced), order)
    given_back = {name: after.left[name] - before.left[name] for name in owed}
    return Reversal(given_back, after.left, after.unapplied)


def replay(instalments: Iterable[Due], payments: Iterable[Paid], order: Sequence[str] = ORDER) -> list[Share]:
    """Lay value-dated payments over the instalments: past due and today first, oldest first, then those to come.

    Inside an instalment the components are covered in `order`. Payments are taken by value date, then by id, in
    whatever order they come. What is left of a payment is one more share with component "unapplied".
    Raises RuleError for a negative amount.
    Source: Civil Code 560, 561.
    """
    rows = deque(_Open(due, order) for due in sorted(instalments, key=lambda due: (due.due_on, due.no)))
    shares: list[Share] = []
    for payment in sorted(payments, key=lambda payment: (payment.on, payment.id)):
        _check(payment.amount)
        shares += _lay(payment, rows)
    return shares


def timely(dues: Iterable[Due], payments: Iterable[Paid], shares: Iterable[Share]) -> dict[int, Timely]:
    """By instalment what its shares paid, and of it what came after or before the due date."""
    due_on, paid_on = {due.no: due.due_on for due in dues}, {payment.id: payment.on for payment in payments}
    found = dict.fromkeys(due_on, Timely(money.ZERO, money.ZERO, money.ZERO))
    for share in shares:
        if share.instalment_no is None:
            continue
        days = (paid_on[share.payment_id] - due_on[share.instalment_no]).days
        part, row = share.amount, found[share.instalment_no]
        late, early = row.late + part * (days > 0), row.early + part * (days < 0)
        found[share.instalment_no] = Timely(row.paid + part, late, early)
    return found


def in_order(names: Iterable[str], order: Sequence[str]) -> list[str]:
    """The names as `order` ranks them, those it does not name last and as they came."""
    return list(_ranked(tuple(names), tuple(order)))


@cache
def _ranked(names: Sequence[str], order: Sequence[str]) -> Sequence[str]:
    """The same, sorted once: every instalment of a book asks for the same few."""
    ranks = {name: rank for rank, name in enumerate(order)}
    return sorted(names, key=lambda name: ranks.get(name, len(ranks)))


class _Open:
    """What is still open of one instalment, component by component."""

    def __init__(self, due: Due, order: Sequence[str]) -> None:
        self.no, self.due_on = due.no, due.due_on
        self.slots = deque((name, due.owed[name]) for name in in_order(due.owed, order) if due.owed[name])

    def take(self, payment_id: int, rest: Decimal) -> Iterable[Share]:
        """Cover the open components as far as `rest` goes."""
        while rest and self.slots:
            name, open_amount = self.slots.popleft()
            part = min(rest, open_amount)
            rest -= part
            if part < open_amount:
                self.slots.appendleft((name, open_amount - part))
            yield Share(payment_id, self.no, name, part)


def _laid(owed: Amounts, amounts: Iterable[Decimal], order: Sequence[str]) -> Split:
    """Lay one payment after another; what each found nothing for adds up."""
    left, unapplied = dict(owed), money.ZERO
    for amount in amounts:
        split = allocate(left, amount, order)
        left, unapplied = split.left, unapplied + split.unapplied
    return Split({name: owed[name] - left[name] for name in owed}, left, unapplied)


def _lay(payment: Paid, rows: deque[_Open]) -> Iterable[Share]:
    rest = payment.amount
    while rest and rows:
        at = -1 if payment.advance == LAST and rows[0].due_on > payment.on else 0
        for part in rows[at].take(payment.id, rest):
            rest -= part.amount
            yield part
        if not rows[at].slots:
            del rows[at]
    if rest:
        yield Share(payment.id, None, UNAPPLIED, rest)


def _check(amount: Decimal) -> None:
    if amount < 0:
        raise RuleError("The amount of a payment must not be negative.")


def allocate_over_loans(
    loans: Iterable[LoanOwed],
    amount: Decimal,
    as_of: date,
    designated: str | None = None,
    spare_disputed: bool = False,
    unit: Decimal = money.CENT,
) -> LoanSplit:
    """Cover the loan the borrower `designated` and no other, else the loans as the law ranks them.

    Due before not due, unsecured before secured, higher rate, earlier due date; equals in whole units by
    what they owe.
    With `spare_disputed` a disputed loan gets nothing, whoever chose it. The rest stays unapplied.
    Raises RuleError for a negative amount or an unknown loan.
    Source: Civil Code 557, 560; POL-ALLOC-01; 12 CFR 1006.30(c).
    """
    _check(amount)
    ranked = sorted(loans, key=lambda loan: (_rank(loan, as_of), loan.id))
    applied = {loan.id: money.ZERO for loan in ranked}
    if designated is not None and designated not in applied:
        raise RuleError("There is no loan %(id)s to pay.", id=designated)
    payable = [loan for loan in ranked if _may_take(loan, designated, spare_disputed)]
    for _, equals in groupby(payable, key=lambda loan: _rank(loan, as_of)):
        given = _among(list(equals), amount, unit)
        applied |= given
        amount -= sum(given.values())
    return LoanSplit(applied, amount)


def _rank(loan: LoanOwed, as_of: date) -> tuple[bool, bool, Decimal, date]:
    return loan.due_on > as_of, loan.secured, -loan.annual_rate, loan.due_on


def _may_take(loan: LoanOwed, designated: str | None, spare_disputed: bool) -> bool:
    return loan.owed > 0 and designated in (None, loan.id) and not (spare_disputed and loan.disputed)


def _among(equals: list[LoanOwed], amount: Decimal, unit: Decimal) -> dict[str, Decimal]:
    owed = [loan.owed for loan in equals]
    parts = money.share(min(amount, sum(owed, money.ZERO)), owed, unit)
    return {loan.id: part for loan, part in zip(equals, parts, strict=True)}
