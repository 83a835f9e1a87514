"""What the outlook learns from: each month's end looked at 30 days later, and the calls of the last half year."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from models import db
from models.borrower import Borrower
from models.contact import Contact, Direction
from models.loan import Loan
from models.outcome import OutcomeCode
from models.outlook import CallHour, GroupKind, OutlookCount, OutlookGroup
from models.stage import Channel
from rules import calendar, value
from rules import outlook as rule
from rules.outlook import groups, hours, quality
from services import bulk, outlook, team
from services.contact import gate
from services.outlook import facts

MONTHS = 12
SETTLE = timedelta(days=7)
"""So many days later most of what came in is entered."""
CALLS = timedelta(days=182)


class Seen(NamedTuple):
    """An overdue loan at a month's end: where it belonged, whether it had not paid 30 days later, and whose it is."""

    as_of: date
    cell: rule.Cell
    unpaid: bool
    groups: tuple[tuple[GroupKind, str], ...]


class Found(NamedTuple):
    """What was counted: by day and cell, by day and group within a cell, and calls by their slot."""

    cells: Mapping[tuple[date, rule.Cell], rule.Counted]
    groups: Mapping[tuple[date, GroupKind, str, rule.Cell], rule.Counted]
    calls: Mapping[hours.Slot, hours.Tried]


def days(today: date) -> list[date]:
    """The ends of the last twelve months of which it is known what came in the 30 days after."""
    first = (today - rule.AHEAD - SETTLE).replace(day=1)
    return [calendar.add_months(first, -back) - timedelta(days=1) for back in range(MONTHS - 1, -1, -1)]


def read(today: date, now: datetime) -> Found:
    """Count what is kept, from the ledger and the contacts as they are known now: nothing is written."""
    cells, parts = Counter[Any](), Counter[Any]()
    for each in _seen(today):
        cells[each.as_of, each.cell, each.unpaid] += 1
        parts.update((each.as_of, *group, each.cell, each.unpaid) for group in each.groups)
    return Found(_paired(cells), _paired(parts), _calls(now))


def keep(found: Found) -> Counter[str]:
    """Write what was counted in the place of what was there; what was said of a day stays as it was first said."""
    outlook.load()
    told = {(row.as_of, row.late, row.before, row.paid): row.said for row in db.session.scalars(select(OutlookCount))}
    said = {key: told.get((key[0], *key[1]), rate) for key, rate in _said(found.cells).items()}
    for model in (OutlookCount, OutlookGroup, CallHour):
        db.session.execute(delete(model))
    bulk.insert(OutlookCount, [_count(key, found.cells[key], said[key]) for key in found.cells])
    bulk.insert(OutlookGroup, _group_rows(found.groups, said))
    bulk.insert(CallHour, [slot._asdict() | tried._asdict() for slot, tried in found.calls.items()])
    return Counter(counted=sum(each.cases for each in found.cells.values()))


def told(rows: Iterable[OutlookCount]) -> list[quality.Told]:
    """What was said of cases against what came."""
    return [quality.Told(row.said, row.cases, row.unpaid) for row in rows]


def _seen(today: date) -> Iterator[Seen]:
    ends, ids = days(today), db.session.scalars(select(Loan.id).order_by(Loan.id)).all()
    for chunk in bulk.chunks(ids):
        past = facts.histories(chunk, ends[-1])
        late = {id: seen for id, dues in past.items() if (seen := _states(dues, ends))}
        whose = _people(list(late))
        for loan_id, states in late.items():
            for day, cell, unpaid in states:
                yield Seen(day, cell, unpaid, _groups(whose[loan_id], day))


def _states(dues: Sequence[Any], ends: Sequence[date]) -> list[tuple[date, rule.Cell, bool]]:
    if not any(each.unpaid > 0 or each.settled_on is None or each.settled_on > each.due_on for each in dues):
        return []  # Most loans were never late.
    found = ((day, rule.cell_on(dues, day)) for day in ends)
    return [(day, cell, not rule.came(dues, day)) for day, cell in found if cell]


