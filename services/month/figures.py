"""The figures between two month ends: cure, relapse, risk, first payments, entries; each with the rows it counted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from models import db
from models.acceleration import Acceleration
from models.base import MoneyType
from models.case import Case, Episode
from models.contact import Contact, Direction
from models.loan import Instalment, Loan
from models.outcome import OutcomeCode
from models.payment import DUE, Allocation, Payment, PaymentKind
from models.portfolio import Portfolio
from rules import calendar, figure, money, month
from rules.month import Key, Stand, Stands
from services import bulk, team
from services import month as month_service
from services.metric import counted
from services.metric.counted import Counted, Line
from services.owed import ASKED

YEAR = 12
YOUNG = timedelta(days=31)
"""So long after its paying out a loan that comes in still has its first instalment ahead."""


class Book:
    """A portfolio, or the whole book, at the ends of a month and of those around it; each is read once."""

    def __init__(self, day: date, portfolio: Portfolio | None = None) -> None:
        self.day, self.portfolio = month.end(day), portfolio
        self._stands: dict[date, Stands] = {}

    def at(self, day: date) -> Stands:
        """Every account at a month's end."""
        if day not in self._stands:
            self._stands[day] = month_service.standing(day, self.portfolio)
        return self._stands[day]

    @property
    def new(self) -> Stands:
        """The accounts at the end of the month."""
        return self.at(self.day)

    @property
    def old(self) -> Stands:
        """The accounts at the end of the month before."""
        return self.at(month.before(self.day))

    @cached_property
    def currencies(self) -> list[str]:
        """The currencies of the accounts, in order."""
        return sorted({row.currency for stands in (self.old, self.new) for row in stands.values()})


def roll(book: Book, currency: str, edges: Sequence[int] = month.EDGES) -> list[month.Cell]:
    """The roll rates of one currency from the month before."""
    return month.roll(month.of_currency(book.old, currency), book.new, edges)


def rolled(book: Book, currency: str, start: str, place: str, edges: Sequence[int] = month.EDGES) -> list[Line]:
    """The accounts of one cell of the roll rates, with what they owed before."""
    return lines(month.moves(month.of_currency(book.old, currency), book.new, edges).get((start, place), []))


def flow(book: Book, currency: str, edges: Sequence[int] = month.EDGES) -> list[month.Flow]:
    """The flow rates of one currency from the month before."""
    return month.flow(month.of_currency(book.old, currency), month.of_currency(book.new, currency), edges)


def in_bucket(book: Book, currency: str, name: str, edges: Sequence[int] = month.EDGES) -> list[Line]:
    """The accounts in a bucket at the end of the month, with what they owe."""
    names = month.names(edges)
    rows = (row for row in book.new.values() if row.currency == currency)
    return lines([row for row in rows if names[month.bucket(row.days, edges)] == name])


def lines(rows: Sequence[Stand]) -> list[Line]:
    """Accounts as rows: a loan by its id, one that only the history tells of by its contract."""
    ordered = sorted(rows, key=lambda row: (row.contract_no, row.portfolio_id))
    return [Line("loan", row.loan_id, row.balance, "" if row.loan_id else row.contract_no) for row in ordered]


def bare(rows: Sequence[Stand]) -> list[Line]:
    """The same where they are counted, not added."""
    return [line._replace(amount=None) for line in lines(rows)]


def of(book: Book, today: date) -> Iterator[Counted]:
    """Every figure of the month."""
    yield from cures(book, today)
    yield from risks(book)
    for days in (7, 30):
        yield first_payments(book, days)
    yield from entries(book)


def cures(book: Book, today: date) -> Iterator[Counted]:
    """Gross, sustained where the next month's end is known, self cure, and relapse."""
    late = month.late(book.old)
    gone = month_service.repaid(book.day, book.new, book.portfolio)
    healed = month.cured(book.old, book.new, gone)
    yield Counted(figure.cure_gross(len(healed), len(late)), bare(healed))
    after = month.end(book.day + timedelta(days=1))
    if after < today:
        later = book.at(after)
        still = [row for row in healed if is_current(row, later, gone)]
        yield Counted(figure.cure_sustained(len(still), len(late)), bare(still))
    tried = _tried(book)
    if month_service.is_ours(book.day.replace(day=1), book.portfolio):  # Before, nobody here knows who was called.
        alone = [row for row in healed if row.loan_id is not None and row.loan_id not in tried]
        ours = [row for row in late if row.loan_id is not None]
        yield Counted(figure.cure_self(len(alone), len(ours)), bare(alone))
    again, all_healed = month.relapsed(book.at(month.before(book.day, 2)), book.old, book.new)
    yield Counted(figure.relapse_rate(len(again), len(all_healed)), bare(again))


