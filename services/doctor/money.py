"""What must hold of money: stored sums are those of the ledger laid anew, arrears those of the schedule."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from models import db
from models.case import Case
from models.loan import Loan
from models.payment import DUE, Component, Payment, PaymentKind
from rules import delinquency, money
from rules import ledger as rule
from rules.allocation import RETURNED, UNAPPLIED
from rules.sentence import Amount, Field, Sentence
from services import case, ledger
from services.case import change, facts, share
from services.doctor import ledgers
from services.doctor.invariant import Found, Look, Reach, holds


@holds(Sentence("The stored sums of a loan are those of its ledger."), ("edit", "loan"), Reach.loans)
def sums_are_the_ledgers(look: Look) -> Iterator[Found]:
    """Loans whose allocations, paid parts or outstanding sums differ from the ledger laid anew."""
    for ids in look.chunks():
        for stored in ledgers.load(ids):
            if name := next(_differing(stored), None):
                said = Sentence("%(name)s is not what the ledger says.", name=Field(name, "loan"))
                yield Found("loan", stored.row.id, said, stored.row.case_id)


def _differing(stored: Any) -> Iterator[str]:
    """The names of the loan's sums that the ledger does not confirm."""
    standing = ledger.today(stored, stored.day)
    owed = standing.owed
    for name in (*DUE, Component.overdue_interest):
        if getattr(stored.row, f"outstanding_{name}") != owed[name]:
            yield f"outstanding_{name}"
    if stored.row.outstanding_charge != sum((owed[name] for name in rule.CHARGES), money.ZERO):
        yield "outstanding_charge"
    if not _is_laid(stored, standing):
        yield "payments"


def _is_laid(stored: Any, standing: rule.Standing) -> bool:
    """Whether allocations, credit and the paid parts of instalments are those of the ledger."""
    numbers = {row.number: row for row in stored.instalments}
    shares: dict[tuple[int, int, str], Decimal] = defaultdict(lambda: money.ZERO)
    credit: dict[tuple[int, str], Decimal] = defaultdict(lambda: money.ZERO)
    for part in standing.shares:
        if part.instalment_no is None:
            credit[part.payment_id, part.component] += part.amount
        else:
            shares[part.payment_id, numbers[part.instalment_no].id, str(part.component)] += part.amount
    if shares != stored.allocations:
        return False
    laid = [row for row in stored.payments if row.kind in ledger.LAID]
    if any(getattr(row, name) != credit[row.id, name] for row in laid for name in (UNAPPLIED, RETURNED)):
        return False
    return all(_is_paid(numbers[each.no], each.owed) for each in standing.parts)


def _is_paid(row: Any, owed: Mapping[str, Decimal]) -> bool:
    """Whether what is left of an instalment is what the ledger leaves of it."""
    left = (row.fee - row.paid_fee, row.interest - row.paid_interest, row.principal - row.paid_principal)
    return left == tuple(owed[name] for name in DUE)


@holds(
    Sentence("The balance and the arrears of a case are those of its loan and schedule."), ("edit", "loan"), Reach.loans
)
def arrears_are_the_schedules(look: Look) -> Iterator[Found]:
    """Loans whose case names another balance than their sums, or another day since when it is overdue."""
    for ids in look.chunks():
        left = facts.parts_of(ids)
        sums = (getattr(Loan, name) for name in case.BALANCE)
        query = select(Loan.id, Loan.currency, Case.id, Case.balance, Case.overdue_since, *sums)
        query = query.join(Case, Case.loan_id == Loan.id).where(Loan.id.in_(ids)).order_by(Loan.id)
        for loan_id, currency, case_id, balance, since, *parts in db.session.execute(query):
            owed, due = sum(parts, money.ZERO), delinquency.overdue_since(left[loan_id])
            if balance != owed:
                told = {"balance": Amount(balance, currency), "owed": Amount(owed, currency)}
                said = Sentence("The case says %(balance)s, its loan %(owed)s.", **told)
                yield Found("loan", loan_id, said, case_id)
            elif since != due:
                days = {"since": since or Sentence("no day"), "due": due or Sentence("no day")}
                said = Sentence("The case is overdue since %(since)s, its schedule since %(due)s.", **days)
                yield Found("loan", loan_id, said, case_id)


@holds(Sentence("The state and stage of an open case are those of its facts."), ("act", "case"), Reach.loans)
def stage_is_that_of_the_facts(look: Look) -> Iterator[Found]:
    """Loans whose open case would be in another state or stage, though nothing asks the night to look at it.

    One that is not open asks the night by what it is overdue since, which the schedule confirms.
    """
    ladders, waiting = facts.ladders(), set(case.due(look.today))
    for ids in look.chunks():
        here = select(Case.id, Case.loan_id).where(Case.loan_id.in_(ids), *share.OPEN)
        loans = {row.id: row.loan_id for row in db.session.execute(here) if row.id not in waiting}
        for known in facts.load(list(loans), ladders, look.today, lock=False):
            found = change.decide(known, look.today)
            state, stage_id, reason = (found.values[name] for name in ("state", "stage_id", "stage_reason"))
            if (state, stage_id) != (known.case.state, known.case.stage_id):
                said = Sentence("By its facts it would stand elsewhere: %(reason)s", reason=reason)
                yield Found("loan", loans[known.case.id], said, known.case.id)


@holds(Sentence("A payment that was taken back is mirrored by its own amount on its own loan."), ("act", "payment"))
def reversal_mirrors(look: Look) -> Iterator[Found]:
    """Reversals of another amount, loan or component than what they take back."""
    taken = aliased(Payment)
    query = select(Payment.id).join(taken, Payment.reverses_id == taken.id)
    other = (Payment.amount != -taken.amount) | (Payment.loan_id != taken.loan_id)
    wrong = other | (Payment.kind != PaymentKind.reversal) | (taken.kind == PaymentKind.reversal)
    for payment_id in db.session.scalars(query.where(wrong).order_by(Payment.id)):
        yield Found("payment", payment_id, Sentence("It is not the mirror of what it takes back."))
