"""Loans that the intervals of week_sql cannot tell: interest for delay, charges, waivers, new schedules, refunds.

A ledger of its own, in hundredths, from the raw tables: it knows no rule, no service and no stored sum of the product.
Each day of an event the claims of the loan are laid out anew, and what comes in takes from them in their order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

CAUSES = ("placed", "schedule", "money", "returned", "waived", "charged")
KNOWN_BY = {"waiver": ("waived", "waived"), "moved": ("schedule", "schedule")}
"""By which cause a kind of entry comes in, and is taken back; all others are money."""
DUE = ("fee", "interest", "principal")
CIVIL = ("cost", "fee", "penalty", "overdue_interest", "interest", "principal")
CONTRACT = ("principal", "interest", "fee", "overdue_interest", "penalty", "cost")
WHOLE = ("JPY", "KRW", "VND", "CLP")
"""Currencies without a part of their unit."""
ODD = """
SELECT id FROM loan WHERE overdue_rate <> 0
UNION SELECT loan_id FROM charge
UNION SELECT loan_id FROM payment WHERE kind IN ('waiver', 'moved', 'refund', 'set_off')
"""
LOANS = f"SELECT id, currency, overdue_rate, allocation_order, entered_on FROM loan WHERE id IN ({ODD})"
ASKED = f"""
SELECT loan_id, number, due_on, fee, interest, principal, counts_from, entered_on, {{replaced}} AS replaced_on
FROM {{table}} WHERE loan_id IN ({ODD})
"""
CHARGES = f"""
SELECT c.loan_id, i.number, c.component, c."on", c.amount, c.posted_on, c.reversed_on
FROM charge c JOIN instalment i ON i.id = c.instalment_id WHERE c.loan_id IN ({ODD}) ORDER BY i.number, c.id
"""
ENTRIES = f"""
SELECT p.loan_id, p.id, p.kind, p.component, p.paid_on, p.amount, p.posted_on, b.posted_on
FROM payment p LEFT JOIN payment b ON b.reverses_id = p.id
WHERE p.kind IN ('payment', 'waiver', 'moved', 'refund', 'set_off') AND p.loan_id IN ({ODD}) ORDER BY p.id
"""


class Event(NamedTuple):
    """What happens to a loan on a day: a charge has a number, whatever covers one component names it."""

    on: date
    kind: str
    amount: int
    entered_on: date | None
    back_on: date | None
    id: int = 0
    component: str = ""
    number: int = 0

    @property
    def rank(self) -> tuple[date, int, int]:
        """The order of a day: charges, waivers, money, new schedules, what goes out."""
        place = {"charge": 0, "waiver": 1, "moved": 3}.get(self.kind, 4 if self.amount < 0 else 2)
        return self.on, place, self.id or self.number


class Asked(NamedTuple):
    """A row of a schedule, in hundredths."""

    number: int
    due_on: date
    amounts: Mapping[str, int]
    since: date | None
    entered_on: date | None
    replaced_on: date | None


class Loan(NamedTuple):
    """All rows of a loan."""

    id: int
    currency: str
    rate: Fraction
    order: Sequence[str]
    entered_on: date | None
    asked: list[Asked]
    events: list[Event]


class Laid(NamedTuple):
    """What an entry covered of what a schedule asks for on a day."""

    id: int
    kind: str
    on: date
    due_on: date
    amount: int


class Stand(NamedTuple):
    """A loan at the end of a day: what was laid until then, and what is left by due day."""

    laid: list[Laid]
    left: list[tuple[date, int]]


def loans(connection: Connection) -> list[Loan]:
    """Every loan that is not plain."""
    found = {}
    for id, currency, rate, order, entered_on in connection.execute(text(LOANS)):
        names = CIVIL if order == "civil_code" else CONTRACT
        found[id] = Loan(id, currency, Fraction(rate, 10**6), names, day(entered_on), [], [])
    for table, replaced in (("instalment", "NULL"), ("former_instalment", "replaced_on")):
        for id, number, due_on, *amounts, since, came, gone in connection.execute(
            text(ASKED.format(table=table, replaced=replaced))
        ):
            shares = dict(zip(DUE, map(int, amounts), strict=True))
            found[id].asked.append(Asked(number, day(due_on), shares, day(since), day(came), day(gone)))
    for id, number, component, on, amount, came, gone in connection.execute(text(CHARGES)):
        found[id].events.append(Event(day(on), "charge", int(amount), day(came), day(gone), 0, component, number))
    for id, entry, kind, component, on, amount, came, gone in connection.execute(text(ENTRIES)):
        found[id].events.append(Event(day(on), kind, int(amount), day(came), day(gone), entry, component or ""))
    return list(found.values())


def day(value: Any) -> Any:
    """A day of either database, or None."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def stand(loan: Loan, eye: Mapping[str, Any], until: date) -> Stand:
    """The loan at the end of a day, as far as each cause is known by the week that the eye names for it."""
    if loan.entered_on and loan.entered_on > eye["placed"].sunday:
        return Stand([], [])
    end = eye["schedule"].sunday
    rows = [row for row in loan.asked if not (row.entered_on and row.entered_on > end)]
    rows = [row for row in rows if not (row.replaced_on and row.replaced_on <= end)]
    numbers = {row.number for row in rows}
    events = [event for event in loan.events if event.on <= until and stands(event, eye)]
    events = [event for event in events if event.kind != "charge" or event.number in numbers]
    claims = [Claim(loan, row) for row in rows if not (row.since and row.since > until)]
    table = Table(sorted(claims, key=lambda claim: (claim.row.due_on, claim.row.number)))
    for event in sorted(events, key=lambda event: event.rank):
        table.take(event)
    return Stand(table.laid, [(claim.row.due_on, sum(claim.open[name] for name in DUE)) for claim in claims])


