"""The outlook of cases: the shipped table and one's own counts, and what both say. It orders work, nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, cast, func, null, select, union_all

from models import db
from models.loan import Loan
from models.outlook import CallHour, OutlookCount, OutlookPrior
from rules import outlook as rule
from rules.outlook import hours, past, prior
from services.outlook import facts


class Known(NamedTuple):
    """The table of the set-up, one's own counts, and in which hours calls reached somebody."""

    prior: Mapping[rule.Cell, Decimal]
    own: Mapping[rule.Cell, rule.Counted]
    hours: Mapping[hours.Slot, hours.Tried]

    def of(self, where: rule.Cell) -> rule.Outlook:
        """What is said of a case in a cell."""
        return rule.of(where, self.own, self.prior)


def load() -> None:
    """Add the rows of the shipped table that are not there; what people entered stays."""
    known = {rule.Cell(row.late, row.before, row.paid) for row in db.session.scalars(select(OutlookPrior))}
    for each in prior.shipped():
        if each.cell not in known:
            row = OutlookPrior(**each.cell._asdict(), rate=each.rate, cases=each.cases, source=prior.SOURCE)
            db.session.add(row)


def known() -> Known:
    """Read the table, the counts and the hours, in one statement."""
    rates, counts = {each.cell: each.rate for each in prior.shipped()}, dict[rule.Cell, rule.Counted]()
    calls: dict[hours.Slot, hours.Tried] = {}
    rows: Any = db.session.execute(_known())
    for row in rows:
        if row.late is None:
            calls[hours.Slot(row.weekday, row.hour)] = hours.Tried(int(row.cases), int(row.hits))
        elif row.rate is not None:
            rates[rule.Cell(row.late, row.before, row.paid)] = row.rate
        else:
            counts[rule.Cell(row.late, row.before, row.paid)] = rule.Counted(int(row.cases), int(row.hits))
    return Known(rates, counts, calls)


@cache
def _known() -> Any:
    table, counted, calls = OutlookPrior, OutlookCount, CallHour
    none, number = null(), cast(null(), Integer)
    sums = func.sum(counted.cases), func.sum(counted.unpaid)
    own = counted.late, counted.before, counted.paid
    called = [cast(none, each.type).label(name) for name, each in zip(("late", "before", "paid"), own, strict=True)]
    rate = cast(none, table.rate.type)
    parts = (
        select(
            *called,
            rate.label("rate"),
            calls.weekday,
            calls.hour,
            calls.calls.label("cases"),
            calls.reached.label("hits"),
        ),
        select(table.late, table.before, table.paid, table.rate, number, number, number, number),
        select(*own, rate, number, number, *sums).group_by(*own),
    )
    return union_all(*parts)


def cell_of(loan: Loan, today: date) -> rule.Cell:
    """Where a loan whose rows are at hand belongs today."""
    return rule.cell_of(facts.dues(loan), today)


def standings(loan_ids: Iterable[int], today: date) -> dict[int, facts.Standing]:
    """Where each of these loans belongs today and what of its schedule is overdue, in one statement."""
    return facts.standings(list(loan_ids), today)


def squares(dues: Sequence[past.Due], today: date) -> list[past.Square]:
    """The last instalments of a loan as squares."""
    return past.squares(dues, today)
