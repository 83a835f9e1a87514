"""How what every loan owes overdue moved in a week: from the sums that stand, or, where they tell more, replayed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, literal_column, or_, select
from sqlalchemy.orm import aliased

from models import db
from models.case import Case
from models.charge import Charge
from models.loan import FormerInstalment, Instalment, Loan
from models.offer import Offer, OfferStatus
from models.payment import DUE, Allocation, Payment, PaymentKind
from rules import allocation, ledger, money, week
from rules.week import Arrears, Cause, Week
from services import bulk
from services.ledger import LAID, ORDERS, entry
from services.owed import UNPAID


class Moved(NamedTuple):
    """A loan's week, and what was entered since the week before was closed about the time before this one."""

    arrears: Arrears
    corrections: Mapping[Cause, Decimal]

    @property
    def before(self) -> Decimal:
        """What was overdue at the end of the week before, as that week closed."""
        return self.arrears.opening - money.total(self.corrections.values())


def load(this: Week, before: Week | None) -> dict[int, Moved]:
    """By loan, those with nothing overdue in the week left out; `before` is the week whose figures this one goes on.

    What stands in the book tells the week of most loans. Those about which something was entered late, or after the
    week closed, are replayed from what was entered.
    """
    odd = late(this)
    found = {loan_id: Moved(row, {}) for loan_id, row in _standing(this).items() if loan_id not in odd}
    for piece in bulk.chunks(sorted(odd)):
        found |= {id: _moved(book, this, before) for id, book in load_books(piece).items()}
    gone = dict(db.session.execute(select(Loan.id, Loan.written_off_on).where(Loan.written_off_on.is_not(None))).all())
    for loan_id in gone.keys() & found.keys():
        found[loan_id] = _written_off(found[loan_id], gone[loan_id], this)
    return {loan_id: row for loan_id, row in found.items() if row != Moved(Arrears(paid=[]), {})}


def late(this: Week) -> set[int]:
    """The loans whose stored sums are not what the week knows, or knew at the start."""
    return set().union(*(db.session.scalars(question) for question in _late(this)))


def _moved(book: week.Book, this: Week, before: Week | None) -> Moved:
    return Moved(week.replayed(book, this), week.corrections(book, this, before) if before else {})


def _written_off(row: Moved, on: date | None, this: Week) -> Moved:
    arrears = week.write_off(row.arrears, on, this)
    return Moved(arrears, row.corrections if on is None or on >= this.monday else {})


def _late(this: Week) -> Iterator[Select[int]]:
    """Entries of earlier days entered in or after the week, of the week entered after it closed, and taken back."""
    after, back = this.closes_on, aliased(Payment)
    late_in = and_(Payment.paid_on < this.monday, Payment.posted_on >= this.monday)
    too_late = and_(Payment.paid_on <= this.sunday, Payment.posted_on >= after)
    yield select(Payment.loan_id).where(Payment.kind.in_(LAID), or_(late_in, too_late))
    taken = select(Payment.loan_id).join(back, back.reverses_id == Payment.id).where(Payment.kind.in_(LAID))
    yield taken.where(Payment.paid_on <= this.sunday, back.posted_on >= this.monday)
    yield select(Charge.loan_id).where(Charge.on <= this.sunday, Charge.posted_on >= this.monday)
    yield select(Charge.loan_id).where(Charge.on <= this.sunday, Charge.reversed_on >= this.monday)
    yield select(Loan.id).where(Loan.entered_on >= this.monday)
    yield select(Instalment.loan_id).where(Instalment.entered_on >= this.monday)
    yield select(FormerInstalment.loan_id).where(FormerInstalment.replaced_on >= this.monday)


def _standing(this: Week) -> dict[int, Arrears]:
    """From the sums that stand: what is left now, what was laid after the week, and what was laid in it."""
    left: dict[int, list[week.Left]] = defaultdict(list)
    laid: dict[int, list[week.Laid]] = defaultdict(list)
    for loan_id, due_on, unpaid in db.session.execute(_unpaid(this)):
        left[loan_id].append(week.Left(due_on, unpaid))
    for loan_id, entry_id, due_on, on, kind, amount in db.session.execute(_since(this)):
        if this.has(on):
            laid[loan_id].append(week.Laid(entry_id, due_on, on, kind, amount))
        else:
            left[loan_id].append(week.Left(due_on, amount))
    return {loan_id: week.arrears(left[loan_id], laid[loan_id], this) for loan_id in left.keys() | laid.keys()}


