"""Month ends of the book: rebuilt from instalments and payments for any past day, and told where nobody can rebuild."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from models import db
from models.loan import Loan
from models.month_end import MonthEnd
from models.payment import Payment
from models.portfolio import Portfolio
from rules import delinquency, money, month
from rules.month import Key, Stand, Stands
from services import ageing


def standing(day: date, portfolio: Portfolio | None = None) -> dict[Key, Stand]:
    """Every account at the end of a day; what a former system told of a month's end holds before the ledger.

    The ledger speaks only of loans that this house had by then: before, it knows of no payment that was made.
    """
    found = {(row.portfolio_id, row.contract_no): row for row in _of_ledger(day, portfolio)}
    found |= {(row.portfolio_id, row.contract_no): row for row in _told(day, portfolio)}
    return found


def repaid(day: date, owing: Stands, portfolio: Portfolio | None = None) -> frozenset[Key]:
    """The accounts with nothing unpaid at the end of a day that neither were written off nor left the book."""
    here = Loan.opened_on <= day, or_(Loan.archived_on.is_(None), Loan.archived_on > day)
    kept = or_(Loan.written_off_on.is_(None), Loan.written_off_on > day)
    query = select(Loan.portfolio_id, Loan.contract_no).where(*here, kept, _had(day), *_of(portfolio))
    return frozenset((book_id, no) for book_id, no in db.session.execute(query) if (book_id, no) not in owing)


def known(today: date, portfolio: Portfolio | None = None) -> list[date]:
    """The month ends that anything is known of: what was told, and from the house's first on to the last whole one."""
    return sorted({*_told_months(portfolio), *ours(today, portfolio)})


def ours(today: date, portfolio: Portfolio | None = None) -> list[date]:
    """The month ends since this house has the loans, up to the last whole one."""
    entered, last = _since(portfolio), month.before(today)
    return month.ends(entered, last) if entered and month.end(entered) <= last else []


def is_ours(day: date, portfolio: Portfolio | None = None) -> bool:
    """Whether the house had its first loan by a day."""
    entered = _since(portfolio)
    return entered is not None and entered <= day


def _told_months(portfolio: Portfolio | None) -> list[date]:
    here = [MonthEnd.portfolio_id == portfolio.id] if portfolio else []
    return list(db.session.scalars(select(MonthEnd.month_on).where(*here).distinct()))


def _since(portfolio: Portfolio | None) -> date | None:
    """The day from which the house knows what was paid: it had its first loan; else by the first entry."""
    entered = db.session.scalar(select(func.min(Loan.entered_on)).where(*_of(portfolio)))
    if entered:
        return entered
    posted = select(func.min(Payment.posted_on)).join(Loan, Payment.loan_id == Loan.id).where(*_of(portfolio))
    return db.session.scalar(posted)


def _had(day: date) -> ColumnElement[bool]:
    """The condition that the house had a loan by a day: of what was before it knows nothing."""
    return or_(Loan.entered_on.is_(None), Loan.entered_on <= day)


def _of(portfolio: Portfolio | None) -> list[Any]:
    return [Loan.portfolio_id == portfolio.id] if portfolio else []


def _of_ledger(day: date, portfolio: Portfolio | None) -> Iterator[Stand]:
    query = select(Loan.id, Loan.portfolio_id, Loan.contract_no, Loan.currency)
    owed = ageing.standing(day, portfolio)
    for id, portfolio_id, contract_no, currency in db.session.execute(query.where(_had(day), *_of(portfolio))):
        if row := owed.get(id):
            days = delinquency.days_past_due(row.since, day)
            yield Stand(portfolio_id, contract_no, id, currency, days, row.principal)


def _told(day: date, portfolio: Portfolio | None) -> Iterator[Stand]:
    columns = (MonthEnd.portfolio_id, MonthEnd.contract_no, Loan.id, MonthEnd.currency, MonthEnd.days, MonthEnd.balance)
    same = (Loan.portfolio_id == MonthEnd.portfolio_id) & (Loan.contract_no == MonthEnd.contract_no)
    query = select(*columns).outerjoin(Loan, same).where(MonthEnd.month_on == day)
    query = query.order_by(MonthEnd.file_id)  # What a later file said stands in the place of an earlier word.
    if portfolio:
        query = query.where(MonthEnd.portfolio_id == portfolio.id)
    for book_id, contract_no, loan_id, currency, days, balance in db.session.execute(query):
        yield Stand(book_id, contract_no, loan_id, currency, days, balance if balance is not None else money.ZERO)
