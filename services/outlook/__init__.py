"""The outlook of cases: the shipped table and one's own counts, and what both say. It orders work, nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import func, literal, null, select, union_all

from models import db
from models.loan import Loan
from models.outlook import CallHour, OutlookCount, OutlookPrior
from rules import outlook as rule
from rules.outlook import hours, past, prior
from services.outlook import facts


class Known(NamedTuple):
    """The table of the set-up, and one's own counts."""

    prior: Mapping[rule.Cell, Decimal]
    own: Mapping[rule.Cell, rule.Counted]

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
    """Read the table and the counts, in one statement."""
    cells = (OutlookPrior.late, OutlookPrior.before, OutlookPrior.paid)
    table = select(
        literal(True).label("shipped"), *cells, OutlookPrior.rate, null().label("cases"), null().label("unpaid")
    )
    counted = (OutlookCount.late, OutlookCount.before, OutlookCount.paid)
    sums = (func.sum(OutlookCount.cases), func.sum(OutlookCount.unpaid))
    own = select(literal(False), *counted, null(), *sums).group_by(*counted)
    rates, counts = {each.cell: each.rate for each in prior.shipped()}, dict[rule.Cell, rule.Counted]()
    for row in db.session.execute(union_all(table, own)):
        cell = rule.Cell(row.late, row.before, row.paid)
        if row.shipped:
            rates[cell] = row.rate
        else:
            counts[cell] = rule.Counted(int(row.cases), int(row.unpaid))
    return Known(rates, counts)


def cell_of(loan: Loan, today: date) -> rule.Cell:
    """Where a loan whose rows are at hand belongs today."""
    return rule.cell_of(facts.dues(loan), today)


def standings(loan_ids: Iterable[int], today: date) -> dict[int, facts.Standing]:
    """Where each of these loans belongs today and what of its schedule is overdue, in one statement."""
    return facts.standings(list(loan_ids), today)


def squares(dues: Sequence[past.Due], today: date) -> list[past.Square]:
    """The last instalments of a loan as squares."""
    return past.squares(dues, today)


def hours_tried() -> dict[hours.Slot, hours.Tried]:
    """How many calls were made and reached somebody, by weekday and hour."""
    columns = (CallHour.weekday, CallHour.hour, CallHour.calls, CallHour.reached)
    return {hours.Slot(row[0], row[1]): hours.Tried(*row[2:]) for row in db.session.execute(select(*columns))}
