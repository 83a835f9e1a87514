"""A week of the reports: what counts in it, how its overdue amount moved, and what corrects the weeks before it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum, auto
from typing import NamedTuple

from rules import ledger, money
from rules.allocation import Due
from rules.errors import RuleError
from rules.ledger import CHARGES, OVERDUE_INTEREST

DAYS = timedelta(days=7)
NOT_DUE = frozenset({OVERDUE_INTEREST, *CHARGES})
"""Components that no schedule asks for: they are owed, but not overdue."""


class Cause(StrEnum):
    """Why what was overdue at the end of the week before is another amount today, in the order it is told."""

    placed = auto()
    schedule = auto()
    money = auto()
    returned = auto()
    waived = auto()
    charged = auto()


class Kind(StrEnum):
    """What an entry of the ledger is to the week."""

    payment = auto()
    waiver = auto()
    moved = auto()
    refund = auto()
    set_off = auto()


PAID = (Kind.payment, Kind.set_off)
"""What pays what is overdue: money, or the borrower's credit on another loan, which was in no week's figure before."""


class Week(NamedTuple):
    """Monday to Sunday, both included; what is entered on `closes_on` or later no longer counts in it."""

    monday: date
    closes_on: date

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + DAYS - timedelta(days=1)

    def has(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.monday <= day <= self.sunday

    def knows(self, on: date, entered_on: date | None) -> bool:
        """Whether a fact of the day `on` counts: of this week until it closes, of an earlier one until its Sunday.

        None as the day of entry: it was there before days of entry were kept.
        """
        end = self.closes_on if on >= self.monday else self.monday + DAYS
        return entered_on is None or entered_on < end

    def has_schedule(self, entered_on: date | None) -> bool:
        """Whether a loan or schedule entered on a day is in the week: the desk had it by Sunday."""
        return entered_on is None or entered_on <= self.sunday


def check_days(count: int) -> None:
    """Refuse a number of days after which no week closes before the next one ends, so that every fact has its week.

    Raises RuleError unless 1 <= count <= 7.
    """
    if not 1 <= count <= DAYS.days:
        raise RuleError("A week closes 1 to 7 days after its Sunday.")


class Left(NamedTuple):
    """What is left of an instalment at the end of the week's Sunday, by its schedule."""

    due_on: date
    amount: Decimal


class Laid(NamedTuple):
    """The part of an entry of the ledger that covered what the schedule asks for on a due day."""

    entry_id: int
    due_on: date
    on: date
    kind: str
    amount: Decimal


class Arrears(NamedTuple):
    """How what a loan owes overdue moved in a week: opening + newly - paid - written off - waived - re-aged = closing.

    `opening` is what is known of it in this week; `paid` is by entry of the ledger and value date.
    """

    opening: Decimal = money.ZERO
    newly: Decimal = money.ZERO
    paid: Sequence[tuple[int, date, Decimal]] = ()
    written_off: Decimal = money.ZERO
    waived: Decimal = money.ZERO
    reaged: Decimal = money.ZERO
    closing: Decimal = money.ZERO

    @property
    def cash(self) -> Decimal:
        """All that was paid."""
        return money.total(amount for _, _, amount in self.paid)


class Asked(NamedTuple):
    """What a schedule asks for on a day, as it was entered, until another one took its place."""

    due: Due
    entered_on: date | None = None
    replaced_on: date | None = None


class Entered(NamedTuple):
    """An entry of the ledger with the day it was entered, and the day on which it was taken back."""

    entry: ledger.Entry
    kind: str
    entered_on: date
    reversed_on: date | None = None


class Charged(NamedTuple):
    """A charge with the day it was entered, and the day on which it was taken back."""

    charge: ledger.Charge
    entered_on: date
    reversed_on: date | None = None


class Book(NamedTuple):
    """All that was ever entered of one loan, which came on `entered_on`."""

    asked: Sequence[Asked]
    entries: Sequence[Entered] = ()
    charges: Sequence[Charged] = ()
    terms: ledger.Terms = ledger.PLAIN
    entered_on: date | None = None


def arrears(left: Iterable[Left], laid: Iterable[Laid], week: Week) -> Arrears:
    """Say how a loan's overdue amount moved in the week, from what is left at its end and what was laid in it.

    Newly overdue is what was unpaid when its due day ended. Only what was laid on an instalment after its due day
    moves the overdue amount: money paid before it was overdue is in no figure. Entries outside the week are passed.
    """
    here = [part for part in laid if week.has(part.on) and part.due_on < part.on]
    ends = [part for part in left if part.due_on <= week.sunday]
    whole = [*((part.due_on, part.amount) for part in ends), *((part.due_on, part.amount) for part in here)]
    return Arrears(
        opening=money.total(amount for due_on, amount in whole if due_on < week.monday),
        newly=money.total(amount for due_on, amount in whole if due_on >= week.monday),
        paid=_by_entry(part for part in here if part.kind in PAID),
        waived=money.total(part.amount for part in here if part.kind == Kind.waiver),
        reaged=money.total(part.amount for part in here if part.kind == Kind.moved),
        closing=money.total(part.amount for part in ends),
    )


