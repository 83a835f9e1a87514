"""Early repayment: what ends a debt on a day, and the interest that is let go once money ended it before its time."""

from datetime import date
from decimal import Decimal

from models.loan import EarlyInterest, Loan
from models.payment import Component, Payment, PaymentKind
from rules import early as rule
from rules import ledger as ledger_rule
from rules import money
from rules.ledger import Standing
from rules.sentence import Sentence
from services import entry, ledger

NOTE = Sentence("Repaid early: no interest beyond the day (Civil Code 677).")
TAKEN_BACK = Sentence("The payment that ended the debt early was taken back.")
MONEY = (PaymentKind.payment, PaymentKind.set_off)


def unearned(loan: Loan, standing: Standing) -> Decimal:
    """The interest still asked for that is not owed if the debt ends on the standing's day."""
    if loan.early_interest == EarlyInterest.to_end:
        return money.ZERO
    left = {part.no: part.owed[rule.INTEREST] for part in standing.parts}
    dues = [due for due in ledger.dues(loan) if due.since is None or due.since <= standing.day]
    return rule.unearned(dues, left, loan.opened_on, standing.day, money.unit(loan.currency))


def payoff(loan: Loan, day: date) -> Decimal:
    """What ends the debt on a day, as it is known now; below zero is credit."""
    return ends(loan, ledger.today(loan, day))


def ends(loan: Loan, standing: Standing) -> Decimal:
    """What ends a debt that stands so."""
    return standing.total - standing.credit - unearned(loan, standing)


def price(loan: Loan, balance: Decimal, day: date) -> Decimal:
    """What of a balance ends the debt on a day: without interest that nobody owes yet."""
    return balance - unearned(loan, ledger.today(loan, day))


def claim(loan: Loan, day: date) -> Decimal:
    """What may be claimed on a day: what is due by its end, which is all once the rest was called due."""
    standing = ledger.today(loan, day)
    due = (sum(part.owed.values(), money.ZERO) for part in standing.parts if part.due_on <= day)
    return max(sum(due, money.ZERO) - standing.credit, money.ZERO)


def follow(loan: Loan, today: date) -> bool:
    """Let go of the interest beyond the day on which money ended the debt, or take that back with the money.

    Says whether it posted anything: a replay has followed then. Again changes nothing.
    """
    if loan.early_interest == EarlyInterest.to_end or not any(row.interest for row in loan.instalments):
        return False
    told = {row.paid_on: row for row in loan.payments if _is_early(row)}
    last = max((row.paid_on for row in loan.payments if row.kind in MONEY and _counts(row)), default=None)
    changed = [_settle(loan, day, told.get(day), today) for day in sorted({*told, *([last] if last else [])})]
    if any(changed):
        entry.replay(loan, today)
    return any(changed)


def _settle(loan: Loan, day: date, told: Payment | None, today: date) -> bool:
    """Post what the money of a day lets go, or take back what it no longer does; whether there was anything to do."""
    rows = [row for row in ledger.laid(loan) if row is not told and not row.reversal and row.paid_on <= day]
    paid = sum((row.amount for row in rows if row.kind in MONEY and row.paid_on == day), money.ZERO)
    before = [ledger.entry(row) for row in rows if not (row.kind in MONEY and row.paid_on == day)]
    standing = ledger_rule.replay(ledger.dues(loan), ledger.charges(loan), before, day, ledger.terms(loan))
    amount = unearned(loan, standing) if 0 < ends(loan, standing) <= paid else money.ZERO
    if amount == (told.amount if told else money.ZERO):
        return False
    if told:
        entry.mirror(told, max(today, told.paid_on), TAKEN_BACK)
    if amount:
        times = sum(_is_named(row) for row in loan.payments) + 1
        more = {"kind": PaymentKind.waiver, "component": Component.interest, "note": NOTE}
        entry.book(loan, amount, day, today, Sentence("early repayment %(number)s", number=times), **more)
    return True


def _is_early(row: Payment) -> bool:
    return _is_named(row) and _counts(row)


def _is_named(row: Payment) -> bool:
    return row.kind == PaymentKind.waiver and row.reference.split(" ")[:2] == ["early", "repayment"]


def _counts(row: Payment) -> bool:
    return row.reversal is None and row.amount > 0