def _people(loan_ids: Sequence[int]) -> dict[int, Any]:
    """What the lender holds of the borrowers of these loans and an auditor asks about."""
    query = select(Loan.id, Borrower.language, Borrower.id_number).join(Borrower, Loan.borrower_id == Borrower.id)
    return {row.id: row for row in db.session.execute(query.where(Loan.id.in_(loan_ids)))}


def _groups(who: Any, day: date) -> tuple[tuple[GroupKind, str], ...]:
    number = who.id_number or ""
    sex, age = groups.sex(number), groups.age(number, day)
    return (GroupKind.language, str(who.language)), (GroupKind.sex, sex), (GroupKind.age, age)


def _paired(counts: Mapping[Any, int]) -> dict[Any, rule.Counted]:
    """Counts by what comes before whether they had not paid."""
    sums: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for (*key, unpaid), count in counts.items():
        sums[tuple(key)][0] += count
        sums[tuple(key)][1] += count if unpaid else 0
    return {key: rule.Counted(*pair) for key, pair in sums.items()}


def _said(cells: Mapping[tuple[date, rule.Cell], rule.Counted]) -> dict[tuple[date, rule.Cell], Decimal]:
    """What the outlook would have said on each day, from the table and the months whose outcome was known by then."""
    prior = outlook.known().prior
    found = {}
    for day in sorted({day for day, _ in cells}):
        own: dict[rule.Cell, rule.Counted] = defaultdict(rule.Counted)
        for (earlier, cell), counted in cells.items():
            if earlier + rule.AHEAD <= day:
                own[cell] = rule.Counted(own[cell].cases + counted.cases, own[cell].unpaid + counted.unpaid)
        found.update({(day, cell): rule.rate(cell, own, prior) for at, cell in cells if at == day})
    return found


def _count(key: tuple[date, rule.Cell], counted: rule.Counted, said: Decimal) -> dict[str, Any]:
    return {"as_of": key[0], **key[1]._asdict(), **counted._asdict(), "said": said}


def _group_rows(
    parts: Mapping[tuple[date, GroupKind, str, rule.Cell], rule.Counted], said: Mapping[Any, Decimal]
) -> list[dict[str, Any]]:
    """What was said of each group, summed over its cases, against what came."""
    rows: dict[Any, dict[str, Any]] = {}
    for (day, kind, name, cell), counted in parts.items():
        empty = {"as_of": day, "kind": kind, "name": name, "cases": 0, "unpaid": 0, "said": Decimal(0)}
        row = rows.setdefault((day, kind, name), empty)
        row["cases"] += counted.cases
        row["unpaid"] += counted.unpaid
        row["said"] += said[day, cell] * counted.cases
    return list(rows.values())


def _calls(now: datetime) -> dict[hours.Slot, hours.Tried]:
    """The calls that people made in the last half year, by the borrower's own clock; the zone at home counts."""
    query = select(Contact.at, Borrower.time_zone, OutcomeCode.is_right_party)
    query = query.join(Borrower, Contact.borrower_id == Borrower.id)
    query = query.outerjoin(OutcomeCode, Contact.outcome_id == OutcomeCode.id)
    query = query.where(Contact.channel == Channel.call, Contact.direction == Direction.outbound)
    query = query.where(Contact.at > now - CALLS, Contact.at <= now, Contact.user_id.is_not(None))
    made: Counter[hours.Slot] = Counter()
    reached: Counter[hours.Slot] = Counter()
    for at, zone, is_reached in db.session.execute(query):
        if slot := hours.slot(at.astimezone(home(zone))):
            made[slot] += 1
            reached[slot] += bool(is_reached)
    return {slot: hours.Tried(count, reached[slot]) for slot, count in made.items()}


def home(zones: str) -> ZoneInfo:
    """The zone in which a borrower is at home; the team's where none is named that exists."""
    names = gate.zones(zones)
    return ZoneInfo(names[0]) if names and value.is_zone(names[0]) else team.zone()
