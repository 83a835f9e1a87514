"""Duplicates: which borrowers of a lender look like one person, and what people say of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from models import db
from models.borrower import Borrower, Phone
from models.duplicate import Duplicate, DuplicateState
from models.user import User
from rules import duplicate as rule
from rules.errors import RuleError
from services import bulk

State = DuplicateState
Pair = tuple[int, int]


def look() -> dict[Pair, tuple[int, rule.Signs]]:
    """Every pair of borrowers at work that looks like one person, with its lender; reads only."""
    shared = _shared(Borrower.id_number_index, rule.MOST["id_number"]) | _shared(Borrower.name_key, rule.MOST["name"])
    shared |= _shared(Phone.number_index, rule.MOST["phone"])
    people = _people({id for pair in shared for id in pair})
    found: dict[Pair, tuple[int, rule.Signs]] = {}
    for one, other in sorted(shared):
        if one in people and other in people and (told := rule.signs(people[one], people[other])):
            found[one, other] = (people[one].lender, told)
    return found


def keep(found: Mapping[Pair, tuple[int, rule.Signs]], today: date) -> Counter[str]:
    """Keep the pairs of a look: new ones are found, those without a sign any more gone; what a person said stays.

    Who are known to be two people are asked about again only where the same ID number turned up since.
    """
    columns = (Duplicate.id, Duplicate.first_id, Duplicate.second_id, Duplicate.state, *_signs_of(Duplicate))
    known = {(row.first_id, row.second_id): row for row in db.session.execute(select(*columns))}
    fresh = [pair for pair in found if pair not in known]
    bulk.insert(Duplicate, [_born(pair, *found[pair], today) for pair in fresh])
    again = [pair for pair, row in known.items() if pair in found and _is_news(row, found[pair][1])]
    changed = [{"id": known[pair].id, **found[pair][1]._asdict(), "state": State.found} for pair in again]
    bulk.change(Duplicate, changed)
    gone = [row.id for pair, row in known.items() if pair not in found and row.state == State.found]
    bulk.change(Duplicate, [{"id": id, "state": State.gone} for id in gone])
    return +Counter(pairs=len(fresh), again=len(again), gone=len(gone))


def two_people(row: Duplicate, reason: str, today: date, user: User) -> None:
    """They are two people, and are not asked about again. Raises RuleError without a reason, or once they are one."""
    if row.state == State.merged:
        raise RuleError("They are merged; undo that first.")
    if not reason.strip():
        raise RuleError("Say how you know that they are two people.")
    row.state, row.said, row.decided_on, row.decided_by = State.two_people, reason, today, user
    row.kept = row.asked_by = row.asked_on = None


def beside(phones: Iterable[Phone]) -> dict[int, list[Borrower]]:
    """By phone, the other borrowers of the same lender who gave that number too."""
    rows = {row.id: row for row in phones}
    if not rows:
        return {}
    query = select(Phone.number_index, Borrower).join(Borrower, Phone.borrower_id == Borrower.id)
    query = query.where(Phone.number_index.in_({row.number_index for row in rows.values()}))
    query = query.where(Borrower.archived_on.is_(None)).order_by(Borrower.reference)
    found: dict[Any, list[Borrower]] = defaultdict(list)
    for index, person in db.session.execute(query):
        found[index].append(person)
    return {row.id: [each for each in found[row.number_index] if _is_other(each, row)] for row in rows.values()}


def _is_other(person: Borrower, phone: Phone) -> bool:
    return person.id != phone.borrower_id and person.lender_id == phone.borrower.lender_id


def _shared(column: Any, most: int) -> set[Pair]:
    """The pairs of borrowers at work of one lender with the same value in a column of theirs, or of their phones."""
    several = select(column).where(column.is_not(None), column != column.type.python_type())
    several = several.group_by(column).having(func.count() > 1)
    query = select(column, Borrower.lender_id, Borrower.id)
    query = query.join(Borrower) if column.class_ is Phone else query
    groups: dict[tuple[Any, int], list[int]] = defaultdict(list)
    for piece in bulk.chunks(list(db.session.scalars(several))):
        here = query.where(column.in_(piece), Borrower.archived_on.is_(None))
        for value, lender_id, id in db.session.execute(here):
            groups[value, lender_id].append(id)
    return rule.pairs(groups, most)


def _people(ids: Iterable[int]) -> dict[int, rule.Person]:
    phones: dict[int, set[bytes]] = defaultdict(set)
    found: dict[int, rule.Person] = {}
    for piece in bulk.chunks(sorted(ids)):
        told = select(Phone.borrower_id, Phone.number_index).where(Phone.borrower_id.in_(piece))
        for id, index in db.session.execute(told):
            phones[id].add(bytes(index or b""))
        who = (Borrower.id, Borrower.lender_id, Borrower.id_number_index, Borrower.name_key)
        for id, lender_id, number, name in db.session.execute(select(*who).where(Borrower.id.in_(piece))):
            known = bytes(number) if number else None
            found[id] = rule.Person(lender_id, known, frozenset(phones[id]), name or "")
    return found


def _signs_of(model: Any) -> tuple[Any, ...]:
    return tuple(getattr(model, name) for name in rule.Signs._fields)


def _is_news(row: Any, told: rule.Signs) -> bool:
    """Whether the signs of a pair on file say something new."""
    if row.state == State.two_people:
        return told.same_id_number and not row.same_id_number
    return row.state in (State.found, State.gone) and (row.state == State.gone or told != _signs(row))


def _signs(row: Any) -> rule.Signs:
    return rule.Signs(*(getattr(row, name) for name in rule.Signs._fields))


def _born(pair: Pair, lender_id: int, told: rule.Signs, today: date) -> dict[str, Any]:
    values = {"lender_id": lender_id, "first_id": pair[0], "second_id": pair[1], "found_on": today}
    return {**values, **told._asdict(), "state": State.found, "said": "", "moved": {}, "version": 1}
