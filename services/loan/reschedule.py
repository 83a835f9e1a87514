"""New schedules for what is unpaid of a loan: aged anew, or spread anew. The total owed never changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from models import db
from models.case import Case, CaseState
from models.loan import Instalment, Loan
from models.payment import DUE, Component, PaymentKind
from models.plan import Period
from models.user import User
from rules import money
from rules import reschedule as rule
from rules.access import Level
from rules.errors import RuleError
from rules.sentence import Sentence
from services import authority, entry, payment, plan

MOST = 360
MAY = (Level.manager, Level.director)


def reage(
    row: Case, count: int, first_on: date, today: date, *, reason: str, user: User | None, every: Period = Period.month
) -> None:
    """Make everything unpaid of the schedule a new series: the loan is up to date again until its first day.

    Overdue interest and charges stay owed. Raises RuleError where nothing is unpaid, a plan is open, the loan was
    rescheduled today, the first day is not to come, or below a manager.
    """
    _check(row, reason, user, today)
    if not 1 <= count <= MOST:
        raise RuleError("The number of instalments must be between 1 and %(most)s.", most=MOST)
    if first_on <= today:
        raise RuleError("The first instalment on %(day)s must lie ahead.", day=first_on)
    before = _rows(row.loan)
    after = rule.reage(before, count, first_on, plan.PERIODS[every], money.unit(row.loan.currency))
    _replace(row.loan, after[len(before) :], today, reason)


def reamortise(row: Case, today: date, *, reason: str, user: User | None) -> None:
    """Spread everything unpaid of the schedule over its instalments to come, on their days.

    Raises RuleError as `reage` does, or where no instalment is to come.
    """
    _check(row, reason, user, today)
    found = rule.reamortise(_rows(row.loan), today, money.unit(row.loan.currency))
    parts = [each._replace(amount=each.unpaid) for each in found if each.due_on >= today and each.unpaid]
    _replace(row.loan, parts, today, reason)


def _check(row: Case, reason: str, user: User | None, today: date) -> None:
    if row.state == CaseState.closed:
        raise RuleError("%(reference)s is closed; nothing is left to reschedule.", reference=row.reference)
    if not reason.strip():
        raise RuleError("Say why the loan is rescheduled.")
    if user is not None and user.level not in MAY:
        raise authority.BeyondError("This goes beyond your authority; it takes a %(level)s.", level=Level.manager)
    if plan.open_of(row):
        raise RuleError("%(reference)s has a plan; end it before the loan itself changes.", reference=row.reference)
    if any(each.kind == PaymentKind.moved and each.paid_on >= today for each in row.loan.payments):
        raise RuleError("The loan was rescheduled today already.")


def _rows(loan: Loan) -> list[rule.PaidInstalment]:
    return [
        rule.PaidInstalment(each.number, each.due_on, _asked(each), _asked(each) - each.unpaid)
        for each in loan.instalments
    ]


def _asked(row: Instalment) -> Decimal:
    return row.principal + row.interest + row.fee


def _replace(loan: Loan, parts: Sequence[rule.PaidInstalment], today: date, reason: str) -> None:
    """Give what is unpaid up, component by component, and ask for the same by the new series."""
    left = {name: sum((_left(each, name) for each in loan.instalments), money.ZERO) for name in DUE}
    last = loan.instalments[-1].number
    give_up(loan, left, today, reason)
    for number, part in enumerate(parts, last + 1):
        is_last = number == last + len(parts)
        shares = _shares(part.amount, left, loan.currency, is_last=is_last)
        loan.instalments.append(Instalment(number=number, due_on=part.due_on, counts_from=today, **shares))
    db.session.flush()
    payment.settle(loan, today)


def give_up(loan: Loan, amounts: Mapping[Component, Decimal], today: date, reason: str) -> None:
    """Book what a schedule gives up from today on, component by component, for another one to ask for it."""
    for name, amount in amounts.items():
        if amount:
            reference = Sentence("schedule of %(day)s %(component)s", day=today, component=name)
            entry.book(loan, amount, today, today, reference, kind=PaymentKind.moved, component=name, note=reason)


def _left(row: Instalment, name: Component) -> Decimal:
    return Decimal(getattr(row, name) - getattr(row, f"paid_{name}"))


def _shares(amount: Decimal, left: dict[Component, Decimal], currency: str, *, is_last: bool) -> dict[str, Decimal]:
    """What an instalment asks for by component, in the proportion of what is left; the last one takes the rest."""
    amounts = list(left.values()) if is_last else money.share(amount, list(left.values()), money.unit(currency))
    found = dict(zip(left, amounts, strict=True))
    for name, part in found.items():
        left[name] -= part
    return {str(name): part for name, part in found.items()}
