"""Statements of account, on any day."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from models.loan import Loan
from models.payment import Payment, PaymentKind
from rules import ledger as ledger_rule
from rules import statement as rule
from rules.errors import RuleError
from services import early, ledger

MOST_AHEAD = 30


class Account(NamedTuple):
    """A statement with what one more day adds."""

    statement: rule.Statement
    per_diem: Decimal


def of(loan: Loan, day: date, today: date) -> Account:
    """The statement of a loan at the end of a day, from what counted on it; what was entered later shows.

    Raises RuleError for a day before the loan, or more than 30 days ahead.
    """
    if day < loan.opened_on:
        raise RuleError("The loan was opened on %(day)s; there is nothing to state before.", day=loan.opened_on)
    if day > today + timedelta(days=MOST_AHEAD):
        raise RuleError("A payoff can be told for at most %(most)s days ahead.", most=MOST_AHEAD)
    standings = [ledger.of(loan, each) for each in _days(loan, day)]
    found = rule.of(standings, ledger.dues(loan), _events(loan), early.unearned(loan, standings[-1]))
    return Account(found, _per_diem(loan, standings[-1], found.unearned))


def _per_diem(loan: Loan, standing: ledger_rule.Standing, unearned: Decimal) -> Decimal:
    """What one more day adds: interest for delay, and that of the contract where it runs to the day."""
    runs = unearned - early.unearned(loan, standing._replace(day=standing.day + timedelta(days=1)))
    return ledger_rule.per_diem(standing, ledger.terms(loan)) + runs


def _days(loan: Loan, day: date) -> list[date]:
    """The days up to one on which money or a waiver came or was taken back, and the day itself."""
    moved = {each.paid_on for each in loan.payments if each.kind != PaymentKind.history and each.paid_on < day}
    return [*sorted(moved), day]


def _events(loan: Loan) -> Iterator[rule.Event]:
    for row in loan.charges:
        if row.reversed_on is None:
            yield rule.Event(row.on, rule.Kind(row.component), row.amount)
    for each in loan.payments:
        if each.kind in {PaymentKind.payment, *ledger.RETURNS}:
            yield from _told(each)


def _told(row: Payment) -> Iterator[rule.Event]:
    """A payment or what left the credit, and its reversal."""
    yield rule.Event(row.paid_on, rule.Kind(row.kind), -row.amount, row.reference)
    if row.reversal:
        yield rule.Event(row.reversal.paid_on, rule.Kind.reversal, row.amount, row.reference)