def is_current(row: Stand, stands: Stands, gone: frozenset[Key]) -> bool:
    """Whether an account has nothing overdue; one that was repaid whole stays so."""
    key = row.portfolio_id, row.contract_no
    return key in gone if key not in stands else stands[key].days <= 0


def _tried(book: Book) -> set[int]:
    """The loans of borrowers that somebody tried to reach in the month."""
    start = team.start_of(book.day.replace(day=1))
    end = team.start_of(book.day + timedelta(days=1))
    query = (
        select(Case.loan_id)
        .join(Contact, Contact.borrower_id == Case.borrower_id)
        .outerjoin(OutcomeCode, Contact.outcome_id == OutcomeCode.id)
        .where(Contact.at >= start, Contact.at < end, Contact.direction == Direction.outbound)
        .where(or_(Contact.outcome_id.is_(None), OutcomeCode.is_attempt))
    )
    return set(db.session.scalars(query.distinct()))


def risks(book: Book) -> Iterator[Counted]:
    """Portfolio at risk beyond 30 and 90 days, by currency."""
    moved = _agreed_anew(book.day)
    for currency in book.currencies:
        rows = [row for row in book.new.values() if row.currency == currency]
        whole = money.total(row.balance for row in rows)
        for days, rule in ((30, figure.par30), (90, figure.par90)):
            late = [row for row in rows if row.days > days or (days == 30 and row.loan_id in moved)]
            found = rule(money.total(row.balance for row in late), whole, len(rows))
            yield Counted(found._replace(currency=currency), lines([row for row in late if row.balance]))


def _agreed_anew(day: date) -> set[int]:
    """The loans whose schedule was agreed anew by a day; a rest that was called due is no new schedule."""
    back, called = aliased(Payment), aliased(Case)
    due = select(Acceleration.id).join(called, Acceleration.case_id == called.id)
    due = due.where(called.loan_id == Payment.loan_id, Acceleration.effective_on == Payment.paid_on)
    query = select(Payment.loan_id).outerjoin(back, back.reverses_id == Payment.id)
    query = query.where(Payment.kind == PaymentKind.moved, Payment.amount > 0, Payment.paid_on <= day)
    return set(db.session.scalars(query.where(or_(back.id.is_(None), back.paid_on > day), ~due.exists())))


def first_payments(book: Book, days: int) -> Counted:
    """First instalments of the last twelve months that were so many days late.

    Only of loans that the house had within a month of paying out: of another its book may hold what was left alone.
    """
    since = calendar.add_months(book.day.replace(day=1), 1 - YEAR)
    until = book.day - timedelta(days=days)
    first = select(Instalment.loan_id, func.min(Instalment.due_on).label("due_on")).group_by(Instalment.loan_id)
    due = first.subquery()
    had = or_(Loan.entered_on.is_(None), Loan.entered_on <= due.c.due_on)
    query = select(Instalment.id, Instalment.loan_id, Instalment.due_on, ASKED, Loan.opened_on, Loan.entered_on)
    query = query.join(due, (due.c.loan_id == Instalment.loan_id) & (due.c.due_on == Instalment.due_on))
    query = query.join(Loan, Loan.id == Instalment.loan_id).where(had, due.c.due_on.between(since, until))
    found = db.session.execute(query.where(*_of(book.portfolio))).all()
    rows = [row for row in found if row.entered_on is None or row.entered_on - row.opened_on <= YOUNG]
    paid = _paid_by([row.id for row in rows])
    late = {
        row.loan_id
        for row in rows
        if money.total(amount for on, amount in paid[row.id] if on < row.due_on + timedelta(days=days)) < row[3]
    }
    rule = figure.first_payment_default_7 if days == 7 else figure.first_payment_default_30
    return counted.of(rule(len(late), len({row.loan_id for row in rows})), "loan", late)