def _asked_by(this: Week) -> tuple[ColumnElement[bool], ...]:
    """Instalments that are due by the week's end, of a schedule that counted by then."""
    counts = or_(Instalment.counts_from.is_(None), Instalment.counts_from <= this.sunday)
    return Instalment.due_on <= this.sunday, counts


def _unpaid(this: Week) -> Select[int, date, Decimal]:
    columns = (Instalment.loan_id, Instalment.due_on, UNPAID)
    return select(*columns).where(*_asked_by(this), literal_column("0") < UNPAID)


def _since(this: Week) -> Select[int, int, date, date, PaymentKind, Decimal]:
    columns = (Payment.loan_id, Payment.id, Instalment.due_on, Payment.paid_on, Payment.kind, Allocation.amount)
    query = select(*columns).join(Allocation, Allocation.payment_id == Payment.id)
    query = query.join(Instalment, Allocation.instalment_id == Instalment.id)
    return query.where(Payment.paid_on >= this.monday, Allocation.component.in_(DUE), *_asked_by(this))


def load_books(loan_ids: Sequence[int]) -> dict[int, week.Book]:
    """All that was ever entered of these loans, one query per table."""
    asked, entries, charges = _asked(loan_ids), _entries(loan_ids), _charges(loan_ids)
    columns = (Loan.id, Loan.overdue_rate, Loan.allocation_order, Loan.currency, Loan.entered_on)
    return {
        row.id: week.Book(
            asked[row.id],
            entries[row.id],
            charges[row.id],
            ledger.Terms(row.overdue_rate, ORDERS[row.allocation_order], money.unit(row.currency)),
            row.entered_on,
        )
        for row in db.session.execute(select(*columns).where(Loan.id.in_(loan_ids)))
    }


def _asked(loan_ids: Sequence[int]) -> Mapping[int, list[week.Asked]]:
    found: dict[int, list[week.Asked]] = defaultdict(list)
    for model, until in ((Instalment, None), (FormerInstalment, FormerInstalment.replaced_on)):
        columns = (model.loan_id, model.number, model.due_on, model.counts_from, model.entered_on)
        query = select(*columns, *(getattr(model, name) for name in DUE), *([until] if until is not None else []))
        for loan_id, no, due_on, since, entered_on, *rest in db.session.execute(
            query.where(model.loan_id.in_(loan_ids))
        ):
            owed = dict(zip(map(str, DUE), rest, strict=False))
            due = allocation.Due(no, due_on, owed, since)
            found[loan_id].append(week.Asked(due, entered_on, rest[-1] if until is not None else None))
    return found


def _entries(loan_ids: Sequence[int]) -> Mapping[int, list[week.Entered]]:
    back = aliased(Payment)
    columns = (Payment.loan_id, Payment.id, Payment.paid_on, Payment.amount, Payment.component, Payment.kind)
    query = select(*columns, Payment.posted_on, back.posted_on.label("back_on"))
    query = query.outerjoin(back, back.reverses_id == Payment.id).order_by(Payment.id)
    found: dict[int, list[week.Entered]] = defaultdict(list)
    for row in db.session.execute(query.where(Payment.loan_id.in_(loan_ids), Payment.kind.in_(LAID))):
        found[row.loan_id].append(week.Entered(entry(row), str(row.kind), row.posted_on, row.back_on))
    return found


def _charges(loan_ids: Sequence[int]) -> Mapping[int, list[week.Charged]]:
    columns = (Charge.loan_id, Instalment.number, Charge.on, Charge.component, Charge.amount)
    query = select(*columns, Charge.posted_on, Charge.reversed_on).join(
        Instalment, Charge.instalment_id == Instalment.id
    )
    found: dict[int, list[week.Charged]] = defaultdict(list)
    for row in db.session.execute(query.where(Charge.loan_id.in_(loan_ids))):
        charge = ledger.Charge(row.number, row.on, str(row.component), row.amount)
        found[row.loan_id].append(week.Charged(charge, row.posted_on, row.reversed_on))
    return found


def uncounted(this: Week) -> set[int]:
    """The entries of the week that earned an offer marked as not counted: they move the bridge, but are no success."""
    earned = select(Payment.id).join(Case, Case.loan_id == Payment.loan_id).join(Offer, Offer.case_id == Case.id)
    earned = earned.where(Offer.not_counted, Offer.status == OfferStatus.earned)
    in_time = Payment.paid_on.between(Offer.made_on, Offer.pay_by)
    return set(db.session.scalars(earned.where(in_time, Payment.paid_on.between(this.monday, this.sunday))))
