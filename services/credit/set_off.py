"""Set-offs: proposed by the night, made or declined by a person, lapsing when their facts change."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select

from models import db
from models.case import Case, CaseState
from models.hold import Hold, HoldKind
from models.lender import Lender
from models.loan import Loan
from models.payment import Payment, PaymentKind
from models.portfolio import Portfolio
from models.set_off import SetOff, SetOffStatus
from models.user import User
from rules import money
from rules import set_off as rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services import bulk, credit, entry, hold, ledger, limitation, owed, payment
from services.reminder import set_off as notice

BARS = (HoldKind.dispute, HoldKind.plan, HoldKind.insolvency, HoldKind.fraud, HoldKind.unclear)
"""What keeps a debt from being paid by set-off while the case rests on it: contested, put off, stayed, or not known."""
CHANGED = Sentence("The facts changed before anybody decided: the credit, the debt or a dispute.")
BORN = {"status": SetOffStatus.proposed, "reason": ""}
Pair = tuple[int, int]


class Open(NamedTuple):
    """A proposal that waits."""

    id: int
    amount: Decimal


def due(today: date) -> list[int]:
    """Ids of the borrowers with credit on a loan, or with a proposal that waits."""
    loans = select(Payment.loan_id).where(credit.some())
    waits = select(SetOff.loan_id).where(SetOff.status == SetOffStatus.proposed)
    query = select(Loan.borrower_id).where(Loan.id.in_(loans.union(waits))).distinct()
    return list(db.session.scalars(query.order_by(Loan.borrower_id)))


def propose(borrower_ids: Sequence[int], today: date) -> Counter[str]:
    """Propose to set credit off against what is overdue; let go of what is not true any more. Again changes nothing.

    What a person declined is proposed again only for a larger amount. Nothing is ever booked by itself.
    Source: Civil Code 568; 12 CFR 1006.30(c).
    """
    wanted = rule.pairs(_credits(borrower_ids), _debts(borrower_ids, today))
    waiting, declined = _waiting(borrower_ids), _declined(borrower_ids)
    gone = [row.id for pair, row in waiting.items() if pair not in wanted]
    moved = [(row.id, wanted[pair]) for pair, row in waiting.items() if pair in wanted and wanted[pair] != row.amount]
    fresh = [
        {"loan_id": pair[0], "onto_id": pair[1], "amount": amount, "proposed_on": today, **BORN}
        for pair, amount in sorted(wanted.items())
        if pair not in waiting and amount > declined.get(pair, money.ZERO)
    ]
    lapsed = {"status": SetOffStatus.lapsed, "decided_on": today, "reason": CHANGED}
    bulk.change(SetOff, [{"id": id, **lapsed} for id in gone])
    bulk.change(SetOff, [{"id": id, "amount": amount} for id, amount in moved])
    bulk.insert(SetOff, fresh)
    done = {"proposed": len(fresh), "changed": len(moved), "lapsed": len(gone)}
    return Counter({name: count for name, count in done.items() if count})


def make(row: SetOff, reason: str, today: date, now: datetime, user: User | None) -> SetOff:
    """Book a set-off by the facts of this moment on both loans, and have the borrower told; again changes nothing.

    At most what was proposed, less where there is less to set off by now.
    Raises RuleError without a reason, for one that is decided, or where nothing may be set off any more.
    Source: Civil Code 568: whoever sets off tells the other, and it holds once the notice arrives.
    """
    if row.status == SetOffStatus.made:
        return row
    _check(row, reason)
    credit.lock(row.loan, row.onto)
    row.amount = _amount(row, today)
    more: Any = {"kind": PaymentKind.set_off, "note": reason}
    name = Sentence("set-off %(number)s", number=row.id)
    row.taken = entry.book(row.loan, -row.amount, today, today, name, **more)
    row.brought = entry.book(row.onto, row.amount, today, today, name, **more)
    _decide(row, SetOffStatus.made, reason, today, user)
    stage = notice.stage_of(row)
    payment.settle(row.loan, today)
    payment.settle(row.onto, today)
    notice.queue(row, today, now, stage)
    return row


def decline(row: SetOff, reason: str, today: date, user: User | None) -> None:
    """Say no; the proposal comes back for a larger amount only. Raises RuleError without a reason, or once decided."""
    _check(row, reason)
    _decide(row, SetOffStatus.declined, reason, today, user)


def tell(row: SetOff, told_on: date, reason: str, today: date) -> None:
    """Note that the borrower was told of a set-off in another way, on a day, and how.

    Raises RuleError without saying how, for one that was not made or told, or for a day before it or after today.
    """
    credit.check_reason(reason)
    if row.status != SetOffStatus.made or row.told_on:
        raise RuleError("There is nothing to tell the borrower.")
    if not (row.decided_on or today) <= told_on <= today:
        raise RuleError("The day lies before the set-off or in the future.")
    row.told_on, row.reason = told_on, f"{row.reason}\n{reason}"


def of_loan(loan: Loan) -> list[SetOff]:
    """The proposals that wait with a loan on either side."""
    here = (SetOff.loan_id == loan.id) | (SetOff.onto_id == loan.id)
    return list(db.session.scalars(select(SetOff).where(here, SetOff.status == SetOffStatus.proposed)))


def _check(row: SetOff, reason: str) -> None:
    if row.status != SetOffStatus.proposed:
        raise RuleError("The proposal is decided already.")
    credit.check_reason(reason)


def _decide(row: SetOff, status: SetOffStatus, reason: str, today: date, user: User | None) -> None:
    row.status, row.reason, row.decided_on, row.decided_by = status, reason, today, user


def _amount(row: SetOff, today: date) -> Decimal:
    """How much may be set off at this moment; raises RuleError for nothing."""
    who = [row.loan.borrower_id]
    credits = {each.loan_id: each.side for each in _credits(who)}
    debts = {each.loan_id: each.side for each in _debts(who, today)}
    if row.loan_id not in credits or credits[row.loan_id] != debts.get(row.onto_id):
        raise RuleError("There is no credit any more, or the debt is paid, disputed, put off or not to be set off.")
    overdue = sum(ledger.today(row.onto, today).overdue.values(), money.ZERO)
    return min(row.amount, credit.free(row.loan), overdue)


def _credits(borrower_ids: Sequence[int]) -> list[rule.Credit]:
    """The credits above zero that no refund takes, of lenders who may set off."""
    rows = db.session.execute(
        _sided(borrower_ids).where(Loan.id.in_(select(Payment.loan_id).where(credit.some())))
    ).all()
    rows = [row for row in rows if rule.may(row.licence)]
    held, leaves = (each([row.id for row in rows]) for each in (credit.by_loan, credit.on_the_way))
    found = [
        rule.Credit(row.id, _side(row), held.get(row.id, money.ZERO) - leaves.get(row.id, money.ZERO)) for row in rows
    ]
    return [each for each in found if each.amount > 0]


def _debts(borrower_ids: Sequence[int], today: date) -> list[rule.Debt]:
    """What is overdue on open cases of loans that are not disputed, time-barred or at rest on what bars a set-off."""
    query = _sided(borrower_ids).join(Case, Case.loan_id == Loan.id)
    query = query.add_columns(Case.id.label("case_id"), Case.overdue_since)
    query = query.add_columns((Loan.outstanding_overdue_interest + Loan.outstanding_charge).label("beside"))
    here = (Case.state == CaseState.open, Case.archived_on.is_(None), Loan.disputed.is_(False))
    rows = db.session.execute(query.where(*here, Case.overdue_since.is_not(None))).all()
    barred, lapsed = _barred([row.case_id for row in rows], today), limitation.lapsed([row.id for row in rows], today)
    sums = owed.by_loan([row.id for row in rows], today)
    return [
        rule.Debt(row.id, _side(row), sums[row.id] + row.beside, row.overdue_since)
        for row in rows
        if row.id in sums and row.case_id not in barred and row.id not in lapsed
    ]


def _barred(case_ids: Sequence[int], today: date) -> set[int]:
    query = select(Hold.case_id).where(Hold.case_id.in_(case_ids), Hold.kind.in_(BARS), *hold.resting(today))
    return set(db.session.scalars(query))


def _sided(borrower_ids: Sequence[int]) -> Any:
    query = select(Loan.id, Loan.borrower_id, Loan.currency, Portfolio.lender_id, Lender.licence)
    query = query.join(Portfolio, Loan.portfolio_id == Portfolio.id).join(Lender, Portfolio.lender_id == Lender.id)
    return query.where(Loan.borrower_id.in_(borrower_ids))


def _side(row: Any) -> rule.Side:
    return row.borrower_id, row.lender_id, row.currency


def _waiting(borrower_ids: Sequence[int]) -> dict[Pair, Open]:
    query = select(SetOff.loan_id, SetOff.onto_id, SetOff.id, SetOff.amount).join(Loan, SetOff.loan_id == Loan.id)
    here = (Loan.borrower_id.in_(borrower_ids), SetOff.status == SetOffStatus.proposed)
    rows = db.session.execute(query.where(*here))
    return {(loan_id, onto_id): Open(id, amount) for loan_id, onto_id, id, amount in rows}


def _declined(borrower_ids: Sequence[int]) -> dict[Pair, Decimal]:
    """The largest amount that was declined for each pair."""
    most = func.max(SetOff.amount)
    query = select(SetOff.loan_id, SetOff.onto_id, most).join(Loan, SetOff.loan_id == Loan.id)
    here = (Loan.borrower_id.in_(borrower_ids), SetOff.status == SetOffStatus.declined)
    rows = db.session.execute(query.where(*here).group_by(SetOff.loan_id, SetOff.onto_id))
    return {(loan_id, onto_id): amount for loan_id, onto_id, amount in rows}
