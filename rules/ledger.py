"""What is owed on a day: dues, charges, waivers and money in the order of their dates, with the interest for delay."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from rules import money
from rules.allocation import ORDER, RETURNED, UNAPPLIED, Due, Share, in_order
from rules.errors import RuleError

YEAR_DAYS = 365
OVERDUE_INTEREST, PRINCIPAL = "overdue_interest", "principal"
CHARGES = ("cost", "penalty")
CONTRACT_ORDER = (PRINCIPAL, "interest", "fee", OVERDUE_INTEREST, "penalty", "cost")


class Charge(NamedTuple):
    """A cost or penalty that an instalment bears from a day on."""

    instalment_no: int
    on: date
    component: str
    amount: Decimal


class Entry(NamedTuple):
    """Money, or with a `component` a waiver that covers this component and nothing else; it counts from `on`.

    One that `moves` gives the component up to a new schedule that counts from `on`: what it finds paid by then is
    credit there, for the new schedule asks for it once more. One that `returns` is money that leaves the credit, to the
    borrower or to another of their loans.
    """

    id: int
    on: date
    amount: Decimal
    component: str = ""
    moves: bool = False
    returns: bool = False


class Terms(NamedTuple):
    """The yearly rate on overdue principal, a fraction, the order in which money covers the components, the unit."""

    overdue_rate: Decimal = Decimal(0)
    order: Sequence[str] = ORDER
    unit: Decimal = money.CENT


class Part(NamedTuple):
    """What is owed of one instalment, by component; `amount_days` are what its overdue interest is counted from."""

    no: int
    due_on: date
    owed: Mapping[str, Decimal]
    amount_days: Decimal


class Standing(NamedTuple):
    """The ledger at the end of `day`: what each entry paid, what is left of each instalment.

    `waivers` are the ids of the waivers, `movers` those of what went into a new schedule, with the day.
    """

    day: date
    shares: list[Share]
    parts: list[Part]
    waivers: frozenset[int] = frozenset()
    movers: Mapping[int, date] = MappingProxyType({})

    @property
    def owed(self) -> dict[str, Decimal]:
        """What is owed by component."""
        return _together(self.parts)

    @property
    def overdue(self) -> dict[str, Decimal]:
        """What is owed by component of the instalments due before the day."""
        return _together(part for part in self.parts if part.due_on < self.day)

    @property
    def total(self) -> Decimal:
        """All that is owed."""
        return sum(self.owed.values(), money.ZERO)

    @property
    def credit(self) -> Decimal:
        """Money of the borrower that nothing was left for; below zero where more was returned than there was."""
        return sum((share.amount for share in self.shares if share.component == UNAPPLIED), money.ZERO)

    @property
    def daily(self) -> Decimal:
        """The principal on which overdue interest runs from the end of the day on, that of this due day included."""
        return sum((part.owed[PRINCIPAL] for part in self.parts if part.due_on <= self.day), money.ZERO)


PLAIN = Terms()


def replay(
    dues: Iterable[Due], charges: Iterable[Charge], entries: Iterable[Entry], day: date, terms: Terms = PLAIN
) -> Standing:
    """Lay everything dated up to `day`, included, over the instalments, the oldest first; those to come take the rest.

    On one date charges come first, then waivers, money, what moves into a new schedule, and what is returned; the order
    of entry changes nothing but whose share is whose among equals. Overdue interest is simple, on 365 days, from the
    day after an instalment is due, on its unpaid principal, rounded once on its running total. A waiver that finds
    nothing to cover is spent; money is kept as credit, and covers what comes later.
    Raises RuleError for a negative amount.
    Source: Civil Code 560, 561, 676.
    """
    rows = [_Row(due, terms) for due in sorted(dues, key=lambda due: (due.due_on, due.no))]
    rows = [row for row in rows if row.counts_from <= day]
    book, events = _Book(rows), sorted(_events(charges, entries, day), key=_rank)
    for event in events:
        book.take(event)
    for row in rows:
        row.advance(day)
    left = [Share(entry_id, None, UNAPPLIED, amount) for entry_id, amount in book.credit if amount]
    left += [Share(entry_id, None, UNAPPLIED, -amount) for entry_id, amount in book.short]
    named = [event for event in events if isinstance(event, Entry) and event.component]
    waivers = frozenset(event.id for event in named if not event.moves)
    movers = {event.id: event.on for event in named if event.moves}
    return Standing(day, book.shares + left, [row.part() for row in rows], waivers, movers)


def overdue_interest(amount_days: Decimal, annual_rate: Decimal, unit: Decimal = money.CENT) -> Decimal:
    """Interest of so many amount-days (an amount times the days it stood), in whole units of its currency."""
    return money.cents(amount_days * annual_rate / YEAR_DAYS, unit)


def per_diem(standing: Standing, terms: Terms) -> Decimal:
    """What one more day adds, to the unit of the currency."""
    return overdue_interest(standing.daily, terms.overdue_rate, terms.unit)


class _Row:
    """One instalment while the ledger is being laid."""

    def __init__(self, due: Due, terms: Terms) -> None:
        self.no, self.due_on, self.terms = due.no, due.due_on, terms
        self.counts_from = due.since or date.min
        self.open = dict.fromkeys(ORDER, money.ZERO) | dict(due.owed)
        self.ranked = in_order(self.open, terms.order)
        self.since, self.amount_days, self.settled = due.due_on, Decimal(0), money.ZERO

    def advance(self, day: date) -> None:
        """Count the days since the last event."""
        if day > self.since:
            self.amount_days += self.open[PRINCIPAL] * (day - self.since).days
            self.since = day
            accrued = overdue_interest(self.amount_days, self.terms.overdue_rate, self.terms.unit)
            self.open[OVERDUE_INTEREST] = accrued - self.settled

    def cover(self, entry_id: int, rest: Decimal, names: Iterable[str]) -> Iterator[Share]:
        """Cover components, each as far as `rest` goes."""
        for name in names:
            part = min(rest, self.open[name])
            if part <= 0:
                continue
            rest -= part
            self.open[name] -= part
            self.settled += part if name == OVERDUE_INTEREST else money.ZERO
            yield Share(entry_id, self.no, name, part)

    def part(self) -> Part:
        """What is left."""
        return Part(self.no, self.due_on, dict(self.open), self.amount_days)


class _Book:
    """All instalments, what was paid so far, the credit, and what was returned beyond it."""

    def __init__(self, rows: list[_Row]) -> None:
        self.rows = rows
        self.numbers = {row.no: row for row in rows}
        self.asked: list[_Row] = []
        self.shares: list[Share] = []
        self.credit: list[tuple[int, Decimal]] = []
        self.short: list[tuple[int, Decimal]] = []

    def take(self, event: Charge | Entry) -> None:
        """Lay one event over the instalments as they stand on its day."""
        for row in self.rows:
            row.advance(event.on)
        self.asked = [row for row in self.rows if row.counts_from < event.on]
        if isinstance(event, Charge):
            self.numbers[event.instalment_no].open[event.component] += event.amount
            self.again()
        elif event.moves:
            self.move(event)
        elif event.component:
            self.lay(event.id, event.amount, event.component)
        elif event.returns:
            self.short.append((event.id, event.amount))
            self.make_good()
        else:
            self.credit.append((event.id, event.amount))
            self.make_good()
            _, rest = self.credit.pop()
            self.credit.append((event.id, self.lay(event.id, rest)))

    def move(self, event: Entry) -> None:
        """Give a component up to the new schedule, the last due first; what was paid by then is credit there."""
        self.asked.reverse()
        rest = self.lay(event.id, event.amount, event.component)
        self.asked = [row for row in self.rows if row.counts_from <= event.on]
        self.credit.append((event.id, rest))
        self.again()

    def make_good(self) -> None:
        """Take what was returned out of the credit, the oldest of both first."""
        for at, (out_id, lacks) in enumerate(self.short):
            for place, (entry_id, has) in enumerate(self.credit):
                part = min(has, lacks)
                if part:
                    self.shares += [Share(entry_id, None, RETURNED, part), Share(out_id, None, RETURNED, -part)]
                    self.credit[place], lacks = (entry_id, has - part), lacks - part
            self.short[at] = out_id, lacks
        self.short = [(out_id, lacks) for out_id, lacks in self.short if lacks]

    def again(self) -> None:
        """Lay the credit over what is asked for by now, once it covers what was returned."""
        self.make_good()
        self.credit = [(entry_id, self.lay(entry_id, rest)) for entry_id, rest in self.credit]

    def lay(self, entry_id: int, rest: Decimal, component: str = "") -> Decimal:
        """Cover what is open and asked for, in its order; gives what is left over."""
        for row in self.asked if rest else ():
            names = (component,) if component else row.ranked
            found = list(row.cover(entry_id, rest, names))
            self.shares += found
            rest -= sum((share.amount for share in found), money.ZERO)
            if not rest:
                break
        return rest


def _events(charges: Iterable[Charge], entries: Iterable[Entry], day: date) -> Iterator[Charge | Entry]:
    events: list[Charge | Entry] = [*charges, *entries]
    for event in events:
        if event.amount < 0:
            raise RuleError("The amount of a payment must not be negative.")
        if event.on <= day:
            yield event


def _rank(event: Charge | Entry) -> tuple[date, int, int]:
    if isinstance(event, Charge):
        return event.on, 0, event.instalment_no
    place = 4 if event.returns else 3 if event.moves else 1 if event.component else 2
    return event.on, place, event.id


def _together(parts: Iterable[Part]) -> dict[str, Decimal]:
    sums = dict.fromkeys(ORDER, money.ZERO)
    for part in parts:
        for name, amount in part.owed.items():
            sums[name] += amount
    return sums