def _paid_by(ids: Sequence[int]) -> Mapping[int, list[tuple[date, Decimal]]]:
    """What was laid on instalments, by value date."""
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    query = select(Allocation.instalment_id, Payment.paid_on, Allocation.amount)
    query = query.join(Payment, Allocation.payment_id == Payment.id).where(Allocation.component.in_(DUE))
    query = query.where(Payment.kind.in_((PaymentKind.payment, PaymentKind.set_off)))
    for piece in bulk.chunks(ids):
        for id, on, amount in db.session.execute(query.where(Allocation.instalment_id.in_(piece))):
            found[id].append((on, amount))
    return found


def entries(book: Book) -> Iterator[Counted]:
    """What came into collection in the month, of what fell due in it; and what of it had been here before."""
    first, last = book.day.replace(day=1), book.day
    query = select(Episode.id, Episode.case_id, Case.loan_id, Loan.currency, Episode.overdue_amount, Episode.opened_on)
    query = query.join(Case, Episode.case_id == Case.id).join(Loan, Case.loan_id == Loan.id)
    opened = db.session.execute(query.where(Episode.opened_on.between(first, last), *_of(book.portfolio))).all()
    total = func.sum(ASKED, type_=MoneyType())
    due = select(Instalment.loan_id, Loan.currency, total).join(Loan, Loan.id == Instalment.loan_id)
    due = due.where(Instalment.due_on.between(first, last), *_of(book.portfolio))
    fell = db.session.execute(due.group_by(Instalment.loan_id, Loan.currency)).all()
    loans = {row.loan_id for row in opened}
    yield counted.of(figure.entry_rate_count(len(loans), len(fell)), "loan", loans)
    for currency in sorted({row.currency for row in (*opened, *fell)}):
        amounts: dict[int, Decimal] = defaultdict(lambda: money.ZERO)
        for row in opened:
            if row.currency == currency:
                amounts[row.case_id] += row.overdue_amount
        whole = money.total(amount for _, each, amount in fell if each == currency)
        found = figure.entry_rate_amount(money.total(amounts.values()), whole, len(fell))
        yield counted.sums(found, "case", amounts, currency)
    cases = {row.case_id for row in opened}
    again = cases & _closed_before(first, cases) | _twice(opened)
    yield counted.of(figure.return_rate(len(again), len(cases)), "case", again)


def _closed_before(first: date, cases: set[int]) -> set[int]:
    query = select(Episode.case_id).where(Episode.closed_on.is_not(None), Episode.opened_on < first)
    return set(db.session.scalars(query.distinct())) & cases


def _twice(opened: Sequence[object]) -> set[int]:
    """The cases that were opened more than once in the month."""
    seen: set[int] = set()
    return {row.case_id for row in opened if row.case_id in seen or seen.add(row.case_id)}  # type: ignore[attr-defined,func-returns-value]


def _of(portfolio: Portfolio | None) -> list[Any]:
    return [Loan.portfolio_id == portfolio.id] if portfolio else []


def vintage(
    today: date, portfolio: Portfolio | None, cohorts: int, above: int = 30
) -> Mapping[date, list[Counted | None]]:
    """By the month of paying out: what loans more than so many days late owe at each month end since ÷ paid out.

    Month 0 is the month of paying out. What is not yet known, or was before this house, is left empty.
    """
    last, known = month.before(today), set(month_service.ours(today, portfolio))
    book = Book(last, portfolio)
    found: dict[date, list[Counted | None]] = {}
    for back in reversed(range(cohorts)):
        end = month.before(last, back)
        first = end.replace(day=1)
        query = select(Loan.id, Loan.principal, Loan.currency, Loan.entered_on)
        query = query.where(Loan.opened_on.between(first, end), *_of(portfolio))
        loans = {row.id: row for row in db.session.execute(query)}
        if len({row.currency for row in loans.values()}) == 1:
            found[end] = [_aged(book, day, loans, above) if day in known else None for day in month.ends(end, last)]
    return found


def _aged(book: Book, day: date, loans: Mapping[int, object], above: int) -> Counted:
    late = [row for row in book.at(day).values() if row.loan_id in loans and row.days > above]
    had = [row for row in loans.values() if row.entered_on is None or row.entered_on <= day]  # type: ignore[attr-defined]
    paid_out = money.total(row.principal for row in had)  # type: ignore[attr-defined]
    owed = money.total(row.balance for row in late)
    currency = next(iter(loans.values())).currency  # type: ignore[attr-defined]
    found = figure.vintage(owed, paid_out, len(had))._replace(currency=currency)
    return Counted(found, lines([row for row in late if row.balance]))