def _by_entry(parts: Iterable[Laid]) -> list[tuple[int, date, Decimal]]:
    sums: dict[tuple[int, date], Decimal] = {}
    for part in parts:
        key = part.entry_id, part.on
        sums[key] = sums.get(key, money.ZERO) + part.amount
    return [(*key, amount) for key, amount in sums.items()]


def write_off(row: Arrears, written_off_on: date | None, week: Week) -> Arrears:
    """Take what the lender wrote off out of the overdue amount, from that day on.

    What is paid or waived afterwards is set against it, so that no money is in no week and closing is zero. In later
    weeks nothing of it is overdue.
    """
    if written_off_on is None or written_off_on > week.sunday:
        return row
    if written_off_on < week.monday:
        row = row._replace(opening=money.ZERO, newly=money.ZERO)
    gone = row.opening + row.newly - row.cash - row.waived - row.reaged
    return row._replace(closing=money.ZERO, written_off=gone)


def replayed(book: Book, week: Week) -> Arrears:
    """The same from all that was entered of a loan, as far as the week knows of it."""
    found = _standing(book, lambda cause: week, week.sunday)
    return arrears([Left(part.due_on, _due(part)) for part in found.parts], _laid(book, found), week)


def laid(book: Book, week: Week) -> list[Laid]:
    """All that was laid on the schedule of a loan up to the end of the week, as far as the week knows of it."""
    return _laid(book, _standing(book, lambda cause: week, week.sunday))


def corrections(book: Book, week: Week, before: Week) -> Mapping[Cause, Decimal]:
    """By how much what was entered since changes what was overdue at the end of the week before, by its cause.

    The causes are let in one after the other, so that they add up to the whole difference.
    """
    let_in: set[Cause] = set()
    found: dict[Cause, Decimal] = {}
    last = _overdue(book, lambda cause: before, before.sunday)
    for cause in Cause:
        let_in.add(cause)
        amount = _overdue(book, lambda each: week if each in let_in else before, before.sunday)
        if amount != last:
            found[cause] = amount - last
        last = amount
    return found


def _laid(book: Book, found: ledger.Standing) -> list[Laid]:
    dues = {part.no: part.due_on for part in found.parts}
    kinds = {row.entry.id: (row.entry.on, row.kind) for row in book.entries}
    return [
        Laid(share.payment_id, dues[share.instalment_no], *kinds[share.payment_id], share.amount)
        for share in found.shares
        if share.instalment_no is not None and share.component not in NOT_DUE
    ]


def stood(book: Book, day: date, back: Mapping[int, date]) -> ledger.Standing:
    """What was owed at the end of a day, by the schedule that stood then and what counted by value date.

    `back` names the value day on which an entry was taken back: it counted until then. A charge that was taken back
    never did.
    """
    known = [row for row in book.asked if row.entered_on is None or row.entered_on <= day]
    dues = [row.due for row in known if row.replaced_on is None or row.replaced_on > day]
    numbers = {due.no for due in dues}
    charges = [row.charge for row in book.charges if row.reversed_on is None and row.charge.instalment_no in numbers]
    entries = [row.entry for row in book.entries if row.entry.id not in back or back[row.entry.id] > day]
    return ledger.replay(dues, charges, [row for row in entries if row.on <= day], day, book.terms)


View = Callable[[Cause], Week]
"""By the eyes of which week a kind of fact is seen."""


def _overdue(book: Book, view: View, sunday: date) -> Decimal:
    found = _standing(book, view, sunday)
    return money.total(_due(part) for part in found.parts if part.due_on <= sunday)


def _due(part: ledger.Part) -> Decimal:
    return money.total(amount for name, amount in part.owed.items() if name not in NOT_DUE)


def _standing(book: Book, view: View, day: date) -> ledger.Standing:
    if not view(Cause.placed).has_schedule(book.entered_on):
        return ledger.Standing(day, [], [])
    dues = [row.due for row in book.asked if _asks(row, view(Cause.schedule))]
    numbers = {due.no for due in dues}
    charges = [row.charge for row in book.charges if _stands(row.charge.on, row, view, Cause.charged, Cause.charged)]
    charges = [row for row in charges if row.instalment_no in numbers]
    entries = [row.entry for row in book.entries if _stands(row.entry.on, row, view, *CAUSES[row.kind])]
    return ledger.replay(dues, charges, entries, day, book.terms)


def _asks(row: Asked, week: Week) -> bool:
    return week.has_schedule(row.entered_on) and not (row.replaced_on and week.has_schedule(row.replaced_on))


def _stands(on: date, row: Entered | Charged, view: View, entered: Cause, taken_back: Cause) -> bool:
    """What is taken back counts as if it never was, from the week that knows of it."""
    if not view(entered).knows(on, row.entered_on):
        return False
    return row.reversed_on is None or not view(taken_back).knows(on, row.reversed_on)


CAUSES: Mapping[str, tuple[Cause, Cause]] = {
    Kind.payment: (Cause.money, Cause.returned),
    Kind.waiver: (Cause.waived, Cause.waived),
    Kind.moved: (Cause.schedule, Cause.schedule),
    Kind.refund: (Cause.money, Cause.returned),
    Kind.set_off: (Cause.money, Cause.returned),
}
"""What an entry counts as when it is entered late, and when it is taken back."""
