"""Figures kept by day, so that the first page reads few rows: money received, ageing, rolls, what each person did."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.orm import aliased

from models import db
from models.base import MoneyType
from models.loan import Loan
from models.metric import DailyFigure
from models.payment import Payment, PaymentKind
from models.task import Task
from rules import money, month
from services import bulk, team
from services import month as month_service
from services.month import figures

Row = dict[str, Any]
DAY = timedelta(days=1)
LATE = 45
"""So many days back what was entered late still changes what is kept."""
YEAR = 400
"""So many days are kept: a week stands beside that of a year before."""
SETTLES = 10
"""On so many days of a month the rolls of the month before are made anew."""
CASH, AGEING, ROLL, DONE = "cash", "ageing", "roll", "done"
TO = ">"
"""Between the two buckets of a roll."""


def found(today: date) -> list[Row]:
    """What is to be kept on the night of `today`, of the days before it: nothing is written."""
    since = today - timedelta(days=LATE if _has(CASH) else YEAR)
    rows = [*cash(since, today - DAY), *done(since, today - DAY), *ageing(today - DAY)]
    last = month.before(today)
    if today.day <= SETTLES or not _has(ROLL, last):
        rows += rolls(last)
    return rows


def keep(today: date, rows: Sequence[Row]) -> Counter[str]:
    """Keep the rows in the place of what was kept of their days, and let go of what is too old."""
    days: dict[str, set[date]] = defaultdict(set)
    for row in rows:
        days[row["name"]].add(row["on"])
    since = today - timedelta(days=LATE if _has(CASH) else YEAR)
    for name in (CASH, DONE):
        days[name] |= {since + DAY * at for at in range((today - since).days)}
    for name, some in days.items():
        for piece in bulk.chunks(sorted(some)):
            db.session.execute(delete(DailyFigure).where(DailyFigure.name == name, DailyFigure.on.in_(piece)))
    old = today - timedelta(days=YEAR)
    db.session.execute(
        delete(DailyFigure).where(DailyFigure.name.in_((CASH, DONE, AGEING, ROLL)), DailyFigure.on < old)
    )
    bulk.insert(DailyFigure, [{"version": 1, "currency": "", "part": "", "denominator": None, **row} for row in rows])
    return Counter(kept=len(rows)) if rows else Counter()


def _has(name: str, on: date | None = None) -> bool:
    query = select(DailyFigure.id).where(DailyFigure.name == name)
    return db.session.scalar((query if on is None else query.where(DailyFigure.on == on)).limit(1)) is not None


def received(first: date, last: date) -> Any:
    """The condition of money received in a time that was not taken back, over payments with what reversed them."""
    kinds = Payment.kind.in_((PaymentKind.payment, PaymentKind.set_off))
    return and_(Payment.paid_on.between(first, last), kinds, Payment.amount > 0)


def _standing(query: Any) -> Any:
    """Leave out what was taken back."""
    back = aliased(Payment)
    return query.outerjoin(back, back.reverses_id == Payment.id).where(back.id.is_(None))


def cash(first: date, last: date) -> Iterator[Row]:
    """Money received on each day, by currency."""
    total = func.sum(Payment.amount, type_=MoneyType())
    query = select(Payment.paid_on, Loan.currency, total, func.count()).join(Loan, Payment.loan_id == Loan.id)
    query = _standing(query).where(received(first, last)).group_by(Payment.paid_on, Loan.currency)
    for on, currency, amount, count in db.session.execute(query):
        yield {"name": CASH, "on": on, "currency": currency, "numerator": amount, "n": count}


def payments(first: date, last: date, currency: str) -> dict[int, Decimal]:
    """The payments that `cash` adds up, by id."""
    query = select(Payment.id, Payment.amount).join(Loan, Payment.loan_id == Loan.id)
    query = _standing(query).where(received(first, last), Loan.currency == currency)
    return dict(db.session.execute(query.order_by(Payment.id)).all())


def done(first: date, last: date) -> Iterator[Row]:
    """How much each person got done on each day; `part` is the person."""
    start, end = team.start_of(first), team.start_of(last + DAY)
    query = select(Task.done_by_id, Task.done_at).where(Task.done_at >= start, Task.done_at < end)
    counts = Counter((who, team.today(at)) for who, at in db.session.execute(query) if who and at)
    for (who, on), count in counts.items():
        yield {"name": DONE, "on": on, "part": str(who), "numerator": Decimal(count), "n": count}


def ageing(day: date) -> Iterator[Row]:
    """Accounts and what they owe by bucket at the end of a day."""
    names = month.names()
    found: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for row in month_service.standing(day).values():
        found[names[month.bucket(row.days)], row.currency].append(row.balance)
    for (part, currency), amounts in found.items():
        whole = money.total(amounts)
        yield {"name": AGEING, "on": day, "part": part, "currency": currency, "numerator": whole, "n": len(amounts)}


def rolls(day: date) -> Iterator[Row]:
    """How many accounts went from each bucket to each other one in a month."""
    book = figures.Book(day)
    for currency in book.currencies:
        for cell in figures.roll(book, currency):
            if cell.n_from:
                yield {
                    "name": ROLL,
                    "on": day,
                    "part": f"{cell.start}{TO}{cell.end}",
                    "currency": currency,
                    "numerator": Decimal(cell.n),
                    "denominator": Decimal(cell.n_from),
                    "n": cell.n_from,
                }


def sums(times: Sequence[tuple[date, date]]) -> list[dict[str, Decimal]]:
    """Money received in each of these times, by currency, from what is kept."""
    here = or_(*(DailyFigure.on.between(*each) for each in times))
    query = select(DailyFigure.on, DailyFigure.currency, DailyFigure.numerator).where(DailyFigure.name == CASH, here)
    rows = db.session.execute(query).all()
    return [_sum([row for row in rows if first <= row.on <= last]) for first, last in times]


def _sum(rows: Sequence[Any]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(lambda: money.ZERO)
    for row in rows:
        found[row.currency] += row.numerator
    return dict(found)


def kept_since() -> date | None:
    """The first day of which money is kept; before, nothing is known."""
    return db.session.scalar(select(func.min(DailyFigure.on)).where(DailyFigure.name == CASH))


def latest(name: str) -> list[DailyFigure]:
    """The figures of a kind of the last day that is kept."""
    on = select(func.max(DailyFigure.on)).where(DailyFigure.name == name).scalar_subquery()
    query = select(DailyFigure).where(DailyFigure.name == name, DailyFigure.on == on)
    return list(db.session.scalars(query.order_by(DailyFigure.currency, DailyFigure.part)))


def capacities(today: date, days: int = 28) -> dict[int, int]:
    """How much each person gets done on a day on which they work, of the last days."""
    query = select(DailyFigure.part, func.avg(DailyFigure.n)).where(DailyFigure.name == DONE)
    query = query.where(DailyFigure.on.between(today - timedelta(days=days), today - DAY)).group_by(DailyFigure.part)
    return {int(part): round(float(mean)) for part, mean in db.session.execute(query)}