def stands(event: Event, eye: Mapping[str, Any]) -> bool:
    """Whether an event is known and was not taken back."""
    causes = ("charged", "charged") if event.kind == "charge" else KNOWN_BY.get(event.kind, ("money", "returned"))
    came, gone = (eye[cause] for cause in causes)
    if not knows(came, event.on, event.entered_on):
        return False
    return event.back_on is None or not knows(gone, event.on, event.back_on)


def knows(week: Any, on: date, entered_on: date | None) -> bool:
    """Whether a fact of a day was entered early enough for a week."""
    return entered_on is None or entered_on < (week.closes if on >= week.monday else week.next)


class Claim:
    """A row of a schedule with what it asks for and bears, in hundredths."""

    def __init__(self, loan: Loan, row: Asked) -> None:
        self.loan, self.row = loan, row
        self.open = dict.fromkeys(CIVIL, 0) | dict(row.amounts)
        self.history = [(row.due_on, 0)]
        self.interest_paid = 0

    def interest(self, on: date) -> None:
        """The interest for delay up to a day: what the principal was between two days, times those days."""
        if on > self.history[-1][0]:
            self.history.append((on, self.open["principal"]))
            steps = zip(self.history, self.history[1:], strict=False)
            amount_days = sum(amount * (after - before).days for (before, _), (after, amount) in steps)
            unit = 100 if self.loan.currency in WHOLE else 1
            exact = amount_days * self.loan.rate / 365 / unit
            self.open["overdue_interest"] = int(exact + Fraction(1, 2)) * unit - self.interest_paid

    def cover(self, amount: int, names: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Take from the parts as far as the amount goes."""
        for name in names:
            part = max(0, min(amount, self.open[name]))
            amount -= part
            self.open[name] -= part
            self.interest_paid += part if name == "overdue_interest" else 0
            yield name, part


class Table:
    """The claims of a loan while money is laid on them, the credit that found none, and what went out beyond it."""

    def __init__(self, claims: list[Claim]) -> None:
        self.claims = claims
        self.laid: list[Laid] = []
        self.credit: list[tuple[Event, int]] = []
        self.lacks = 0

    def take(self, event: Event) -> None:
        """Let one event happen."""
        for claim in self.claims:
            claim.interest(event.on)
        before = [claim for claim in self.claims if not claim.row.since or claim.row.since < event.on]
        if event.kind == "charge":
            next(claim for claim in self.claims if claim.row.number == event.number).open[event.component] += (
                event.amount
            )
            self.relay(before)
        elif event.kind == "waiver":
            self.lay(event, event.amount, before, event.component)
        elif event.kind == "moved":
            rest = self.lay(event, abs(event.amount), before[::-1], event.component)
            self.credit.append((event, rest))
            self.relay([claim for claim in self.claims if not claim.row.since or claim.row.since <= event.on])
        elif event.amount < 0:
            self.lacks -= event.amount
            self.make_good()
        else:
            made_good = min(self.lacks, event.amount)
            self.lacks -= made_good
            self.credit.append((event, self.lay(event, event.amount - made_good, before)))

    def make_good(self) -> None:
        """What went out comes from the credit, the oldest first."""
        for place, (event, amount) in enumerate(self.credit):
            part = min(amount, self.lacks)
            self.lacks -= part
            self.credit[place] = event, amount - part

    def relay(self, claims: Sequence[Claim]) -> None:
        """Credit covers what is asked for now."""
        self.make_good()
        self.credit = [(event, self.lay(event, amount, claims)) for event, amount in self.credit]

    def lay(self, event: Event, amount: int, claims: Sequence[Claim], component: str = "") -> int:
        """Lay an amount on claims in their order; gives what is left of it."""
        for claim in claims:
            for name, part in claim.cover(amount, [component] if component else claim.loan.order):
                amount -= part
                if part and name in DUE:
                    self.laid.append(Laid(event.id, event.kind, event.on, claim.row.due_on, part))
        return amount
